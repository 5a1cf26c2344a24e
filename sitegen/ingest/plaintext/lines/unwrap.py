"""The text inside what it was pasted in: a mail, a calendar, outlines, notes, a page, front matter, a table."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from email import message_from_string, policy
from email.message import EmailMessage, Message, MIMEPart

from sitegen.ingest.parser import Source
from sitegen.ingest.read import Numbered, calendar, drawn, evernote, latex, opml
from sitegen.ingest.read.html import is_html, marked_lines

_MAIL = re.compile(r"\A(?:From .*\n)?(?:(?:[A-Z][\w-]+: .*|[ \t]+\S.*)\n)*?(?:MIME-Version|Content-Type): ", re.I)
_EXPORTS = {"opml": opml.rows, "en-export": evernote.rows}
"""Readers of XML by the names of its outermost elements."""
_ROOT = re.compile(rf"\s*(?:<\?xml[^<>]*>\s*)?(?:<!DOCTYPE[^<>]*>\s*)?<({'|'.join(_EXPORTS)})\b")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:(?:[a-z][\w-]*:|[ \t]|-[ \t]|#).*\n|\n){0,60}---[ \t]*\n")
_HEAD = 20_000
_SHARE = 0.75
_FEWEST = 3
"""Rows and columns of a table."""


def numbered_lines(text: str, source: Source | None = None) -> list[Numbered]:
    """The lines that a reader sees, each with its number in the source, which is told what of it is broken."""
    source = source or Source()
    if _MAIL.match(text[:_HEAD]):
        return _mail(text)
    if text.lstrip().startswith("BEGIN:VCALENDAR"):
        return list(calendar.rows(text))
    if root := _ROOT.match(text[:_HEAD]):
        return list(_EXPORTS[root[1]](text, source))
    if is_html(text):
        return marked_lines(text)
    return _separated(drawn.rows(latex.with_tabs(_without_front_matter(text))))


def _without_front_matter(text: str) -> list[Numbered]:
    """The lines of a text, and of its front matter no more than the day: `date: 2025-03-28`."""
    matter = _FRONT_MATTER.match(text)
    end = matter[0].count("\n") if matter else 0
    rows = list(enumerate(text.split("\n"), 1))
    days = [(number, raw[5:].strip(" \"'") if raw.startswith("date:") else "") for number, raw in rows[:end]]
    return [*days, *rows[end:]]


def _mail(text: str) -> list[Numbered]:
    message = message_from_string(text, policy=policy.default)
    plain, page = (_part(message, kind, text) for kind in ("plain", "html"))
    rows = page or plain
    if not rows:
        return list(enumerate(text.split("\n"), 1))
    head = [(1, f"{name}: {message[name]}") for name in ("Date", "Subject") if message[name]]
    return [*head, (1, ""), *rows]


def _part(message: Message, kind: str, text: str) -> list[Numbered]:
    """The lines of the part of a mail that is text, or of the one that is HTML, numbered as in the mail's text."""
    body = message.get_body((kind,)) if isinstance(message, EmailMessage) else None
    if not body:
        return []
    try:
        content = _content(body)
    except (LookupError, UnicodeError, ValueError):
        return []
    rows = marked_lines(content) if is_html(content) else list(enumerate(content.split("\n"), 1))
    written = str(body.get_payload())
    above = text.count("\n", 0, max(0, text.find(written)))
    # in quoted-printable a line goes on behind a = at its end
    joins = "=" if "quoted" in str(body["Content-Transfer-Encoding"]).lower() else "\n"
    starts = [at for at, before in enumerate(["", *written.split("\n")], above + 1) if not before.endswith(joins)]
    return [(starts[min(number, len(starts)) - 1], raw) for number, raw in rows]


def _content(body: MIMEPart) -> str:
    """The text of a part, which is decoded already unless it is written in ASCII."""
    is_encoded = str(body["Content-Transfer-Encoding"]).strip().lower() in ("base64", "quoted-printable")
    return str(body.get_content() if is_encoded else body.get_payload())


def _separated(numbered: list[Numbered]) -> list[Numbered]:
    """The lines with tabs between their cells, if they are rows with commas or semicolons; else as they are."""
    rows = [raw for _, raw in numbered if raw.strip()]
    for sign in ";,":
        # addresses have no spaces beside them in a table, and nearly always in sentences
        if sum(f"{sign}http" in raw for raw in rows) < max(_FEWEST, _SHARE * len(rows)):
            continue
        try:
            cells = _cells(numbered, sign)
        except csv.Error:
            continue
        width, count = Counter(len(row) for _, row in cells).most_common(1)[0]
        if width >= _FEWEST and count >= max(_FEWEST, _SHARE * len(cells)):
            return [(number, "\t".join(" ".join(cell.split()) for cell in row)) for number, row in cells]
    return numbered


def _cells(numbered: Sequence[Numbered], sign: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader((raw + "\n" for _, raw in numbered), delimiter=sign)
    rows = []
    start = 0
    for row in reader:
        rows.append((numbered[start][0], row))
        start = reader.line_num
    return [(number, row) for number, row in rows if any(row)]
