"""Names by the regularity of a list: those that stand where nearly all titles have theirs, and what does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.people import PLACE, are_names, are_people, are_sure_names
from sitegen.ingest.plaintext.words import MOST_COMMON, common_share, field, people_share, words
from sitegen.ingest.values.people import AND, OTHERS

_SHARE, _SOME = 0.5, 0.35
"""The share of titles that have names, and that where all have something that may be some."""
_SURE = 0.7
"""The probability of names where all titles have theirs."""
_FEWEST, _MOSTLY, _SURE_TITLE = 2, 0.6, 0.8
"""How many lines, and which share of them, have names before a colon where all have, and when a title is sure."""
NEAR = 10
"""Chunks behind a title that may be its authors."""
YEAR = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[.:,]?")
_LAST = re.compile(rf"(?:&|{AND})\s+(.{{3,60}})")
_REMARK = re.compile(r"\W*\d+\W*|\([a-z]{3,12}(?: (?:paper|talk))?\)")
_FAMILY = r"[^\W\d_a-z][\w'’-]+"
_BEFORE_COLON = re.compile(
    rf"{_FAMILY}(?:(?:, | / ){_FAMILY}){{0,9}}(?:,? (?:&|and|und|et|y|e) {_FAMILY}|,? et\.? al\.?)?:"
)
_PLACED = re.compile(r"(?:[^\W\d_a-z][\w'’.-]* ){1,4}\((?=[^(),]+,)[^()]+\)")
"""Somebody with a place of work, whatever the words of the name: `See May (Example University, Chile)`."""
_FAMILIES = re.compile(r"[^\W\d_a-z][\w'’-]+(?:,? (?:&|and|und|et|y|e) [^\W\d_a-z][\w'’-]+)?")
"""`Lee & Cho` before a year or beside `Sun et al.`; `Roy` is a name only beside others, as `Math` is a field."""
_LED = re.compile(r"(?:[^\W\d_a-z][\w'’.-]* ){1,4}et al\.?,?")
"""`Di Roy et al.`, whose given name looks like a part of a family name."""


def regular_names(text: Text) -> None:
    """Names right before or behind a title are its authors, where most titles have theirs there, or all have names."""
    chunks = text.chunks
    entries = entries_of(chunks)
    for beside in (_before_title, _behind_title):
        found = [(chunk, entry.start) for entry in entries if (chunk := beside(chunks, entry))]
        near = [(chunk, at) for chunk, at in found if not _is_above(chunk, chunks[at], text.lines)]
        before_year = [chunk for chunk, at in near if beside is _before_title and chunks[at - 1] is not chunk]
        are_joint = any(re.search(" (?:&|and|und|et|y|e) ", chunk.text) for chunk in before_year)
        are_cited = 2 * sum(bool(OTHERS.search(chunk.text)) for chunk, _ in near) > len(entries)
        alone = [chunk for chunk, _ in near if chunk.before != "n"] if are_cited else before_year if are_joint else []
        are_lower = 2 * sum(chunk.text[0].islower() for chunk in alone) > len(entries)
        # `video` is no name
        named = [one for one in alone if one.text[0].isupper() or common_share(words(one.text)) < MOST_COMMON]
        dated = {id(one) for one in named if _FAMILIES.fullmatch(one.text.title() if are_lower else one.text)}
        known = {id(one) for one, _ in near if one.label == "A" or id(one) in dated or are_sure_names(one.text)}
        are_all = len(near) == len(entries) and all(id(one) in known or are_names(one.text) for one, _ in near)
        # one piece for each title, with no other that its names go on in
        are_whole = are_all and labels_of(chunks).count("A") == len(entries)
        for chunk, _ in near if len(known) > (_SOME if are_all else _SHARE) * len(entries) else ():
            is_free = chunk.label in "AO" and not chunk.url and not field(chunk.text)
            if is_free and (id(chunk) in dated or are_names(chunk.text) or _LED.fullmatch(chunk.text)):
                chunk.label, chunk.odds = "A", max(chunk.odds, _SURE * are_whole)


def _is_above(chunk: Chunk, title: Chunk, lines: Sequence[Line]) -> bool:
    """Whether a chunk is in a heading not below a title's own, which begins another section."""
    level = lines[chunk.line].level
    return chunk.line != title.line and 0 < level <= (lines[title.line].level or level)


