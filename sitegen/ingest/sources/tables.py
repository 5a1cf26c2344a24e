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
from functools import cache
from itertools import islice, takewhile

from msgspec import structs

from sitegen.ingest import record
from sitegen.ingest.parser import Source
from sitegen.ingest.read import Numbered, drawn, html, labelled_links, latex, wiki_tables
from sitegen.ingest.sources.cells import MARKS, tells_something
from sitegen.ingest.sources.columns import columns_of, is_day_first, unread
from sitegen.ingest.sources.columns_by_cells import DOUBTFUL, Columns, by_cells
from sitegen.ingest.sources.records import RECORD
from sitegen.ingest.sources.rows import Row, papers
from sitegen.ingest.sources.table_heads import HEAD_LINES, Head, head_of, is_head, is_lone_title
from sitegen.ingest.values import links
from sitegen.model import Date, Digest
from sitegen.text import dates, decode

_SHARE_OF_WHOLE = 0.2
"""The share of lines that have the cells of a row, below which rows are broken."""
_MOST_LINES = 500
"""Lines of a cell; more are a sign that it is not closed."""
_SHOWN = 60
"""Characters of a line."""
_HINT = "name the column of the titles 'title'"
_EXPLAINED = re.compile(r"\*\*[^*|]++\*\*\s*+[-–—:]\s+\w")
"""A title with a sentence behind it, as digests in Markdown have it."""
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_QUOTED = re.compile(r'"[^"]*+"')
_QUOTED_CELL = re.compile(r'(?:^|\t)"', re.MULTILINE)


def sniff(head: str) -> bool:
    lines = [line for _, line in _lines(head) if line.strip()]
    table_head = head_of(lines)
    if table_head is None:
        return False
    if table_head.sign == "|" and any(map(_EXPLAINED.search, lines)):
        return False
    # cells between quotation marks may go over several lines
    rows = _QUOTED.sub("", "\n".join(lines)).split("\n")
    are_rows = 2 * sum(table_head.sign not in line for line in rows) <= len(rows)
    if "title" not in {field for field, _ in columns_of(table_head.names)}:
        # it is refused, rather than read as the text that it is
        return table_head.sign != "|" and are_rows
    if table_head.sign == "\t":
        return not _are_broken(lines[table_head.end :], table_head)
    return table_head.sign != "|" or are_rows


def _are_broken(lines: Sequence[str], head: Head) -> bool:
    """Whether the cells of rows go over several lines, and nothing tells where a row begins, as Word copies them."""
    whole = sum(line.count(head.sign) >= len(head.names) - 1 for line in lines)
    end = max((at for at, line in enumerate(lines) if head.sign in line), default=len(lines))
    inner, others = (sum(head.sign not in line for line in part) for part in (lines[:end], lines))
    are_others = whole < _SHARE_OF_WHOLE * len(lines) < others or whole < inner > end / 2
    return are_others and '"' not in "".join(lines) and not _whole_rows(list(enumerate(lines)), head)


def parse(text: str, source: Source) -> Digest:
    """Parse the tables of a text."""
    text = decode.normalise(text)
    lines = _lines(text, with_others=True)
    first = next((at for at, (_, line) in enumerate(lines) if "|" in line), 0) if _is_page(text) else 0
    head = head_of([line for _, line in lines[first : first + 2 * HEAD_LINES]])
    if head is None:
        return Digest()
    day = _last_day([line for _, line in lines[: first + head.start]], source.hint)
    below = lines[first + head.end :]
    body = _whole_rows(below, head) or below
    rows = _marked_rows(body, day, source.hint) if head.sign == "|" else _rows(body, head, day, source)
    top = Row(head.names, lines[first + head.start][0])
    _report_outside(lines if head.sign == "|" else (), source)
    unread_names: dict[str, None] = {}
    of_papers = list(_of_papers([top, *rows], source, unread_names))
    digest = record.collect(papers(of_papers, source), RECORD, source)
    return structs.replace(digest, unread_columns=tuple(unread_names))


def _report_outside(lines: Sequence[Numbered], source: Source) -> None:
    """Reports lines beside tables that lead to papers, which are not read."""
    hint = "put it into a table, or into a file of its own"
    for number, line in lines:
        if "|" not in line and links.leads_to_paper(line):
            what = f"'{line.strip()[:_SHOWN]}' stands outside of the tables, and was not read"
            source.warning("doubtful-paper", what, number, hint=hint)


