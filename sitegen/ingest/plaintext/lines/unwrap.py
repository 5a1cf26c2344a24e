"""The text inside what it was pasted in: a saved mail, a calendar, a page of HTML, front matter, a table."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from email import message_from_string, policy
from email.message import EmailMessage, Message, MIMEPart
from itertools import pairwise

from sitegen.ingest.plaintext.lines import paper_notes
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.read import calendar, drawn, latex, opml
from sitegen.ingest.read.drawn import Numbered
from sitegen.ingest.read.html import is_html, marked_lines, table_rows

_MAIL = re.compile(r"\A(?:From .*\n)?(?:(?:[A-Z][\w-]+: .*|[ \t]+\S.*)\n)*?(?:MIME-Version|Content-Type): ", re.I)
_MESSAGE = re.compile(r"^From \S+(?: at \S+)? +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d.*\n(?=[\w-]+: )", re.M)
"""What each mail of a mailbox begins with (RFC 4155)."""
_OUTLINES = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?<opml\b")
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,3} [^\W\d_a-z][\w’'-]+")
_NAMES = re.compile(r"(?:[^\W\d_a-z][^,;]{0,40}, [^\W\d_a-z][^,;]{0,40}; ){2}")
"""What references begin with: `Lee, Ann; Cho, Bo; Roy, Cy et al. (2025): Slow Clocks`."""
_INTRODUCED = re.compile(
    r"(?m)^([ \t]*\((?:(?:[^\W\d_a-z][^\s();]*|[a-z]{2,3}|&)\s+){0,60}[^\W\d_a-z][^\s();]*)"
    r"(;\s{1,40}(?:introduced|presented|proposed|suggested|chosen|picked|led)\s{1,40}by\s[^();]{2,60}\))$"
)
"""Behind names in a line of their own: `(Ann Lee and Bo Cho; introduced by C. Roy)`."""
_NOTE = re.compile(r"\n[^\S\n]*\((?=[^()]*[a-z])(?![^()]*(?:\b[^\W\d_a-z][^\W_]|\d\.\d|[:/@]))[^()]*\)\s*$")
"""A remark in the last line of a cell, with no identifier, address or name: `(+ appendix!)`."""
_ADDRESS = re.compile(r"\bhttps?://[^\s<>()\[\]]+")
_HEAD = 20_000
_MUCH_MORE = 2
"""How many times as much the HTML of a mail says as its text where that is a stub."""
_SHARE = 0.75
_FEWEST, _CUT_OFF = 3, 2
"""Rows of a table, and those of them that may be parts of rows."""


def numbered_lines(text: str) -> list[Numbered]:
    """The lines that a reader sees, each with its number in the source."""
    if _MAIL.match(text[:_HEAD]):
        return list(_mails(text))
    if text.lstrip().startswith("BEGIN:VCALENDAR"):
        return list(calendar.rows(text))
    if _OUTLINES.match(text[:_HEAD]):
        return list(opml.rows(text))
    if is_html(text[:_HEAD]):
        return marked_lines(text)
    text = _INTRODUCED.sub(lambda mark: mark[1] + ")" + "\n" * mark[2].count("\n"), text)
    rows = paper_notes.numbered(text)
    rows = list(_with_tables(rows)) if "<table" in text else rows
    return separated(drawn.rows(latex.with_tabs(rows)))


def _with_tables(rows: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines of a page in Markdown, of which the tables in HTML are tables of Markdown."""
    table: list[Numbered] = []
    for number, line in rows:
        if not table and "<table" not in line:
            yield number, line
            continue
        before = "" if table else line.partition("<table")[0]
        inside, end, behind = line[len(before) :].rpartition("</table>")
        yield from [(number, before)] * bool(before.strip())
        table.append((number, inside + end or behind))
        if end:
            start = table[0][0]
            read = [(start + at - 1, row) for at, row in table_rows("\n".join(line for _, line in table))]
            # what has no rows is text about tables
            yield from read or table
            yield from [(number, behind)] * bool(behind.strip())
            table = []
    yield from table


def _mails(text: str) -> Iterator[Numbered]:
    """The mails of a mailbox, or the only one."""
    starts = [mark.start() for mark in _MESSAGE.finditer(text)] or [0]
    for start, stop in pairwise([*starts, len(text)]):
        above = text.count("\n", 0, start)
        yield from ((number + above, raw) for number, raw in _mail(text[start:stop]))


