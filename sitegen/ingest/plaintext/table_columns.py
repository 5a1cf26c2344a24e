"""What the head of a Markdown table amid other text says of the cells below it.

| Title | Authors | Key idea |
| --- | --- | --- |
| Slow Clocks | Ann Lee | Clocks that wait. |
"""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.chunks import rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.sources.columns import column

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_LABELS = {"title": "T", "authors": "A", "abstract": "S", "venue": "V", "published": "P"}
_OF_PAPERS = frozenset("TtAS")


def _cells(text: Text) -> None:
    """The cells of a table that has a column of titles are what the names of its columns say."""
    names: list[str] = []
    for row in rows_of(text.chunks):
        at = row[0].line
        line, below = text.lines[at].text, text.lines[at + 1].text if at + 1 < len(text.lines) else ""
        if "|" in line and _RULE.fullmatch(below):
            names = [column(cell)[0] for cell in _BAR.split(line)]
        elif "|" not in line:
            names = []
        elif "title" in names and not _RULE.fullmatch(line):
            cells = [len(_BAR.findall(line, 0, chunk.start)) for chunk in row]
            for before, chunk, cell in zip([-1, *cells], row, cells, strict=False):
                chunk.label = _in_column(names[cell] if cell < len(names) else "", chunk.label, cell == before)


def _in_column(name: str, label: str, goes_on: bool) -> str:
    """The label of a chunk in a column; that of the labeller where its name says nothing against it."""
    if name == "title":
        return "t" if goes_on else "T"
    named = _LABELS.get(name, "")
    return named or ("O" if label in _OF_PAPERS else label)


RULES = (_cells,)
