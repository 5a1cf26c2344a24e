"""Outputs and the search index → files of the site, but for those that are in place as they would come out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import TypeAlias

from msgspec import Struct

from sitegen import routes
from sitegen.pipeline import Context
from sitegen.pipeline.execution.executor import Calls
from sitegen.pipeline.execution.tasks import Tasks
from sitegen.pipeline.numerics import release_memory
from sitegen.pipeline.output.publish import Publication
from sitegen.pipeline.output.shards import PartOf
from sitegen.pipeline.output.site_folder import SiteFolder
from sitegen.pipeline.profile import PageTime
from sitegen.render.theme import Theme
from sitegen.routes import Output, Route
from sitegen.search.index.files import File

Rendered: TypeAlias = tuple[PageTime, bytes]
_TICK = 512
"""Files between two reports of progress, and after which memory is given back: large ones leave holes in it."""
_INDEX_SLICE = 1024
"""Files of the index in memory. The site's manifest is written anew for each slice."""
_BATCH = 128
"""Pages that are rendered together elsewhere."""
_AHEAD = 3
"""Batches of pages waiting for each process, so that none is idle while this one writes files."""


class SiteWriter(Struct, frozen=True):
    """Writes a build's files to the site's folder, with only its own where several machines share the work."""

    context: Context
    publication: Publication
    site: SiteFolder
    part: PartOf

    def write_named_by_content(self, index: Iterable[File]) -> Iterator[File]:
        """Write those files of the index to which nothing leads yet, and forget what they are of; return the rest."""
        groups = (files for _, files in groupby(index, lambda file: routes.is_named_by_content(file[0])))
        self._write_index(self.part.files(next(groups, iter(()))))
        release_memory()
        return self.part.files(next(groups, iter(())))

    def write(
        self,
        outputs: list[Output],
        index: Iterable[File],
        theme: Theme,
        complete: Callable[[Iterable[Output]], Iterable[Output]],
    ) -> list[PageTime]:
        """Write outputs and the rest of the index, in an order in which no link leads to a file not yet there.

        Args:
            outputs: are let go as they are written: all views of a large site would fill the memory.
            complete: adds to papers' pages what was not known when they were planned.
        """
        self.part.plan(outputs)
        by_route = {output.route: output for output in outputs}
        outputs.clear()
        self.publication.announce(filter(self.part.has, by_route))
        total = len(by_route)
        times: list[PageTime] = []
        for turn in self.publication.in_turn(by_route):
            if turn[0] == routes.HOME:
                self._write_index(index)
            own = (output for output in map(by_route.pop, turn) if self.part.has(output.route))
            if turn[0].startswith("papers/"):
                rendered = _render_anywhere(self._outdated(complete(own), theme), theme, self.context.tasks)
            else:
                # lists share the cards of papers, which would not survive a journey
                rendered = _render(self._outdated(own, theme), theme)
            for (kind, route, seconds), data in rendered:
                self.publication.put(route, data)
                times.append((kind, route, seconds))
                if not len(times) % _TICK:
                    self.context.clock.tell(len(times), total)
                    release_memory()
        return times

    def _outdated(self, outputs: Iterable[Output], theme: Theme) -> Iterator[Output]:
        digest = theme.digest.encode()
        return (output for output in outputs if not self._is_intact(output.route, output.digest(digest)))

    def _write_index(self, files: Iterable[File]) -> None:
        files = iter(files)
        while some := list(islice(files, _INDEX_SLICE)):
            release_memory()
            self.publication.announce(route for route, _ in some)
            for route, data in some:
                if not self._is_intact(route, hashlib.sha256(data).digest()[:16]):
                    self.publication.put(route, data)

    def _is_intact(self, route: Route, digest: bytes) -> bool:
        intact = self.site.is_intact(route, digest)
        self.publication.unchanged += intact
        return intact


def render_batch(outputs: Iterable[Output], theme: Theme) -> list[Rendered]:
    """Render some outputs: a task for any executor."""
    return list(_render(outputs, theme))


def _render(outputs: Iterable[Output], theme: Theme) -> Iterator[Rendered]:
    for output in outputs:
        start = time.process_time()
        data = output.render(output.view, theme)
        yield (output.kind, output.route, time.process_time() - start), data


def _render_anywhere(outputs: Iterable[Output], theme: Theme, tasks: Tasks) -> Iterator[Rendered]:
    """Render outputs that share little on an executor; files come in the order of the outputs."""
    calls: Calls[list[Rendered]] = Calls(tasks.executor)
    remaining = iter(outputs)
    while batch := list(islice(remaining, _BATCH)):
        calls.submit(render_batch, batch, theme)
        if len(calls) > _AHEAD * tasks.processes:
            yield from calls.take()
    while calls:
        yield from calls.take()
