"""A row of a table as the fields of a paper: cells with links, the day of its list, the first of columns alike."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Any

from msgspec import Struct

from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.ingest.sources.cells import EMPTY, URL, parted_title, plain, without_resources
from sitegen.ingest.sources.columns import LATER, bare_dates, column
from sitegen.ingest.sources.columns_by_cells import DOUBTFUL, Columns, is_prose
from sitegen.ingest.sources.descriptions import described
from sitegen.ingest.sources.doubtful_rows import PAUSE, is_other_kind, is_sum, of_papers
from sitegen.ingest.sources.records import ADDRESSES, count
from sitegen.ingest.sources.row_dates import are_days_first, as_others, report_unread, with_days
from sitegen.ingest.values import dates as values
from sitegen.ingest.values import families, identifiers, people, title_cells, vocabulary
from sitegen.model import Date
from sitegen.text import dates
from sitegen.text.folding import letters

_UNTITLED = re.compile(vocabulary.any_of("untitled"), re.IGNORECASE)
_DATES = frozenset({"published", "updated", "listed"})
_ASIDE = re.compile(r"(?<!\s)\s*\([^()]*\)$")
_FEWEST_WORDS = 4
"""Of a title that stands alone in its row."""


class Row(Struct, frozen=True):
    """The cells of a row, the line where it starts, the day of its list, and the columns of its table.

    `is_day_first` is true where a column of dates is named in a language that writes days before months.
    """

    cells: Sequence[str]
    line: int
    day: Date = ""
    columns: Columns = ()
    is_day_first: bool = False


def papers(rows: Sequence[Row], source: Source) -> list[JsonFields]:
    """The rows that are papers, each with the day of its list."""
    cells = [(cell, row.line) for row in rows for cell in _cells(row, _DATES)]
    is_day_first = are_days_first(cells, source, are_named_so=any(row.is_day_first for row in rows))
    are_accounts = _have_accounts(rows)
    kinds = {letters(cell) for row in rows for cell in _cells(row, {"kind"})}
    # what stands below a table are no rows of it
    end = max((at for at, row in enumerate(rows, 1) if len(row.cells) == len(row.columns)), default=len(rows))
    lone = [text for row in rows[:end] if not _day_alone(text := _lone_cell(row), source.hint)]
    are_sparse = sum(map(bool, lone)) > 0.3 * len(lone)
    # the first paper of a table with sections is in one
    has_sections = any(map(_lone_cell, rows[:1]))
    records: list[JsonFields] = []
    day = heading = ""
    for row in rows:
        text = _lone_cell(row)
        heading_day = _day_alone(text, source.hint)
        day, heading = heading_day or day, heading_day or heading
        is_short = bool(heading_day) or len(text.split()) < _FEWEST_WORDS
        if text and (is_short or not are_sparse):
            is_title = (
                len(row.cells) == len(row.columns)
                and any(_cells(row, {"title"}))
                and not has_sections
                and not PAUSE.fullmatch(text)
            )
            if not is_short or (is_title and not heading_day):
                what = f"'{text[:80]}' stands alone in its row, and was taken for a heading"
                hint = "put what is known of it into the other columns, if it is a paper"
                source.warning("doubtful-paper", what, row.line, hint=hint)
            continue
        paper = _record(row, is_day_first, source.hint)
        if are_accounts:
            paper.setdefault("submitter", paper.pop("authors", ""))
            paper |= described(paper.get("abstract", ""))
        filled = [text for cell in row.cells if (text := cell.strip()) and not EMPTY.fullmatch(text)]
        kind = paper.pop("kind", "")
        if is_other_kind(kind, paper, kinds):
            what = f"'{paper.get('title', '')[:80]}' is of the type '{kind}' and no paper, and was left out"
            source.warning("doubtful-paper", what, row.line, hint="give it another type, or none, to have it read")
        elif not is_sum(filled):
            unread_day = paper.pop("unread_day")
            # what cannot be read is no day of another row
            day = paper.pop("listed") or (heading if unread_day else day)
            paper |= {"unread_date": unread_day} if unread_day and not (day or row.day) else {}
            if (linked := _linked_papers(row)) > 1:
                what = f"{linked} papers are linked in a cell of '{paper.get('title', '')[:80]}'; one may be missing"
                source.warning("doubtful-paper", what, row.line, hint="give each paper a row of its own")
            records.append(JsonFields(paper, row.line, day or row.day))
    days = {record.day for record in records} - {""}
    for record in records if len(days) == 1 and not any("unread_date" in one.value for one in records) else ():
        # what stands above the only day is of its list as well
        record.day = min(days)
    votes = [(str(one.value["votes"]), one.line) for one in records if one.value.get("votes")]
    unread = [cell for cell in votes if count(cell[0], "votes") is None]
    report_unread("bad-number", unread, "a number of votes", "write figures, as 12 or 1204", source)
    listed = of_papers(_with_whole_people(records), source)
    for record in listed:
        if "abstract" in record.value and "authors" not in record.value:
            record.value |= described(record.value["abstract"])
    return with_days(listed, source)


def _have_accounts(rows: Sequence[Row]) -> bool:
    """Whether most rows are tasks, whose descriptions name the authors: those in a column are who filed them."""
    tasks = [described(cell, names_authors=False) for row in rows for cell in _cells(row, {"abstract"})]
    return any(_cells(row, {"authors"}) for row in rows) and 2 * sum("authors" in task for task in tasks) > len(rows)


def _with_whole_people(records: Sequence[JsonFields]) -> list[JsonFields]:
    """The records, each with all of its authors; semicolons part family names where a list has no given names."""
    whole = _joined(records)
    cells = [str(record.value.get("authors", "")) for record in whole]
    listed = [[name for name, _ in people.several(cell)] for cell in cells]
    for record, cell, before, after in zip(whole, cells, listed, families.parted(listed), strict=True):
        if before != after:
            record.value["authors"] = "; ".join([*after, *people.others(cell)])
    return whole


def _joined(records: Sequence[JsonFields]) -> list[JsonFields]:
    """The records, of which those are one that follow each other with one title and the parts of a name each."""
    joined: list[JsonFields] = []
    for record in records:
        paper, above = record.value, joined[-1].value if joined else {}
        if paper.get("title") and paper["title"] == above.get("title") and "family" in paper:
            above |= {part: f"{above.get(part, '')}; {paper.get(part, '')}" for part in ("family", "given")}
        else:
            joined.append(record)
    return joined


def _cells(row: Row, fields: Set[str]) -> list[str]:
    return [cell for (field, _), cell in zip(row.columns, row.cells, strict=False) if field in fields]


def _linked_papers(row: Row) -> int:
    """The most papers of arXiv that one cell for a paper's own addresses has."""
    cells = _cells(row, ADDRESSES | {"title"})
    return max((len({*map(identifiers.find_arxiv, URL.findall(cell))} - {""}) for cell in cells), default=0)


