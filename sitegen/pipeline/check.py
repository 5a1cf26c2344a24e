"""`sitegen check`: dead links, broken files and limits of hosts, in the built site.

The files are read as they will be served, whoever wrote them: links and anchors that lead nowhere, pages that no link
leads to, HTML whose elements are not closed, feeds that do not parse, and the limits of hosts.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

from msgspec import structs

from sitegen import routes
from sitegen.config import SITE_FILE, Config
from sitegen.diagnostics import Diagnostic, Location, Report, Severity
from sitegen.files import Folder
from sitegen.pages import ledger
from sitegen.pipeline.output.hosts import check_limits
from sitegen.render.markup.titles import SEARCHES
from sitegen.routes import Route

_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "form": "action"}
_is_void = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr").fullmatch
_is_optional = re.compile("p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot|html|head|body").fullmatch
"""Elements whose end tag HTML lets one leave out."""
_NAMED = {
    ".css": re.compile(r"\burl\(\s*[\"']?((?!data:)[^\s\"')]+)"),
    ".js": re.compile(r"(?:\bfrom |\bimport ?\(?|\bnew URL\()[\"'](\.{1,2}/[^\"'\n]+)"),
    "": re.compile(r"(?:<loc>|<link [^>]*?href=\"|\"(?:url|home_page_url|feed_url)\": ?\")([^<\"]+)"),
}
"""What names other files, by the ending of a file's name."""
_FILLED = ("h2", ".entry", ".authors", ".abstract", ".facts", ".save")
"""What scripts look for in the template of an entry (`draw_entry.js`)."""
_POLICY = "the page's policy allows styles, scripts and pictures in files of the site only"
_MORE_PLACES = ("more place has this", "more places have this")
_MORE_LINKS = ("further link leads there", "further links lead there")
_REMEDY = "correct the link, or restore the page"
_ENTRANCES = (routes.HOME, routes.NOT_FOUND)

Position: TypeAlias = tuple[str, int, int]
"""A route, or what stands there (a URL, a tag, a fault), with a line and a column."""


def check(config: Config, report: Report) -> dict[str, Location]:
    """Check the files of the output folder; every fault becomes a diagnostic.

    Returns:
        The addresses of other hosts that pages link to, each with the first place that does.
    """
    site = config.output
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and not path.is_symlink()]
    sizes = {file.relative_to(site).as_posix(): file.stat().st_size for file in files}
    pages = {route: ParsedPage(_text(site / route)) for route in sizes if route.endswith(".html")}
    # feeds and sitemaps name whole addresses, which a site without one has not
    feeds = [route for route in sizes if config.base_url and (route.endswith(".xml") or route == routes.JSON_FEED)]
    assets = [route for route in sizes if route.endswith((".css", ".js"))]
    named = {route: _addresses(site / route) for route in (*feeds, *assets)}
    links = _Links(sizes.keys(), pages, config, named)
    for route, page in pages.items():
        for message, line, column in page.faults:
            links.faults[_fault("broken-html", message, "warning", "")].append((route, line, column))
    for fault, positions in links.faults.items():
        # once per target or fault, since a template repeats a mistake on every page
        (route, line, column), *more = sorted(positions)
        others = (_MORE_PLACES if fault.code == "broken-html" else _MORE_LINKS)[len(more) > 1]
        message = f"{fault.message}; {len(more):,} {others}" if more else fault.message
        report.add(structs.replace(fault, message=message, at=Location.below(site, route, line, column)))
    for route in sorted(pages.keys() - links.reachable()):
        if not pages[route].leads_on:
            report.warning("orphan", "no link leads to this page", Location.below(site, route))
    for route in sizes:
        if error := _parse_error(site / route):
            report.error("broken-file", error, Location.below(site, route))
    check_limits(sizes, config, report)
    _check_feeds(config, report)
    outside: dict[str, Location] = {}
    searches = tuple(address for _, address in SEARCHES)
    for route, page in pages.items():
        for url, line, column in page.outside:
            # sitegen's own links lead to services that answer no robots
            if not url.startswith(searches):
                outside.setdefault(url.partition("#")[0], Location.below(site, route, line, column))
    return outside


