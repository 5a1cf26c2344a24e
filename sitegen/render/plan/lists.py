"""Lists of papers and lists of lists: all papers, topics, authors, weeks and months, in parts of bearable length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from sitegen import routes
from sitegen.catalog.order import newest_first
from sitegen.catalog.trends import Trends
from sitegen.model import Appearance, Catalog, Date, PaperId, Period
from sitegen.render import pages
from sitegen.render.plan import indexes
from sitegen.render.plan.news import News
from sitegen.render.plan.refs import Refs
from sitegen.render.plan.trends import trend_of_topic
from sitegen.render.views import Card, ListView, Ref, TrendView, sealed
from sitegen.render.words import Words
from sitegen.routes import Output, Route

PAPERS_A_PART = 100


def papers(catalog: Catalog, refs: Refs, words: Words, home: Route = "") -> Iterator[Output]:
    """All papers, newest first.

    Args:
        home: a route for one more page with the first of them, for a site without editions.
    """
    cards = _cards(newest_first(catalog.papers, catalog.papers, catalog.appearances), refs)
    yield from _list(routes.PAPERS, "papers", words.say("papers"), cards)
    if home:
        up = Ref(words.say("all_papers"), routes.PAPERS)
        yield from _list(home, "papers", words.say("newest_papers"), cards[:PAPERS_A_PART], up=up)


def topics(catalog: Catalog, refs: Refs, words: Words, news: News, trends: Trends | None) -> Iterator[Output]:
    up = Ref(words.say("topics"), routes.TOPICS)
    for topic in catalog.topics:
        trend = trend_of_topic(topic.slug, trends) if trends else None
        feed = news.of_topic(topic)
        cards = _cards(topic.papers, refs)
        yield from _list(routes.topic(topic.slug), "topic", topic.label, cards, trend, up=up, feed=feed)
    yield from indexes.topics(catalog, trends)


def authors(catalog: Catalog, refs: Refs, words: Words, news: News) -> Iterator[Output]:
    up = Ref(words.say("authors"), routes.AUTHORS)
    for author in catalog.authors:
        feed = news.of_author(author)
        cards = _cards(author.papers, refs)
        yield from _list(routes.author(author.slug), "author", author.name, cards, up=up, feed=feed)
    yield from indexes.authors(catalog)


def weeks(catalog: Catalog, refs: Refs, words: Words) -> Iterator[Output]:
    places = [Ref(week.key, routes.week(week.key)) for week in catalog.weeks]
    yield from _periods("week", catalog.weeks, places, refs, words)


def months(catalog: Catalog, refs: Refs, words: Words) -> Iterator[Output]:
    places = [Ref(month.key, routes.month(month.key)) for month in catalog.months]
    yield from _periods("month", catalog.months, places, refs, words)


def _periods(kind: str, periods: Sequence[Period], places: Sequence[Ref], refs: Refs, words: Words) -> Iterator[Output]:
    up = Ref(words.say("archive"), routes.ARCHIVE)
    for number, period in enumerate(periods):
        days = frozenset(period.editions)
        cards = [_within(refs.cards[paper], days, refs.appearances(paper)) for paper in period.papers]
        editions = tuple(refs.days[date] for date in period.editions)
        previous = places[number - 1] if number else None
        following = places[number + 1] if number + 1 < len(places) else None
        route, title = places[number].route, words.longdate(period.key)
        yield from _list(route, kind, title, cards, previous=previous, next=following, editions=editions, up=up)


def _within(card: Card, days: frozenset[Date], appearances: Sequence[Appearance]) -> Card:
    """The card with what was said of the paper in these days: votes of another week would make the order look wrong."""
    if len(appearances) == 1:
        return card
    listed = [seen for seen in appearances if seen.date in days]
    votes = [seen.listing.votes for seen in listed if seen.listing.votes is not None]
    last = Ref(listed[-1].date, routes.edition(listed[-1].date)) if listed else None
    return sealed(msgspec.structs.replace(card, votes=max(votes) if votes else None, listed=last))


def _cards(papers: Iterable[PaperId], refs: Refs) -> list[Card]:
    return list(map(refs.cards.__getitem__, papers))


def _list(
    route: Route, kind: str, title: str, cards: Sequence[Card], trend: TrendView | None = None, **shown: Any
) -> Iterator[Output]:
    """The list in parts, the first with its trend.

    Args:
        shown: what else a `ListView` holds, the same on all pages.
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
            trend=trend if number == 1 else None,
            **shown,
        )
        yield Output(view.route, pages.paper_list, view)
