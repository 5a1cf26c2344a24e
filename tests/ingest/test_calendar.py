"""Calendars: which events are papers, and on which day each is listed."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read import calendar
from sitegen.ingest.values import prose
from sitegen.model import Digest

EVENT = """BEGIN:VEVENT
DTSTART;TZID="Europe/Rome: summer":{day}T140000
STATUS:{status}
SUMMARY:{series}{title}
DESCRIPTION:{words}
LOCATION:Room 4
BEGIN:VALARM
DESCRIPTION:Your event begins soon
END:VALARM
END:VEVENT
"""
CLOCKS = "Slow Clocks: Planning at the Pace of\n  Thought"
SAID_OF_CLOCKS = (
    "Authors: Ann Lee\\, Bo Cho\\nhttps://arxiv.org/abs/2504.00001\\n\\nAbstract: Planners think fast and badly. We "
    "give them\n  clocks that wait\\, and show on five tasks of planning that they find shorter ways."
)
MAPS = "Small Maps for Robots That Forget Where They Were"
SAID_OF_MAPS = "Authors: Cy Roy\\, Dee Fox\\nhttps://arxiv.org/abs/2504.00002"


def event(day: str, title: str, words: str = "", series: str = "Journal club: ", status: str = "CONFIRMED") -> str:
    return EVENT.format(day=day, title=title, words=words, series=series, status=status)


def shown(*events: str) -> list[str]:
    return [line for _, line in calendar.rows(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n") if line]


def read(*events: str) -> Digest:
    return ingest(f"BEGIN:VCALENDAR\n{''.join(events)}END:VCALENDAR\n".encode(), "club.ics", Report())


def test_a_paper_is_listed_on_the_day_of_its_event() -> None:
    digest = read(event("20250404", CLOCKS, SAID_OF_CLOCKS), event("20250411", MAPS, SAID_OF_MAPS))
    assert digest.format == "calendars (iCalendar)"
    clocks, maps = digest.entries
    assert (clocks.listed, clocks.facts.title) == ("2025-04-04", "Slow Clocks: Planning at the Pace of Thought")
    assert [author.name for author in clocks.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert prose.text(clocks.abstract).startswith("Planners think fast and badly. We give them clocks that wait, and")
    assert (maps.listed, maps.facts.title, maps.facts.arxiv) == ("2025-04-11", MAPS, "2504.00002")


def test_events_without_a_paper_are_none() -> None:
    digest = read(
        event("20250404", CLOCKS, SAID_OF_CLOCKS),
        event("20250409", "Summer party", "Bring cake\\, no slides.", series=""),
        event("20250410", "Doctor", series=""),
        event("20250411", MAPS, SAID_OF_MAPS),
    )
    assert [entry.listed for entry in digest.entries] == ["2025-04-04", "2025-04-11"]


def test_reminders_and_cancelled_events_are_left_out() -> None:
    lines = shown(event("20250404", MAPS, "Cy Roy"), event("20250411", "Rooms", status="CANCELLED"))
    assert lines == ["# 2025-04-04", f"## Journal club: {MAPS}", "Cy Roy"]


@pytest.mark.parametrize("series", ["Journal club: ", "[Journal club] ", "Lesekreis – ", "Séminaire | "])
def test_what_most_events_are_called_by_is_no_part_of_their_titles(series: str) -> None:
    events = [event("20250404", CLOCKS, series=series), event("20250411", MAPS, series=series)]
    other = event("20250412", "Rooms: A Study", series="")
    assert [line for line in shown(*events, other) if line.startswith("## ")] == [
        "## Slow Clocks: Planning at the Pace of Thought",
        f"## {MAPS}",
        "## Rooms: A Study",
    ]
