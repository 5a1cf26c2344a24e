"""The heads of tables: which line names the columns, and what parts its cells.

>>> head = head_of(["My papers", "Title;Author(s)", "Slow Clocks;Ann Lee"])
>>> head.start, head.sign, head.names
(1, ';', ('Title', 'Author(s)'))
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from sitegen.ingest.sources.cells import MARKS
from sitegen.ingest.sources.columns import column
from sitegen.ingest.sources.doubtful_rows import LONGEST_NAME
from sitegen.ingest.values import vocabulary

_OF_OTHERS = frozenset({"kind", "created", "volume", "issue", "pages", "publisher"})
"""Fields that columns of other tables hold as well."""
HEAD_LINES = 30
"""Lines below which no head of a table is looked for."""
_LONGEST_HEAD = 4_000
_NO_NAME = re.compile(r"://|[“”]|(?:^|\s)[^\W\d_]\.\s|\s[^\W\d_]\.$|\w{8,}\.$")
"""Cells of a row, or parts of a reference that its commas part: `Lee, A., “Slow Clocks”, preprint, arXiv`."""
_ASIDE = re.compile(r"\([^()]*\)")
"""`Link (arXiv o. Ä.)` is a name."""
_HEADINGS = frozenset(vocabulary.words("heading"))
_SHORTEST_TITLE, _LONGEST_TITLE, _SIGNS = 3, 300, "\t,;|"


class Head(Struct, frozen=True):
    """The row that names the columns."""

    start: int
    """Its place among the lines, from 0."""
    end: int
    """Of the line behind it."""
    sign: str
    """What parts its cells."""
    names: tuple[str, ...]
    """As written."""


def head_of(lines: Sequence[str]) -> Head | None:
    """The head of the first table in a text; None where no line is one."""
    for start, line in enumerate(lines[:HEAD_LINES]):
        if len(line) > _LONGEST_HEAD:
            return None
        end = _row_end(lines, start)
        for sign in _SIGNS:
            names = _names_of("\n".join(lines[start:end]), sign)
            if is_head(names) and _has_rows(lines[end:], sign, len(names)):
                return Head(start, end, sign, names)
    return _lone_column(lines)


def _lone_column(lines: Sequence[str]) -> Head | None:
    """The head of a table of nothing but titles, a line each."""
    start, *rest = [number for number, line in enumerate(lines) if line.strip()] or [0]
    names, titles = _names_of(lines[start], "\t") if lines else (), [lines[number].strip() for number in rest]
    are_brief = all(_SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE and not column(title)[0] for title in titles)
    are_titles = are_brief and not any("\t" in title or "://" in title for title in titles)
    return Head(start, start + 1, "\t", names) if is_lone_title(names) and are_titles else None


def _row_end(lines: Sequence[str], start: int) -> int:
    """Where a row ends that may have line breaks between quotation marks."""
    quotes = 0
    for end, line in enumerate(lines[start : start + HEAD_LINES], start + 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return end
    return start + 1


def _names_of(text: str, sign: str) -> tuple[str, ...]:
    """The cells of a row, as names."""
    if sign == "|":
        text = text.strip().strip("|")
    try:
        row = next(csv.reader(text.splitlines(keepends=True), delimiter=sign, skipinitialspace=True), [])
    except csv.Error:
        return ()
    return tuple(" ".join(MARKS.sub("", name).split()).lstrip("\ufeff") for name in row)


def is_head(names: Sequence[str]) -> bool:
    """Whether cells are names of columns, enough of which are known."""
    known = {field for name in names if len(name) <= LONGEST_NAME and (field := column(name)[0])} - _OF_OTHERS
    are_names = all(len(name) <= LONGEST_NAME and not _NO_NAME.search(_ASIDE.sub("", name)) for name in names)
    return are_names and len(names) > 1 and len(known) >= 2


def is_lone_title(names: Sequence[str]) -> bool:
    """Whether a head names the titles and nothing else, with a word that is no heading of a list: `Title`."""
    return len(names) == 1 and column(names[0])[0] == "title" and names[0].casefold() not in _HEADINGS


def _has_rows(lines: Sequence[str], sign: str, width: int) -> bool:
    """Whether what follows a head is made of cells too."""
    following = [line for line in islice(lines, HEAD_LINES) if line.strip()]
    first = "\n".join(following[: _row_end(following, 0)])
    fewest = 1 if sign != "," else min(width - 1, 2)
    beginnings = [first, *following[:3]] if following else [sign * width]
    return any(line.count(sign) >= fewest or line.lstrip().startswith('"') for line in beginnings)
