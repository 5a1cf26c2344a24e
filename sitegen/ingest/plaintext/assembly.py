"""Labelled chunks put together to papers.

A title opens a paper. What stands between two titles belongs to one of them; to which, the list shows by its own
rhythm, for each kind of field: votes above every title, authors below, with the wider gap on the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.corrections import corrected
from sitegen.ingest.plaintext.labeller import Labelling
from sitegen.ingest.plaintext.lines import Line

_MERGED = "ASVKM"
_BRIEF = 90
"""Characters; shorter sentences behind something else are no part of an abstract."""
_LINKED = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,400})\]\([^()\s]{0,1500}(?:\([^()\s]{0,200}\)[^()\s]{0,300}){0,3}\)"
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,2000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*^\\$])\*(?=[^\s*])([^*$]{1,300}?)(?<=[^\s*])\*(?![\w*])")
_TAG = re.compile(r"</?(?:b|strong|i|em|u|code|span|font|sub|sup|small|br|cite|a|o:p)\b[^<>]{0,300}>", re.I)
_ABSTRACT = re.compile(
    r"\W*(?:original |论文)?(?:abstract|摘要|zusammenfassung|résumé|resumen|초록|аннотация)\W*", re.I
)
_PARTING = {"": 0.0, "x": 0.0, "rule": 8.0}
"""How much marks of lines part papers; other marks are those of lists."""
_STOPS = re.compile(r" ?[.,;:!?)\]}\"”'’]+(?=\s|$)")
_BROKEN = re.compile(r"[^\W\d_]-$")


class Item(Struct):
    """Chunks in a row that are one field."""

    label: str
    text: str
    first: int
    """Place of its first line."""
    last: int
    odds: float
    is_named: bool = False
    """Whether the word 'abstract' stands before it."""
    urls: list[tuple[str, str]] = field(default_factory=list)
    """Words and addresses of its links."""
    paragraphs: list[str] = field(default_factory=list)


class Paper(Struct):
    """A paper as the text shows it."""

    title: Item
    fields: dict[str, list[Item]] = field(default_factory=dict)
    day: str = ""
    """Day of the list it stands in."""

    def text(self, label: str) -> str:
        """What its first field of a kind says."""
        return next((item.text for item in self.fields.get(label, ())), "")

    @property
    def odds(self) -> float:
        """How sure it is that this is a paper, and read right."""
        parts = [self.title, *self.fields.get("A", ()), *self.fields.get("S", ())]
        return min((part.odds for part in parts), default=0.0)


class Text(NamedTuple):
    """A text's lines and chunks, with labels."""

    lines: Sequence[Line]
    chunks: Sequence[Chunk]
    labelling: Labelling
    has_markup: bool = True
    """Whether marks in it may be Markdown's, rather than a part of the words."""


def papers(text: Text) -> tuple[list[Paper], list[Item]]:
    """The papers of a text, and the items of no paper: days and curators."""
    items = list(_items(text))
    titles = [at for at, item in enumerate(items) if item.label in "TJ"]
    found = [Paper(items[at]) for at in titles]
    free = [item for item in items if item.label in "DU"]
    if not found:
        return [], free
    ends = _ends(found, text.lines)
    leads = {label: _leads(label, items, titles, text.lines) for label in "ALNCMPVGKSW"}
    following = 0
    for at, item in enumerate(items):
        if following < len(titles) and titles[following] == at:
            following += 1
            continue
        if item.label in "DUTJ":
            continue
        owner = _owner(item, items, titles, following, leads[item.label])
        if owner is not None and item.first < ends[owner]:
            found[owner].fields.setdefault(item.label, []).append(item)
    for paper in found:
        if abstracts := paper.fields.get("S"):
            # above what is called an abstract stands somebody's summary, and below it, if it is short, a remark
            start = next((at for at, part in enumerate(abstracts) if part.is_named), 0)
            first, *others = abstracts[start:]
            paper.fields["S"] = [first, *(part for part in others if len(part.text) > 0.5 * len(first.text))]
    return found, free


def _ends(listed: Sequence[Paper], lines: Sequence[Line]) -> list[int]:
    """Where what belongs to each paper ends at the latest: at a heading above its own."""
    ends = []
    for paper, after in pairwise([*listed, None]):
        assert paper is not None
        first, start = paper.title.first, paper.title.last + 1
        level = lines[first].level or (lines[first - 1].level if first else 0)
        limit = after.title.first if after else len(lines)
        below = (at for at in range(start, limit) if level and 0 < lines[at].level < level)
        ends.append(next(below, len(lines)))
    return ends


def _owner(item: Item, items: Sequence[Item], titles: Sequence[int], following: int, leads: bool) -> int | None:
    """The number of the paper that an item belongs to, which stands before the title with the number `following`."""
    before = items[titles[following - 1]] if following else None
    after = items[titles[following]] if following < len(titles) else None
    if before and item.first == before.last and not (after and after.first == item.last and leads):
        return following - 1
    if after and item.last == after.first:
        return following
    if leads:
        return following if after else None
    return following - 1 if before else None


