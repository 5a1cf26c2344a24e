"""What the head of a Markdown table amid other text says of the cells below it.

| Title | Authors | Key idea |
| --- | --- | --- |
| Slow Clocks | Ann Lee | Clocks that wait. |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from sitegen.ingest.plaintext.chunks import Chunk, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.sources.columns import column

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_LABELS = {"authors": "A", "abstract": "S", "venue": "V", "published": "P", "votes": "N"}
_OF_PAPERS = frozenset("TtAS")


def _cells(text: Text) -> None:
    """The cells of a table that has columns of titles and something else are what the names of its columns say."""
    names: list[str] = []
    for row in rows_of(text.chunks):
        at = row[0].line
        line, below = text.lines[at].text, text.lines[at + 1].text if at + 1 < len(text.lines) else ""
        if "|" in line and _RULE.fullmatch(below):
            names = [column(cell)[0] for cell in _BAR.split(line)]
        elif "|" not in line:
            # a cell over all columns is a line without bars
            names = [] if text.lines[at].gap else names
        elif "title" in names and len({*names} - {""}) > 1 and not _RULE.fullmatch(line):
            bars = [bar.start() for bar in _BAR.finditer(line)]
            cells = [(bisect_left(bars, chunk.start), chunk) for chunk in row]
            for number, cell in groupby(cells, itemgetter(0)):
                name = names[number] if number < len(names) else ""
                # sentences of another column are abstracts where no column is called so
                kept = "" if name or "abstract" in names else "S"
                _label([chunk for _, chunk in cell], name, kept)


def _label(cell: Sequence[Chunk], name: str, kept: str) -> None:
    """Label a cell by the name of its column, but for a label that is kept.

    Where a title in it is known, it may have sentences beside it.
    """
    known = {chunk.label for chunk in cell}
    for chunk in cell:
        if name == "title":
            chunk.label = chunk.label if "T" in known else "T" if chunk is cell[0] else "t"
        elif name in _LABELS or (chunk.label in _OF_PAPERS and chunk.label != kept):
            chunk.label = _LABELS.get(name, "O")


RULES = (_cells,)
