"""Hrefs for templates, by route; remembered, since a page asks for a hundred and pages share nearly all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

import jinja2
from msgspec import Struct

from sitegen import routes
from sitegen.render.memo import Memo
from sitegen.render.views import Site
from sitegen.routes import Route

_HREFS = 200_000
"""Links remembered at a time."""
_FROM_ROOT = -1
_PAPER = "paper.html"
_TO_PAPERS = "../papers/"


class PageLinks(Struct, frozen=True):
    """How links read on one page."""

    href: Callable[[Route], str]
    asset: Callable[[str], str]
    """From a file of the theme, by its name."""


class Links:
    """The links of every page. They climb to the root, so that all pages of one depth share them.

    Only from paper to paper they do not: those are the most pages, and show no list that others show too.
    """

    def __init__(self, site: Site, assets: Iterable[str]) -> None:
        self._site, self._assets = site, frozenset(assets)
        self._by_depth = Memo(self._at_depth)
        self._of_papers = self._among_papers()

    def on(self, route: Route, template: str = "") -> PageLinks:
        """The links of the page with this route, which a template renders."""
        if template == _PAPER:
            return self._of_papers
        # the page that a host shows for any address cannot use links relative to its own
        return self._by_depth[_FROM_ROOT if route == routes.NOT_FOUND else route.count("/")]

    def _among_papers(self) -> PageLinks:
        at_depth = self._at_depth(1)

        def href(route: Route) -> str:
            link = at_depth.href(route)
            return link.removeprefix(_TO_PAPERS) or "./" if link.startswith(_TO_PAPERS) else link

        return PageLinks(Memo(href, _HREFS).__getitem__, at_depth.asset)

    def _at_depth(self, depth: int) -> PageLinks:
        site = self._site
        root, page = quote(site.base_path, safe="/~%"), "-/" * depth + "-"

        def href(route: Route) -> str:
            if depth == _FROM_ROOT:
                return routes.absolute(root, route, site.urls)
            return routes.link(page, route, site.urls)

        def asset(name: str) -> str:
            if name not in self._assets:
                raise jinja2.TemplateRuntimeError(f"the theme has no file {name}")
            return href(f"{site.assets}/{name}")

        return PageLinks(Memo(href, _HREFS).__getitem__, Memo(asset).__getitem__)
