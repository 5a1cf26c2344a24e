"""Dates as machines and bibliographies write them: as much of a date as is certain.

ISO 8601 in JSON and Atom, RFC 822 in mails and RSS; and in bibliographies `2001/09/01/`, `2001/00/00/`, `1996 Jul 9`,
`2010 Sep-Oct`, `2019-10/2019-11`, `10~jan`: of a range the beginning is taken, and what is no day of a calendar (a
zero, a season) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from sitegen.ingest.values import vocabulary
from sitegen.model import Date
from sitegen.text.dates import full_year, month_number
from sitegen.text.folding import letters
from sitegen.text.iso_dates import is_day

_MAIL = re.compile(
    r"(?<![^\W_][-–—/])(?<!\d--)(?<![^\W_] [-–—] )\b(\d{1,2})[\s-]+([A-Za-z]{3,9})[\s-]+(\d{4}|\d\d)\b"
    r"(?!\s+[A-Za-z]{3,9}\W+\d)"
)
"""With a dash before the day, or a month behind the year, it is a range: `13-17 May 2024`, `28 May-11 June 2024`."""
_YEAR = re.compile(r"(?<![\d-])(1\d{3}|20\d\d)(?!\d)")
_DOI = re.compile(r"\s*10\.\d{4,9}/\S+\s*")
_ORDERED = re.compile(
    r"\W*(?P<year>1\d{3}|20\d\d)(?:(?P<sep>[-/.\s])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?)?(?!\d)"
)
_EASTERN, _EASTERN_YEAR = re.compile(r"(?<=\d)\s?[年月日년월일]\s?"), re.compile(r"\d{4}\s?[年년]")
"""`2023年5月`."""
_COMPACT = re.compile(r"(1\d{3}|20\d\d)(\d\d)(\d\d)(?!\d)")
_EUROPEAN = re.compile(r"(?:(?P<day>\d{1,2})[./-])?(?P<month>\d{1,2})[\s./-]+(?P<year>1\d{3}|20\d\d)(?!\d)")
_MONTH_ALONE = re.compile(r"(?:\d{1,2} )?[A-Za-z]{3,}\.?(?:[ -]\d{1,2})?$")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
"""Since 1970, or thousandths of them."""
_UNDATED = frozenset({"", *map(letters, (*vocabulary.words("undated"), *vocabulary.words("nothing")))})
_RANGE = re.compile(r"\d\s*(?:-+|–|—|/)\s*\d")


def parse(text: str) -> Date:
    """The date that `text` tells, whoever wrote it, as `2025-03-28`, `2025-03` or `2025`; empty where it tells none.

    Of a time stamp it is the day as it is written, without regard to its time zone.

    >>> parse("2025-03-28T04:16:44.621Z"), parse("Thu,  8 Jun 23 00:44:20 GMT"), parse("1743134400000")
    ('2025-03-28', '2023-06-08', '2025-03-28')
    >>> parse("2001/00/00/"), parse("1996 Jul 9"), parse("2013/02/15/received"), parse("in press")
    ('2001', '1996-07-09', '2013-02-15', '')
    >>> parse("2023年5月"), parse("2023년 5월 12일"), parse("2023年")
    ('2023-05', '2023-05-12', '2023')
    >>> parse("07/15/2005"), parse("15/07/2005"), parse("15.7.2005"), parse("10.1016/j.x.2024.01.002")
    ('2005-07-15', '2005-07-15', '2005-07-15', '')
    """
    text = text.strip()[:200].replace("~", " ")
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
    if _DOI.fullmatch(text):
        return ""
    if _EASTERN_YEAR.match(text):
        text = _EASTERN.sub("-", text).rstrip("-")
    if match := _COMPACT.match(text):
        return dated(*match.groups())
    if (match := _ORDERED.match(text)) and (match["month"] or not _WORD.search(text)):
        return dated(match["year"], match["month"] or "", match["day"] or "")
    if match := _EUROPEAN.fullmatch(text):
        day, month = match["day"] or "", match["month"]
        # 07/15/2005 is American, 15/07/2005 is not
        return dated(match["year"], *((day, month) if int(month) > 12 else (month, day)))
    if (match := _MAIL.search(text)) and month_number(match[2]):
        return dated(str(full_year(match[3])), match[2], match[1])
    year = _YEAR.search(text)
    if not year:
        return ""
    return dated(year[0], (text[: year.start()] + " " + text[year.end() :]).strip())


def first(texts: Iterable[str]) -> Date:
    """The first date that texts tell; where none does, numbers that are no date stay, so that they can be reported.

    >>> first(["in press", "2025-03"]), first(["in press"]), first(["199X"]), first(["0000-00-00"])
    ('2025-03', '', '199X', '')
    """
    texts = list(texts)
    numbers = (text for text in texts if re.search(r"[1-9]", text) and not _DOI.fullmatch(text))
    return next(filter(None, map(parse, texts)), "") or " ".join(next(numbers, "").split())


def are_words(text: str) -> bool:
    """Whether a text without a number is more than what stands for a date that nobody knows.

    >>> [are_words(text) for text in ("soon", "in press", "n.d.", "TBA", "10.1000/x", "0000-00-00")]
    [True, False, False, False, False, False]
    """
    return not re.search(r"[1-9]", text) and letters(text).strip("0") not in _UNDATED


def day(text: str) -> Date:
    """The day that `text` tells; empty where it tells none, or a month or a year alone.

    >>> day("28 Mar 2025"), day("May 2025"), day("Version 2019")
    ('2025-03-28', '', '')
    """
    date = parse(text)
    return date if is_day(date) else ""


def combined(texts: Iterable[str]) -> Date:
    """The first date that texts tell; a later one only where it says more of the same, such as month and day alone.

    >>> combined(["2025", "MAR 28"]), combined(["2025-03", "2025-03-28", "2026"]), combined(["FEB", "2025"])
    ('2025-03-28', '2025-03-28', '2025-02')
    """
    texts = list(texts)
    parsed = list(filter(None, map(parse, texts)))
    best = parsed[0] if parsed else ""
    alone = next((text for text in texts if _MONTH_ALONE.match(text) and not parse(text)), "")
    best = dated(best, alone) if len(best) == 4 else best
    for other in parsed:
        best = other if other.startswith(best) else best
    return best


def dated(year: str, month: str = "", day: str = "") -> Date:
    """A date from its parts as a record has them; the month may be a number, a name, or a name with the day.

    A day that the month does not have stays, so that it can be reported.

    >>> dated("2006", "oct"), dated("2009", "10~jan"), dated("2017", "21"), dated("{\\\\noopsort{a}}1973")
    ('2006-10', '2009-01-10', '2017', '1973')
    >>> dated("2024", "2", "30"), dated("2024", "2", "0")
    ('2024-02-30', '2024-02')
    """
    match = _YEAR.search(year)
    if not match:
        return ""
    number, rest = _month(month.replace("~", " ").strip())
    if not number:
        return match[0]
    days = re.findall(r"\d+", day or rest)
    only = int(days[0]) if days and not _RANGE.search(day or rest) else 0
    return f"{match[0]}-{number:02}" + (f"-{only:02}" if 1 <= only <= 31 else "")


def _month(text: str) -> tuple[int, str]:
    """The month of a text, 0 where it names none, and what else it says."""
    if re.fullmatch(r"\d{1,2}", text):
        return (int(text), "") if 1 <= int(text) <= 12 else (0, "")
    for word in _WORD.finditer(text):
        if number := month_number(word[0]):
            return number, text[: word.start()] + " " + re.sub(_WORD, " ", text[word.end() :])
    return 0, ""
