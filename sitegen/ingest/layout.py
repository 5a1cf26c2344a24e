"""Which lines are titles and which are abstracts: the cheapest way to read the whole file.

No single sign tells a title from an abstract's paragraph; length, punctuation, blank lines, hard wraps, votes and
names around it each say something. So every reading of the file as a row of titles, paragraphs and marks has a cost,
the sum of small costs for what is unusual, and the cheapest reading is found by dynamic programming. What is usual is
learned from the file first: where its lines are wrapped, and whether a kind of mark stands between papers or within.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from sitegen.ingest.lines import Line
from sitegen.ingest.marks import Mark

Label: TypeAlias = Literal["title", "paragraph", "mark"]

LONG = 300
"""Characters from which a paragraph is an abstract beyond doubt."""
_NEVER = 1e6
_LONGEST_TITLE = 6
_LONGEST_PARAGRAPH = 120


class Piece(Struct, frozen=True):
    """Neighbouring lines that belong together."""

    label: Label
    first: int
    """Place of its first line among all lines."""
    end: int
    """Place after its last."""
    text: str = ""


class Style(Struct, frozen=True):
    """What is usual in one file."""

    width: int
    """Column at which lines are wrapped; 0 where they are not."""
    blank_lines: bool
    """Whether blank lines part titles from abstracts."""
    headings: bool
    """Whether titles are marked as headings."""
    level: int
    """The level of those headings."""
    between: frozenset[str]
    """Kinds of mark that stand between papers rather than between title and abstract."""


class Reading:
    """The search for the cheapest reading of one file."""

    def __init__(self, lines: Sequence[Line], marks: Sequence[Mark | None], style: Style) -> None:
        self.lines = lines
        self.marks = marks
        self.style = style
        self.widths = _widths(lines, style.width)
        self.lengths = [0]
        for line in lines:
            self.lengths.append(self.lengths[-1] + len(line.text) + 1)

    def pieces(self) -> list[Piece]:
        """The lines as pieces, in order."""
        count = len(self.lines)
        # the state is the last content read (nothing, title, paragraph), and whether a mark between papers came since
        best: list[dict[tuple[str, bool], tuple[float, int, tuple[str, bool], Label]]] = [{} for _ in range(count + 1)]
        best[0]["none", False] = (0.0, 0, ("none", False), "mark")
        for place in range(count):
            for state, (cost, _, _, _) in list(best[place].items()):
                for end, label, after, step in self._steps(place, state):
                    known = best[end].get(after)
                    if known is None or cost + step < known[0]:
                        best[end][after] = (cost + step, place, state, label)
        return self._traced(best)

    def _traced(self, best: list[dict[tuple[str, bool], tuple[float, int, tuple[str, bool], Label]]]) -> list[Piece]:
        pieces: list[Piece] = []
        end = len(self.lines)
        state = min(best[end], key=lambda known: best[end][known][0])
        while end:
            _, place, before, label = best[end][state]
            pieces.append(Piece(label, place, end, self._text(place, end)))
            end, state = place, before
        return pieces[::-1]

    def _steps(self, place: int, state: tuple[str, bool]) -> list[tuple[int, Label, tuple[str, bool], float]]:
        steps: list[tuple[int, Label, tuple[str, bool], float]] = []
        mark = self.marks[place]
        if mark is not None:
            between = state[1] or mark.kind in self.style.between
            steps.append((place + mark.lines, "mark", (state[0], between), 0.0))
        joined = 0.0
        for end in range(place + 1, min(len(self.lines), place + _LONGEST_PARAGRAPH) + 1):
            if end > place + 1:
                joined += self._join(end - 1)
                if joined > 20:
                    break
            apart = self._apart(end)
            if end - place <= _LONGEST_TITLE:
                cost = self._title(place, end) + joined + apart + self._before_title(place, state)
                steps.append((end, "title", ("title", False), cost))
            cost = self._paragraph(place, end) + joined + apart + self._before_paragraph(place, state)
            steps.append((end, "paragraph", ("paragraph", False), cost))
        return [step for step in steps if step[3] < _NEVER]

    # --- what may follow what ---

    def _before_title(self, place: int, state: tuple[str, bool]) -> float:
        content, between = state
        cost = 0.0
        if self.style.blank_lines and place and not self.lines[place].gap and self.marks[place - 1] is None:
            cost += 4.0  # in this file a title stands apart
        if content == "title":
            cost += 1.0 if between else 3.0  # a paper without an abstract
        return cost

    def _before_paragraph(self, place: int, state: tuple[str, bool]) -> float:
        content, between = state
        if content == "none":
            return 12.0
        if content == "title":
            return 3.0 if between else 0.0
        if self.style.headings:
            return 0.5
        usual = 2.5 if self.lines[place].gap else 1.0
        return usual + (6.0 if between else 0.0) + (1.0 if self.marks[place - 1] is not None else 0.0)

    # --- where lines belong together ---

    def _join(self, place: int) -> float:
        """Cost of joining the line at `place` to the one before it."""
        line, before = self.lines[place], self.lines[place - 1]
        if line.gap or line.heading or before.heading:
            return _NEVER
        if not self.widths[place]:
            return 0.5 if line.indent > before.indent and len(before.text) < 120 else 8.0
        if line.indent > before.indent:
            return 0.0
        if self._is_full(place - 1):
            return 0.0
        return 2.0 if self.style.blank_lines else 4.0

    def _apart(self, end: int) -> float:
        """Cost of a piece that ends before the line at `end`."""
        if end >= len(self.lines) or self.lines[end].gap or not self.widths[end]:
            return 0.0
        if self.marks[end] is not None:
            return 0.0
        deliberate = 2.0 if self.style.blank_lines else 0.0
        line, before = self.lines[end], self.lines[end - 1]
        continued = line.indent > before.indent or self._is_full(end - 1)
        return deliberate + (3.0 if continued else 0.0)

    def _is_full(self, place: int) -> bool:
        """Whether the first word of the next line did not fit on the line at `place`."""
        word = self.lines[place + 1].text.split(" ", 1)[0]
        return len(self.lines[place].text) + 1 + len(word) > self.widths[place]

    # --- what a piece looks like ---

    def _text(self, place: int, end: int) -> str:
        return " ".join(line.text for line in self.lines[place:end])

    def _title(self, place: int, end: int) -> float:
        length = self.lengths[end] - self.lengths[place] - 1
        if length > 900:
            return _NEVER
        first = self.lines[place]
        if self.style.headings:
            is_heading = first.heading == self.style.level and end == place + 1
            return 0.0 if is_heading else _NEVER if first.heading else 14.0
        cost = title_cost(self._text(place, end), length)
        if any(self.marks[inner] is not None for inner in range(place, end)):
            cost += 1.5 if self.marks[place] is not None and self.marks[place].kind in _DOUBTFUL else 8.0  # type: ignore[union-attr]
        return cost

    def _paragraph(self, place: int, end: int) -> float:
        length = self.lengths[end] - self.lengths[place] - 1
        first, last = self.lines[place], self.lines[end - 1]
        if first.heading and self.style.headings:
            return _NEVER if first.heading == self.style.level else 6.0
        cost = paragraph_cost(first.text, last.text, length)
        if self.marks[place] is not None or self.marks[end - 1] is not None:
            cost += 6.0
        return cost


_DOUBTFUL = ("number", "date", "noise", "header")
"""Kinds of mark that a title may look like."""
_ENDED = re.compile(r"[.!?。！？…:;][\"'”’)\]*]*$")
_SENTENCES = re.compile(r"(?<=[a-z)\]\d%])[.!?]\s+(?=[A-Z])")
_ABBREVIATED = re.compile(r"(?:\.\.\.|\b(?:etc|al|vs|Inc|Jr|St|No|v\d)\.)[\"'”’)\]*]*$")
_OPENING = re.compile(
    r"(?:we|our|in this (?:paper|work|report|study)|this (?:paper|work|report|study)|abstract|code|project|tl;?dr|"
    r"keywords|index terms|the code|data|recent(?:ly)?|despite|although|while|however)\b[\s:,]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.\w")


def title_cost(text: str, length: int) -> float:
    """How unlike a title the text is."""
    cost = 0.0 if length <= 150 else (length - 150) / 30
    if _ENDED.search(text) and text[-1:] not in "?!？！" and not _ABBREVIATED.search(text):
        cost += 4.0
    cost += min(3, len(_SENTENCES.findall(text))) * 2.5
    if _ADDRESS.search(text):
        cost += 6.0
    if _OPENING.match(text):
        cost += 1.5
    first = text.split(" ", 1)[0]
    if first.islower() and first.isalpha():
        cost += 1.0
    return cost + (1.0 if length < 4 else 0.0)


def paragraph_cost(first: str, last: str, length: int) -> float:
    """How unlike a paragraph of an abstract the text is."""
    cost = 0.0 if length >= LONG else 1.0 if length >= 160 else 2.5 if length >= 80 else 4.0
    ended = bool(_ENDED.search(last)) or bool(_ADDRESS.search(last))
    if length < LONG:
        if ended:
            cost -= 2.0
        else:
            cost += 6.0 if length < 160 else 2.0
        if _OPENING.match(first) or _ADDRESS.search(first):
            cost -= 1.5
    return max(0.0, cost)


# --- what is usual in the file -----------------------------------------------------------------------------------


def learn(lines: Sequence[Line], marks: Sequence[Mark | None]) -> Style:
    """The style of a file, from the lines that leave no doubt."""
    width = _width(lines)
    gaps = sum(bool(line.gap) for line in lines)
    levels = Counter(line.heading for place, line in enumerate(lines) if line.heading and marks[place] is None)
    level = max(levels, key=lambda known: (levels[known], known), default=0)
    return Style(
        width=width,
        blank_lines=gaps > (0.04 if width else 0.3) * len(lines),
        headings=bool(level),
        level=level,
        between=_between(lines, marks, width),
    )


def _width(lines: Sequence[Line]) -> int:
    """The column where a whole file is wrapped; 0 where most lines that another one follows end anywhere."""
    followed = [len(line.text) for line, after in pairwise(lines) if not after.gap and 20 < len(line.text) <= 130]
    long = sum(len(line.text) > 130 for line in lines)
    return _wrapped_at(followed) if len(followed) > max(3, 2 * long) else 0


def _widths(lines: Sequence[Line], width: int) -> list[int]:
    """For each line the column where its run of lines is wrapped: its own, or that of the file."""
    widths: list[int] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or lines[end].gap:
            own = [len(line.text) for line in lines[start : end - 1]]
            local = _wrapped_at(own) if len(own) > 3 and max(own) <= _WIDEST else 0
            fits = len(own) < 1 or max(own) <= width + 40
            widths += [local or (width if fits else 0)] * (end - start)
            start = end
    return widths


_WIDEST = 240


def _wrapped_at(lengths: list[int]) -> int:
    """The column that most of the lengths come near; 0 where they are too different."""
    lengths = sorted(lengths)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    return width if sum(width - 16 <= length for length in lengths) > 0.55 * len(lengths) else 0


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
