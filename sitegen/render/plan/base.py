"""What planning functions share: the catalog, and what pages show of each other.

All views share the same records of names and papers, because a paper is in a dozen lists.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from sitegen import routes
from sitegen.catalog import budget
from sitegen.catalog.timeline import most_votes
from sitegen.catalog.trends import Trends, find_trends
from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.model import Appearance, Catalog, Date, Edition, Listing, Paper, PaperId, Topic
from sitegen.pages.paper import aliases_of
from sitegen.render.formats import citations
from sitegen.render.i18n.strings import Strings
from sitegen.render.plan.references import References
from sitegen.render.views import Card, PageLink, Ref
from sitegen.routes import Route
from sitegen.search.query.language import named
from sitegen.text import footnotes

T = TypeVar("T")
SECTIONS = {
    "topic": ("topics", routes.TOPICS),
    "author": ("authors", routes.AUTHORS),
    "search": ("searches", routes.SEARCHES),
}
"""The index of each kind of group: its key among the interface's strings, and its route."""
SHORT_VENUE = 40
"""Characters of a venue that entries show: whole names of proceedings would be longer than the rest of the line."""


class Group(Struct, frozen=True, gc=False):
    """Papers that have a page under a name: those of a topic, of an author, or of a search that the editor named."""

    page: Ref
    papers: tuple[PaperId, ...]
    """Newest listing first."""
    feed: Route
    """Beside the page; empty where there is none."""
    watch: str
    """The query by which a reader's browser finds what is new."""
    topic: Topic | None = None
    """For what the editor says of it, and for the topics that were merged into it."""


