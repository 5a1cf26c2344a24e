"""The last stage: bytes become files of the site, and what the site no longer has is removed.

A reader must never meet half a file, and a build that is killed must leave a site that works. So each file is written
apart and renamed into place, in the order that the outputs come in; `build.json` inside the site says which files are
ours, names new ones before they are written, and forgets old ones after they are gone. Files of other people in the
folder are left alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
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


class Published(Struct, frozen=True):
    """What publishing did."""

    written: int
    unchanged: int
    removed: int


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


def publish(
    files: Iterable[tuple[Route, bytes]], routes: Sequence[Route], old: Manifest, folder: Path, report: Report
) -> Published:
    """Writes what is new or different, then removes what is no longer there.

    Args:
        files: route and bytes of every file, in the order in which a reader may meet them.
        routes: all the routes that `files` will bring.
        old: what was ours before.
        folder: the site.
    """
    wanted = dict.fromkeys([*routes, MANIFEST])
    ours = set(old.files)
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    writer = _Writer(folder, aside, ours)
    try:
        if not ours.issuperset(wanted):
            writer.put(MANIFEST, _encoded({*ours, *wanted}), force=True)
        counted = writer.written
        for route, data in files:
            if not writer.put(route, data):
                report.error(
                    "not-ours",
                    "a file that sitegen did not make is in the way",
                    Location((folder / route).as_posix()),
                    hint="move it away, or give the page another name",
                )
        removed = _remove(folder, ours - wanted.keys())
        written = writer.written - counted
        writer.put(MANIFEST, _encoded(wanted), force=True)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Published(written, writer.unchanged, removed)


class _Writer:
    """Puts files in place, each whole or not at all."""

    def __init__(self, folder: Path, aside: Path, ours: set[Route]) -> None:
        self.folder, self.aside, self.ours = str(folder), aside, ours
        self.written = self.unchanged = 0
        self._folders: set[str] = set()

    def put(self, route: Route, data: bytes, force: bool = False) -> bool:
        """Whether the file could be put there; False where somebody else's file is."""
        place = f"{self.folder}/{route}"
        try:
            with open(place, "rb", buffering=0) as file:
                if file.read() == data:
                    self.unchanged += not force
                    return True
            if route not in self.ours and not force:
                return False
        except FileNotFoundError:
            self._make_folder(os.path.dirname(place))
        except IsADirectoryError:
            return False
        beside = f"{self._aside()}/{self.written}"
        with open(beside, "wb", buffering=0) as file:
            file.write(data)
        os.replace(beside, place)
        self.written += 1
        return True

    def _aside(self) -> Path:
        self._make_folder(str(self.aside))
        return self.aside

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)


def _remove(folder: Path, routes: Iterable[Route]) -> int:
    removed = 0
    for route in sorted(routes, reverse=True):
        place = folder / route
        if place.is_file():
            place.unlink()
            removed += 1
        for parent in _parents(place, folder):
            try:
                parent.rmdir()
            except OSError:
                break
    return removed


def _parents(place: Path, folder: Path) -> Iterator[Path]:
    for parent in place.parents:
        if parent == folder:
            return
        yield parent


def _encoded(routes: Iterable[Route]) -> bytes:
    manifest = Manifest(f"sitegen {__version__}", tuple(sorted(routes)))
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
