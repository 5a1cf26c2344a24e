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

_RULE = re.compile(r"\s*(?:[+┌├└╔╠╚┏┣┗][-=+─━═┬┼┴╦╬╩┳╋┻╪╞┿]{3,}[+┐┤┘╗╣╝┓┫┛])\s*")
_ROW = re.compile(r"\s*\|(?:.*\|)?\s*")
_SIDES = str.maketrans("│┃║", "|||")
_WORDS = (
    "after|against|and|at|between|by|for|from|in|of|on|the|to|using|via|with|without|und|der|des|für|von|de|du|del|et|la"
    "|para|pour|y"
)
JOINING = re.compile(rf"\s(?:{_WORDS}|{_WORDS.upper()})(?: \([^()]{{1,20}}\))?$")
"""What no title ends with: `Clocks of the Moon and (3200)`, `SLOW CLOCKS FOR`."""
_FEWEST = 4
"""Rules of a table that has one below each row: above, below the head, and below two rows."""

Numbered = tuple[int, str]
"""A line and its number in the source."""


def rows(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of drawn tables are one each, between bars; the rules are left out."""
    if sum(bool(_RULE.fullmatch(line)) for _, line in lines) < _FEWEST:
        return list(lines)
    plain = ((number, "" if _RULE.fullmatch(line) else line.translate(_SIDES)) for number, line in lines)
    blocks = groupby(plain, lambda row: bool(_ROW.fullmatch(row[1])))
    return [row for is_row, block in blocks for row in (_joined(block) if is_row else block)]


def goes_on(line: str) -> bool:
    """Whether a line ends as no title does, `Slow Clocks for`, `Slow Clocks:`."""
    return line.endswith((":", "–", "—", "-", "&")) or bool(JOINING.search(line))


def _joined(block: Iterable[Numbered]) -> Iterator[Numbered]:
    lines = list(block)
    cells = [line.strip()[1:-1].split("|") for _, line in lines]
    if len({len(parts) for parts in cells}) > 1:
        yield from lines
    else:
        yield lines[0][0], f"| {' | '.join(map(_words, zip(*cells, strict=True)))} |"


def _words(parts: Sequence[str]) -> str:
    """The words of a cell. A line that ends though the next word has room in it ends something, such as a title.

    None does that ends as no title does, `Slow Clocks for`. An empty line ends a paragraph.
    """
    words = above = ""
    room = 0
    is_apart = False
    for part in parts:
        text = part.strip()
        if not text:
            is_apart = bool(words)
            continue
        is_end = is_apart or (len(text.split()[0]) < room and not goes_on(above))
        words += "<br>" if words and is_end else " "
        words, above, is_apart = words + text, text, False
        # what is free behind the words, but for a margin as before them
        room = len(part.lstrip()) - len(part.rstrip())
    return words.strip()
