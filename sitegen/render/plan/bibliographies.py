"""Bibliographies beside lists: what a reader downloads to cite all papers of an edition, a month or a topic.

Each kind of list has the formats for which there is room (`catalog.budget`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen import routes
from sitegen.model import PaperId
from sitegen.render.formats import bibliography
from sitegen.render.formats.bibliography import BibliographyView, Cited
from sitegen.render.memo import Memo
from sitegen.render.plan.base import Plan
from sitegen.render.views import Ref
from sitegen.routes import Output, Route

FORMATS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "bib": ("BibTeX", bibliography.bibtex),
    "bibtex": ("BibTeX", bibliography.bibtex),
    "ris": ("RIS", bibliography.ris),
    "csl.json": ("CSL-JSON", bibliography.csl),
}
"""What a format is called and the function that renders it, by the ending of its files."""


def links(kind: str, page: Route, plan: Plan) -> tuple[Ref, ...]:
    """The bibliographies beside a list's page."""
    return tuple([Ref(FORMATS[ending][0], routes.beside(page, ending)) for ending in plan.bibliographies.get(kind, ())])


def bibliographies(plan: Plan) -> Iterator[Output]:
    """The bibliographies of all papers and of each list that has some."""
    catalog = plan.catalog
    cited: Memo[PaperId, Cited] = Memo(lambda paper: Cited(plan.keys[paper], catalog.papers[paper].facts))
    lists: list[tuple[str, Route, tuple[PaperId, ...]]] = [
        ("papers", routes.PAPERS, tuple(catalog.papers)),
        *[
            ("edition", routes.edition(day.date), tuple(listing.paper for listing in day.listings))
            for day in catalog.editions
        ],
        *[("month", routes.month(month.key), month.papers) for month in catalog.months],
        *[("week", routes.week(week.key), week.papers) for week in catalog.weeks],
        *[("topic", topic.page.route, topic.papers) for topic in plan.groups["topic"]],
        *[("author", author.page.route, author.papers) for author in plan.followed_authors],
    ]
    for kind, page, papers in lists:
        view = BibliographyView(papers=tuple([cited[paper] for paper in dict.fromkeys(papers)]))
        for ending in plan.bibliographies.get(kind, ()):
            route = routes.beside(page, ending)
            yield Output(route, FORMATS[ending][1], view)
