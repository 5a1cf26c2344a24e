"""What each page shows: small frozen records, one kind a template.

A view holds routes, not hrefs, and Markdown, not HTML, so that it is cheap to make, to compare, to digest and to hand
to another process. A render function sees its view and the theme, and nothing else.
"""

from __future__ import annotations

import hashlib

import msgspec
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
    image: Route = ""
    """Picture that goes with a link where it is shared; empty where the theme has none."""
    newsletter_action: str = ""
    newsletter_email_field: str = "email"
    newsletter_fields: tuple[tuple[str, str], ...] = ()
    foot: tuple[Ref, ...] = ()
    """Free pages, for the foot of each page; without a label the about page that sitegen wrote."""
    edit_url: str = ""
    """Where a page of the content folder may be mended, with `{path}` for the page; empty for nowhere."""


class Card(Struct, frozen=True, kw_only=True, gc=False):
    """One paper in a list."""

    id: str
    title: str
    """Plain text with math as TeX, as in the model."""
    route: Route
    abstract: str = ""
    """Markdown; only editions carry it."""
    text: str = ""
    """The abstract as plain text; all other lists show its first sentences."""
    rank: int = 0
    """0 where the list has no order of its own."""
    votes: int | None = None
    comments: int | None = None
    submitter: str = ""
    organisation: str = ""
    announced: str = ""
    note: str = ""
    """The editor's words under the entry, as Markdown."""
    authors: tuple[Ref, ...] = ()
    topics: tuple[Ref, ...] = ()
    links: tuple[Link, ...] = ()
    published: Date = ""
    """For editions, which a reader may order by it."""
    listed: Ref | None = None
    """The edition it was last listed in, for lists that are not an edition."""
    new: bool = False
    """First listed here."""
    seen: tuple[Ref, ...] = ()
    """Earlier editions it was listed in, newest first."""
    digest: bytes = b""
    """Of the rest, as `sealed` puts it there: a paper stands in a dozen lists, and is looked at once."""

    def __hash__(self) -> int:
        return hash(self.digest)


def sealed(card: Card) -> Card:
    """The card with its digest."""
    if card.digest:
        card = msgspec.structs.replace(card, digest=b"")
    return msgspec.structs.replace(card, digest=hashlib.blake2b(_encode(card), digest_size=16).digest())


_encode = msgspec.msgpack.Encoder().encode


class _Listing(Struct, frozen=True, kw_only=True, gc=False):
    """A page that shows papers."""

    cards: tuple[Card, ...]

    @property
    def digested(self) -> tuple[Struct, list[bytes]]:
        """All that the page shows, each paper by its digest."""
        return msgspec.structs.replace(self, cards=()), [card.digest for card in self.cards]


class EditionView(_Listing, frozen=True, kw_only=True, gc=False):
    """A day's list; also the home page, which shows the newest."""

    route: Route
    date: Date
    start: Date
    curator: str
    intro: str
    """Markdown."""
    home: bool
    total: int
    """Papers of the edition."""
    part: int = 1
    parts: int = 1
    """Pages of a long edition; home shows the first."""
    first: Route = ""
    """Route of part 1."""
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
    organisation: str = ""
    announced: str = ""


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
    path: str = ""
    """Of its page in the content folder."""

    @property
    def pdf(self) -> str:
        """Address of the paper's PDF, or empty."""
        given = next((link.url for link in self.links if link.kind == "pdf"), "")
        return given or (f"https://arxiv.org/pdf/{self.arxiv}" if self.arxiv else "")


class TrendView(Struct, frozen=True, kw_only=True, gc=False):
    """Papers over time, for a chart and the table beside it."""

    unit: str
    """`week`, `month` or `year`."""
    periods: tuple[Date, ...]
    """Oldest first, without a gap; labels as `longdate` reads them."""
    papers: tuple[int, ...]
    votes: tuple[int, ...] = ()
    """Empty where none are known."""
    whole: tuple[int, ...] = ()
    """All papers of each period, where `papers` are some of them."""
    partly: tuple[Date, ...] = ()
    """The first and the last period, where the digest does not fill them."""
    since: Date = ""
    until: Date = ""
    """The days with which they begin and end, where they do not fill them."""


class ListView(_Listing, frozen=True, kw_only=True, gc=False):
    """One part of a list of papers: all papers, a topic, an author, a week, a month."""

    route: Route
    kind: str
    """`papers`, `topic`, `author`, `week` or `month`."""
    title: str
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
    feed: Route = ""
    """What is new of this topic or author; empty where there is no such feed."""
    trend: TrendView | None = None
    """Of a topic, on its first page."""


