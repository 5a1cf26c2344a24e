"""References without numbers, wrapped as on printed pages: each becomes one line, as a reader takes it.

>>> rows = ["Ann Lee and Bo Cho. 2025. Slow Clo-", "cks of the World. Letters on Clocks", "and Time."]
>>> with_whole_references([*enumerate(rows, 1), (4, ""), *enumerate(rows, 5), (8, ""), *enumerate(rows, 9)])[0]
(1, 'Ann Lee and Bo Cho. 2025. Slow Clocks of the World. Letters on Clocks and Time.')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import groupby, pairwise

from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.words import is_label
from sitegen.ingest.read.drawn import Numbered

_FEWEST, _MOSTLY, _AMID, _FULL = 3, 0.6, 0.5, 0.7
"""Such references, the shares of them that begin with people and that go on in a small letter, and the share of a line
that is full where the next word had room.
"""
_MOST_LINES = 40
_REFERENCE = re.compile(r"([^\W\d_][^\d\[\]]{2,1500}?)[.,]? \(?(?:19|20)\d\d[a-z]?\)?[.:] +\S")


def with_whole_references(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which those of each reference are one, if they were parted only because a page is narrow."""
    paragraphs = [list(block) for _, block in groupby(lines, lambda row: bool(row[1].strip()))]
    rows = {at: [row.strip() for _, row in block] for at, block in enumerate(paragraphs)}
    wholes = {at: reduce(_joined, block) for at, block in rows.items() if 1 < len(block) <= _MOST_LINES}
    marks = {at: mark for at, whole in wholes.items() if (mark := _REFERENCE.match(whole))}
    named = sum(are_people(mark[1]) for mark in marks.values())
    if named < max(_FEWEST, _MOSTLY * len(marks)) or not _are_narrow([rows[at] for at in marks]):
        return list(lines)
    return [
        row for at, block in enumerate(paragraphs) for row in ([(block[0][0], wholes[at])] if at in marks else block)
    ]


def _are_narrow(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether lines end only where they are full, and go on below: no label, venue or link is in a line of its own."""
    width = max(len(line) for block in blocks for line in block)
    goes_on = sum(any(line[0].islower() for line in block[1:]) for block in blocks)
    return goes_on > _AMID * len(blocks) and all(
        (len(above) >= _FULL * width or len(above) + len(below.split()[0]) >= width)
        and not is_label(below.partition(": ")[0] + ":")
        for block in blocks
        for above, below in pairwise(block)
    )


def _joined(above: str, below: str) -> str:
    """Two lines as one; a word that is broken at the end of the first is whole."""
    is_broken = above[-1:] == "-" and above[-2:-1].isalpha() and below[:1].islower()
    return above[:-1] + below if is_broken else f"{above} {below}"