class Plan:
    """What the functions that plan one site share; its report takes what is wrong with the editor's links."""

    def __init__(self, catalog: Catalog, config: Config, strings: Strings, report: Report) -> None:
        self.catalog, self.config, self.strings = catalog, config, strings
        self.topics = topics = {topic.slug: Ref(topic.label, routes.topic(topic.slug)) for topic in catalog.topics}
        self.days = {edition.date: Ref(edition.date, routes.edition(edition.date)) for edition in catalog.editions}
        self.paper = cache(lambda paper: Ref(catalog.papers[paper].title, routes.paper(paper)))
        # a page may join several spellings of one name
        pages = {name: routes.author(slug) for name, slug in catalog.author_of.items()}
        author = cache(lambda name: Ref(name, pages.get(name, "")))
        self.authors_of = cache(lambda paper: tuple([author(it.name) for it in catalog.papers[paper].facts.authors]))
        """A paper's authors in order; those who have no page lead nowhere."""
        self.topics_of = cache(
            lambda paper: tuple([topics[slug] for slug in catalog.topics_of.get(paper, ()) if slug in topics])
        )
        self.aliases = aliases_of(catalog.papers.values())
        # no cache of a method, which nothing but the collector of cycles would free before pages are rendered
        self._cards: dict[PaperId, Card] = {}
        self.references = References(catalog, config, strings, report)
        self.only: Route = ""
        """The one page that is planned, all its parts included; empty for the whole site."""

    def wants(self, route: Route) -> bool:
        """Whether a page is to be planned."""
        return self.only in ("", route)

    @cached_property
    def editions(self) -> dict[Date, Edition]:
        return {edition.date: edition for edition in self.catalog.editions}

    @cached_property
    def trends(self) -> Trends | None:
        return find_trends(self.catalog)

    @cached_property
    def keys(self) -> dict[PaperId, str]:
        """The key by which each paper is cited."""
        return citations.keys(self.catalog.papers.values())

    @cached_property
    def bibliographies(self) -> dict[str, tuple[str, ...]]:
        """Endings of the bibliographies beside each kind of list."""
        return budget.bibliographies(self.catalog, self._feeds, len(self.followed["author"]))

    @property
    def has_markdown_of_each(self) -> bool:
        """Whether each edition is there as Markdown, or else each month."""
        return budget.has_markdown_of_each(self.catalog, self._feeds)

    @property
    def _feeds(self) -> int:
        """How many feeds of topics and authors there are, which have room before other files beside lists."""
        return len(self.followed["topic"]) + len(self.followed["author"])

    @cached_property
    def followed(self) -> dict[str, list[Group]]:
        """Topics, authors and searches that have a feed, by kind."""
        return {kind: [group for group in groups if group.feed] for kind, groups in self.groups.items()}

    @cached_property
    def groups(self) -> dict[str, list[Group]]:
        """Topics, authors and searches, by kind."""

        def group(
            page: Ref, papers: tuple[PaperId, ...], minimum: int, watch: str, topic: Topic | None = None
        ) -> Group:
            days = self.known_days if page.route.startswith("searches/") else self.first_days
            has_feed = 0 < minimum <= len(papers) and not days.keys().isdisjoint(papers)
            return Group(page, papers, routes.beside(page.route, "xml") if has_feed else "", watch, topic)

        topics = [
            group(self.topics[it.slug], it.papers, self.config.topic_feeds, named("topic", it.label), it)
            for it in self.catalog.topics
        ]
        authors = [
            group(Ref(it.name, routes.author(it.slug)), it.papers, self.config.author_feeds, named("author", it.name))
            for it in self.catalog.authors
        ]
        searches = [group(Ref(it.name, routes.search(it.slug)), it.papers, 1, it.query) for it in self.catalog.searches]
        return {"topic": topics, "author": authors, "search": searches}

    @cached_property
    def first_days(self) -> dict[PaperId, Date]:
        """The day each paper was news; listed again it is none, and papers of which no day is known are absent."""
        days = {}
        for identifier, paper in self.catalog.papers.items():
            appearances = self.appearances(identifier)
            # where there are editions, what was never listed was never announced
            day = appearances[0].date if appearances else "" if self.catalog.editions else paper.facts.published
            if day:
                days[identifier] = day
        return days

    @cached_property
    def known_days(self) -> dict[PaperId, Date]:
        """The day each paper was news, or else was published: searches are followed for papers of no edition too."""
        published = {identifier: paper.facts.published for identifier, paper in self.catalog.papers.items()}
        return {identifier: day for identifier, day in published.items() if day} | self.first_days

    def links_of(self, edition: Edition) -> tuple[PageLink, ...]:
        """What an edition's words and its papers' abstracts link to; written alike, its own words count."""
        papers = [self.catalog.papers[listing.paper] for listing in edition.listings]
        of_papers = [self.references.links(paper.path, paper.abstract, wiki=False) for paper in papers]
        return (*chain.from_iterable(of_papers), *self.references.links(edition.path, *edition.words))

    def links_within(self, days: Iterable[Date]) -> tuple[PageLink, ...]:
        """What the editor's words in editions of some days link to."""
        within = [self.editions[day] for day in days]
        return tuple(link for edition in within for link in self.references.links(edition.path, *edition.words))

    def appearances(self, identifier: PaperId) -> tuple[Appearance, ...]:
        """Where a paper was listed, oldest first."""
        return self.catalog.appearances.get(identifier, ())

    def listed_card(self, listing: Listing, date: Date) -> Card:
        """A paper in the edition of `date`."""
        paper = self.catalog.papers[listing.paper]
        earlier = [appearance.date for appearance in self.appearances(paper.id) if appearance.date < date]
        return self._make_card(
            paper,
            **{name: value for name, value in asdict(listing).items() if name != "paper"},
            abstract=paper.abstract,
            published=paper.facts.published,
            cited=paper.facts,
            new=not earlier,
            seen=tuple(self.days[day] for day in reversed(earlier)),
        )

    def card(self, identifier: PaperId) -> Card:
        """A paper's entry in a list that is not an edition."""
        if known := self._cards.get(identifier):
            return known
        paper, appearances = self.catalog.papers[identifier], self.appearances(identifier)
        published, venue = paper.facts.published, paper.facts.venue
        listed = self.days[appearances[-1].date] if appearances else Ref(published) if published else None
        card = self._cards[identifier] = self._make_card(
            paper,
            # the most it ever had, because votes only grow
            votes=most_votes(appearances),
            listed=listed,
            venue=venue if not appearances and len(venue) <= SHORT_VENUE else "",
            cited=paper.facts if len(self.catalog.papers) <= budget.MANY else None,
        )
        return card

    def card_within(self, days: Container[Date], identifier: PaperId) -> Card:
        """Its entry with what the editor wrote below it, and votes of these days only, which the order is by."""
        card, appearances = self.card(identifier), self.appearances(identifier)
        if len(appearances) == 1 and not appearances[0].listing.note:
            return card
        listed = [appearance for appearance in appearances if appearance.date in days]
        notes = dict.fromkeys(appearance.listing.note for appearance in listed if appearance.listing.note)
        return replace(
            card, votes=most_votes(listed), listed=self.days[listed[-1].date], note=footnotes.together([*notes])
        )

    def described_card(self, identifier: PaperId) -> Card:
        """Its entry with the first sentences of its abstract, for pages that are not one of many lists."""
        return replace(self.card(identifier), text=self.catalog.papers[identifier].shown)

    def _make_card(self, paper: Paper, **more: object) -> Card:
        return Card(
            id=paper.id,
            title=paper.title,
            route=self.paper(paper.id).route,
            authors=self.authors_of(paper.id),
            more_authors=paper.facts.more_authors,
            topics=self.topics_of(paper.id),
            links=paper.facts.links,
            aliases=self.aliases.get(paper.id, ()),
            **more,  # type: ignore[arg-type]
        )


def curator_of(catalog: Catalog, config: Config) -> str:
    """Who makes the digest: as the settings say, or else as its newest edition does that says so."""
    named = (edition.curator for edition in reversed(catalog.editions))
    return config.curator or next(filter(None, named), "")


def largest(topics: Iterable[Topic], count: int) -> list[Topic]:
    """The topics of the most papers."""
    return sorted(topics, key=lambda topic: (-len(topic.papers), topic.slug))[:count]


def neighbours(items: Sequence[T], number: int) -> tuple[T | None, T | None]:
    """The items before and after one."""
    return items[number - 1] if number > 0 else None, items[number + 1] if number + 1 < len(items) else None
