"""The stages in their order, and what of them is done beside one another.

The search index and related papers are found in other processes while the theme is read here. Pages are rendered in
batches as they are published, so that no more than a batch is in memory; once another process is free, it takes the
later half of those left.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from sitegen import routes
from sitegen.build import Progress, RepairMade, Summary, publish, sources
from sitegen.catalog import Gathered, gather
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog
from sitegen.pages import documents
from sitegen.pages.documents import Documents
from sitegen.pages.ledger import Ledger
from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

File: TypeAlias = tuple[Route, bytes]
_BATCH = 64


class Flow:
    """One build on its way."""

    def __init__(self, config: Config, report: Report, pool: Executor, progress: Progress | None) -> None:
        self.config, self.report, self.pool = config, report, pool
        self.clock = Clock(progress)

    def run(self, frozen: bool) -> Summary:
        config, report, clock = self.config, self.report, self.clock
        old = publish.check_place(config)
        with clock.stage("ingest"):
            ledger = sources.ingest_new(config, report, frozen=frozen)
        with clock.stage("read"):
            pages = documents.read(config.content, report)
        with clock.stage("catalog"):
            gathered = _gathered(pages, config, report)
            index = self.pool.submit(index_of, _searched(gathered.catalog), config)
            related = self.pool.submit(gathered.related)
        with clock.stage("plan"):
            theme = _theme(gathered.catalog, config)
            catalog = msgspec.structs.replace(gathered.catalog, related=related.result())
            outputs = _plan(catalog, config, theme)
        with clock.stage("write"), publish.Publication(config.output, old, report) as site:
            site.announce(output.route for output in outputs)
            self._publish(site, outputs, theme, index)
        return Summary(
            papers=len(catalog.papers),
            editions=len(catalog.editions),
            topics=len(catalog.topics),
            outputs=site.announced,
            written=site.written,
            unchanged=site.unchanged,
            removed=site.removed,
            seconds=clock.seconds,
            repairs=tuple(_repairs(ledger)),
        )

    def _publish(
        self, site: publish.Publication, outputs: Sequence[Output], theme: Theme, index: Future[list[File]]
    ) -> None:
        """Every file in its turn: the search index between the papers it finds and the pages that lead to it."""
        waiting = True
        for number, (route, data) in enumerate(self._rendered(outputs, theme, index)):
            if waiting and _turn(route) > 1:
                waiting = False
                _publish_index(site, index)
            site.put(route, data)
            if not number % _BATCH:
                self.clock.tell(number, len(outputs))
        if waiting:
            _publish_index(site, index)

    def _rendered(self, outputs: Sequence[Output], theme: Theme, index: Future[list[File]]) -> Iterator[File]:
        left = deque(outputs[start : start + _BATCH] for start in range(0, len(outputs), _BATCH))
        running: list[Future[list[File]]] = [index]
        others: deque[Future[list[File]]] = deque()
        workers = (self.config.jobs or os.cpu_count() or 1) - 1
        while left:
            running = [task for task in running if not task.done()]
            if len(left) > 1 and len(running) < workers:
                share = [left.pop() for _ in range(len(left) // 2)]
                task = self.pool.submit(render_batch, [output for batch in reversed(share) for output in batch], theme)
                running.append(task)
                others.appendleft(task)
            yield from render_batch(left.popleft(), theme)
        while others:
            yield from others.popleft().result()


def _searched(catalog: Catalog) -> bytes:
    """What the index is made of: the catalog without the Markdown that search does not read, for it has to travel."""
    papers = {
        identifier: msgspec.structs.replace(paper, abstract="", notes="")
        for identifier, paper in catalog.papers.items()
    }
    return msgspec.msgpack.encode(msgspec.structs.replace(catalog, papers=papers))


def index_of(catalog: bytes, config: Config) -> list[File]:
    """A task: the files of the search index.

    Args:
        catalog: a `Catalog` in MessagePack, a form that another process reads fast.
        config: says how addresses are written.
    """
    from sitegen.search import build_index

    made = msgspec.msgpack.decode(catalog, type=Catalog)
    return list(build_index(made, config, config.cache / "search"))


def render_batch(outputs: Iterable[Output], theme: Theme) -> list[File]:
    """A task: the files of some outputs."""
    return [(output.route, output.render(output.view, theme)) for output in outputs]


def _publish_index(site: publish.Publication, index: Future[list[File]]) -> None:
    files = index.result()
    site.announce(route for route, _ in files)
    for route, data in files:
        site.put(route, data)


def _gathered(pages: Documents, config: Config, report: Report) -> Gathered:
    shown = [page.paper for page in pages.papers if not page.draft]
    return gather(shown, [page.edition for page in pages.editions], pages.pages, config, report)


def _theme(catalog: Catalog, config: Config) -> Theme:
    from sitegen.render.present import site_view
    from sitegen.render.theme import load_theme

    theme = load_theme(config, site_view(catalog, config))
    theme.warm()
    return theme


def _plan(catalog: Catalog, config: Config, theme: Theme) -> list[Output]:
    from sitegen.render.present import outputs

    # what a page leads to is there before the page: assets, papers, lists of them, and last what readers come in by
    return sorted(outputs(catalog, config, theme), key=lambda output: _turn(output.route))


def _turn(route: Route) -> int:
    folder, slash, name = route.partition("/")
    if folder == "assets":
        return 0
    if not slash:
        return 4 if route == routes.HOME else 3
    return 2 if name == "index.html" else 1


def _repairs(ledger: Ledger) -> Iterator[RepairMade]:
    for record in ledger.values():
        for paper, repairs in record.repairs.items():
            for repair in repairs:
                yield RepairMade(record.path, paper, repair.rule, repair.before, repair.after)


class Clock:
    """Seconds by stage, and word of them to whoever listens."""

    def __init__(self, progress: Progress | None) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._stage = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._stage = name
        self.tell(0, 0)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 4)

    def tell(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(self._stage, done, total)
