"""Titles by what marks them in lists: addresses, items, names before and above them, buttons and paths beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines.program_marks import PATH
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.rules.inline_names import part_names
from sitegen.ingest.plaintext.rules.regular_lists import is_other
from sitegen.ingest.plaintext.rules.regular_names import NEAR, YEAR
from sitegen.ingest.plaintext.words import common_share, field, is_date, is_furniture
from sitegen.ingest.values.links import leads_to_paper

_FEWEST, _MOSTLY = 2, 0.6
"""How many lines, and which share of them, have a title where all have."""
_QUESTION = 3
"""Words."""
_SURE, _HALF = 0.8, 0.5
"""How sure a label stays as it is, and the share of places in which a button stands beside a title."""
_TELLS = re.compile("[^TAS]+[AS]")
"""Labels of lines of which names or sentences are the first of a paper."""
_CITED = re.compile("AOS+Tt*O*")
"""The labels of a citation whose title looks like a sentence, behind a year."""
_REMARKED = re.compile("Tt*O+L")
_SOURCE = re.compile(r"(?:\(?[^\W\d_a-z]\S{0,40} |(?:of|the|and|on|in|for|&) ){1,12}(?:\d|abs/)|[^\W\d_]?\d")
"""Where something came out, as DBLP has it behind a title: `CLOCKS 2021: 59-61`, `Clock Lett. 9: 1-10`."""
_NUMBER = re.compile(r"\d[\d.,]*")


def titles_below_names(text: Text) -> None:
    """Right below names that end with a colon stands a title, as below most: `Ann Lee:` above `Slow Clocks. 1-8`.

    In a conversation names come again and again.
    """
    announced = []
    for row, below in pairwise(rows_of(text.chunks)):
        lead = row["s" in row[0].style :]
        names, sign, rest = text.lines[row[0].line].text[lead[0].start if lead else 0 :].partition(":")
        is_right_below = below[0].line == row[0].line + 1 and not text.lines[below[0].line].gap
        if lead and sign and not rest and are_people(names) and is_right_below:
            announced.append((names, lead, below))
    titled = [labels_of(lead) for _, lead, below in announced if below[0].label == "T"]
    is_usual = len(titled) >= _MOSTLY * len(announced) and sum("A" in labels for labels in titled) >= _FEWEST
    are_several = 2 * len({names for names, *_ in announced}) > len(announced)
    for _, lead, below in announced if is_usual and are_several else ():
        relabel(lead, labels_of(lead), "A")
        if "T" not in labels_of(below):
            line = text.lines[below[0].line].text
            sources = (at for at, one in enumerate(below) if one.before in ".:" and _SOURCE.match(line, one.start))
            # pages behind a title have no letters
            relabel((one for one in below[: next(sources, None)] if any(map(str.isalpha, one.text))), "AOSV", "t")
        # `J. Mach. Learn. Res. 12: 1-8`
        relabel(below, "A", "V")
        below[0].label = "T"
        for chunk in below:
            chunk.odds = max(chunk.odds, _MOSTLY)


def linked_items(text: Text) -> None:
    """What stands before an address in an item is its title, where most have one; paragraphs lead to papers then.

    (ICML) Slow Clocks of the World [arXiv]

    It is the first where most have a remark behind it, `Small Maps - I liked this. [arXiv]`.
    """
    rows = [(row, text.lines[row[0].line]) for row in rows_of(text.chunks) if "L" in labels_of(row)]
    linked = [row for row, line in rows if line.marker or (line.gap and any(leads_to_paper(one.url) for one in row))]
    titled = [labels_of(row) for row in linked if "T" in labels_of(row)]
    have_remarks = 2 * sum(map(bool, map(_REMARKED.match, titled))) > len(titled)
    for row in linked if len(titled) >= max(_FEWEST, _MOSTLY * len(linked)) else ():
        near = row[: labels_of(row).index("L")] if {*labels_of(row)} <= {*"OLV"} else []
        near = [chunk for chunk in (near[:1] if have_remarks else near[-1:]) if chunk.text[0].isupper()]
        relabel((chunk for chunk in near if not (is_other(chunk) or _is_button(chunk))), "O", "T")


def linked_titles(text: Text) -> None:
    """A title that is a link ends with it, where most such titles do: `[Slow Clocks](…) :: they wait`.

    What stands behind it tells of it where words behind others do; no word in it is one of the names behind it.
    Likewise one in bold or italics ends with its line, and before what is set as code. In bold one goes on behind
    `(CLK 2021):`, unless several have such, before names.
    """
    rows = rows_of(text.chunks)
    for row in rows:
        named = {chunk.url for chunk in row if chunk.label == "A"}
        for before, chunk in pairwise(row if len(named) > 1 else ()):
            is_linked = before.label in "Tt" and chunk.label == "A" and before.url == chunk.url != ""
            relabel([chunk] if is_linked and not are_people(chunk.text) else (), "A", "t")
    whole = [row[at : at + 3] for row in rows for at, one in enumerate(row[1:-1]) if re.fullmatch(r"\(.*\):", one.text)]
    for title, *rest in whole if len(whole) == 1 else ():
        is_told = len(rest[1].text.split()) > _QUESTION and not (title.url or are_people(rest[1].text))
        is_set_off = title.style == rest[0].style == rest[1].style != "" and title.label in "Tt"
        for chunk in rest if is_told and is_set_off and labels_of(rest) in ("OO", "Ot") else ():
            chunk.label, chunk.odds = "t", title.odds
    linked = [row[at:] for row in rows for at, chunk in enumerate(row) if chunk.label == "T" and chunk.url]
    beyond = [[chunk for chunk in row if chunk.label == "t" and not chunk.url] for row in linked]
    label = "S" if any("S" in labels_of(row) for row in linked) else "O"
    set_off = [
        [
            chunk
            for chunk in below
            if chunk.label == "t" and not ({*title.style} & {*chunk.style} or below[0].text[0].islower())
        ]
        for (*_, title), below in pairwise([*rows, []])
        if title.label in "Tt" and not {*"bi"}.isdisjoint(title.style)
    ]
    plain = [row for row in rows if row[0].label == "T" and "c" not in row[0].style]
    code = [[chunk for chunk in row if chunk.label == "t" and "c" in chunk.style] for row in plain]
    for ends, other in ((beyond, label), (set_off, "O"), (code, "O")):
        for chunks in ends if ends.count([]) >= max(_FEWEST, _MOSTLY * len(ends)) else ():
            relabel(chunks, "t", other)


def linked_journals(text: Text) -> None:
    """Behind names and a year stands a title, and in a link where it came out: `Lee (2024) Slow clocks. [Letters](…)`.

    Words in a link look like titles, and those of a title like a sentence.
    """
    titled = [row for row in rows_of(text.chunks) if "T" in labels_of(row)]
    cited = [row for row in titled if _CITED.fullmatch(labels_of(row)) and YEAR.fullmatch(row[1].text)]
    cited = [row for row in cited if any(chunk.url and chunk.label == "T" for chunk in row)]
    for row in cited if len(cited) >= max(_FEWEST, _HALF * len(titled)) else ():
        relabel(row, "Tt", "V")
        relabel(row, "S", "t")
        row[2].label = "T"


def listed_titles(text: Text) -> None:
    """Each item of a list that counts, or has a line for each item, has a title where most of them have one.

    No title goes on behind a mark. What looks like names alone begins with a title if most items have both.
    """
    counted: list[list[list[Chunk]]] = [[]]
    tight: list[list[list[Chunk]]] = [[]]
    for row in rows_of(text.chunks):
        line, above = text.lines[row[0].line], text.lines[row[0].line - 1]
        if not line.marker:
            continue
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
        are_named = 2 * sum("A" in labels_of(row) for row in titled) > len(titled)
        for row in items if len(titled) >= max(_FEWEST, _MOSTLY * len(items)) else ():
            if are_named and row[0].label == "A" and row not in titled:
                part_names(row, text)
            if row[0].label == "t":
                row[0].label, row[0].odds = "T", max(row[0].odds, _MOSTLY)
            if _has_capitals(row) or not are_capital:
                _entitle(row, _SURE)


def _has_capitals(row: Sequence[Chunk]) -> bool:
    """Whether words amid a title begin with capitals, which `5. Lunch in the canteen` has not, or its only word."""
    told = [word for chunk in row for word in chunk.text.split()]
    return any(word[0].isupper() for word in told[1:] or told)


def _entitle(chunks: Sequence[Chunk], least: float) -> None:
    """Makes a title of what is nothing, not so surely as given, and no other thing by its looks either."""
    first = chunks[0]
    is_alone = len({chunk.url for chunk in chunks if chunk.url}) == 1
    leads = is_alone and leads_to_paper(first.url) and not _is_button(first)
    is_free = {*labels_of(chunks)} <= ({*"OA"} if leads else {"O"}) and first.odds <= least and not is_other(first)
    if is_free and (leads or sum(len(chunk.text.split()) for chunk in chunks) >= _QUESTION):
        relabel((chunk for chunk in chunks if chunk.before == "b" and are_people(chunk.text)), "O", "A")
        relabel((chunk for chunk in chunks if any(map(str.isalpha, chunk.text))), "O", "t")
        first.label, first.odds = "T", max(first.odds, _MOSTLY * leads)


def _is_button(chunk: Chunk) -> bool:
    """Whether words say where a paper is, `[PDF](…)`, `[here](…)`, `From https://…`, and not which it is."""
    return bool(field(chunk.text)) or is_furniture(chunk.text) or common_share([chunk.text.lower()]) > 0


def titles_below_buttons(text: Text) -> None:
    """A line right below what stands above most titles and little else, `Share`, is one if it tells of a paper, too.

    Numbers in it count something else each time: `12 citations`.
    """
    rows = rows_of(text.chunks)
    shown = [_NUMBER.sub("0", text.lines[row[0].line].text) if set(labels_of(row)) == {"O"} else "" for row in rows]
    times = Counter(shown)
    above = Counter(button for button, row in zip(shown, rows[1:], strict=False) if row[0].label == "T")
    buttons = {button for button, count in above.items() if button and count >= max(_FEWEST, _HALF * times[button])}
    heads = labels_of([row[0] for row in rows])
    for at, (button, line) in enumerate(pairwise(shown), 1):
        is_free = " " in line and not (is_date(line) or is_furniture(line) or field(rows[at][0].text))
        if button in buttons and is_free and _TELLS.match(heads, at, at + NEAR):
            _make_title(rows[at], _MOSTLY)


def titles_before_buttons(text: Text) -> None:
    """What stands before a button in its line is a title if it stands behind most titles: `Slow Clocks (abstract)`.

    It has names or sentences of its own, as `How to get here (slides)` has not.
    """
    rows = rows_of(text.chunks)
    heads = "".join(next((label for label in "TAS" if label in labels_of(row)), "O") for row in rows)
    buttons = [row[-1].text if len(row) > 1 and row[-1].label == "O" else "" for row in rows]
    times = Counter(buttons)
    titled = Counter(button for button, row in zip(buttons, rows, strict=True) if button and "T" in labels_of(row))
    for at, (button, (*row, _)) in enumerate(zip(buttons, rows, strict=True)):
        is_usual = titled[button] >= max(_FEWEST, _MOSTLY * times[button], _HALF * titled.total())
        is_told = is_usual and {*labels_of(row)} == {"O"} and bool(_TELLS.match(heads, at, at + NEAR))
        if is_told and _may_be_title(row):
            _make_title(row, _MOSTLY)


def titles_above_paths(text: Text) -> None:
    """A paragraph begins with a title that has a site, its path and names below it, as search engines show pages.

    Slow Clocks of the ...
    Clock Letters
    https://clocks.example › letters
    by A Lee · 2025
    """
    rows = rows_of(text.chunks)
    lines = [text.lines[row[0].line] for row in rows]
    # Google's pages name site and path twice
    shown = [at for at, line in enumerate(lines) if at < 2 or line.text != lines[at - 2].text]
    for at, _, path, *below in zip(shown, shown[1:], shown[2:], shown[3:], [*shown[4:], -1], strict=False):
        is_first = lines[at].gap or not at or below[0] > path + 1
        is_named = any(rows[place][0].label == "A" for place in below)
        if is_named and is_first and not lines[path].gap and PATH.match(lines[path].text):
            relabel(rows[at - 1] if rows[at][0].label == "t" else (), "Tt", "O")
            _make_title(rows[at], _MOSTLY)


def titles_between(text: Text) -> None:
    """Between two abstracts stands a title, right below names that lead, or as far above them as in other entries."""
    rows = rows_of(text.chunks)
    heads = "".join(next((label for label in "TAS" if label in labels_of(row)), "O") for row in rows)
    times = Counter(text.lines[row[0].line].text for row in rows)
    above, leading = re.findall("TO*(?=A)", heads), re.findall("AO{0,2}T", heads)
    room = min(NEAR, max(map(len, above), default=1))
    gap = "SO*A+(O{1,3})(?=O*S)" if len(leading) > len(above) else rf"SO*?(O{{1,{room}}})(?=A[AO]*S)"
    for mark in re.finditer(gap, heads) if max(len(above), len(leading)) >= _FEWEST else ():
        lines = [row for row in rows[mark.start(1) : mark.end(1)] if times[text.lines[row[0].line].text] == 1]
        for row in sorted(filter(_may_be_title, lines), key=lambda row: row[0].title_odds)[-1:]:
            for chunk in row:
                chunk.label, chunk.odds = "t", _MOSTLY
            row[0].label = "T"


def _may_be_title(row: Sequence[Chunk]) -> bool:
    is_named = is_other(row[0]) or is_furniture(row[0].text) or field(row[0].text) or any(chunk.url for chunk in row)
    return not is_named and sum(len(chunk.text.split()) for chunk in row) >= _QUESTION


def _make_title(row: Sequence[Chunk], odds: float) -> None:
    """Makes a title of a line but for its addresses, as sure as given."""
    relabel(row, "OAT", "t")
    row[0].label = "T"
    for chunk in row:
        chunk.odds = max(chunk.odds, odds)


RULES = (
    titles_below_names,
    linked_titles,
    linked_journals,
    linked_items,
    listed_titles,
    titles_below_buttons,
    titles_before_buttons,
    titles_above_paths,
    titles_between,
)
