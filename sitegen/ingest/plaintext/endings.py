"""Words that the lines of a list end in and that belong to its page: `… Download PDF` behind each title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.words import OTHERS

_SHORTEST, _LONGEST = 30, 500
"""Characters of lines that may end in words which are not their own."""
_FEWEST, _MOSTLY = 3, 0.8
_ENDS = tuple(re.compile(rf"(?:\s[^\W\d_]+){{{size}}}$") for size in (1, 2, 3, 4))


def shared_endings(text_lines: Sequence[Line]) -> dict[str, str]:
    """The last words of lines, where most lines that are set alike end in the same: `… Download PDF`."""
    alike: dict[tuple[str, int, int, bool], set[str]] = {}
    for line in text_lines:
        if _SHORTEST < len(line.text) < _LONGEST and not OTHERS.search(line.text):
            is_apart = line.gap > 0 or line is text_lines[0]
            alike.setdefault((line.marker, line.indent, line.level, is_apart), set()).add(line.text)
    found: dict[str, str] = {}
    for texts in alike.values():
        for pattern in _ENDS:
            ends = {text: words[0] for text in sorted(texts) if (words := pattern.search(text))}
            often = {
                ending
                for ending, count in Counter(ends.values()).items()
                if count >= max(_FEWEST, _MOSTLY * len(texts))
            }
            found |= {text: ending for text, ending in ends.items() if ending in often}
    # what is longer is a part of the titles
    return {text: ending for text, ending in found.items() if len(ending.split()) < len(_ENDS)}
