"""Files beside lists, for readers to take along.

Bibliographies are for citing all papers of an edition, a month or a topic; each kind of list has the formats for which
there is room (`catalog.budget`). Editions or months are books for e-readers where `site.toml` asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

import msgspec

from sitegen import routes
from sitegen.model import Date, Edition, Facts, PaperId
from sitegen.render.formats import citations
from sitegen.render.formats.bibtex import bibtex as bibtex_entry
from sitegen.render.formats.epub import BookView, epub, is_picture
from sitegen.render.plan.base import Plan
from sitegen.render.plan.machines import digest_view
from sitegen.render.theme import Theme
from sitegen.render.views import Ref
from sitegen.routes import Output, Route

Cited: TypeAlias = tuple[str, Facts, tuple[str, ...]]
"""A paper behind the key that it is cited by, and before the labels of its topics."""


def bibtex(papers: Sequence[Cited], theme: Theme) -> bytes:
    entries = [theme.once(bibtex_entry, key, facts) for key, facts, _ in papers]
    return "\n".join(entries).encode("utf-8")


def ris(papers: Sequence[Cited], theme: Theme) -> bytes:
    records = [theme.once(citations.ris, key, facts, "", topics) for key, facts, topics in papers]
    return "".join(records).encode("utf-8")


def csl(papers: Sequence[Cited], theme: Theme) -> bytes:
    items = [msgspec.json.encode(theme.once(citations.csl, key, facts)) for key, facts, _ in papers]
    return b"[\n" + b",\n".join(items) + b"\n]\n"


FORMATS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "bib": ("BibTeX", bibtex),
    "bibtex": ("BibTeX", bibtex),
    "ris": ("RIS", ris),
    "csl.json": ("CSL-JSON", csl),
}
"""What a format is called and the function that renders it, by the ending of its files."""


def bibliography_links(kind: str, page: Route, plan: Plan) -> tuple[Ref, ...]:
    """The bibliographies beside a list's page."""
    return tuple([Ref(FORMATS[ending][0], routes.beside(page, ending)) for ending in plan.bibliographies.get(kind, ())])


def book_link(kind: str, page: Route, plan: Plan) -> Route:
    """The book beside a list's page, where there is one: that of an `edition` or a `month`."""
    return routes.beside(page, "epub") if plan.config.books == f"{kind}s" else ""


def bibliographies(plan: Plan) -> Iterator[Output]:
    """The bibliographies of all papers and of each list that has some."""
    catalog = plan.catalog

    @cache
    def cited(paper: PaperId) -> Cited:
        labels = tuple([topic.label for topic in plan.topics_of(paper)])
        return plan.keys[paper], catalog.papers[paper].facts, labels

    lists: list[tuple[str, Route, tuple[PaperId, ...]]] = [
        ("papers", routes.PAPERS, tuple(catalog.papers)),
        *[
            ("edition", routes.edition(day.date), tuple(listing.paper for listing in day.listings))
            for day in catalog.editions
        ],
        *[("month", routes.period(month.key), month.papers) for month in catalog.months],
        *[("week", routes.period(week.key), week.papers) for week in catalog.weeks],
        *[("topic", topic.page.route, topic.papers) for topic in plan.groups["topic"]],
        *[("author", author.page.route, author.papers) for author in plan.followed["author"]],
    ]
    for kind, page, papers in lists:
        view = tuple(map(cited, papers))
        for ending in plan.bibliographies.get(kind, ()):
            yield Output(routes.beside(page, ending), FORMATS[ending][1], view)


def books(plan: Plan) -> Iterator[Output]:
    """The books of the kind that the settings name; of an edition without papers there is none."""
    days: dict[str, dict[Route, Sequence[Date]]] = {
        "editions": {routes.edition(date): (date,) for date in plan.editions},
        "months": {routes.period(month.key): month.editions for month in plan.catalog.months},
    }
    for page, dates in days.get(plan.config.books, {}).items():
        if of_page := [plan.editions[date] for date in dates if plan.editions[date].listings]:
            yield Output(routes.beside(page, "epub"), epub, book(plan, page, of_page))


def book(plan: Plan, page: Route, editions: Sequence[Edition], title: str = "") -> BookView:
    """A book of some editions, oldest first.

    Args:
        page: of the site, which identifies the book.
        title: by default that of the site with the days.
    """
    config, strings = plan.config, plan.strings
    last = editions[-1]
    key = page.rpartition("/")[2].removesuffix(".html")
    days = strings.longdate(key) if len(editions) > 1 else strings.daterange(last.start, last.date)
    views = tuple([digest_view(edition, plan) for edition in editions])
    files = {file.route: file for view in views for file in plan.references.files(view.page_links)}
    return BookView(
        page=page,
        title=title or f"{config.title} · {days}",
        lang=(config.languages or ("en",))[0],
        editions=views,
        pictures=tuple([file for file in files.values() if is_picture(file)]),
    )
