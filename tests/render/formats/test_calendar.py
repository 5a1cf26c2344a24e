"""Sessions of a reading group, for calendars."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model import FreePage
from sitegen.render.formats.calendar import ics
from sitegen.text.characters import remove_illegal
from tests.catalogs import Rendered, catalog, config
from tests.little import LittleSite

PAGE = """---
title: "Reading group; room 1, Ünï"
session: ["2025-04-02", "2025-04-09 17:00", "2025-04-16T17:00+02:00"]
---

We meet.
"""


def test_the_sessions_of_a_page_are_followed_by_calendars(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", 'base_url = "https://example.org/digest/"')
    site.write("pages/group.md", PAGE)
    site.build()
    calendar = icalendar.Calendar.from_ical((site.output / "group.ics").read_bytes())
    events: list[Any] = list(calendar.walk("VEVENT"))
    assert [event["DTSTART"].dt.isoformat() for event in events] == [
        "2025-04-02", "2025-04-09T17:00:00", "2025-04-16T15:00:00+00:00"
    ]  # fmt: skip
    assert isinstance(events[0]["DTSTART"].dt, date)
    assert isinstance(events[1]["DTEND"].dt, datetime)
    assert {str(event["SUMMARY"]) for event in events} == {"Reading group; room 1, Ünï"}
    assert len({str(event["UID"]) for event in events}) == 3
    assert str(events[0]["URL"]) == "https://example.org/digest/group.html"
    assert '<a href="group.ics"' in site.html("group.html")
    assert not site.findings


def test_a_session_that_is_no_time_is_reported_and_the_others_stay(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("pages/group.md", PAGE.replace("2025-04-09 17:00", "on Monday"))
    site.build()
    assert site.findings == ["error[front-matter] pages/group.md"]
    site.write("pages/group.md", PAGE.replace("2025-04-09 17:00", "on Monday").replace("2025-04-02", "2025-04-31"))
    site.build()
    assert site.findings == ["error[front-matter] pages/group.md"] * 2
    site.write("pages/group.md", PAGE.replace("2025-04-09 17:00", "on Monday"))
    site.build()
    assert len(icalendar.Calendar.from_ical((site.output / "group.ics").read_bytes()).walk("VEVENT")) == 2


THEME = Rendered(catalog([]), config(Path())).theme


@given(st.text(max_size=200).map(remove_illegal))
@example("Heaps of sand, sorted by hand " * 5)
def test_any_title_comes_back_and_no_line_is_too_long(title: str) -> None:
    data = ics(FreePage(slug="x", title=title, body="", sessions=("2025-04-02",)), THEME)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == title.replace("\r", "")
