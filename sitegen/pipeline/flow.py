"""The stages in their order, and what of them is done beside one another.

Topics, related papers and the search index are made in another process while the theme is read here. A file of the
site whose digest is the last build's, and that lies as the last build left it, is not even rendered. The others are
rendered as they are published.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from sitegen import routes
from sitegen.catalog import Findings, Relations, arrange, relate, study, texts_of, with_authors
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog
from sitegen.pages import documents, ledger
from sitegen.pages.documents import Documents, Memory
from sitegen.pages.ledger import Ledger
from sitegen.pipeline import RepairMade, Summary, kept_pages, manifest, publish, sources, state
from sitegen.pipeline.clock import Clock
from sitegen.pipeline.profile import Profiler
from sitegen.pipeline.rendering import File, Rendering
from sitegen.pipeline.scan import Stamps, settled, stamp
from sitegen.pipeline.state import Last, Seen
from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.render.theme import Theme, ThemeFiles

_TOLD = 64
"""Files between two words of how far it is."""
_AT_ONCE = 4096
"""Papers' pages in memory with all that is related to them."""


class Flow:
    """One build on its way.

    Args:
        seen: what there is to read.
        now: nanoseconds since 1970 when it was looked at.
        last: what the last build left.
        site: what lies in the output folder.
    """

    def __init__(
        self,
        config: Config,
        report: Report,
        pool: Executor,
        clock: Clock,
        *,
        seen: Seen,
        now: int,
        last: Last | None,
        site: Stamps,
    ) -> None:
        self.config, self.report, self.pool, self.clock = config, report, pool, clock
        self._profiler = pool if isinstance(pool, Profiler) else None
        self._seen, self._now, self._last = seen, now, last
        self._site = site
        self._known: Mapping[Route, bytes] = last.intact(site) if last else {}
        self._program = state.program()
        self._pages = config.cache / "pages"

    def run(self, frozen: bool) -> Summary:
        config, report, clock = self.config, self.report, self.clock
        with clock.stage("ingest"):
            known = self._ingest(frozen)
        catalog, materials, related, index = self._know()
        with clock.stage("plan"):
            theme = _theme(catalog, config, materials)
            outputs = _plan(catalog, config, theme)
        with clock.stage("write"), publish.Publication(config.output, report, clock.progress) as site:
            site.announce(output.route for output in outputs)
            complete = partial(_completed, catalog=catalog, related=related)
            digests = self._publish(site, outputs, complete, theme, index, [related, index])
        summary = Summary(
            papers=len(catalog.papers),
            editions=len(catalog.editions),
            topics=len(catalog.topics),
            outputs=site.announced,
            written=site.written,
            unchanged=site.unchanged,
            removed=site.removed,
            seconds=clock.seconds,
            repairs=tuple(_repairs(known)),
        )
        if site.whole:
            self._remember(summary, digests | {manifest.MANIFEST: b""}, site.stamps)
        return summary

    def _ingest(self, frozen: bool) -> Ledger:
        record = self.config.content / ledger.PATH
        before = stamp(record)
        known = sources.ingest_new(self.config, self.report, frozen=frozen)
        if stamp(record) != before:
            # there are new pages
            self._now = time.time_ns()
            self._seen = state.look(self.config, frozen)
        return known

    def _know(self) -> tuple[Catalog, ThemeFiles, Future[Relations], Future[list[File]]]:
        """The catalog without its relations, the theme's files, and what others are still at: relations and index."""
        config = self.config
        with self.clock.stage("read"):
            pages, before = self._read()
        with self.clock.stage("catalog"):
            arranged = _arranged(pages, self.report)
            told = texts_of(arranged, config.topics), config.cache / "catalog"
            studied = self.pool.submit(study, *told)
            # while there is nothing to do but wait
            kept_pages.save(self._pages, before, pages.memory, self._program)
            arranged = with_authors(arranged, config.author_pages)
            materials, searched = _materials(config), _searched(arranged)
            findings = studied.result()
            related = self.pool.submit(relate, findings, *told)
            index = self.pool.submit(index_of, [searched], findings, config, self._known_below("search/"))
            return findings.complete(arranged), materials, related, index

    def _read(self) -> tuple[Documents, Memory | None]:
        """The pages, and what was kept of them; those that are not as they were the last time are read anew."""
        before = kept_pages.load(self._pages, self._program)
        unchanged: frozenset[str] = frozenset()
        if self._last and self._last.pages == kept_pages.mark(self._pages):
            found = self._seen.files["content"]
            then = self._last.seen.files["content"]
            unchanged = frozenset(path for path, one in then.items() if found.get(path) == one)
        return documents.read(self.config.content, self.report, before, unchanged, self.pool), before

    def _known_below(self, folder: str) -> dict[Route, bytes]:
        return {route: digest for route, digest in self._known.items() if route.startswith(folder)}

    def _publish(
        self,
        site: publish.Publication,
        outputs: Sequence[Output],
        complete: Callable[[list[Output]], Iterator[list[Output]]],
        theme: Theme,
        index: Future[list[File]],
        busy: Sequence[Future[Any]],
    ) -> dict[Route, bytes]:
        """Every file in its turn, and the search index before the way in.

        Returns:
            The digests of all.
        """
        made_by = hashlib.blake2b(self._program + theme.digest.encode(), digest_size=16).digest()
        others = (self.config.jobs or os.cpu_count() or 1) - 1
        watch = self._profiler.watched if self._profiler else _as_they_are
        rendering = Rendering(theme, made_by, self.pool, others, busy, watch)
        digests: dict[Route, bytes] = {}

        def stale(part: list[Output]) -> list[Output]:
            in_place, others = self._compared(part, made_by)
            site.keep(len(in_place))
            digests.update(in_place)
            return others

        for turn in site.in_turn(outputs):
            if turn[0].route == routes.HOME:
                digests |= _publish_index(site, index)
            for route, digest, data in rendering.files(map(stale, complete(turn))):
                site.put(route, data or b"")
                digests[route] = digest
                if not len(digests) % _TOLD:
                    self.clock.tell(len(digests), len(outputs))
        return digests

    def _compared(self, outputs: list[Output], made_by: bytes) -> tuple[dict[Route, bytes], list[Output]]:
        """The digests of the files that are in place, and the outputs that are not."""
        if not self._known:
            return {}, outputs
        digests: dict[Route, bytes] = {}
        stale = []
        for output in outputs:
            known = self._known.get(output.route)
            if known and known == output.digest(made_by):
                digests[output.route] = known
            else:
                stale.append(output)
        return digests, stale

    def _remember(self, summary: Summary, digests: Mapping[Route, bytes], stamps: Stamps) -> None:
        stamps = {route: stamps.get(route) or self._site[route] for route in digests}
        outputs = {route: (digest, stamps[route]) for route, digest in digests.items()}
        seen = Seen(self._seen.asked, {name: settled(found, self._now) for name, found in self._seen.files.items()})
        pages = kept_pages.mark(self._pages)
        state.remember(self.config, Last(seen, outputs, pages, summary, self.report.diagnostics))


