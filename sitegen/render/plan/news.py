"""What is new, and for whom: the feed of all papers, and those of the topics and authors that are worth following.

A paper listed again is no news, and keeps its first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sitegen import routes
from sitegen.config import Config
from sitegen.model import AuthorEntry, Catalog, Date, PaperId, Topic
from sitegen.render.formats import feeds
from sitegen.render.formats.feeds import FeedEntry, FeedView, OpmlView
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.refs import Refs
from sitegen.render.views import Ref
from sitegen.routes import Output, Route

USUAL = 100
"""Papers in the site's feed."""
FEW = 20
"""Papers in the feed of a topic or an author."""
MOST = 250
"""Papers in a feed whose newest day alone has more than the usual number."""


class News:
    """The site's feeds."""

    def __init__(self, catalog: Catalog, config: Config, refs: Refs) -> None:
        self._catalog, self._config, self._refs = catalog, config, refs
        self._days = _first_days(catalog)
        self._entries: dict[PaperId, FeedEntry] = {}

    def of_topic(self, topic: Topic) -> Route:
        """The feed beside a topic's page; empty where there is none."""
        return self._feed(routes.topic(topic.slug), topic.papers, self._config.topic_feeds)

    def of_author(self, author: AuthorEntry) -> Route:
        """The feed beside an author's page; empty where there is none."""
        return self._feed(routes.author(author.slug), author.papers, self._config.author_feeds)

    def outputs(self, strings: Strings) -> Iterator[Output]:
        """Every feed, and with a base URL the list of them that a feed reader can import."""
        entries = self._newest(self._days, USUAL)
        for route, render in ((routes.ATOM, feeds.atom), (routes.JSON_FEED, feeds.json_feed)):
            yield Output(route, render, _view(route, self._config.title, routes.HOME, entries))
        topics, authors = list(self._topics()), list(self._authors())
        aliases = {routes.topic(topic.slug): topic.aliases for topic in self._catalog.topics}
        for page, papers in (*topics, *authors):
            title = f"{page.label} · {self._config.title}"
            route = routes.feed(page.route)
            view = _view(route, title, page.route, self._newest(papers, FEW))
            yield Output(route, feeds.atom, view)
            # who follows a topic that was merged gets the news of the one that it leads to, and its address
            for alias in aliases.get(page.route, ()):
                yield Output(routes.feed(routes.topic(alias)), feeds.atom, view)
        if self._config.base_url:
            named = ((strings.say("topics"), topics), (strings.say("authors"), authors))
            groups = tuple((label, tuple(page for page, _ in followed)) for label, followed in named if followed)
            yield Output(routes.OPML, feeds.opml, OpmlView(route=routes.OPML, groups=groups))

    def _topics(self) -> Iterator[tuple[Ref, Sequence[PaperId]]]:
        for topic in self._catalog.topics:
            if self.of_topic(topic):
                yield Ref(topic.label, routes.topic(topic.slug)), topic.papers

    def _authors(self) -> Iterator[tuple[Ref, Sequence[PaperId]]]:
        for author in self._catalog.authors:
            if self.of_author(author):
                yield Ref(author.name, routes.author(author.slug)), author.papers

    def _feed(self, page: Route, papers: Sequence[PaperId], least: int) -> Route:
        worth = 0 < least <= len(papers) and not self._days.keys().isdisjoint(papers)
        return routes.feed(page) if worth else ""

    def _newest(self, papers: Iterable[PaperId], usual: int) -> tuple[FeedEntry, ...]:
        days = self._days
        # the sort keeps a day's papers in the order they come in
        found = sorted((paper for paper in papers if paper in days), key=days.__getitem__, reverse=True)
        newest = sum(days[paper] == days[found[0]] for paper in found[:MOST])
        return tuple(map(self._entry, found[: max(usual, newest)]))

    def _entry(self, identifier: PaperId) -> FeedEntry:
        entry = self._entries.get(identifier)
        if entry is None:
            paper = self._catalog.papers[identifier]
            entry = self._entries[identifier] = FeedEntry(
                id=identifier,
                route=routes.paper(identifier),
                title=paper.title,
                abstract=paper.abstract,
                authors=tuple([author.name for author in paper.facts.authors]),
                topics=tuple([topic.label for topic in self._refs.topics_of.get(identifier, ())]),
                date=self._days[identifier],
            )
        return entry


def _view(route: Route, title: str, page: Route, entries: tuple[FeedEntry, ...]) -> FeedView:
    updated = entries[0].date if entries else ""
    return FeedView(route=route, title=title, page=page, updated=updated, entries=entries)


def _first_days(catalog: Catalog) -> dict[PaperId, Date]:
    """The day each paper was news; papers of which no day is known are none."""
    days = {}
    for identifier, paper in catalog.papers.items():
        seen = catalog.appearances.get(identifier)
        # where there are editions, what was never listed was never announced
        day = seen[0].date if seen else "" if catalog.editions else paper.facts.published
        if day:
            days[identifier] = day
    return days
