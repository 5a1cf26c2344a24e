"""Which lines are titles and which are abstracts: the cheapest way to read the whole file.

No single sign tells a title from an abstract's paragraph; length, punctuation, blank lines, hard wraps, votes and
names around it each say something. So every reading of the file as a row of titles, paragraphs and marks has a cost,
the sum of small costs for what is unusual, and the cheapest reading is found by dynamic programming. What is usual is
learned from the file first: where its lines are wrapped, and whether a kind of mark stands between papers or within.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from sitegen.ingest.pasted.marks import Mark
from sitegen.ingest.pasted.style import Style, widths
from sitegen.ingest.pasted.wording import is_ended, is_title_case, paragraph_cost, title_cost
from sitegen.ingest.read.lines import Line

Label: TypeAlias = Literal["title", "paragraph", "mark"]

_NEVER = 1e6
_LONGEST_TITLE = 6
_LONGEST_PARAGRAPH = 120
_DOUBTFUL = {"number": 1.5, "date": 1.5, "people": 1.5, "noise": 2.0, "header": 2.0}
"""Kinds of mark that a title may look like, with the cost of taking one for a title."""
_HYPHEN = re.compile(r"\w-$")
_WAITED_FOR = re.compile(r"(?:and|or|to|nor|und|oder|et)\b|[^\w/]")


class Piece(Struct, frozen=True):
    """Neighbouring lines that belong together."""

    label: Label
    first: int
    """Place of its first line among all lines."""
    end: int
    """Place after its last."""
    text: str = ""


State: TypeAlias = tuple[Literal["none", "title", "paragraph"], bool]
"""The last content read, and whether a mark that stands between papers came since."""


class Reached(Struct, frozen=True):
    """The cheapest way to a place in the file in a certain state."""

    cost: float
    place: int
    """Where its last piece starts."""
    state: State
    """The state there."""
    label: Label
    """What the last piece is."""


class Reading:
    """The search for the cheapest reading of one file."""

    def __init__(self, lines: Sequence[Line], marks: Sequence[Mark | None], style: Style) -> None:
        self.lines = lines
        self.marks = marks
        self.style = style
        self.widths = widths(lines, style.width)
        self.lengths = [0]
        for line in lines:
            self.lengths.append(self.lengths[-1] + len(line.text) + 1)
        count = range(len(lines) + 1)
        self.ended = [is_ended(line.text) for line in lines]
        self.joins = [self._join(place) for place in count]
        self.aparts = [self._apart(place) for place in count]
        self.reached: list[dict[State, Reached]] = [{} for _ in count]

    def pieces(self) -> list[Piece]:
        """The lines as pieces, in order."""
        self.reached[0]["none", False] = Reached(0.0, 0, ("none", False), "mark")
        for place in range(len(self.lines)):
            if self.reached[place]:
                self._read_mark(place)
                self._read_content(place)
        return self._traced()

    def _traced(self) -> list[Piece]:
        pieces: list[Piece] = []
        end = len(self.lines)
        ways = self.reached[end]
        state = min(ways, key=lambda known: ways[known].cost)
        while end:
            way = self.reached[end][state]
            pieces.append(Piece(way.label, way.place, end, self._text(way.place, end)))
            end, state = way.place, way.state
        return pieces[::-1]

    def _reach(self, end: int, state: State, way: Reached) -> None:
        known = self.reached[end].get(state)
        if known is None or way.cost < known.cost:
            self.reached[end][state] = way

    def _read_mark(self, place: int) -> None:
        mark = self.marks[place]
        if mark is None:
            return
        end = min(place + mark.lines, len(self.lines))
        for state, way in self.reached[place].items():
            after: State = (state[0], state[1] or mark.kind in self.style.between)
            self._reach(end, after, Reached(way.cost, place, state, "mark"))

    def _read_content(self, place: int) -> None:
        """Reads a title or a paragraph, of one line and more, from the state in which it costs least."""
        ways = self.reached[place]
        title_cost, title_state = min(
            (way.cost + self._before_title(place, state), state) for state, way in ways.items()
        )
        cost, state = min((way.cost + self._before_paragraph(place, state), state) for state, way in ways.items())
        joined = 0.0
        for end in range(place + 1, min(len(self.lines), place + _LONGEST_PARAGRAPH) + 1):
            joined += self.joins[end - 1] if end > place + 1 else 0.0
            if joined > 20:
                break
            shared = joined + self.aparts[end]
            if end - place <= _LONGEST_TITLE:
                own = title_cost + shared + self._title(place, end)
                self._reach(end, ("title", False), Reached(own, place, title_state, "title"))
            own = cost + shared + self._paragraph(place, end)
            self._reach(end, ("paragraph", False), Reached(own, place, state, "paragraph"))

    # --- what may follow what ---

    def _before_title(self, place: int, state: State) -> float:
        content, between = state
        cost = 0.0
        if self.style.gaps != "none" and place and not self.lines[place].gap and self.marks[place - 1] is None:
            cost += 4.0  # in this file a title stands apart
        if content == "title":
            cost += 1.0 if between else 3.0  # a paper without an abstract
        return cost

    def _before_paragraph(self, place: int, state: State) -> float:
        content, between = state
        if content == "none":
            return 12.0
        if content == "title":
            return 3.0 if between else 0.0
        if self.style.headings:
            return 0.5
        if self.lines[place].gap:
            usual = 7.0 if self.style.gaps == "papers" else 2.5
        else:
            usual = 3.0 if self.style.gaps == "none" else 1.0
        return usual + (6.0 if between else 0.0) + (1.0 if self.marks[place - 1] is not None else 0.0)

    # --- where lines belong together ---

    def _join(self, place: int) -> float:
        """Cost of joining the line at `place` to the one before it."""
        if not 0 < place < len(self.lines):
            return _NEVER
        line, before = self.lines[place], self.lines[place - 1]
        if line.gap or line.heading or before.heading:
            return _NEVER
        if not self.widths[place]:
            return 0.5 if line.indent > before.indent and len(before.text) < 120 else 8.0
        if line.indent > before.indent:
            return 0.0
        if self._is_full(place - 1):
            return 0.0
        return 2.0 if self.style.gaps == "titles" else 4.0

    def _apart(self, end: int) -> float:
        """Cost of a piece that ends before the line at `end`."""
        if not 0 < end < len(self.lines) or self.lines[end].gap or not self.widths[end] or self.marks[end]:
            return 0.0
        deliberate = 2.0 if self.style.gaps == "titles" else 0.0
        line, before = self.lines[end], self.lines[end - 1]
        if line.indent > before.indent:
            return deliberate + 3.0
        if not self._is_full(end - 1):
            return deliberate
        return deliberate + (1.0 if self.ended[end - 1] or line.text[:1].isupper() else 3.0)

    def _is_full(self, place: int) -> bool:
        """Whether the first word of the next line did not fit on the line at `place`."""
        word = self.lines[place + 1].text.split(" ", 1)[0]
        return len(self.lines[place].text) + 1 + len(word) > self.widths[place]

    # --- what a piece looks like ---

    def _text(self, place: int, end: int) -> str:
        parts = [self.lines[place].text]
        for line in self.lines[place + 1 : end]:
            # a word that was broken at its hyphen, unless the hyphen waits: 'pre- and post-training'
            broken = self.style.hyphens and _HYPHEN.search(parts[-1]) and not _WAITED_FOR.match(line.text)
            parts += ["" if broken else " ", line.text]
        return "".join(parts)

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
            mark = self.marks[place]
            cost += _DOUBTFUL.get(mark.kind, 8.0) + (0.0 if place else 1.5) if mark else 8.0
            cost += 2.0 if mark and mark.kind == "people" and "," in mark.value else 0.0
        return cost

    def _paragraph(self, place: int, end: int) -> float:
        length = self.lengths[end] - self.lengths[place] - 1
        first, last = self.lines[place], self.lines[end - 1]
        if first.heading and self.style.headings:
            return _NEVER if first.heading == self.style.level else 6.0
        cost = paragraph_cost(first.text, last.text, length, self.ended[end - 1])
        if place and self.widths[place] and not first.gap:
            # the middle of a sentence, or of a title
            cost += 3.0 if first.text[:1].islower() else 1.5 if is_title_case(first.text) else 0.0
        if self.marks[place] is not None or self.marks[end - 1] is not None:
            cost += 6.0
        return cost
