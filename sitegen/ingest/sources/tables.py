"""Tables that people copy: CSV and TSV of spreadsheets, search engines and reference managers; Markdown and HTML.

The first line of which several cells name something of a paper (`columns.toml`) is the head, whatever stands above it;
columns may have any order, and tables with heads of their own may follow. Cells may hold line breaks between quotation
marks, links of Markdown, and spreadsheets' `=HYPERLINK(…)`. A day on a line of its own above rows is the day of their
list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from msgspec import structs

from sitegen.ingest import record
from sitegen.ingest.parser import Source
from sitegen.ingest.read import drawn, html, labelled_links, latex_tables
from sitegen.ingest.sources.columns import column, columns_of, is_day_first, unread
from sitegen.ingest.sources.doubtful_rows import is_other_head
from sitegen.ingest.sources.records import RECORD
from sitegen.ingest.sources.rows import (
    MARKS,
    TITLE,
    Columns,
    Row,
    papers,
    tells_something,
    with_unnamed,
    with_whole_cells,
)
from sitegen.ingest.sources.table_heads import HEAD_LINES, Head, head_of, is_head, is_lone_title, names_of
from sitegen.ingest.values import vocabulary
from sitegen.model import Date, Digest
from sitegen.text import dates, decode

_SHARE_OF_WHOLE, _MOST_OTHERS = 0.2, 0.1
"""The share of lines that have the cells of a row, below which rows are broken, and that of lines that are neither
headings nor rows, above which tables under headings are parts of a digest."""
_OF_PAPERS = {"authors", "venue", "abstract", "arxiv", "doi"}
"""Fields that a table of data sets or tools under another heading has not."""
_MOST_LINES = 500
"""Lines of a cell; more are a sign that it is not closed."""
_HINT = "name the column of the titles 'title'"
_READINGS = re.compile(vocabulary.any_of("readings"), re.I)
_EXPLAINED = re.compile(r"\*\*[^*|]++\*\*\s*+[-–—:]\s+\w")
_ESCAPED = re.compile(r'"[^"\\\n]{0,300}\\"[\s.;:!?)\]\'][^"\n]{1,2000}"[\n,;\t]')
"""A quotation mark behind a backslash, as databases write it; TeX has a letter behind it."""
_SINGLE = re.compile(r"\s*'[^'\n]*'(?:[,;\t]'[^'\n]*')+\s*$", re.MULTILINE)
"""A head between the other quotation marks, as spreadsheets may be told to write them."""
_OTHER_MARKS = str.maketrans("\"'", "'\"")
_SHEET = re.compile(rf"{vocabulary.any_of('sheet')}\s?\d{{0,3}}\s?[:：]", re.I)
"""The name of a sheet above its table."""
_NUMBER_OF_SHEET = re.compile(r"-{4,} \d+ - ")
"""As `xlsx2csv` has it before the name."""
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_QUOTED_CELL = re.compile(r'(?:^|\t)"', re.MULTILINE)
_WIDTHS = re.compile(r"[ \t]*\|(?=[^<]*<)(?:[ \t]*(?:<[lrc]?\d{0,3}>[ \t]*)?\|)+\s*")
"""How wide columns are shown in Org, `| <r> | <40> |`."""


def sniff(head: str) -> bool:
    lines = [line for _, line in _lines(head) if line.strip()]
    table_head = head_of(lines)
    if table_head is None:
        return False
    fields = {field for field, _ in columns_of(table_head.names)} - {""}
    has_titles, others = "title" in fields, sum(table_head.sign not in line for line in lines)
    # who does what also stands in plans whose cells go over lines, and at the end of minutes
    may_be = fields != {"title", "who"} or others <= _MOST_OTHERS * len(lines)
    if not has_titles and any(map(_READINGS.fullmatch, table_head.names)):
        # cells of citations, several of which may stand below each other
        return False
    if table_head.sign != "|":
        # a syllabus may end with a table of its deadlines
        body = lines[table_head.end :]
        are_read = not _are_broken(body, table_head) or bool(_whole_rows(list(enumerate(body)), table_head))
        return may_be and (has_titles or 2 * others <= len(lines)) and are_read
    # a digest in Markdown may have tables among other things, one a week, with sentences behind the titles
    has_headings = sum(line.startswith("#") for line in lines) > 1
    is_digest = (has_headings and not _are_tables(lines)) or any(map(_EXPLAINED.search, lines))
    return has_titles and not is_digest and 2 * others <= len(lines)


def _are_tables(lines: Sequence[str]) -> bool:
    """Whether lines are tables of papers, and hardly anything else but headings."""
    others = sum("|" not in line and not line.startswith("#") for line in lines)
    heads = (names_of(line, "|") for line, rule in pairwise(lines) if _RULE.fullmatch(rule))
    fields = [{column(name)[0] for name in names} for names in heads]
    return others <= _MOST_OTHERS * len(lines) and all("title" in known and known & _OF_PAPERS for known in fields)


def parse(text: str, source: Source) -> Digest:
    """Parse the tables of a text."""
    lines = _lines(decode.normalise(text))
    head = head_of([line for _, line in lines[: 2 * HEAD_LINES]])
    if head is None:
        return Digest()
    day = _last_day([line for _, line in lines[: head.start]], source.date_hint)
    body = _whole_rows(lines[head.end :], head) or lines[head.end :]
    rows = _marked_rows(body, day, source.date_hint) if head.sign == "|" else _rows(body, head, day, source)
    if head.sign == "\t":
        rows = with_whole_cells(rows, head.names)
    if _SINGLE.match(text):
        rows = (structs.replace(row, cells=[cell.translate(_OTHER_MARKS) for cell in row.cells]) for row in rows)
    first = Row(head.names, lines[head.start][0])
    unread_names: dict[str, None] = {}
    of_papers = list(_of_papers([first, *rows], source, unread_names))
    digest = record.collect(papers(of_papers, source), RECORD, source)
    return structs.replace(digest, unread_columns=tuple(unread_names))


def _are_broken(lines: Sequence[str], head: Head) -> bool:
    """Whether the cells of rows go over several lines without quotation marks, as Word copies them."""
    whole = sum(line.count(head.sign) >= len(head.names) - 1 for line in lines)
    end = max((at for at, line in enumerate(lines) if head.sign in line), default=len(lines))
    inner, others = (sum(head.sign not in line for line in part) for part in (lines[:end], lines))
    are_others = whole < _SHARE_OF_WHOLE * len(lines) < others or whole < inner > end / 2
    return head.sign == "\t" and are_others and '"' not in "".join(lines)


def _whole_rows(lines: Sequence[drawn.Numbered], head: Head) -> list[drawn.Numbered]:
    """The lines, of which broken rows are one each, with line breaks in their cells; empty where none is, for sure.

    It is sure where each row has as many cells as the head, but not in its first line; the last may be cut off. Each
    begins with a number or a day, or behind a whole one, if cells have lines of their own.
    """
    have_lines = any(line.strip() and head.sign not in line for _, line in lines)
    rows: list[tuple[int, list[str]]] = []
    missing, end, above = 0, len(lines), ""
    for at, (number, line) in enumerate(lines):
        first, sign, _ = line.partition(head.sign)
        is_numbered = bool(first.strip(" .").isdecimal() or dates.find(first))
        if sign and (is_numbered or (have_lines and not missing)):
            rows.append((number, [line]))
            missing = len(head.names) - 1 - line.count(head.sign)
        elif rows and (missing or above.strip()):
            rows[-1][1].append(line)
            missing -= line.count(head.sign)
        elif line.strip():
            end = at
            break
        above = line
    whole = [(number, "\n".join(row).rstrip("\n")) for number, row in rows]
    most, counts = len(head.names) - 1, [row.count(head.sign) for _, row in whole]
    are_whole = {*counts[:-1]} <= {most} and max(counts, default=0) <= most
    are_broken = any(row[0].count(head.sign) < most for _, row in rows)
    text = "".join(row for _, row in whole)
    if head.sign != "\t" or not (are_whole and are_broken) or "\n" not in text or _QUOTED_CELL.search(text):
        return []
    return [*((number, '"{}"'.format(row.replace('"', '""').replace("\t", '"\t"'))) for number, row in whole), *lines[end:]]


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text with their numbers; of a page the rows of its tables."""
    # cells of others may hold HTML, as Zotero's notes do
    if html.is_html(text[:20_000]) and head_of(text.split("\n", HEAD_LINES)[:HEAD_LINES]) is None:
        return html.table_rows(text, lambda name: column(name)[0])
    if _SINGLE.match(text):
        text = text.translate(_OTHER_MARKS)
    if _ESCAPED.search(text):
        text = text.replace('\\"', '""')
    lines = labelled_links.with_addresses(list(enumerate(text.split("\n"), 1)))
    return drawn.rows(latex_tables.with_tabs(lines))


