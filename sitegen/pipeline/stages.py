"""The stages of a build, each from one kind of record to the next. `build` calls them in their order."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import chain, groupby, islice, product
from operator import attrgetter
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, structs

from sitegen import routes, topics
from sitegen.catalog import arrange, with_authors, with_topics
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report
from sitegen.model import Catalog
from sitegen.pages import ledger
from sitegen.pages.documents import Documents
from sitegen.pages.ledger import Ledger
from sitegen.pages.lost_addresses import report_lost
from sitegen.pages.same_papers import report_same
from sitegen.pipeline import Progress, Stopwatch, inputs, silent, versions
from sitegen.pipeline.content.importing import import_new, update_topics
from sitegen.pipeline.content.reading import ContentReader, by_title, read_pages, texts_of
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import Calls, make_executor
from sitegen.pipeline.execution.tasks import Tasks, chunks
from sitegen.pipeline.inputs import Inputs
from sitegen.pipeline.numerics import release_memory
from sitegen.pipeline.output.publish import Publication
from sitegen.pipeline.output.shards import PartOf
from sitegen.pipeline.output.site_folder import SiteFolder
from sitegen.pipeline.profile import PageTime
from sitegen.pipeline.stamps import Stamp, stamp
from sitegen.render import theme as themes
from sitegen.render.i18n.translations import has_strings, misnamed
from sitegen.render.plan import site_view
from sitegen.render.plan.papers import with_related
from sitegen.render.theme import Theme
from sitegen.render.theme_folders import FOLDER, theme_folders
from sitegen.routes import Output, Route
from sitegen.search import newest
from sitegen.search.documents import Document, describe, targets, text_of
from sitegen.search.index import Postings, Sequences, files, index_texts, merge
from sitegen.search.similarity import RelatedPapers, find_related, weigh

Data: TypeAlias = tuple[Route, bytes]
"""A file of the site."""
_TICK = 512
"""Files between two reports of progress, and after which memory is given back: large ones leave holes in it."""
_INDEXED = 512
"""Documents that are indexed together, on average: twice as many have far from twice as many distinct words."""
_INDEX_SLICE = 1024
"""Files of the index in memory. The site's manifest is written anew for each slice."""
_BATCH = 128
"""Pages that are rendered together elsewhere."""
_AHEAD = 3
"""Batches of pages waiting for each process, so that none is idle while this one writes files."""


class File(Struct, frozen=True):
    """A file of the site, ready to be written."""

    route: Route
    data: bytes
    time: PageTime


def read_content(
    config: Config, seen: Inputs, tasks: Tasks, clock: Stopwatch, report: Report, *, frozen: bool, dry_run: bool
) -> tuple[Catalog, Ledger]:
    """New sources → pages → the catalog; with what was imported.

    With `frozen` and with `dry_run` nothing is written: new sources are errors then, or only read.
    """
    with clock.stage("import"):
        path = config.content / ledger.PATH
        before = stamp(path)
        known, _ = import_new(config, report, frozen=frozen, dry_run=dry_run, reader=ContentReader(config, tasks))
        if stamp(path) != before:
            seen = inputs.find_inputs(config, frozen)
    with clock.stage("read"):
        pages = read_pages(config, seen, tasks, report)
        report_lost(pages, known, config.content, report)
        report_same(pages, config.content, report)
    with clock.stage("catalog"):
        if not (frozen or dry_run):
            seen = _find_topics(pages, known, seen, config, tasks, report)
        return make_catalog(pages, seen, config, tasks, report), known


def _find_topics(
    pages: Documents, ledger: Ledger, seen: Inputs, config: Config, tasks: Tasks, report: Report
) -> Inputs:
    """Pages → topics appended to the vocabulary, where no import does that; the inputs are looked at again then.

    Two sides of a merge that Git has left there are joined.
    """
    if topics.settle(config.content, report):
        seen = inputs.find_inputs(config, frozen=False)
    if ledger and topics.FILE in seen.files["content"]:
        return seen
    by_id = {page.paper.id: page for page in pages.papers}
    return inputs.find_inputs(config, frozen=False) if update_topics(config, by_id, tasks, report) else seen


