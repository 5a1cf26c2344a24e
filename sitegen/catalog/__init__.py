"""All of the digest in one frozen record: what was listed when, and what belongs together.

Pages come in, in any order; a `Catalog` goes out in the site's one order, with the relations that search and render
show: weeks and months, topics, authors, related papers. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.catalog import order, periods
from sitegen.catalog.authors import find_authors
from sitegen.catalog.related import relate
from sitegen.catalog.topics import find_topics
from sitegen.catalog.words import Folding, read
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Edition, FreePage, Paper

__all__ = ["assemble"]


def assemble(
    papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], config: Config, report: Report
) -> Catalog:
    """Relates papers, editions and pages. The result does not depend on the order they come in.

    Args:
        papers: papers to show; drafts are already gone. Of two with one id the first by path stays.
        editions: two of one day become one. Listings of papers that are not there are passed over, for they were
            reported when the page was read.
        pages: the editor's free pages.
        config: `topics` and `author_pages` are looked at.
        report: gets what had to be left out.
    """
    known = order.distinct_papers(papers, report)
    dated = order.dated_editions(editions, known)
    appearances = order.appearances(dated)
    ordered = order.oldest_first(known, appearances)
    folding = Folding()
    readings = {identifier: read(paper, folding) for identifier, paper in ordered.items()}
    topics = find_topics(ordered, readings, folding, appearances, config.topics)
    labels = {topic.slug: topic.label for topic in topics.topics}
    return Catalog(
        papers=ordered,
        editions=dated,
        weeks=periods.weeks(dated),
        months=periods.months(dated),
        topics=topics.topics,
        authors=find_authors(ordered, appearances, config.author_pages),
        pages=order.distinct_pages(pages, report),
        appearances=appearances,
        topics_of=topics.of,
        related=relate(ordered, readings, topics.of, labels, folding),
    )