def _mail(text: str) -> list[Numbered]:
    message = message_from_string(text, policy=policy.default)
    start = text.count("\n", 0, max(0, text.find("\n\n"))) + 2
    plain, page = (_part(message, kind) for kind in ("plain", "html"))
    rows = page if not plain or _tells_more(page, plain) else plain
    if not rows:
        return list(enumerate(text.split("\n"), 1))
    head = [(1, f"{name}: {message[name]}") for name in ("Date", "Subject") if message[name]]
    return [*head, (1, ""), *((number + start, raw) for number, raw in rows)]


def _tells_more(page: Sequence[Numbered], plain: Sequence[Numbered]) -> bool:
    """Whether a mail has in HTML what its text leaves out: `Your mail program does not show HTML`, or all links."""
    shown, said = ("\n".join(line for _, line in rows) for rows in (page, plain))
    needed = 1 if "://" in shown and "://" not in said else _MUCH_MORE
    return len(_ADDRESS.sub("", shown)) > needed * len(_ADDRESS.sub("", said))


def _part(message: Message, kind: str) -> list[Numbered]:
    """The lines of the part of a mail that is text, or of the one that is HTML."""
    body = message.get_body((kind,)) if isinstance(message, EmailMessage) else None
    try:
        content = _content(body) if body else ""
    except (LookupError, UnicodeError, ValueError):
        return []
    return marked_lines(content) if is_html(content[:_HEAD]) else list(enumerate(content.split("\n"), 1))


def _content(body: MIMEPart) -> str:
    """The text of a part, which is decoded already unless it is written in ASCII."""
    is_encoded = str(body["Content-Transfer-Encoding"]).strip().lower() in ("base64", "quoted-printable")
    return str(body.get_content() if is_encoded else body.get_payload())


def separated(numbered: Sequence[Numbered]) -> list[Numbered]:
    """The lines with tabs between their cells, if they are such rows; else the lines as they are."""
    rows = [(number, raw) for number, raw in numbered if raw.strip()]
    has_tabs = sum("\t" in raw.strip() for _, raw in rows) >= max(_FEWEST, _SHARE * len(rows))
    for sign in "\t" if has_tabs else ";,\t":
        quoted = sum('"' + sign in raw or sign + '"' in raw for _, raw in rows)
        if sum(sign in raw and not _NAMES.match(raw) for _, raw in rows) < max(_FEWEST, 0.3 * len(rows)):
            continue
        is_quoted = quoted >= _SHARE * (0.4 if sign == "," else 0.1) * len(rows)
        # addresses have no spaces beside them in a table, and nearly always in sentences
        linked = sum(bool(re.search(f"{sign}https?://\\S", raw)) for _, raw in rows)
        if not is_quoted and (sign == "\t" or (sign == "," and linked < _SHARE * len(rows))):
            continue
        try:
            cells = list(_cells(numbered, sign))
        except csv.Error:
            continue
        wide = [row for _, row in cells if len(row) > 1]
        width, count = Counter(map(len, wide)).most_common(1)[0] if wide else (0, 0)
        if 2 * sum(map(_are_names, wide)) > len(wide):
            continue
        # the first row of a part that was copied may be cut off, and the last
        if width >= _FEWEST and count >= max(_FEWEST, _SHARE * (len(cells) - _CUT_OFF)):
            return [(number, "\t".join(map(_words, row))) for number, row in cells]
    return list(numbered)


def _are_names(row: Sequence[str]) -> bool:
    """Whether several cells behind the first are people, as in `Slow Clocks – Ann Lee; Bo Cho; Cy Roy, ICML 2024`."""
    return sum(cell[:1] == " " and are_people(cell.partition(",")[0]) for cell in row[1:]) > 1


def _words(cell: str) -> str:
    """What a cell says, in one line: with commas between names that have a line each, and without a last remark."""
    names = [line.strip() for line in cell.split("\n") if line.strip()]
    are_names = len(names) > 1 and all(map(_NAME.fullmatch, names))
    return ", ".join(names) if are_names else " ".join(_NOTE.sub("", cell).split())


def _cells(numbered: Sequence[Numbered], sign: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader((raw + "\n" for _, raw in numbered), delimiter=sign)
    rows = []
    start = 0
    for row in reader:
        if start < len(numbered):
            rows.append((numbered[start][0], row))
        start = reader.line_num
    return [(number, row) for number, row in rows if any(row)]
