"""Hrefs for templates, by route; remembered, since a page asks for a hundred and pages share nearly all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from urllib.parse import quote

import jinja2
from msgspec import Struct

from sitegen import routes
from sitegen.render.views import Site
from sitegen.routes import Route

_HREFS = 1 << 15
"""Links remembered at a time."""
_ANY_PAPER = routes.paper("-")


class PageLinks(Struct, frozen=True):
    """Makes hrefs on one page: from a route, and from the name of a file of the theme."""

    href: Callable[[Route], str]
    asset: Callable[[str], str]


class Links:
    """The links of every page. They climb to the root, so that all pages of one depth share them.

    Only from paper to paper they do not: those are the most pages, and show no list that others show too.
    """

    def __init__(self, site: Site, assets: Iterable[str]) -> None:
        self._site, self._assets = site, frozenset(assets)
        self._from = cache(self._links_from)

    def on(self, route: Route, template: str) -> PageLinks:
        """The links of the page with this route, which a template renders."""
        if template == "paper.html":
            return self._from(_ANY_PAPER)
        # the page that a host shows for any address cannot use links relative to its own
        return self._from("" if route == routes.NOT_FOUND else "-/" * route.count("/") + "-")

    def _links_from(self, page: Route) -> PageLinks:
        """The links of a page that stands for those like it; of an empty route, those from the root of the host."""
        site = self._site
        root = quote(site.base_path, safe="/~%")

        @lru_cache(_HREFS)
        def href(route: Route) -> str:
            link = routes.link(page, route, site.urls) if page else routes.absolute(root, route, site.urls)
            if page == _ANY_PAPER and link.startswith("../papers/"):
                link = link.removeprefix("../papers/") or "./"
            return link

        @cache
        def asset(name: str) -> str:
            if name not in self._assets:
                raise jinja2.TemplateRuntimeError(f"the theme has no file {name}")
            return href(f"{site.assets}/{name}")

        return PageLinks(href, asset)
