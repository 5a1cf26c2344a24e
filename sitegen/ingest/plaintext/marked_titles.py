"""Titles by what marks them in lists: links, bold words, items, names before them, addresses, buttons."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.inline_marks import FILE_ENDING
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.regular_lists import YEAR, is_other
from sitegen.ingest.plaintext.words import common_share, field, words
from sitegen.ingest.plaintext.wrapped_titles import JOINING, open_titles, wrapped_titles
from sitegen.ingest.values.links import leads_to_paper

_FEWEST = 2
_MARKED, _LINKED = 0.4, 0.6
"""The share of items of one form from which on all of them have a title."""
_SHORTEST = 10
"""Bytes."""
_WRONG = "AGJLNOPV"
"""What a title that is all of an item may have been taken for."""
_FILE = re.compile(rf"{FILE_ENDING}$", re.I)
_STOPS = ".?!"
_LATIN = re.compile(r"\([A-Z][a-z]+\.? [a-z]*(?:us|a|um|is|i|ae|ens|ax|ix)\)")
"""The name of a species, `(Corvus monedula)`."""
_QUESTION = 3
"""Words."""
_FAMILY = r"[^\W\d_a-z][\w'’-]+"
_FAMILIES = re.compile(rf"{_FAMILY}(?:, {_FAMILY}){{0,9}}(?:,? (?:&|and|und|et|y|e) {_FAMILY}|,? et al\.?)?:")
_ODD = 0.34
"""The share of common words that names are written with."""
_SURE = 0.8
"""The probability from which on what is nothing stays so."""
_HOST = re.compile(r"(?:https?:)?//([^/?#]+)", re.I)


def linked_items(text: Text) -> None:
    """What stands before an address in an item of a list is its title, where most such items have a title.

    (ICML) Slow Clocks of the World [arXiv]
    """
    linked = [row for row in _items(text) if "L" in labels_of(row)]
    titled = sum("T" in labels_of(row) for row in linked)
    for row in linked if titled >= max(_FEWEST, _LINKED * len(linked)) else ():
        at = labels_of(row).index("L")
        is_free = at > 0 and set(labels_of(row)) <= set("OLV") and row[at - 1].label == "O"
        if is_free and not (is_other(row[at - 1]) or field(row[at - 1].text)) and row[at - 1].text[0].isupper():
            row[at - 1].label = "T"


def marked_titles(text: Text) -> None:
    """What is marked as most titles are is a title, in items of the same form: `**Slow Clocks**`, `[Slow Clocks](…)`.

    A link must lead to papers, or to where that of another title leads. What stands there again before a colon is the
    name of a field: `**Core claim:** they wait`.
    """
    times = Counter(chunk.text for chunk in text.chunks if chunk.text[-1] in ":：")
    forms: defaultdict[tuple[str, bool, bool], list[tuple[list[Chunk], int]]] = defaultdict(list)
    for row in _items(text):
        for mark in "abi":
            at = next((at for at, chunk in enumerate(row) if mark in chunk.style), len(row))
            if at < len(row):
                forms[mark, at > 0, _is_all(row[at:], mark)].append((row, at))
    for (mark, *_), items in forms.items():
        titles = [row[at] for row, at in items if row[at].label == "T"]
        hosts = {_host(chunk) for chunk in titles} - {""}
        free = [
            (row, at)
            for row, at in items
            if "T" not in labels_of(row)
            and row[at].label in (_WRONG if _is_link(row) else "O")
            and times[row[at].text] < _FEWEST
            and _may_be_title(row[at], mark, hosts)
        ]
        for row, at in free if len(titles) >= max(_FEWEST, _MARKED * (len(titles) + len(free))) else ():
            relabel(_marked(row[at:], mark), _WRONG if _is_link(row) else "O", "t")
            row[at].label = "T"


def linked_titles(text: Text) -> None:
    """A title that is a link ends with it, where most such titles do: `[Slow Clocks](…) :: they wait`.

    What stands behind it tells of it where words behind others do.
    """
    rows = rows_of(text.chunks)
    linked = [row[at:] for row in rows for at, chunk in enumerate(row) if chunk.label == "T" and chunk.url]
    beyond = [[chunk for chunk in row if chunk.label == "t" and not chunk.url] for row in linked]
    label = "S" if any("S" in labels_of(row) for row in linked) else "O"
    for chunks in beyond if beyond.count([]) >= max(_FEWEST, _LINKED * len(linked)) else ():
        relabel(chunks, "t", label)


def lone_bold_titles(text: Text) -> None:
    """In items of which most have a title in bold, no journal behind names and no words before others are titles."""
    items = _items(text)
    if sum(map(_has_bold_title, items)) < max(_FEWEST, _LINKED * len(items)):
        return
    is_below = False
    for row in rows_of(text.chunks):
        line, is_title = text.lines[row[0].line], _has_bold_title(row)
        is_below = is_title or (is_below and not (line.marker or line.level))
        if is_below and not is_title and not set(labels_of(row)) <= {*"Tt"}:
            relabel(row, "Tt", "O")


def _has_bold_title(row: Sequence[Chunk]) -> bool:
    return any(chunk.label == "T" and "b" in chunk.style for chunk in row)


def joined_titles(text: Text) -> None:
    """A title holds the question before it, quotations in it, the Latin name behind it, and what goes on in bold.

    None ends with a word that joins others: `Clocks after "Slow Maps"`.
    """
    for row in rows_of(text.chunks):
        line = text.lines[row[0].line].text
        bold = next((chunk.label for chunk in row if chunk.style == "b"), "")
        for before, chunk in pairwise(row):
            is_joined = before.style == chunk.style and before.end <= chunk.start
            is_bold = bold == "T" and chunk.style == "b" and not YEAR.fullmatch(chunk.text)
            goes_on = chunk.before in "q:" or (chunk.before == "." and chunk.text[0].islower())
            if before.label in "Tt" and chunk.label == "T" and is_joined and chunk.before == "q":
                chunk.label = "t"
            elif before.label in "Tt" and (
                (chunk.label in "AO" and _LATIN.fullmatch(chunk.text))
                or (chunk.label == "O" and chunk.before in "(qm" and JOINING.search(line, 0, before.end))
            ):
                chunk.label, chunk.odds = "t", before.odds
            elif is_bold and before.label in "Tt" and chunk.label == "O" and is_joined and goes_on:
                # bold words are one title, whatever signs they have, but venues and remarks behind it
                chunk.label, chunk.odds = "t", before.odds
            elif chunk.label == "T" and chunk.before == "." and is_joined and before is row[0] and _asks(before):
                # the title may open at either
                before.odds = chunk.odds = min(1.0, before.title_odds + chunk.odds)
                before.label, chunk.label = "T", "t"


def _asks(chunk: Chunk) -> bool:
    return chunk.label == "O" and chunk.text.endswith("?") and len(chunk.text.split()) >= _QUESTION


def listed_titles(text: Text) -> None:
    """Each item of a list that counts, or has a line for each item, has a title where most of them have one.

    No title goes on behind a mark.
    """
    counted: list[list[list[Chunk]]] = [[]]
    tight: list[list[list[Chunk]]] = [[]]
    for row in _items(text):
        line, above = text.lines[row[0].line], text.lines[row[0].line - 1]
        is_next = bool(tight[-1]) and tight[-1][-1][0].line == row[0].line - 1 and not line.gap
        if line.ordinal == 1:
            counted.append([row])
        elif line.ordinal == len(counted[-1]) + 1:
            counted[-1].append(row)
        elif is_next and (above.marker, above.indent) == (line.marker, line.indent):
            tight[-1].append(row)
        else:
            tight.append([row])
    for items in (*counted, *tight):
        titled = [row for row in items if not {*"Tt"}.isdisjoint(labels_of(row))]
        are_capital = 2 * sum(map(_has_capitals, titled)) > len(titled)
        for row in items if len(titled) >= max(_FEWEST, _LINKED * len(items)) else ():
            if row[0].label == "t":
                row[0].label, row[0].odds = "T", max(row[0].odds, _LINKED)
            if _has_capitals(row) or not are_capital:
                _entitle(row, _SURE)


def _has_capitals(row: Sequence[Chunk]) -> bool:
    """Whether words amid a title begin with capitals, which `5. Lunch in the canteen` has not."""
    return any(word[0].isupper() for chunk in row for word in chunk.text.split()[chunk is row[0] :])


def titles_behind_names(text: Text) -> None:
    """Behind names that begin a line stands a title, where it does in most such lines, behind the same sign."""
    named = [row for row in rows_of(text.chunks) if row[0].label == "A" and len(row) > 1]
    signs = {row[1].before for row in named if row[1].label == "T"}
    alike = [row for row in named if row[1].before in signs]
    titled = sum(row[1].label == "T" for row in alike)
    for _, *rest in alike if titled >= max(_FEWEST, _LINKED * len(alike)) else ():
        _entitle(rest, 1.0)


def families_before_titles(text: Text) -> None:
    """Family names and a colon before most titles are their authors: `Lee, Cho & Roy: Slow Clocks`."""
    rows = rows_of(text.chunks)
    times = Counter(row[0].text for row in rows)
    named = [
        row
        for row, below in pairwise([*rows, []])
        if len(row) > 1
        and _FAMILIES.fullmatch(row[0].text)
        and times[row[0].text] == 1
        and not (field(row[0].text) or {*labels_of(below)} == {"A"} or (row[0].label == "T" and row[0].odds > _SURE))
    ]
    titled = sum("T" in labels_of(row) for row in rows)
    common = common_share(words(" ".join(row[0].text for row in named).lower()))
    is_usual = sum(" " in row[0].text for row in named) > _FEWEST and len(named) >= _LINKED * titled
    for names, title, *rest in named if is_usual and common < _ODD else ():
        names.label, names.odds = "A", max(names.odds, _LINKED)
        if title.label in "OtT":
            title.label, title.odds = "T", max(title.odds, _LINKED)
            relabel(takewhile(lambda chunk: chunk.before == ":", rest), "O", "t")


def _entitle(chunks: Sequence[Chunk], least: float) -> None:
    """Makes a title of what is nothing, not so surely as given, and no other thing by its looks either."""
    first = chunks[0]
    is_free = set(labels_of(chunks)) == {"O"} and first.odds <= least and not is_other(first)
    if is_free and sum(len(chunk.text.split()) for chunk in chunks) >= _QUESTION:
        relabel(chunks, "O", "t")
        first.label = "T"


def titles_above_buttons(text: Text) -> None:
    """A line above one that stands below other titles too, `pdf icon`, and names below that, is a title."""
    rows = rows_of(text.chunks)
    buttons = {
        text.lines[below[0].line].text
        for row, below in pairwise(rows)
        if row[0].label == "T" and set(labels_of(below)) == {"O"}
    }
    for row, below, names in zip(rows, rows[1:], rows[2:], strict=False):
        is_above = text.lines[below[0].line].text in buttons and names[0].label == "A"
        if is_above and text.lines[row[0].line].gap and set(labels_of(row)) == {"O"} and not is_other(row[0]):
            relabel(row, "O", "t")
            row[0].label = "T"


def _items(text: Text) -> list[list[Chunk]]:
    return [row for row in rows_of(text.chunks) if text.lines[row[0].line].marker]


def _marked(chunks: Sequence[Chunk], mark: str) -> list[Chunk]:
    return list(takewhile(lambda chunk: mark in chunk.style and chunk.label in _WRONG, chunks))


def _is_link(row: Sequence[Chunk]) -> bool:
    return bool(row[0].url) and row[0].url == row[-1].url


def _is_all(chunks: Sequence[Chunk], mark: str) -> bool:
    return all(mark in chunk.style for chunk in chunks)


def _may_be_title(chunk: Chunk, mark: str, hosts: set[str]) -> bool:
    is_paper = mark != "a" or leads_to_paper(chunk.url) or _FILE.search(chunk.url) or _host(chunk) in hosts
    is_long = len(chunk.text.encode()) >= _SHORTEST
    return bool(is_paper) and is_long and not (is_other(chunk) or field(chunk.text))


def _host(chunk: Chunk) -> str:
    host = _HOST.match(chunk.url)
    return host[1].lower() if host else ""


RULES = (
    joined_titles,
    marked_titles,
    linked_titles,
    lone_bold_titles,
    linked_items,
    listed_titles,
    titles_behind_names,
    titles_above_buttons,
    wrapped_titles,
    open_titles,
)
