"""Days as machines write them: ISO 8601 in JSON and Atom, RFC 822 in mails and RSS."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from sitegen.model import Date
from sitegen.text.dates import read_hint

_ISO = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?![\d])")
_MAIL = re.compile(r"\b(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+(\d{4}|\d\d)\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day(text: str) -> Date:
    """The calendar day of a time stamp as it is written, without regard to its time zone; empty where there is none.

    >>> day("Thu,  8 Jun 23 00:44:20 GMT"), day("2025-03-28T04:16:44.621Z"), day("2001-02"), day("soon")
    ('2023-06-08', '2025-03-28', '2001-02', '')
    """
    text = text.strip()
    if found := _ISO.match(text):
        year, month, number = found.groups()
        parts = [int(part) for part in (year, month, number) if part]
        return "-".join(filter(None, (year, month, number))) if _exists(*parts) else ""
    if (found := _MAIL.search(text)) and found[2].lower() in _MONTHS:
        year = int(found[3])
        if len(found[3]) == 2:
            year += 1900 if year > 90 else 2000
        month = _MONTHS.index(found[2].lower()) + 1
        if _exists(year, month, int(found[1])):
            return f"{year:04}-{month:02}-{int(found[1]):02}"
    return ""


def hinted(hint: str, path: str) -> Date:
    """The day that a hint or else the name of the file gives; empty where both tell a year at most."""
    found = read_hint(hint)[1] or read_hint(PurePosixPath(path).name)[1]
    return found.isoformat() if found else ""


def _exists(year: int, month: int = 1, number: int = 1) -> bool:
    try:
        return date(year, month, number).year >= 1000
    except ValueError:
        return False
