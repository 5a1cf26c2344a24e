"""The last stage: bytes become files of the site, and what the site no longer has is removed.

A reader must never meet half a file, and a build that is killed must leave a site that works. So each file is written
to a temporary name and renamed, in an order in which no link leads to a file that is not there yet; a new site is
written to a temporary folder, and then its folders are renamed, which is quicker. `build.json` inside the site says
which files are sitegen's: it lists new ones before they are written, and old ones until they are gone. Other files in
the folder are left alone.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from msgspec import structs

from sitegen import routes
from sitegen.diagnostics import Location, Report
from sitegen.files import ErrorsAbout, Folder, PathRefused, is_path
from sitegen.pipeline import Progress, Result, lock, silent
from sitegen.pipeline.output import manifest
from sitegen.pipeline.output.hosts import hosts_for
from sitegen.pipeline.output.manifest import MANIFEST, Manifest, Part
from sitegen.pipeline.stamps import Stamps, stamp
from sitegen.routes import Route
from sitegen.text.json import indented

_LEAVES = (".bib", ".bibtex", ".ris", ".csl.json", ".md", ".ics", ".epub", ".png")
"""Endings of files that pages show or link to, and that link to none."""


def _turn(route: Route) -> int:
    """The turn of a file: what pages show or link to, pages, lists of pages and feeds, and last the home page."""
    folder, slash, name = route.partition("/")
    if folder in ("assets", "files") or route.endswith(_LEAVES):
        return 0
    if not slash:
        return 3 if route == routes.HOME else 2
    return 2 if not name.endswith(".html") or name == "index.html" else 1


def group_by_turn(routes: Iterable[Route], before: Collection[Route]) -> list[list[Route]]:
    """Routes in turns, so that whatever a reader can get to leads to files that are there.

    Of pages those that are new come first: nothing leads to them before the others are written.
    """
    turns: defaultdict[tuple[int, bool, bool], list[Route]] = defaultdict(list)
    for route in routes:
        # papers' pages take longest to be known
        turns[_turn(route), route in before, route.startswith("papers/")].append(route)
    return [turns[turn] for turn in sorted(turns)]


class Publication:
    """Writes a site to disk; a context manager, whose end removes files that the site no longer has.

    Args:
        report: gets what could not be put in place.
        progress: gets a message while another build into the folder is waited for.

    Raises:
        OSError: a file cannot be written; the error names it. What is in place by then works.
    """

    def __init__(self, folder: Path, report: Report, progress: Progress = silent) -> None:
        self.written = self.unchanged = self.removed = 0
        """Files so far; who finds one that need not be written counts it as unchanged."""
        self.stamps: Stamps = {}
        """Of the files that were put in their place."""
        self.part: Part | None = None
        """What the manifest says of a site of which this is a part."""
        self.whole = True
        """Whether everything could be put in its place."""
        self._folder = str(folder)
        self._report, self._progress = report, progress
        self._old = Manifest("", ())
        self._before: frozenset[Route] = frozenset()
        """The files of the site as it was."""
        self._ours: set[Route] = set()
        self._wanted = {MANIFEST}
        self._foreign: set[Route] = set()
        self._files = self._written = Folder(folder)
        self._held = ExitStack()

    def __enter__(self) -> Publication:
        with ErrorsAbout(self._folder):
            os.makedirs(self._folder, exist_ok=True)
        self._held.enter_context(lock.of_site(self._folder, self._progress))
        self._old = manifest.read(Path(self._folder))
        self._before = frozenset(self._old.files)
        self._ours.update(self._before)
        self._held.callback(self._files.clear)
        self._files.clear()
        if not self._before:
            self._written = self._files.draft_folder()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: object, trace: object) -> None:
        with self._held:
            if kind is None:
                self._finish()

    def result(self, sizes: Collection[int], untold: Iterable[Route] = (), **more: Any) -> Result:
        """The result of what was published: files of these sizes, pages gone earlier and untold, and more."""
        size, files = sum(sizes), self.count
        return Result(
            outputs=files,
            size=size,
            hosts=hosts_for(files + 1, size, max(sizes, default=0)),
            written=self.written,
            unchanged=self.unchanged,
            removed=self.removed,
            # a part has the other files in other folders
            gone=() if self.part else self._gone(untold),
            diagnostics=self._report.diagnostics,
            **more,
        )

    def _gone(self, untold: Iterable[Route]) -> tuple[Route, ...]:
        """Pages that an earlier build had and this one has not; those of authors, who may be many, come last."""
        gone = filter(routes.lasts, self._before.union(untold) - self._wanted)
        return tuple(sorted(gone, key=lambda page: (page.startswith("authors/"), page)))

    @property
    def count(self) -> int:
        """Files of the site. The manifest is none of them, though a host counts it."""
        return len(self._wanted - {MANIFEST})

    def in_turn(self, routes: Iterable[Route]) -> list[list[Route]]:
        """Routes of files to put, as `group_by_turn` has them."""
        return group_by_turn(routes, self._before)

    def announce(self, routes: Iterable[Route]) -> None:
        """Enter files in the manifest before they are written, so that the next build completes an interrupted one."""
        routes = set(routes)
        new = routes - self._ours
        if self._before:
            # a folder that was no site yet has nothing that could be in the way
            self._foreign |= {route for route in new if os.path.lexists(self._at(route))}
        self._wanted |= routes - self._foreign
        if self._written is self._files and not self._ours >= self._wanted:
            self._claim(self._wanted)

    def put(self, route: Route, data: bytes) -> None:
        """Write an announced file, unless it is there already."""
        path = self._at(route)
        try:
            if route in self._before and self._is_there(path, data):
                self.unchanged += 1
                self.stamps[route] = stamp(path)
                return
        except (IsADirectoryError, NotADirectoryError):
            self._foreign.add(route)
        if route in self._foreign:
            self.whole = False
            hint = "move it away, or give the page another name"
            self._report.error(
                "not-ours", "something that sitegen did not make is in the way", Location(path), hint=hint
            )
            return
        try:
            self._written.write(route, data)
        except PathRefused as problem:
            self.whole = False
            self._report.add(problem.diagnostic)
            return
        self.stamps[route] = stamp(path)
        self.written += 1

    @staticmethod
    def _is_there(path: str, data: bytes) -> bool:
        try:
            with open(path, "rb", buffering=0) as file:
                return file.read() == data
        except FileNotFoundError:
            return False

    def _at(self, route: Route) -> str:
        return f"{self._folder}/{route}"

    def _claim(self, routes: Iterable[Route]) -> None:
        self._ours.update(routes)
        self._files.write(MANIFEST, indented(manifest.of(self._ours)))

    def _adopt(self) -> None:
        """Give the files of a new site their names, all at once and the home page last."""
        self._claim(self._wanted)
        for name in sorted(os.listdir(self._written.root), key=_turn):
            try:
                self._files.adopt(self._written, name)
            except PathRefused as problem:
                self.whole = False
                self._report.add(problem.diagnostic)
        self.stamps = {route: stamp(self._at(route)) for route in self.stamps}

    def _finish(self) -> None:
        if self._written is not self._files:
            self._adopt()
        for route in sorted(self._ours - self._wanted, reverse=True):
            if is_path(route):
                self._remove(self._at(route))
        if self.part:
            size = sum(stamp(self._at(route))[0] for route in self._wanted - {MANIFEST})
            self.part = structs.replace(self.part, size=size)
        new = manifest.of(self._wanted, self.part)
        if new != self._old:
            self._files.write(MANIFEST, indented(new))
        self.stamps[MANIFEST] = stamp(self._at(MANIFEST))

    def _remove(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        try:
            os.unlink(path)
            self.removed += 1
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError:
            if not os.path.isdir(path):
                raise
        folder = os.path.dirname(path)
        with contextlib.suppress(OSError):
            while folder != self._folder:
                os.rmdir(folder)
                folder = os.path.dirname(folder)