class Name(Struct, frozen=True, kw_only=True, gc=False):
    """A topic or an author in an index."""

    label: str
    route: Route
    count: int
    """Papers."""
    given: int = 0
    """Characters before the word that it is looked up by."""
    shape: tuple[int, ...] = ()
    """Papers in each of the last periods; empty where it is not shown."""


class Letter(Struct, frozen=True, kw_only=True, gc=False):
    """The names under a letter, as far as they stand on one page."""

    letter: str
    """Empty where there are too few names for letters."""
    anchor: str
    names: tuple[Name, ...]


class Rising(Struct, frozen=True, kw_only=True, gc=False):
    """A topic that has a larger share of the papers than before, in thousandths."""

    name: Name
    share: int
    before: int


class IndexView(Struct, frozen=True, kw_only=True, gc=False):
    """All topics or all authors, each with its count."""

    route: Route
    kind: str
    """`topics` or `authors`."""
    letters: tuple[Letter, ...]
    total: int
    part: int
    parts: int
    first: Route
    jumps: tuple[Ref, ...] = ()
    """Every letter of the index, with the place where its names begin; empty where there are too few names."""
    most: tuple[Name, ...] = ()
    """Those with most papers, on the first page."""
    rising: tuple[Rising, ...] = ()
    recent: tuple[Date, Date] = ("", "")
    """The first and the last of the periods in which they rose."""
    names: Route = ""
    """All names as JSON, for an index of several pages; empty where the page itself has them all."""

    @property
    def entries(self) -> tuple[Name, ...]:
        return tuple(name for letter in self.letters for name in letter.names)


class NamesView(Struct, frozen=True, kw_only=True, gc=False):
    """All names of an index for its script, in the index's order."""

    route: Route
    names: tuple[Name, ...]


class CalendarDay(Struct, frozen=True, gc=False):
    """A day that has an edition, and how many papers that has beside others: 1 for few, 4 for many."""

    edition: Ref
    level: int


class CalendarWeek(Struct, frozen=True, gc=False):
    """A row of a month: the week, where it has a page, and each of its days, where it has an edition."""

    week: Ref | None
    days: tuple[CalendarDay | None, ...]


class ArchiveMonth(Struct, frozen=True, kw_only=True, gc=False):
    month: Ref
    """`2025-03`; with a route where the month has a page, and its papers."""
    weeks: tuple[CalendarWeek, ...] = ()
    """Of a digest that appears so often that a month is a calendar."""
    editions: tuple[Ref, ...] = ()
    """Of one that does not: the label is the ISO date, newest first."""
    joined: tuple[Ref, ...] = ()
    """Its weeks that have a page, newest first."""


class ArchiveYear(Struct, frozen=True, kw_only=True, gc=False):
    year: Date
    editions: int
    months: tuple[ArchiveMonth, ...]
    """Newest first."""


class ArchiveView(Struct, frozen=True, kw_only=True, gc=False):
    """All editions, newest year first, in parts of whole years."""

    route: Route
    years: tuple[ArchiveYear, ...]
    editions: int
    papers: int
    part: int = 1
    parts: int = 1
    first: Route = ""
    jumps: tuple[Ref, ...] = ()
    """Every year of the archive, with the place where it stands; empty where there are few."""
    trend: TrendView | None = None
    """On the first page."""


class SearchView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    papers: int
    manifest: Route
    """The search index's manifest, which the client loads first."""
    examples: tuple[str, ...] = ()
    """A few topics to try."""


class SavedView(Struct, frozen=True, kw_only=True, gc=False):
    """Papers that a reader saved; which ones only the reader's browser knows."""

    route: Route


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
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    date: Date


class FeedView(Struct, frozen=True, kw_only=True, gc=False):
    """A feed of papers, newest edition first. Rendered as Atom and as JSON Feed."""

    route: Route
    title: str
    page: Route
    """The page whose news this is."""
    updated: Date
    entries: tuple[FeedEntry, ...]


class OpmlView(Struct, frozen=True, kw_only=True, gc=False):
    """The list of the site's feeds: its own, and groups of others."""

    route: Route
    groups: tuple[tuple[str, tuple[Ref, ...]], ...]
    """What a group is called, and the pages that have a feed beside them."""


class SitemapView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    pages: tuple[tuple[Route, Date], ...]
    """Each page with the day it last changed, or an empty date."""
    maps: bool = False
    """Whether the pages are sitemaps themselves, because one may not hold them all."""


class MovedView(Struct, frozen=True, kw_only=True, gc=False):
    """The place where a paper used to be."""

    route: Route
    paper: Ref


class HeadersView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route


class RedirectsView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    moved: tuple[tuple[Route, Route], ...]
    """Where a page was, and where it is."""


class RobotsView(Struct, frozen=True, kw_only=True, gc=False):
    route: Route
    sitemap: Route
    """Empty where the site has no address, and so no sitemap."""
