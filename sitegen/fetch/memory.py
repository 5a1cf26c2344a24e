"""What was fetched before, so that a server may say that nothing is new (RFC 9110, conditional requests).

Lies in `.sitegen/` and is safe to delete: without it, or where it cannot be written, a feed is fetched whole once
more.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.fetch.client import Answer

NAME = "fetched.json"


class Seen(Struct, frozen=True, omit_defaults=True):
    """How an address answered last."""

    etag: str = ""
    modified: str = ""


class Memory:
    """The answers of earlier runs, by address."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._seen: dict[str, Seen] = {}
        try:
            self._seen = msgspec.json.decode(self._file.read_bytes(), type=dict[str, Seen])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            # there is none, or it is broken: nothing was fetched before
            self._seen = {}

    def of(self, url: str) -> Seen:
        return self._seen.get(url, Seen())

    def learn(self, url: str, answer: Answer) -> None:
        """Remembers an answer once what it brought is safe."""
        if answer.etag or answer.modified:
            self._seen[url] = Seen(answer.etag, answer.modified)
        elif answer.changed:
            self._seen.pop(url, None)

    def write(self) -> None:
        if not self._seen and not self._file.exists():
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_name(f"{NAME}.new")
            beside.write_bytes(msgspec.json.format(msgspec.json.encode(self._seen, order="sorted"), indent=1) + b"\n")
            beside.replace(self._file)
