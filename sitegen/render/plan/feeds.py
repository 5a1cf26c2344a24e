"""Feeds: that of all papers, that of editions, and those of searches, topics and authors that are worth following."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter

from msgspec.structs import replace

from sitegen import routes
from sitegen.model import Date, Edition, PaperId
from sitegen.pages.paper import id_in_name
from sitegen.render.formats.digest import body
from sitegen.render.formats.feeds import FeedEntry, FeedView, atom, json_feed, opml
from sitegen.render.plan.base import SECTIONS, Plan, curator_of
from sitegen.render.plan.machines import digest_view
from sitegen.render.views import PageLink
from sitegen.routes import Output, Route
from sitegen.text.iso_dates import is_listing_day

USUAL = 100
"""Papers in the site's feed."""
FEW = 10
"""Papers in the feed of a topic or an author."""
EDITIONS, PAPERS = 15, 40
"""Editions in their own feed, and papers of each."""
MOST = 250
"""Papers in a feed whose newest day alone has more than the usual number."""


def feeds(plan: Plan) -> Iterator[Output]:
    """Every feed, and with a base URL the list of them that a feed reader can import."""
    catalog, config, strings = plan.catalog, plan.config, plan.strings
    entry = cache(lambda identifier: _entry(identifier, plan))
    days = plan.first_days

    def view(
        route: Route, title: str, page: Route, papers: Iterable[PaperId], days: dict[PaperId, Date], usual: int
    ) -> FeedView:
        newest = map(entry, _newest(papers, days, usual))
        newest_first = tuple(sorted(newest, key=attrgetter("updated"), reverse=True))
        return FeedView(route=route, title=title, page=page, entries=newest_first)

    for route, render in ((routes.ATOM, atom), (routes.JSON_FEED, json_feed)):
        yield Output(route, render, view(route, config.title, routes.HOME, days, days, USUAL))
    if days_listed := catalog.editions[-EDITIONS:]:
        newest = tuple(_edition_entry(edition, plan) for edition in reversed(days_listed))
        title = f"{strings.say('editions')} · {config.title}"
        feed = FeedView(route=routes.EDITIONS_FEED, title=title, page=routes.ARCHIVE, entries=newest)
        yield Output(routes.EDITIONS_FEED, atom, feed)
    for kind, groups in plan.followed.items():
        for group in groups:
            page, title = group.page.route, f"{group.page.label} · {config.title}"
            feed = view(group.feed, title, page, group.papers, plan.known_days if kind == "search" else days, FEW)
            yield Output(group.feed, atom, feed)
            # who follows a topic that was merged gets the news of the one that it leads to, and its address
            for alias in group.topic.aliases if group.topic else ():
                yield Output(routes.beside(routes.topic(alias), "xml"), atom, feed)
            if kind == "search":
                route = routes.beside(page, "json")
                yield Output(route, json_feed, replace(feed, route=route))
    if config.base_url:
        sections = tuple(
            (strings.say(SECTIONS[kind][0]), tuple(group.page for group in plan.followed[kind]))
            for kind in ("search", "topic", "author")
            if plan.followed[kind]
        )
        yield Output(routes.OPML, opml, (strings.say("editions") if catalog.editions else "", sections))


def _newest(papers: Iterable[PaperId], days: dict[PaperId, Date], usual: int) -> list[PaperId]:
    """The usual number of papers, or all of the newest day."""
    # the sort keeps a day's papers in the order they come in
    dated = sorted((paper for paper in papers if paper in days), key=days.__getitem__, reverse=True)
    of_newest_day = sum(days[paper] == days[dated[0]] for paper in dated[:MOST])
    return dated[: max(usual, of_newest_day)]


def _entry(identifier: PaperId, plan: Plan) -> FeedEntry:
    paper = plan.catalog.papers[identifier]
    day, first = plan.known_days[identifier], id_in_name(paper.path)
    authors = tuple([author.name for author in paper.facts.authors])
    if not authors and curator_of(plan.catalog, plan.config):
        # an entry without authors is by the feed's (RFC 4287, 4.2.1), and the curator has not written the paper
        authors = (plan.config.title,)
    return FeedEntry(
        route=plan.paper(identifier).route,
        # other aliases may be names of the paper that were no id of it
        first=routes.paper(first) if first in plan.aliases.get(identifier, ()) else "",
        title=paper.title,
        abstract=paper.abstract,
        authors=authors,
        topics=tuple([topic.label for topic in plan.topics_of(identifier)]),
        date=day,
        updated=max(day, paper.facts.updated),
        page_links=plan.references.links(paper.path, paper.abstract, wiki=False),
        paper=paper.facts,
    )


def _edition_entry(edition: Edition, plan: Plan) -> FeedEntry:
    view = digest_view(replace(edition, listings=edition.listings[:PAPERS]), plan)
    earlier = (day for day in edition.aliases if is_listing_day(day) and day not in plan.days)
    ids = [paper.id for paper in view.papers]
    return FeedEntry(
        route=view.page,
        first=next(map(routes.edition, earlier), ""),
        title=plan.strings.daterange(edition.start, edition.date),
        # addresses of papers are routes, which a page links to from where it is
        abstract="\n\n".join(body(view, str)),
        authors=(),
        topics=(),
        date=edition.date,
        updated=edition.date,
        page_links=(*view.page_links, *[PageLink(route, route) for route in map(routes.paper, ids)]),
    )
