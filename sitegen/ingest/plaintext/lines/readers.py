"""Lines without who read a paper before its title, as people who meet tell each other.

>>> rows = ["Ann read “Slow Clocks”", "Bo and Cy picked “Small Maps”", "Di Sun reads “Rooms”"]
>>> [line for _, line in without_readers([(1, rows[0]), (2, rows[1]), (3, rows[2])])]
['“Slow Clocks”', '“Small Maps”', '“Rooms”']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.words import MOST_COMMON, common_share, words
from sitegen.ingest.read.drawn import Numbered

_FEWEST, _MOSTLY = 3, 0.6
"""How many readers, and the share of lines with addresses, tell that all begin so."""
_READ = re.compile(
    r"((?:\s*(?:[-*+•#]+|\d{1,3}[.)])\s)?)"
    r"((?:[^\W\d_a-z][^\W\d_]{0,7}[^\W\d_s](?: [^\W\d_a-z][\w.'’-]*)?(?:, | and | & | ?\+ ?| (?=[a-z]))){1,9})"
    r"(?:(?:has|also) )?(?:reads?|picked|presented|chose):? (?=[\"“„«\[]|[^\Wa-z][^,.]{8,300}[ (]\(?https?://\S+$)"
)
"""Who did so, no `Ribosomes`, before a title in quotation marks, a link, or only its address behind."""


def without_readers(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines without who read what is named there, if several people read most: `Ann and Bo read “Slow Clocks”`.

    No title in quotation marks or with its address right behind it begins like this in most lines.
    """
    marks = [_READ.match(line) for _, line in lines]
    readers = {mark[2] for mark in marks if mark}
    named = [name.lower() for name in words(" ".join(readers)) if name[0].isupper()]
    told = sum(bool(mark) or "://" in line for (_, line), mark in zip(lines, marks, strict=True))
    is_usual = len(marks) - marks.count(None) >= _MOSTLY * told
    if len(readers) < _FEWEST or not is_usual or common_share(named) > MOST_COMMON:
        return lines
    return [(at, mark[1] + line[mark.end() :] if mark else line) for (at, line), mark in zip(lines, marks, strict=True)]