def families_before_titles(text: Text) -> None:
    """Family names and a colon before most titles are their authors: `Lee, Cho & Roy: Slow Clocks`, `Lee / Cho: …`."""
    rows = [own for row in rows_of(text.chunks) if (own := row["s" in row[0].style :])]
    ends = [next((at for at, chunk in enumerate(row, 1) if chunk.text[-1] == ":"), 1) for row in rows]
    leads = [text.lines[row[0].line].text[row[0].start : row[end - 1].end] for row, end in zip(rows, ends, strict=True)]
    times = Counter(leads)
    named = [
        (lead, row[:end], row[end:])
        for lead, end, row, below in zip(leads, ends, rows, [*rows, []][1:], strict=True)
        if len(row) > end
        and _BEFORE_COLON.fullmatch(lead)
        and times[lead] == 1
        and not ("/" in lead and any(are_people(part) for chunk in row[end:] for part in chunk.text.split(",")))
        and not (field(lead) or {*labels_of(below)} == {"A"} or (row[0].label == "T" and row[0].odds > _SURE_TITLE))
    ]
    titled = sum("T" in labels_of(row) for row in rows)
    common = common_share(words(" ".join(lead for lead, *_ in named).lower()))
    is_usual = sum(not {*" /"}.isdisjoint(lead) for lead, *_ in named) > _FEWEST and len(named) >= _MOSTLY * titled
    for _, people, (first, *rest) in named if is_usual and common < MOST_COMMON else ():
        title = [first, *takewhile(lambda chunk: chunk.before == ":", rest)] if first.label in "OtT" else []
        for chunk in (*people, *title):
            label = "A" if chunk in people else "T" if chunk is first else chunk.label.replace("O", "t")
            chunk.label, chunk.odds = label, max(chunk.odds, _MOSTLY)


def names_one_a_line(text: Text) -> None:
    """Beside an author with a place others have a line each, the first behind a time: `Ann Lee (Example Labs)`.

    Likewise above two without a place, as places stand below people; and right above titles, where most such are some.
    """
    rows = rows_of(text.chunks)
    above = [row for row, title in pairwise(rows) if "T" in labels_of(title) and not text.lines[title[0].line].gap]
    placed = [row for row in above if _is_placed(text.lines[row[0].line].text)]
    relabel((row[0] for row in placed if 2 * sum(row[0].label == "A" for row in placed) > len(placed)), "O", "A")
    heads = [row[0] for row in rows]
    behind_time = [next((chunk for chunk in row if "s" not in chunk.style), row[0]) for row in rows]
    upwards = zip(reversed(behind_time[:-1]), reversed(heads), [*heads[-1:], *reversed(heads)], strict=False)
    for first, known, beyond in [*upwards, *zip(heads[1:], heads, heads, strict=False)]:
        if first.label + known.label != "OA" or text.lines[max(first.line, known.line)].gap:
            continue
        listed = [text.lines[one.line].text[one.start :].rstrip("_*;, ") for one in (first, known, beyond)]
        are_alike = any(map(_is_name, listed[:2])) and all(_is_name(name) or _is_placed(name) for name in listed[:2])
        if not all(name.endswith(")") for name in listed[:2]):
            is_third = beyond is not known and beyond.label == "A" and _is_name(listed[2])
            are_alike = are_alike and is_third and are_people(listed[0])
        first.label = "A" if are_alike else first.label


def _is_placed(line: str) -> bool:
    return bool(_PLACED.fullmatch(line) and PLACE.search(line))


def _is_name(line: str) -> bool:
    return people_share(line) == (1, 1.0)


def last_names(text: Text) -> None:
    """Right below names, the last of them may begin a line: `Ann Lee, Bo Cho` above `and Cy Roy`."""
    for above, row in pairwise(rows_of(text.chunks)):
        last = _LAST.fullmatch(row[0].text) if above[-1].label + row[0].label == "AO" else None
        relabel(row[:1] if last and are_people(last[1]) and not text.lines[row[0].line].gap else (), "O", "A")


def names_above_places(text: Text) -> None:
    """Below an author and where they work others stand likewise: `Ann Lee`, `Example University, Chile`, `Bo Cho`."""
    rows = rows_of(text.chunks)
    for author, place, name, other in zip(rows, rows[1:], rows[2:], rows[3:], strict=False):
        are_people = all(len(row) == 1 and people_share(row[0].text) == (1, 1.0) for row in (author, name))
        lines = [(text.lines[row[0].line].text, labels_of(row)) for row in (place, other)]
        are_places = all({*labels} == {"O"} and ("," in line or PLACE.search(line)) for line, labels in lines)
        is_block = not any(text.lines[row[0].line].gap for row in (place, name, other))
        if are_people and are_places and is_block and author[0].label + name[0].label == "AO":
            name[0].label = "A"


def _before_title(chunks: Sequence[Chunk], entry: range) -> Chunk | None:
    """The last chunk before a title in its line that is no year, or the one that is all of the line above."""
    line = chunks[entry.start].line
    near = takewhile(lambda chunk: chunk.line >= line - 1, (chunks[at] for at in range(entry.start - 1, -1, -1)))
    last = next((chunk for chunk in near if not YEAR.fullmatch(chunk.text)), None)
    return last if last and (last.line == line or last.before == "n") else None


def _behind_title(chunks: Sequence[Chunk], entry: range) -> Chunk | None:
    """The first chunk of an entry behind its title that is no address, number or kind of paper, `#4`, `(short)`."""
    last = max(at for at in entry if chunks[at].label in "Tt" and chunks[at].line <= chunks[entry.start].line + 1)
    behind = [chunks[at] for at in range(last + 1, entry.stop)[:NEAR]]
    return next((chunk for chunk in behind if chunk.label != "L" and not _REMARK.fullmatch(chunk.text)), None)


RULES = (regular_names, names_one_a_line, last_names, names_above_places)
