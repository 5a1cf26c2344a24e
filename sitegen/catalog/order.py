"""The one order of everything: which paper came first, and where each was listed.

Documents of the search index, lists and feeds all follow this order, so that a new edition appends and what is there
keeps its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter

from msgspec.structs import replace

from sitegen.diagnostics import Location, Report
from sitegen.model import Appearance, Edition, FreePage, Listing, Paper, PaperId

Appearances = Mapping[PaperId, tuple[Appearance, ...]]


def distinct_papers(papers: Iterable[Paper], report: Report) -> dict[PaperId, Paper]:
    """Each id once, whatever its case; of two papers with one id the one whose page comes first by path stays."""
    papers = list(papers)
    if len({paper.id.lower() for paper in papers}) == len(papers):
        return {paper.id: paper for paper in papers}
    kept: dict[str, Paper] = {}
    for paper in sorted(papers, key=lambda paper: (paper.id.lower(), paper.path, paper.id)):
        if (first := kept.setdefault(paper.id.lower(), paper)) is not paper:
            _twice(report, f"the id {paper.id!r} belongs to {first.path or 'another page'} already", paper.path)
    return {paper.id: paper for paper in kept.values()}


def distinct_pages(pages: Iterable[FreePage], report: Report) -> tuple[FreePage, ...]:
    """Free pages by slug, each slug once, whatever its case."""
    kept: dict[str, FreePage] = {}
    for page in sorted(pages, key=lambda page: (page.slug.lower(), page.path, page.slug)):
        if (first := kept.setdefault(page.slug.lower(), page)) is not page:
            _twice(report, f"the page {page.slug!r} is written in {first.path or 'another file'} already", page.path)
    return tuple(kept.values())


def _twice(report: Report, message: str, path: str) -> None:
    report.error("twice", message, Location(path) if path else None, hint="rename or delete one of the two")


def dated_editions(editions: Iterable[Edition], papers: Mapping[PaperId, Paper]) -> tuple[Edition, ...]:
    """Editions oldest first and one a day, listing only papers that are there, each once.

    Two editions of one day become one: the first by path speaks, and the other's papers follow. Ranks are counted anew,
    so that a paper that is hidden or unknown leaves no gap.
    """
    days: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in sorted(editions, key=lambda edition: (edition.date, edition.path)):
        days[edition.date].append(edition)
    dated = []
    for same_day in days.values():
        listed = (
            listing for edition in same_day for listing in sorted(edition.listings, key=lambda listing: listing.rank)
        )
        distinct: dict[PaperId, Listing] = {}
        for listing in listed:
            if listing.paper in papers:
                distinct.setdefault(listing.paper, listing)
        ranked = tuple(
            [
                listing if listing.rank == rank else replace(listing, rank=rank)
                for rank, listing in enumerate(distinct.values(), 1)
            ]
        )
        dated.append(replace(same_day[0], listings=ranked))
    return tuple(dated)


def appearances(editions: Iterable[Edition]) -> dict[PaperId, tuple[Appearance, ...]]:
    """Where each paper was listed, oldest first, given editions oldest first."""
    found: defaultdict[PaperId, list[Appearance]] = defaultdict(list)
    for edition in editions:
        for listing in edition.listings:
            found[listing.paper].append(Appearance(edition.date, listing))
    return {paper: tuple(listed) for paper, listed in found.items()}


def oldest_first(papers: Mapping[PaperId, Paper], appearances: Appearances) -> dict[PaperId, Paper]:
    """Papers by first listing, then place in it, then id; one never listed stands by its date of publication."""

    order = []
    for paper in papers.values():
        if listed := appearances.get(paper.id):
            order.append((listed[0].date, listed[0].listing.rank, paper.id))
        else:
            order.append((paper.facts.published, 0, paper.id))
    return {paper: papers[paper] for _, _, paper in sorted(order)}


def newest_first(
    papers: Iterable[PaperId], catalogued: Mapping[PaperId, Paper], appearances: Appearances
) -> tuple[PaperId, ...]:
    """Papers by last listing, newest first, in the order of that listing."""

    order = []
    for paper in papers:
        if listed := appearances.get(paper):
            order.append((listed[-1].listing.rank, paper, listed[-1].date))
        else:
            order.append((0, paper, catalogued[paper].facts.published))
    # a stable sort by date leaves papers of one edition in its order
    order.sort()
    order.sort(key=itemgetter(2), reverse=True)
    return tuple([paper for _, paper, _ in order])
