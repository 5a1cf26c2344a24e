"""Sessions of a reading group as a calendar (iCalendar, RFC 5545), from the `session` dates of a free page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sitegen import routes
from sitegen.model import FreePage
from sitegen.render.formats.feeds import identifier
from sitegen.render.theme import Theme

LENGTH = timedelta(hours=1)
"""Of a session that has a time."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def ics(view: FreePage, theme: Theme) -> bytes:
    """An event for each session. What is folded stays below 75 bytes a line (RFC 5545, 3.1)."""
    site, page, title = theme.site, routes.page(view.slug), view.title.translate(_ESCAPES)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//EN", f"NAME:{title}"]
    for session in view.sessions:
        lines += ["BEGIN:VEVENT", f"UID:{identifier(f'{page}/{session}', site)}", *_times(session)]
        lines.append(f"SUMMARY:{title}")
        if address := site.absolute(page):
            lines.append(f"URL:{address}")
        lines.append("END:VEVENT")
    folded = (part for line in [*lines, "END:VCALENDAR"] for part in _folded(line))
    return b"".join(part + b"\r\n" for part in folded)


def _times(session: str) -> Iterator[str]:
    """When a session is; without a time all day, and without a zone in the reader's own."""
    if len(session) == len("2025-04-02"):
        day = date.fromisoformat(session)
        yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        return
    start = datetime.fromisoformat(session)
    zone = "Z" if start.tzinfo else ""
    start = start.astimezone(UTC) if start.tzinfo else start
    yield f"DTSTAMP:{start:%Y%m%dT%H%M%S}Z"
    yield f"DTSTART:{start:%Y%m%dT%H%M%S}{zone}"
    yield f"DTEND:{start + LENGTH:%Y%m%dT%H%M%S}{zone}"


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most 75 bytes, each after the first behind a space, and none within a letter."""
    part = b""
    for character in line:
        encoded = character.encode("utf-8")
        if len(part) + len(encoded) > 75:
            yield part
            part = b" "
        part += encoded
    yield part