def _rows(lines: Sequence[tuple[int, str]], head: Head, day: Date, source: Source) -> Iterator[Row]:
    """The rows of CSV, whose cells may go over several lines."""
    # a cell may hold a long abstract
    csv.field_size_limit(2**31 - 1)
    start, width = 0, len(head.names)
    while start < len(lines):
        first = start
        following = (f"{lines[number][1]}\n" for number in range(first, len(lines)))
        reader = csv.reader(following, delimiter=head.sign, skipinitialspace=True)
        for cells in reader:
            end = first + reader.line_num
            span = [line for _, line in lines[start : min(end, start + _MOST_LINES + 1)]]
            is_full = all(row.count(head.sign) >= width - 1 for row in span if row)
            # what nothing closes goes on to the end, or to a cell with marks of its own
            is_endless = end >= len(lines) and "".join(span).count('"') % 2 == 1
            is_endless |= any(cell.count('"') % 2 for cell in cells if "\n" in cell)
            is_open = len(span) > 1 and is_full and (len(cells) < width or is_endless)
            if is_open or len(span) > _MOST_LINES:
                what = "a quotation mark is opened here and not closed; the line was read without it"
                source.warning("broken-table", what, lines[start][0], excerpt=span[0][:200])
                yield Row(span[0].replace('"', "").split(head.sign), lines[start][0], day)
                start += 1
                break
            yield Row(cells, lines[start][0], day)
            start = end


