"""Files at the root of the site, for hosts, crawlers and browsers.

`_headers` and `_redirects` are read by Netlify and Cloudflare and ignored by other hosts, `sitemap.xml` (sitemaps.org)
and `robots.txt` (RFC 9309) by crawlers. By `opensearch.xml` (OpenSearch 1.1) browsers offer the site's search in their
address bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape

from msgspec import Struct

from sitegen import routes
from sitegen.model import Date
from sitegen.render.formats.metadata import content_policy
from sitegen.render.pagination import cut
from sitegen.render.theme import Theme
from sitegen.render.views import PageView
from sitegen.routes import Output, Route

_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "public, max-age=0, must-revalidate"
_MOST_REDIRECTS = 2000
"""Redirects that Cloudflare reads. Each has a page as well, for hosts that read none."""
PAGES_A_SITEMAP = 50_000
"""Addresses that one sitemap may hold."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LONGEST_NAME, _LONGEST_DESCRIPTION = 16, 1024


class SitemapView(Struct, frozen=True, kw_only=True, gc=False):
    pages: tuple[tuple[Route, Date], ...]
    """Each page with the day it last changed, or an empty date."""
    maps: bool = False
    """Whether the pages are sitemaps themselves, because one may not hold them all."""


def site_files(base_url: str, pages: Sequence[Output]) -> Iterator[Output]:
    """Headers, redirects from where pages were, `robots.txt`, and with a base URL the sitemap."""
    views = [output.view for output in pages if isinstance(output.view, PageView)]
    if base_url:
        yield from _sitemaps([(view.route, view.changed) for view in views if view.in_sitemap])
    yield Output(routes.ROBOTS, robots, None)
    yield Output(routes.HEADERS, headers, None)
    if moved := tuple((view.route, view.canonical) for view in views if view.route != view.canonical):
        yield Output(routes.REDIRECTS, redirects, moved)


def _sitemaps(pages: Sequence[tuple[Route, Date]]) -> Iterator[Output]:
    if len(pages) <= PAGES_A_SITEMAP:
        yield Output(routes.SITEMAP, sitemap, SitemapView(pages=tuple(pages)))
        return
    maps: list[tuple[Route, Date]] = []
    for number, chunk in enumerate(cut(pages, PAGES_A_SITEMAP), 1):
        maps.append((f"sitemap-{number}.xml", max(changed for _, changed in chunk)))
        yield Output(maps[-1][0], sitemap, SitemapView(pages=tuple(chunk)))
    yield Output(routes.SITEMAP, sitemap, SitemapView(pages=tuple(maps), maps=True))


def sitemap(view: SitemapView, theme: Theme) -> bytes:
    """The addresses of the site's pages, or, where `view.maps` is set, of its sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if view.maps else ("urlset", "url")
    lines = []
    for route, date in view.pages:
        address = escape(theme.site.absolute(route))
        changed = f"<lastmod>{date}</lastmod>" if date else ""
        lines.append(f"<{inner}><loc>{address}</loc>{changed}</{inner}>\n")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{outer} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{outer}>\n'
    return text.encode("utf-8")


def robots(view: None, theme: Theme) -> bytes:
    address = theme.site.absolute(routes.SITEMAP)
    return ("User-agent: *\nAllow: /\n" + (f"\nSitemap: {address}\n" if address else "")).encode("utf-8")


def headers(view: None, theme: Theme) -> bytes:
    lines = [
        "/*",
        # a page may not be framed, which only a header can say
        f"  Content-Security-Policy: {content_policy(theme.site)}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    lines += [f"/{folder}/*\n  Cache-Control: {_FOR_EVER}" for folder in routes.NAMED_BY_CONTENT]
    return ("\n".join(lines) + "\n").encode("utf-8")


def cache_control(route: Route) -> str:
    """How long a file may be kept without asking for it again, as hosts that read `_headers` have it."""
    return _FOR_EVER if routes.is_named_by_content(route) else _ASK_AGAIN


def redirects(moved: Sequence[tuple[Route, Route]], theme: Theme) -> bytes:
    """Lines that lead on from where a page was to where it is."""
    address = partial(routes.absolute, theme.site.base_path, urls=theme.site.urls)
    return "".join(f"{address(old)} {address(new)} 301\n" for old, new in moved[:_MOST_REDIRECTS]).encode("utf-8")


def opensearch(view: None, theme: Theme) -> bytes:
    site = theme.site
    search, icon = site.absolute(routes.SEARCH), site.absolute(f"{site.assets}/favicon.svg")
    description = (site.description or site.title)[:_LONGEST_DESCRIPTION]
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(site.title[:_LONGEST_NAME].strip())}</ShortName>\n"
        f"<Description>{escape(description)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image type="image/svg+xml">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template="{escape(search)}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
    return text.encode("utf-8")
