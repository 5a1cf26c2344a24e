"""The page of each paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sitegen import routes
from sitegen.model import Appearance, Catalog, Date, Edition, Paper, PaperId, Related
from sitegen.render.plan.links import PageLinks
from sitegen.render.plan.refs import Refs
from sitegen.render.theme import page
from sitegen.render.views import AppearanceView, PaperView, Ref, RelatedView
from sitegen.routes import Output


def papers(catalog: Catalog, refs: Refs, links: PageLinks) -> Iterator[Output]:
    order = {edition.date: edition for edition in catalog.editions}
    paths = {edition.date: edition.path for edition in catalog.editions}
    for paper in catalog.papers.values():
        appearances = refs.appearances(paper.id)
        previous, following = _neighbours(appearances, order, refs)
        facts = paper.facts
        affiliations = tuple([author.affiliation for author in facts.authors])
        view = PaperView(
            route=routes.paper(paper.id),
            id=paper.id,
            title=facts.title,
            abstract=paper.abstract,
            text=paper.text,
            notes=paper.notes,
            authors=refs.authors_of[paper.id],
            affiliations=affiliations if any(affiliations) else (),
            published=facts.published,
            updated=facts.updated,
            arxiv=facts.arxiv,
            doi=facts.doi,
            venue=facts.venue,
            categories=facts.categories,
            topics=refs.topics_of.get(paper.id, ()),
            links=facts.links,
            appearances=tuple([_appearance(seen, refs) for seen in appearances]),
            related=_related(catalog.related.get(paper.id, ()), catalog, refs.papers),
            previous=previous,
            next=following,
            page_links=_page_links(paper, appearances, paths, links),
            path=paper.path,
        )
        yield page(view)


def _appearance(seen: Appearance, refs: Refs) -> AppearanceView:
    listing = seen.listing
    return AppearanceView(
        edition=refs.days[seen.date],
        rank=listing.rank,
        votes=listing.votes,
        comments=listing.comments,
        submitter=listing.submitter,
        organisation=listing.organisation,
        announced=listing.announced,
        note=listing.note,
    )


def with_related(
    outputs: Iterable[Output], catalog: Catalog, related: Mapping[PaperId, tuple[Related, ...]]
) -> list[Output]:
    """Papers' pages that were planned before their relations were known, and others, which stay as they are."""
    refs: dict[PaperId, Ref] = {}
    return [
        msgspec.structs.replace(
            output, view=msgspec.structs.replace(output.view, related=_related(found, catalog, refs))
        )
        if isinstance(output.view, PaperView) and (found := related.get(output.view.id))
        else output
        for output in outputs
    ]


def _related(found: Iterable[Related], catalog: Catalog, refs: dict[PaperId, Ref]) -> tuple[RelatedView, ...]:
    return tuple([RelatedView(paper=_ref(other.paper, catalog, refs), terms=other.terms) for other in found])


def _ref(paper: PaperId, catalog: Catalog, refs: dict[PaperId, Ref]) -> Ref:
    ref = refs.get(paper)
    if ref is None:
        ref = refs[paper] = Ref(catalog.papers[paper].title, routes.paper(paper))
    return ref


def _neighbours(
    appearances: tuple[Appearance, ...], order: dict[Date, Edition], refs: Refs
) -> tuple[Ref | None, Ref | None]:
    """The papers before and after in the edition of the last listing; ranks count from 1 without a gap."""
    if not appearances:
        return None, None
    last = appearances[-1]
    listings = order[last.date].listings
    place = last.listing.rank - 1
    previous = refs.papers[listings[place - 1].paper] if 0 < place <= len(listings) else None
    following = refs.papers[listings[place + 1].paper] if place + 1 < len(listings) else None
    return previous, following


def _page_links(
    paper: Paper, appearances: tuple[Appearance, ...], paths: dict[Date, str], links: PageLinks
) -> tuple[tuple[str, str], ...]:
    found = dict(links.found(paper.path, paper.abstract, paper.notes))
    for seen in appearances:
        if seen.listing.note:
            found.update(links.found(paths[seen.date], seen.listing.note))
    return tuple(found.items())
