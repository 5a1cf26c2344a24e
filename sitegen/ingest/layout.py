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

from sitegen.ingest.lines import Line
from sitegen.ingest.marks import Mark
from sitegen.ingest.style import LONG, Style, widths

Label: TypeAlias = Literal["title", "paragraph", "mark"]

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
        if self.style.gaps != "none" and place and not self.lines[place].gap and self.marks[place - 1] is None:
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
        if self.lines[place].gap:
            usual = 7.0 if self.style.gaps == "papers" else 2.5
        else:
            usual = 3.0 if self.style.gaps == "none" else 1.0
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
        return 2.0 if self.style.gaps == "titles" else 4.0

    def _apart(self, end: int) -> float:
        """Cost of a piece that ends before the line at `end`."""
        if end >= len(self.lines) or self.lines[end].gap or not self.widths[end]:
            return 0.0
        if self.marks[end] is not None:
            return 0.0
        deliberate = 2.0 if self.style.gaps == "titles" else 0.0
        line, before = self.lines[end], self.lines[end - 1]
        if line.indent > before.indent:
            return deliberate + 3.0
        if not self._is_full(end - 1):
            return deliberate
        ended = _ENDED.search(before.text) or line.text[:1].isupper()
        return deliberate + (1.0 if ended else 3.0)

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
        cost = paragraph_cost(first.text, last.text, length)
        if place and self.widths[place] and not first.gap and first.text[:1].islower():
            cost += 3.0  # the middle of a sentence
        if self.marks[place] is not None or self.marks[end - 1] is not None:
            cost += 6.0
        return cost


_DOUBTFUL = {"number": 1.5, "date": 1.5, "people": 1.5, "noise": 2.0, "header": 2.0}
"""Kinds of mark that a title may look like, with the cost of taking one for a title."""
_HYPHEN = re.compile(r"\w-$")
_WAITED_FOR = re.compile(r"(?:and|or|to|nor|und|oder|et)\b|[^\w/]")
_ENDED = re.compile(r"[.!?。！？…:;][\"'”’)\]*]*$")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(r"(?<=[a-z)\]\d%])[.!?]\s+(?=[A-Z])")
_ABBREVIATED = re.compile(r"(?:\.\.\.|\b(?:etc|al|vs|Inc|Jr|St|No|v\d)\.)[\"'”’)\]*]*$")
_OPENING = re.compile(
    r"(?:we|our|in this (?:paper|work|report|study)|this (?:paper|work|report|study)|abstract|code|project|tl;?dr|"
    r"keywords|index terms|the code|data|recent(?:ly)?|despite|although|while|however)\b[\s:,]",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"(?:to|such|these|those|this|additionally|moreover|furthermore|finally|extensive|experiments?|as|by|with|when|it|"
    r"specifically|first|second|third|here|thus|hence|therefore|then|through|unlike|compared|existing|if|all)\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:\s(?:and|or|of|for|with|the|a|an|in|on|to|via|from|by|using|as|is|are)|[,;–—])$")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-*•>]|\([ivxa-d\d]{1,3}\))\s")
_ADDRESS = re.compile(r"https?://|www\.\w")


def title_cost(text: str, length: int) -> float:
    """How unlike a title the text is."""
    cost = 0.0 if length <= 150 else min(5.0, (length - 150) / 30)
    if _ITEM.match(text):
        cost += 2.5
    if _ENDED.search(text) and text[-1:] not in "?!？！" and not _ABBREVIATED.search(text):
        cost += 4.0
        words = [word for word in _WORD.findall(text) if len(word) > 3]
        if len(words) > 5 and sum(word[0].isupper() for word in words) < 0.5 * len(words):
            cost += 3.0  # a sentence, and not set like a title
        if _LINKING.match(text):
            cost += 2.0
    elif _DANGLING.search(text):
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
    if length >= LONG:
        return (0.0 if ended else 1.0) + max(0.0, (length - 2000) / 250)
    if ended and (length >= 160 or last[-1:] not in "?!"):
        cost -= 2.0
    else:
        cost += 6.0 if length < 160 and not ended else 2.0  # many a title ends as a question
    if _ITEM.match(first) or _OPENING.match(first) or _ADDRESS.search(first):
        cost -= 1.5
    return max(0.0, cost)
