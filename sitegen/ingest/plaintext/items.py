"""Labelled chunks in a row that are one field, with its words as they stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.words import INVERTED, is_label
from sitegen.ingest.sources.columns import column

_MERGED = "ASVK"
_LINK_END = re.compile(r"\]\([^()\s]{0,1500}(?:\([^()\s]{0,200}\)[^()\s]{0,300}){0,3}\)")
_LINKED = re.compile(rf"!?\[((?:[^\[\]]|\[[^\[\]]{{0,200}}\]){{0,400}}){_LINK_END.pattern}")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,2000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*^\\$])\*(?=[^\s*])([^*$]{1,300}?)(?<=[^\s*])\*(?![\w*])")
_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|code|span|font|sub|sup|small|br|cite|a|o:p|blockquote|q)\b[^<>]{0,300}>", re.I
)
_STOPS = re.compile(r" ?[.,;:!?)\]}\"”'’]+(?=\s|$)")
ABSTRACT = re.compile(
    r"\W*(?:original |论文)?(?:abstract|摘要|概要|要旨|zusammenfassung|résumé|resumen|초록|аннотация)\W*", re.I
)
"""Its name, rather than that of a summary."""
_LEADS = re.compile(r"\b(?:at|on|in|via|from|under|visit|see|is|are)$")
"""The last word before an address that a sentence ends with."""
_PLACE, _PARTED = re.compile(r"\s\([^()]*\)"), re.compile(r"[,;&]|\band$")
"""Where somebody works, and what stands between names."""
_FAMILY_FIRST = re.compile(r"(?:[a-z'’]{1,4} ){0,3}[^\s,]+,")
"""How `Lee, Ann` and `de la Roy, Bo` begin, and `Ann Lee, Bo Cho` does not."""
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
    is_labelled: bool = False
    """Whether the name of a field stands before it, `URL:`."""
    quote: int = 0
    """Depth of mail quoting."""
    urls: list[tuple[str, str]] = field(default_factory=list)
    """Words and addresses of its links."""
    paragraphs: list[str] = field(default_factory=list)


class Text(NamedTuple):
    """A text's lines and chunks, with labels."""

    lines: Sequence[Line]
    chunks: list[Chunk]
    has_markup: bool = True
    """Whether marks in it may be Markdown's, rather than a part of the words."""

    def labelled(self, label: str) -> Iterator[Chunk]:
        """The chunks with a label."""
        return (chunk for chunk in self.chunks if chunk.label == label)


def entries_of(chunks: Sequence[Chunk]) -> list[range]:
    """The places from each title up to the next one."""
    starts = [at for at, chunk in enumerate(chunks) if chunk.label == "T"]
    return [range(start, stop) for start, stop in pairwise([*starts, len(chunks)])]


def items_of(text: Text) -> Iterator[Item]:
    lines = text.lines
    joins = _Joins(lines, text.has_markup)
    item: Item | None = None
    other, before = 0, ""
    for chunk in text.chunks:
        label = chunk.label
        is_in_sentence = item and item.label == "S" and chunk.line == item.last and not other
        if label == "O" and is_in_sentence and _goes_on(before, chunk):
            label = "S"
        is_named = bool(ABSTRACT.fullmatch(before))
        is_parted = is_named or (label == "A" and column(before.strip(" :"))[0] == "authors")
        if item is not None and not is_parted and _continues(item, label, other, lines, chunk):
            joins.extend(item, chunk, interrupted=bool(other))
            item.odds = min(item.odds, chunk.odds)
            other = 0
        elif label == "O":
            other += 1
        else:
            if item:
                yield joins.closed(item)
            item = joins.opened(chunk, "T" if label == "t" else label)
            item.is_named = is_named
            item.is_labelled = is_label(before)
            other = 0
        before = chunk.text
    if item:
        yield joins.closed(item)


def _goes_on(before: str, chunk: Chunk) -> bool:
    """Whether a sentence goes on with a chunk, behind an address or a change of type in it, or with an address."""
    if chunk.url:
        # `this https URL`, as arXiv shows its links
        return chunk.text.startswith("this http") or (chunk.text == chunk.url and bool(_LEADS.search(before)))
    return chunk.before in "um" and "a" not in chunk.style


def _continues(item: Item, label: str, other: int, lines: Sequence[Line], chunk: Chunk) -> bool:
    """Whether a chunk belongs to the item before it.

    Args:
        other: chunks between them.
    """
    line = lines[chunk.line]
    if label == "t":
        return item.label == "T" and (chunk.line == item.last or not (line.marker or line.level))
    if label == item.label and (label in "DM" or (label == "A" and line.marker)):
        return chunk.line == item.last
    if label != item.label or label not in _MERGED:
        return False
    if label != "S":
        return chunk.line - item.last < 2 or other < 3
    has_gap = any(line.gap for line in lines[item.last + 1 : chunk.line + 1])
    return line.quote == lines[item.last].quote and not (other and has_gap)


