"""Where titles and names begin and end in lines that go on below."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.words import field
from sitegen.ingest.read.drawn import JOINING
from sitegen.ingest.values.people import AND, AND_LAST

_FEWEST, _MOSTLY = 2, 0.6
"""How many lines, and which share of them, have a title where all have."""
_INITIAL = re.compile(rf"(?:(?:{AND}|{AND_LAST}|&) )?(?:[^\W\d_a-z]\.[\s-]?)+")


def initials(text: Text) -> None:
    """The initials of a name whose rest stands in the next line are no title: `A. Lee, B. Cho, and C.`"""
    for above, chunk, below in zip(text.chunks, text.chunks[1:], text.chunks[2:], strict=False):
        if above.label + chunk.label + below.label == "ATA" and _INITIAL.fullmatch(chunk.text):
            chunk.label, chunk.odds = "A", max(chunk.odds, above.odds)


def titles_below_names(text: Text) -> None:
    """Right below names that end with a colon stands a title, as below most: `Ann Lee:` above `Slow Clocks. 1-8`."""
    rows = pairwise(rows_of(text.chunks))
    announced = [(lead, below) for lead, below in rows if _announces(text.lines[lead[0].line].text)]
    if sum(below[0].label == "T" for _, below in announced) >= max(_FEWEST, _MOSTLY * len(announced)):
        for lead, below in announced:
            relabel(lead, labels_of(lead), "A")
            below[0].label, below[0].odds = "T", max(below[0].odds, _MOSTLY)


def _announces(line: str) -> bool:
    return line.endswith(":") and are_people(line[:-1])


def open_titles(text: Text) -> None:
    """A title goes on in the line below a word that joins others.

    Slow Clocks of the
    World (Lee, 2024)
    """
    for row, below in pairwise(rows_of(text.chunks)):
        line, after = text.lines[row[0].line], text.lines[below[0].line]
        if row[-1].label not in "Tt" or not _is_next(after) or "T" in labels_of(below[1:]):
            continue
        # names are those of authors, whatever word is above them
        is_free = below[0].label in "OTt" or (below[0].label == "A" and not are_people(after.text))
        if is_free and JOINING.search(line.text, 0, row[-1].end) and not field(below[0].text):
            below[0].label, below[0].odds = "t", row[-1].odds


def _is_next(line: Line) -> bool:
    """Whether a line goes on with what is in the one above."""
    return not (line.gap or line.marker or line.level)


RULES = (initials, titles_below_names, open_titles)
