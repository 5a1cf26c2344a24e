"""Days as people write them above a list: `Mar 28`, `Friday, 28 March 2025`, `03/28/2025`, `Mar 24 - Mar 28, 2025`.

A day without a year takes it from a hint (the file's name or the command line). Numbers with slashes are American where
both readings are days, because the pages that people paste are; with dots or hyphens they are European.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from sitegen.text.calendar_names import MONTHS, WEEKDAYS

MONTH = r"(?P<{0}>[^\W\d_]{{3,12}})\.?"
_DAY = r"(?P<{0}>[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th|er|º)?\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d|'\d\d)(?!\d)"
_WEEKDAY_FIRST = re.compile(r"([^\W\d_]{2,14}(?:-feira|['’][^\W\d_]+)?)\.?,?\s+(?=\d)")
_EASTERN_WEEKDAY = re.compile(
    "(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日](?:曜日?)?|[월화수목금토일](?:요일)?"
)
_MONTH_AND_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
"""Behind a weekday, `Tue 1/20`, as plans of courses have it."""
_WEEKDAY = r"(?:(?:today|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+)?"
"""Amid a date, `Updated Friday, 28 March`; those of all languages stand only at its ends."""
_LEAD = (
    r"(?:[a-z ]{0,24}(?:updated|published|posted|submitted|date|week|papers|digest|trending|edition)"
    r"(?:\s+(?:of|for|on|at))?\s*[:,|–—-]?\s*)?(?:the\s+)?"
)
_CLOCK = r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?|h)(?:\s*(?:[ap]m|uhr))?"
_TIME = (
    rf"(?:,?\s+(?:(?:at|um|à|às|a las|alle)\s+)?{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?"
    r"(?:\s*(?:utc|gmt|z|[+-]\d\d:?\d\d))?)?"
)
_DASH = r"\s*(?:-|–|—|~|to|until|through)\s*"


def _written(n: str) -> str:
    """One day in words or figures, its groups named with `n`."""
    month, day, year = (part.format(kind + n) for part, kind in ((MONTH, "m"), (_DAY, "d"), (_YEAR, "y")))
    month2, day2, year2 = (part.format(kind + n) for part, kind in ((MONTH, "M"), (_DAY, "D"), (_YEAR, "Y")))
    return (
        rf"(?:{_WEEKDAY}(?:{month}[\s-]+{day}(?:,?[\s-]+{year})?"
        rf"|{day2}[\s-]+(?:(?:of|de|do)\s+)?{month2}(?:,?[\s-]+(?:(?:of|del?|do)\s+)?{year2})?))"
    )


_FIGURES = (
    r"(?P<iy>(?:19|20)\d\d)(?P<sep>[-/]|\.\s?)(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>[12]\d|3[01]|0?[1-9])(?!\d)\.?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<a>\d{1,2})(?P<sep2>[-/.])(?P<b>\d{1,2})(?P=sep2)(?P<fy>(?:19|20)\d\d)"
    r"|(?P<cy>(?:19|20)\d\d)\s*[年년]\s*(?P<cm>\d{1,2})\s*[月월]\s*(?P<cd>\d{1,2})\s*[日일]?"
    r"|(?P<em>\d{1,2})\s*[月월]\s*(?P<ed>\d{1,2})\s*[日일]"
)
_SINGLE = re.compile(rf"{_LEAD}(?:{_written('1')}|{_WEEKDAY}(?:{_FIGURES})){_TIME}", re.IGNORECASE)
_RANGE = re.compile(
    rf"{_LEAD}{_written('1')}{_DASH}(?:{_written('2')}|{_DAY.format('only')}(?:,?\s+{_YEAR.format('yonly')})?)", re.I
)
_DAYS = re.compile(
    rf"{_LEAD}{_DAY.format('first')}{_DASH}{_DAY.format('last')}\s+{MONTH.format('month')}(?:,?\s+{_YEAR.format('year')})?",
    re.I,
)
_ISO_RANGE = re.compile(rf"{_LEAD}(\d{{4}}-\d\d-\d\d){_DASH}(\d{{4}}-\d\d-\d\d)", re.I)
_REST = re.compile(
    r"(?:\s?г\.)?\s*[·•|]?\s*(?:\d[\d,]*(?:\.\d+)?[kK]?)?(?:\s+comments?)?"
    r"(?:,?\s*[(（]?(?P<weekday>[^\W\d_]{1,14}(?:-feira)?)\.?[)）]?)?\s*",
    re.IGNORECASE,
)
_SHORT = re.compile(r"^(\d{1,2}-[^\W\d_]{3,10}-)(\d\d)$")
"""`3-Dec-26`, as Excel shows a day, and no range."""
_EITHER_FIRST = re.compile(r"(?<![\d/-])(\d\d?)([/-])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_LATEST = 70
"""The last year of two digits that is of this century."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:s|nes|rs?|ur)?(?:day)?[.,]{{0,2}} $", re.I)
_LONGEST_WEEKDAY = 12
"""Characters, `Wednesday., `."""
_STAMP = re.compile(r"(?<![\d/])(?:[1-9]/[1-9]\d?|[1-9]\d/[1-9])/20\d\d,? \d\d?:\d\d")


