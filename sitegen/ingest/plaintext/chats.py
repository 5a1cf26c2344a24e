"""Exports of chats as JSON (Telegram, Slack, Discord) as lines: each day, who wrote what, and the links shown below.

>>> message = '{"type": "message", "user": "U1", "ts": "1750838672.1", "text": "Read <https://x.org/|Slow Clocks>"}'
>>> [line for _, line in _rows(f"[{message}]", Source())]
['', '# 2025-06-25', '', 'U1 08:04', '', 'Read [Slow Clocks](https://x.org/)']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext import reader
from sitegen.ingest.read import Numbered, json
from sitegen.model import Digest

_LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|([^<>|]*))?>")
_MENTION = re.compile(r"<[@#!][^<>]*>")
_SPOKEN = ("text", "content", "embeds", "attachments")
"""Where Telegram, Slack and Discord keep what a message says."""
_TIMES = ("date", "ts", "timestamp")
_NAMES = ("from", "user_profile", "author", "username", "user")
"""Who wrote a message: a name, or a record with one."""
_MARKS = {"bold": "**", "italic": "*"}


def parse(text: str, source: Source) -> Digest:
    """Parse an export of a chat as what its readers see."""
    return reader.digest(reader.labelled([*_rows(text, source)]), source)


def _rows(text: str, source: Source) -> Iterator[Numbered]:
    """The lines of all messages, with a heading above those of each day."""
    day, position, number = "", 0, 1
    for value, _ in json.items(text, source, ("messages",)):
        for message, _ in json.nested(value, _is_message):
            written, words = _time(message), _words(message)
            place = text.find(f'"{written}"', position) if position >= 0 else -1
            # one that is written otherwise in the file is not looked for again and again
            number += text.count("\n", position, place) if place >= 0 else 0
            position = place
            if not words:
                continue
            sent = _sent(written)
            if sent and f"{sent:%Y-%m-%d}" != day:
                day = f"{sent:%Y-%m-%d}"
                yield from ((number, line) for line in ("", f"# {day}"))
            head = f"{_sender(message)} {sent:%H:%M}" if sent else _sender(message)
            yield from ((number, line) for line in ("", head, "", *words.split("\n")))


def _is_message(value: Mapping[str, Any]) -> bool:
    return bool(_time(value)) and any(value.get(key) for key in _SPOKEN)


def _time(message: Mapping[str, Any]) -> str:
    return next((time for time in map(message.get, _TIMES) if isinstance(time, str)), "")


def _sent(written: str) -> datetime | None:
    """When a message was sent: as ISO 8601, or as the seconds since 1970 that Slack counts."""
    try:
        return datetime.fromtimestamp(float(written), UTC) if "-" not in written else datetime.fromisoformat(written)
    except (ValueError, OverflowError, OSError):
        return None


def _sender(message: Mapping[str, Any]) -> str:
    for sender in filter(None, map(message.get, _NAMES)):
        names = [sender.get(key) for key in ("nickname", "real_name", "name")] if isinstance(sender, dict) else [sender]
        if name := next(filter(None, names), ""):
            return str(name)
    return ""


def _words(message: Mapping[str, Any]) -> str:
    """What a message says, and what it shows of the pages that it links to."""
    parts = [_plain(message.get("text") or message.get("content"))]
    for shown in (shown for key in ("embeds", "attachments") for shown in _objects(message.get(key))):
        title, address = _plain(shown.get("title")), shown.get("title_link") or shown.get("url")
        parts += [f"[{title}]({address})" if title and address else title]
        parts += [_plain(shown.get("text") or shown.get("description"))]
    return "\n\n".join(filter(None, parts)).strip()


def _objects(value: Any) -> list[dict[str, Any]]:
    return [inner for inner in value if isinstance(inner, dict)] if isinstance(value, list) else []


def _plain(value: Any) -> str:
    """A text as Markdown: of Telegram in parts with styles, of Slack with addresses in angle brackets."""
    if isinstance(value, list):
        return "".join(map(_styled, value))
    text = value if isinstance(value, str) else ""
    return _LINK.sub(lambda link: f"[{link[2]}]({link[1]})" if link[2] else link[1], _MENTION.sub("", text))


def _styled(part: Any) -> str:
    if not isinstance(part, dict):
        return part if isinstance(part, str) else ""
    text, mark = str(part.get("text", "")), _MARKS.get(str(part.get("type")), "")
    if address := part.get("href"):
        return f"[{text}]({address})"
    return f"{mark}{text}{mark}" if text.strip() and "\n" not in text else text
