"""What the outcome of a build hangs on: all that it reads, and the program that reads it.

A build that would read what the last one read, into a site that is as the last one left it, has nothing to do. So this
is looked at before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen import __version__
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic
from sitegen.pipeline import Summary, memo
from sitegen.pipeline.scan import Stamp, Stamps, scan
from sitegen.render.folders import theme_folders
from sitegen.routes import Route

_PACKAGE = Path(__file__).resolve().parents[1]
_FILE = "last"


class Seen(Struct, frozen=True):
    """What is there to read."""

    asked: bytes
    """Digest of the configuration, of what was asked for, and of the libraries."""
    files: dict[str, Stamps]
    """Those of the content folder by the name `content`; the theme's and the program's own by others."""


class Last(Struct, frozen=True):
    """What the last build saw, and what came of it."""

    seen: Seen
    outputs: dict[Route, tuple[bytes, Stamp]]
    """Each file of the site: a digest of all that its bytes hang on, and its stamp."""
    pages: bytes
    """Mark of the parsed pages that were kept."""
    summary: Summary
    findings: tuple[Diagnostic, ...]

    @property
    def again(self) -> Summary:
        """What the last build would find and do if it were run once more."""
        same = self.summary
        return structs.replace(same, written=0, unchanged=same.outputs, removed=0, seconds={})

    def intact(self, site: Stamps) -> dict[Route, bytes]:
        """The digests of those files of the site that are as they were left."""
        return {route: digest for route, (digest, stamp) in self.outputs.items() if site.get(route) == stamp}


def look(config: Config, frozen: bool) -> Seen:
    """Looks at everything that a build would read, without reading it."""
    folders = {"content": config.content, "sitegen": _PACKAGE}
    folders |= {f"theme {number}": folder for number, folder in enumerate(theme_folders(config))}
    asked = _digest([msgspec.to_builtins(config, enc_hook=str), frozen, _libraries()])
    return Seen(asked, {name: scan(folder) for name, folder in folders.items()})


def recall(config: Config) -> Last | None:
    """What `remember` kept."""
    return memo.load(config.cache / _FILE, Last, _digest(_libraries()))


def remember(config: Config, last: Last) -> None:
    """Keeps what came of a build for the next."""
    memo.save(config.cache / _FILE, last, _digest(_libraries()))


def program() -> bytes:
    """Sixteen bytes that are others for another sitegen, and for other versions of the libraries that it uses."""
    code = [(name, (_PACKAGE / name).read_bytes()) for name in sorted(scan(_PACKAGE)) if name.endswith(".py")]
    return _digest([code, _libraries()])


def _libraries() -> list[str]:
    """The versions of everything installed, as the names of folders tell them, which is the quickest to ask."""
    places = [folder for folder in sys.path if os.path.isdir(folder)]
    names = {name for folder in places for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))}
    return [__version__, platform.python_version(), *sorted(names)]


def _digest(record: Any) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(record), digest_size=16).digest()