class WrittenDay(Struct, frozen=True):
    """A day as a line gives it, perhaps without its year."""

    year: int
    """0 where the line does not say."""
    month: int
    day: int
    start: tuple[int, int, int] | None = None
    """First day of a range, as year (or 0), month, day."""


def find(line: str) -> WrittenDay | None:
    """The date that `line` is, apart from words such as 'Updated'; None where it is anything else, or no day at all.

    >>> find("Friday, 28 March 2025")
    WrittenDay(year=2025, month=3, day=28, start=None)
    >>> find("2025-03-28 Friday") == find("28-Mar-25") == find("Friday, 28 March 2025")
    True
    """
    line = _SHORT.sub(r"\1'\2", line.strip().strip("#*_<> "))
    if not 3 <= len(line) <= 80 or not any(character.isdigit() for character in line):
        return None
    behind = line[_weekday_end(line) :]
    if behind != line and (figures := _MONTH_AND_DAY.fullmatch(behind)):
        days = [(0, int(figures[first]), int(figures[3 - first])) for first in (1, 2)]
        return next((WrittenDay(*day) for day in days if exists(*day)), None)
    # a month may be called as a weekday elsewhere: `Mar 28`
    return (_find(behind) if behind != line else None) or _find(line)


def _find(line: str) -> WrittenDay | None:
    for pattern, read in ((_ISO_RANGE, _iso_range), (_RANGE, _range), (_DAYS, _days), (_SINGLE, _single)):
        match = pattern.match(line)
        days = read(match) if match and _is_rest(line, match.end()) else []
        if days and all(exists(*day) for day in days):
            return WrittenDay(*days[-1], days[0] if len(days) > 1 else None)
    return None


def _is_rest(line: str, start: int) -> bool:
    """Whether nothing but a count, a sign or a weekday stands behind a date."""
    rest = _REST.fullmatch(line, start)
    weekday = rest["weekday"] or "" if rest else ""
    is_weekday = weekday.lower() in WEEKDAYS or _EASTERN_WEEKDAY.fullmatch(weekday) is not None
    return rest is not None and (not weekday or is_weekday)


def starts_with_weekday(text: str) -> bool:
    """Whether a text begins with the name of a weekday, as meetings are announced and publications are not.

    >>> starts_with_weekday("Jeudi 6 février 2025"), starts_with_weekday("Friday's Clocks")
    (True, False)
    """
    return _weekday_end(text) > 0


def _weekday_end(text: str) -> int:
    """Where the weekday ends that a date begins with; 0 without one."""
    match = _WEEKDAY_FIRST.match(text)
    return match.end() if match and match[1].lower() in WEEKDAYS else 0


def is_day_first(text: str) -> bool:
    """Whether a text has a date in figures whose first can be no month: `28/03/2025`; others near it are alike.

    The weekday before one tells as well.

    >>> is_day_first("Monday 05/01/2026"), is_day_first("Friday 05/01/2026"), is_month_first("Fri, 05/01/2026")
    (True, False, True)
    >>> is_day_first("Monthly 05/01/2026")
    False
    """
    return any(_are(match, int(match[1]), int(match[3])) for match in _EITHER_FIRST.finditer(text))


def is_month_first(text: str) -> bool:
    """Whether a text has a date in figures whose second can be no month: `03/28/2025`."""
    return any(_are(match, int(match[3]), int(match[1])) for match in _EITHER_FIRST.finditer(text))


def _are(figures: re.Match[str], day: int, month: int) -> bool:
    """Whether two figures are surely a day and a month, as the other way they are none or have another weekday."""
    start = figures.start()
    named = _WEEKDAY_BEFORE.search(figures.string, max(0, start - _LONGEST_WEEKDAY), start)
    if not named or max(day, month) > 12 or 0 in (day, month):
        return day > 12 >= month
    weekday, year = _WEEKDAYS.index(named[1].lower()), int(figures[4])
    return date(year, month, day).weekday() == weekday != date(year, day, month).weekday()