def _leads(label: str, items: Sequence[Item], titles: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether fields of a kind stand before the titles that they belong to."""
    before = after = 0.0
    following = 0
    seen: list[int] = []
    for at, item in enumerate(items):
        if following < len(titles) and titles[following] == at:
            following += 1
            continue
        if item.label != label:
            continue
        seen.append(following)
        if 0 < following < len(titles):
            above, below = items[titles[following - 1]], items[titles[following]]
            up, down = _distance(above.last, item.first, lines), _distance(item.last, below.first, lines)
            before += up > down
            after += up < down
    if not seen or len(titles) < 2:
        return bool(seen) and seen[-1] == 0
    if (seen[0] == 0) != (seen[-1] == len(titles)):
        return seen[0] == 0
    return before > after


def _distance(above: int, below: int, lines: Sequence[Line]) -> float:
    """How far apart two lines are: blank lines and list marks between them part most."""
    between = lines[above + 1 : below + 1]
    return sum(2.0 * line.gap + _PARTING.get(line.marker, 1.5) + 3.0 * bool(line.level) + 0.1 for line in between)


def _items(text: Text) -> Iterator[Item]:
    lines, chunks, labelling, has_markup = text
    joins = _Joins(lines, has_markup)
    item: Item | None = None
    other, before = 0, ""
    labels = corrected(lines, chunks, labelling.labels)
    for chunk, label, odds in zip(chunks, labels, labelling.odds, strict=True):
        if label == "O" and item and item.label == "S" and chunk.line == item.last and _goes_on(chunk) and not other:
            label = "S"
        is_named = bool(_ABSTRACT.fullmatch(before))
        if item is not None and not (is_named and other) and _continues(item, label, other, lines, chunk):
            joins.extend(item, chunk, interrupted=bool(other))
            item.odds = min(item.odds, odds)
            other = 0
        elif label == "O":
            other += 1
        else:
            if item:
                yield joins.closed(item)
            item = joins.opened(chunk, "T" if label == "t" else label, odds)
            item.is_named = is_named
            other = 0
        before = chunk.text
    if item:
        yield joins.closed(item)


def _goes_on(chunk: Chunk) -> bool:
    """Whether a sentence goes on with a chunk, behind an address or a change of type in it."""
    return chunk.before in "um" and not chunk.url and "a" not in chunk.style


def _continues(item: Item, label: str, other: int, lines: Sequence[Line], chunk: Chunk) -> bool:
    """Whether a chunk belongs to the item before it."""
    if label == "t":
        is_same = chunk.line == item.last
        return item.label == "T" and (is_same or (chunk.line - item.last < 3 and not lines[chunk.line].marker))
    if label == "D" == item.label:
        return chunk.line == item.last
    if label != item.label or label not in _MERGED:
        return False
    if label == "M":
        return chunk.line == item.last
    if label != "S":
        return chunk.line - item.last < 2 or other < 3
    gaps = sum(bool(line.gap) for line in lines[item.last + 1 : chunk.line + 1])
    return other < 6 and gaps < 4 and not (other and gaps and len(chunk.text) < _BRIEF)


class _Joins:
    """Chunks joined to the words of an item as they stand in the text."""

    def __init__(self, lines: Sequence[Line], has_markup: bool) -> None:
        self._lines = lines
        self._has_markup = has_markup
        self._hyphens = _breaks_at_hyphens(lines)
        self._start = self._end = 0

    def opened(self, chunk: Chunk, label: str, odds: float) -> Item:
        self._start, self._end = chunk.start, chunk.end
        item = Item(label, "", chunk.line, chunk.line, odds, paragraphs=[""])
        _add_link(item, chunk)
        return item

    def extend(self, item: Item, chunk: Chunk, *, interrupted: bool) -> None:
        _add_link(item, chunk)
        if chunk.line == item.last and not interrupted:
            self._end = chunk.end
            return
        above = self._lines[item.last].text[self._start : self._end]
        before = self._flushed(item)
        self._start, self._end = chunk.start, chunk.end
        line = self._lines[chunk.line]
        if item.label == "S" and line.mark and not chunk.start:
            item.paragraphs[-1] += f" {line.mark}" if not line.gap else ""
            item.paragraphs += [line.mark] if line.gap else []
        elif (item.label == "S" and line.gap and chunk.line != item.last) or (item.label == "A" and interrupted):
            item.paragraphs.append("")
        elif self._hyphens and _BROKEN.search(before) and chunk.text[:1].islower():
            item.paragraphs[-1] = before[:-1]
        elif item.label == "A" and not re.search(r"[,;&]|\band$", above) and chunk.text[:1] not in ",;&":
            item.paragraphs[-1] += ", "
        else:
            item.paragraphs[-1] += " "
        item.last = chunk.line

    def closed(self, item: Item) -> Item:
        if item.label == "S" and (stops := _STOPS.match(self._lines[item.last].text, self._end)):
            # the stop of a sentence that ends with an address
            self._end = stops.end()
        self._flushed(item)
        item.text = (", " if item.label == "A" else " ").join(item.paragraphs)
        return item

    def _flushed(self, item: Item) -> str:
        words = self._lines[item.last].text[self._start : self._end]
        item.paragraphs[-1] += unmarked(words) if self._has_markup else words
        return item.paragraphs[-1]


def _add_link(item: Item, chunk: Chunk) -> None:
    if chunk.url:
        item.urls.append((chunk.text, chunk.url))


def unmarked(text: str) -> str:
    """Words without Markdown's marks around them."""
    if "](" in text:
        text = _LINKED.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = _BOLD.sub(r"\2", text)
    if "*" in text:
        text = _ITALIC.sub(r"\1", text)
    return (_TAG.sub("", text) if "<" in text else text).replace("\\|", "|")


def _breaks_at_hyphens(lines: Sequence[Line]) -> bool:
    """Whether words are divided at line ends; some lines end in a hyphen anyway, 'pre-' before 'and post-training'."""
    broken = joined = 0
    for line, after in pairwise(lines):
        if not after.gap:
            joined += 1
            broken += bool(_BROKEN.search(line.text)) and after.text[:1].islower()
    return broken > 1 and broken > 0.012 * joined
