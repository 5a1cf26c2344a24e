"""The sections that papers stand in, `## Robotics (3)`, which become their topics."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.items import Text, unmarked
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.words import is_furniture
from sitegen.ingest.values import vocabulary

_COUNT = re.compile(r"\s*[(（]\s*\d[^()（）]*[)）]\s*$|^\W+")
_RANK = re.compile(rf"{vocabulary.any_of('rank')}\W*", re.IGNORECASE)
_LONGEST = 60
_FEWEST_SECTIONS = 2
"""Where a text has one, it is the list."""


def sections(text: Text, listed: Sequence[Paper]) -> list[str]:
    """The name of the section that each paper stands in, `Robotics` of `## Robotics (3)`; empty where a text has none.

    A section is a heading that a paper follows at once, for several headings of a text.
    """
    used = sorted(item.first for paper in listed for item in paper.items())
    titles = {paper.title.first for paper in listed}
    noise = {chunk.line for chunk in text.labelled("O")}.difference(used)
    heads = [place for place, line in enumerate(text.lines) if line.level and place in noise]
    names: list[str] = []
    for place, after in pairwise([*heads, len(text.lines)]):
        at = bisect_left(used, place)
        is_section = at < len(used) and used[at] in titles and used[at] < after
        heading = text.lines[place].text
        name = _COUNT.sub("", unmarked(heading)) if is_section and len(heading) <= _LONGEST else ""
        names.append("" if _RANK.fullmatch(name) or is_furniture(name) else name)
    if len(set(names) - {""}) < _FEWEST_SECTIONS:
        return [""] * len(listed)
    top = min(text.lines[place].level for place, name in zip(heads, names, strict=True) if name)
    marks = [(place, name) for place, name in zip(heads, names, strict=True) if name or text.lines[place].level <= top]
    places = [place for place, _ in marks]
    above = [bisect_left(places, paper.title.first) for paper in listed]
    return [marks[at - 1][1] if at else "" for at in above]
