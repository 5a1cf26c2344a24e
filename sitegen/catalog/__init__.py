"""Documents → `Catalog`: what was listed when, and what belongs together.

    catalog = arrange(papers, editions, pages, report)
    catalog = with_authors(catalog, minimum=2)
    catalog = with_topics(catalog, slugs_by_paper, vocabulary, minimum=2)

Papers, editions and pages come in any order; the catalog has the site's one order.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sitegen.catalog import timeline
from sitegen.catalog.authors import find_authors
from sitegen.catalog.topics import with_topics
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Edition, FreePage, Paper

__all__ = ["arrange", "with_authors", "with_topics"]


def arrange(papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], report: Report) -> Catalog:
    """The catalog of papers, editions and pages, without authors, topics and related papers.

    Args:
        papers: without drafts. Of two with one id the first by path stays.
        editions: two of one day become one. Listings of papers that are not there are passed over, for they were
            reported when the page was read.
        pages: the editor's free pages.
        report: gets what had to be left out.
    """
    distinct = timeline.distinct_papers(papers, report)
    dated = timeline.dated_editions(editions, distinct)
    appearances = timeline.appearances(dated)
    return Catalog(
        papers=timeline.oldest_first(distinct, appearances),
        editions=dated,
        weeks=timeline.weeks(dated),
        months=timeline.months(dated),
        pages=timeline.distinct_pages(pages, report),
        appearances=appearances,
    )


def with_authors(catalog: Catalog, minimum: int) -> Catalog:
    """The catalog with the authors of at least `minimum` papers."""
    authors, author_of = find_authors(catalog.papers, catalog.appearances, minimum)
    return replace(catalog, authors=authors, author_of=author_of)