def _marked_rows(lines: Sequence[tuple[int, str]], day: Date, hint: str) -> Iterator[Row]:
    """The rows of Markdown's tables, each with the day on the last line of its own above it."""
    for number, line in lines:
        if "|" not in line:
            day = _last_day([line], hint) or day
            yield Row((), number)
        elif not (_RULE.fullmatch(line) or _WIDTHS.fullmatch(line)):
            yield Row(re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")), number, day)


def _of_papers(rows: Sequence[Row], source: Source, unread_names: dict[str, None]) -> Iterator[Row]:
    """The rows of tables of papers, each with its columns: those of the last head above it. Collects columns that are
    not read.
    """
    columns: Columns = ()
    names: list[str] = []
    linked: frozenset[int] = frozenset()
    """Columns with addresses."""
    is_apart, is_sheet = True, False
    for number, row in enumerate(rows, 1):
        is_empty = not any(cell.strip() for cell in row.cells)
        cells = [] if is_empty else [" ".join(MARKS.sub("", cell).split()) for cell in row.cells]
        # a row may hold nothing but links called 'Paper' and 'Code', so a new head stands apart
        if is_apart and (
            is_head(cells)
            or is_lone_title(cells)
            or is_other_head(cells, linked, len(columns))
            or (is_sheet and sum(map(bool, cells)) > 1)
        ):
            others, names, linked = columns, cells, frozenset()
            named = tuple(columns_of(cells))
            below = list(takewhile(lambda row: not is_head(row.cells), islice(rows, number, None)))
            columns = with_unnamed(named, below)
            if not _is_of_papers(columns):
                tell = source.warning if others else source.error
                seen = ", ".join(filter(None, cells))[:300]
                what = f"no column of this table is named as a title; its columns are: {seen}"
                tell("no-title-column", what, row.line, hint=_HINT)
            elif "title" not in dict(named) and column(cells[columns.index(TITLE)])[0] != "venue":
                what = f"no column of this table is named as a title; '{cells[columns.index(TITLE)]}' was taken for it"
                source.warning("no-title-column", what, row.line, hint=_HINT)
            if _is_of_papers(columns):
                for name, at in unread(cells, [field for field, _ in columns]).items():
                    if any(tells_something(cell) for row in below for cell in row.cells[at : at + 1]):
                        unread_names[name] = None
        elif cells and not _is_inner_head(cells, names, columns) and _is_of_papers(columns):
            if len(cells) == len(columns) + 1 and cells[0].isdecimal():
                # rows are numbered in a column that has no name
                row, cells = structs.replace(row, cells=row.cells[1:]), cells[1:]
            if any(cells[len(columns) :]):
                what = f"this row has {len(cells)} cells, and its head {len(columns)}"
                hint = "put quotation marks around a cell that holds what parts the cells"
                source.warning("broken-table", what, row.line, hint=hint)
            linked |= {number for number, cell in enumerate(cells) if "://" in cell}
            yield structs.replace(row, columns=columns, is_day_first=any(map(is_day_first, names)))
        if cells:
            is_sheet = sum(map(bool, cells)) == 1 and bool(_SHEET.match("".join(cells)))
        is_apart = sum(map(bool, cells)) < 2


def _is_inner_head(cells: Sequence[str], names: Sequence[str], columns: Columns) -> bool:
    """Whether a row is the head again, or one of what is below a paper: most of its cells and its title are names."""
    titles = {cell for (field, _), cell in zip(columns, cells, strict=False) if field == "title"}
    return 2 * sum(cell in names for cell in cells if cell) > sum(map(bool, cells)) > 1 and titles <= {*names, ""}


def _is_of_papers(columns: Columns) -> bool:
    fields = {field for field, _ in columns if field}
    return "title" in fields and (len(fields) > 1 or len(columns) == 1)


def _last_day(lines: Sequence[str], hint: str) -> Date:
    """The day that the last of some lines tells, alone or at its end: `Paper club 2 July 2024`."""
    for line in reversed(lines):
        words = _NUMBER_OF_SHEET.sub("", line.strip()).strip("#*|,;").split()[-12:]
        tails = (" ".join(words[start:]) for start in range(len(words)))
        if day := next(filter(None, (dates.day_of(tail, hint)[0] for tail in tails)), ""):
            return day
    return ""
