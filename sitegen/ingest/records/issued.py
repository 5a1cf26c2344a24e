"""Days, months and years as bibliographies write them: as much of a date as is certain.

`2001/09/01/`, `2001/00/00/`, `1996 Jul 9`, `2010 Sep-Oct`, `2019-10/2019-11`, `10~jan`: of a range the beginning is
taken, and what is no day of a calendar (a zero, a season) is left out.
"""

from __future__ import annotations

import re
from datetime import date

from sitegen.model import Date
from sitegen.text.dates import month_number

_YEAR = re.compile(r"(?<![\d-])(1\d{3}|20\d\d)(?!\d)")
_ORDERED = re.compile(
    r"\W*(?P<year>1\d{3}|20\d\d)(?:(?P<sep>[-/.\s])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?)?(?!\d)"
)
_COMPACT = re.compile(r"(1\d{3}|20\d\d)(\d\d)(\d\d)(?!\d)")
_EUROPEAN = re.compile(r"(?:(?P<day>\d{1,2})[./-])?(?P<month>\d{1,2})[\s./-]+(?P<year>1\d{3}|20\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_RANGE = re.compile(r"\d\s*(?:-+|–|—|/)\s*\d")


def issued(text: str) -> Date:
    """The date that `text` tells, as `2025-03-28`, `2025-03` or `2025`; empty where it tells none.

    >>> issued("2001/00/00/"), issued("1996 Jul 9"), issued("2013/02/15/received"), issued("in press")
    ('2001', '1996-07-09', '2013-02-15', '')
    """
    text = text.strip()[:200].replace("~", " ")
    if found := _COMPACT.match(text):
        return dated(*found.groups())
    if (found := _ORDERED.match(text)) and (found["month"] or not _WORD.search(text)):
        return dated(found["year"], found["month"] or "", found["day"] or "")
    if found := _EUROPEAN.fullmatch(text):
        day, month = found["day"] or "", found["month"]
        # 07/15/2005 is American, 15/07/2005 is not
        return dated(found["year"], *((day, month) if int(month) > 12 else (month, day)))
    year = _YEAR.search(text)
    if not year:
        return ""
    return dated(year[0], (text[: year.start()] + " " + text[year.end() :]).strip())


def dated(year: str, month: str = "", day: str = "") -> Date:
    """A date from its parts as a record has them; the month may be a number, a name, or a name with the day.

    >>> dated("2006", "oct"), dated("2009", "10~jan"), dated("2017", "21"), dated("{\\\\noopsort{a}}1973")
    ('2006-10', '2009-01-10', '2017', '1973')
    """
    found = _YEAR.search(year)
    if not found:
        return ""
    number, rest = _month(month.replace("~", " ").strip())
    if not number:
        return found[0]
    days = re.findall(r"\d+", day or rest)
    only = int(days[0]) if len(days) == 1 or (days and not _RANGE.search(day or rest)) else 0
    try:
        return date(int(found[0]), number, only).isoformat()
    except (ValueError, OverflowError):
        return f"{found[0]}-{number:02}"


def _month(text: str) -> tuple[int, str]:
    """The month of a text, 0 where it names none, and what else it says."""
    if re.fullmatch(r"\d{1,2}", text):
        return (int(text), "") if 1 <= int(text) <= 12 else (0, "")
    for word in _WORD.finditer(text):
        if number := month_number(word[0]):
            return number, text[: word.start()] + " " + re.sub(_WORD, " ", text[word.end() :])
    return 0, ""
