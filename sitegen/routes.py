"""Routes of the site's files, and the only place where an href is made.

A route is the path of one file below the site's root, with `/` and without a leading one: `papers/x.html`. Inside the
site links are relative, so the same bytes work at a root, under `/repo/` and from a disk.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

import msgspec
from msgspec import Struct

Route: TypeAlias = str
Urls: TypeAlias = Literal["file", "clean"]

HOME = "index.html"
PAPERS = "papers/index.html"
ARCHIVE = "date/index.html"
TOPICS = "topics/index.html"
AUTHORS = "authors/index.html"
SEARCHES = "searches/index.html"
SEARCH = "search/index.html"
SAVED = "saved.html"
FOR_YOU = "for-you.html"
ABOUT = "about.html"
"""A free page that every site has."""
NOT_FOUND = "404.html"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
EDITIONS_FEED = "editions.xml"
OPML = "feeds.opml"
LLMS = "llms.txt"
OPENSEARCH = "opensearch.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
HEADERS = "_headers"
REDIRECTS = "_redirects"

_END_OF_PATH = re.compile("[#?]")
_PART = re.compile(r"\.p[0-9]+\.html\Z")
_LASTING = re.compile(r"((papers|date|searches|topics|authors)/(?!index\.html))?[^/]+\.html")
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")

_TAKEN = "index 404 papers date week month topics authors search searches saved for-you assets files api"
TAKEN = frozenset(_TAKEN.split())
"""Slugs that no free page can have: the site's own pages, and folders that some hosts would confuse with it."""


_INDEX = ("leaves", "terms", "words", "suggest", "positions", "lookup", "columns")
NAMED_BY_CONTENT = ("assets", *(f"search/{folder}" for folder in _INDEX))
"""Folders of files that change their name when they change, which browsers may keep for ever."""


class Output(Struct, frozen=True):
    """One file of the site: a route with the function that renders its bytes.

    `render` is a plain module-level function, called as `render(view, theme)`, and `view` all that it shows: a frozen
    record or a name, so that an output can be handed to another process, or a tuple where it never is.
    """

    route: Route
    render: Callable[[Any, Any], bytes]
    view: Any

    def __reduce__(self) -> tuple[Callable[..., Output], tuple[Any, ...]]:
        # records travel faster as MessagePack than as pickles
        return _decoded, (self.route, self.render, type(self.view), msgspec.msgpack.encode(self.view))

    @property
    def kind(self) -> str:
        """The template or else the function that renders it (e.g. "paper", "atom")."""
        return getattr(self.view, "template", "").removesuffix(".html") or self.render.__name__

    def digest(self, theme: bytes) -> bytes:
        """Sixteen bytes for everything that the file's bytes depend on but sitegen itself.

        Args:
            theme: its digest; it does not count where the view says so.
        """
        # a view may have a shorter key for all that it shows
        shown = getattr(self.view, "cache_key", self.view)
        parts = msgspec.msgpack.encode((self.kind, shown))
        made_by = theme if getattr(self.view, "uses_theme", True) else b""
        return hashlib.sha256(made_by + parts).digest()[:16]


def _decoded(route: Route, render: Callable[[Any, Any], bytes], kind: type[Any], view: bytes) -> Output:
    return Output(route, render, msgspec.msgpack.decode(view, type=kind))


def paper(identifier: str) -> Route:
    return f"papers/{identifier}.html"


def edition(date: str) -> Route:
    return f"date/{date}.html"


def period(key: str) -> Route:
    """A week or a month.

    >>> period("2025-W13"), period("2025-03")
    ('week/2025-W13.html', 'month/2025-03.html')
    """
    return f"{'week' if 'W' in key else 'month'}/{key}.html"


def topic(slug: str) -> Route:
    return f"topics/{slug}.html"


def author(slug: str) -> Route:
    return f"authors/{slug}.html"


def search(slug: str) -> Route:
    """A search that the editor named."""
    return f"searches/{slug}.html"


def names(kind: str) -> Route:
    """All names of the index of topics or of authors, for its script."""
    return f"{kind}/names.json"


