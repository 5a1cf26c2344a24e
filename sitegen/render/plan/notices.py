"""What tells machines of the site: sitemaps, robots.txt, and what hosts read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Date
from sitegen.render import hosting, sitemap
from sitegen.render.views import (
    EditionView,
    HeadersView,
    ListView,
    MovedView,
    NotFoundView,
    PaperView,
    RedirectsView,
    RobotsView,
    SavedView,
    SitemapView,
)
from sitegen.routes import Output


def for_crawlers(config: Config, outputs: Sequence[Output]) -> Iterator[Output]:
    """`robots.txt`, and with a base URL the sitemap of the pages among `outputs`."""
    if config.base_url:
        yield from _sitemaps([(out.route, _changed(out.view)) for out in outputs if _is_page(out)])
    view = RobotsView(route=routes.ROBOTS, sitemap=routes.SITEMAP if config.base_url else "")
    yield Output(routes.ROBOTS, sitemap.robots, view)


def for_hosts(outputs: Sequence[Output]) -> Iterator[Output]:
    """Headers for all of the site, and redirects to papers from where they were."""
    yield Output(routes.HEADERS, hosting.headers, HeadersView(route=routes.HEADERS))
    moved = tuple((out.route, out.view.paper.route) for out in outputs if isinstance(out.view, MovedView))
    if moved:
        yield Output(routes.REDIRECTS, hosting.redirects, RedirectsView(route=routes.REDIRECTS, moved=moved))


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
    return output.route.endswith(".html") and not isinstance(output.view, MovedView | NotFoundView | SavedView)


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
