"""The days of the lists in a text: one above all papers, or one above each group of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from sitegen.ingest.plaintext.chunks import SHORTEST_STAMP
from sitegen.ingest.plaintext.items import Item, Text
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.days import Day, are_near, day_in, without_year
from sitegen.ingest.plaintext.rules.named_columns import YEARLESS, columns_of, is_schedule
from sitegen.model import Date
from sitegen.text import dates

_EACH = 0.75
"""Days for so many of the papers are the days that they came out on."""
_RANGE = re.compile(r"\(([^()]{3,40})\)\W*((?:19|20)\d\d)?\s*$")
_DUE = re.compile(
    r"\b(?:(?:to|will) be held in|due|deadlines?|until|no later than|bis(?: zum)?|frist"
    r"|jusqu[’']au|avant le|date limite|hasta|fecha límite"
    r"|entro|scadenza|até|prazo|до|срок)\b|截止|締切|마감",
    re.I,
)
_SIGNED = re.compile(
    r"\bv\d+(?:\.\d+)+ released \S+$|[^\W\d_]{3}[.!?] -{1,2}\s?\S+$"
    r"|\s\d{1,2}:\d\d, \d{1,2} [^\W\d_]+ (?:19|20)\d\d \([A-Z]{3,4}\)$"
    r"|(?i:\d\s+(?:page|seite|página|pagina|strona|sida|side)) \d{1,4}(?: ?(?:/|[a-z]{1,3}) ?\d{1,4})?$"
)
"""`No clock is there. -- 2020.2.23`, a remark and its day; `--Wanda 09:14, 3 June 2024 (UTC)`, who signed one;
`Search v0.5.6 released 2020-02-24`, a program; and `3 June 2024 Page 2`, when a page was printed.
"""
_DAY_FIRST = re.compile(r"(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])")
"""`18/4`, which is no month."""
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_LABELLED = re.compile(r"[^\d:]+ [^\d:]+:")
_LETTERS, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
_HOUR = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_HEAD = 200

_LONGEST_HEADING, _LONGEST_DAY = 120, 40
_LOWEST = 7
"""Below all levels of headings."""
_LEAP_YEAR = "2024"
"""A year that has every day."""
_WEEKDAY = 12
"""Letters of the longest one."""


class Days(Struct, frozen=True):
    """When a text's papers were listed."""

    date: Date = ""
    start: Date = ""
    """First day of a range or a week."""
    by_paper: Sequence[Date] = ()
    """For each paper the day of its own list, where the text has several; else empty."""
    ranges: tuple[tuple[Date, Date], ...] = ()
    """First and last day of each range, where the text has several."""
    undated: Item | None = None
    """A day without its year, which nothing completes."""


class _Mark(Struct, frozen=True, order=True):
    line: int
    date: Date
    start: Date


def listed_days(text: Text, listed: Sequence[Paper], free: Sequence[Item], hint: str) -> Days:
    """The days of a text's lists; `hint` is a day or a year, or a name that holds one."""
    items = [item for item in free if item.label == "D" and not _is_of_other(item.first, text)]
    items = _without_schedule(items, text)
    is_day_first = any(dates.is_day_first(chunk.text) for chunk in text.chunks)
    # of days without a year alone, and not by `24/7` in some line
    are_so = is_day_first or any(_DAY_FIRST.fullmatch(item.text) for item in items)
    days_in = partial(_day_in, hint=hint, is_day_first=is_day_first, are_yearless_so=are_so)
    marks = sorted(
        {
            *_of_items(text, items, days_in, hint),
            *_of_lines_like(text, items, days_in),
            *_of_range(text, items, days_in),
            *_stamps(text, days_in),
            *_weeks(text, hint),
        }
    )
    marks = [mark for mark in marks if not _is_of_other(mark.line, text)]
    places = [mark.line for mark in marks]
    behind = (bisect_right(places, paper.title.first) for paper in listed)
    by_paper: Sequence[_Mark | None] = [marks[at - 1] if at else None for at in behind]
    days = {mark.date for mark in by_paper if mark}
    are_headings = all(_is_heading(mark.line, text) for mark in by_paper if mark)
    count = len({paper.title.text for paper in listed})
    # a table of contents names each once more
    are_each = count > 3 and len(days) > _EACH * count and not are_headings
    are_each = are_each or (len(days) > 1 and _are_behind(places, listed))
    like_meetings = any(YEARLESS.match(item.text) for item in items) or dates.are_weekly(days)
    is_met = any(is_schedule(columns_of(line.text), like_meetings=like_meetings) for line in text.lines)
    if are_each and not is_met:
        marks, days = [mark for mark in marks if mark.line < listed[0].title.first][:1], set()
    if len(days) > 1:
        ranges = sorted({(mark.start, mark.date) for mark in by_paper if mark and mark.start})
        last = max((mark for mark in by_paper if mark), key=lambda mark: mark.date)
        return Days(last.date, last.start, [mark.date if mark else "" for mark in by_paper], ranges=tuple(ranges))
    # of several above the first paper, such as links to the days before and after, the one that is known otherwise
    own = {_form(text.lines[item.first].text) for paper in listed for item in paper.fields.get("P", ())}
    undated = next((item for item in items if not _YEAR.search(item.text)), None)
    # below a heading with the day of a list but without its year, other days are those of papers
    end = undated.first if undated and text.lines[undated.first].level else len(text.lines)
    outside = [
        mark
        for mark in marks
        if not _is_inside(mark.line, listed, text)
        and _form(text.lines[mark.line].text) not in own
        and (mark.line < end or text.lines[mark.line].level)
    ]
    chosen: _Mark | Day | None = next((mark for mark in outside if mark.date in hint), _closest(outside))
    known = dates.read_hint(hint)[1]
    # below a list stand links to other lists, with their days
    if not outside or outside[0].line > max((paper.title.last for paper in listed), default=0):
        # or the talks of a day have a time each
        is_same = len(marks) > 1 and len({mark.date for mark in marks}) == 1
        chosen = None if known else _named_above(text, listed, days_in) or chosen or (marks[0] if is_same else None)
    if chosen:
        return Days(chosen.date, chosen.start, [""] * len(listed))
    day = known.isoformat() if known else _elsewhere(undated, text)
    return Days(day, "", [""] * len(listed), undated=undated)


