"""The days of the lists in a text: one above all papers, or one above each group of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct

from sitegen.ingest.plaintext.chunks import SHORTEST_STAMP
from sitegen.ingest.plaintext.items import Item, Text
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.days import Day, day_in
from sitegen.ingest.plaintext.rules.named_columns import columns_of
from sitegen.ingest.plaintext.words import ASIDE
from sitegen.model import Date
from sitegen.text import dates

_EACH = 0.75
"""Days for so many of the papers are the days that they came out on."""
_RANGE = re.compile(r"\(([^()]{3,40})\)\W*((?:19|20)\d\d)?\s*$")
_DUE = re.compile(
    r"\b(?:(?:to|will) be held in|due|deadlines?|until|no later than|bis(?: zum)?|frist"
    r"|jusqu[’']au|avant le|date limite|hasta|fecha límite"
    r"|closed|ends|geschlossen|fällig|endet|fermé|cerrado|chiuso"
    r"|entro|scadenza|até|prazo|до|срок)\b|截止|締切|마감",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:last (?:updated|modified|changed)|updated on|zuletzt|letzte änderung|mise? à jour"
    r"|current (?:\w+ )?time|última (?:actualización|atualização)|ultimo aggiornamento|обновлено)\b"
    r"|最終更新|更新日|最后更新",
    re.I,
)
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_LABELLED = re.compile(r"[^\d:]+ [^\d:]+:")
_MET = re.compile(
    r"(?:when|time|zeit|wann|heure|horaire|quand|hora|horario|horário|orario|quando|tijd|日時|时间)\W*", re.I
)
"""Above the days of meetings, each of which may have several papers."""
_LETTERS, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")

_HEAD = 200
_LONGEST_HEADING, _LONGEST_DAY = 120, 40
_LOWEST = 7
"""Below all levels of headings."""


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
    items = [item for item in free if item.label == "D" and not _DUE.search(text.lines[item.first].text)]
    labels = Counter(_label_above(item, text) for item in items)
    # what the same label stands above again and again is the day that a paper came out on
    items = [item for item in items if labels[_label_above(item, text)] == 1 or not _label_above(item, text)]
    # so is one that stands between the names of a paper and what else is said of it
    named, titled = ({chunk.line for chunk in text.labelled(label)} for label in "AT")
    items = [item for item in items if item.first - 1 not in named or not titled.isdisjoint((item.last, item.last + 1))]
    is_day_first = any(dates.is_day_first(chunk.text) for chunk in text.chunks)
    days_in = partial(day_in, hint=hint, is_day_first=is_day_first)
    read = _of_items(items, days_in), _of_lines_like(text, items, days_in), _stamps(text, days_in), _weeks(text, hint)
    marks = sorted(set(chain(*read)))
    places = [mark.line for mark in marks]
    behind = (bisect_right(places, paper.title.first) for paper in listed)
    by_paper: Sequence[_Mark | None] = [marks[at - 1] if at else None for at in behind]
    days = {mark.date for mark in by_paper if mark}
    are_headings = all(_is_heading(mark.line, text) for mark in by_paper if mark)
    count = len({paper.title.text for paper in listed})
    # the first paper has no day above it where days stand behind titles
    are_of_papers = count > 3 and len({mark.date for mark in marks}) > _EACH * count and not are_headings
    # days in a column for them are those of meetings
    if are_of_papers and not any("date" in columns_of(line.text) for line in text.lines):
        marks, days = [mark for mark in marks if mark.line < listed[0].title.first][:1], set()
    if len(days) > 1:
        ranges = sorted({(mark.start, mark.date) for mark in by_paper if mark and mark.start})
        newest = max((mark for mark in by_paper if mark), key=lambda mark: mark.date)
        return Days(newest.date, newest.start, [mark.date if mark else "" for mark in by_paper], ranges=tuple(ranges))
    # of several above the first paper, such as links to the days before and after, the one that is known otherwise
    own = {_form(text.lines[item.first].text) for paper in listed for item in paper.fields.get("P", ())}
    undated = next((item for item in items if not _YEAR.search(item.text)), None)
    inside = range(listed[0].title.first + 1, max(it.last for it in listed[-1].items()) + 1) if listed else ()
    outside = [mark for mark in marks if mark.line not in inside and _form(text.lines[mark.line].text) not in own]
    outside.sort(key=lambda mark: bool(_UPDATED.search(text.lines[mark.line].text)))
    chosen: _Mark | Day | None = next((mark for mark in outside if mark.date in hint), next(iter(outside), None))
    known = dates.read_hint(hint)[1]
    # below a list stand links to other lists, with their days
    last = max((paper.title.last for paper in listed), default=0)
    if not outside or outside[0].line > last or _UPDATED.search(text.lines[outside[0].line].text):
        chosen = None if known else _named_above(text, listed, days_in) or chosen
    if chosen:
        return Days(chosen.date, chosen.start, [""] * len(listed))
    return Days(known.isoformat() if known else "", "", [""] * len(listed), undated=undated)


def _label_above(item: Item, text: Text) -> str:
    """The label on the line above, `Publication date:`; empty where there is none, or one of a meeting."""
    above = text.lines[max(item.first - 1, 0)].text
    is_label = above.endswith((":", "：")) and len(above) < _LONGEST_DAY and not _MET.fullmatch(above)
    return above if is_label else ""


def _named_above(text: Text, listed: Sequence[Paper], days_in: Callable[[str], Day | None]) -> Day | None:
    """A day in a line above the first paper that was taken for noise."""
    first = listed[0].title.first if listed else 0
    days = (days_in(line.text[:_LONGEST_HEADING]) for line in text.lines[: min(first, _HEAD)])
    return next((day for day in days if day and day.date), None)


def _of_items(items: Sequence[Item], days_in: Callable[..., Day | None]) -> Iterator[_Mark]:
    """The days of items; one without its year is near the last one with it: `12 January 2026`, `30 December`."""
    near = ""
    for item in items:
        day = days_in(item.text)
        if day and not day.date:
            day = days_in(item.text, hint=near)
        if day and day.date:
            near = day.date
            yield _Mark(item.first, near, day.start)


def _of_lines_like(text: Text, items: Sequence[Item], days_in: Callable[[str], Day | None]) -> Iterator[_Mark]:
    """The days of lines that are nothing else, `Monday 3 March 2025`, and are written as one that was read.

    Or as each other, where they stand alone above what follows, or between what is of no paper and a title.
    """
    read = {_form(text.lines[item.first].text) for item in items}
    forms = Counter(dict.fromkeys(read, 2))
    days = []
    # a heading below that of a title is the paper's own
    top = min((text.lines[chunk.line].level or _LOWEST for chunk in text.labelled("T")), default=_LOWEST)
    others = {chunk.line for chunk in text.labelled("O") if text.lines[chunk.line].level <= top}
    titled = {chunk.line for chunk in text.labelled("T")}
    # between what belongs to no paper and a title
    alone = {at for at in range(len(text.lines)) if at + 1 in titled and at - 1 in others and not text.lines[at].level}
    alone |= {at for at, line in enumerate(text.lines) if line.gap and dates.starts_with_weekday(line.text)}
    headings = {at for chunk in text.labelled("P") if 0 < text.lines[at := chunk.line].level < top or at in alone}
    for at in sorted(others | headings):
        line = text.lines[at].text[:_LONGEST_HEADING]
        form, is_heading = _form(line), _is_heading(at, text) or (at in alone and dates.find(line) is not None)
        day = days_in(line) if forms[form] or is_heading else None
        if day and day.date:
            forms[form] += is_heading
            days.append((form, _Mark(at, day.date, day.start)))
    yield from (mark for form, mark in days if forms[form] > 1)


def _form(text: str) -> str:
    """How the words and numbers of a day follow each other, without a remark behind it: `Mar 28 (updated)`."""
    return _NUMBER.sub("0", _LETTERS.sub("a", ASIDE.sub("", text).strip()))


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
    """Whether a day stands alone above what follows, as that of a meeting does, and `Last updated: 2 May 2025` not.

    That of a post stands below who wrote it, `@ann.example.org`.
    """
    above, own = text.lines[max(line - 1, 0)], text.lines[line]
    is_apart = not line or own.gap > 0 or own.level > 0 or above.marker == "rule" or above.text.startswith("@")
    return is_apart and len(own.text) < _LONGEST_DAY and not _LABELLED.match(own.text)
