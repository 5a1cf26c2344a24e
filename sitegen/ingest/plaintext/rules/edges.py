"""Where titles and names begin and end: in lines that go on below, behind colons, amid quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.words import field
from sitegen.ingest.read.drawn import JOINING
from sitegen.ingest.values.people import AND, AND_LAST

_FEWEST, _MOSTLY = 2, 0.6
"""How many lines, and which share of them, have a title where all have."""
_MOST_LINES = 3
"""Lines that a quotation goes on in."""
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "《": "》", "「": "」", "『": "』"}
"""What closes a quotation, by what opens it."""
_INITIAL = re.compile(rf"(?:(?:{AND}|{AND_LAST}|&) )?(?:[^\W\d_a-z]\.[\s-]?)+")
_SOURCE = re.compile(r"(?:\(?[^\W\d_a-z]\S{0,40} |(?:of|the|and|on|in|for|&) ){1,12}(?:\d|abs/)|[^\W\d_]?\d")
"""Where something came out, as DBLP has it behind a title: `CLOCKS 2021: 59-61`, `Clock Lett. 9: 1-10`."""


def initials(text: Text) -> None:
    """The initials of a name whose rest stands in the next line are no title: `A. Lee, B. Cho, and C.`"""
    for above, chunk, below in zip(text.chunks, text.chunks[1:], text.chunks[2:], strict=False):
        if above.label + chunk.label + below.label == "ATA" and _INITIAL.fullmatch(chunk.text):
            chunk.label, chunk.odds = "A", max(chunk.odds, above.odds)


def titles_below_names(text: Text) -> None:
    """Right below names that end with a colon stands a title, as below most: `Ann Lee:` above `Slow Clocks. 1-8`.

    In a conversation names come again and again.
    """
    announced = []
    for row, below in pairwise(rows_of(text.chunks)):
        names, sign, rest = text.lines[row[0].line].text.partition(":")
        if sign and not rest and are_people(names) and not text.lines[below[0].line].gap:
            announced.append((names, row, below))
    titled = [labels_of(lead) for _, lead, below in announced if below[0].label == "T"]
    is_usual = len(titled) >= _MOSTLY * len(announced) and sum("A" in labels for labels in titled) >= _FEWEST
    are_several = 2 * len({names for names, *_ in announced}) > len(announced)
    for _, lead, below in announced if is_usual and are_several else ():
        relabel(lead, labels_of(lead), "A")
        if "T" not in labels_of(below):
            line = text.lines[below[0].line].text
            end = next((at for at, chunk in enumerate(below) if _SOURCE.match(line, chunk.start)), len(below))
            relabel(below[:end], "AOSV", "t")
        relabel(below, "A", "V")
        below[0].label = "T"
        for chunk in below:
            chunk.odds = max(chunk.odds, _MOSTLY)


def open_titles(text: Text) -> None:
    """A title goes on in the line below amid its quotation marks, or behind a word that joins others.

    “Slow Clocks of the
    World” (Lee, 2024)
    """
    rows = rows_of(text.chunks)
    title = ""
    for at, (row, below) in enumerate(pairwise(rows)):
        line, after = text.lines[row[0].line], text.lines[below[0].line]
        start = next((chunk.start for chunk in reversed(row) if chunk.label == "T"), 0)
        title = line.text[start:] if "T" in labels_of(row) else f"{title} {line.text}" if row[-1].label == "t" else ""
        if not title or row[-1].label not in "Tt" or not _is_next(after) or "T" in labels_of(below[1:]):
            continue
        is_open = title[0] in _CLOSING and not set(_CLOSING[title[0]]) & set(title[1:])
        ahead = takewhile(lambda other: _is_next(text.lines[other[0].line]), rows[at + 1 : at + 1 + _MOST_LINES])
        quoted = _rest_of_quotation([chunk for other in ahead for chunk in other], title[0]) if is_open else ()
        # names are those of authors, whatever word is above them
        is_free = below[0].label in "OTt" or (below[0].label == "A" and not are_people(after.text))
        joins = is_free and bool(JOINING.search(line.text, 0, row[-1].end)) and not field(below[0].text)
        for chunk in quoted or below[:joins]:
            chunk.label, chunk.odds = "t", row[-1].odds


def _is_next(line: Line) -> bool:
    """Whether a line goes on with what is in the one above."""
    return not (line.gap or line.marker or line.level)


def _rest_of_quotation(ahead: Sequence[Chunk], opening: str) -> Sequence[Chunk]:
    """The chunks up to the end of a quotation, if they are nothing else and none begins within it; else none."""
    closing = _CLOSING[opening]
    at = next((at for at, chunk in enumerate(ahead, 1) if set(closing) & set(chunk.text)), 0)
    is_end = bool(at) and ahead[at - 1].text.rstrip(",.;:").endswith(tuple(closing))
    is_one = opening in closing or not any(opening in chunk.text for chunk in ahead[:at])
    return ahead[:at] if is_end and is_one and set(labels_of(ahead[:at])) <= {*"OtS"} else ()


RULES = (initials, titles_below_names, open_titles)
