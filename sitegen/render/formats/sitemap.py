"""Files for crawlers: `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from msgspec import Struct

from sitegen import routes
from sitegen.model import Date
from sitegen.render.theme import Theme
from sitegen.render.views import PageView
from sitegen.routes import Output, Route

LIMIT = 50_000
"""Addresses that one sitemap may hold."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class SitemapView(Struct, frozen=True, kw_only=True, gc=False):
    pages: tuple[tuple[Route, Date], ...]
    """Each page with the day it last changed, or an empty date."""
    maps: bool = False
    """Whether the pages are sitemaps themselves, because one may not hold them all."""


class RobotsView(Struct, frozen=True, kw_only=True, gc=False):
    sitemap: Route
    """Empty where the site has no address, and so no sitemap."""


def for_crawlers(base_url: str, outputs: Sequence[Output]) -> Iterator[Output]:
    """`robots.txt`, and with a base URL the sitemap of the pages among `outputs`."""
    if base_url:
        views = [output.view for output in outputs if isinstance(output.view, PageView) and output.view.in_sitemap]
        yield from _sitemaps([(view.route, view.changed) for view in views])
    view = RobotsView(sitemap=routes.SITEMAP if base_url else "")
    yield Output(routes.ROBOTS, robots, view)


def _sitemaps(pages: Sequence[tuple[Route, Date]]) -> Iterator[Output]:
    chunks = [pages[start : start + LIMIT] for start in range(0, len(pages), LIMIT)]
    if len(chunks) <= 1:
        yield Output(routes.SITEMAP, sitemap, SitemapView(pages=tuple(pages)))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield Output(name, sitemap, SitemapView(pages=tuple(chunk)))
    dates = [max(changed for _, changed in chunk) for chunk in chunks]
    index = SitemapView(pages=tuple(zip(names, dates, strict=True)), maps=True)
    yield Output(routes.SITEMAP, sitemap, index)


def sitemap(view: SitemapView, theme: Theme) -> bytes:
    """The addresses of the site's pages, or, where `view.maps` is set, of its sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if view.maps else ("urlset", "url")
    base, urls = theme.site.base_url, theme.site.urls
    lines = []
    for route, date in view.pages:
        address = escape(routes.absolute(base, route, urls))
        changed = f"<lastmod>{date}</lastmod>" if date else ""
        lines.append(f"<{inner}><loc>{address}</loc>{changed}</{inner}>\n")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{outer} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{outer}>\n'
    return text.encode("utf-8")


def robots(view: RobotsView, theme: Theme) -> bytes:
    lines = ["User-agent: *", "Allow: /"]
    if view.sitemap:
        lines += ["", f"Sitemap: {routes.absolute(theme.site.base_url, view.sitemap)}"]
    return ("\n".join(lines) + "\n").encode("utf-8")
