"""Labels by the place of a line in its entry, in lists whose entries all have the same lines.

Pages and programs write every entry alike: two lines below each `Share` stands a title, the third line of each
paragraph is a summary. What is so in most entries is so in those where it looks like something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines import Line
from sitegen.ingest.plaintext.regular_lists import is_other, labels_of, rows_of, size_of
from sitegen.ingest.plaintext.words import field

_FEWEST = 3
_SHARE = 0.65
_FARTHEST = 6
"""Lines behind a mark that are counted from it."""
_SENTENCE, _LONGEST_TITLE = 50, 250
"""Characters."""
_SHORTEST_TITLE = 4
"""Words."""

Place = tuple[str, int]
"""The words of the mark above a line, empty for a blank line, and how many lines below it that is."""


def with_regular_places(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with titles and sentences where most entries of the list have them."""
    corrected = list(labels)
    rows = [*rows_of(chunks), range(len(chunks), len(chunks))]
    for (mark, steps), members in _places(lines, chunks, rows[:-1]).items():
        label, count = Counter(corrected[rows[at].start] for at in members).most_common(1)[0]
        if label not in "TS" or count < _FEWEST or count < _SHARE * len(members):
            continue
        usual = [rows[at] for at in members if corrected[rows[at].start] == label]
        behind = _usually_behind(usual, corrected)
        is_alone = all("S" not in (*corrected[row.stop : row.stop + 1], corrected[row.start - 1]) for row in usual)
        for at, after in zip(members, [*members[1:], len(rows) - 1], strict=True):
            row = rows[at]
            found = set(labels_of(corrected, row))
            entry = range(row.start, rows[after].start)
            above = range(rows[max(0, at - steps)].start, row.start)
            has_title = bool(set(labels_of(corrected, entry)) & set("TJ"))
            is_below = "T" in labels_of(corrected, above)
            if label == "T" and mark and not has_title and _may_be_title(chunks, row, found):
                size = max(1, len(row) - behind)
                corrected[row.start : row.start + size] = "T" + "t" * (size - 1)
            if label == "S" and is_alone and is_below and found <= set("OTt") and _is_sentence(chunks, row):
                corrected[row.start : row.stop] = "S" * len(row)
    return corrected


def _places(lines: Sequence[Line], chunks: Sequence[Chunk], rows: Sequence[range]) -> dict[Place, list[int]]:
    """The rows at each place."""
    often = Counter(lines[chunks[row.start].line].text for row in rows)
    places: dict[Place, list[int]] = defaultdict(list)
    mark, steps = "", _FARTHEST
    for at, row in enumerate(rows):
        line = lines[chunks[row.start].line]
        if often[line.text] >= _FEWEST:
            mark, steps = line.text, 0
            continue
        mark, steps = ("", 1) if line.gap else (mark, steps + 1)
        if steps <= _FARTHEST:
            places[mark, steps].append(at)
    return places


def _may_be_title(chunks: Sequence[Chunk], row: range, found: set[str]) -> bool:
    text = " ".join(chunks[at].text for at in row)
    is_phrase = len(text) <= _LONGEST_TITLE and len(text.split()) >= _SHORTEST_TITLE
    first = chunks[row.start]
    return is_phrase and found <= set("OtSVG") and not is_other(first) and not field(first.text)


def _is_sentence(chunks: Sequence[Chunk], row: range) -> bool:
    return size_of(chunks, row) >= _SENTENCE and not any(chunks[at].url or field(chunks[at].text) for at in row)


def _usually_behind(rows: Sequence[range], labels: Sequence[str]) -> int:
    """How many chunks mostly stand behind a title in its row."""
    behind = Counter(sum(label not in "Tt" for label in labels_of(labels, row)) for row in rows)
    return behind.most_common(1)[0][0]