def _searched(catalog: Catalog) -> bytes:
    """What the index is made of, topics apart: votes, and papers without the Markdown that search does not read."""
    papers = {
        identifier: msgspec.structs.replace(paper, abstract="", notes="")
        for identifier, paper in catalog.papers.items()
    }
    return msgspec.msgpack.encode(Catalog(papers=papers, appearances=catalog.appearances))


def index_of(catalog: list[bytes], findings: Findings, config: Config, known: Mapping[Route, bytes]) -> list[File]:
    """A task: the files of the search index.

    Args:
        catalog: a `Catalog` in MessagePack, a form that another process reads fast. It is taken out of the list, or a
            large one would be in memory twice.
        findings: what completes it.
        config: says how addresses are written.
        known: digests of the files that are in place.
    """
    from sitegen.search import build_index

    # nobody but the index holds on to the catalog, which it lets go as soon as it can
    made = build_index(
        findings.complete(msgspec.msgpack.decode(catalog.pop(), type=Catalog)), config, config.cache / "search"
    )
    files: list[File] = []
    for route, data in made:
        digest = hashlib.blake2b(data, digest_size=16).digest()
        files.append((route, digest, None if known.get(route) == digest else data))
    return files


def _as_they_are(outputs: Iterable[Output]) -> Iterable[Output]:
    return outputs


def _publish_index(site: publish.Publication, index: Future[list[File]]) -> dict[Route, bytes]:
    files = index.result()
    site.announce(route for route, _, _ in files)
    for route, _, data in files:
        if data is None:
            site.keep(1)
        else:
            site.put(route, data)
    return {route: digest for route, digest, _ in files}


def _arranged(pages: Documents, report: Report) -> Catalog:
    shown = [page.paper for page in pages.papers if not page.draft]
    return arrange(shown, [page.edition for page in pages.editions], pages.pages, report)


def _materials(config: Config) -> ThemeFiles:
    from sitegen.render.theme import read_theme
    from sitegen.text.markdown import parser

    # what the plan and the pages will need is imported as well, while there is nothing to do but wait
    import_module("sitegen.render.plan")
    parser()
    return read_theme(config)


def _theme(catalog: Catalog, config: Config, materials: ThemeFiles) -> Theme:
    from sitegen.render.plan import site_view
    from sitegen.render.theme import Theme

    theme = Theme(materials, site_view(catalog, config))
    theme.warm()
    return theme


def _plan(catalog: Catalog, config: Config, theme: Theme) -> list[Output]:
    from sitegen.render.plan import outputs

    return list(outputs(catalog, config, theme))


def _completed(turn: list[Output], catalog: Catalog, related: Future[Relations]) -> Iterator[list[Output]]:
    """A turn in parts; relations are waited for when the first paper is to be shown."""
    from sitegen.render.plan.papers import with_related

    if turn[0].route.startswith("papers/"):
        for start in range(0, len(turn), _AT_ONCE):
            yield with_related(turn[start : start + _AT_ONCE], catalog, related.result())
    else:
        yield turn


def _repairs(ledger: Ledger) -> Iterator[RepairMade]:
    for record in ledger.values():
        for paper, repairs in record.repairs.items():
            for repair in repairs:
                yield RepairMade(record.path, paper, repair.rule, repair.before, repair.after)
