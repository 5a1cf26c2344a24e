"""Tables that people copy: CSV and TSV of spreadsheets, search engines and reference managers; Markdown and HTML.

The first line of which several cells name something of a paper (`columns.toml`) is the head, whatever stands above it;
columns may have any order. Cells may hold line breaks between quotation marks, links of Markdown, and spreadsheets'
`=HYPERLINK(…)`. A day on a line of its own above rows is the day of their list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Options
from sitegen.ingest.read import html, html_tables
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
_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_TAB = re.compile(r"\[(\d{4}\.\d{4,5})(?:v\d+)?\]\s+|Paper page - ")
_SITE = re.compile(
    r"\s+[|·–—-]\s+(?:OpenReview|arXiv(?:\.org)?|alphaXiv|ACL Anthology|Hugging Face|Semantic Scholar|"
    r"Papers With Code)$"
)
_EMPTY = re.compile(r"-+|–|—|n/?a|null|none|nan|#\w+[!?/]\w*[!?]?", re.IGNORECASE)
_FEWEST_WORDS = 4
"""Of a title that stands alone in its row."""


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
    following = next((line for line in lines if line.strip()), sign * width)
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
        day = _last_day([line for _, line in lines[: head.number]], options)
        is_marked = head.sign == "|"
        rows = _marked_rows(body, head, day, options) if is_marked else _rows(body, head, day, path, report)
        return record.collect(_with_days(list(_papers(rows, head, options))), records.read_row, path, report, options)


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text with their numbers; of a page the rows of its tables."""
    if html.is_html(text[:20_000]) and (rows := html_tables.rows(text)):
        return rows
    return list(enumerate(text.split("\n"), 1))


def _rows(lines: Sequence[tuple[int, str]], head: Head, day: Date, path: str, report: Report) -> Iterator[Row]:
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
        yield Row(cells, lines[number][0], day)


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
    """The day that the last of some lines tells, alone or at its end: `Paper club 2 July 2024`."""
    for line in reversed(lines):
        words = line.strip().strip("#*|,;").split()[-12:]
        tails = (" ".join(words[start:]) for start in range(len(words)))
        if day := next(filter(None, (_day(tail, options) for tail in tails)), ""):
            return day
    return ""


def _day(text: str, options: Options) -> Date:
    found = dates.find(text)
    return dates.resolve(found, options.date_hint)[0] if found else ""


def _papers(rows: Iterable[Row], head: Head, options: Options) -> Iterator[JsonFields]:
    """The rows that are papers, each with the day that stands in its row, or above it."""
    day = ""
    for row in rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1 and len(head.names) > 2:
            # a heading over all columns
            text = _plain(filled[0])[0]
            day = _day(text, options) or day
            if _day(text, options) or len(text.split()) < _FEWEST_WORDS:
                continue
        paper = _record(row, head, options)
        if not filled or _is_summary(paper):
            continue
        day = str(paper.pop("listed", "")) or day or row.day
        yield JsonFields(paper, row.line, day)


def _is_summary(paper: Mapping[str, object]) -> bool:
    """Whether a row is no paper but, say, the sum of a column."""
    told = any(paper.get(field) for field in ("authors", "abstract", "url", "doi", "arxiv", "venue"))
    return not told and len(str(paper.get("title", "x y")).split()) < 2


def _with_days(papers: list[JsonFields]) -> list[JsonFields]:
    """The papers with the days of their lists, where a column of dates means those: merged cells, or all the same."""
    days = [str(paper.value.get("published", "")) for paper in papers]
    if any(paper.day for paper in papers) or len(papers) < 2 or len(days[0]) != 10:
        return papers
    is_merged = "" in days and len(set(days)) > 1
    if not is_merged and len(set(days)) > 1:
        return papers
    day = ""
    for paper, own in zip(papers, days, strict=True):
        day = own or day
        paper.day = day
        if is_merged:
            paper.value.pop("published", None)
    return papers


def _record(row: Row, head: Head, options: Options) -> dict[str, Any]:
    """A row by the fields of a paper: of several columns of one the first in `columns.toml`, but all addresses."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    addresses: dict[str, list[str]] = {}
    for name, field, cell in zip(head.names, head.fields, row.cells, strict=False):
        text, linked = _plain(cell)
        if field in records.ADDRESSES:
            addresses.setdefault(field, []).extend(linked or text.split())
        else:
            addresses.setdefault("url", []).extend(linked)
        if field and text and not _EMPTY.fullmatch(text):
            ranked.setdefault(field, []).append((records.rank(field, name), text))
    paper: dict[str, Any] = {field: min(values)[1] for field, values in ranked.items()} | addresses
    if "title" in paper:
        paper["title"], arxiv = _without_tab(" ".join(paper["title"].split()))
        paper.setdefault("arxiv", arxiv)
    for field in ("published", "listed"):
        if field in paper:
            paper[field] = _day(paper[field], options) or paper[field]
    return paper


def _without_tab(title: str) -> tuple[str, str]:
    """A title without what a browser's tab has around it, and the arXiv id in it.

    >>> _without_tab("[2502.05795] The Curse of Depth"), _without_tab("The Curse of Depth | OpenReview")
    (('The Curse of Depth', '2502.05795'), ('The Curse of Depth', ''))
    """
    found = _TAB.match(title)
    title = title[found.end() :] if found else title
    return _SITE.sub("", title), (found[1] or "") if found else ""


def _plain(cell: str) -> tuple[str, list[str]]:
    """The text of a cell, and the addresses that it is linked to or that stand on lines of their own in it."""
    cell = _FORMULA.sub(r"[\2](\1)", cell).replace("\\|", "|").strip()
    addresses = [found[2] for found in _LINK.finditer(cell)]
    text = _MARKS.sub(lambda mark: "\n" if mark[0].startswith("<") else "", _LINK.sub(r"\1", cell)).strip()
    lines = text.split("\n")
    if len(lines) > 1:
        addresses += [line.strip() for line in lines if _ADDRESS.fullmatch(line)]
        text = "\n".join(line for line in lines if not _ADDRESS.fullmatch(line)).strip()
    return text, addresses
