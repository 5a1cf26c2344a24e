"""Links as templates ask for them: by route, a hundred a page, so nearly all are remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

import jinja2
from msgspec import Struct

from sitegen import routes
from sitegen.render.views import Site
from sitegen.routes import Route


class Place(Struct, frozen=True):
    """How links read from the pages of one depth."""

    href: Callable[[Route], str]
    asset: Callable[[str], str]


class Places:
    """The place of every page."""

    def __init__(self, site: Site, assets: Iterable[str]) -> None:
        self._site = site
        self._assets = tuple(assets)
        self._places: dict[int, Place] = {}

    def of(self, route: Route) -> Place:
        # the page that a host shows for any address cannot use links relative to its own
        depth = -1 if route == routes.NOT_FOUND else route.count("/")
        place = self._places.get(depth)
        if place is None:
            href = _from_root(self._site) if depth < 0 else _from_depth(depth, self._site)
            place = self._places[depth] = Place(href, self._asset_links(href))
        return place

    def _asset_links(self, href: Callable[[Route], str]) -> Callable[[str], str]:
        known = {name: href(f"{self._site.assets}/{name}") for name in self._assets}

        def asset(name: str) -> str:
            try:
                return known[name]
            except KeyError:
                raise jinja2.TemplateRuntimeError(f"the theme has no file {name}") from None

        return asset


class _Hrefs(dict[str, str]):
    """Links by route, made when first asked for; as a mapping its look-up costs no Python call."""

    MOST = 200_000

    def __init__(self, make: Callable[[Route], str]) -> None:
        self._make = make

    def __missing__(self, route: Route) -> str:
        if len(self) >= self.MOST:
            self.clear()
        href = self[route] = self._make(route)
        return href


def _from_depth(depth: int, site: Site) -> Callable[[Route], str]:
    """Links from any folder so deep. They all climb to the root, so that one list shows the very bytes of the next."""
    page = "-/" * depth + "-"
    return _Hrefs(lambda route: routes.link(page, route, site.urls)).__getitem__


def _from_root(site: Site) -> Callable[[Route], str]:
    def href(route: Route) -> str:
        return routes.absolute(quote(site.base_path, safe="/~%"), route, site.urls)

    return href