def make_catalog(pages: Documents, seen: Inputs, config: Config, tasks: Tasks, report: Report) -> Catalog:
    """Documents → the catalog."""
    papers = [page.paper for page in pages.papers if not page.draft]
    catalog = arrange(papers, [page.edition for page in pages.editions], pages.pages, tasks.call)
    vocabulary, findings = tasks.call(_read_topics, config.content, seen.files["content"].get(topics.FILE))
    report.extend(findings)
    texts = texts_of(catalog.papers.values())
    matches = tasks.recall(topics.match_topics, [*texts.values()], vocabulary, key=by_title, through=topics.tokenise)
    slugs_by_paper = dict(zip(texts, matches, strict=True))
    catalog = with_topics(catalog, slugs_by_paper, vocabulary, config.topics.minimum, tasks.call)
    return with_authors(catalog, config, tasks.call_stored)


def read_catalog(
    config: Config, report: Report, progress: Progress = silent, *, with_searches: bool = False
) -> Catalog:
    """Content folder → catalog, for what shows papers without being a build: mails, announcements and exports.

    Nothing is imported or written, but for the cache; related papers are not computed.

    Args:
        with_searches: answer the searches that `site.toml` names, which takes an index of all papers.
    """
    from sitegen.pipeline.searches import add_searches, check_searches

    progress("read", 0, 0)
    seen = inputs.find_inputs(config, frozen=True)
    with make_executor(config.jobs, seen.size) as workers:
        tasks = Tasks(workers, Cache(config.cache / "results", versions.program_digest()))
        pages = read_pages(config, seen, tasks, report)
        catalog = make_catalog(pages, seen, config, tasks, report)
        if with_searches and config.searches:
            check_searches(config)
            documents, postings, sequences = _count(catalog, config, tasks)
            index = files(postings, sequences, documents, targets(catalog, config), config, tasks.map)
            catalog, _ = add_searches(catalog, index, config, report)
        return catalog


def load_theme(catalog: Catalog, config: Config, report: Report, problems: Report) -> Theme:
    """The theme with what every page of this site shares, and with as much of the editor's as can be used."""
    site = site_view(catalog, config)
    for usable, own_words in product((config, structs.replace(config, theme=None)), (True, False)):
        with problems.collecting():
            loaded = themes.load_theme(usable, site, own_words=own_words)
            report.extend([*loaded.warnings(), *misnamed(theme_folders(usable), config.lang)])
            if not has_strings(theme_folders(usable), config.lang):
                hint = f"write them into {FOLDER}/strings/{config.lang}.toml; those of English are shown"
                report.warning("words", f"the interface has no words in the language {config.lang!r}", hint=hint)
            return loaded
    return themes.load_packaged(site)


def try_templates(outputs: Iterable[Output], theme: Theme, problems: Report) -> None:
    """Compile the editor's own templates and render a page of each kind, so that all errors show in one run."""
    if not theme.own_templates:
        return
    tried = Report()
    for name in theme.own_templates:
        with tried.collecting():
            theme.compile(name)
    kinds = {output.kind: output for output in outputs if hasattr(output.view, "template")}
    for output in kinds.values():
        with tried.collecting():
            output.render(output.view, theme)
    # a mistake that all templates share is one
    once = {(known.at, known.message.partition(", on the page ")[0]): known for known in tried.diagnostics}
    problems.extend(once.values())


def _read_topics(content: Path, _stamp: Stamp) -> tuple[topics.Vocabulary, tuple[Diagnostic, ...]]:
    report = Report()
    return topics.read(content / topics.FILE, report), report.diagnostics


def analyse(catalog: Catalog, config: Config, tasks: Tasks) -> tuple[RelatedPapers, Iterator[Data]]:
    """Texts → related papers, and the files of the search index, which are made when they are asked for."""
    documents, postings, sequences = _count(catalog, config, tasks)
    release_memory()
    weighed = weigh(postings, documents)
    related = find_related(weighed, documents, tasks.map)
    index = files(postings, sequences, documents, targets(catalog, config), config, tasks.map)
    return related, chain(index, [(newest.ROUTE, newest.write(weighed))])


