"""Text that was copied from the screen of an editor: it has a number before each of its lines.

>>> without_numbers("  8 Slow Clocks\\n  9 \\n 10 Small Maps of\\n    the World\\n 11 \\n 12 Rooms\\n 13 Doors\\n~")
'Slow Clocks\\n\\nSmall Maps of\\nthe World\\n\\nRooms\\nDoors\\n~'
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"( *(\d{1,5}))(?: |$)")
_FEWEST = 6


def without_numbers(text: str) -> str:
    """The text without the numbers of its lines: they count on, all are as wide, and blank lines have theirs, too.

    A line without one goes on with the line above, for which the screen was too narrow. No blank line goes on, but the
    number of an item may stand above this. What stands below all of them stays.
    """
    first = _NUMBER.match(text)
    if not first:
        return text
    width, number = first.end(1), int(first[2])
    lines = text.split("\n")
    plain: list[str] = []
    blank, is_blank = 0, False
    for line in lines:
        mark = _NUMBER.match(line)
        is_next = mark is not None and mark.end(1) == width and int(mark[2]) == number
        if not is_next and (is_blank or not line[:width].isspace()):
            if mark and int(mark[2]) == number:
                return text  # a list, whose numbers are wider from here on
            break
        number += is_next
        plain.append(line[width + 1 :])
        is_blank = is_next and not plain[-1].strip()
        blank += is_blank
    are_numbered = blank > 0 and number - int(first[2]) >= _FEWEST
    return "\n".join([*plain, *lines[len(plain) :]]) if are_numbered else text
