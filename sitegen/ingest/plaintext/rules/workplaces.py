"""People beside where they work, in lines of their own: which is the name, and what is no title."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.people import ASIDE, are_people, are_people_with_places
from sitegen.ingest.values.people import AND

_FEWEST, _LONGEST_NAME = 3, 4
"""Lines, and words."""
_ACRONYM = re.compile(r"[A-Z]{3}|\b(?:KU|TU|UC|UT)\b")
_WORKPLACE = re.compile(
    r"\b(?:universit|institut|college\b|school of\b|laborator|department\b|dept\b|faculty\b|(?-i:Inc|Labs)\b)", re.I
)
_SEVERAL = re.compile(rf"[\d;:]|,\s(?:{AND}|&)\s")


def people_with_places(text: Text) -> None:
    """Below titles a line for each person and where they work: `Ann Lee, School of Clocks, Example University, Ulm`."""
    rows = rows_of(text.chunks)
    names = [_who_works(text.lines[row[0].line].text) if row[0].start == 0 else "" for row in rows]
    working: list[tuple[list[Chunk], str]] = []
    for above, row, name, before in zip(rows, rows[1:], names[1:], names, strict=False):
        is_below = bool(before and working and working[-1][0] is above) or (not before and "T" in labels_of(above))
        if name and is_below and not any(chunk.url for chunk in row):
            working.append((row, name))
    for row, name in working if len(working) >= _FEWEST else ():
        relabel(row, labels_of(row), "O")
        # the comma parts the name from that in the line below
        row[0].text, row[0].end, row[0].label = name, len(name) + 1, "A"


def _who_works(line: str) -> str:
    """The name of a person in a line that says besides where they work, and nothing else; empty for any other line."""
    name, *places = line.split(",")
    is_person = " " in name and len(name.split()) <= _LONGEST_NAME and are_people(name)
    if len(places) < 2 or not is_person or _SEVERAL.search(line):
        return ""
    between = list(takewhile(lambda place: not _WORKPLACE.search(place), places))
    return "" if len(between) == len(places) or any(map(are_people, between)) else name


def people_before_titles(text: Text) -> None:
    """Who works where, alone in a line, is no title, and below one begins: `Ann Lee (Example University)`."""
    rows = rows_of(text.chunks)
    for row, below in pairwise([*rows, [Chunk("", -1)]]):
        line = text.lines[row[0].line].text
        if labels_of(row) in ("T", "t") and are_people_with_places(line) and are_people(ASIDE.sub("", line)):
            relabel(below[:1], "t", "T")
            row[0].label = "A"


def places_above_names(text: Text) -> None:
    """A place alone in a line right above several names is none of them: `ETH Zurich` above `Ann Lee, Bo Cho`.

    Two other capitals may be initials: `AB Lee`.
    """
    for row, below in pairwise(rows_of(text.chunks)):
        is_place = len(row) == 1 and "," not in row[0].text and bool(_ACRONYM.search(row[0].text))
        relabel(row if is_place and below[0].label == "A" and "," in below[0].text else (), "A", "O")


RULES = (people_with_places, people_before_titles, places_above_names)
