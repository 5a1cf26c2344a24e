"""sources → pages → catalog → outputs → site: the whole flow, one stage after the other.

A build with nothing new reads, renders and compares, and writes nothing. Nothing here knows a format: the stages do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from sitegen import routes
from sitegen.build import publish, sources, workers
from sitegen.catalog import Gathered, gather
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog, PaperId
from sitegen.pages import documents
from sitegen.pages.documents import Documents
from sitegen.pages.ledger import Ledger
from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

File: TypeAlias = tuple[Route, bytes]
Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told a stage, how much of it is done, and how much there is (0 where nobody knows)."""


class RepairMade(Struct, frozen=True):
    """A repair of a source's text, and whose."""

    source: str
    paper: PaperId
    rule: str
    before: str
    after: str


class Summary(Struct, frozen=True, kw_only=True):
    """What a build found and did."""

    papers: int
    editions: int
    topics: int
    outputs: int
    written: int
    unchanged: int
    removed: int
    seconds: dict[str, float]
    """By stage, in the order of the stages."""
    repairs: tuple[RepairMade, ...]


def build(
    config: Config,
    *,
    report: Report,
    now: str = "",
    progress: Progress | None = None,
    frozen: bool = False,
    pool: Executor | None = None,
) -> Summary:
    """Builds the site.

    Args:
        config: what to build, and where to.
        report: takes every finding.
        now: the day to call today, from `SOURCE_DATE_EPOCH`; empty where nobody said, and then nothing depends on it.
        progress: is told how far the build is.
        frozen: ingest nothing, and report new sources as errors.
        pool: runs the tasks; by default other processes on this machine, as many as `config.jobs` says.

    Raises:
        UsageError: the output folder or the theme cannot be used; nothing has been written to the site then.
    """
    clock = _Clock(progress)
    old = publish.check_place(config)
    with clock.stage("ingest"):
        ledger = sources.ingest_new(config, report, frozen=frozen)
    with clock.stage("read"):
        pages = documents.read(config.content, report)
    pool = pool or workers.executor(config.jobs)
    with clock.stage("catalog"):
        gathered = _gathered(pages, config, report)
        index = pool.submit(_index, gathered.catalog, config)
        catalog = gathered.related()
    with clock.stage("plan"):
        theme, outputs = _plan(catalog, config)
        shares = [pool.submit(_render, share, theme) for share in _shares(outputs, config.jobs)]
    with clock.stage("search"):
        found = index.result()
    with clock.stage("write"):
        places = [output.route for output in outputs] + [route for route, _ in found]
        files = _in_turn(shares, found)
        counted = publish.publish(clock.counted(files, len(places)), places, old, config.output, report)
    return Summary(
        papers=len(catalog.papers),
        editions=len(catalog.editions),
        topics=len(catalog.topics),
        outputs=len(places),
        written=counted.written,
        unchanged=counted.unchanged,
        removed=counted.removed,
        seconds=clock.seconds,
        repairs=tuple(_repairs(ledger)),
    )


def _gathered(pages: Documents, config: Config, report: Report) -> Gathered:
    shown = [page.paper for page in pages.papers if not page.draft]
    return gather(shown, [page.edition for page in pages.editions], pages.pages, config, report)


def _plan(catalog: Catalog, config: Config) -> tuple[Theme, list[Output]]:
    from sitegen.render.present import outputs, site_view
    from sitegen.render.theme import load_theme

    theme = load_theme(config, site_view(catalog, config))
    planned = list(outputs(catalog, config, theme))
    # what a page leads to is there before the page: assets, papers, lists of them, and last what readers come in by
    return theme, sorted(planned, key=lambda output: _turn(output.route))


def _turn(route: Route) -> int:
    folder, slash, name = route.partition("/")
    if folder == "assets":
        return 0
    if not slash:
        return 4 if route == routes.HOME else 3
    return 2 if name == "index.html" else 1


def _index(catalog: Catalog, config: Config) -> list[File]:
    from sitegen.search import build_index

    return list(build_index(catalog, config))


def _render(share: Sequence[Output], theme: Theme) -> list[File]:
    return [(output.route, output.render(output.view, theme)) for output in share]


def _shares(outputs: Sequence[Output], jobs: int) -> list[Sequence[Output]]:
    """Contiguous parts, for neighbours show the same papers and share what is rendered of them."""
    count = jobs or os.cpu_count() or 1
    size = max(1, -(-len(outputs) // count))
    return [outputs[start : start + size] for start in range(0, len(outputs), size)]


def _in_turn(shares: Iterable[Future[list[File]]], index: Iterable[File]) -> Iterator[File]:
    """Every file, the search index between the papers it finds and the page that finds them."""
    waiting = iter(index)
    for share in shares:
        for route, data in share.result():
            if _turn(route) > 1:
                yield from waiting
            yield route, data
    yield from waiting


def _repairs(ledger: Ledger) -> Iterator[RepairMade]:
    for record in ledger.values():
        for paper, repairs in record.repairs.items():
            for repair in repairs:
                yield RepairMade(record.path, paper, repair.rule, repair.before, repair.after)


class _Clock:
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

    def counted(self, files: Iterable[File], total: int) -> Iterator[File]:
        for number, file in enumerate(files):
            if not number % 256:
                self.tell(number, total)
            yield file

    def tell(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(self._stage, done, total)
