"""Days named anywhere in a line: `Papers, 18 September 2024`, `28 de marzo de 2025`, `2025年3月28日(金)`, `KW 13`.

`sitegen.text.dates` reads a line that is a date; here other words may stand around it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from sitegen.text import dates

_SEARCHES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s?[-/.年년]\s?(?P<m>1[0-2]|0?[1-9])\s?[-/.月월]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        r"(?<![\d./])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<y>(?:19|20)?\d\d)(?!\d)",
        r"(?<![\d./])(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>(?:19|20)\d\d)(?!\d)",
        rf"(?<![\d./])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.|º|er)?[\s-]+(?:of\s+|de\s+|do\s+)?{dates.MONTH.format('name')}(?:,?[\s-]+(?:de\s+|del\s+|of\s+)?(?P<y>(?:19|20)\d\d|(?<=-)\d\d|'\d\d)(?!\d))?",
        rf"(?<!\w){dates.MONTH.format('name')}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[.:]\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y>(?:19|20)\d\d)(?!\d))?",
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s+{dates.MONTH.format('name')}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        r"(?<!\d)(?P<m>1[0-2]|[1-9])\s?[月월]\s?(?P<d>3[01]|[12]\d|[1-9])\s?[日일]",
    )
)
_FIRST = re.compile(r"(?<![\d./-])(3[01]|[12]\d|0?[1-9])\.?\s?[–—-]\s?$")
_LAST = re.compile(r"\s?[–—-]\s?(3[01]|[12]\d|0?[1-9])(?![\d.:/-])")
"""The other day of a range: `17–` before `19 September`, ` – 24` behind `August 18`."""
_WEEK = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-\s]?W(?P<w>\d\d?)(?!\d)|\b(?:week|kw|semaine|semana|woche|неделя)\s?#?(?P<w2>\d\d?)(?!\d)(?:\s?[,/(]?\s?(?:of\s+)?(?P<y2>(?:19|20)\d\d))?|"
    r"(?:(?P<y3>(?:19|20)\d\d)年)?第\s?(?P<w3>\d\d?)\s?[周週]",
    re.I,
)


class Day(Struct, frozen=True):
    """A day that a text names."""

    date: str
    """ISO 8601; empty where the year is missing and no hint tells it."""
    start: str = ""
    """First day of a week or a range."""
    rest: int = 0
    """How many letters and digits of the text are no part of it."""
    is_complete: bool = True
    """Whether the text itself names the year."""


def day_in(text: str, hint: str = "", *, is_day_first: bool = False, with_ranges: bool = False) -> Day | None:
    """The day that a text names; None where it names none. With `is_day_first`, `01/09/2025` is in September.

    With ranges, other words may stand around one, and its last day is the one that counts.

    >>> day_in("Boletín — 28 de marzo de 2025").date, day_in("Mar 28 (updated)", "2025").date
    ('2025-03-28', '2025-03-28')
    >>> day_in("Week 13, 2025").start, day_in("Read this week (August 18 – 24)", "2025", with_ranges=True).start
    ('2025-03-24', '2025-08-18')
    """
    text = text[:300]
    if not re.search(r"\d", text):
        return None
    if is_day_first:
        text = dates.with_year_first(text)
    if "/" not in text and (exact := dates.find(text)):
        day, start = dates.resolve(exact, hint)
        return Day(day, start, 0, bool(exact.year))
    for pattern in _SEARCHES:
        for mark in pattern.finditer(text):
            if resolved := _resolved(mark, text, hint, is_day_first=is_day_first, with_ranges=with_ranges):
                return resolved
    return _week(text, hint)


def _resolved(mark: re.Match[str], text: str, hint: str, *, is_day_first: bool, with_ranges: bool) -> Day | None:
    groups = mark.groupdict()
    year = dates.full_year(groups.get("y"))
    if groups.get("a"):
        month, day = int(groups["a"]), int(groups["b"])
        if month > 12 or (day < 13 and (is_day_first or "-" in mark[0] or _is_nearer(year, day, month, hint))):
            month, day = day, month
    else:
        month = int(groups["m"]) if groups.get("m") else dates.month_number(groups.get("name") or "")
        day = int(groups["d"])
    first = last = day
    if with_ranges and groups.get("name"):
        before, behind = _FIRST.search(text, 0, mark.start()), _LAST.match(text, mark.end())
        # `Version 3 – 1 April` is no range
        first, last = int(before[1]) if before else day, max(day, int(behind[1])) if behind else day
    if not dates.exists(year, month, last):
        return None
    start, iso = (dates.resolve(dates.WrittenDay(year, month, number), hint)[0] for number in (first, last))
    return Day(iso, start if first < last else "", _rest(text, mark), bool(year))


def _rest(text: str, mark: re.Match[str]) -> int:
    return len(re.findall(r"\w", text)) - len(re.findall(r"\w", mark[0]))


def _is_nearer(year: int, month: int, day: int, hint: str) -> bool:
    """Whether 8/12 is a day of December rather than of August, by the day that is known from elsewhere."""
    near = dates.read_hint(hint)[1]
    if not (near and year) or not dates.exists(year, month, day) or not dates.exists(year, day, month):
        return False
    return abs(date(year, month, day) - near) < abs(date(year, day, month) - near)


def _week(text: str, hint: str) -> Day | None:
    mark = _WEEK.search(text)
    if not mark:
        return None
    year = dates.full_year(mark["y"] or mark["y2"] or mark["y3"])
    week = int(mark["w"] or mark["w2"] or mark["w3"])
    try:
        monday = date.fromisocalendar(year or dates.read_hint(hint)[0] or 1, week, 1)
    except ValueError:
        return None
    return Day((monday + timedelta(days=6)).isoformat(), monday.isoformat(), _rest(text, mark), bool(year))
