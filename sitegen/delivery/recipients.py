"""Who gets a mail: a text with an address a line, or a CSV with a column of addresses as mail services export it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from sitegen.diagnostics import Location, Report, usage_error
from sitegen.text.addresses import is_mail_address
from sitegen.text.decode import utf_8

_ADDRESS = frozenset({"email", "e-mail", "mail", "address", "email address", "email_address", "e-mail address"})
_NAME = frozenset({"name", "full name", "full_name"})
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
"""RFC 6531 has such addresses, but only for servers that offer SMTPUTF8."""
_STATUS = re.compile(r"status(?!.*[_ ](?:at|on|date|time)$)|(?:active|enabled|subscribed)$|subscribed.to")
"""In the head of a column that says whether, but not since when, somebody is a reader."""
_DEPARTURE = re.compile(
    r"unsubscribed|(?:unsub(?:scri(?:be|ption))?|opt(?:ed)?.?out)[_ ](?:at|on|date|time)$|opt(?:ed)?.?out$"
    r"|inactive|bounced|deleted|blocked|disabled|complained"
)
"""In the head of a column that says whether, or when, somebody left."""
_NO = frozenset({"false", "f", "no", "n", "0"})
_NOT_YET = _NO | {"never", "none", "null", "-", "n/a", "\\n", "0000-00-00", "0000-00-00 00:00:00"}
_STAYS = frozenset({"true", "t", "yes", "y", "1", "active", "subscribed", "confirmed", "enabled"})
_LEFT = frozenset(
    {"unsubscribed", "bounced", "inactive", "cleaned", "complained", "opted out", "opted-out"}
    | {"blocked", "blocklisted", "suppressed", "disabled", "deleted", "removed"}
)

_Line: TypeAlias = tuple[int, str, str, list[tuple[str, str]]]
"""Number, name, address, and of a row of a CSV the heads and words of its other columns, in lower case."""


class Recipient(Struct, frozen=True):
    """A reader who gets a mail."""

    address: str
    """In lower case, with its domain in ASCII; a mailbox counts once however it is written."""
    name: str = ""


def read_recipients(path: Path, report: Report) -> list[Recipient]:
    """The people on a list, each once, in the list's order.

    A line of text is `ada@example.org` or `Ada Lovelace <ada@example.org>`; one that begins with `#` is a comment. A
    file whose first line names a column of addresses is a CSV; who left by a column of it is no reader.

    Args:
        report: takes an error for each line without an address; the others are sent all the same.

    Raises:
        UsageError: there is no such file, or nothing in it that is meant as an address.
    """
    try:
        text = utf_8(path.read_bytes(), path, "recipients")
    except FileNotFoundError as problem:
        raise usage_error("recipients", f"there is no list {path}", hint="give a text or CSV file") from problem
    lines = text.splitlines(keepends=True)
    people: dict[str, Recipient] = {}
    left: set[str] = set()
    unknown: dict[tuple[str, str], Location] = {}
    number = 0
    for number, name, written, others in _of_csv(lines) if _is_csv(lines) else _of_text(lines):
        address, at = _canonical(written), Location(path.as_posix(), number)
        if said := next((other for other in others if _says_left(*other)), None):
            left.add(address)
            report.note("recipients", f"{address} has left and gets no mail: {said[0]!r} is {said[1]!r}", at)
        elif is_mail_address(address):
            people.setdefault(address, Recipient(address, " ".join(name.split()) if name.isprintable() else ""))
            for other in filter(_is_unclear, others):
                unknown.setdefault(other, at)
        else:
            what, hint = "is no address", "write it as in ada@example.org"
            local, at_sign, domain = address.rpartition("@")
            if is_mail_address(_BEYOND_ASCII.sub("x", local) + at_sign + domain):
                what = "has letters beyond ASCII before the @, where sitegen sends nothing"
                hint = "ask for another address of this reader"
            line = lines[number - 1].rstrip()
            report.error("recipients", f"{written!r:.100} {what}", at, excerpt=line, hint=hint)
    for (head, cell), at in unknown.items():
        message = f"{head!r} is {cell!r:.100}, which does not say whether this is a reader"
        report.warning("recipients", message, at, hint="such people get the mail; take those who left off the list")
    if not number:
        hint = "give an address a line, or a CSV with a column of addresses"
        raise usage_error("recipients", "this list holds no address", Location(path.as_posix()), hint=hint)
    return [person for person in people.values() if person.address not in left]


def _is_csv(lines: list[str]) -> bool:
    return bool(lines) and any(cell in _ADDRESS for cell in _cells(lines[0]))


def _cells(line: str) -> list[str]:
    return [cell.strip().lower() for cell in next(csv.reader([line], delimiter=_delimiter(line)), [])]


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _says_left(head: str, cell: str) -> bool:
    if _DEPARTURE.search(head):
        return cell not in _NOT_YET
    return cell in _LEFT or bool(_STATUS.search(head) and cell in _NO)


def _is_unclear(other: tuple[str, str]) -> bool:
    """Whether a column that should say who is a reader says it in other words."""
    head, cell = other
    return bool(_STATUS.search(head)) and not _DEPARTURE.search(head) and cell not in _STAYS


def _of_csv(lines: list[str]) -> Iterator[_Line]:
    columns = _cells(lines[0])
    known = [number for number, column in enumerate(columns) if column in _ADDRESS]
    # beside a column `email`, that of an `address` may be where somebody lives
    address = next((number for number in known if "mail" in columns[number]), known[0])
    name = next((number for number, column in enumerate(columns) if column in _NAME), None)
    rows = csv.reader(lines[1:], delimiter=_delimiter(lines[0]))
    for row in rows:
        if any(cell.strip() for cell in row):
            cells = (
                (head, cell.strip().lower())
                for number, (head, cell) in enumerate(zip(columns, row, strict=False))
                if number not in (name, address)
            )
            others = [(head, cell) for head, cell in cells if cell]
            yield rows.line_num + 1, _cell(row, name), _cell(row, address), others


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _of_text(lines: Iterable[str]) -> Iterator[_Line]:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            name, address = parseaddr(line)
            yield number, name, address or line.strip(), []


def _canonical(address: str) -> str:
    local, at, domain = address.strip().lower().rpartition("@")
    try:
        return local + at + (domain if domain.isascii() else domain.encode("idna").decode("ascii"))
    except UnicodeError:
        return address