def _lone_cell(row: Row) -> str:
    """What stands in a row over all columns; empty where several cells are filled."""
    filled = [cell for cell in row.cells if cell.strip()]
    return plain(filled[0])[0] if len(filled) == 1 and len(row.columns) > 2 else ""


def _day_alone(text: str, hint: str) -> Date:
    """The day that a heading is, whatever stands in parentheses behind it: `31 July 2026 (extra session)`."""
    return dates.day_of(_ASIDE.sub("", text), hint)[0]


def _record(row: Row, is_day_first: bool | None, hint: str) -> dict[str, Any]:
    """A row by the fields of a paper: of several columns of one the first in `columns.toml`, but all addresses."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    addresses: dict[str, list[str]] = {}
    for (field, rank), cell in zip(row.columns, row.cells, strict=False):
        text, linked = plain(cell)
        if field in ADDRESSES | {"", "title"} or (field == "abstract" and not is_prose(text)):
            linked = linked or URL.findall(text)
        if field == "title":
            cell, abstract = _without_abstract(cell)
            if abstract:
                ranked.setdefault("abstract", []).append((2 * LATER, abstract))
            text, names = parted_title(cell, without_resources(cell, plain(cell)[0]))
            if names:
                ranked.setdefault("authors", []).append((2 * LATER, names))
        if field in ADDRESSES and not EMPTY.fullmatch(text):
            # addresses and identifiers have signs within them, `see my mail` has none
            words = [word for word in text.lstrip("'").split() if field != "url" or {*"./"} & {*word[1:-1]}]
            addresses.setdefault(field, []).extend(linked or words)
        elif field not in ADDRESSES:
            if field == "venue" and URL.fullmatch(text):
                field, linked = "", [text]
            addresses.setdefault("url", []).extend(linked)
        if (field, rank) in bare_dates() and (day := dates.find(text)) and not day.year:
            field = "listed"
        elif field in _DATES:
            text = as_others(text, is_day_first)
        is_nothing = bool(EMPTY.fullmatch(text) or (field == "title" and _UNTITLED.fullmatch(text)))
        if field and text and (field == "title" or not is_nothing):
            ranked.setdefault(field, []).append((rank, "" if is_nothing else text))
    paper: dict[str, Any] = {field: min(cells, key=_surest)[1] for field, cells in ranked.items()} | addresses
    if "authors" in paper:
        first = min(ranked["authors"])[0]
        paper["authors"] = "; ".join(text for rank, text in ranked["authors"] if rank == first)
    if coauthors := paper.pop("coauthors", ""):
        further = (name for name, _ in people.several(coauthors))
        paper["authors"] = "; ".join(filter(None, (paper.get("authors"), *further)))
    if "title" in paper:
        paper["title"], identifier = title_cells.without_identifier(paper["title"].strip())
        paper = {**identifier, **paper}
        if "authors" not in paper:
            paper |= title_cells.with_names(paper["title"])
        paper["title"], arxiv = title_cells.without_tab(" ".join(paper["title"].split()))
        paper.setdefault("arxiv", arxiv)
    published = values.combined(dates.day_of(text, hint)[0] or text for _, text in sorted(ranked.get("published", [])))
    if not published and ranked.get("published"):
        paper["unread_date"] = min(ranked["published"])[1]
    named, month = paper.get("listed", ""), paper.pop("month", "")
    paper["published"] = values.dated(published, month, named) if month and len(published) == 4 else published
    # the meeting of a paper in IEEE's exports is the conference
    named = "" if paper.pop("catalogued", "") else named
    paper["listed"] = dates.day_of(named, hint)[0]
    paper["unread_day"] = named if not (paper["listed"] or month) and re.search(r"\w", named) else ""
    return paper


def _without_abstract(cell: str) -> tuple[str, str]:
    """A title's cell, and the abstract that a line below the title is called: `Slow Clocks⏎Abstract: We wait.`"""
    lines = re.split(r"(?<!\s)\s*(?:\n|<br\s?/?>)\s*", cell.strip())
    labels = (line.partition(":")[:2] for line in lines)
    start = next((at for at, (label, colon) in enumerate(labels) if at and colon and column(label)[0] == "abstract"), 0)
    if not start:
        return cell, ""
    # the paper's identifier may be below
    end = next((at for at in range(start, len(lines)) if not title_cells.without_identifier(lines[at])[0]), len(lines))
    return "\n".join(lines[:start] + lines[end:]), "\n".join(lines[start:end]).partition(":")[2].strip()


def _surest(cell: tuple[int, str]) -> tuple[bool, bool, int]:
    """The place of a cell among those of a field: that there is no title says more than what `Name` has instead."""
    return cell[0] >= DOUBTFUL, not cell[1], cell[0]
