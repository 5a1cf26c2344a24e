"""Editions or months as books for e-readers, beside their pages, where `site.toml` asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import routes
from sitegen.model import Edition
from sitegen.render.formats.epub import BookView, epub
from sitegen.render.plan.base import Plan
from sitegen.render.plan.machines import digest_view
from sitegen.routes import Output, Route


def books(plan: Plan) -> Iterator[Output]:
    """The books of the kind that the settings name; of an edition without papers there is none."""
    editions = {edition.date: edition for edition in plan.catalog.editions if edition.listings}
    chosen: dict[str, list[Edition]] = {}
    if plan.config.books == "editions":
        chosen = {routes.edition(date): [edition] for date, edition in editions.items()}
    elif plan.config.books == "months":
        chosen = {
            routes.month(month.key): [editions[day] for day in month.editions if day in editions]
            for month in plan.catalog.months
        }
    for page, of_page in chosen.items():
        if of_page:
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
    return BookView(
        page=page,
        title=title or f"{config.title} · {days}",
        lang=(config.languages or (config.lang,))[0],
        editions=tuple([digest_view(edition, plan) for edition in editions]),
    )


def link(kind: str, page: Route, plan: Plan) -> Route:
    """The book beside a list's page, where there is one: that of an `edition` or a `month`."""
    return routes.beside(page, "epub") if plan.config.books == f"{kind}s" else ""
