"""Tables that people copy: CSV and TSV of spreadsheets, search engines and reference managers; Markdown and HTML.

The first line of which several cells name something of a paper (`columns.toml`) is the head, whatever stands above it;
columns may have any order. Cells may hold line breaks between quotation marks, links of Markdown, and spreadsheets'
`=HYPERLINK(…)`. A day on a line of its own above rows is the day of their list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Options
from sitegen.ingest.read import html
from sitegen.ingest.read import tables as html_tables
from sitegen.ingest.sources import records
from sitegen.model import Date, Digest
from sitegen.text import dates

_HEAD_LINES = 30
"""Lines above which no head of a table is looked for."""
_LONGEST_HEAD = 4_000
_COPIED = re.compile(
    r"(?:<meta\b[^<>]*+>|<google-sheets[^<>]*+>|<style\b[^<]*+</style>|<html\b[^<>]*schemas-microsoft[^<>]*+>|\s++)*+<table"
)
_MOST_LINES = 500
"""Lines of a cell; more are a sign that it is not closed."""
_SIGNS = "\t,;|"
_LINK = re.compile(
    r"!?\[((?:[^\[\]\n]|\[[^\[\]\n]*\]){0,1000})\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?[^()\n]{0,200}\)"
)
_FORMULA = re.compile(r"=HYPERLINK\(\s*\"([^\"]*)\"\s*[,;]\s*\"([^\"]*)\"\s*\)", re.IGNORECASE)
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_MARKS = re.compile(r"\*\*|__|`|<br\s*/?>", re.IGNORECASE)
_LINKED = frozenset({"url", "pdf", "code", "project", "data", "model"})


class Head(Struct, frozen=True):
    """The line that names the columns."""

    number: int
    """Its place among the lines, from 0."""
    sign: str
    """What parts its cells."""
    names: tuple[str, ...]
    """As written."""
    fields: tuple[str, ...]
    """What each column holds of a paper; empty for anything else."""


class Row(Struct, frozen=True):
    """The cells of a row, the line where it starts, and the day of its list."""

    cells: Sequence[str]
    line: int
    day: Date = ""


def head_of(lines: Sequence[str]) -> Head | None:
    """The head of the first table in a text; None where no line is one."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if len(line) > _LONGEST_HEAD:
            return None
        for sign in _SIGNS:
            names = _cells(line, sign)
            fields = tuple(map(records.field_of, names))
            known = set(filter(None, fields))
            is_head = len(names) > 1 and len(known) >= min(2, len(names)) and 2 * len(known) >= len(names) ** 0.5
            if is_head and all(len(name) <= 60 for name in names) and _has_rows(lines[number + 1 :], sign, len(names)):
                return Head(number, sign, names, fields)
    return None


def _has_rows(lines: Sequence[str], sign: str, width: int) -> bool:
    """Whether what follows a head is made of cells too."""
    following = next((line for line in lines if line.strip()), "")
    return following.count(sign) >= (1 if sign != "," else min(width - 1, 2)) or following.lstrip().startswith('"')


def _cells(line: str, sign: str) -> tuple[str, ...]:
    if sign == "|":
        line = line.strip().strip("|")
    try:
        row = next(csv.reader([line], delimiter=sign, skipinitialspace=True), [])
    except csv.Error:
        return ()
    return tuple(_MARKS.sub("", name).strip().lstrip("\ufeff") for name in row)


class Table(Struct, frozen=True):
    """The parser of tables."""

    def sniff(self, head: str) -> bool:
        is_page = html.is_html(head)
        if is_page and not _COPIED.match(head.lstrip()):
            return False
        lines = [line for _, line in _lines(head) if line.strip()]
        found = head_of(lines)
        if found is None or found.sign != "|":
            return found is not None
        # a digest in Markdown may have a table among other things
        is_digest = any(line.startswith("#") for line in lines) or sum("|" in line for line in lines) < 0.8 * len(lines)
        return "title" in found.fields and not is_digest

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        lines = _lines(text)
        head = head_of([line for _, line in lines[:_HEAD_LINES]])
        if head is None:
            return Digest()
        line, body = lines[head.number][0], lines[head.number + 1 :]
        if "title" not in head.fields:
            seen = ", ".join(filter(None, head.names))
            what = f"no column of this table is named as a title; its columns are: {seen[:300]}"
            hint = "name the column of the titles 'title'"
            report.error("no-title-column", what, Location(path, line), hint=hint)
            return Digest()
        if head.sign == "|":
            day = _last_day([line for _, line in lines[: head.number]], options)
            found = _marked_rows(body, head, day, options)
        else:
            found = _rows(body, head, path, report)
        papers = (_fields(row, head) for row in found if any(map(str.strip, row.cells)))
        return record.collect(papers, records.read, path, report, options)


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text with their numbers; of a page the rows of its tables."""
    if html.is_html(text[:20_000]) and (rows := html_tables.rows(text)):
        return rows
    return list(enumerate(text.split("\n"), 1))


def _rows(lines: Sequence[tuple[int, str]], head: Head, path: str, report: Report) -> Iterator[Row]:
    """The rows of CSV, whose cells may go over several lines."""
    # a cell may hold a long abstract
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader((f"{line}\n" for _, line in lines), delimiter=head.sign)
    start = 0
    for cells in reader:
        number, start = start, reader.line_num
        if start - number > _MOST_LINES:
            what = "a quotation mark is opened here and not closed for very many lines"
            report.error("broken-table", what, Location(path, lines[number][0]))
        yield Row(cells, lines[number][0])


def _marked_rows(lines: Sequence[tuple[int, str]], head: Head, day: Date, options: Options) -> Iterator[Row]:
    """The rows of Markdown's tables with the same columns, each with the day on the last line of its own above it."""
    is_ours = True
    for (number, line), (_, following) in zip(lines, [*lines[1:], (0, "")], strict=True):
        if "|" not in line:
            day = _last_day([line], options) or day
        elif _RULE.fullmatch(following) and not _RULE.fullmatch(line):
            # another table, which may be of something else
            is_ours = tuple(map(records.field_of, _cells(line, "|"))) == head.fields
        elif is_ours and not _RULE.fullmatch(line):
            yield Row(re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")), number, day)


def _last_day(lines: Sequence[str], options: Options) -> Date:
    days = (dates.resolve(found, options.date_hint)[0] for line in lines if (found := dates.find(line)))
    return next(filter(None, reversed(list(days))), "")


def _fields(row: Row, head: Head) -> JsonFields:
    """A row as a record: texts by the names of their columns, and the addresses in them."""
    record_of: dict[str, object] = {}
    addresses: list[str] = []
    for name, field, cell in zip(head.names, head.fields, row.cells, strict=False):
        text, linked = _plain(cell)
        # the words of a link are no address
        record_of[name] = linked if field in _LINKED and linked else text
        addresses += linked if field not in _LINKED else []
    if addresses:
        record_of.setdefault("url", [])
        urls = record_of["url"]
        record_of["url"] = [*(urls if isinstance(urls, list) else [urls]), *addresses]
    return JsonFields(record_of, row.line, row.day)


def _plain(cell: str) -> tuple[str, list[str]]:
    """The text of a cell and the addresses that it is linked to."""
    cell = _FORMULA.sub(r"[\2](\1)", cell).replace("\\|", "|").strip()
    addresses = [found[2] for found in _LINK.finditer(cell)]
    text = _MARKS.sub(lambda mark: " " if mark[0].startswith("<") else "", _LINK.sub(r"\1", cell)).strip()
    return text, addresses
