"""What crawlers ask for: `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sitegen import routes
from sitegen.render.views import RobotsView, SitemapView

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

LIMIT = 50_000
"""Addresses that one sitemap may hold."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


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
