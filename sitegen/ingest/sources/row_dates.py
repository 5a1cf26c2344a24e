"""Dates in rows of tables and in records: which part is the day, short years, columns that mean the days of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from datetime import date, timedelta

from msgspec import Struct

from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.text import dates

_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets' numbers of days."""
_SHORT_YEAR = re.compile(r"(\d{1,2}([/.])\d{1,2}\2)(\d\d)(?!\S)")
"""`1/15/24`; with hyphens the year may stand first."""
_MONTH_AND_YEAR = re.compile(r"([^\W\d_]{3,10})\.?[-'’](\d\d)")
"""`Mar-25`, as Excel shows March 2025; it shows 25 March as `25-Mar`."""
_LATEST = 70
"""The last year of two digits that is of this century."""
_MOST_YEARS = 2
"""Of one month in a column; more numbers behind it are rather its days."""
_MERGED = 0.3
"""The share of rows without a day of their own from which on cells of days are those of several rows."""


def with_days(papers: list[JsonFields], source: Source) -> list[JsonFields]:
    """The papers with the days of their lists, where a column of dates means those: beside who presents a paper, merged
    cells, all the same, or some the same beside votes, which papers get in a list. Reports dates that were not read.
    """
    unread = [(str(text), paper.line) for paper in papers if (text := paper.value.pop("unread_date", ""))]
    _report_unread(unread, source)
    days = [str(paper.value.get("published", "")) for paper in papers]
    are_presented = [bool(paper.value.pop("presenter", "")) for paper in papers]
    are_whole = all(len(day) in (0, 10) for day in days)
    is_schedule = any(are_presented) and are_whole
    is_list = len(papers) > 1 or is_schedule
    if any(paper.day for paper in papers) or not is_list or len(days[0]) != 10:
        return papers
    is_merged = are_whole and not unread and _are_merged(days)
    if is_merged and not is_schedule and any(paper.value.get("doi") for paper in papers):
        is_merged = False
        what = "dates with gaps stand beside DOIs, and were read as those of single papers, not as days of several"
        source.warning(
            "doubtful-date", what, papers[0].line, hint="write the day into each row, if it is that of a list"
        )
    is_voted = 1 < len(set(days)) < len(days) and all("votes" in paper.value for paper in papers)
    are_of_lists = is_schedule or is_merged or is_voted
    if not are_of_lists and len(set(days)) > 1:
        return papers
    day = ""
    for paper, own in zip(papers, days, strict=True):
        day = own or day
        paper.day = day
        if are_of_lists:
            paper.value.pop("published", None)
    return papers


def _are_merged(days: Sequence[str]) -> bool:
    """Whether days, empty where a row has none, are those of several rows each: in order, and with many gaps."""
    filled = [day for day in days if day]
    is_ordered = filled in (sorted(filled), sorted(filled, reverse=True))
    return is_ordered and len(set(filled)) > 1 and days.count("") >= _MERGED * len(days)


def _report_unread(cells: Sequence[tuple[str, int]], source: Source) -> None:
    """Reports cells, each with its line, whose date was not read; `in press` is none, and `9 July` no whole one."""
    numbers = [(text, line) for text, line in cells if re.search(r"\d", text) and not dates.find(text)]
    if numbers:
        text, line = numbers[0]
        what = f"'{text[:80]}' was not read as a date" + (f", nor were {len(numbers) - 1} more" if numbers[1:] else "")
        source.warning("doubtful-date", what, line, hint="write dates as 2025-03-28 or 2025-03")


class Reading(Struct, frozen=True):
    """How the dates and titles of a table are read."""

    is_day_first: bool | None
    """None where nothing tells."""
    unclear: Set[str]
    """Cells in columns of papers' dates that may be anything."""
    hint: str
    """Completes a day without a year."""
    may_have_one_name: bool = False
    """Whether a name alone below an empty line in a title's cell is its author, as several are below others."""

    def whole(self, text: str, field: str) -> str:
        """A date as it is read alone; empty where nobody can tell what it means."""
        return "" if text in self.unclear and field != "listed" else as_others(text, self.is_day_first, field)


