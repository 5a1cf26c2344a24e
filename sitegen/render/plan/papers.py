"""The page of each paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from sitegen import routes
from sitegen.model import Catalog, PaperId, Related
from sitegen.render.plan.base import Plan, neighbours
from sitegen.render.theme import page
from sitegen.render.views import AppearanceView, PaperView, Ref, RelatedView
from sitegen.routes import Output


def papers(plan: Plan) -> Iterator[Output]:
    """A page for every paper."""
    for paper in plan.catalog.papers.values():
        route = plan.paper(paper.id).route
        if not plan.wants(route):
            continue
        appearances = plan.appearances(paper.id)
        before = after = None
        if appearances:
            last = appearances[-1]
            # ranks count from 1 without a gap
            before, after = neighbours(plan.editions[last.date].listings, last.listing.rank - 1)
        links = plan.references.links(paper.path, paper.abstract, wiki=False)
        links += plan.references.links(paper.path, paper.notes)
        for appearance in appearances:
            if note := appearance.listing.note:
                links += plan.references.links(plan.editions[appearance.date].path, note)
        view = PaperView(
            route=route,
            id=paper.id,
            key=plan.keys[paper.id],
            facts=paper.facts,
            abstract=paper.abstract,
            text=paper.shown,
            notes=paper.notes,
            authors=plan.authors_of(paper.id),
            topics=plan.topics_of(paper.id),
            appearances=tuple(
                [AppearanceView(edition=plan.days[seen.date], listing=seen.listing) for seen in appearances]
            ),
            aliases=plan.aliases.get(paper.id, ()),
            previous=plan.paper(before.paper) if before else None,
            next=plan.paper(after.paper) if after else None,
            page_links=links,
            path=paper.path,
        )
        yield page(view)


def with_related(
    outputs: Iterable[Output], catalog: Catalog, related: Mapping[PaperId, tuple[Related, ...]]
) -> Iterator[Output]:
    """Papers' pages completed by related papers, which are not known yet when pages are planned; others as they are."""
    ref = cache(lambda identifier: Ref(catalog.papers[identifier].title, routes.paper(identifier)))
    for output in outputs:
        if isinstance(output.view, PaperView) and (relations := related.get(output.view.id)):
            views = tuple([RelatedView(paper=ref(other.paper), relation=other) for other in relations])
            yield replace(output, view=replace(output.view, related=views))
        else:
            yield output