class ParsedPage(HTMLParser):
    """What an HTML file refers to, and what can be referred to in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[Position] = []
        self.ids: set[str] = set()
        self.outside: list[Position] = []
        """Addresses of the web that a reader may follow."""
        self.faults: list[Position] = []
        self.leads_on = False
        """Whether it only leads to another page, as that of a renamed topic does."""
        self._open: list[Position] = []
        self._sought: set[str] = set()
        """What scripts look for in the entry that is open, or the template of one, and has not come yet."""
        self._entry = 0, 0
        self._unnamed: list[Position] = []
        """The link or button that is open and has no name yet."""
        self._is_closed = False
        """Whether browsers load and run nothing but files of the site."""
        self.feed(html)
        self.close()
        for tag, line, column in self._open:
            if not _is_optional(tag):
                self.faults.append((f"<{tag}> is not closed", line, column))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, offset = self.getpos()
        values = dict(attrs)
        if not _is_void(tag):
            self._open.append((tag, line, offset + 1))
        if identifier := values.get("id"):
            if identifier in self.ids:
                self.faults.append((f"the id {identifier!r} is given twice", line, offset + 1))
            self.ids.add(identifier)
        parts = {tag, *(f".{name}" for name in (values.get("class") or "").split())}
        if identifier == "entry-template" or ".entry" in parts - self._sought:
            self._end_entry()
            self._sought = set(_FILLED if identifier == "entry-template" else ["h2 a"])
            self._entry = line, offset + 1
        self._sought -= parts | ({"h2 a"} if tag == "a" and any(name == "h2" for name, *_ in self._open) else set())
        if any(map(values.get, ("alt", "aria-label", "aria-labelledby", "title"))):
            self._unnamed = []
        elif tag == "button" or (tag == "a" and "href" in values):
            self._unnamed = [(f"this <{tag}> has no name for those who cannot see it", line, offset + 1)]
        if url := values.get(_LINKS.get(tag, "")):
            self.links.append((url, line, offset + 1))
            if tag == "a" and url.startswith(("http://", "https://")):
                self.outside.append(self.links[-1])
        if tag == "img" and "alt" not in values:
            self.faults.append(("the picture has no text for those who cannot see it: alt", line, offset + 1))
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "content-security-policy":
            self._is_closed = (values.get("content") or "").startswith("default-src 'self'; object-src")
        if self._is_closed and _is_refused(tag, values):
            what = f"the style of this <{tag}>" if "style" in values else f"this <{tag}>"
            self.faults.append((f"browsers leave out {what}: {_POLICY}", line, offset + 1))
        self.leads_on |= tag == "meta" and values.get("http-equiv") == "refresh"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if not _is_void(tag):
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        line, offset = self.getpos()
        if tag in ("template", "main"):
            self._end_entry()
        if tag in ("a", "button"):
            self.faults += self._unnamed
            self._unnamed = []
        while self._open and self._open[-1][0] != tag and _is_optional(self._open[-1][0]):
            self._open.pop()
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self.faults.append((f"</{tag}> closes nothing that is open here", line, offset + 1))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._unnamed = []

    def _end_entry(self) -> None:
        if self._sought:
            lacking = ", ".join(sorted(self._sought))
            self.faults.append((f"scripts use this entry, and find no {lacking} in it", *self._entry))
        self._sought = set()


def _is_refused(tag: str, values: Mapping[str, str | None]) -> bool:
    """Whether the policy of sitegen's own pages keeps an element, or its style, from doing anything."""
    is_script = tag == "script" and "src" not in values and values.get("type") in (None, "", "module")
    loaded = values.get("src") or (values.get("href") if values.get("rel") == "stylesheet" else "") or ""
    return tag == "style" or "style" in values or is_script or loaded.startswith(("http:", "https:", "//"))


def _fault(code: str, message: str, severity: Severity = "error", hint: str = _REMEDY) -> Diagnostic:
    """A finding without its place."""
    return Diagnostic(severity=severity, code=code, message=message, hint=hint)


