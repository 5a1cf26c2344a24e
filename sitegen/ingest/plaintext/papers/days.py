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
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)\.?\s+{dates.MONTH.format('name')}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        rf"(?<![\d./])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.|º|er)?[\s/-]+(?:of\s+|de\s+|do\s+)?{dates.MONTH.format('name')}(?:,?[\s/-]+(?:de\s+|del\s+|of\s+)?(?P<y>(?:19|20)\d\d|(?<=-)\d\d|'\d\d)(?!\d))?",
        rf"(?<!\w){dates.MONTH.format('name')}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[.:]\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y>(?:19|20)\d\d)(?!\d))?",
        r"(?<!\d)(?P<m>1[0-2]|[1-9])\s?[月월]\s?(?P<d>3[01]|[12]\d|[1-9])\s?[日일]",
    )
)
_WEEK = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[-\s]?W(?P<w>\d\d?)(?!\d)"
    r"|\b(?:week|kw|semaine|semana|woche|неделя)\s?#?(?P<w2>\d\d?)(?!\d)(?:\s?[,/(]?\s?(?:of\s+)?(?P<y2>(?:19|20)\d\d))?",
    re.I,
)


class Day(Struct, frozen=True):
    """A day that a text names."""

    date: str
    """ISO 8601; empty where the year is missing and no hint tells it."""
    start: str = ""
    """First day of a week or a range."""


def day_in(text: str, hint: str = "", *, is_day_first: bool = False) -> Day | None:
    """The day that a text names; None where it names none. With `is_day_first`, `01/09/2025` is in September.

    >>> day_in("Boletín — 28 de marzo de 2025").date, day_in("Mar 28 (updated)", "2025").date
    ('2025-03-28', '2025-03-28')
    >>> day_in("Week 13, 2025").start
    '2025-03-24'
    """
    text = text[:300]
    if not re.search(r"\d", text):
        return None
    if is_day_first:
        text = dates.with_year_first(text)
    exact = dates.find(text)
    # which figure is the month is known from other days, but for `Tue 1/20`
    if exact and ("/" not in text or not exact.year):
        return Day(*dates.resolve(exact, hint))
    for pattern in _SEARCHES:
        for mark in pattern.finditer(text):
            written = _written(mark, hint)
            if dates.exists(written.year, written.month, written.day):
                return Day(*dates.resolve(written, hint))
    return _week(text, hint)


def _written(mark: re.Match[str], hint: str) -> dates.WrittenDay:
    groups = mark.groupdict()
    year = dates.full_year(groups.get("y"))
    if "a" in groups:
        return dates.WrittenDay(year, *_month_and_day(mark, year, hint))
    month = int(groups["m"]) if "m" in groups else dates.month_number(groups["name"])
    return dates.WrittenDay(year, month, int(groups["d"]))


def _month_and_day(mark: re.Match[str], year: int, hint: str) -> tuple[int, int]:
    """The month and the day of `8/12`: of two readings the one nearer to a day that is known from elsewhere."""
    first, second = int(mark["a"]), int(mark["b"])
    orders = ((second, first), (first, second)) if "-" in mark[0] else ((first, second), (second, first))
    readings = [order for order in orders if dates.exists(year, *order)]
    near = dates.read_hint(hint)[1]
    if near:
        return min(readings, key=lambda order: abs(date(year, *order) - near), default=orders[0])
    return readings[0] if readings else orders[0]


def _week(text: str, hint: str) -> Day | None:
    mark = _WEEK.search(text)
    if not mark:
        return None
    year = dates.full_year(mark["y"] or mark["y2"])
    if not year and mark[0][:2].lower() == "kw":
        # weeks that are called otherwise may be those of a course
        year = dates.read_hint(hint)[0]
    try:
        monday = date.fromisocalendar(year, int(mark["w"] or mark["w2"]), 1)
    except ValueError:
        return None
    return Day((monday + timedelta(days=6)).isoformat(), monday.isoformat())