def _are_behind(places: Sequence[int], listed: Sequence[Paper]) -> bool:
    """Whether each of several papers has a day behind it and none above, as the posts of a profile have."""
    owners = [bisect_left(listed, place, key=lambda paper: paper.title.first) for place in places]
    return [*dict.fromkeys(owners)] == [*range(1, len(listed) + 1)]


def _elsewhere(undated: Item | None, text: Text) -> Date:
    """A day without its year as another line names it: `Friday, December 8`, and `Fri, December 8, 2023, 9:00am`."""
    day = day_in(undated.text, _LEAP_YEAR) if undated else None
    if day is None or day.is_complete:
        return ""
    lines = (line.text for line in text.lines if len(line.text) <= _LONGEST_HEADING)
    others = [other for other in map(day_in, lines) if other and other.is_complete]
    same = {other.date for other in others if other.date[4:] == day.date[4:]}
    return same.pop() if len(same) == 1 else ""


def _closest(marks: Sequence[_Mark]) -> _Mark | None:
    """The first of some days, or the one of that range below it: `17–19 September 2025`, `Thursday 18 September`."""
    first = next(iter(marks), None)
    if first is None or not first.start:
        return first
    return next((mark for mark in marks[1:] if not mark.start and first.start <= mark.date <= first.date), first)


def _is_due(item: Item, text: Text) -> bool:
    """Whether the words before a day say that something is due, in its line or in one above that goes on in it."""
    line = text.lines[item.first]
    above = text.lines[item.first - 1].text if item.first and not line.gap else ""
    before = f"{above} {line.text.partition(item.text)[0]}"
    return bool(_DUE.search(before[-_LONGEST_DAY:]))


def _without_schedule(items: list[Item], text: Text) -> list[Item]:
    """The days without those of a schedule: `Submission deadline: 1 August` above `Notification: 15 September`."""
    named = {item.first for item in items if ":" in text.lines[item.first].text.partition(item.text)[0]}
    planned = {line for line in named if {line - 1, line + 1} & named}
    return [item for item in items if item.first not in planned and not _is_due(item, text)]


def _day_in(text: str, hint: str, *, is_day_first: bool = False, are_yearless_so: bool = False) -> Day | None:
    """The day that a text names, unless something is due on it: `Draft, please comment until 30 January`."""
    is_day_first = are_yearless_so if YEARLESS.match(text) else is_day_first
    return None if _DUE.search(text) else day_in(text, hint, is_day_first=is_day_first, with_ranges=True)


def _is_inside(line: int, listed: Sequence[Paper], text: Text) -> bool:
    """Whether a day stands among what is said of papers, as that of a card or the one on which a paper came out."""
    is_between = bool(listed) and listed[0].title.first < line <= max(item.last for item in listed[-1].items())
    lines = text.lines
    is_apart = lines[line].gap > 0 and (line + 1 == len(lines) or lines[line + 1].gap > 0)
    return is_between and not (is_apart or lines[line].level or lines[line].marker == "rule")


def _is_of_other(line: int, text: Text) -> bool:
    """Whether a day is that of a remark."""
    return bool(_SIGNED.search(text.lines[line].text))


def _named_above(text: Text, listed: Sequence[Paper], days_in: Callable[[str], Day | None]) -> Day | None:
    """A day in a line above the first paper that was taken for noise."""
    first = listed[0].title.first if listed else 0
    above = (at for at in range(min(first, _HEAD)) if not _is_of_other(at, text))
    days = (days_in(text.lines[at].text[:_LONGEST_HEADING]) for at in above)
    return next((day for day in days if day and day.date and (day.is_complete or not day.rest)), None)