def _are_inverted(names: str) -> bool:
    """Whether names, of which all but the last were looked at before, stand as in `Lee, Ann; de la Roy, Bo`."""
    return bool(_FAMILY_FIRST.match(names) and INVERTED.fullmatch(names[names.rfind("; ") + 1 :].strip()))


class _Joins:
    """Chunks joined to the words of an item as they stand in the text."""

    def __init__(self, lines: Sequence[Line], has_markup: bool) -> None:
        self._lines = lines
        self._has_markup = has_markup
        self._hyphens = _breaks_at_hyphens(lines)
        self._start = self._end = 0

    def opened(self, chunk: Chunk, label: str) -> Item:
        self._start, self._end = chunk.start, chunk.end
        line = chunk.line
        item = Item(label, "", line, line, chunk.odds, quote=self._lines[line].quote, paragraphs=[""])
        _add_link(item, chunk)
        return item

    def extend(self, item: Item, chunk: Chunk, *, interrupted: bool) -> None:
        _add_link(item, chunk)
        named = self._lines[item.last].text[self._start : self._end]
        is_whole = item.label == "A" and not _PARTED.search(_PLACE.sub("", named)) and chunk.text[:1] not in ",;&"
        # `Ann Lee  Bo Cho`, as a browser copies names that are buttons
        if chunk.line == item.last and not (is_whole and chunk.before in "tw"):
            self._end = chunk.end
            return
        before = self._flushed(item)
        self._start, self._end = chunk.start, chunk.end
        line = self._lines[chunk.line]
        if item.label == "S" and line.mark and not chunk.start:
            item.paragraphs[-1] += f" {line.mark}" if not line.gap else ""
            item.paragraphs += [line.mark] if line.gap else []
        elif (item.label == "S" and line.gap) or (item.label == "A" and interrupted):
            item.paragraphs.append("")
        elif self._hyphens and _BROKEN.search(before) and chunk.text[:1].islower():
            item.paragraphs[-1] = before[:-1]
        elif item.label == "A" and _are_inverted(before) and INVERTED.fullmatch(chunk.text):
            item.paragraphs[-1] += "; "
        else:
            item.paragraphs[-1] += ", " if is_whole else " "
        item.last = chunk.line

    def closed(self, item: Item) -> Item:
        if item.label == "S" and (stops := _STOPS.match(self._lines[item.last].text, self._end)):
            # the stop of a sentence that ends with an address
            self._end = stops.end()
        self._flushed(item)
        item.text = (", " if item.label == "A" else " ").join(item.paragraphs)
        return item

    def _flushed(self, item: Item) -> str:
        line, start, end = self._lines[item.last].text, self._start, self._end
        words = line[start:end]
        if self._has_markup:
            rest = _LINK_END.match(line, end)
            is_opened = line[:start].endswith("[")
            # a link may begin before these words
            end = rest.end() if rest and (is_opened or "[" in words) else end
            is_linked = is_opened and "](" in line[start:end]
            # and a bold label stands before other words: `**Results:** We wait.`
            is_bold = line.endswith("**", 0, start) and line.count("**", start, end) % 2 == 1
            words = unmarked(line[start - is_linked - 2 * is_bold : end])
        item.paragraphs[-1] += words
        return item.paragraphs[-1]


def _add_link(item: Item, chunk: Chunk) -> None:
    if chunk.url:
        item.urls.append((chunk.text, chunk.url))


def unmarked(text: str) -> str:
    """Words without Markdown's marks around them."""
    text = text.removesuffix("](")
    if "](" in text:
        text = _LINKED.sub(r"\1", text)
    if "**" in text or "__" in text:
        text = _BOLD.sub(r"\2", text)
    if "*" in text:
        text = _ITALIC.sub(r"\1", text)
    return (_TAG.sub("", text) if "<" in text else text).replace("\\|", "|")


def _breaks_at_hyphens(lines: Sequence[Line]) -> bool:
    """Whether words are divided at line ends; some lines end in a hyphen anyway, 'pre-' before 'and post-training'."""
    pairs = pairwise(lines)
    broken = [line for line, after in pairs if _BROKEN.search(line.text) and after.text[:1].islower() and not after.gap]
    return len(broken) > max(1, 0.012 * len(lines))
