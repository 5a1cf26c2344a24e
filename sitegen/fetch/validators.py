"""The ETag and Last-Modified of earlier responses, so that a server may say that nothing is new (RFC 9110).

The file lies in `.sitegen/` and is safe to delete: without it a feed is fetched whole once more.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from sitegen.fetch.client import Response
from sitegen.files import Folder
from sitegen.text.json import indented, remembered

NAME = "fetched.json"


class Validators(Struct, frozen=True, omit_defaults=True):
    """ETag and Last-Modified of a URL's last response."""

    etag: str = ""
    modified: str = ""
    state: str = ""
    """Digest of the names of all that the URL's responses had become."""


class ValidatorStore:
    """The validators of earlier runs, by URL."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._known = remembered(self._file, dict[str, Validators]) or {}

    def get(self, url: str, became: Iterable[str]) -> Validators:
        """What to ask a server with; nothing where what is here of the URL is not what was when it last answered."""
        known = self._known.get(url, Validators())
        return known if known.state == _state(became) else Validators()

    def set(self, url: str, response: Response, became: Iterable[str]) -> None:
        """Remember a response, once what it brought is written; `became` names all that is here of the URL then."""
        if response.etag or response.modified:
            self._known[url] = Validators(response.etag, response.modified, _state(became))
        elif response.changed:
            self._known.pop(url, None)

    def write(self) -> None:
        if not self._known and not self._file.exists():
            return
        with contextlib.suppress(OSError):
            Folder(self._file.parent).write(NAME, indented(dict(sorted(self._known.items()))))


def _state(names: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(sorted(names)).encode()).hexdigest()
