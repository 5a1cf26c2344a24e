"""Cells of a table among other things, which are what the head of their column says: `| Title | Authors | Why |`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.rules.named_fields import LABELS, may_be
from sitegen.ingest.sources.columns import bare_dates
from sitegen.ingest.sources.columns import columns_of as surest

_CELL_END = re.compile(r"(?<!\\)\||\t")
"""What parts the cells of a row."""
YEARLESS = re.compile(
    r"(?!.*(?:\d{4}|['’]\d\d))(?:[^\d]*[^\W\d_]{3}\.? \d{1,2}\b|[^\d]*\b\d{1,2}\.? [^\W\d_]{3}|\d{1,2}/\d{1,2}$)"
)
"""`Mar 28`, `Feb 12, 19`, `Fri, 28 March`, `4/18`."""
_DATES = frozenset({"published", "listed", "date"})


def columns_of(line: str) -> list[str]:
    """What the cells of a line are if they are names of columns; empty for those that are none, and for a lone one."""
    cells = _CELL_END.split(line)
    columns = surest(cell.strip(" \t*_") for cell in cells) if len(cells) > 1 else []
    return ["date" if (field, rank) in bare_dates() else field for field, rank in columns] or [""]


def is_schedule(columns: Sequence[str], *, like_meetings: bool) -> bool:
    """Whether a table's dates are days on which a group meets.

    It says who presents, or a `Date` is like those of meetings, without a year or all of one weekday.
    """
    return ("presenter" in columns and not _DATES.isdisjoint(columns)) or (like_meetings and "date" in columns)


def named_columns(text: Text) -> None:
    """Each cell is what its column is called; one that is called otherwise tells nothing, and neither does the head."""
    fields: list[str] = []
    first = ""
    for row in rows_of(text.chunks):
        line = text.lines[row[0].line].text
        names = columns_of(line)
        if len(names) > 1 and names[0]:
            first = names[0]
        if len(names) == 1:
            fields = []
        elif "title" in names and len({*names} - {"", "kind", "who"}) > 1:
            fields = names
            relabel(row, labels_of(row), "O")
        elif len(names) == len(fields) and any(map(str.isalnum, line)):
            _name(_cells(row, line), fields)
        elif first == "date" and YEARLESS.match(row[0].text):
            # in a row of which a later cell goes on in the next line
            relabel(row[:1], "O", "D")


def _name(cells: Sequence[Sequence[Chunk]], fields: Sequence[str]) -> None:
    """Labels the cells of a row by the names of their columns."""
    days = (cell[0].text for cell, name in zip(cells, fields, strict=True) if cell and name == "date")
    is_of_list = is_schedule(fields, like_meetings=any(map(YEARLESS.match, days)))
    labels = LABELS | (dict.fromkeys(_DATES, "D") if is_of_list else {"date": "P"})
    # nothing of the paper, but for sentences that no other column has
    others = "TtAS" if "abstract" in fields else "TtA"
    for cell, name in zip(cells, fields, strict=True):
        label = labels.get(name, "")
        if cell and label and may_be(cell[0], label):
            relabel(cell, "TtASGOV" + "P" * (label == "D"), label)
        elif name != "title":
            relabel(cell, others.replace(label, "") if label else others, "O")


def _cells(row: Sequence[Chunk], line: str) -> list[list[Chunk]]:
    """The chunks of each cell of a row."""
    ends = [mark.end() for mark in _CELL_END.finditer(line)]
    cells: list[list[Chunk]] = [[] for _ in range(len(ends) + 1)]
    for chunk in row:
        cells[bisect_right(ends, chunk.start)].append(chunk)
    return cells
