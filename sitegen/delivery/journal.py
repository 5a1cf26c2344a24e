"""The journal of what was sent to whom, on disk before and after, so that nothing is sent twice.

Whether a message was accepted is known from the other side's answer. A crash or a lost connection between the last byte
and that answer leaves it unknown (RFC 1047), and no protocol can change that. So the intent is on disk before the last
byte goes out, and a message with an intent and no outcome is *unknown*: it is reported and, because two copies are
worse than none, not sent again unless the editor says so.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Location, usage_error
from sitegen.pipeline import Progress, lock

State: TypeAlias = Literal["sending", "sent", "refused", "failed"]
"""The last thing known: `sending` may have been accepted or not; `failed` may be tried again, `refused` may not."""


class Record(Struct, frozen=True):
    """A line of a journal."""

    to: str
    state: State
    at: str
    """The time, in ISO 8601."""
    answer: str = ""
    """The other side's answer."""


class Journal:
    """The journal of one mailing, appended to; `open_journal` makes it."""

    def __init__(self, path: str, file: int, records: list[Record], now: Callable[[], datetime]) -> None:
        self._path, self._file, self._now = path, file, now
        self._last = {record.to: record for record in records}

    def last(self, to: str) -> Record | None:
        """The last record of the message to a recipient; None where none was sent."""
        return self._last.get(to)

    def record(self, to: str, state: State, answer: str = "") -> None:
        """Append a record; that of a message that is about to be accepted is on disk when this returns."""
        self._last[to] = Record(to, state, self._now().isoformat(timespec="seconds"), answer)
        line = msgspec.json.encode(self._last[to]) + b"\n"
        if os.write(self._file, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self._path)
        if state == "sending":
            os.fsync(self._file)


@contextmanager
def open_journal(path: Path, now: Callable[[], datetime], progress: Progress) -> Iterator[Journal]:
    """Open a journal, or begin one, for this process alone; another one waits.

    Raises:
        UsageError: it has a line that is none of ours.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with lock.of_file(str(path), progress):
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        try:
            whole, _, torn = path.read_bytes().rpartition(b"\n")
            if torn:
                # a line that was being written when the process died; nothing was sent on its account
                os.ftruncate(file, len(whole) + 1 if whole else 0)
            records = [_record(path, *line) for line in enumerate(whole.splitlines(), 1)]
            yield Journal(str(path), file, records, now)
        finally:
            os.close(file)


def _record(path: Path, number: int, line: bytes) -> Record:
    try:
        return msgspec.json.decode(line, type=Record)
    except msgspec.MsgspecError as problem:
        raise usage_error(
            "journal",
            "this is no line of a journal, so it is unknown what was sent",
            Location(path.as_posix(), number),
            hint="mend or delete the line; without the file everything counts as not sent",
        ) from problem
