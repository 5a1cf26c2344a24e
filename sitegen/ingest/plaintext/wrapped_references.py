"""References without numbers, wrapped as on printed pages: each becomes one line, as a reader takes it.

>>> rows = "Ann Lee and Bo Cho. 2025. Slow Clo-\\ncks of the World. Clock\\nLetters.".split("\\n")
>>> with_whole_references([*enumerate(rows, 1), (4, ""), *enumerate(rows, 5), (8, ""), *enumerate(rows, 9)])[0]
(1, 'Ann Lee and Bo Cho. 2025. Slow Clocks of the World. Clock Letters.')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import groupby

from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.read.drawn import Numbered

_FEWEST, _MOSTLY, _AMID = 3, 0.6, 0.5
"""Such references, the share of them that begin with people, and that of their line ends which end no sentence."""
_MOST_LINES = 40
_REFERENCE = re.compile(r"([^\W\d_][^\d\[\]]{2,1500}?)[.,]? \(?(?:19|20)\d\d[a-z]?\)?[.:] +\S")
_BROKEN = re.compile(r"[^\W\d_]-$")
_STOPS = (".", "?", "!")


def with_whole_references(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which those of each reference are one, if they were parted only because a page is narrow."""
    paragraphs = [list(block) for _, block in groupby(lines, lambda row: bool(row[1].strip()))]
    wholes = {at: _whole(block) for at, block in enumerate(paragraphs) if 1 < len(block) <= _MOST_LINES}
    marks = {at: mark for at, whole in wholes.items() if (mark := _REFERENCE.match(whole))}
    named = sum(are_people(mark[1]) for mark in marks.values())
    ends = [above.rstrip() for at in marks for _, above in paragraphs[at][:-1]]
    amid = sum(not above.endswith(_STOPS) for above in ends)
    if named < max(_FEWEST, _MOSTLY * len(marks)) or amid <= _AMID * len(ends):
        return list(lines)
    return [
        row for at, block in enumerate(paragraphs) for row in ([(block[0][0], wholes[at])] if at in marks else block)
    ]


def _whole(block: Sequence[Numbered]) -> str:
    return reduce(_joined, (line.strip() for _, line in block))


def _joined(above: str, below: str) -> str:
    """Two lines as one; a word that is broken at the end of the first is whole."""
    is_broken = _BROKEN.search(above) and below[:1].islower()
    return above[:-1] + below if is_broken else f"{above} {below}"
