"""Documents → `Catalog`: what was listed when, and what belongs together.

    catalog = arrange(papers, editions, pages)
    catalog = with_topics(catalog, slugs_by_paper, vocabulary, minimum=2)
    catalog = with_authors(catalog, config)

Papers, editions and pages come in any order; the catalog has the site's one order.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from msgspec.structs import replace

from sitegen.calls import Call, call_here
from sitegen.catalog import budget, timeline
from sitegen.catalog.authors import find_authors
from sitegen.catalog.topics import with_topics
from sitegen.config import Config
from sitegen.model import Catalog, Edition, FreePage, Paper
from sitegen.text import comments, footnotes

__all__ = ["arrange", "with_authors", "with_topics"]


def arrange(
    papers: Iterable[Paper], editions: Iterable[Edition], pages: Iterable[FreePage], call: Call = call_here
) -> Catalog:
    """The catalog of papers, editions and pages, without authors and topics, their Markdown as it is published.

    Args:
        papers: without drafts, each id once.
        editions: one a day. Listings of drafts are passed over.
        pages: the editor's free pages, each slug once.
        call: calls functions of the order alone, which most edits do not change.
    """
    by_id = {paper.id: _paper(paper) for paper in papers}
    dated = call(timeline.dated_editions, tuple(map(_edition, editions)), dict.fromkeys(by_id))
    appearances = call(timeline.appearances, dated)
    published = {identifier: paper.facts.published for identifier, paper in by_id.items()}
    order = call(timeline.oldest_first, published, appearances)
    newest = call(timeline.newest_first, published, appearances)
    return Catalog(
        papers={identifier: by_id[identifier] for identifier in order},
        newest=newest,
        editions=dated,
        weeks=call(timeline.periods, dated, "week"),
        months=call(timeline.periods, dated, "month"),
        pages=tuple(sorted(pages, key=attrgetter("slug"))),
        appearances=appearances,
    )


def _paper(paper: Paper) -> Paper:
    """The paper as it is published."""
    abstract, notes = comments.without(paper.abstract), comments.without(paper.notes)
    is_same = abstract is paper.abstract and notes is paper.notes
    return paper if is_same else replace(paper, abstract=abstract, notes=notes, plain=paper.text)


def _edition(edition: Edition) -> Edition:
    """The edition as it is published."""
    words = footnotes.shared([comments.without(text).strip() for text in edition.words])
    if words == edition.words:
        return edition
    intro, *notes, outro = words
    listings = [replace(listing, note=note) for listing, note in zip(edition.listings, notes, strict=True)]
    return replace(edition, intro=intro, outro=outro, listings=tuple(listings))


def with_authors(catalog: Catalog, config: Config, call: Call = call_here) -> Catalog:
    """The catalog with the authors of so many papers as the settings say, or more where there is no room for all.

    Args:
        catalog: complete but for its authors.
        config: how many papers an author needs, and how many files the site may have.
        call: calls what depends on names and order alone.
    """
    authors_of = {identifier: paper.facts.authors for identifier, paper in catalog.papers.items()}
    authors, author_of = call(find_authors, authors_of, catalog.newest, config.author_pages)
    room, needed = budget.author_pages(catalog, config), config.author_pages
    counts = [len(author.papers) for author in authors]
    while needed < budget.MOST_NEEDED and sum(count >= needed for count in counts) > room:
        needed += 1
    chosen = {author.slug: author for author in authors if len(author.papers) >= needed}
    slugs = {name: slug for name, slug in author_of.items() if slug in chosen}
    return replace(catalog, authors=tuple(chosen.values()), author_of=slugs)
