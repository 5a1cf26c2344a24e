"""Titles that the labeller has passed over or read in part, by what it has read of the rest of the list.

Each of the `RULES` corrects the labels of a text, in this order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.layout import GOES_ON, Line
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.regular_lists import is_other
from sitegen.ingest.plaintext.words import field, is_furniture
from sitegen.text.folding import letters

MISSED = 0.15
"""From this probability of a title on, a line that was read as something else may be one."""
_LIKELY, _CERTAIN = 0.5, 0.95
_FEWEST, _EXCEPTIONS = 2, 0.2
"""Titles that make a rule, and the share of titles up to which what differs is an error."""
_BRIEF = 25
"""Characters with which lines begin that are the same for each paper but for figures, `DL-12`, `Pages: 9-12`."""
_SUBJECT = re.compile(r"(?=\S+[A-Z\d])\w[\w.+-]*[:：]")
"""`BALROG:` and `pi-Flow:`, which open titles; `Learning:` may go on with one."""
_SUBJECT_WORDS, _TITLE_WORDS = 3, 5
"""Words of two titles below each other, of which the second names its subject, or not."""
_SHARE = 0.34
"""The share of titles up to which lines that go on with them are an error."""
_WORD, _DIGITS = re.compile(r"[^\W\d_]{3}"), re.compile(r"\d+(?:\s?[ap]m\b)?", re.I)
_WRAPPED = 40
"""Characters of a line that may go on in the next one."""
_MOST_LINES, _MOST_OF_PAPER = 3, 40
"""Lines of a title, and of all that is said of a paper."""
_GAP = "gap"
_WITHIN = ":(u"
"""What stands between the parts of a title, and between it and an address."""


def _parted_titles(text: Text) -> None:
    """Two titles below each other are two: the second names its subject, or no margin broke the first.

    Cards of a board stand so, `Slow Clocks of the World` above `TIMER: A Study of Clocks`.
    """
    rows = rows_of(text.chunks)
    longest = max((len(line.text) for line in text.lines if "http" not in line.text), default=0)
    broken = sum(row[0].label == "t" for row in rows)
    are_few = broken <= max(1, _SHARE * labels_of(text.chunks).count("T"))
    for above, row in pairwise(rows):
        if above[-1].label == "V" and row[0].label == "T" and GOES_ON.search(above[-1].text):
            # `Proceedings of the Workshop on Clocks and` above `Maps, pp. 3-9`
            for chunk in row:
                chunk.label = "V" if chunk.label in "Tt" else chunk.label
        upper, lower = text.lines[above[0].line], text.lines[row[0].line]
        first, second = upper.text, lower.text
        is_below = row[0].label == "t" and above[0].label == "T"
        if not is_below or GOES_ON.search(first) or first.endswith(":") or lower.indent > upper.indent:
            continue
        words = second.split()
        fewest = min(len(words), len(first.split()))
        is_named = bool(_SUBJECT.fullmatch(words[0])) and fewest >= _SUBJECT_WORDS
        is_whole = len(first) + len(words[0]) + 1 < longest and "http" not in first and second[:1].isupper()
        if is_named or (is_whole and are_few and fewest >= _TITLE_WORDS):
            row[0].label = "T"


def _announced_titles(text: Text) -> None:
    """A line that is the beginning of the title below it is no other one, as slides are headed `Slow Clocks`."""
    for above, row in pairwise(rows_of(text.chunks)):
        first, second = (letters(text.lines[it[0].line].text) for it in (above, row))
        if labels_of(above).startswith("T") and row[0].label in "Tt" and first != second and second.startswith(first):
            relabel(above, "Tt", "O")
            row[0].label = "T"


def _broken_titles(text: Text) -> None:
    """A title goes on in the line below if that is all that is left of its paragraph, or begins without a capital.

    So it does before its address, where addresses of others stand alone below their titles; of two, one.
    """
    rows = rows_of(text.chunks)
    times = Counter(line.text for line in text.lines)
    alone = sum(above[0].label == "T" and row[0].text.startswith("http") for above, row in pairwise(rows))
    for above, row, below in zip(rows, rows[1:], [*rows[2:], []], strict=False):
        upper, lower = text.lines[above[0].line], text.lines[row[0].line]
        is_linked = alone >= _FEWEST and len(row) > 1 and row[-1].text.startswith("http")
        row, address = (row[:-1], row[-1:]) if is_linked else (row, [])
        is_whole = above[0].label in "Tt" and set(labels_of(above)) <= {"T", "t"}
        is_whole = is_whole and len(upper.text) >= _WRAPPED and not (lower.gap or lower.marker or lower.level)
        has_address = alone >= _FEWEST and bool(below) and below[0].text.startswith("http")
        if is_whole and has_address and labels_of(row).startswith("T") and set(labels_of(row)) <= {"T", "t"}:
            row[0].label = "t"
        is_broken = is_whole and above[0].label == "T" and set(labels_of(row)) == {"O"}
        if not is_broken or not _is_rest(row) or times[lower.text] > 1:
            continue
        is_last = bool(below) and bool(text.lines[below[0].line].gap) and labels_of(below)[0] in "AS"
        if lower.text[0].islower() or is_linked or (is_last and upper.gap):
            relabel(row, "O", "t")
            relabel(address, "O", "L")


def _styled_titles(text: Text) -> None:
    """Where nearly all titles are in italics, a title begins with them, and names or an address stand beside others.

    `**Ann**: _Slow Clocks_` has a name before its title, `B. Cho, _Maps of Small Old Towns_, arXiv:2503.00001` is all.
    """
    titles = [at for at, chunk in enumerate(text.chunks) if chunk.label == "T"]
    in_italics = sum("i" in text.chunks[at].style for at in titles)
    if in_italics < max(_FEWEST, (1 - _EXCEPTIONS) * len(titles)):
        return
    for row in rows_of(text.chunks):
        labels = labels_of(row)
        start = next((at for at, chunk in enumerate(row) if "i" in chunk.style), len(row))
        words = [*takewhile(lambda chunk: "i" in chunk.style, row[start:])]
        is_long = bool(words) and len(words[0].text.split()) >= _TITLE_WORDS
        if is_long and "T" not in labels and {*labels} & {"A", "L"}:
            relabel(words[:1], "O", "T")
            relabel(words[1:], "O", "t")
        elif "T" in labels and start == labels.index("T") + 1 < len(row) and labels[start] == "t":
            row[start - 1].label, row[start].label = "O", "T"


def _titles_above_names(text: Text) -> None:
    """A paragraph of one to three lines above names is a title, where other titles are such paragraphs."""
    rows = rows_of(text.chunks)
    starts = [at for at, row in enumerate(rows) if not at or text.lines[row[0].line].gap]
    parts = [list(chain.from_iterable(rows[start:end])) for start, end in pairwise([*starts, len(rows)])]
    above_names = [part for part, below in pairwise(parts) if below[0].label == "A"]
    regular = sum(set(labels_of(part)) <= {"T", "t"} for part in above_names)
    for part in above_names if regular >= _FEWEST else ():
        is_free = set(labels_of(part)) == {"O"} and part[-1].line - part[0].line < _MOST_LINES and _is_rest(part)
        if is_free and part[0].title_odds >= MISSED:
            for chunk in part:
                chunk.label = "T" if chunk is part[0] else "t"


def _is_rest(row: Sequence[Chunk]) -> bool:
    """Whether a line may be the rest of a title: words, and no name, day, button or field."""
    is_named = "::" in row[0].text or any(field(chunk.text) for chunk in row)
    return not is_named and not any(chunk.url or is_other(chunk) or is_furniture(chunk.text) for chunk in row)


def _third_lines(text: Text) -> None:
    """What stands below the line that is below titles is none: `Pages: 9-12` is, and `Forthcoming, Example Letters`."""
    rows = rows_of(text.chunks)
    sides = list(_sides(text, rows))
    titled = [at for at, row in enumerate(rows) if "T" in labels_of(row)]
    above, below = (Counter(sides[at][side] for at in titled) for side in (0, 1))
    for at in titled:
        up = sides[at][0]
        is_third = _is_literal(up) and above[up] <= _SHARE * len(titled) < below[up] - above[up]
        for chunk in rows[at] if is_third and rows[at][0].title_odds < _CERTAIN else ():
            chunk.label = "O" if chunk.label in "Tt" else chunk.label


def _likely_titles(text: Text) -> None:
    """A line that may be a title is one where what stands above and below is as with others."""
    rows = rows_of(text.chunks)
    marks = [_mark(text.lines[row[0].line]) for row in rows]
    sides = list(_sides(text, rows))
    titled = [at for at, row in enumerate(rows) if "T" in labels_of(row)]
    above, below = (Counter(sides[at][side] for at in titled) for side in (0, 1))
    literal = {kind for kind in (above | below) if _is_literal(kind)}
    known = {marks[at] for at in titled}
    for at, (row, mark, (up, down)) in enumerate(zip(rows, marks, sides, strict=True)):
        first = row[0]
        # between the same two lines as most titles, and above names or an abstract as they are
        below_it = slice(at + 1, at + _MOST_OF_PAPER)
        is_framed = {up, down} <= literal and min(above[up], below[down]) >= max(_FEWEST, 0.5 * len(titled))
        is_framed = is_framed and _has_names_or_abstract(rows[below_it], sides[below_it], up)
        if not (is_framed or first.title_odds >= MISSED) or not _may_be_title(row) or mark not in known:
            continue
        is_alike = above[up] >= _FEWEST and below[down] >= _FEWEST and not {up, down} <= {"", _GAP}
        if first.label == "S" and not (is_alike and _is_literal(up) and down == "A"):
            # a sentence is one only between a button and names
            continue
        if is_alike or (first.title_odds >= _LIKELY and (above[up] or below[down])):
            first.label = "T"
            for chunk in takewhile(lambda chunk: chunk.before == ":" and chunk.label == "O", row[1:]):
                chunk.label = "t"


def _has_names_or_abstract(rows: Sequence[Sequence[Chunk]], sides: Sequence[tuple[str, str]], up: str) -> bool:
    """Whether names or an abstract stand in the lines below a title, before the next one below the same words."""
    below = takewhile(lambda pair: pair[1][0] != up, zip(rows, sides, strict=True))
    return any(chunk.label in "AS" for row, _ in below for chunk in row)


def _sides(text: Text, rows: Sequence[Sequence[Chunk]]) -> Iterator[tuple[str, str]]:
    """What stands above each line and below it: a gap, a field, the same brief words each time, or empty."""
    kinds = [_kind(text.lines[row[0].line].text, labels_of(row)) for row in rows]
    gaps = [True, *(bool(text.lines[row[0].line].gap) for row in rows[1:]), True]
    for at, (_, up, down) in enumerate(zip(rows, ["", *kinds], [*kinds[1:], ""], strict=False)):
        yield _GAP if gaps[at] else up, _GAP if gaps[at + 1] else down


def _kind(text: str, labels: str) -> str:
    field = next((label for label in "SALVD" if 2 * labels.count(label) > len(labels)), "")
    if field or are_people(text):
        return field or "A"
    return _DIGITS.sub("0", text if len(text) <= _BRIEF else text[:_BRIEF].rpartition(" ")[0])


def _is_literal(kind: str) -> bool:
    """Whether what stands beside a line is the same words each time."""
    return len(kind) > 1 and kind != _GAP


def _mark(line: Line) -> tuple[str, int]:
    return line.marker, line.level


def _may_be_title(row: Sequence[Chunk]) -> bool:
    """Whether a line was read as nothing or as one sentence, and begins with no field, name, day or button."""
    first = row[0]
    is_free = (first.label == "O" and set(labels_of(row)) <= {"O", "L"}) or labels_of(row) == "S"
    is_whole = all(chunk.before in _WITHIN for chunk in row[1:])
    is_other_field = is_other(first) or is_furniture(first.text) or bool(field(first.text))
    is_phrase = " " in first.text or (len(row) > 1 and row[1].before == ":")
    return is_free and is_whole and is_phrase and not first.text.isupper() and not is_other_field


def _whole_titles(text: Text) -> None:
    """All words of a title are, that is a link or that its name stands before, and its first words too.

    Only where few of the titles have something before them in their line is that a part of them.
    """
    headed = []
    titled = [row for row in rows_of(text.chunks) if "T" in labels_of(row)]
    for row in titled:
        at = labels_of(row).index("T")
        title, head = row[at], row[:at]
        if not head:
            continue
        rest = [chunk for chunk in row[at + 1 :] if chunk.label != "t"]
        if field(head[-1].text) == "title" and all(map(_is_plain, rest)):
            for chunk in rest:
                chunk.label = "t"
        is_linked = bool(title.url) and all(chunk.url == title.url for chunk in head)
        is_free = set(labels_of(head)) <= ({"O", "A"} if is_linked else {"O"})
        is_head = all(chunk.url == title.url and not field(chunk.text) for chunk in head)
        is_head = is_head and (is_linked or "①" <= head[0].text[0] <= "⑳" or not any(map(is_other, head)))
        is_joined = is_linked or title.before == "(" or head[-1].text[-1] in ":：?!"
        # `New! “Slow Clocks of the World”`
        is_joined = is_joined and (is_linked or title.text[0] not in '"“„«')
        if is_free and is_head and is_joined and any(_WORD.search(chunk.text) for chunk in head):
            headed.append(row[: at + 1])
    for words in headed if len(headed) <= max(1, _EXCEPTIONS * len(titled)) else ():
        for chunk in words:
            chunk.label = "T" if chunk is words[0] else "t"


def _parted_by_dashes(text: Text) -> None:
    """A title goes on behind a dash where all others are whole lines, and names stand in the line below."""
    pairs = [(row, below) for row, below in pairwise(rows_of(text.chunks)) if row[0].label == "T"]
    whole = sum(set(labels_of(row)) <= {"T", "t"} and below[0].label == "A" for row, below in pairs)
    for row, below in pairs if whole >= max(_FEWEST, (1 - _EXCEPTIONS) * (len(pairs) - 1)) else ():
        rest = [chunk for chunk in row if chunk.label not in "Tt"]
        if below[0].label == "A" and len(rest) == 1 and rest[0] is row[-1] and rest[0].before == "d" and _is_rest(rest):
            relabel(rest, "O", "t")


def _is_plain(chunk: Chunk) -> bool:
    return chunk.label == "O" and not chunk.url and not field(chunk.text)


RULES = (
    _styled_titles,
    _announced_titles,
    _parted_titles,
    _broken_titles,
    _titles_above_names,
    _third_lines,
    _likely_titles,
    _whole_titles,
    _parted_by_dashes,
)
