"""How dates, numbers and first sentences read to a person.

Everything here is pure arithmetic on text: ten thousand pages ask for dates, so none is parsed into a `datetime`, and
none hangs on the machine's locale.
"""

from __future__ import annotations

import re

from sitegen.model import Date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*(?= [\"“‘(\[]?[A-Z0-9])|[。！？]")


def iso(date: Date) -> str:
    """The date as a `<time datetime>` wants it: a year, a month, a day, or a week; already ours."""
    return date


def longdate(date: Date) -> str:
    """A date, month, year or week as a reader writes it.

    >>> longdate("2025-03-28"), longdate("2025-03"), longdate("2025"), longdate("2025-W13")
    ('28 March 2025', 'March 2025', '2025', 'Week 13, 2025')
    """
    year, _, rest = date.partition("-")
    if not rest:
        return year
    if rest[0] == "W":
        return f"Week {rest[1:].lstrip('0')}, {year}"
    month, _, day = rest.partition("-")
    named = f"{_month(month)} {year}"
    return f"{day[:2].lstrip('0')} {named}" if day else named


def daterange(start: Date, end: Date) -> str:
    """A span of days, saying nothing twice; `start` may be empty.

    >>> daterange("2025-03-24", "2025-03-28"), daterange("2025-03-31", "2025-04-04")
    ('24–28 March 2025', '31 March – 4 April 2025')
    """
    if not start or start == end:
        return longdate(end)
    if start[:7] == end[:7] and len(start) == len(end) == len("2025-03-28"):
        return f"{start[8:].lstrip('0')}–{longdate(end)}"
    if start[:4] == end[:4]:
        return f"{longdate(start).removesuffix(' ' + start[:4])} – {longdate(end)}"
    return f"{longdate(start)} – {longdate(end)}"


def _month(number: str) -> str:
    return MONTHS[int(number) - 1] if number.isdecimal() and 1 <= int(number) <= 12 else number


def number(value: int) -> str:
    """With a comma at each thousand, as the interface's English has it.

    >>> number(10234)
    '10,234'
    """
    return f"{value:,}"


def excerpt(text: str, length: int = 240) -> str:
    """The first sentences of a plain text, at most `length` characters; a long first sentence is cut after a word.

    >>> excerpt("One sentence. Another one, longer than allowed.", 30)
    'One sentence.'
    """
    start = " ".join(text[: 2 * length].split())
    # white space may have hidden words that still fit
    text = start if len(start) > length else " ".join(text.split())
    if len(text) <= length:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, length + 2) if found.end() <= length]
    # a first sentence of three words says too little to stand for an abstract
    if ends and ends[-1] >= length // 3:
        return text[: ends[-1]]
    cut = text[:length].rpartition(" ")[0]
    if len(cut) < length // 2:
        # no spaces, as in Chinese: any place will do
        cut = text[: length - 1]
    return cut.rstrip(" ,;:–—-(") + "…"
