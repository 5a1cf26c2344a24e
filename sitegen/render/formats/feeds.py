"""News as Atom (RFC 4287) and JSON Feed 1.1, and the list of all feeds as OPML 2.0.

An entry's id is a tag (RFC 4151) that stays when links change their look or the site its address. A site without an
address gets ids that depend on the paper alone, and links relative to the feed, which RFC 4287 allows; JSON Feed has no
relative links, so there they are left out. Dates come from the content, never from a clock.

Atom has whole abstracts as XHTML with MathML. In JSON Feed, whose readers drop MathML, formulas are Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from sitegen import routes
from sitegen.model import Date, Facts
from sitegen.render.formats.citations import identifying_addresses
from sitegen.render.markup import titles
from sitegen.render.markup.direction import Direction
from sitegen.render.theme import Theme
from sitegen.render.views import PageLink, Ref, Site
from sitegen.routes import Route
from sitegen.text import math
from sitegen.text.characters import remove_illegal
from sitegen.text.iso_dates import first_day
from sitegen.text.json import indented
from sitegen.text.markdown import plain

PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
XHTML = "http://www.w3.org/1999/xhtml"
_VOID = re.compile(r"(<(?:img|input) [^>]*[^/>])>")
"""Pictures and the boxes of tasks, which HTML does not close."""
_NEVER = "1970-01-01"
"""When a feed that has nothing yet, not even a date, was updated."""


class FeedEntry(Struct, frozen=True, kw_only=True, gc=False):
    """A paper or an edition in a feed."""

    route: Route
    first: Route = ""
    """Its address before it got another, of which its id stays made."""
    title: str
    abstract: str
    """Markdown."""
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    date: Date
    updated: Date
    page_links: tuple[PageLink, ...] = ()
    """What links in the abstract lead to, as a page has them."""
    paper: Facts | None = None
    """For programs, which may know it by an identifier, and do not take the day of the list for its own."""


class FeedView(Struct, frozen=True, kw_only=True, gc=False):
    """A feed of papers or of editions, which is rendered as Atom and as JSON Feed."""

    route: Route
    title: str
    page: Route
    """The page whose news this is."""
    entries: tuple[FeedEntry, ...]
    """That which was updated last comes first."""


def atom(view: FeedView, theme: Theme) -> bytes:
    """The feed as Atom."""
    site = theme.site
    subtitle = f"<subtitle>{escape(site.description)}</subtitle>\n" if site.description else ""
    hub = f'<link rel="hub" href="{escape(site.hub)}"/>\n' if site.hub else ""
    # a paper is in the feeds of its topics and authors, with the same bytes in all feeds of one folder
    source = "" if site.base_url else "-/" * view.route.count("/") + "-"
    entries = [theme.once(_atom_entry, entry, source, theme) for entry in view.entries]
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:prism="{PRISM}" xml:lang="{escape(site.lang)}">\n'
        f"<id>{escape(identifier(view.route, site))}</id>\n"
        f"<title>{escape(view.title)}</title>\n{subtitle}"
        f"<updated>{_stamp(view.entries[0].updated if view.entries else '')}</updated>\n"
        f"<author><name>{escape(site.curator or site.title)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(site.address(view.route, view.route))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(site.address(view.route, view.page))}"/>\n{hub}'
        f"<generator>sitegen</generator>\n{''.join(entries)}</feed>\n"
    )
    return text.encode("utf-8")


def _atom_entry(entry: FeedEntry, source: Route, theme: Theme) -> str:
    site, title = theme.site, titles.text(entry.title)
    authors = "".join([f"<author><name>{escape(author)}</name></author>\n" for author in entry.authors])
    topics = "".join([f'<category term="{escape(topic)}"/>\n' for topic in entry.topics])
    theme.prose.start_page(partial(site.address, source), entry.page_links)
    content = xhtml(theme.prose.html(entry.abstract)) or f"<p>{escape(title, quote=False)}</p>"
    content = Direction(site.lang).directed(content)
    return (
        f"<entry>\n<id>{escape(identifier(entry.first or entry.route, site))}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<published>{_stamp(entry.date)}</published>\n<updated>{_stamp(entry.updated)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(site.address(source, entry.route))}"/>\n'
        f"{_known(entry.paper)}{authors}{topics}"
        f'<content type="xhtml"><div xmlns="{XHTML}">{content}</div></content>\n</entry>\n'
    )


def _known(paper: Facts | None) -> str:
    """Where a paper itself is, and when it was published."""
    if not paper:
        return ""
    links = "".join(f'<link rel="related" href="{escape(url)}"/>\n' for url in identifying_addresses(paper))
    day = f"<prism:publicationDate>{paper.published}</prism:publicationDate>\n" if paper.published else ""
    return links + day


def xhtml(html: str) -> str:
    """What `Prose` or `titles.html` gives, with pictures and boxes closed for XML, and MathML in its namespace."""
    # HTML may hold a form feed, `&#12;` in Markdown, and XML may not
    html = remove_illegal(str(html)).replace("<math", '<math xmlns="http://www.w3.org/1998/Math/MathML"')
    return _VOID.sub(r"\1/>", html)


def opml(listed: tuple[str, Sequence[tuple[str, Sequence[Ref]]]], theme: Theme) -> bytes:
    """The feeds of a site that has an address, for feed readers to import: its own, and those beside pages.

    Args:
        listed: title of the feed of editions, empty where there is none, and the pages by their sections.
    """
    site, (editions, groups) = theme.site, listed
    lines = [_outline(site.title, routes.ATOM, routes.HOME, site)]
    if editions:
        lines.append(_outline(editions, routes.EDITIONS_FEED, routes.ARCHIVE, site))
    for label, pages in groups:
        feeds = [_outline(page.label, routes.beside(page.route, "xml"), page.route, site) for page in pages]
        lines += [f'<outline text="{escape(label)}">\n', *feeds, "</outline>\n"]
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n'
        f"<head><title>{escape(site.title)}</title></head>\n<body>\n{''.join(lines)}</body>\n</opml>\n"
    )
    return text.encode("utf-8")


def _outline(label: str, feed: Route, page: Route, site: Site) -> str:
    addresses = f'xmlUrl="{escape(site.absolute(feed))}" htmlUrl="{escape(site.absolute(page))}"'
    return f'<outline type="rss" text="{escape(label)}" title="{escape(label)}" {addresses}/>\n'


def json_feed(view: FeedView, theme: Theme) -> bytes:
    """The feed as JSON Feed."""
    site = theme.site
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": site.absolute(view.page),
        "feed_url": site.absolute(view.route),
        "description": site.description,
        "language": site.lang,
        "authors": [{"name": site.curator}] if site.curator else [],
        "hubs": [{"type": "WebSub", "url": site.hub}] if site.hub else [],
    }
    items = [_item(entry, site) for entry in view.entries]
    known: dict[str, Any] = {key: value for key, value in feed.items() if value}
    return indented({**known, "items": items})


def _item(entry: FeedEntry, site: Site) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": identifier(entry.first or entry.route, site),
        "url": site.absolute(entry.route),
        "title": titles.text(entry.title),
        "content_html": Direction(site.lang).directed(_content(entry)),
        "date_published": _stamp(entry.date),
        "date_modified": _stamp(entry.updated),
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(entry.topics),
    }
    if paper := entry.paper:
        # an extension: what is so called goes before what people read, who see the site's words where none are known,
        # and topics that nobody gave the paper
        known = {"date_published": paper.published, "arxiv": paper.arxiv, "doi": paper.doi, "tags": paper.topics}
        empty = {"authors": paper.authors, "content_html": entry.abstract}
        item["_paper"] = known | {name: value for name, value in empty.items() if not value}
    return {key: value for key, value in item.items() if value}


def _content(entry: FeedEntry) -> str:
    """The whole abstract as HTML paragraphs, with formulas in Unicode."""
    # HTML may hold a form feed, `&#12;` in Markdown, and XML may not
    paragraphs = remove_illegal(plain(entry.abstract, math.to_unicode)).split("\n")
    content = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs if paragraph.strip())
    return content or f"<p>{escape(titles.text(entry.title), quote=False)}</p>"


def identifier(route: Route, site: Site) -> str:
    """An IRI for what a page shows, which stays when the site's address changes."""
    if site.feed_id:
        return site.feed_id + quote(routes.clean(route), safe="/~")
    from uuid import NAMESPACE_URL, uuid5

    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'sitegen:{route}')}"


def _stamp(date: Date) -> str:
    """A day as RFC 3339 wants it; a month or a year, where no more is known, by its first day."""
    return f"{first_day(date) or _NEVER}T00:00:00Z"