def _whole_rows(lines: Sequence[Numbered], head: Head) -> list[Numbered]:
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
    if head.sign != "\t" or not (are_whole and are_broken) or _QUOTED_CELL.search("\n".join(row for _, row in whole)):
        return []
    quoted = ((number, row.replace('"', '""').replace("\t", '"\t"')) for number, row in whole)
    return [*((number, f'"{row}"') for number, row in quoted), *lines[end:]]


def _lines(text: str, *, with_others: bool = False) -> list[Numbered]:
    """The lines of a text with their numbers; of a page the rows of its tables, with those beside them if wanted."""
    if _is_page(text):
        return html.table_rows(text, with_others=with_others)
    lines = wiki_tables.as_markdown(list(enumerate(text.split("\n"), 1)))
    return drawn.rows(latex.with_tabs(labelled_links.with_addresses(lines)))


def _is_page(text: str) -> bool:
    """Whether a text is HTML, and no table whose cells hold some, as Zotero's notes do."""
    return html.is_html(text) and head_of(text.split("\n", HEAD_LINES)[:HEAD_LINES]) is None


def _rows(lines: Sequence[Numbered], head: Head, day: Date, source: Source) -> Iterator[Row]:
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


def _marked_rows(lines: Sequence[Numbered], day: Date, hint: str) -> Iterator[Row]:
    """The rows of Markdown's tables, each with the day on the last line of its own above it."""
    for number, line in lines:
        if "|" not in line:
            day = _last_day([line], hint) or day
            yield Row((), number)
        elif not _RULE.fullmatch(line):
            yield Row(re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")), number, day)


def _of_papers(rows: Sequence[Row], source: Source, unread_names: dict[str, None]) -> Iterator[Row]:
    """The rows of tables of papers, each with its columns: those of the last head above it. Collects columns that are
    not read.
    """
    columns: Columns = ()
    names: list[str] = []
    is_apart = True
    have_titles = cache(lambda: any(is_head(row.cells) and _names_titles(columns_of(row.cells)) for row in rows))
    for number, row in enumerate(rows, 1):
        cells = [" ".join(MARKS.sub("", cell).split()) for cell in row.cells]
        is_head_again, filled = cells == names, sum(map(bool, cells))
        # a row may hold nothing but links called 'Paper' and 'Code', so a new head stands apart
        if is_apart and (is_head(cells) or (not columns and is_lone_title(cells))):
            below = list(takewhile(lambda row: not is_head(row.cells), islice(rows, number, None)))
            tell = source.warning if columns else source.error
            names, columns = cells, by_cells(tuple(columns_of(cells)), [row.cells for row in below])
            if not _names_titles(columns) and "authors" not in dict(columns):
                # beside a table of papers, another of names is of people
                columns = () if have_titles() else columns
            if not _is_of_papers(columns):
                seen = ", ".join(filter(None, cells))[:300]
                what = f"no column of this table is named as a title; its columns are: {seen}"
                tell("no-title-column", what, row.line, hint=_HINT)
            else:
                if "title" not in dict(columns_of(cells)):
                    taken = cells[[field for field, _ in columns].index("title")]
                    what = f"no column of this table is named as a title; '{taken}' was taken for it"
                    source.warning("no-title-column", what, row.line, hint=_HINT)
                for name, at in unread(cells, [field for field, _ in columns]).items():
                    if any(tells_something(cell) for row in below for cell in row.cells[at : at + 1]):
                        unread_names[name] = None
        elif filled and not is_head_again and _is_of_papers(columns):
            if any(cells[len(columns) :]):
                what = f"this row has {len(cells)} cells, and its head {len(columns)}"
                hint = "put quotation marks around a cell that holds what parts the cells"
                source.warning("broken-table", what, row.line, hint=hint)
            yield structs.replace(row, columns=columns, is_day_first=any(map(is_day_first, names)))
        is_apart = filled < 2


def _names_titles(columns: Sequence[tuple[str, int]]) -> bool:
    """Whether a column has titles by its name, which none called `Name` or `Publication` does for sure."""
    return any(field == "title" and rank < DOUBTFUL for field, rank in columns)


def _is_of_papers(columns: Columns) -> bool:
    fields = {field for field, _ in columns if field}
    return "title" in fields and (len(fields) > 1 or len(columns) == 1)


def _last_day(lines: Sequence[str], hint: str) -> Date:
    """The day that the last of some lines tells, alone or at its end: `Paper club 2 July 2024`."""
    for line in reversed(lines):
        words = line.strip().strip("#*|,;").split()[-12:]
        tails = (" ".join(words[start:]) for start in range(len(words)))
        if day := next(filter(None, (dates.day_of(tail, hint)[0] for tail in tails)), ""):
            return day
    return ""
