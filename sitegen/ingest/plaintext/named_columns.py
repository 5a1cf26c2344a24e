"""Cells of a table among other things, which are what the head of their column says: `| Title | Authors | Why |`.

Without a head a column of years and one of family names tell that the rows are of papers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.named_fields import LABELS, may_be
from sitegen.ingest.plaintext.words import common_share, words
from sitegen.ingest.sources.columns import column

_CELL_END = re.compile(r"(?<!\\)\||\t")
"""What parts the cells of a row."""
_FAMILY = r"[^\W\d_a-z][\w'’-]*[^\W\d_A-Z]"
_FAMILIES = re.compile(rf"{_FAMILY}(?:(?:/|,? & |,? and |, ){_FAMILY})*(?: et al\.?|\+)?")
"""Family names alone."""
_SEVERAL = re.compile(r"/|&| and | et al|\+")
_YEAR = re.compile(r"\W*(?:19|20)[\d?]{2}\W*")
_FIELDS = 0.5
"""The share of words of abstracts, from which on cells are names of fields."""
_NARROW, _FEWEST, _SHARE, _FEWEST_WORDS = 2, 2, 0.3, 3
"""Cells of rows that are too few for a table; titles of a table, also as a share of its rows; and words of a title."""
_DATES = frozenset({"published", "listed"})


def columns_of(line: str) -> list[str]:
    """What the cells of a line are if they are names of columns; empty for those that are none, and for a lone one."""
    cells = _CELL_END.split(line)
    return [column(cell.strip(" \t*_"))[0] for cell in cells] if len(cells) > 1 else [""]


def is_schedule(columns: Sequence[str]) -> bool:
    """Whether a table says who presents each paper, so that its dates are days on which a group meets."""
    return "presenter" in columns and not _DATES.isdisjoint(columns)


def named_columns(text: Text) -> None:
    """Each cell is what its column is called; one that is called otherwise tells nothing, and neither does the head."""
    fields: list[str] = []
    for row in rows_of(text.chunks):
        line = text.lines[row[0].line].text
        names = columns_of(line)
        if len(names) == 1:
            fields = []
        elif "title" in names and len({*names} - {"", "kind"}) > 1:
            fields = names
            relabel(row, labels_of(row), "O")
        elif len(names) == len(fields):
            cells = _cells(row, line)
            has_abstract = "abstract" in fields
            labels = {**LABELS, **dict.fromkeys(_DATES, "D")} if is_schedule(fields) else LABELS
            for cell, name in zip(cells, fields, strict=True):
                if name != "title":
                    _label_cell(cell, labels.get(name, ""), has_abstract)
            title = cells[fields.index("title")]
            is_linked = bool(title) and bool(title[0].url) and " " in title[0].text
            if title and "T" not in labels_of(row) and ("A" in labels_of(row) or is_linked):
                title[0].label = "T"
                relabel(title[1:], "AS", "t")


def barred_columns(text: Text) -> None:
    """Beside years and family names, cells in the column of most titles are titles: `2019 | Lee & Cho | Clocks`."""
    tables: defaultdict[int, list[list[list[Chunk]]]] = defaultdict(list)
    for row in rows_of(text.chunks):
        cells = _cells(row, text.lines[row[0].line].text)
        tables[len(cells)].append(cells)
    for width, rows in tables.items():
        titled = Counter(at for cells in rows for at, cell in enumerate(cells) if "T" in labels_of(cell))
        if width <= _NARROW or titled.total() < max(_FEWEST, _SHARE * len(rows)) or len(titled) > 1:
            continue
        place = next(iter(titled))
        columns = [[cells[at] for cells in rows if cells[at]] for at in range(place)]
        dated = max(
            (sum(_YEAR.fullmatch(_text_of(cell)) is not None for cell in cells) for cells in columns), default=0
        )
        # places, days and fields stand beside names, or in tables without years
        people = {at for cells in rows for at, cell in enumerate(cells) if "A" in labels_of(cell)}
        is_dated = 2 * dated > len(rows)
        named = [_label_names(cells, len(rows)) for at, cells in enumerate(columns) if is_dated and people <= {at}]
        for cells in rows if any(named) else ():
            title = cells[place]
            title_words = " ".join(chunk.text for chunk in title).split()
            if set(labels_of(title)) == {"O"} and len(title_words) >= _FEWEST_WORDS and title_words[0][:1].isupper():
                relabel(title, "O", "t")
                title[0].label = "T"


def _label_names(cells: Sequence[Sequence[Chunk]], rows: int) -> bool:
    """Whether the cells of a column are family names, in most rows, and several in one; makes names of them then.

    Names of fields, `Vision & Language`, are words of abstracts.
    """
    texts = [_text_of(cell) for cell in cells]
    are_families = all(map(_FAMILIES.fullmatch, texts)) and 2 * len(texts) > rows and any(map(_SEVERAL.search, texts))
    are_families = are_families and common_share(words(" ".join(texts).lower())) < _FIELDS
    for cell in cells if are_families else ():
        relabel(cell, "TtOV", "A")
    return are_families


def _text_of(cell: Sequence[Chunk]) -> str:
    return "".join(chunk.text for chunk in cell)


def _cells(row: Sequence[Chunk], line: str) -> list[list[Chunk]]:
    """The chunks of each cell of a row."""
    ends = [mark.end() for mark in _CELL_END.finditer(line)]
    cells: list[list[Chunk]] = [[] for _ in range(len(ends) + 1)]
    for chunk in row:
        cells[bisect_right(ends, chunk.start)].append(chunk)
    return cells


def _label_cell(cell: Sequence[Chunk], label: str, has_abstract: bool) -> None:
    """Label a cell beside a title as its column says if it may be that, and otherwise as nothing of the paper.

    `has_abstract` tells whether another column has the sentences.
    """
    if cell and label and may_be(cell, label):
        relabel(cell, "TtASGOV" + "P" * (label == "D"), label)
    else:
        relabel(cell, "".join({*"TtA", *("S" * has_abstract)} - {label}), "O")
