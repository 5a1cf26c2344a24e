"""Sessions that a programme has side by side, as the text of its PDF shows them, below each other.

>>> shown = ["9:00           9:00", "  Slow Clocks    Small", "  Ann Lee        Maps", "                 Bo Cho"]
>>> [line for _, line in in_one_column(list(enumerate([*shown, "", *shown])))][:9]
['9:00', '  Slow Clocks', '  Ann Lee', '', '9:00', '  Small', '  Maps', '  Bo Cho', '']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.read.drawn import Numbered

_HOUR = r"\d{1,2}[:.h]\d\d"
_BESIDE = re.compile(rf"\s*({_HOUR}(?:\S| (?=\S)){{0,20}})(?:\s{{3,}}\1(?!\S)){{1,7}}\s*")
"""The time of the talks below, once above each of some: `9:00–9:30         9:00–9:30`."""
_TIME = re.compile(rf"\s*{_HOUR}")
_FEWEST = 2
"""Such times, and lines of a block with them."""


def in_one_column(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which those below a time that stands there several times are in columns that begin where it does.

    Columns end at two empty lines, at a line that goes over several of them, and at a time of all.
    """
    times = {at: mark for at, (_, line) in enumerate(lines) if (mark := _BESIDE.fullmatch(line))}
    if len(times) < _FEWEST:
        return list(lines)
    rows: list[Numbered] = []
    block: list[Numbered] = []
    starts: list[int] = []
    for at, (number, line) in enumerate(lines):
        is_end = not line.strip() and not lines[at - 1][1].strip()
        is_over = any(line[start - 2 : start].strip() for start in starts[1:])
        if at in times or is_end or is_over or _TIME.match(line):
            rows += _below_each_other(block, starts)
            block, starts = [], _starts(times[at]) if at in times else []
        (block if starts else rows).append((number, line))
    return [*rows, *_below_each_other(block, starts)]


def _starts(times: re.Match[str]) -> list[int]:
    return [mark.start() for mark in re.finditer(re.escape(times[1]), times.string)]


def _below_each_other(block: Sequence[Numbered], starts: Sequence[int]) -> Iterator[Numbered]:
    """The columns of a block; times with nothing below are left as they are."""
    if len(block) < _FEWEST:
        yield from block
        return
    for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True):
        column = [(number, line[start:end].rstrip()) for number, line in block]
        yield from (row for row in column if row[1])
        yield block[0][0], ""
