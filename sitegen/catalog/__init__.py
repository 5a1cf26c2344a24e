"""All of the digest in one frozen record: what was listed when, and what belongs together.

Pages come in, in any order; a `Catalog` goes out in the site's one order, with the relations that search and render
show: weeks and months, authors (`arrange`), and what is found in the papers' texts: topics, related papers (`study`).
`gather` does both in one process. Only a study needs numpy, which is imported when one begins.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
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

__all__ = ["Findings", "Gathered", "Relations", "arrange", "assemble", "gather", "prepare", "study", "texts_of"]


class Gathered(Struct, frozen=True):
    """A catalog that knows everything but which papers are related: enough to search it, and half the work."""

    catalog: Catalog
    _study: Study
    _topics: Topics

    def related(self) -> Relations:
        """What the catalog lacks yet."""
        return _related(self.catalog.papers, self._study, self._topics)


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
    catalog = arrange(papers, editions, pages, config, report)
    desk = _desk(list(map(_text, catalog.papers.values())), config.topics, memo)
    found = desk.topics()
    topics = topics_in(catalog, found.labels, found.of)
    return Gathered(replace(catalog, topics=topics, topics_of=found.of), desk, found)


def arrange(
    papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], config: Config, report: Report
) -> Catalog:
    """The part of `gather` for which no text is looked at: a catalog without topics and related papers."""
    known = order.distinct_papers(papers, report)
    dated = order.dated_editions(editions, known)
    appearances = order.appearances(dated)
    ordered = order.oldest_first(known, appearances)
    authors, author_of = find_authors(ordered, appearances, config.author_pages)
    return Catalog(
        papers=ordered,
        editions=dated,
        weeks=periods.weeks(dated),
        months=periods.months(dated),
        authors=authors,
        author_of=author_of,
        pages=order.distinct_pages(pages, report),
        appearances=appearances,
    )


def texts_of(catalog: Catalog) -> bytes:
    """What there is to study in an arranged catalog, in MessagePack, a form that another process reads fast."""
    return msgspec.msgpack.encode(list(map(_text, catalog.papers.values())))


def study(texts: bytes, rules: TopicRules, memo: Path | None = None, related: bool = True) -> Findings:
    """A task: what is found in papers' texts.

    Args:
        texts: from `texts_of`.
        rules: the editor's.
        memo: a folder to remember in what was found, which makes the next time quick and changes nothing in it.
        related: whether related papers are wanted too.
    """
    papers = msgspec.msgpack.decode(texts, type=list[Text])
    desk = _desk(papers, rules, memo)
    found = desk.topics()
    relations = _related([paper.id for paper in papers], desk, found) if related else Relations({})
    return Findings(found.labels, found.of, relations)


def prepare() -> None:
    """Imports numpy and what is built on it, which takes longer than to study a few papers."""
    # its linear algebra is not used, and the threads for it would spin on a processor that renders pages
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_module("sitegen.catalog.studies")


def _desk(papers: Sequence[Text], rules: TopicRules, memo: Path | None) -> Study:
    prepare()
    from sitegen.catalog.studies import Study

    return Study(papers, rules, memo)


def _related(identifiers: Iterable[str], desk: Study, found: Topics) -> Relations:
    rows = zip(identifiers, desk.related(found), strict=True)
    return Relations({identifier: row for identifier, row in rows if len(row) > 1})


def _text(paper: Paper) -> Text:
    return Text(paper.id, paper.facts.title, paper.text, paper.facts.topics)
