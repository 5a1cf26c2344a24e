"""The ETag and Last-Modified of earlier responses, so that a server may say that nothing is new (RFC 9110).

The file lies in `.sitegen/` and is safe to delete: without it a feed is fetched whole once more.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.fetch.client import Response
from sitegen.files import Folder
from sitegen.text.json import indented

NAME = "fetched.json"


class Validators(Struct, frozen=True, omit_defaults=True):
    """ETag and Last-Modified of a URL's last response."""

    etag: str = ""
    modified: str = ""


class ValidatorStore:
    """The validators of earlier runs, by URL."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._known: dict[str, Validators] = {}
        # without the file, or with a broken one, nothing was fetched before
        with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
            self._known = msgspec.json.decode(self._file.read_bytes(), type=dict[str, Validators])

    def get(self, url: str) -> Validators:
        return self._known.get(url, Validators())

    def set(self, url: str, response: Response) -> None:
        """Remember a response, once what it brought is written."""
        if response.etag or response.modified:
            self._known[url] = Validators(response.etag, response.modified)
        elif response.changed:
            self._known.pop(url, None)

    def write(self) -> None:
        if not self._known and not self._file.exists():
            return
        with contextlib.suppress(OSError):
            Folder(self._file.parent).write(NAME, indented(dict(sorted(self._known.items()))))
