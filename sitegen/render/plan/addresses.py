"""Pages of the site by their addresses, `topics/depth.html`, as editors link to them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable
from itertools import chain

from sitegen import routes
from sitegen.model import Catalog
from sitegen.pages.documents import EDITIONS, PAGES, PAPERS
from sitegen.render.files import ASSETS
from sitegen.routes import Route

ABOUT = "about"
"""Slug of the page that every site has."""
_INDEXES = (routes.HOME, routes.PAPERS, routes.ARCHIVE, routes.TOPICS, routes.AUTHORS, routes.SEARCHES)
_TOOLS = (routes.SEARCH, routes.SAVED, routes.FOR_YOU)
_FEEDS = (routes.ATOM, routes.JSON_FEED, routes.EDITIONS_FEED, routes.OPML)


def page_routes(catalog: Catalog) -> frozenset[Route]:
    """Pages and feeds that a site may have, of each list the first; which it has is known when all are planned."""
    papers, topics, pages = catalog.papers.values(), catalog.topics, catalog.pages
    names: dict[Callable[[str], Route], Iterable[str]] = {
        routes.paper: chain.from_iterable((paper.id, *paper.aliases) for paper in papers),
        routes.edition: (edition.date for edition in catalog.editions),
        routes.week: (week.key for week in catalog.weeks),
        routes.month: (month.key for month in catalog.months),
        routes.topic: chain.from_iterable((topic.slug, *topic.aliases) for topic in topics),
        routes.author: (author.slug for author in catalog.authors),
        routes.search: (search.slug for search in catalog.searches),
        routes.page: chain([ABOUT], *[(page.slug, *page.aliases) for page in pages]),
    }
    calendars = (routes.beside(routes.page(page.slug), "ics") for page in pages if page.sessions)
    fixed = (*_INDEXES, *_TOOLS, *_FEEDS)
    return frozenset([*fixed, *calendars, *[route(name) for route, some in names.items() for name in some]])


def find_route(address: str, own: Route, known: Container[Route]) -> Route:
    """The page that an address leads to from the page that has it, or else from the home page; empty for none.

    As hosts do, it adds the ending and shows the index of a folder.

    >>> known = {"papers/x.html", "topics/y.html"}
    >>> find_route("x.html", "papers/z.html", known), find_route("topics/y.html", "papers/z.html", known)
    ('papers/x.html', 'topics/y.html')
    """
    from_here = posixpath.normpath(posixpath.join(posixpath.dirname(own), address))
    both = (from_here, address.lstrip("./").rstrip("/"))
    found = (route for path in both for route in (path, f"{path}.html", f"{path}/index.html".lstrip("/")))
    return next((route for route in found if routes.first_part(route) in known), "")


def may_be_made(address: str) -> bool:
    """Whether an address from the top of the site may lead to a file that is made and is no page: `/robots.txt`."""
    is_page = posixpath.splitext(address)[1] in ("", ".html")
    return address.startswith("/") and not is_page and address.split("/")[1] not in (PAPERS, EDITIONS, PAGES, ASSETS)
