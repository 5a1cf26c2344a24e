"""`sitegen export`: the catalog, or the papers of a day, a week or a month, as one file for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen import routes
from sitegen.catalog.timeline import spans_of
from sitegen.config import Config
from sitegen.diagnostics import Location, Report, usage_error
from sitegen.files import Folder
from sitegen.folders import is_below
from sitegen.ingest import jsonl
from sitegen.model import Catalog, Digest, Edition, Entry, Paper, PaperId
from sitegen.pipeline.content import sources
from sitegen.pipeline.stages import read_catalog
from sitegen.render.formats import citations, tables
from sitegen.render.formats.bibtex import bibtex
from sitegen.text import markdown
from sitegen.text.json import indented


class Selection(Struct, frozen=True):
    """What is exported."""

    catalog: Catalog
    papers: Sequence[Paper]
    editions: Sequence[Edition]
    keys: Mapping[PaperId, str]
    """By which all papers of the catalog are cited."""
    part: str | None
    config: Config


def export(config: Config, ending: str, part: str | None, report: Report) -> bytes:
    """The catalog, or a part of it, as a file.

    Args:
        ending: of the file, one of `FORMATS`.
        part: a day, week or month as in `2025-03-28`, `2025-W13`, `2025-03`, or `latest`; None for all.
        report: takes what is wrong with the content.

    Raises:
        UsageError: there is no such format, or no edition in that part.
    """
    return FORMATS[ending].write(_select(config, ending, part, report))


def _select(config: Config, ending: str, part: str | None, report: Report) -> Selection:
    if ending not in FORMATS:
        what = f"there is no format .{ending} to export" if ending else "the file has no ending that says its format"
        hint = f"name the file with one of {', '.join(f'.{name}' for name in FORMATS)}"
        raise usage_error("export", what, hint=hint)
    catalog = read_catalog(config, report)
    editions = _editions(catalog, part)
    listed = {listing.paper for edition in editions for listing in edition.listings}
    known = catalog.papers.values()
    chosen = [paper for paper in known if paper.id in listed] if part else list(known)
    if ending == "epub" and (count := len(chosen) - len(listed)):
        hint = "sitegen export papers.jsonl has all papers"
        report.note("export", f"papers that are in no edition are left out of the book: {count}", hint=hint)
        chosen = [paper for paper in chosen if paper.id in listed]
    return Selection(catalog, chosen, editions, citations.keys(known), part, config)


def export_file(config: Config, file: Path, part: str | None, report: Report) -> int:
    """Write an export to a file, in place of an earlier export and of nothing else; how many papers it has.

    Raises:
        UsageError: as `export`; or what is there may be somebody's own, or is a source.
        PathRefused: there is a link or no file, or the name is none.
    """
    ending, folder, at = file.suffix[1:].lower(), Folder(file.parent), Location(file.as_posix())
    chosen = _select(config, ending, part, report)
    if is_below(str(file.parent), str(config.content / sources.FOLDER)):
        hint = "name a file elsewhere"
        raise usage_error("export", "sources are kept as they came, and no export is one", at, hint=hint)
    before = folder.read_named(file.name)
    if before and not re.match(FORMATS[ending].begins, before):
        hint = "name another file, or move this one away"
        raise usage_error("export", "this file is no earlier export, and would be lost", at, hint=hint)
    if not folder.replace(file.name, FORMATS[ending].write(chosen), before):
        raise usage_error("export", "somebody has changed this file meanwhile", at, hint="export again")
    return len(chosen.papers)


def _editions(catalog: Catalog, part: str | None) -> Sequence[Edition]:
    if part is None:
        return catalog.editions
    if part == "latest":
        part = catalog.editions[-1].date if catalog.editions else part
    editions = [edition for edition in catalog.editions if part in spans_of(edition.date)]
    if not editions:
        newest = catalog.editions[-1].date if catalog.editions else "2025-03-28"
        hint = f"give a day, week or month that has one, as in {newest}, or latest"
        raise usage_error("export", f"no edition is of {part!r}", hint=hint)
    return editions


def _jsonl(chosen: Selection) -> bytes:
    curators = {edition.curator for edition in chosen.editions}
    listed = {listing.paper for edition in chosen.editions for listing in edition.listings}
    # a paper that is in no list must not get into the last one when it is read again
    is_list = bool(listed) and listed.issuperset(paper.id for paper in chosen.papers)
    about = Digest(
        date=chosen.editions[-1].date if is_list else "",
        ranges=tuple((edition.start, edition.date) for edition in chosen.editions if edition.start),
        curator=curators.pop() if len(curators) == 1 else "",
    )
    return b"".join(jsonl.write(_entries(chosen), about))


def _entries(chosen: Selection) -> Iterator[Entry]:
    """Each listing of a paper, and the papers that are in no list."""
    listed = set()
    for edition in chosen.editions:
        for listing in edition.listings:
            listed.add(listing.paper)
            paper = chosen.catalog.papers[listing.paper]
            yield Entry(
                facts=paper.facts,
                abstract=markdown.paragraphs(paper.abstract),
                listed=edition.date,
                votes=listing.votes,
                comments=listing.comments,
                submitter=listing.submitter,
                organisation=listing.organisation,
                announced=listing.announced,
            )
    for paper in chosen.papers:
        if paper.id not in listed:
            yield Entry(facts=paper.facts, abstract=markdown.paragraphs(paper.abstract))


def _csl(chosen: Selection) -> bytes:
    return indented([citations.csl(chosen.keys[paper.id], paper.facts, paper.shown) for paper in chosen.papers])


def _epub(chosen: Selection) -> bytes:
    from sitegen.render.formats.epub import epub
    from sitegen.render.plan import site_view
    from sitegen.render.plan.base import Plan
    from sitegen.render.plan.downloads import book
    from sitegen.render.theme import load_theme

    if not chosen.editions:
        raise usage_error("export", "there is no edition to make a book of", hint="add a digest first: sitegen add")
    config, last = chosen.config, chosen.editions[-1]
    theme = load_theme(config, site_view(chosen.catalog, config))
    plan = Plan(chosen.catalog, config, theme.strings, Report())
    page = routes.edition(last.date if chosen.part == "latest" else chosen.part) if chosen.part else routes.HOME
    title = "" if chosen.part or len(chosen.editions) == 1 else config.title
    return epub(book(plan, page, chosen.editions, title), theme)


def _bibtex(chosen: Selection) -> bytes:
    return "".join(bibtex(chosen.keys[paper.id], paper.facts) + "\n" for paper in chosen.papers).encode()


def _ris(chosen: Selection) -> bytes:
    labels = {topic.slug: topic.label for topic in chosen.catalog.topics}
    topics_of = chosen.catalog.topics_of
    return "".join(
        citations.ris(chosen.keys[it.id], it.facts, it.shown, [labels[slug] for slug in topics_of.get(it.id, ())])
        for it in chosen.papers
    ).encode()


class Format(Struct, frozen=True):
    """How a file is made, and how one that was is known again."""

    write: Callable[[Selection], bytes]
    begins: bytes
    """A pattern of how such a file begins, and those of other programs do not (`{"sitegen":"papers",`)."""


_BIBTEX_TYPES = "|".join(terms.bibtex for terms in citations.VENUE_TERMS.values())
FORMATS: Mapping[str, Format] = {
    "jsonl": Format(_jsonl, rb'\{"sitegen":"papers",'),
    "bib": Format(_bibtex, rb"@(?:%b)\{.+,\n  title += \{\{" % _BIBTEX_TYPES.encode()),
    "ris": Format(_ris, rb"TY  - .+\r\nID  - .+\r\nTI  - "),
    "json": Format(_csl, rb'\[\]|\[\n \{\n  "id": ".+",\n  "type": ".+",\n  "title": "'),
    "csv": Format(
        lambda chosen: tables.as_csv(chosen.papers, chosen.keys),
        rb"\xef\xbb\xbfid,key,title,authors,published,updated,",
    ),
    "sqlite": Format(
        lambda chosen: tables.as_sqlite(chosen.papers, chosen.keys, chosen.editions),
        rb"(?s)SQLite format 3\0.{,4096}CREATE TABLE papers \(id TEXT PRIMARY KEY, key TEXT, title TEXT, ",
    ),
    "epub": Format(
        _epub, rb"(?s)PK.{28}mimetypeapplication/epub\+zipPK.{28}META-INF/container\.xml.{,400}PK.{28}content\.opf"
    ),
}
"""By the ending of the file."""