class _Links:
    """The links between the files of a site; `named` are the addresses in files that programs read."""

    def __init__(
        self,
        files: Iterable[Route],
        pages: Mapping[Route, ParsedPage],
        config: Config,
        named: Mapping[Route, Iterable[Position]],
    ) -> None:
        self._files, self._pages, self._base_path = set(files), pages, config.base_path
        self._root = config.base_url or f"https://site.invalid{config.base_path}"
        self.faults: dict[Diagnostic, list[Position]] = defaultdict(list)
        """Where links lead to nothing or leave the site."""
        self._targets = {route: [self._follow(route, *link) for link in page.links] for route, page in pages.items()}
        for route, addresses in named.items():
            for address in addresses:
                # no page is reached by it
                self._follow(route, *address)

    def reachable(self) -> set[Route]:
        """The pages that a reader gets to from the site's entrances."""
        reached, waiting = set(_ENTRANCES), list(_ENTRANCES)
        while waiting:
            for target in self._targets.get(waiting.pop(), ()):
                if target and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return reached

    def _follow(self, route: Route, url: str, line: int, column: int) -> Route | None:
        """The file that a link leads to; one that leads nowhere is noted."""
        path, fragment = self._inside(route, url)
        if path is None:
            if outside := self._beside(route, url):
                message = f"{outside!r} lies outside the site, which is all below {self._base_path!r}"
                hint = "link relative to the page, or write the whole address"
                self.faults[_fault("leaves-site", message, "warning", hint)].append((route, line, column))
            return None
        target = next((file for file in routes.served_at(path) if file in self._files), None)
        if target is None:
            self.faults[_fault("dead-link", f"nothing lies at {path!r}")].append((route, line, column))
        elif fragment and target in self._pages and fragment not in self._pages[target].ids:
            message = f"no element of the page has the id of {f'{path}#{fragment}'!r}"
            self.faults[_fault("dead-anchor", message)].append((route, line, column))
        return target

    def _inside(self, route: Route, url: str) -> tuple[str | None, str]:
        """The path below the site's root that a URL leads to, and its fragment; None for an address elsewhere."""
        try:
            whole, _, fragment = urljoin(self._root + route, url).partition("#")
            path = urlsplit(whole)._replace(query="").geturl()
        except ValueError:
            return None, ""
        if not path.startswith(self._root):
            return None, ""
        return unquote(path.removeprefix(self._root)), unquote(fragment)

    def _beside(self, route: Route, url: str) -> str:
        """The path on the site's host that a link without a host leads to; empty for other addresses."""
        return urlsplit(urljoin(self._root + route, url)).path if re.match(r"/(?!/)|\.", url) else ""


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def _parse_error(file: Path) -> str:
    """Why a feed, a sitemap or another file of data cannot be read; empty where it can, or is of no such kind."""
    try:
        if file.suffix in (".xml", ".opml", ".svg"):
            ElementTree.parse(file)
        elif file.suffix in (".json", ".webmanifest"):
            json.loads(file.read_bytes())
    except (ElementTree.ParseError, ValueError, RecursionError) as problem:
        return f"this is not well-formed: {problem}"
    return ""


def _addresses(file: Path) -> list[Position]:
    """Addresses that a sitemap or a feed names (sitemaps.org, RFC 4287), a script imports or a stylesheet loads."""
    text = _text(file)
    urls = _NAMED.get(file.suffix, _NAMED[""]).finditer(text)
    positions = ((match[1], Location.of("", text, match.start(1))) for match in urls)
    return [(unescape(url), at.line, at.column) for url, at in positions]


def _check_feeds(config: Config, report: Report) -> None:
    """Note the feeds of the settings from which no source has come."""
    _, known = ledger.read(Folder(config.content), Report())
    origins = [record.origin for record in (known or {}).values()]
    for feed in config.feeds:
        if not any(origin.startswith(feed.url.partition("{date}")[0]) for origin in origins):
            message = f"nothing has come from the feed {feed.name or feed.url}"
            hint = "sitegen pull asks for it, and says what it answers"
            report.note("unused-feed", message, config.at(SITE_FILE), hint=hint)
