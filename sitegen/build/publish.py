"""The last stage: bytes become files of the site, and what the site no longer has is removed.

A reader must never meet half a file, and a build that is killed must leave a site that works. So each file is written
apart and renamed into place, and none before what it leads to; `build.json` inside the site says which files are ours,
names new ones before they are written, and forgets old ones after they are gone. Files of other people in the folder
are left alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path
from typing import NoReturn, TypeVar

import msgspec
from msgspec import Struct

from sitegen import __version__, routes
from sitegen.build import lock
from sitegen.build.scan import Stamps, stamp
from sitegen.config import Config
from sitegen.diagnostics import Location, Report, usage_error
from sitegen.routes import Output, Route

MANIFEST = "build.json"
_GENERATOR = "sitegen"
_ASIDE = ".sitegen-new"
H = TypeVar("H", bound="_Head")
_HARMLESS = frozenset({".gitignore", ".gitkeep", ".DS_Store", ".git", _ASIDE})


class _Head(Struct, frozen=True):
    """Of a manifest what tells whose it is, which is quick to read."""

    generator: str


class Manifest(_Head, frozen=True):
    """What is ours in a site."""

    files: tuple[Route, ...]


def check_place(config: Config) -> None:
    """Makes sure that a site may be written to the output folder.

    Raises:
        UsageError: the folder overlaps the content, or holds files that sitegen did not put there.
    """
    output = config.output
    if _overlap(output.resolve(), config.content.resolve()):
        raise usage_error(
            "output",
            f"the site cannot be written to {output}, which overlaps {config.content}",
            hint="name a folder of its own with --output",
        )
    if not output.is_dir():
        if output.exists() or output.is_symlink():
            raise usage_error("output", f"{output} is no folder", hint="name a folder with --output")
        return
    if (output / MANIFEST).exists():
        _known(output, _Head)
    elif strange := sorted({entry.name for entry in output.iterdir()} - _HARMLESS):
        raise usage_error(
            "output",
            f"{output} is not empty, and sitegen did not make what is in it ({', '.join(strange[:3])})",
            hint="name another folder with --output, or empty this one",
        )


def manifest(folder: Path) -> Manifest:
    """The manifest of the site in a folder, empty for a new one.

    Raises:
        UsageError: there is something else of that name.
    """
    return _known(folder, Manifest) if (folder / MANIFEST).exists() else Manifest("", ())


def is_cut_off(folder: Path) -> bool:
    """Whether a build was killed here while it wrote a file, which lies about since."""
    return os.path.lexists(f"{folder}/{_ASIDE}")


def _known(folder: Path, kind: type[H]) -> H:
    try:
        known = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=kind)
    except msgspec.MsgspecError:
        known = None
    if known is None or known.generator.partition(" ")[0] != _GENERATOR:
        raise usage_error(
            "output",
            f"{folder / MANIFEST} is not what sitegen writes there, so nobody can say which files are whose",
            hint=f"move what is yours out of {folder} and delete the rest, or name another folder with --output",
        )
    return known


def _turn(route: Route) -> int:
    """Assets, papers, other pages, lists of pages and feeds, and last the way in."""
    folder, slash, name = route.partition("/")
    if folder == "assets":
        return 0
    if not slash:
        return 5 if route == routes.HOME else 4
    if not name.endswith(".html") or name == "index.html":
        return 3
    return 1 if folder == "papers" else 2


def _overlap(one: Path, other: Path) -> bool:
    """Whether one of two folders is the other or lies in it, by whatever names they go."""
    return any(_is_same(one, folder) for folder in (other, *other.parents)) or any(
        _is_same(other, folder) for folder in one.parents
    )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _is_inside(route: Route) -> bool:
    """Whether a route from a manifest, which anybody may have written, stays below the site."""
    parts = route.split("/")
    return "" not in parts and ".." not in parts and "\\" not in route and ":" not in route


class Publication:
    """A site on its way to disk; a context manager, whose end removes what the site no longer has.

    Args:
        folder: the site, as `check_place` has found it good.
        report: gets what could not be put in place.
        tell: is told when another build into the folder is waited for.

    Raises:
        OSError: a file cannot be written; the error names it. What is in place by then works.
    """

    def __init__(self, folder: Path, report: Report, tell: lock.Tell | None = None) -> None:
        self.written = self.unchanged = self.removed = 0
        self.stamps: Stamps = {}
        """Of the files that were put in their place."""
        self.whole = True
        """Whether everything could be put in its place."""
        self._place, self._folder = folder, str(folder)
        self._report, self._tell = report, tell
        self._old = Manifest("", ())
        self._ours: set[Route] = set()
        self._wanted = {MANIFEST}
        self._strange: set[Route] = set()
        self._folders: set[str] = set()
        self._held = ExitStack()

    def __enter__(self) -> Publication:
        os.makedirs(self._folder, exist_ok=True)
        self._held.enter_context(lock.of_site(self._folder, self._tell))
        self._old = manifest(self._place)
        self._ours.update(self._old.files)
        self._held.callback(self._clear)
        self._clear()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: object, trace: object) -> None:
        with self._held:
            if kind is None:
                self._finish()

    @property
    def announced(self) -> int:
        """How many files the site has, this module's own apart."""
        return len(self._wanted) - 1

    def in_turn(self, outputs: Iterable[Output]) -> list[Output]:
        """The outputs in an order in which what a page leads to is there before the page.

        Pages that are new come first: nothing leads to them before the others are written.
        """
        old = frozenset(self._old.files)
        turns = ((_turn(output.route), output) for output in outputs)
        keyed = [((turn > 0, output.route in old, turn), output) for turn, output in turns]
        return [output for _, output in sorted(keyed, key=itemgetter(0))]

    def announce(self, routes: Iterable[Route]) -> None:
        """Claims files before they are written, so that a build that is cut off here is healed by the next."""
        routes = set(routes)
        new = routes - self._ours
        if self._old.files:
            # a folder that was no site yet has nothing that could be in the way
            self._strange |= {route for route in new if os.path.lexists(self._at(route))}
        self._wanted |= routes - self._strange
        if not self._ours >= self._wanted:
            self._claim(self._wanted)

    def keep(self, count: int) -> None:
        """Takes note of announced files that are known to be as they should."""
        self.unchanged += count

    def put(self, route: Route, data: bytes) -> None:
        """Puts an announced file in its place, unless it is there already."""
        place = self._at(route)
        strange = route in self._strange
        if not strange:
            try:
                with open(place, "rb", buffering=0) as file:
                    if file.read() == data:
                        self.unchanged += 1
                        self.stamps[route] = stamp(place)
                        return
            except FileNotFoundError:
                pass
            except (IsADirectoryError, NotADirectoryError):
                strange = True
        if strange:
            self.whole = False
            self._report.error(
                "not-ours",
                "something that sitegen did not make is in the way",
                Location(place),
                hint="move it away, or give the page another name",
            )
            return
        self._write(route, data)
        self.stamps[route] = stamp(place)
        self.written += 1

    def _at(self, route: Route) -> str:
        return f"{self._folder}/{route}"

    def _claim(self, routes: Iterable[Route]) -> None:
        self._ours.update(routes)
        self._write(MANIFEST, _encoded(_manifest(self._ours)))

    def _write(self, route: Route, data: bytes) -> None:
        place = self._at(route)
        try:
            parent = os.path.dirname(place)
            if parent not in self._folders:
                os.makedirs(parent, exist_ok=True)
                self._folders.add(parent)
            try:
                _write_whole(self._at(_ASIDE), data)
                os.replace(self._at(_ASIDE), place)
            except OSError as problem:
                if problem.errno != errno.EXDEV:
                    raise
                self._write_beside(route, data)
        except OSError as problem:
            _raise(problem, place)

    def _write_beside(self, route: Route, data: bytes) -> None:
        """Writes where a part of the site lies on another disk, which nothing can be renamed into from here."""
        aside = f"{os.path.dirname(route)}/{_ASIDE}"
        if aside not in self._ours:
            # what nobody wants is removed at the end, of this build or the next
            self._claim({aside})
        _write_whole(self._at(aside), data)
        os.replace(self._at(aside), self._at(route))

    def _finish(self) -> None:
        for route in sorted(self._ours - self._wanted, reverse=True):
            if _is_inside(route):
                self._remove(self._at(route))
        new = _manifest(self._wanted)
        if new != self._old:
            self._write(MANIFEST, _encoded(new))
        self.stamps[MANIFEST] = stamp(self._at(MANIFEST))

    def _remove(self, place: str) -> None:
        """Removes a file, and the folders that it leaves empty."""
        try:
            os.unlink(place)
            self.removed += 1
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError:
            if not os.path.isdir(place):
                raise
        folder = os.path.dirname(place)
        with contextlib.suppress(OSError):
            while folder != self._folder:
                os.rmdir(folder)
                folder = os.path.dirname(folder)

    def _clear(self) -> None:
        """Removes what was left half written. Where nothing can be removed, nothing can be written either."""
        with contextlib.suppress(OSError):
            os.unlink(self._at(_ASIDE))


def _write_whole(place: str, data: bytes) -> None:
    with open(place, "wb", buffering=0) as file:
        # a disk that is nearly full takes a part, and complains about the rest
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]


def _raise(problem: OSError, place: str) -> NoReturn:
    """Raises a problem by the name of the file that a person knows."""
    if isinstance(problem, FileNotFoundError):
        raise OSError(errno.ESTALE, "its folder went away while it was written", place) from problem
    raise OSError(problem.errno, problem.strerror, place) from problem


def _manifest(routes: Iterable[Route]) -> Manifest:
    return Manifest(f"{_GENERATOR} {__version__}", tuple(sorted(routes)))


def _encoded(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
