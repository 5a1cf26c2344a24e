"""Dates in rows of tables and in records: which part is the day, short years, columns that mean the days of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.text import dates

_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets' numbers of days."""
_SHORT_YEAR = re.compile(r"(\d{1,2}([/.])\d{1,2}\2)(\d\d)(?!\S)")
"""`1/15/24`; with hyphens the year may stand first."""
_FEWEST_MEETINGS = 4
"""Days of one weekday; three may be that by chance."""
_MERGED = 0.3
"""The share of rows without a day of their own from which on cells of days are those of several rows."""


def with_days(papers: list[JsonFields], source: Source) -> list[JsonFields]:
    """The papers with the days of their lists, where a column of dates means those: beside who presents a paper, merged
    cells, or all the same. Reports dates that were not read.
    """
    unread = [(str(text), paper.line) for paper in papers if (text := paper.value.pop("unread_date", ""))]
    _report_dates(unread, source)
    days = [str(paper.value.get("published", "")) for paper in papers]
    are_presented = [bool(paper.value.pop("presenter", "")) for paper in papers]
    are_whole = all(len(day) in (0, 10) for day in days)
    is_schedule = any(are_presented) and are_whole
    is_list = len(papers) > 1 or is_schedule
    if any(paper.day for paper in papers) or not is_list or len(days[0]) != 10:
        return papers
    is_merged = are_whole and not unread and _are_merged(days)
    are_of_lists = is_schedule or is_merged
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
    return _are_ordered(filled) and len(set(filled)) > 1 and days.count("") >= _MERGED * len(days)


def are_of_one_weekday(cells: Sequence[str]) -> bool:
    """Whether cells are days in order and of one weekday, as those of meetings are, and not those of publications.

    >>> are_of_one_weekday(["22.04.2025", "29.04.2025", "", "06.05.2025", "20.05.2025"])
    True
    """
    filled = [dates.day_of(cell, "")[0] for cell in cells if cell.strip()]
    listed = [day for day in filled if day]
    # the last row may be a sum
    are_days = len({*listed}) >= _FEWEST_MEETINGS and len(listed) >= len(filled) - 1 and _are_ordered(listed)
    return are_days and len({date.fromisoformat(day).weekday() for day in listed}) == 1


def _are_ordered(days: Sequence[str]) -> bool:
    return [*days] in (sorted(days), sorted(days, reverse=True))


def _report_dates(cells: Sequence[tuple[str, int]], source: Source) -> None:
    """Reports cells with figures whose date was not read; `in press` is none, and `9 July` lacks its year."""
    numbers = [(text, line) for text, line in cells if re.search(r"\d", text) and not dates.find(text)]
    report_unread("doubtful-date", numbers, "a date", "write dates as 2025-03-28 or 2025-03", source)
    for text, line in [cell for cell in cells if dates.find(cell[0])][:1]:
        hint = "write dates as 2025-03-28, or give the year, as in --date 2025-03-28"
        source.warning("date-without-year", f"'{text[:80]}' does not say which year", line, hint=hint)


def report_unread(code: str, cells: Sequence[tuple[str, int]], what: str, hint: str, source: Source) -> None:
    """Reports cells, each with its line, that are not `what` their column holds: the first one, and how many more."""
    for text, line in cells[:1]:
        more = f", nor were {len(cells) - 1} more" if cells[1:] else ""
        source.warning(code, f"'{text[:80]}' was not read as {what}{more}", line, hint=hint)


def are_days_first(cells: Sequence[tuple[str, int]], source: Source, *, are_named_so: bool = False) -> bool | None:
    """Whether dates have their day first, `28/03/2025`: by one that is none otherwise, or the names of their columns.

    Where nothing tells, that is reported.
    """
    whole = [_with_whole_year(cell) for cell, _ in cells]
    if any(map(dates.is_day_first, whole)):
        return True
    if any(map(dates.is_month_first, whole)):
        return False
    if are_named_so:
        return True
    for cell, line in cells:
        if dates.has_two_readings(_with_whole_year(cell)):
            first, other = ("month", "day") if "/" in cell else ("day", "month")
            what = f"'{cell[:80]}' was read as a date with the {first} first, as all others beside it"
            source.warning(
                "doubtful-date", what, line, hint=f"write dates as 2025-03-28, if they have the {other} first"
            )
            break
    return None


def _with_whole_year(text: str) -> str:
    """A date with its year, also where it is a spreadsheet's number of days or its year has two digits.

    >>> _with_whole_year("45000"), _with_whole_year("1/15/24")
    ('2023-03-15', '1/15/2024')
    >>> _with_whole_year("20250328"), _with_whole_year("20251328")
    ('2025-03-28', '20251328')
    """
    if match := _COMPACT.fullmatch(text):
        return "-".join(match.groups())
    if _SERIAL.fullmatch(text):
        return (_FIRST_DAY + timedelta(days=int(text[:5]))).isoformat()
    if match := _SHORT_YEAR.match(text):
        text = match[1] + str(dates.full_year(match[3])) + text[match.end() :]
    return text


def as_others(text: str, is_day_first: bool | None) -> str:
    """A date as the others of its file are read, unless it settles itself which part is the day.

    >>> as_others("03/05/2024", True), as_others("03/05/2024", None), as_others("03/28/2024", True)
    ('2024-05-03', '2024-03-05', '2024-03-28')
    """
    whole = _with_whole_year(text)
    is_first = "/" not in whole if is_day_first is None else is_day_first
    is_first = dates.is_day_first(whole) or (is_first and not dates.is_month_first(whole))
    return dates.with_year_first(whole, is_day_first=is_first)
