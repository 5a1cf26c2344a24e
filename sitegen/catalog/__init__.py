"""All of the digest in one frozen record: what was listed when, and what belongs together.

Pages come in, in any order; a `Catalog` goes out in the site's one order, with the relations that search and render
show: weeks and months, authors (`arrange`), and what is found in the papers' texts: topics, related papers (`study`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.catalog import order, periods
from sitegen.catalog.authors import find_authors
from sitegen.catalog.related import relate
from sitegen.catalog.topics import find_topics
from sitegen.catalog.words import Folding, Reading, read
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Edition, FreePage, Paper, PaperId, Related

__all__ = ["Gathered", "arrange", "assemble", "gather"]


class Gathered(Struct, frozen=True):
    """A catalog that knows everything but which papers are related: enough to search it, and half the work."""

    catalog: Catalog
    _readings: dict[PaperId, Reading]
    _folding: Folding

    def related(self) -> Mapping[PaperId, tuple[Related, ...]]:
        """What the catalog lacks yet."""
        topics = {topic.slug: topic.label for topic in self.catalog.topics}
        return relate(self.catalog.papers, self._readings, self.catalog.topics_of, topics, self._folding)


def assemble(
    papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], config: Config, report: Report
) -> Catalog:
    """The whole catalog of what `gather` brings together."""
    gathered = gather(papers, editions, pages, config, report)
    return msgspec.structs.replace(gathered.catalog, related=gathered.related())


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
    folding = Folding()
    readings = {identifier: read(paper, folding) for identifier, paper in catalog.papers.items()}
    topics = find_topics(catalog.papers, readings, folding, catalog.appearances, config.topics)
    return Gathered(msgspec.structs.replace(catalog, topics=topics.topics, topics_of=topics.of), readings, folding)


def arrange(
    papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], config: Config, report: Report
) -> Catalog:
    """The part of `gather` for which no text is looked at: a catalog without topics and related papers."""
    known = order.distinct_papers(papers, report)
    dated = order.dated_editions(editions, known)
    appearances = order.appearances(dated)
    ordered = order.oldest_first(known, appearances)
    return Catalog(
        papers=ordered,
        editions=dated,
        weeks=periods.weeks(dated),
        months=periods.months(dated),
        authors=find_authors(ordered, appearances, config.author_pages),
        pages=order.distinct_pages(pages, report),
        appearances=appearances,
    )
