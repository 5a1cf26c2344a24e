"""What the labeller knows of a chunk: its own looks, its place in its line and block, its neighbours, and how often
the text repeats what looks like it.

| feature | says |
| --- | --- |
| `sz end beg w0 w-1 nw fn cap t w p` … | the chunk's own words (`shapes`) |
| `k k2` | its kind; with its size and what the text as a whole holds |
| `in` | the label above or before it, `Abstract:`, which lasts until a blank line or a mark |
| `pos bf nx st` | its place in its line, what parts it from the chunks around it, its style |
| `blk gap gapn ind dent wrap mk lv quo` | its line: place in a block, blank lines, indentation, marks |
| `seq rep again sig sig2 sig+` | whether its number follows; how often its words and its looks stand in the text |
| `k-1 k+1 k-2 k+2 …, -1… +1…` | its neighbours |
| `link± long±` | how many chunks off the nearest address of a paper and the nearest long text are |
| `top bottom` | near the text's beginning or end |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.arrays import numbering
from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.labels.shapes import Shape, shape
from sitegen.ingest.plaintext.lines.layout import WIDEST, Line, wrap_width

_PAPERS = frozenset({"url:arxiv", "url:hf", "url:doi", "url:paper", "url:code", "url:redirect"})
_BROAD = frozenset({"count", "date", "names"})
_LONG = 200
"""Characters of lines that are no titles."""
_SAME = 24
"""Characters by which the words before two chunks are the same."""
_EDGE = Shape("edge", 0, False, [], [], [], "")


def describe(text_lines: Sequence[Line], pieces: Sequence[Chunk]) -> Description:
    """What is known of each chunk."""
    known: dict[tuple[str, str], Shape] = {}
    shapes = []
    for piece in pieces:
        words = (piece.text, piece.url)
        if words not in known:
            known[words] = shape(*words)
        shapes.append(known[words])
    return Description(text_lines, pieces, shapes)


def _often(count: int) -> str:
    return str(count) if count < 3 else "3" if count < 6 else "6" if count < 20 else "20"


def _near(distance: int) -> str:
    return str(distance) if distance < 4 else "4" if distance < 8 else "8"


class Description:
    """What the chunks of a text look like, each by itself and among the others."""

    def __init__(self, text_lines: Sequence[Line], pieces: Sequence[Chunk], shapes: Sequence[Shape]) -> None:
        self.lines, self.pieces, self.shapes = text_lines, pieces, [*shapes, _EDGE, _EDGE]
        self.signs = [
            _signature(text_lines[piece.line], piece, form) for piece, form in zip(pieces, shapes, strict=True)
        ]
        self.signatures = Counter(self.signs)
        self.pairs = Counter(zip(self.signs, self.signs[1:], strict=False))
        self.keys = Counter(form.key for form in shapes)
        self.blocks = _blocks(text_lines)
        self.width = wrap_width(text_lines)
        longer = sum(len(line.text) > WIDEST for line in text_lines)
        self.is_wrapped = self.width < WIDEST - 5 and longer < 0.1 * len(text_lines)
        links, longs = [form.kind in _PAPERS for form in shapes], [form.kind == "long" for form in shapes]
        self.distances = (
            ("link+", _distances(links[::-1])[::-1]),
            ("link-", _distances(links)),
            ("long+", _distances(longs[::-1])[::-1]),
            ("long-", _distances(longs)),
        )
        self.around: dict[tuple[str, str, str, str, str], list[str]] = {}
        lists = sum(line.marker not in ("", "rule") for line in text_lines)
        self.document = f"{'L' if sum(longs) > 2 else 'l'}{'M' if lists > 3 else 'm'}"

    def looks(self) -> Iterator[list[str]]:
        """Ways to tell which chunks look alike, each with a key for each: alone, beside a neighbour, in paragraphs."""
        keys, line = [], -1
        for piece, sign in zip(self.pieces, self.signs, strict=True):
            is_first = piece.line != line
            line = piece.line
            is_long = len(self.lines[line].text) > _LONG
            keys.append(f"{sign}{is_first}{is_first and self.lines[line].gap > 0}{is_long}")
        yield keys
        yield [f"{before} {key}" for before, key in zip(["", *self.signs], keys, strict=False)]
        words = ["", *(form.key for form in self.shapes)]
        yield [f"{before[:_SAME]} {key}" for before, key in zip(words, keys, strict=False)]
        yield [f"{key} {after}" for key, after in zip(keys, [*self.signs[1:], ""], strict=True)]
        yield self._places_in_paragraphs()

    def _places_in_paragraphs(self) -> list[str]:
        """The place of each chunk in its paragraph, with a number for what the lines of that begin with."""
        shapes: list[list[str]] = []
        places = []
        line, at = -1, 0
        for piece, sign in zip(self.pieces, self.signs, strict=True):
            if piece.line != line:
                if self.lines[piece.line].gap or not shapes:
                    shapes.append([])
                shapes[-1].append(sign)
                line, at = piece.line, 0
            places.append((len(shapes) - 1, len(shapes[-1]), at))
            at += 1
        known = numbering()
        numbers = [known["|".join(shape)] for shape in shapes]
        return [f"{numbers[paragraph]} {row} {at}" for paragraph, row, at in places]

    def features(self) -> Iterator[list[str]]:
        """The features of each chunk, in order."""
        seen: set[str] = set()
        label, ordinal, line_before = "", 0, -1
        for place, piece in enumerate(self.pieces):
            form, line = self.shapes[place], self.lines[piece.line]
            is_first = piece.line != line_before
            before = self.shapes[place - 1].kind if place else "edge"
            follows_label = before.startswith("label:")
            if is_first and (line.marker or line.level or (line.gap and not follows_label)):
                label = ""
            if follows_label:
                label = before[6:]
            names = [*form.local, f"k2={form.kind}{form.size // 3}{self.document}"]
            if label:
                names += [f"in={label}", f"in={label},{form.kind[:5]}"]
            if line.ordinal and is_first:
                names.append("seq" if line.ordinal in (ordinal + 1, 1) else "noseq")
                ordinal = line.ordinal
            names += self._repetition(place, form, form.key in seen)
            names += self._line(piece, line, is_first)
            names += self._position(place, piece, is_first)
            names += self._neighbours(place, form)
            seen.add(form.key)
            line_before = piece.line
            yield names

    def _repetition(self, place: int, form: Shape, is_seen: bool) -> Iterator[str]:
        count = self.keys[form.key]
        # sentences of an abstract may be there twice, in a list and in full; all papers may be of the same people
        if count > (2 if form.is_sentence else 1) and form.kind != "names":
            yield f"rep={_often(count)}"
            if form.size > 4:
                yield f"again={is_seen}"
        yield f"sig={_often(self.signatures[self.signs[place]])}"
        if place:
            yield f"sig2={_often(self.pairs[self.signs[place - 1], self.signs[place]])}"
        if place + 1 < len(self.signs):
            yield f"sig+={_often(self.pairs[self.signs[place], self.signs[place + 1]])}"

    def _position(self, place: int, piece: Chunk, is_first: bool) -> Iterator[str]:
        after = self.pieces[place + 1] if place + 1 < len(self.pieces) else None
        is_last = after is None or after.line != piece.line
        yield f"pos={'f' if is_first else 'm'}{'l' if is_last else ''}"
        yield f"bf={piece.before}"
        if after:
            has_gap = self.lines[after.line].gap > 0 if after.before == "n" else ""
            yield f"nl+1={after.before == 'n'}{has_gap}"
            if not is_last:
                yield f"nx={after.before}"
        if piece.style:
            yield f"st={piece.style}"
        if place < 12:
            yield f"top={place // 4}"
        if len(self.pieces) - place < 10:
            yield "bottom"

    def _line(self, piece: Chunk, line: Line, is_first: bool) -> Iterator[str]:
        block, size = self.blocks[piece.line]
        first = "f" if is_first else ""
        yield f"blk={min(block, 4)}/{min(size, 5)}{first}"
        if is_first:
            yield f"gap={min(line.gap, 2)}"
            if piece.line:
                above = self.lines[piece.line - 1]
                yield f"ind={'in' if line.indent > above.indent else 'out' if line.indent < above.indent else 'eq'}"
                if not line.gap and self.is_wrapped:
                    yield f"wrap={self._room(above, line)}"
            after = self.lines[piece.line + 1] if piece.line + 1 < len(self.lines) else None
            yield f"gapn={min(after.gap, 2) if after else 'e'}"
            if after and not after.gap and self.is_wrapped:
                yield f"wrap+={self._room(line, after)}"
        if line.marker:
            yield f"mk={line.marker}"
            yield f"mk={line.marker}{first}"
        if line.level:
            yield f"lv={line.level}"
            yield "head"
        if line.indent:
            yield f"dent={min(line.indent // 2, 4)}"
        if line.quote:
            yield f"quo={min(line.quote, 2)}"

    def _room(self, above: Line, line: Line) -> str:
        """Whether the first word of a line had room at the end of the one above, which it then does not go on."""
        left = self.width - above.indent - len(above.text) - len(line.text.split(" ", 1)[0])
        return "none" if left <= 0 else "some" if left < 0.15 * self.width else "much"

    def _neighbours(self, place: int, form: Shape) -> Iterator[str]:
        before, after = self.shapes[place - 1] if place else _EDGE, self.shapes[place + 1]
        two_before = self.shapes[place - 2].kind if place > 1 else "edge"
        kinds = two_before, before.kind, form.kind, after.kind, self.shapes[place + 2].kind
        if kinds not in self.around:
            self.around[kinds] = _around(*kinds)
        yield from self.around[kinds]
        for name, distances in self.distances:
            yield f"{name}={_near(distances[place])}"
        yield from before.as_before
        yield from after.as_after


def _around(bb: str, b: str, kind: str, a: str, aa: str) -> list[str]:
    return [
        f"k-1={b}", f"k+1={a}", f"k-2={bb}", f"k+2={aa}", f"k-1k={b},{kind}", f"kk+1={kind},{a}",
        f"k+1+2={kind},{a},{aa}", f"k-2-1={bb},{b},{kind}",
    ]  # fmt: skip


def _signature(line: Line, piece: Chunk, form: Shape) -> str:
    """What chunks in the same place of a list's entries have in common."""
    kind = form.kind if form.kind in _BROAD or form.kind[:3] in ("url", "lab") else "words"
    return f"{line.marker[-1:]}{line.level}{min(line.indent, 8)}{piece.style}{piece.before}{kind}"


def _distances(marks: Sequence[bool]) -> list[int]:
    """How far back the last mark is, for each place; a place's own mark does not count."""
    distances: list[int] = []
    distance = 99
    for mark in marks:
        distances.append(distance)
        distance = 1 if mark else distance + 1
    return distances


def _blocks(text_lines: Sequence[Line]) -> list[tuple[int, int]]:
    """For each line its place in its run of lines without blank ones between, and how many lines the run has."""
    blocks: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text_lines) + 1):
        if end == len(text_lines) or text_lines[end].gap:
            blocks += [(place, end - start) for place in range(end - start)]
            start = end
    return blocks
