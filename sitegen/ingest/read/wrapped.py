"""Cells of tables that go over several lines: which of these go on in the next one, and which end something.

>>> words(["Slow Clocks for ", "Machines        ", "Ann Lee         "])
'Slow Clocks for Machines<br>Ann Lee'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = (
    "after|against|and|at|between|by|for|from|in|of|on|the|to|using|via|with|without|und|der|des|für|von|de|du|del|et|la"
    "|para|pour|y"
)
JOINING = re.compile(rf"\s(?:{_WORDS}|{_WORDS.upper()})(?: \([^()]{{1,20}}\))?$")
"""What no title ends with: `Clocks of the Moon and (3200)`, `SLOW CLOCKS FOR`."""


def goes_on(line: str) -> bool:
    """Whether a line ends as no title does, `Slow Clocks for`, `Slow Clocks:`."""
    return line.endswith((":", "–", "—", "-", "&")) or bool(JOINING.search(line))


def words(parts: Sequence[str]) -> str:
    """The words of a cell. A line that ends though the next word has room in it ends something, such as a title.

    None does that ends as no title does, `Slow Clocks for`. An empty line ends a paragraph.
    """
    joined = above = ""
    room = 0
    is_apart = False
    for part in parts:
        text = part.strip()
        if not text:
            is_apart = bool(joined)
            continue
        is_end = is_apart or (len(text.split()[0]) < room and not goes_on(above))
        joined += "<br>" if joined and is_end else " "
        joined, above, is_apart = joined + text, text, False
        # what is free behind the words, but for a margin as before them
        room = len(part.lstrip()) - len(part.rstrip())
    return joined.strip()
