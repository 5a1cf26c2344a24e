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
_BESIDE = re.compile(rf"\s*({_HOUR}(?:\S| (?=\S)){{0,20}})(?:\s{{3,}}\1(?!\S))+\s*")
"""The time of the talks below, once above each: `9:00–9:30         9:00–9:30`."""
_TIME = re.compile(rf"\s*{_HOUR}")
_FEWEST = 2
"""Such times."""


def in_one_column(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which those below a time that stands there several times are in columns that begin where it does.

    Columns end at two empty lines, at a line that goes over several of them, and at a time of all.
    """
    times = {at: mark for at, (_, line) in enumerate(lines) if (mark := _BESIDE.fullmatch(line))}
    if len(times) < _FEWEST:
        return list(lines)
    rows: list[Numbered] = []
    columns: dict[int, list[Numbered]] = {}
    for at, (number, line) in enumerate(lines):
        is_end = not line.strip() and not lines[at - 1][1].strip()
        is_over = any(line[start - 2 : start].strip() for start in [*columns][1:])
        if at in times or is_end or is_over or _TIME.match(line):
            rows += _below_each_other(columns)
            starts = [mark.start() for mark in re.finditer(re.escape(times[at][1]), line)] if at in times else []
            columns = {start: [] for start in [0, *starts[1:]][: len(starts)]}
        if not columns:
            rows.append((number, line))
        starts = [*columns]
        for start, end in zip(starts, [*starts[1:], None], strict=False):
            columns[start].append((number, line[start:end].rstrip()))
    return [*rows, *_below_each_other(columns)]


def _below_each_other(columns: dict[int, list[Numbered]]) -> Iterator[Numbered]:
    for column in columns.values():
        yield from (row for row in column if row[1])
        yield column[0][0], ""
