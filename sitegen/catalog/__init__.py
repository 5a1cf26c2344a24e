"""All of the digest in one frozen record: what was listed when, and what belongs together.

Pages come in, in any order; a `Catalog` goes out in the site's one order, with the relations that search and render
show: weeks and months (`arrange`), authors, and what is found in the papers' texts: topics (`study`) and related papers
(`relate`). `gather` does all in one process. Only a study needs numpy, which is imported when one begins.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.catalog import order, periods
from sitegen.catalog.authors import find_authors
from sitegen.catalog.findings import Findings, Relations, topics_in
from sitegen.catalog.texts import Text
from sitegen.config import Config, TopicRules
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Edition, FreePage, Paper

if TYPE_CHECKING:
    from sitegen.catalog.studies import Study
    from sitegen.catalog.topics import Topics

__all__ = [
    "Findings",
    "Gathered",
    "Relations",
    "arrange",
    "assemble",
    "gather",
    "prepare",
    "relate",
    "study",
    "texts_of",
    "with_authors",
]


class Gathered(Struct, frozen=True):
    """A catalog that knows everything but which papers are related: enough to search it, and half the work."""

    catalog: Catalog
    _study: Study
    _topics: Topics

    def related(self) -> Relations:
        """What the catalog lacks yet."""
        return Relations(self._study.related(self._topics))


def assemble(
    papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], config: Config, report: Report
) -> Catalog:
    """The whole catalog of what `gather` brings together."""
    gathered = gather(papers, editions, pages, config, report)
    return replace(gathered.catalog, related=gathered.related())


def gather(
    papers: Iterable[Paper],
    editions: Iterable[Edition],
    pages: Iterable[FreePage],
    config: Config,
    report: Report,
    memo: Path | None = None,
) -> Gathered:
    """Brings papers, editions and pages together. The result does not depend on the order they come in.

    Args:
        papers: papers to show; drafts are already gone. Of two with one id the first by path stays.
        editions: two of one day become one. Listings of papers that are not there are passed over, for they were
            reported when the page was read.
        pages: the editor's free pages.
        config: `topics` and `author_pages` are looked at.
        report: gets what had to be left out.
        memo: a folder to remember in what was found, which makes the next time quick and changes nothing in it.
    """
    catalog = with_authors(arrange(papers, editions, pages, report), config.author_pages)
    desk = _desk(list(map(_text, catalog.papers.values())), config.topics, memo)
    found = desk.topics()
    topics = topics_in(catalog, found.labels, found.of)
    return Gathered(replace(catalog, topics=topics, topics_of=found.of), desk, found)


def arrange(papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], report: Report) -> Catalog:
    """The part of `gather` that all others begin with: a catalog without authors, topics and related papers."""
    known = order.distinct_papers(papers, report)
    dated = order.dated_editions(editions, known)
    appearances = order.appearances(dated)
    return Catalog(
        papers=order.oldest_first(known, appearances),
        editions=dated,
        weeks=periods.weeks(dated),
        months=periods.months(dated),
        pages=order.distinct_pages(pages, report),
        appearances=appearances,
    )


def with_authors(catalog: Catalog, minimum: int) -> Catalog:
    """An arranged catalog with the authors of at least `minimum` papers."""
    authors, author_of = find_authors(catalog.papers, catalog.appearances, minimum)
    return replace(catalog, authors=authors, author_of=author_of)


def texts_of(catalog: Catalog, rules: TopicRules) -> bytes:
    """What there is to study in an arranged catalog, in MessagePack, a form that another process reads fast."""
    return msgspec.msgpack.encode((list(map(_text, catalog.papers.values())), rules))


def study(texts: bytes, memo: Path | None = None) -> Findings:
    """A task: the topics of the papers.

    Args:
        texts: from `texts_of`.
        memo: a folder to remember in what was found, which makes the next time quick and changes nothing in it.
    """
    found = _laid_out(texts, memo).topics()
    return Findings(found.labels, found.of)


def relate(findings: Findings, texts: bytes, memo: Path | None = None) -> Relations:
    """A task: the related papers. It is quick in a process that has just studied the same texts.

    Args:
        findings: what came of `study`.
        texts, memo: as for that.
    """
    from sitegen.catalog.topics import Topics

    related = _laid_out(texts, memo).related(Topics(findings.labels, findings.topics_of))
    _laid_out.cache_clear()
    return Relations(related)


def prepare() -> None:
    """Imports numpy and what is built on it, which takes longer than to study a few papers."""
    # its linear algebra is not used, and the threads for it would spin on a processor that renders pages
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_module("sitegen.catalog.studies")


@lru_cache(maxsize=1)
def _laid_out(texts: bytes, memo: Path | None) -> Study:
    return _desk(*msgspec.msgpack.decode(texts, type=tuple[list[Text], TopicRules]), memo)


def _desk(papers: Sequence[Text], rules: TopicRules, memo: Path | None) -> Study:
    prepare()
    from sitegen.catalog.studies import Study

    return Study(papers, rules, memo)


def _text(paper: Paper) -> Text:
    return Text(paper.id, paper.facts.title, paper.text, paper.facts.topics)
