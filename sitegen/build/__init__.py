"""sources → pages → catalog → outputs → site: the whole flow, one stage after the other.

A build with nothing new reads, renders and compares, and writes nothing. Nothing here knows a format: the stages do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from sitegen import routes
from sitegen.build import publish, sources
from sitegen.catalog import assemble
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog, PaperId
from sitegen.pages import documents
from sitegen.pages.documents import Documents
from sitegen.pages.ledger import Ledger
from sitegen.routes import Output, Route
from sitegen.search import build_index

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

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
    config: Config, *, report: Report, now: str = "", progress: Progress | None = None, frozen: bool = False
) -> Summary:
    """Builds the site.

    Args:
        config: what to build, and where to.
        report: takes every finding.
        now: the day to call today, from `SOURCE_DATE_EPOCH`; empty where nobody said, and then nothing depends on it.
        progress: is told how far the build is.
        frozen: ingest nothing, and report new sources as errors.

    Raises:
        UsageError: the output folder or the theme cannot be used; nothing has been written to the site then.
    """
    clock = _Clock(progress)
    old = publish.check_place(config)
    with clock.stage("ingest"):
        ledger = sources.ingest_new(config, report, frozen=frozen)
    with clock.stage("read"):
        pages = documents.read(config.content, report)
    with clock.stage("catalog"):
        catalog = _catalog(pages, config, report)
    with clock.stage("plan"):
        theme, outputs = _plan(catalog, config)
    with clock.stage("search"):
        index = dict(build_index(catalog, config))
    with clock.stage("write"):
        places = [output.route for output in outputs] + list(index)
        files = _rendered(outputs, theme, index, clock, len(places))
        counted = publish.publish(files, places, old, config.output, report)
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


def _catalog(pages: Documents, config: Config, report: Report) -> Catalog:
    shown = [page.paper for page in pages.papers if not page.draft]
    return assemble(shown, [page.edition for page in pages.editions], pages.pages, config, report)


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


def _rendered(
    outputs: Iterable[Output], theme: Theme, index: Mapping[Route, bytes], clock: _Clock, total: int
) -> Iterator[tuple[Route, bytes]]:
    """Every file of the site, rendered as it is asked for, so that no more than one is in memory."""
    found = iter(index.items())
    for number, output in enumerate(outputs, 1):
        if _turn(output.route) > 1:
            yield from found
        yield output.route, output.render(output.view, theme)
        if not number % 256:
            clock.tell(number, total)
    yield from found


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

    def tell(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(self._stage, done, total)