def api(name: str) -> Route:
    """A file of the catalog as JSON: `api/index.json`, `api/papers/1.json`."""
    return f"api/{name}.json"


def page(slug: str) -> Route:
    """A free page, `about.html`."""
    return f"{slug}.html"


def file(path: str) -> Route:
    """A file of the content folder that pages refer to: `files/pages/plot.png`."""
    # in what leads to a route, `#` begins a part
    return f"files/{path.replace('#', '%23')}"


def beside(page: Route, ending: str) -> Route:
    """Another form of what a page shows.

    >>> beside("date/2025-03-28.html", "ris"), beside("papers/index.html", "bib")
    ('date/2025-03-28.ris', 'papers.bib')
    """
    return f"{page.removesuffix('.html').removesuffix('/index')}.{ending}"


def part(route: Route, number: int) -> Route:
    """The route of a long list's `number`th page, from 1: `topics/x.html`, `topics/x.p2.html` …"""
    return route if number == 1 else older_part(route, number)


def older_part(route: Route, number: int) -> Route:
    """The route of a page of a list of what is newest, counted from its oldest: `topics/x.p1.html` …"""
    return f"{route.removesuffix('.html')}.p{number}.html"


def first_part(route: Route) -> Route:
    """The route of the list that a page is a part of.

    >>> first_part("topics/x.p2.html"), first_part("topics/x.html")
    ('topics/x.html', 'topics/x.html')
    """
    return _PART.sub(".html", route)


def lasts(route: Route) -> bool:
    """Whether a page is there as long as its editor wants it: a free one, of a paper, edition, topic, author, search.

    >>> lasts("papers/x.html"), lasts("about.html"), lasts("authors/index.html"), lasts("date/2025-03-28.p1.html")
    (True, True, False, False)
    >>> lasts(SAVED)
    False
    """
    return bool(_LASTING.fullmatch(route)) and route == first_part(route) and route not in (SAVED, FOR_YOU)


def is_named_by_content(route: Route) -> bool:
    """Whether a file changes its name when it changes, so that nothing leads to it before other files do.

    >>> is_named_by_content("search/terms/2ab4xk7q.json"), is_named_by_content("search/documents/1.json")
    (True, False)
    """
    return route.startswith(tuple(f"{folder}/" for folder in NAMED_BY_CONTENT))


def link(source: Route, target: Route, urls: Urls = "file") -> str:
    """The relative href on the page `source` that leads to `target`, which may carry `#fragment` or `?query`.

    It climbs to the root even where a shorter way is, so that all pages of one depth share what links they show.

    >>> link("papers/x.html", "topics/y.html")
    '../topics/y.html'
    >>> link("index.html", "papers/index.html", "clean")
    'papers/'
    """
    path, mark, rest = _split(target)
    if not path:
        return mark + rest
    if urls == "clean":
        path = clean(path)
    return ("../" * source.count("/") + _quoted(path) or "./") + mark + rest


def clean(path: Route) -> str:
    """The path that a host with clean URLs serves a file under: no `index.html`, no `.html`."""
    if path == HOME or path.endswith("/index.html"):
        return path.removesuffix("index.html")
    return path.removesuffix(".html")


def served_at(path: str) -> list[Route]:
    """The files that a host may serve under a path: the one of that name or else its page, or a folder's index.

    >>> served_at("papers/x"), served_at("papers/"), served_at("")
    (['papers/x', 'papers/x.html'], ['papers/index.html'], ['index.html'])
    """
    return [path, f"{path}.html"] if path and not path.endswith("/") else [f"{path}index.html"]


def absolute(base_url: str, target: Route, urls: Urls = "file") -> str:
    """The address in full, for what standards want absolute. Sections are named by their folder in both styles."""
    path, mark, rest = _split(target)
    if urls == "clean" or path == HOME or path.endswith("/index.html"):
        path = clean(path)
    return base_url + _quoted(path) + mark + rest


def _split(target: str) -> tuple[str, str, str]:
    mark = _END_OF_PATH.search(target)
    return (target[: mark.start()], mark[0], target[mark.end() :]) if mark else (target, "", "")


def _quoted(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/~")
