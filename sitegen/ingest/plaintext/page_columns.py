"""Pages in two columns, as copies of PDF files keep them, one column below the other.

    Learning with Few Labels         Planning with World Models
    Ann Lee, Bo Chen                 Cy Dorn, Eva Fox
    We learn with few labels on      We plan with learned models of
    three benchmarks.                the world in games.

A table looks like that, too. But its cells do not go on in the next line with a small letter, and it has more columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sitegen.ingest.read.drawn import Numbered

_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)|^\s{12,}(?=\S)")
_FEWEST, _SHARE = 4, 0.4
"""Lines whose second column begins at the same place: so many, and of all such a share."""
_GOING_ON = 0.15
"""The share of lines of a column that begin with a small letter, as sentences go on."""
_NARROWEST = 18
"""Characters of a column."""


def one_below_the_other(rows: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which those in two columns are two each, the left column first; others as they are."""
    told = [line for _, line in rows if line.strip()]
    gaps = [[gap.end() for gap in _GAP.finditer(line)] for line in told]
    starts = Counter(ends[0] for ends in gaps if len(ends) == 1)
    start, count = max(starts.items(), key=itemgetter(1), default=(0, 0))
    several = sum(len(ends) > 1 for ends in gaps)
    if start < _NARROWEST or several > count or count < max(_FEWEST, _SHARE * len(told)):
        return list(rows)
    split = [(line[:start].rstrip(), line[start:].rstrip()) for line in told if _is_split(line, start)]
    if not all(_is_prose([half for half in column if half]) for column in zip(*split, strict=True)):
        return list(rows)
    return [
        row
        for is_split, block in groupby(rows, lambda row: _is_split(row[1], start))
        for row in _columns(block, start if is_split else 0)
    ]


def _is_split(line: str, start: int) -> bool:
    """Whether nothing of a line stands where the columns are parted."""
    return not line[start - 2 : start].strip()


def _columns(block: Iterable[Numbered], start: int) -> Iterator[Numbered]:
    rows = list(block)
    yield from ((number, line[: start or None]) for number, line in rows)
    if start and any(line[start:].strip() for _, line in rows):
        yield rows[-1][0], ""
        yield from ((number, line[start:]) for number, line in rows)
        yield rows[-1][0], ""


def _is_prose(column: Sequence[str]) -> bool:
    """Whether sentences go on from line to line."""
    going_on = sum(half[0].islower() for half in column)
    return len(column) >= _FEWEST and going_on >= max(1, _GOING_ON * len(column))
