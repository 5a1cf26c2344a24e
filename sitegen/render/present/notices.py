"""What tells machines of the site: feeds, sitemaps, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog, Date, PaperId
from sitegen.render import feeds, sitemap
from sitegen.render.present.refs import Refs
from sitegen.render.views import (
    EditionView,
    FeedEntry,
    FeedView,
    ListView,
    NotFoundView,
    PaperView,
    RobotsView,
    SitemapView,
)
from sitegen.routes import Output

USUAL = 100
"""Papers in a feed."""
MOST = 250
"""Papers in a feed whose newest edition alone has more than the usual number."""


def site_feeds(catalog: Catalog, config: Config, refs: Refs) -> Iterator[Output]:
    """The feed of new papers, as Atom and as JSON Feed. A paper listed again is no news, and keeps its first day."""
    first = _first_days(catalog)
    newest = max(first.values(), default="")
    length = min(MOST, max(USUAL, sum(day == newest for day in first.values())))
    # the sort keeps a day's papers in the edition's order
    identifiers = sorted(first, key=first.__getitem__, reverse=True)[:length]
    entries = tuple(_entry(catalog, refs, identifier, first[identifier]) for identifier in identifiers)
    for route, render in ((routes.ATOM, feeds.atom), (routes.JSON_FEED, feeds.json_feed)):
        view = FeedView(route=route, title=config.title, page=routes.HOME, updated=newest, entries=entries)
        yield Output(route, render, view)


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


def _entry(catalog: Catalog, refs: Refs, identifier: PaperId, day: Date) -> FeedEntry:
    paper = catalog.papers[identifier]
    return FeedEntry(
        id=identifier,
        route=routes.paper(identifier),
        title=paper.title,
        abstract=paper.abstract,
        text=paper.text,
        authors=tuple(author.name for author in paper.facts.authors),
        topics=tuple(topic.label for topic in refs.topics_of(identifier)),
        date=day,
    )


def for_crawlers(config: Config, outputs: Sequence[Output]) -> Iterator[Output]:
    """`robots.txt`, and with a base URL the sitemap of the pages among `outputs`."""
    if config.base_url:
        yield from _sitemaps([(out.route, _changed(out.view)) for out in outputs if _is_page(out)])
    view = RobotsView(route=routes.ROBOTS, sitemap=routes.SITEMAP if config.base_url else "")
    yield Output(routes.ROBOTS, sitemap.robots, view)


def _sitemaps(addresses: list[tuple[str, Date]]) -> Iterator[Output]:
    chunks = [addresses[start : start + sitemap.LIMIT] for start in range(0, len(addresses), sitemap.LIMIT)]
    if len(chunks) <= 1:
        view = SitemapView(route=routes.SITEMAP, pages=tuple(addresses))
        yield Output(view.route, sitemap.sitemap, view)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield Output(name, sitemap.sitemap, SitemapView(route=name, pages=tuple(chunk)))
    index = SitemapView(route=routes.SITEMAP, pages=tuple((name, "") for name in names), maps=True)
    yield Output(index.route, sitemap.sitemap, index)


def _is_page(output: Output) -> bool:
    return output.route.endswith(".html") and not isinstance(output.view, NotFoundView)


def _changed(view: object) -> Date:
    """The day the page last had news, as far as its own view tells."""
    match view:
        case EditionView(date=date):
            return date
        case PaperView(appearances=(*_, last)):
            return last.edition.label
        case ListView(cards=cards):
            return max((card.listed.label for card in cards if card.listed), default="")
        case _:
            return ""
