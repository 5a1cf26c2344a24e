"""The stages of a build, each from one kind of record to the next. `build` calls them in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from operator import attrgetter
from pathlib import Path

from msgspec import structs

from sitegen import topics
from sitegen.catalog import arrange, with_authors, with_topics
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report
from sitegen.model import Catalog
from sitegen.pages import ledger
from sitegen.pages.documents import Documents
from sitegen.pages.ledger import Ledger
from sitegen.pages.lost_addresses import report_lost
from sitegen.pages.same_papers import report_same
from sitegen.pipeline import Context, Progress, inputs, silent
from sitegen.pipeline.content.importing import import_new, update_topics
from sitegen.pipeline.content.reading import ContentReader, by_title, read_pages, texts_of
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import make_executor
from sitegen.pipeline.execution.tasks import Tasks, chunks
from sitegen.pipeline.inputs import Inputs
from sitegen.pipeline.numerics import release_memory
from sitegen.pipeline.stamps import Stamp, stamp
from sitegen.render import theme as themes
from sitegen.render.i18n.translations import has_strings, misnamed
from sitegen.render.plan import site_view
from sitegen.render.theme import Theme
from sitegen.render.theme_folders import FOLDER, theme_folders
from sitegen.routes import Output
from sitegen.search import newest
from sitegen.search.documents import Document, describe, targets, text_of
from sitegen.search.index import Postings, Sequences, files, index_texts, merge
from sitegen.search.index.files import File
from sitegen.search.similarity import RelatedPapers, find_related, weigh

_INDEXED = 512
"""Documents that are indexed together, on average: twice as many have far from twice as many distinct words."""


def read_content(context: Context, seen: Inputs, *, frozen: bool, dry_run: bool) -> tuple[Catalog, Ledger]:
    """New sources → pages → the catalog; with what was imported.

    With `frozen` and with `dry_run` nothing is written: new sources are errors then, or only read.
    """
    config, report, clock = context.config, context.report, context.clock
    with clock.stage("import"):
        path = config.content / ledger.PATH
        before = stamp(path)
        reader = ContentReader(config, context.tasks)
        known, _ = import_new(config, report, today=context.today, frozen=frozen, dry_run=dry_run, reader=reader)
        if stamp(path) != before:
            seen = inputs.find_inputs(config, frozen)
    with clock.stage("read"):
        pages = read_pages(context, seen)
        report_lost(pages, known, config.content, report)
        report_same(pages, config.content, report)
    with clock.stage("catalog"):
        if not (frozen or dry_run):
            seen = _find_topics(context, pages, known, seen)
        return make_catalog(context, pages, seen), known


def _find_topics(context: Context, pages: Documents, ledger: Ledger, seen: Inputs) -> Inputs:
    """Pages → topics appended to the vocabulary, where no import does that; the inputs are looked at again then.

    Two sides of a merge that Git has left there are joined.
    """
    config, report = context.config, context.report
    if topics.settle(config.content, report):
        seen = inputs.find_inputs(config, frozen=False)
    if ledger and topics.FILE in seen.files["content"]:
        return seen
    by_id = {page.paper.id: page for page in pages.papers}
    has_new = update_topics(config, by_id, context.tasks, report)
    return inputs.find_inputs(config, frozen=False) if has_new else seen


def make_catalog(context: Context, pages: Documents, seen: Inputs) -> Catalog:
    """Documents → the catalog."""
    config, tasks = context.config, context.tasks
    papers = [page.paper for page in pages.papers if not page.draft]
    catalog = arrange(papers, [page.edition for page in pages.editions], pages.pages, tasks.call)
    vocabulary, findings = tasks.call(_read_topics, config.content, seen.files["content"].get(topics.FILE))
    context.report.extend(findings)
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
        context = Context(config, report, Tasks(workers, Cache.of(config)))
        catalog = make_catalog(context, read_pages(context, seen), seen)
        if with_searches and config.searches:
            check_searches(config)
            documents, postings, sequences = _count(context, catalog)
            index = files(postings, sequences, documents, targets(catalog, config), config, context.tasks.map)
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


def analyse(context: Context, catalog: Catalog) -> tuple[RelatedPapers, Iterator[File]]:
    """Texts → related papers, and the files of the search index, which are made when they are asked for."""
    config, run = context.config, context.tasks.map
    documents, postings, sequences = _count(context, catalog)
    release_memory()
    weighed = weigh(postings, documents)
    related = find_related(weighed, documents, run)
    index = files(postings, sequences, documents, targets(catalog, config), config, run)
    return related, chain(index, [(newest.ROUTE, newest.write(weighed))])


def _count(context: Context, catalog: Catalog) -> tuple[Sequence[Document], Postings, Sequences]:
    tasks, documents = context.tasks, describe(catalog, context.config)
    texts = [[text_of(document) for document in chunk] for chunk in chunks(documents, attrgetter("id"), _INDEXED)]
    # a new topic is no reason to index the texts of its papers again
    own = tasks.map(index_texts, (([text.of_paper() for text in chunk],) for chunk in texts))
    labels = tasks.map(index_texts, (([text.of_topics() for text in chunk],) for chunk in texts))
    return documents, *merge(zip(own, labels, strict=True))
