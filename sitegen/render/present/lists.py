"""Lists of papers and lists of lists: all papers, topics, authors, weeks and months, in parts of bearable length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from sitegen import routes
from sitegen.catalog.order import newest_first
from sitegen.catalog.trends import Trends
from sitegen.model import Appearance, Catalog, Date, PaperId, Period
from sitegen.render import pages
from sitegen.render.present import indexes
from sitegen.render.present.news import News
from sitegen.render.present.refs import Refs
from sitegen.render.present.trends import trend_of_topic
from sitegen.render.views import Card, ListView, Ref, TrendView, sealed
from sitegen.render.words import Words
from sitegen.routes import Output, Route

PAPERS_A_PART = 100
_Item = TypeVar("_Item")


def papers(catalog: Catalog, refs: Refs, words: Words, home: Route = "") -> Iterator[Output]:
    """All papers, newest first.

    Args:
        home: a route for one more page with the first of them, for a site without editions.
    """
    identifiers = newest_first(catalog.papers, catalog.papers, catalog.appearances)
    yield from _papers(routes.PAPERS, "papers", words.say("papers"), identifiers, refs)
    if home:
        view = next(_views(home, "papers", words.say("newest_papers"), identifiers[:PAPERS_A_PART], refs))
        up = Ref(words.say("all_papers"), routes.PAPERS)
        yield Output(home, pages.paper_list, msgspec.structs.replace(view, up=up))


def topics(catalog: Catalog, refs: Refs, words: Words, news: News, trends: Trends | None) -> Iterator[Output]:
    up = Ref(words.say("topics"), routes.TOPICS)
    for topic in catalog.topics:
        trend = trend_of_topic(topic.slug, trends) if trends else None
        feed = news.of_topic(topic)
        yield from _papers(routes.topic(topic.slug), "topic", topic.label, topic.papers, refs, up, feed, trend)
    yield from indexes.topics(catalog, trends)


def authors(catalog: Catalog, refs: Refs, words: Words, news: News) -> Iterator[Output]:
    up = Ref(words.say("authors"), routes.AUTHORS)
    for author in catalog.authors:
        feed = news.of_author(author)
        yield from _papers(routes.author(author.slug), "author", author.name, author.papers, refs, up, feed)
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
        cards = [_within(refs.card(paper), days, refs.appearances(paper)) for paper in period.papers]
        editions = tuple(refs.days[date] for date in period.editions)
        previous = places[number - 1] if number else None
        following = places[number + 1] if number + 1 < len(places) else None
        for view in _views(places[number].route, kind, words.longdate(period.key), cards, refs):
            shown = msgspec.structs.replace(view, editions=editions, previous=previous, next=following, up=up)
            yield Output(view.route, pages.paper_list, shown)


def _within(card: Card, days: frozenset[Date], appearances: Sequence[Appearance]) -> Card:
    """The card with what was said of the paper in these days: votes of another week would make the order look wrong."""
    if len(appearances) == 1:
        return card
    listed = [seen for seen in appearances if seen.date in days]
    votes = [seen.listing.votes for seen in listed if seen.listing.votes is not None]
    last = Ref(listed[-1].date, routes.edition(listed[-1].date)) if listed else None
    return sealed(msgspec.structs.replace(card, votes=max(votes) if votes else None, listed=last))


def _papers(
    route: Route,
    kind: str,
    title: str,
    identifiers: Sequence[PaperId],
    refs: Refs,
    up: Ref | None = None,
    feed: Route = "",
    trend: TrendView | None = None,
) -> Iterator[Output]:
    for view in _views(route, kind, title, identifiers, refs):
        shown = msgspec.structs.replace(view, up=up, feed=feed, trend=trend if view.part == 1 else None)
        yield Output(view.route, pages.paper_list, shown)


def _views(route: Route, kind: str, title: str, papers: Sequence[PaperId | Card], refs: Refs) -> Iterator[ListView]:
    """The list in parts."""
    parts = _parts(papers, PAPERS_A_PART)
    for number, part in enumerate(parts, 1):
        yield ListView(
            route=routes.part(route, number),
            kind=kind,
            title=title,
            cards=tuple(paper if isinstance(paper, Card) else refs.card(paper) for paper in part),
            total=len(papers),
            part=number,
            parts=len(parts),
            first=route,
        )


def _parts(items: Sequence[_Item], length: int) -> list[Sequence[_Item]]:
    return [items[start : start + length] for start in range(0, len(items), length)]
