"""Titles that the labeller has passed over or read in part, by what it has read of the rest of the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.layout import GOES_ON, Line
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.regular_lists import is_other, rows_of
from sitegen.ingest.plaintext.words import field, is_furniture

MISSED = 0.15
"""From this probability of a title on, a line that was read as something else may be one."""
_LIKELY = 0.5
_FEWEST, _EXCEPTIONS = 2, 0.2
"""Titles that make a rule, and the share of titles up to which what differs is an error."""
_BRIEF = 25
"""Characters of a line that is the same for each paper but for figures, `DL-12`, `ore 9.30`."""
_SUBJECT = re.compile(r"(?=\S+[A-Z\d])\w[\w.+-]*[:：]")
"""`BALROG:` and `pi-Flow:`, which open titles; `Learning:` may go on with one."""
_SUBJECT_WORDS, _TITLE_WORDS = 3, 5
"""Words of two titles below each other, of which the second names its subject, or not."""
_SHARE = 0.34
"""The share of titles up to which lines that go on with them are an error."""
_WORD, _DIGITS = re.compile(r"[^\W\d_]{3}"), re.compile(r"\d+")
_GAP = "gap"
_WITHIN = ":(u"
"""What stands between the parts of a title, and between it and an address."""


def with_missed_titles(
    lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str], odds: Sequence[float]
) -> list[str]:
    """The labels, completed by titles; `odds` are the probabilities of the chunks to open one."""
    if "T" not in labels:
        return list(labels)
    parted = _with_parted_titles(lines, chunks, labels)
    return _with_whole_titles(chunks, _with_likely_titles(lines, chunks, parted, odds))


def _with_parted_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with two titles below each other as two: the second names its subject, or no margin broke the first.

    Cards of a board stand so, `Slow Clocks of the World` above `TIMER: A Study of Clocks`.
    """
    corrected = list(labels)
    longest = max((len(line.text) for line in lines if "http" not in line.text), default=0)
    rows = list(rows_of(chunks))
    broken = sum(labels[row.start] == "t" for row in rows)
    are_few = broken <= max(1, _SHARE * labels.count("T"))
    for above, row in pairwise(rows):
        upper, lower = (lines[chunks[at.start].line] for at in (above, row))
        first, second = upper.text, lower.text
        is_below = labels[row.start] == "t" and corrected[above.start] == "T"
        if not is_below or GOES_ON.search(first) or lower.indent > upper.indent:
            continue
        words = second.split()
        fewest = min(len(words), len(first.split()))
        is_named = bool(_SUBJECT.fullmatch(words[0])) and fewest >= _SUBJECT_WORDS
        is_whole = len(first) + len(words[0]) + 1 < longest and "http" not in first and second[:1].isupper()
        if is_named or (is_whole and are_few and fewest >= _TITLE_WORDS):
            corrected[row.start] = "T"
    return corrected


def _with_likely_titles(
    lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str], odds: Sequence[float]
) -> list[str]:
    """The labels, with a line that may be a title as one where what stands above and below is as with others."""
    corrected = list(labels)
    rows = list(rows_of(chunks))
    sides = list(_sides(lines, chunks, labels, rows))
    titled = [at for at, row in enumerate(rows) if "T" in labels[row.start : row.stop]]
    above, below = (Counter(sides[at][side] for at in titled) for side in (0, 1))
    marks = {_mark(lines[chunks[rows[at].start].line]) for at in titled}
    for row, (up, down) in zip(rows, sides, strict=True):
        first = chunks[row.start]
        if odds[row.start] < MISSED or not _may_be_title(chunks, labels, row) or _mark(lines[first.line]) not in marks:
            continue
        is_alike = above[up] >= _FEWEST and below[down] >= _FEWEST and not {up, down} <= {"", _GAP}
        if is_alike or (odds[row.start] >= _LIKELY and (above[up] or below[down])):
            corrected[row.start] = "T"
            for at in takewhile(lambda at: chunks[at].before == ":" and corrected[at] == "O", row[1:]):
                corrected[at] = "t"
    return corrected


def _sides(
    lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str], rows: Sequence[range]
) -> Iterator[tuple[str, str]]:
    """What stands above each line and below it: a gap, a field, the same brief words each time, or empty."""
    kinds = [_kind(lines[chunks[row.start].line].text, labels[row.start : row.stop]) for row in rows]
    gaps = [True, *(bool(lines[chunks[row.start].line].gap) for row in rows[1:]), True]
    for at, (up, down) in enumerate(zip(["", *kinds], [*kinds[1:], ""], strict=False)):
        yield _GAP if gaps[at] else up, _GAP if gaps[at + 1] else down


def _kind(text: str, labels: Sequence[str]) -> str:
    field = next((label for label in "SALVD" if 2 * labels.count(label) > len(labels)), "")
    if field or are_people(text):
        return field or "A"
    return _DIGITS.sub("0", text) if len(text) <= _BRIEF else ""


def _mark(line: Line) -> tuple[str, int]:
    return line.marker, line.level


def _may_be_title(chunks: Sequence[Chunk], labels: Sequence[str], row: range) -> bool:
    """Whether a line was read as nothing, and begins with words that are no field, name, day or button."""
    first = chunks[row.start]
    is_free = labels[row.start] == "O" and {*labels[row.start : row.stop]} <= {"O", "L"}
    is_whole = all(chunks[at].before in _WITHIN for at in row[1:])
    is_other_field = is_other(first) or is_furniture(first.text) or bool(field(first.text))
    is_phrase = " " in first.text or (len(row) > 1 and chunks[row[1]].before == ":")
    return is_free and is_whole and is_phrase and not first.text.isupper() and not is_other_field


def _with_whole_titles(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with all words of a title that is a link, or that its name stands before, and with its first words.

    Only where few of the titles have something before them in their line is that a part of them.
    """
    corrected = list(labels)
    headed = []
    rows = (row for row in rows_of(chunks) if "T" in labels[row.start : row.stop])
    titled = [(row, row.start + labels[row.start : row.stop].index("T")) for row in rows]
    for row, at in titled:
        title, head = chunks[at], chunks[row.start : at]
        if not head:
            continue
        rest = [after for after in row[at + 1 - row.start :] if labels[after] != "t"]
        if field(head[-1].text) == "title" and all(_is_plain(chunks[after], labels[after]) for after in rest):
            corrected[at + 1 : row.stop] = "t" * (row.stop - at - 1)
        is_linked = bool(title.url) and all(chunk.url == title.url for chunk in head)
        is_free = {*labels[row.start : at]} <= ({"O", "A"} if is_linked else {"O"})
        is_head = all(chunk.url == title.url and not field(chunk.text) for chunk in head)
        is_head = is_head and (is_linked or "①" <= head[0].text[0] <= "⑳" or not any(map(is_other, head)))
        is_joined = is_linked or title.before == "(" or head[-1].text[-1] in ":：?!"
        if is_free and is_head and is_joined and any(_WORD.search(chunk.text) for chunk in head):
            headed.append(range(row.start, at + 1))
    for words in headed if len(headed) <= max(1, _EXCEPTIONS * len(titled)) else ():
        corrected[words.start : words.stop] = ["T", *"t" * (len(words) - 1)]
    return corrected


def _is_plain(chunk: Chunk, label: str) -> bool:
    return label == "O" and not chunk.url and not field(chunk.text)
