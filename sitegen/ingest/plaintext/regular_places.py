"""Titles by where they stand in the entries of a list: near a number, above an abstract, above points.

Results of searches are counted in lines of their own, `1` above or `#1` below a title. What a reader of feeds shows has
its title, the feed and the people above each abstract.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.labels import clear, labels_of, rows_of, set_title
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.people import INVERTED, are_people
from sitegen.ingest.plaintext.words import field, is_date

_NUMBER = re.compile(r"#?(\d{1,3})\.?")
_FEWEST, _HALF = 3, 0.5
"""Counted entries, and the share of numbers in lines of their own that count them."""
_MOSTLY, _SEEN, _NEARLY = 0.6, 0.15, 0.8
"""The share of titles in the same place, of entries that have one there, and of entries with a line that may be one."""
_OFFSETS = (-2, -1, 1, 2, 3, 4)
"""Lines from a number to the title."""
_BESIDE_NAMES = re.compile(r"\([^()]*\)|;? and \d+ more$")
_WORDS, _LONGEST = 3, 250
"""Of titles: words in the mean, and characters."""
_ABSTRACT, _ABOVE, _LACKING = 90, 6, 0.3
"""Characters of an abstract at least, lines from it up to its title, and the share of abstracts that have none."""


def with_titles_of_counted(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the titles of all counted entries, and the names below them, where those of most are."""
    rows = list(rows_of(chunks))
    numbers = _numbers(rows, chunks)
    corrected = list(labels)
    if len(numbers) < _FEWEST:
        return corrected
    last = len(rows) - 1
    entries = range(rows[max(numbers[0] + _OFFSETS[0], 0)].start, rows[min(numbers[-1] + _OFFSETS[-1], last)].stop)
    titled = {offset: [rows[at + offset] for at in numbers if 0 <= at + offset <= last] for offset in _OFFSETS}
    counts = {offset: sum(labels[row.start] == "T" for row in titled[offset]) for offset in _OFFSETS}
    # a title is as far below one number as above the next
    offset = max(_OFFSETS, key=lambda at: (counts[at], sum(_may_be_title(row, chunks) for row in titled[at]), at))
    count = counts[offset]
    chosen = titled[offset]
    is_usual = count >= max(_MOSTLY * labels_of(labels, entries).count("T"), _SEEN * len(numbers), 1)
    may_be = [row for row in chosen if _may_be_title(row, chunks)]
    is_usual = is_usual and len(chosen) == len(numbers) and len(may_be) >= _NEARLY * len(numbers)
    if not is_usual or not _may_be_titles(may_be, chunks):
        return corrected
    ends = [row.start for row in chosen[1:]] + [entries.stop]
    for at, row, end in zip(numbers, chosen, ends, strict=True):
        below = rows[min(at + max(offset, 0) + 1, last)]
        clear(corrected, rows[at], "A")
        if row in may_be and _are_names(_text(below, chunks)):
            if labels[row.start] != "T":
                clear(corrected, range(row.stop, end), "Tt")
                set_title(corrected, row)
            if labels[below.start] == "O":
                corrected[below.start : below.stop] = "A" * len(below)
    return corrected


def with_titles_above_abstracts(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with titles above all abstracts, where many have none and all of them may have it in one place."""
    rows = list(rows_of(chunks))
    corrected = list(labels)
    sizes = [sum(len(chunks[at].text) for at in row if labels[at] == "S") for row in rows]
    starts = [at for at, (above, size) in enumerate(pairwise([0, *sizes])) if size >= _ABSTRACT and not above]
    above = [range(last + 1, at) for last, at in pairwise([-1, *starts])]
    # a title may stand in the line of its abstract
    lacking = sum(not any("T" in labels_of(labels, rows[at]) for at in (*places, places.stop)) for places in above)
    if len(starts) < _FEWEST or lacking < _LACKING * len(starts):
        return corrected
    counts = {}
    for offset in range(1, _ABOVE + 1):
        chosen = [rows[places[-offset]] for places in above if len(places) >= offset]
        is_read = any("S" in labels_of(labels, row) for row in chosen)
        if len(chosen) == len(starts) and not is_read and _may_be_titles(chosen, chunks):
            counts[offset] = sum(labels[row.start] == "T" for row in chosen)
    best = [offset for offset, count in counts.items() if count == max(counts.values())]
    for places in above if len(best) == 1 else ():
        row = rows[places[-best[0]]]
        for at in places[-_ABOVE:]:
            clear(corrected, rows[at], "Tt")
        set_title(corrected, row)
    if len(best) == 1:
        _add_names_above(corrected, chunks, [rows[max(places[-best[0]] - 1, 0)] for places in above])
    return corrected


def without_titles_of_points(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no title in the points below a title and its authors, as slides have them."""
    corrected = list(labels)
    points: list[range] = []
    slides, is_below = 0, False
    for above, row in pairwise([range(0), *rows_of(chunks)]):
        line = lines[chunks[row.start].line]
        if line.gap or not line.marker:
            is_names = labels[row.start] == "A" and not line.gap
            is_below = is_names and bool(above) and labels[above.start] in "Tt" and not _is_marked(lines, chunks, above)
            slides += is_below
        elif is_below and line.marker == "-" and labels[row.start] == "T":
            points.append(row)
    for row in points if slides >= max(_FEWEST, len(points)) else ():
        clear(corrected, row, "Tt")
    return corrected


def _is_marked(lines: Sequence[Line], chunks: Sequence[Chunk], row: range) -> bool:
    return bool(lines[chunks[row.start].line].marker)


def _add_names_above(labels: list[str], chunks: Sequence[Chunk], above: Sequence[range]) -> None:
    """Takes names above titles for those of authors, where nearly all have some there."""
    named = [row for row in above if set(labels_of(labels, row)) <= {"O", "A"} and _are_names(_text(row, chunks))]
    for row in named if len(named) > _MOSTLY * len(above) else ():
        labels[row.start : row.stop] = "A" * len(row)


def _numbers(rows: Sequence[range], chunks: Sequence[Chunk]) -> list[int]:
    """The lines with the numbers of entries, from 1 on."""
    marks = [(at, _NUMBER.fullmatch(chunks[row.start].text)) for at, row in enumerate(rows) if len(row) == 1]
    ordinals = [(at, int(mark[1])) for at, mark in marks if mark]
    numbers: list[int] = []
    for at, ordinal in ordinals:
        if ordinal == len(numbers) + 1:
            numbers.append(at)
    return numbers if len(numbers) >= _HALF * len(ordinals) else []


def _may_be_titles(rows: Sequence[range], chunks: Sequence[Chunk]) -> bool:
    texts = [_text(row, chunks) for row in rows]
    size = sum(len(text.split()) for text in texts)
    return all(_may_be_title(row, chunks) for row in rows) and len(set(texts)) == len(texts) <= size / _WORDS


def _may_be_title(row: range, chunks: Sequence[Chunk]) -> bool:
    text, first = _text(row, chunks), chunks[row.start]
    is_other = is_date(text) or _are_names(text) or bool(_NUMBER.fullmatch(text)) or len(text) > _LONGEST
    return not (is_other or first.url or field(first.text))


def _are_names(text: str) -> bool:
    names = _BESIDE_NAMES.sub("", text).strip(" ;,")
    return are_people(names) or bool(INVERTED.fullmatch(names))


def _text(row: range, chunks: Sequence[Chunk]) -> str:
    return " ".join(chunk.text for chunk in chunks[row.start : row.stop])