def of_unclear_months(cells: Sequence[tuple[str, int]], source: Source) -> set[str]:
    """Those of `Mar-25`, `Mar-26`, where the numbers may be days: a year is yet to come, or a month has many.

    The first is reported.
    """
    months = {cell: match for cell, _ in cells if (match := _MONTH_AND_YEAR.fullmatch(cell.strip()))}
    months = {cell: match for cell, match in months.items() if dates.month_number(match[1])}
    counts = Counter(month for month, _ in {(dates.month_number(match[1]), match[2]) for match in months.values()})
    year = dates.read_hint(source.date_hint)[0] or int(source.day[:4] or 9999)
    are_to_come = any(int(_year(match[2])) > year for match in months.values())
    are_unclear = are_to_come or max(counts.values(), default=0) > _MOST_YEARS
    unclear = [(cell, line) for cell, line in cells if are_unclear and cell in months]
    if unclear:
        cell, line = unclear[0]
        what = f"'{cell.strip()}' may be a day of that month or a year, and was not read as a date"
        what += f", nor were {len(unclear) - 1} more" if unclear[1:] else ""
        source.warning("doubtful-date", what, line, hint="write dates as 2025-03-28 or 2025-03")
    return {cell.strip() for cell, _ in unclear}


def are_days_first(cells: Sequence[tuple[str, int]], source: Source, *, are_named_so: bool = False) -> bool | None:
    """Whether dates have their day first, `28/03/2025`: by one that is none otherwise, or the names of their columns.

    Where nothing tells, that is reported.
    """
    whole = [with_whole_year(cell) for cell, _ in cells]
    if any(map(dates.is_day_first, whole)):
        return True
    if any(map(dates.is_month_first, whole)):
        return False
    if are_named_so:
        return True
    for cell, line in cells:
        if dates.has_two_readings(with_whole_year(cell)):
            first, other = ("month", "day") if "/" in cell else ("day", "month")
            what = f"'{cell[:80]}' was read as a date with the {first} first, as all others beside it"
            source.warning(
                "doubtful-date", what, line, hint=f"write dates as 2025-03-28, if they have the {other} first"
            )
            break
    return None


def with_whole_year(text: str, field: str = "") -> str:
    """A date with its year, also where it is a spreadsheet's number of days or its year has two digits.

    >>> with_whole_year("45000"), with_whole_year("1/15/24"), with_whole_year("Mar-25", "published")
    ('2023-03-15', '1/15/2024', 'Mar 2025')
    >>> with_whole_year("20250328"), with_whole_year("20251328")
    ('2025-03-28', '20251328')
    """
    if match := _COMPACT.fullmatch(text):
        return "-".join(match.groups())
    if _SERIAL.fullmatch(text):
        return (_FIRST_DAY + timedelta(days=int(text[:5]))).isoformat()
    if match := _SHORT_YEAR.match(text):
        text = match[1] + _year(match[3]) + text[match.end() :]
    if field != "listed" and (match := _MONTH_AND_YEAR.fullmatch(text)) and dates.month_number(match[1]):
        return f"{match[1]} {_year(match[2])}"
    return text


def as_others(text: str, is_day_first: bool | None, field: str = "") -> str:
    """A date as the others of its file are read, unless it settles itself which part is the day.

    >>> as_others("03/05/2024", True), as_others("03/05/2024", None), as_others("03/28/2024", True)
    ('2024-05-03', '2024-03-05', '2024-03-28')
    """
    whole = with_whole_year(text, field)
    is_first = "/" not in whole if is_day_first is None else is_day_first
    is_first = dates.is_day_first(whole) or (is_first and not dates.is_month_first(whole))
    return dates.with_year_first(whole, is_day_first=is_first)


def _year(digits: str) -> str:
    return ("20" if int(digits) <= _LATEST else "19") + digits
