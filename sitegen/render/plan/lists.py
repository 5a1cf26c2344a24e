"""Lists of papers: all papers, a topic's, an author's, a week's and a month's, in pages of bearable length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sitegen import routes
from sitegen.catalog.order import newest_first
from sitegen.catalog.trends import Trends
from sitegen.model import Appearance, Catalog, Date, PaperId, Period
from sitegen.render.excerpt import excerpt
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.links import PageLinks
from sitegen.render.plan.news import News
from sitegen.render.plan.refs import Refs
from sitegen.render.plan.trends import TrendView, trend_of_topic
from sitegen.render.theme import page
from sitegen.render.views import DESCRIPTION_LENGTH, Card, ListingView, Ref, Site, part_title, with_digest
from sitegen.routes import Output, Route
from sitegen.topics import FILE

PAPERS_A_PART = 100


class ListView(ListingView, frozen=True, kw_only=True, gc=False):
    """One part of a list of papers: all papers, a topic, an author, a week, a month."""

    template = "list.html"

    kind: str
    """`papers`, `topic`, `author`, `week` or `month`."""
    title: str
    total: int
    part: int
    parts: int
    first: Route
    """Route of part 1."""
    editions: tuple[Ref, ...] = ()
    """For weeks and months: the editions joined, oldest first."""
    previous: Ref | None = None
    next: Ref | None = None
    up: Ref | None = None
    """The section it belongs to."""
    feed: Route = ""
    """What is new of this topic or author; empty where there is no such feed."""
    intro: str = ""
    """What the editor says of a topic, as Markdown, on its first page."""
    trend: TrendView | None = None
    """Of a topic, on its first page."""

    @property
    def changed(self) -> Date:
        return max((card.listed.label for card in self.cards if card.listed), default="")

    def describe(self, site: Site, strings: Strings) -> tuple[str, str]:
        title = part_title(self.title, self.part, strings)
        text = strings.say("about_list", n=self.total, title=title, titles=self.first_titles)
        return f"{title} · {site.title}", excerpt(text, DESCRIPTION_LENGTH)


def papers(catalog: Catalog, refs: Refs, strings: Strings, home: Route = "") -> Iterator[Output]:
    """All papers, newest first.

    Args:
        home: a route for one more page with the first of them, for a site without editions.
    """
    cards = _cards(newest_first(catalog.papers, catalog.papers, catalog.appearances), refs)
    yield from _list(routes.PAPERS, "papers", strings.say("papers"), cards)
    if home:
        up = Ref(strings.say("all_papers"), routes.PAPERS)
        yield from _list(home, "papers", strings.say("newest_papers"), cards[:PAPERS_A_PART], up=up)


def topics(
    catalog: Catalog, refs: Refs, links: PageLinks, strings: Strings, news: News, trends: Trends | None
) -> Iterator[Output]:
    up = Ref(strings.say("topics"), routes.TOPICS)
    for topic in catalog.topics:
        trend = trend_of_topic(topic.slug, trends) if trends else None
        shared = {"up": up, "feed": news.of_topic(topic), "page_links": links.found(FILE, topic.description)}
        cards = _cards(topic.papers, refs)
        yield from _list(routes.topic(topic.slug), "topic", topic.label, cards, topic.description, trend, **shared)


def authors(catalog: Catalog, refs: Refs, strings: Strings, news: News) -> Iterator[Output]:
    up = Ref(strings.say("authors"), routes.AUTHORS)
    for author in catalog.authors:
        feed = news.of_author(author)
        cards = _cards(author.papers, refs)
        yield from _list(routes.author(author.slug), "author", author.name, cards, up=up, feed=feed)


def weeks(catalog: Catalog, refs: Refs, strings: Strings) -> Iterator[Output]:
    places = [Ref(week.key, routes.week(week.key)) for week in catalog.weeks]
    yield from _periods("week", catalog.weeks, places, refs, strings)


def months(catalog: Catalog, refs: Refs, strings: Strings) -> Iterator[Output]:
    places = [Ref(month.key, routes.month(month.key)) for month in catalog.months]
    yield from _periods("month", catalog.months, places, refs, strings)


def _periods(
    kind: str, periods: Sequence[Period], places: Sequence[Ref], refs: Refs, strings: Strings
) -> Iterator[Output]:
    up = Ref(strings.say("archive"), routes.ARCHIVE)
    for number, period in enumerate(periods):
        days = frozenset(period.editions)
        cards = [_within(refs.cards[paper], days, refs.appearances(paper)) for paper in period.papers]
        editions = tuple(refs.days[date] for date in period.editions)
        previous = places[number - 1] if number else None
        following = places[number + 1] if number + 1 < len(places) else None
        route, title = places[number].route, strings.longdate(period.key)
        yield from _list(route, kind, title, cards, previous=previous, next=following, editions=editions, up=up)


def _within(card: Card, days: frozenset[Date], appearances: Sequence[Appearance]) -> Card:
    """The card with what was said of the paper in these days: votes of another week would make the order look wrong."""
    if len(appearances) == 1:
        return card
    listed = [seen for seen in appearances if seen.date in days]
    votes = [seen.listing.votes for seen in listed if seen.listing.votes is not None]
    last = Ref(listed[-1].date, routes.edition(listed[-1].date)) if listed else None
    return with_digest(msgspec.structs.replace(card, votes=max(votes) if votes else None, listed=last))


def _cards(papers: Iterable[PaperId], refs: Refs) -> list[Card]:
    return list(map(refs.cards.__getitem__, papers))


def _list(
    route: Route,
    kind: str,
    title: str,
    cards: Sequence[Card],
    intro: str = "",
    trend: TrendView | None = None,
    **shared: Any,
) -> Iterator[Output]:
    """The list in parts, the first with its introduction and trend.

    Args:
        shared: what else a `ListView` holds, the same on all pages.
    """
    starts = range(0, len(cards), PAPERS_A_PART)
    for number, start in enumerate(starts, 1):
        view = ListView(
            route=routes.part(route, number),
            kind=kind,
            title=title,
            cards=tuple(cards[start : start + PAPERS_A_PART]),
            total=len(cards),
            part=number,
            parts=len(starts),
            first=route,
            intro=intro if number == 1 else "",
            trend=trend if number == 1 else None,
            **shared,
        )
        yield page(view)
