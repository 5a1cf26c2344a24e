"""What is usual in one pasted file: learned from the lines that leave no doubt, and used to judge those that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from sitegen.ingest.pasted.marks import Mark
from sitegen.ingest.read.lines import Line

LONG = 300
"""Characters from which a paragraph is an abstract beyond doubt."""
_NARROWEST, _WIDEST = 24, 240
"""No file is wrapped at a column outside these."""


class Style(Struct, frozen=True):
    """What is usual in one file."""

    width: int
    """Column at which lines are wrapped; 0 where they are not."""
    gaps: Literal["titles", "papers", "none"]
    """Whether blank lines part titles from abstracts, only papers from each other, or nothing."""
    headings: bool
    """Whether titles are marked as headings."""
    level: int
    """The level of those headings."""
    hyphens: bool
    """Whether its lines are broken within words, at their hyphens."""
    between: frozenset[str]
    """Kinds of mark that stand between papers rather than between title and abstract."""


def learn(lines: Sequence[Line], marks: Sequence[Mark | None]) -> Style:
    """The style of a file, from the lines that leave no doubt."""
    width = wrapped_width(lines)
    level = title_level(lines, marks)
    return Style(
        width=width,
        gaps=_gaps(lines, marks),
        headings=bool(level),
        level=level,
        hyphens=_breaks_at_hyphens(lines),
        between=_between(lines, marks, width),
    )


def title_level(lines: Sequence[Line], marks: Sequence[Mark | None]) -> int:
    """The level of most headings, which is the titles'; 0 where there are none."""
    # words that head many sections, 'Summary', are counted once
    headings = {(line.heading, line.text) for line, mark in zip(lines, marks, strict=True) if line.heading and not mark}
    levels = Counter(level for level, _ in headings)
    return max(levels, key=lambda level: (levels[level], level), default=0)


def _gaps(lines: Sequence[Line], marks: Sequence[Mark | None]) -> Literal["titles", "papers", "none"]:
    """What blank lines part, from the runs of lines between them: short runs are titles of their own."""
    short = long = marked = 0
    for run in _runs(lines, marks):
        length = sum(len(line.text) for line in run)
        if length >= LONG:
            long += 1
            marked += len(run) > 1 and len(run[0].text) < LONG
        elif len(run) < 4:
            short += 1
    if long + short < 3:
        return "none"
    if short >= 0.5 * long:
        return "titles"
    return "papers" if long > 2 and marked > 0.5 * long else "none"


def _runs(lines: Sequence[Line], marks: Sequence[Mark | None]) -> Iterator[list[Line]]:
    """The lines without marks, in runs that blank lines part."""
    run: list[Line] = []
    for line, mark in zip(lines, marks, strict=True):
        if run and (line.gap or mark):
            yield run
            run = []
        if mark is None:
            run.append(line)
    if run:
        yield run


def wrapped_width(lines: Sequence[Line]) -> int:
    """The column where a whole file is wrapped; 0 where most lines that another one follows end anywhere."""
    followed = [line for line, after in pairwise(lines) if not after.gap and 20 < len(line.text) <= 130]
    long = sum(len(line.text) > 130 for line in lines)
    return _wrapped_at(followed) if len(followed) > max(3, 2 * long) else 0


def widths(lines: Sequence[Line], width: int) -> list[int]:
    """For each line the column where its run of lines is wrapped: its own, or that of the file."""
    widths: list[int] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or lines[end].gap:
            own = lines[start : end - 1]
            longest = max((len(line.text) for line in own), default=0)
            local = _wrapped_at(own) if len(own) > 3 and longest <= _WIDEST else 0
            widths += [local or (width if longest <= width + 40 else 0)] * (end - start)
            start = end
    return widths


def _wrapped_at(lines: Sequence[Line]) -> int:
    """The column that most of the lines come near; 0 where they are too different, or a list and no prose."""
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    near = sum(width - 16 <= length for length in lengths)
    inside = sum(not line.text[:1].isupper() for line in lines)
    return width if width >= _NARROWEST and near > 0.55 * len(lengths) and inside > 0.3 * len(lengths) else 0


def _breaks_at_hyphens(lines: Sequence[Line]) -> bool:
    """Some lines end in a hyphen anyway, 'pre-' before 'and post-training'; one in a hundred does where words break."""
    joined = [line.text for line, after in pairwise(lines) if not after.gap]
    broken = sum(text[-1:] == "-" and text[-2:-1].isalnum() for text in joined)
    return broken > 1 and broken > 0.012 * len(joined)


def _between(lines: Sequence[Line], marks: Sequence[Mark | None], width: int) -> frozenset[str]:
    """For each kind of mark, whether the next text below is mostly a title (short) or an abstract (long)."""
    within: Counter[str] = Counter()
    between: Counter[str] = Counter()
    below = 0  # 0 unknown, 1 short, 2 long
    run = 0
    for place in range(len(lines) - 1, -1, -1):
        mark = marks[place]
        if mark is None:
            run = run + 1 if place + 1 < len(lines) and marks[place + 1] is None and not lines[place + 1].gap else 1
            below = 2 if len(lines[place].text) >= LONG or (width and run >= 5) else 1
        elif below == 2:
            within[mark.kind] += 1
        elif below == 1:
            between[mark.kind] += 1
    return frozenset(kind for kind in between if between[kind] >= within[kind])
