"""Tables of AsciiDoc, whose cells may stand in lines of their own.

>>> lines = ["|===", "|Title |Authors", "", "|Slow Clocks", "|Ann Lee", "|==="]
>>> list(rows(list(enumerate(lines, 1))))
[(2, '| Title | Authors |'), (4, '| Slow Clocks | Ann Lee |')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.read import Numbered, barred

_WIDTHS = re.compile(r"^\[.*\bcols\s?=\s?[\"']?([^\"'\]]{1,80})")
"""What says above a table how many columns it has, `[cols="1,2*"]`."""
_WIDTH = re.compile(r"(\d{1,2})\*[^,;]*|[^,;]+")
"""A column, or several, `2*`."""
_CELL = re.compile(r"(?:^|(?<=\s))\|")
"""What each cell begins with."""


def rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, of which the rows of tables are one each, between bars: as many cells as the first line has."""
    block: list[Numbered] = []
    width = 0
    for number, line in lines:
        if not block and (named := _WIDTHS.search(line)):
            width = sum(int(count or 1) for count in _WIDTH.findall(named[1]))
        is_edge = line.strip() == "|==="
        if not block and not is_edge:
            yield number, line
        elif block and is_edge:
            cells = list(_cells(block[1:]))
            first = next((at for at, _ in cells), 0)
            count = width or sum(at == first for at, _ in cells)
            for at in range(0, len(cells), count or 1):
                words = (" ".join(filter(None, parts)) for _, parts in cells[at : at + count])
                yield cells[at][0], barred(words)
            block, width = [], 0
        else:
            block.append((number, line))
    yield from block


def _cells(block: Sequence[Numbered]) -> Iterator[tuple[int, list[str]]]:
    """The parts of each cell, which goes on until the next one begins, with the number of its first line."""
    start, parts = 0, list[str]()
    for number, line in block:
        rest, *cells = _CELL.split(line)
        parts.append(rest.strip())
        for cell in cells:
            if start:
                yield start, parts
            start, parts = number, [cell.strip()]
    if start:
        yield start, parts
