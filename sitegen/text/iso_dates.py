"""Days, months and years as ISO 8601 writes them, if the calendar has them."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar.

    >>> is_day("2025-02-28"), is_day("2025-02-30"), is_day("2025-02")
    (True, False, False)
    """
    return len(text) == 10 and is_date(text)


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, or a month or a year of it."""
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False
