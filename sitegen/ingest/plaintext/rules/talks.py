"""Titles by the place they have in references, behind names with initials, and in programmes, below who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.citations import title_in_reference
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.people import ASIDE, are_people
from sitegen.ingest.plaintext.rules.regular_lists import YEAR

_FEWEST = 2
_WHEN = re.compile(
    r"(?:[^\W\d_]{1,4}\.? )?\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?| Uhr| h)?(?:\s?[–-]\s?\d{1,2}[:.h]\d\d.{0,5})?", re.I
)
"""When a talk begins, alone in its line: `ore 9.30`."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SURE = 0.8
"""The probability of what the form of a line tells."""


def titles_of_references(text: Text) -> None:
    """What stands between names with initials and where it came out is a title: `Lee A. Can clocks wait? // Clock.`"""
    for row in rows_of(text.chunks):
        place = title_in_reference(text.lines[row[0].line].text)
        if place and not any(chunk.start < end < chunk.end for chunk in row for end in place):
            _retitle(row, *place)


def timed_talks(text: Text) -> None:
    """Below the time of each talk stands who speaks, and where they are from, and below that its title."""
    rows = rows_of(text.chunks)
    talks = []
    for time, names, title in zip(rows, rows[1:], rows[2:], strict=False):
        when, who, what = (text.lines[row[0].line] for row in (time, names, title))
        is_whole = _WHEN.fullmatch(when.text) and not (who.gap or what.gap)
        if is_whole and ASIDE.search(who.text) and are_people(ASIDE.sub("", who.text)) and not are_people(what.text):
            talks.append((names, title))
    for names, title in talks if len(talks) > _FEWEST else ():
        relabel(names, "TtO", "A")
        if set(labels_of(title)) <= {*"TtAO"}:
            relabel(title, "TAO", "t")
            title[0].label = "T"


def _retitle(row: Sequence[Chunk], start: int, end: int) -> None:
    """Makes a title of what stands between two places of a line, and names of what stands before it.

    Dashes, dots and identifiers are none.
    """
    words = [chunk for chunk in row if start <= chunk.start < end]
    if not any(map(_LETTERS.search, (chunk.text for chunk in words))) or set("LJ") & set(labels_of(words)):
        return
    for chunk in row:
        is_title = start <= chunk.start < end
        is_name = chunk.start < start and chunk.label in "TtOA" and not YEAR.fullmatch(chunk.text)
        other = "O" if chunk.label in "TtA" else chunk.label
        chunk.label = "t" if is_title else "A" if is_name else other
        chunk.odds = max(chunk.odds, _SURE)
    next(chunk for chunk in row if chunk.label == "t").label = "T"


RULES = (titles_of_references, timed_talks)
