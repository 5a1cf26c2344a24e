"""Days, months and years as ISO 8601 writes them, if the calendar has them."""

from __future__ import annotations

import re
from datetime import date, datetime

from sitegen.diagnostics import usage_error

_CENTURIES = ("19", "20")
"""Those of the years that `dates` and the names of sources are searched for."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar.

    >>> is_day("2025-02-28"), is_day("2025-02-30"), is_day("2025-02")
    (True, False, False)
    """
    return len(text) == 10 and is_date(text)


def is_listing_day(text: str) -> bool:
    """Whether a text is a day on which a digest may have listed papers: one of the years 1900 to 2099.

    >>> is_listing_day("2025-02-28"), is_listing_day("2205-02-28")
    (True, False)
    """
    return is_day(text) and text.startswith(_CENTURIES)


def given_day(text: str) -> str:
    """A day that a person gives, as ISO 8601 writes it with hyphens; empty where none is given.

    >>> given_day("2025-03-28"), given_day("20250328"), given_day("")
    ('2025-03-28', '2025-03-28', '')

    Raises UsageError for another form, a day that the calendar lacks, and a year in which no lists of papers are read.
    """
    try:
        day = date.fromisoformat(text).isoformat() if text else ""
    except ValueError as problem:
        what = "of the calendar" if _DAY.fullmatch(text) else "in a form that can be read here"
        raise usage_error("date", f"{text!r} is no day {what}", hint="give it as in 2025-03-28") from problem
    if day and not is_listing_day(day):
        message = f"{text!r} is no day of the years 1900 to 2099"
        raise usage_error("date", message, hint="give the year in which the papers were listed, as in 2025-03-28")
    return day


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, or a month or a year of it."""
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def first_day(date: str) -> str:
    """A day; of a month or a year the first, for formats that take nothing less.

    >>> first_day("2025-03-28"), first_day("2025-03"), first_day("2025"), first_day("")
    ('2025-03-28', '2025-03-01', '2025-01-01', '')
    """
    return f"{date}-01-01"[:10] if date else ""


def session(text: str) -> str:
    """A day, or a day with a time and perhaps a zone, as ISO 8601 writes it; empty for anything else.

    >>> session("2025-04-02"), session("2025-04-02 17:00"), session("2025-04-02T17:00+02:00"), session("on Monday")
    ('2025-04-02', '2025-04-02T17:00:00', '2025-04-02T17:00:00+02:00', '')
    """
    if is_day(text):
        return text
    try:
        return datetime.fromisoformat(text).isoformat() if is_day(text[:10]) and text[10:] else ""
    except ValueError:
        return ""
