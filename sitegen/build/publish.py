"""The last stage: bytes become files of the site, and what the site no longer has is removed.

A reader must never meet half a file, and a build that is killed must leave a site that works. So each file is written
apart and renamed into place, in the order that the outputs come in; `build.json` inside the site says which files are
ours, names new ones before they are written, and forgets old ones after they are gone. Files of other people in the
folder are left alone.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen import __version__
from sitegen.config import Config
from sitegen.diagnostics import Location, Report, usage_error
from sitegen.routes import Route

MANIFEST = "build.json"
_ASIDE = ".sitegen-new"
_HARMLESS = frozenset({".gitignore", ".gitkeep", ".DS_Store", ".git", _ASIDE})


class Manifest(Struct, frozen=True):
    """What is ours in a site."""

    generator: str
    files: tuple[Route, ...]


def check_place(config: Config) -> Manifest:
    """The manifest of the site that lies in the output folder, empty for a new one.

    Raises:
        UsageError: the folder overlaps the content, or holds files that sitegen did not put there.
    """
    output, content = config.output.resolve(), config.content.resolve()
    if output == content or output in content.parents or content in output.parents:
        raise usage_error(
            "output",
            f"the site cannot be written to {config.output}, which overlaps {config.content}",
            hint="name a folder of its own with --output",
        )
    if config.output.exists() and not config.output.is_dir():
        raise usage_error("output", f"{config.output} is a file", hint="name a folder with --output")
    manifest = config.output / MANIFEST
    if manifest.exists():
        try:
            known = msgspec.json.decode(manifest.read_bytes(), type=Manifest)
            return Manifest(known.generator, tuple(route for route in known.files if _is_inside(route)))
        except msgspec.MsgspecError:
            # a person must have broken it, so what is there is taken for other people's
            return Manifest("", ())
    if config.output.exists() and (strange := sorted({entry.name for entry in config.output.iterdir()} - _HARMLESS)):
        raise usage_error(
            "output",
            f"{config.output} is not empty, and sitegen did not make what is in it ({', '.join(strange[:3])})",
            hint="name another folder with --output, or empty this one",
        )
    return Manifest("", ())


def _is_inside(route: Route) -> bool:
    """Whether a route from a manifest, which anybody may have written, stays below the site."""
    return not route.startswith("/") and ".." not in route.split("/") and "\\" not in route and ":" not in route


class Publication:
    """A site on its way to disk; a context manager, whose end removes what the site no longer has.

    Args:
        folder: the site.
        old: what was ours before.
        report: gets what could not be put in place.
    """

    def __init__(self, folder: Path, old: Manifest, report: Report) -> None:
        self.written = self.unchanged = self.removed = 0
        self._folder, self._report = str(folder), report
        self._old = old
        self._before = frozenset(old.files)
        self._ours = set(old.files)
        self._wanted = {MANIFEST}
        self._aside = f"{folder}/{_ASIDE}"
        self._folders: set[str] = set()

    def __enter__(self) -> Publication:
        self._clear()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: object, trace: object) -> None:
        if kind is None:
            self._finish()
        self._clear()

    @property
    def announced(self) -> int:
        """How many files the site has, this module's own apart."""
        return len(self._wanted) - 1

    def announce(self, routes: Iterable[Route]) -> None:
        """Claims files before they are written, so that a build that is cut off here is healed by the next."""
        self._wanted.update(routes)
        if not self._ours >= self._wanted:
            self._ours |= self._wanted
            self._write(MANIFEST, _encoded(_manifest(self._ours)))

    def put(self, route: Route, data: bytes) -> None:
        """Puts an announced file in its place, unless it is there already."""
        place = f"{self._folder}/{route}"
        try:
            with open(place, "rb", buffering=0) as file:
                if file.read() == data:
                    self.unchanged += 1
                    return
            strange = route not in self._before
        except FileNotFoundError:
            strange = False
        except IsADirectoryError:
            strange = True
        if strange:
            self._report.error(
                "not-ours",
                "a file that sitegen did not make is in the way",
                Location(place),
                hint="move it away, or give the page another name",
            )
            return
        self._write(route, data)
        self.written += 1

    def _write(self, route: Route, data: bytes) -> None:
        place = f"{self._folder}/{route}"
        parent = os.path.dirname(place)
        if parent not in self._folders:
            os.makedirs(parent, exist_ok=True)
            self._folders.add(parent)
        with open(self._aside, "wb", buffering=0) as file:
            file.write(data)
        os.replace(self._aside, place)

    def _finish(self) -> None:
        for route in sorted(self._ours - self._wanted, reverse=True):
            self._remove(f"{self._folder}/{route}")
        new = _manifest(self._wanted)
        if new != self._old:
            self._write(MANIFEST, _encoded(new))

    def _remove(self, place: str) -> None:
        """Removes a file, and the folders that it leaves empty."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place)
            self.removed += 1
        folder = os.path.dirname(place)
        with contextlib.suppress(OSError):
            while folder != self._folder:
                os.rmdir(folder)
                folder = os.path.dirname(folder)

    def _clear(self) -> None:
        """Removes what was left half written."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._aside)


def _manifest(routes: Iterable[Route]) -> Manifest:
    return Manifest(f"sitegen {__version__}", tuple(sorted(routes)))


def _encoded(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