def has_two_readings(text: str) -> bool:
    """Whether a text has a date in figures that may have its day or its month first.

    `4/1/2025 10:00`, a time stamp without zeros, is how programs write it where the month comes first.

    >>> has_two_readings("02/09/2026"), has_two_readings("2-9-2026"), has_two_readings("28/09/2026")
    (True, True, False)
    """
    either = _EITHER_FIRST.finditer(_STAMP.sub("", text))
    return any(max(int(match[1]), int(match[3])) <= 12 and int(match[1]) != int(match[3]) for match in either)


def with_year_first(text: str, *, is_day_first: bool = True) -> str:
    """A text with its dates in figures, which all have their days or all their months first, as ISO 8601.

    >>> with_year_first("01/09/2025, 14:00"), with_year_first("01-09-2025", is_day_first=False)
    ('2025-09-01, 14:00', '2025-01-09')
    """
    return _EITHER_FIRST.sub(r"\4-\3-\1" if is_day_first else r"\4-\1-\3", text)


def resolve(written: WrittenDay, hint: str = "") -> tuple[str, str]:
    """The day and the first day of its range as ISO 8601, the latter empty for a single day.

    `hint` is a full date or a year. Both are empty where the year stays unknown. A day that lies more than half a year
    from a full hint belongs to the year beside it: 'Dec 31' in a file of 2025-01-01.
    """
    year = written.year or _year(written, hint)
    if not year or not exists(year, written.month, written.day):
        return "", ""
    day = date(year, written.month, written.day)
    if written.start is None:
        return day.isoformat(), ""
    start_year = written.start[0] or (year - 1 if written.start[1:] > (written.month, written.day) else year)
    if not exists(start_year, *written.start[1:]):
        return day.isoformat(), ""
    start = date(start_year, *written.start[1:])
    return day.isoformat(), start.isoformat() if start < day else ""


def day_of(text: str, hint: str) -> tuple[str, str]:
    """The day that a text is, and the first day of its range; empty for any other text (`find`, `resolve`)."""
    written = find(text)
    return resolve(written, hint) if written else ("", "")


def _year(written: WrittenDay, hint: str) -> int:
    year, near = read_hint(hint)
    if not year or not near:
        return year
    years = [year + step for step in (0, -1, 1) if exists(year + step, written.month, written.day)]
    return min(years, key=lambda each: abs(date(each, written.month, written.day) - near), default=year)


def read_hint(hint: str) -> tuple[int, date | None]:
    """The year a hint gives, and its day where it gives one. `hint` may be a year, a date, or a file's name."""
    if full := re.search(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)", hint):
        year, month, day = int(full[1]), int(full[3]), int(full[4])
        if exists(year, month, day):
            return year, date(year, month, day)
    if only := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", hint):
        return int(only[0]), None
    return 0, None


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has a day; in a leap year, where none is named."""
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return True


def month_number(name: str) -> int:
    """The number of a month by its name; 0 for any other word."""
    return MONTHS.get(name.lower(), 0)


def full_year(text: str | None) -> int:
    """A year of two or four digits, `'25`; 0 without one."""
    digits = (text or "").strip("'")
    century = 0 if len(digits) != 2 else 2000 if int(digits) <= _LATEST else 1900
    return century + int(digits or 0)


def _words(match: re.Match[str], n: str) -> tuple[int, int, int] | None:
    name, day, year = (match[f"{kind}{n}"] or match[f"{kind.upper()}{n}"] for kind in "mdy")
    return (full_year(year), month_number(name), int(day)) if name else None


def _single(match: re.Match[str]) -> list[tuple[int, int, int]]:
    if words := _words(match, "1"):
        return [words]
    if month := match["im"] or match["cm"] or match["em"]:
        day = match["id"] or match["cd"] or match["ed"]
        return [(int(match["iy"] or match["cy"] or 0), int(month), int(day))]
    first, second, year = int(match["a"]), int(match["b"]), int(match["fy"])
    european = first > 12 or (match["sep2"] != "/" and second <= 12)
    return [(year, second, first) if european else (year, first, second)]


def _range(match: re.Match[str]) -> list[tuple[int, int, int]]:
    start = _words(match, "1")
    end = _words(match, "2")
    if start and not end and match["only"]:
        end = (full_year(match["yonly"]), start[1], int(match["only"]))
    return [start, end] if start and end else []


def _days(match: re.Match[str]) -> list[tuple[int, int, int]]:
    year, month = full_year(match["year"]), month_number(match["month"])
    return [(year, month, int(match["first"])), (year, month, int(match["last"]))]


def _iso_range(match: re.Match[str]) -> list[tuple[int, int, int]]:
    return [(int(day[:4]), int(day[5:7]), int(day[8:])) for day in match.groups()]