def _of_items(text: Text, items: Sequence[Item], days_in: Callable[..., Day | None], hint: str) -> Iterator[_Mark]:
    """The days of items; one without its year is near the last of its kind, and the first near one with its year.

    `12 January 2026`, `9 January`, `30 December`. Which year `3 March` is in, right below `1 September 2025`, is open.
    """
    near: dict[tuple[str, int, bool], Date] = {}
    for item in () if dates.read_hint(hint)[0] else reversed(items):
        whole = days_in(item.text)
        if whole and whole.is_complete:
            form, level, is_apart = _kind(item, text)
            near |= dict.fromkeys(((form, level, False), (form, level, is_apart)), whole.date)
    for item in items:
        kind = _kind(item, text)
        alone = days_in(item.text)
        is_open = kind in near and not (alone and alone.is_complete)
        year = {"hint": near[kind]} if is_open else {}
        # a range is parted at its dash
        whole = days_in(text.lines[item.first].text, **year)
        day = whole if whole and whole.start else days_in(item.text, **year)
        if day is None or not day.date:
            continue
        if day.is_complete or kind not in near or are_near(near[kind], day.date):
            near |= {kind: day.date} if kind in near else {}
            yield _Mark(item.first, day.date, day.start)


def _kind(item: Item, text: Text) -> tuple[str, int, bool]:
    """How a day is written but for its year, at which level of headings, and whether below a gap or above all."""
    line = text.lines[item.first]
    return _form(without_year(item.text)), line.level, line.gap > 0 or item.first == 0


def _of_lines_like(text: Text, items: Sequence[Item], days_in: Callable[[str], Day | None]) -> Iterator[_Mark]:
    """The days of lines that are nothing else, `Monday 3 March 2025`, and are written as one that was read.

    Or as each other, where they stand alone above what follows. One without its year is written as one that was read.
    """
    read = {_form(text.lines[item.first].text) for item in items}
    forms = Counter(dict.fromkeys(read, 2))
    days = []
    # a heading below that of a title is the paper's own
    top = min((text.lines[chunk.line].level or _LOWEST for chunk in text.labelled("T")), default=_LOWEST)
    headings = {chunk.line for chunk in text.labelled("P") if 0 < text.lines[chunk.line].level < top}
    others = {chunk.line for chunk in text.labelled("O") if text.lines[chunk.line].level <= top}
    for at in sorted(others | headings):
        line = text.lines[at].text[:_LONGEST_HEADING]
        form, is_heading = _form(line), _is_heading(at, text)
        day = days_in(line) if forms[form] or is_heading else None
        if day and day.date and (day.is_complete or (form in read and is_heading)):
            # one of no heading and without a weekday may be that on which a paper came out
            is_of_list = day.start or day.rest or 0 < text.lines[at].level < top
            forms[form] += bool(day.is_complete and is_heading and is_of_list and day.rest <= _WEEKDAY)
            days.append((form, _Mark(at, day.date, day.start)))
    yield from (mark for form, mark in days if forms[form] > 1)


def _of_range(text: Text, items: Sequence[Item], days_in: Callable[[str], Day | None]) -> Iterator[_Mark]:
    """The days of lines that are brief or name an hour too and fall within the first range.

    `Thursday 18 September, 16:00–17:30, main hall` in `17–19 September 2025`.
    """
    days = (days_in(text.lines[item.first].text) for item in items)
    span = next((day for day in days if day and day.start), None)
    if span is None:
        return
    for at, line in enumerate(text.lines):
        is_brief = len(line.text) < _LONGEST_DAY or (len(line.text) < _LONGEST_HEADING and _HOUR.search(line.text))
        day = day_in(line.text[:_LONGEST_DAY], span.date, with_ranges=True) if is_brief else None
        if day and not day.start and span.start <= day.date <= span.date:
            yield _Mark(at, day.date, "")


def _form(text: str) -> str:
    """How the words and numbers of a day follow each other."""
    return _NUMBER.sub("0", _LETTERS.sub("a", text))


def _weeks(text: Text, hint: str) -> Iterator[_Mark]:
    """The ranges of days in headings, `Papers of the Week (March 24 - March 30) - 2025`."""
    for at, line in enumerate(text.lines):
        mark = _RANGE.search(line.text[:_LONGEST_HEADING]) if line.level else None
        day, start = dates.day_of(f"{mark[1]} {mark[2] or ''}".strip(), hint) if mark else ("", "")
        if start:
            yield _Mark(at, day, start)


def _stamps(text: Text, days_in: Callable[[str], Day | None]) -> Iterator[_Mark]:
    """The days before the messages of a chat."""
    for chunk in text.chunks:
        if "s" in chunk.style and len(chunk.text) >= SHORTEST_STAMP and (day := days_in(chunk.text)) and day.date:
            yield _Mark(chunk.line, day.date, "")


def _is_heading(line: int, text: Text) -> bool:
    """Whether a day stands alone above what follows, as that of a meeting does, and `Last updated: 2 May 2025` not."""
    words = text.lines[line].text
    return text.lines[line].gap > 0 and len(words) < _LONGEST_DAY and not _LABELLED.match(words)
