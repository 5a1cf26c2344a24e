"""Cells of a table among other things, which are what the head of their column says: `| Title | Authors | Why |`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.named_fields import LABELS, may_be
from sitegen.ingest.sources.columns import column

_CELL_END = re.compile(r"(?<!\\)\||\t")
"""What parts the cells of a row."""


def named_columns(text: Text) -> None:
    """Each cell is what its column is called; one that is called otherwise tells nothing, and neither does the head."""
    fields: list[str] = []
    for row in rows_of(text.chunks):
        line = text.lines[row[0].line].text
        names = [column(cell.strip(" \t*_"))[0] for cell in _CELL_END.split(line)]
        if len(names) == 1:
            fields = []
        elif "title" in names and len({*names} - {"", "kind"}) > 1:
            fields = names
            relabel(row, labels_of(row), "O")
        elif len(names) == len(fields):
            cells: list[list[Chunk]] = [[] for _ in fields]
            for chunk in row:
                cells[len(_CELL_END.findall(line, 0, chunk.start))].append(chunk)
            has_abstract = "abstract" in fields
            for cell, name in zip(cells, fields, strict=True):
                if name != "title":
                    _label_cell(cell, LABELS.get(name, ""), has_abstract)
            title = cells[fields.index("title")]
            if title and "T" not in labels_of(row) and "A" in labels_of(row):
                title[0].label = "T"
                relabel(title[1:], "AS", "t")


def _label_cell(cell: Sequence[Chunk], label: str, has_abstract: bool) -> None:
    """Label a cell beside a title as its column says if it may be that, and otherwise as nothing of the paper.

    `has_abstract` tells whether another column has the sentences.
    """
    if cell and label and may_be(cell, label):
        relabel(cell, "TtASGOV", label)
    else:
        relabel(cell, "".join({*"TtA", *("S" * has_abstract)} - {label}), "O")
