"""What links and pictures of the content folder may lead to: files, which become part of the site, and its pages by
their addresses, `topics/depth.html`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable
from itertools import chain
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from msgspec import Struct

from sitegen import routes
from sitegen.files import is_path
from sitegen.model import Catalog
from sitegen.pages.documents import EDITIONS, PAGES, PAPERS
from sitegen.render.theme import Theme
from sitegen.routes import Route
from sitegen.text.references import Reference

MAX_FILE = 25 * 2**20
"""Bytes of a file: Cloudflare Pages takes none that is larger, and no reader waits for it."""
ASSETS = "assets"
"""Folder of the content for files that belong to no page."""
_INDEXES = (routes.HOME, routes.PAPERS, routes.ARCHIVE, routes.TOPICS, routes.AUTHORS, routes.SEARCHES)
_TOOLS = (routes.SEARCH, routes.SAVED, routes.FOR_YOU)
_FEEDS = (routes.ATOM, routes.JSON_FEED, routes.EDITIONS_FEED, routes.OPML)


class FileView(Struct, frozen=True, kw_only=True):
    """A file of the content folder that is published as it is."""

    uses_theme: ClassVar = False
    """A changed template leaves the file alone."""

    route: Route
    path: str
    sha256: bytes


def render_file(view: FileView, theme: Theme) -> bytes:
    """The bytes of a file of the content folder."""
    return Path(view.path).read_bytes()


def path_of(target: str, path: str) -> str:
    """Where a link of a page leads, relative to the content folder, from which `/` leads."""
    path = "" if target.startswith("/") else path
    target = target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def files_of(reference: Reference, path: str) -> tuple[str, ...]:
    """Paths of the files that a reference of a page may mean."""
    both = (path_of(reference.target, path), f"{ASSETS}/{path_of(reference.target, '')}")
    return (*both, path_of(reference.target, "")) if reference.is_wiki else both


def names_with_sign(reference: Reference) -> list[str]:
    """Names of files that may be meant by `a b.png`, or `C# notes.md`, which leads to a part of `C`."""
    signs = ("#", "# ", " #") if reference.part else ("",) if reference.rest else ()
    name = f"{reference.part}{reference.rest}"
    return [f"{reference.target}{sign}{name}{ending}" for sign in signs for ending in ("", ".md")]


def name_problem(path: str) -> str:
    """What keeps a file from being published under its name; empty for nothing."""
    if any(part.startswith(".") for part in path.split("/")):
        return "is hidden"
    return "" if is_path(path) else "has a name that not every system can hold"


def as_address(path: str) -> str:
    """A path as Markdown has it between the parentheses of a link.

    >>> as_address("a b.png"), as_address("C# notes.md")
    ('<a b.png>', 'C%23%20notes.md')
    """
    if "#" in path or "%" in path:
        return quote(path, safe="/~")
    return f"<{path}>" if " " in path else path


def page_routes(catalog: Catalog) -> frozenset[Route]:
    """Pages and feeds that a site may have, of each list the first; which it has is known when all are planned."""
    papers, topics, pages = catalog.papers.values(), catalog.topics, catalog.pages
    names: dict[Callable[[str], Route], Iterable[str]] = {
        routes.paper: chain.from_iterable((paper.id, *paper.aliases) for paper in papers),
        routes.edition: chain.from_iterable((edition.date, *edition.aliases) for edition in catalog.editions),
        routes.period: (period.key for period in (*catalog.weeks, *catalog.months)),
        routes.topic: chain.from_iterable((topic.slug, *topic.aliases) for topic in topics),
        routes.author: (author.slug for author in catalog.authors),
        routes.search: (search.slug for search in catalog.searches),
        routes.page: chain.from_iterable((page.slug, *page.aliases) for page in pages),
    }
    calendars = (routes.beside(routes.page(page.slug), "ics") for page in pages if page.sessions)
    fixed = (routes.ABOUT, *_INDEXES, *_TOOLS, *_FEEDS)
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
    routes_there = (route for path in both for route in (path, f"{path}.html", f"{path}/index.html".lstrip("/")))
    return next((route for route in routes_there if routes.first_part(route) in known), "")


def may_be_made(address: str) -> bool:
    """Whether an address from the top of the site may lead to a file that is made and is no page: `/robots.txt`."""
    is_page = posixpath.splitext(address)[1] in ("", ".html")
    return address.startswith("/") and not is_page and address.split("/")[1] not in (PAPERS, EDITIONS, PAGES, ASSETS)
