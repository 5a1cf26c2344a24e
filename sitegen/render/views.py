"""What each page shows: small frozen records, one kind a template.

A view holds routes, not hrefs, and Markdown, not HTML, so that it is cheap to make, to compare, to digest and to hand
to another process. A render function sees its view and the theme, and nothing else.
"""

from __future__ import annotations

from msgspec import Struct

from sitegen.model import Date, Link
from sitegen.routes import Route, Urls


class Ref(Struct, frozen=True, gc=False):
    """A name that may lead somewhere."""

    label: str
    route: Route = ""
    """Empty where there is no page to lead to."""
    count: int = 0
    """Papers behind it, where a list says so; 0 where it does not."""


class Site(Struct, frozen=True, kw_only=True, gc=False):
    """What every page shares."""

    title: str
    description: str
    lang: str
    base_url: str
    """Ends in `/`, or is empty where the site has no address yet."""
    base_path: str
    urls: Urls
    curator: str
    nav: tuple[Ref, ...]
    """Sections that exist, in order; labels are interface words."""
    assets: Route
    """Folder of the theme's assets, `assets/<digest>`, without a slash at its end."""
    newsletter_action: str = ""
    newsletter_email_field: str = "email"
    newsletter_fields: tuple[tuple[str, str], ...] = ()
    has_pages: tuple[str, ...] = ()
    """Slugs of free pages, for the foot of the page."""


class Card(Struct, frozen=True, kw_only=True, gc=False):
    """One paper in a list."""

    id: str
    title: str
    """Plain text with math as TeX, as in the model."""
    route: Route
    abstract: str = ""
    """Markdown; only editions carry it."""
    excerpt: str = ""
    """Plain text, the first sentences; for all other lists."""
    rank: int = 0
    """0 where the list has no order of its own."""
    votes: int | None = None
    comments: int | None = None
    submitter: str = ""
    note: str = ""
    """The editor's words under the entry, as Markdown."""
    authors: tuple[Ref, ...] = ()
    topics: tuple[Ref, ...] = ()
    links: tuple[Link, ...] = ()
    listed: Ref | None = None
    """The edition it was last listed in, for lists that are not an edition."""
    new: bool = False
    """First listed here."""
    seen: tuple[Ref, ...] = ()
    """Earlier editions it was listed in, newest first."""


class EditionView(Struct, frozen=True, kw_only=True, gc=False):
    """A day's list; also the home page, which shows the newest."""

    route: Route
    date: Date
    start: Date
    curator: str
    intro: str
    """Markdown."""
    cards: tuple[Card, ...]
    home: bool
    previous: Ref | None = None
    next: Ref | None = None
    week: Ref | None = None
    month: Ref | None = None
    new_count: int = 0
    published: str = ""
    pages: tuple[tuple[str, Route], ...] = ()
    """Content pages that its Markdown links to: the address as written, and the route it means."""


class AppearanceView(Struct, frozen=True, kw_only=True, gc=False):
    """Where a paper was listed."""

    edition: Ref
    rank: int
    votes: int | None
    comments: int | None
    submitter: str
    note: str


class RelatedView(Struct, frozen=True, kw_only=True, gc=False):
    paper: Ref
    terms: tuple[str, ...]


class PaperView(Struct, frozen=True, kw_only=True, gc=False):
    """A paper's own page."""

    route: Route
    id: str
    title: str
    abstract: str
    """Markdown."""
    text: str
    """The abstract as plain text, for descriptions."""
    notes: str
    """The editor's Markdown."""
    authors: tuple[Ref, ...]
    affiliations: tuple[str, ...]
    """One an author, or empty."""
    published: Date
    updated: Date
    arxiv: str
    doi: str
    venue: str
    categories: tuple[str, ...]
    topics: tuple[Ref, ...]
    links: tuple[Link, ...]
    appearances: tuple[AppearanceView, ...]
    related: tuple[RelatedView, ...]
    previous: Ref | None = None
    """Neighbour in the edition of its last listing."""
    next: Ref | None = None
    pages: tuple[tuple[str, Route], ...] = ()
    """Content pages that its Markdown links to: the address as written, and the route it means."""


class ListView(Struct, frozen=True, kw_only=True, gc=False):
    """One part of a list of papers: all papers, a topic, an author, a week, a month."""

    route: Route
    kind: str
    """`papers`, `topic`, `author`, `week` or `month`."""
    title: str
    cards: tuple[Card, ...]
    total: int
    part: int
    parts: int
    first: Route
    """Route of part 1."""
    editions: tuple[Ref, ...] = ()
    """For weeks and months: the editions joined, oldest first."""
    previous: Ref | None = None
    next: Ref | None = None
    up: Ref | None = None
    """The section it belongs to."""


class IndexView(Struct, frozen=True, kw_only=True, gc=False):
    """All topics or all authors, each with its count."""

    route: Route
    kind: str
    """`topics` or `authors`."""
    entries: tuple[Ref, ...]
    total: int
    part: int
    parts: int
    first: Route


class ArchiveMonth(Struct, frozen=True, kw_only=True, gc=False):
    month: Ref
    """`2025-03`; with a route where the month has a page."""
    editions: tuple[Ref, ...]
    """Label is the ISO date, newest first."""
    weeks: tuple[Ref, ...] = ()


class ArchiveView(Struct, frozen=True, kw_only=True, gc=False):
    """All editions, newest month first."""

    route: Route
    months: tuple[ArchiveMonth, ...]
    editions: int
    papers: int


class SearchView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    papers: int
    manifest: Route
    """The search index's manifest, which the client loads first."""
    examples: tuple[str, ...] = ()
    """A few topics to try."""


class FreePageView(Struct, frozen=True, kw_only=True, gc=False):
    """An editor's page, or an about page made from the facts when there is none."""

    route: Route
    title: str
    body: str
    """Markdown."""
    papers: int = 0
    editions: int = 0
    generated: bool = False
    """Whether sitegen wrote it, and shows the facts of the site."""
    pages: tuple[tuple[str, Route], ...] = ()
    """Content pages that its Markdown links to: the address as written, and the route it means."""


class NotFoundView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route


class FeedEntry(Struct, frozen=True, kw_only=True, gc=False):
    id: str
    route: Route
    title: str
    abstract: str
    text: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    date: Date
    rank: int = 0


class FeedView(Struct, frozen=True, kw_only=True, gc=False):
    """A feed of papers, newest edition first. Rendered as Atom and as JSON Feed."""

    route: Route
    title: str
    page: Route
    """The page whose news this is."""
    updated: Date
    entries: tuple[FeedEntry, ...]


class SitemapView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    pages: tuple[tuple[Route, Date], ...]
    """Each page with the day it last changed, or an empty date."""
    maps: bool = False
    """Whether the pages are sitemaps themselves, because one may not hold them all."""


class RobotsView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    sitemap: Route
    """Empty where the site has no address, and so no sitemap."""
