"""Editions, the home page that shows the newest of them, and the archive of all."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog, Date, Edition, Period
from sitegen.render import pages
from sitegen.render.present.links import PageLinks
from sitegen.render.present.refs import Refs
from sitegen.render.views import ArchiveMonth, ArchiveView, EditionView, Ref
from sitegen.routes import Output


def editions(catalog: Catalog, config: Config, refs: Refs, links: PageLinks) -> Iterator[Output]:
    """Every edition's page, and home."""
    weeks = {date: Ref(week.key, routes.week(week.key)) for week in catalog.weeks for date in week.editions}
    months = {date: Ref(month.key, routes.month(month.key)) for month in catalog.months for date in month.editions}
    view = None
    for number, edition in enumerate(catalog.editions):
        cards = tuple(refs.listing(listing, edition.date) for listing in edition.listings)
        view = EditionView(
            route=routes.edition(edition.date),
            date=edition.date,
            start=edition.start,
            curator=edition.curator or config.curator,
            intro=edition.intro,
            cards=cards,
            home=False,
            previous=_day(catalog.editions[number - 1], refs) if number else None,
            next=_day(catalog.editions[number + 1], refs) if number + 1 < len(catalog.editions) else None,
            week=weeks.get(edition.date),
            month=months.get(edition.date),
            new_count=sum(card.new for card in cards),
            pages=links.found(edition.path, [edition.intro, *(listing.note for listing in edition.listings)]),
        )
        yield Output(view.route, pages.edition, view)
    if view:
        yield Output(routes.HOME, pages.edition, msgspec.structs.replace(view, route=routes.HOME, home=True))


def archive(catalog: Catalog, refs: Refs) -> Iterator[Output]:
    if not catalog.editions:
        return
    by_month: dict[str, list[Ref]] = {}
    for edition in reversed(catalog.editions):
        day = msgspec.structs.replace(_day(edition, refs), count=len(edition.listings))
        by_month.setdefault(edition.date[:7], []).append(day)
    with_page = {month.key for month in catalog.months}
    view = ArchiveView(
        route=routes.ARCHIVE,
        months=tuple(
            ArchiveMonth(
                month=Ref(key, routes.month(key) if key in with_page else ""),
                editions=tuple(days),
                weeks=tuple(_weeks(key, catalog.weeks)),
            )
            for key, days in by_month.items()
        ),
        editions=len(catalog.editions),
        papers=len(catalog.papers),
    )
    yield Output(routes.ARCHIVE, pages.archive, view)


def _day(edition: Edition, refs: Refs) -> Ref:
    return refs.days[edition.date]


def _weeks(month: Date, weeks: tuple[Period, ...]) -> Iterator[Ref]:
    """Weeks that end in the month, newest first."""
    for week in reversed(weeks):
        if week.editions[-1].startswith(month):
            yield Ref(week.key, routes.week(week.key))
