"""Tables drawn with lines around their cells, as text browsers, databases and reStructuredText show them.

    +--------------+---------+
    | Slow Clocks: | Ann Lee |
    | Planning     |         |      | Slow Clocks: Planning | Ann Lee |
    +--------------+---------+

A cell may go over several lines, where each row has a rule below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

_RULE = re.compile(r"\s*[+┌├└╔╠╚┏┣┗][-=+─━═┬┼┴╦╬╩┳╋┻╪╞┿]{3,}[+┐┤┘╗╣╝┓┫┛]\s*")
_SIDES = str.maketrans("│┃║", "|||")
_FEWEST = 4
"""Rules of a table that has one below each row: above, below the head, and below two rows."""

Numbered = tuple[int, str]
"""A line and its number in the source."""


def rows(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of drawn tables are one each, between bars; the rules are left out."""
    rules = sum(bool(_RULE.fullmatch(line)) for _, line in lines)
    if rules < _FEWEST:
        return list(lines)
    plain = ((number, "" if _RULE.fullmatch(line) else line.translate(_SIDES)) for number, line in lines)
    return [row for is_inside, block in groupby(plain, _is_row) for row in (_joined(block) if is_inside else block)]


def _is_row(numbered: Numbered) -> bool:
    line = numbered[1].strip()
    return line.startswith("|") and line.endswith("|")


def _joined(block: Iterable[Numbered]) -> Iterator[Numbered]:
    lines = list(block)
    cells = [line.strip()[1:-1].split("|") for _, line in lines]
    if len({len(parts) for parts in cells}) > 1:
        yield from lines
        return
    words = (" ".join(filter(None, map(str.strip, parts))) for parts in zip(*cells, strict=True))
    yield lines[0][0], f"| {' | '.join(words)} |"