def _count(catalog: Catalog, config: Config, tasks: Tasks) -> tuple[Sequence[Document], Postings, Sequences]:
    documents = describe(catalog, config)
    texts = [[text_of(document) for document in chunk] for chunk in chunks(documents, attrgetter("id"), _INDEXED)]
    # a new topic is no reason to index the texts of its papers again
    own = tasks.map(index_texts, (([text.of_paper() for text in chunk],) for chunk in texts))
    labels = tasks.map(index_texts, (([text.of_topics() for text in chunk],) for chunk in texts))
    return documents, *merge(zip(own, labels, strict=True))


def publish_named_by_content(
    index: Iterable[Data], part: PartOf, publication: Publication, site: SiteFolder
) -> Iterator[Data]:
    """Publish those files of the index to which nothing leads yet, and forget what they are of; the rest comes back."""
    groups = (files for _, files in groupby(index, lambda file: routes.is_named_by_content(file[0])))
    _publish_index(part.files(next(groups, iter(()))), publication, site)
    release_memory()
    return part.files(next(groups, iter(())))


def publish(
    publication: Publication,
    site: SiteFolder,
    part: PartOf,
    outputs: list[Output],
    catalog: Catalog,
    theme: Theme,
    related: RelatedPapers,
    index: Iterable[Data],
    tasks: Tasks,
    clock: Stopwatch,
) -> list[PageTime]:
    """Outputs and the rest of the index → files of the site, in an order in which no link leads to one not yet there.

    Outputs are let go as they are written: all views of a large site would fill the memory.
    """
    part.plan(outputs)
    by_route = {output.route: output for output in outputs}
    outputs.clear()
    publication.announce(filter(part.has, by_route))
    total = len(by_route)
    theme_digest = theme.digest.encode()
    times: list[PageTime] = []

    def outdated(batch: Iterable[Output]) -> Iterator[Output]:
        for output in batch:
            if site.is_intact(output.route, output.digest(theme_digest)):
                publication.unchanged += 1
            else:
                yield output

    for turn in publication.in_turn(by_route):
        if turn[0] == routes.HOME:
            _publish_index(index, publication, site)
        own = (output for output in map(by_route.pop, turn) if part.has(output.route))
        if turn[0].startswith("papers/"):
            changed = outdated(with_related(own, catalog, related))
            rendered = _render_anywhere(changed, theme, tasks.executor, tasks.processes)
        else:
            rendered = _render_here(outdated(own), theme)
        for file in rendered:
            publication.put(file.route, file.data)
            times.append(file.time)
            if not len(times) % _TICK:
                clock.tell(len(times), total)
                release_memory()
    return times


def _publish_index(files: Iterable[Data], publication: Publication, site: SiteFolder) -> None:
    files = iter(files)
    while some := list(islice(files, _INDEX_SLICE)):
        release_memory()
        publication.announce(route for route, _ in some)
        for route, data in some:
            if site.is_intact(route, hashlib.sha256(data).digest()[:16]):
                publication.unchanged += 1
            else:
                publication.put(route, data)


def render_batch(outputs: Iterable[Output], theme: Theme) -> list[File]:
    """Render some outputs: a task for any executor."""
    return list(_render_here(outputs, theme))


def _render_here(outputs: Iterable[Output], theme: Theme) -> Iterator[File]:
    """Render outputs in this process: lists share the cards of papers, which would not survive a journey."""
    for output in outputs:
        start = time.process_time()
        data = output.render(output.view, theme)
        spent = time.process_time() - start
        yield File(output.route, data, (output.kind, output.route, spent))


def _render_anywhere(outputs: Iterable[Output], theme: Theme, executor: Executor, processes: int) -> Iterator[File]:
    """Render outputs that share little on an executor; files come in the order of the outputs."""
    calls: Calls[list[File]] = Calls(executor)
    remaining = iter(outputs)
    while batch := list(islice(remaining, _BATCH)):
        calls.submit(render_batch, batch, theme)
        if len(calls) > _AHEAD * processes:
            yield from calls.take()
    while calls:
        yield from calls.take()
