"""Editions, and the home page that shows the newest of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog, Date, Edition
from sitegen.render.excerpt import excerpt
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.links import PageLinks
from sitegen.render.plan.refs import Refs
from sitegen.render.theme import page
from sitegen.render.views import DESCRIPTION_LENGTH, ListingView, Ref, Site, part_title
from sitegen.routes import Output, Route

ENTRIES_A_PART = 200
"""A day's conference may list thousands."""


class EditionView(ListingView, frozen=True, kw_only=True, gc=False):
    """A day's list; also the home page, which shows the newest."""

    template = "edition.html"

    date: Date
    start: Date
    curator: str
    intro: str
    """Markdown."""
    home: bool
    total: int
    """Papers of the edition."""
    part: int = 1
    parts: int = 1
    """Pages of a long edition; home shows the first."""
    first: Route = ""
    """Route of part 1."""
    previous: Ref | None = None
    next: Ref | None = None
    week: Ref | None = None
    month: Ref | None = None
    new_count: int = 0
    published: str = ""

    @property
    def changed(self) -> Date:
        return self.date

    def describe(self, site: Site, strings: Strings) -> tuple[str, str]:
        day = strings.daterange(self.start, self.date)
        title = site.title if self.home else f"{part_title(day, self.part, strings)} · {site.title}"
        if self.home and site.description:
            return title, site.description
        text = strings.say("about_edition", n=self.total, day=day, titles=self.first_titles)
        return title, excerpt(text, DESCRIPTION_LENGTH)


def editions(catalog: Catalog, config: Config, refs: Refs, links: PageLinks) -> Iterator[Output]:
    """Every edition's page, and home."""
    weeks = {date: Ref(week.key, routes.week(week.key)) for week in catalog.weeks for date in week.editions}
    months = {date: Ref(month.key, routes.month(month.key)) for month in catalog.months for date in month.editions}
    newest: EditionView | None = None
    for number, edition in enumerate(catalog.editions):
        cards = tuple(refs.listing(listing, edition.date) for listing in edition.listings)
        whole = EditionView(
            route=routes.edition(edition.date),
            date=edition.date,
            start=edition.start,
            curator=edition.curator or config.curator,
            intro=edition.intro,
            cards=cards,
            home=False,
            total=len(cards),
            first=routes.edition(edition.date),
            previous=_day(catalog.editions[number - 1], refs) if number else None,
            next=_day(catalog.editions[number + 1], refs) if number + 1 < len(catalog.editions) else None,
            week=weeks.get(edition.date),
            month=months.get(edition.date),
            new_count=sum(card.new for card in cards),
            page_links=links.found(edition.path, edition.intro, *[listing.note for listing in edition.listings]),
        )
        parts = _parts(whole)
        newest = parts[0]
        for view in parts:
            yield page(view)
    if newest:
        yield page(msgspec.structs.replace(newest, route=routes.HOME, home=True))


def _parts(whole: EditionView) -> list[EditionView]:
    """The pages of an edition; nearly all have one."""
    starts = range(0, len(whole.cards), ENTRIES_A_PART)
    if len(starts) < 2:
        return [whole]
    return [
        msgspec.structs.replace(
            whole,
            route=routes.part(whole.first, number),
            cards=whole.cards[start : start + ENTRIES_A_PART],
            intro=whole.intro if number == 1 else "",
            part=number,
            parts=len(starts),
        )
        for number, start in enumerate(starts, 1)
    ]


def _day(edition: Edition, refs: Refs) -> Ref:
    return refs.days[edition.date]
