"""Remarks and changes in a document of Word, as pandoc has them amid its words.

>>> shown = ['1. [really?]{.comment-start author="Bo"', 'date="2026-01-12"}**Slow Clocks**[]{.comment-end}', "Ann Lee"]
>>> without(list(enumerate(shown, 1)))
[(1, '1. **Slow Clocks**'), (3, 'Ann Lee')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.read.drawn import Numbered

_SPAN = re.compile(
    r"\[(?:[^\[\]\0]|\[[^\[\]\0]{0,200}\]){0,2000}\]"
    r"\{\.(?:comment-(?:start|end)|deletion|paragraph-(?:insertion|deletion))\b[^{}\0]{0,300}\}"
)


def without(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines without what somebody said of them, or took out; those that a remark goes over are one."""
    text = "\n".join(line.replace("\0", "") for _, line in lines)
    if "]{." not in text:
        return list(lines)
    rows: list[Numbered] = []
    at = 0
    # so many lines more are in one
    for line in _SPAN.sub(lambda span: "\0" * span[0].count("\n"), text).split("\n"):
        rows.append((lines[at][0], line.replace("\0", "")))
        at += 1 + line.count("\0")
    return rows
