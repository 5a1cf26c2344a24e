"""Lists of papers: all papers, a topic's, an author's, a search's, a week's and a month's, in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sitegen import routes
from sitegen.catalog import trends
from sitegen.catalog.trends import Trends
from sitegen.model import Date
from sitegen.render.i18n.strings import Strings
from sitegen.render.markup.excerpt import excerpt
from sitegen.render.pagination import ListingView, cut, placed
from sitegen.render.plan.base import SECTIONS, Plan, neighbours
from sitegen.render.plan.downloads import bibliography_links, book_link
from sitegen.render.theme import page
from sitegen.render.views import DESCRIPTION_LENGTH, Card, Ref, Site
from sitegen.routes import Output, Route
from sitegen.search.query.language import named
from sitegen.topics import FILE

PAPERS_A_PART = 100
PERIODS = ("week", "month")
"""Kinds of lists whose papers are in the order of their votes; in all others the newest comes first."""


class ListView(ListingView, frozen=True, kw_only=True, gc=False):
    """One part of a list of papers."""

    template = "list.html"

    kind: str
    """`papers`, `topic`, `author`, `search`, `week` or `month`."""
    title: str
    total: int
    """Papers of the whole list; 0 on further pages of what is newest, which so stay as they are when papers come."""
    editions: tuple[Ref, ...] = ()
    """For weeks and months: the editions joined, oldest first."""
    previous: Ref | None = None
    next: Ref | None = None
    up: Ref | None = None
    """The section it belongs to."""
    feed: Route = ""
    """What is new of this topic, author or search; empty where there is no such feed."""
    watch: str = ""
    """The query of a topic, an author or a search, by which a reader's browser finds what is new."""
    other_watches: tuple[str, ...] = ()
    """The same by further names of a topic, such as an earlier label: who watches one of these watches the topic."""
    intro: str = ""
    """What the editor says of a topic, as Markdown, on its first page."""
    trend: Trends | None = None
    """Of a topic, on its first page."""

    @property
    def common_topic(self) -> Ref | None:
        """The topic that all of these papers have."""
        return Ref(self.title, self.first) if self.kind == "topic" else None

    @property
    def changed(self) -> Date:
        return max((card.listed.label for card in self.cards if card.listed and card.listed.route), default="")

    def heading(self, strings: Strings) -> str:
        return "" if self.route == routes.HOME else self.part_title(self.title, strings)

    def description(self, site: Site, strings: Strings) -> str:
        known = {"title": self.part_title(self.title, strings), "titles": self.first_titles}
        text = strings.say("about_list", n=self.total, **known) if self.total else strings.say("about_part", **known)
        return excerpt(text, DESCRIPTION_LENGTH)


def papers(plan: Plan) -> Iterator[Output]:
    """All papers, newest first. The first of them are also the home page of a site without editions."""
    catalog, strings = plan.catalog, plan.strings
    if not plan.wants(routes.PAPERS) and not (plan.wants(routes.HOME) and not catalog.editions):
        return
    files = bibliography_links("papers", routes.PAPERS, plan)
    cards = list(map(plan.card, catalog.newest))
    yield from _list(routes.PAPERS, "papers", strings.say("papers"), cards, bibliographies=files)
    if not catalog.editions:
        up = Ref(strings.say("all_papers"), routes.PAPERS)
        cards = list(map(plan.described_card, catalog.newest[:PAPERS_A_PART]))
        yield from _list(routes.HOME, "papers", strings.say("newest_papers"), cards, up=up)


def groups(kind: str, plan: Plan) -> Iterator[Output]:
    """The papers of each topic, of each author, or of each search that the editor named."""
    section, index = SECTIONS[kind]
    up = Ref(plan.strings.say(section), index)
    for group in plan.groups[kind]:
        route = group.page.route
        if not plan.wants(route):
            continue
        topic = group.topic
        intro = topic.description if topic else ""
        yield from _list(
            route,
            kind,
            group.page.label,
            list(map(plan.card, group.papers)),
            intro,
            trends.of_topic(topic.slug, plan.trends) if topic and plan.trends else None,
            up=up,
            feed=group.feed,
            watch=group.watch,
            other_watches=tuple(named("topic", name) for name in topic.names) if topic else (),
            # there is no room for those of every author
            bibliographies=bibliography_links(kind, route, plan) if topic or group.feed else (),
            page_links=plan.references.links(FILE, intro),
        )


def periods(plan: Plan) -> Iterator[Output]:
    """The papers of each week and each month that joins several editions."""
    catalog, up = plan.catalog, Ref(plan.strings.say("archive"), routes.ARCHIVE)
    for kind, every in (("week", catalog.weeks), ("month", catalog.months)):
        refs = [Ref(period.key, routes.period(period.key)) for period in every]
        for number, period in enumerate(every):
            route = refs[number].route
            if not plan.wants(route):
                continue
            days = frozenset(period.editions)
            cards = [plan.card_within(days, paper) for paper in period.papers]
            previous, following = neighbours(refs, number)
            yield from _list(
                route,
                kind,
                plan.strings.longdate(period.key),
                cards,
                previous=previous,
                next=following,
                editions=tuple(plan.days[date] for date in period.editions),
                up=up,
                bibliographies=bibliography_links(kind, route, plan),
                book=book_link(kind, route, plan),
                page_links=plan.links_within(period.editions),
            )


def _list(
    route: Route,
    kind: str,
    title: str,
    cards: Sequence[Card],
    intro: str = "",
    trend: Trends | None = None,
    **shared: Any,
) -> Iterator[Output]:
    """The list in parts, the first with its introduction and trend; `shared` is on the pages of all.

    Further pages know nothing of newer papers, nor how many there are, and stay as they are when papers come. Those of
    weeks and months do know, as their papers are in the order of their votes.
    """
    by_age = kind not in PERIODS
    for part, is_first, place in placed(_parts(cards), route, by_age=by_age):
        view = ListView(
            kind=kind,
            title=title,
            cards=tuple(part),
            total=len(cards) if is_first or not by_age else 0,
            intro=intro if is_first else "",
            trend=trend if is_first else None,
            **place,
            **shared,
        )
        yield page(view)


def _parts(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """The list in parts that are cut from its end, so that the papers that come to its beginning shift no others."""
    further = max(0, len(cards) - PAPERS_A_PART // 2) // PAPERS_A_PART * PAPERS_A_PART
    first = len(cards) - further
    return [*cut(cards[:first], PAPERS_A_PART * 2), *cut(cards[first:], PAPERS_A_PART)]
