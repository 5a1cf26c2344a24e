"""Events of a calendar (iCalendar, RFC 5545) as the lines of a list: the day of each, its name, what is said of it.

>>> begin, end = "BEGIN:VCALENDAR\\nBEGIN:VEVENT\\n", "END:VEVENT\\nEND:VCALENDAR"
>>> event = "DTSTART:20250522T090000Z\\nSUMMARY:Slow Clocks\\\\, Sm\\n all Maps\\nDESCRIPTION:By Ann Lee\\n"
>>> [line for _, line in rows(begin + event + end)]
['', '# 2025-05-22', '', '## Slow Clocks, Small Maps', '', 'By Ann Lee']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sitegen.ingest.read import Numbered

_PROPERTY = re.compile(r"([\w-]+)(?:;(?:\"[^\"]*\"|[^\":])*)?:(.*)", re.DOTALL)
_FOLDED, _FOLD = re.compile(r"^.*+(?:\n[ \t].*+)*+", re.MULTILINE), re.compile(r"\n[ \t]")
_ESCAPED = re.compile(r"\\([nN\\,;:])")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_SERIES = re.compile(r"[^:|\[\]–—]{2,40}?(?::| [-–—|])\s+|\[[^\[\]]{2,40}\]\s*")
"""What events of one kind are called before what each is about: `Reading group: `, `[Journal club] `."""
_OFF = "CANCELLED"

_Event: TypeAlias = dict[str, tuple[int, str]]
"""The properties of an event by their names, each with its line."""


def rows(text: str) -> Iterator[Numbered]:
    """The lines of all events that take place, the day above each."""
    events = [event for event in _events(text) if event.get("STATUS", (0, ""))[1].strip().upper() != _OFF]
    series = _series([event["SUMMARY"][1] for event in events if "SUMMARY" in event])
    for event in events:
        for name, mark in (("DTSTART", "# "), ("SUMMARY", "## "), ("DESCRIPTION", ""), ("URL", "")):
            number, words = event.get(name, (0, ""))
            if name == "DTSTART":
                words = "-".join(day.groups()) if (day := _DAY.match(words)) else ""
            elif name == "SUMMARY":
                words = " ".join(words.removeprefix(series).split())
            if words:
                yield number, ""
                yield from ((number, f"{mark}{row}") for row in words.split("\n"))


def _series(summaries: Sequence[str]) -> str:
    """What most of some events are called by before what each is about; empty where they have nothing in common."""
    counts = Counter(mark[0] for summary in summaries if (mark := _SERIES.match(summary)))
    series, count = counts.most_common(1)[0] if counts else ("", 0)
    return series if count > 1 and 2 * count > len(summaries) else ""


def _events(text: str) -> Iterator[_Event]:
    """The events without what is inside them, such as reminders, which have words of their own."""
    event: _Event = {}
    inside = [""]
    for number, line in _unfolded(text):
        match = _PROPERTY.fullmatch(line.rstrip())
        name, value = (match[1].upper(), match[2]) if match else ("", "")
        if name == "BEGIN":
            inside.append(value.upper())
            event = {} if inside[-1] == "VEVENT" else event
        elif name == "END":
            if value.upper() == "VEVENT":
                yield event
            inside = inside[:-1] or [""]
        elif name and inside[-1] == "VEVENT":
            event[name] = number, _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)


def _unfolded(text: str) -> Iterator[Numbered]:
    """Lines of which none goes on in the next, after a space."""
    number = 1
    for line in _FOLDED.findall(text):
        yield number, _FOLD.sub("", line)
        number += line.count("\n") + 1
