"""Bibliographies beside lists: what a reader downloads to cite all papers of an edition, a month or a topic.

Hosts count files, and a list may have three of them. So each kind of list has the formats for which there is room, in
the order of `OF_LISTS`; the list of all papers always has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from sitegen import routes
from sitegen.model import Catalog, PaperId
from sitegen.render.formats import bibliography
from sitegen.render.formats.bibliography import BibliographyView, Cited
from sitegen.render.memo import Memo
from sitegen.render.views import Ref
from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.render.plan.base import Plan

FORMATS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "bib": ("BibTeX", bibliography.bibtex),
    "bibtex": ("BibTeX", bibliography.bibtex),
    "ris": ("RIS", bibliography.ris),
    "csl.json": ("CSL-JSON", bibliography.csl),
}
"""What a format is called and the function that renders it, by the ending of its files."""
OF_ALL = ("bib", "ris", "csl.json")
OF_LISTS = ("bibtex", "ris", "csl.json")
"""`.bib` is left to the one file that has every key once."""
KINDS = ("edition", "month", "week", "topic")
ROOM, ROOM_SHARE = 1000, 10
"""Files that feeds, editions as Markdown and bibliographies may be together, or one for so many papers."""
MOST = 40_000
"""Papers of a bibliography; a larger file is refused by hosts (Cloudflare takes 25 MiB)."""


def formats(catalog: Catalog, others: int) -> dict[str, tuple[str, ...]]:
    """Endings of the bibliographies beside each kind of list.

    Args:
        catalog: what there is to list.
        others: feeds of topics and authors, which come first.
    """
    counts = (len(catalog.editions), len(catalog.months), len(catalog.weeks), len(catalog.topics))
    # each edition is there as Markdown too
    room = max(ROOM, len(catalog.papers) // ROOM_SHARE) - others - len(catalog.editions)
    result: dict[str, tuple[str, ...]] = {"papers": OF_ALL if len(catalog.papers) <= MOST else ()}
    for ending, (kind, count) in product(OF_LISTS, zip(KINDS, counts, strict=True)):
        if count <= room:
            room -= count
            result[kind] = (*result.get(kind, ()), ending)
    return result


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
        *[("topic", routes.topic(topic.slug), topic.papers) for topic in catalog.topics],
    ]
    for kind, page, papers in lists:
        view = BibliographyView(route=page, papers=tuple([cited[paper] for paper in dict.fromkeys(papers)]))
        for ending in plan.bibliographies.get(kind, ()):
            route = routes.beside(page, ending)
            yield Output(route, FORMATS[ending][1], view)
