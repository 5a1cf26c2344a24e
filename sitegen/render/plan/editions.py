"""Editions, and the home page that shows the newest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sitegen import routes
from sitegen.model import Date
from sitegen.render.i18n.strings import Strings
from sitegen.render.markup.excerpt import excerpt
from sitegen.render.pagination import ListingView, cut, placed
from sitegen.render.plan.base import Plan, neighbours
from sitegen.render.plan.downloads import bibliography_links, book_link
from sitegen.render.theme import page
from sitegen.render.views import DESCRIPTION_LENGTH, Card, Ref, Site
from sitegen.routes import Output

ENTRIES_A_PART = 200
"""A day's conference may list thousands."""
MAIN_TOPICS = 8


class EditionView(ListingView, frozen=True, kw_only=True, gc=False):
    """A day's list; also the home page, which shows the newest."""

    template = "edition.html"

    date: Date
    start: Date
    curator: str
    intro: str
    """Markdown."""
    outro: str = ""
    """Markdown."""
    home: bool = False
    total: int
    """Papers of the edition."""
    previous: Ref | None = None
    next: Ref | None = None
    week: Ref | None = None
    month: Ref | None = None
    new_count: int = 0
    main_topics: tuple[tuple[Ref, int], ...] = ()
    """Topics that several of its papers share, and how many do, most first."""
    path: str = ""
    """Of its page in the content folder."""

    @property
    def by_votes(self) -> bool:
        """Whether the papers, of which most have votes, stand in the order of these."""
        votes = [card.votes for card in self.cards if card.votes is not None]
        return len(votes) > max(1, len(self.cards) / 2) and votes == sorted(votes, reverse=True)

    @property
    def changed(self) -> Date:
        return self.date

    def heading(self, strings: Strings) -> str:
        return "" if self.home else self.part_title(strings.daterange(self.start, self.date), strings)

    def description(self, site: Site, strings: Strings) -> str:
        if self.home and site.description:
            return site.description
        day = strings.daterange(self.start, self.date)
        text = strings.say("about_edition", n=self.total, day=day, titles=self.first_titles)
        return excerpt(text, DESCRIPTION_LENGTH)


def editions(plan: Plan) -> Iterator[Output]:
    """Every edition's page, and home."""
    catalog = plan.catalog
    weeks = {date: Ref(week.key, routes.period(week.key)) for week in catalog.weeks for date in week.editions}
    months = {date: Ref(month.key, routes.period(month.key)) for month in catalog.months for date in month.editions}
    days = [plan.days[edition.date] for edition in catalog.editions]
    newest: EditionView | None = None
    for number, edition in enumerate(catalog.editions):
        route = routes.edition(edition.date)
        is_newest = number == len(catalog.editions) - 1
        if not plan.wants(route) and not (is_newest and plan.wants(routes.HOME)):
            continue
        cards = tuple(plan.listed_card(listing, edition.date) for listing in edition.listings)
        previous, following = neighbours(days, number)
        whole = EditionView(
            route=route,
            date=edition.date,
            start=edition.start,
            curator=edition.curator or plan.config.curator,
            intro=edition.intro,
            outro=edition.outro,
            cards=cards,
            bibliographies=bibliography_links("edition", route, plan),
            book=book_link("edition", route, plan) if cards else "",
            total=len(cards),
            first=route,
            previous=previous,
            next=following,
            week=weeks.get(edition.date),
            month=months.get(edition.date),
            new_count=sum(card.new for card in cards),
            main_topics=_main_topics(cards),
            path=edition.path,
            page_links=plan.links_of(edition),
        )
        parts = _parts(whole)
        newest = parts[0]
        yield from map(page, parts)
    if newest:
        yield page(replace(newest, route=routes.HOME, home=True))


def _main_topics(cards: Iterable[Card]) -> tuple[tuple[Ref, int], ...]:
    counts = Counter(topic for card in cards for topic in card.topics if topic.route)
    shared = [(topic, count) for topic, count in counts.items() if count > 1]
    return tuple(sorted(shared, key=lambda pair: (-pair[1], pair[0].label))[:MAIN_TOPICS])


def _parts(whole: EditionView) -> list[EditionView]:
    """The pages of an edition; nearly all have one."""
    pages = [
        replace(whole, cards=cards, intro=whole.intro if is_first else "", outro="", **place)
        for cards, is_first, place in placed(cut(whole.cards, ENTRIES_A_PART) or [()], whole.first)
    ]
    return [*pages[:-1], replace(pages[-1], outro=whole.outro)]
