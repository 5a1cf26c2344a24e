"""What pages show: small frozen records, which templates render.

A view holds routes, not hrefs, and Markdown, not HTML, so that it is cheap to make, to compare, to digest and to hand
to another process. Views that are not shared are beside the function that plans or writes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import ClassVar

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from sitegen import routes
from sitegen.model import Date, Facts, Link, Listing, Related
from sitegen.render.formats import citations
from sitegen.render.i18n.strings import Strings
from sitegen.render.markup import titles
from sitegen.render.markup.excerpt import excerpt
from sitegen.routes import Route, Urls

DESCRIPTION_LENGTH = 160
LIST_FILTERS_FROM = 3
"""Papers that a list needs for its order and its filters to be worth a control."""


class Ref(Struct, frozen=True, gc=False):
    """A name that may lead to a page."""

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
    """Sections that exist, in order; labels are keys of interface strings."""
    assets: Route
    """Folder of the theme's assets, `assets/<digest>`, without a slash at its end."""
    image: Route = ""
    """Picture that goes with a link where it is shared; empty where the theme has none."""
    ground: tuple[str, ...] = ()
    """The theme's colour of pages in light and in dark, for the browser's own bar; empty where it gives no pair."""
    newsletter_action: str = ""
    newsletter_email_field: str = "email"
    newsletter_honeypot: str = ""
    """Field that people do not see and robots fill in; empty where the service has none."""
    newsletter_fields: tuple[tuple[str, str], ...] = ()
    feed_id: str = ""
    """What the ids of entries in feeds begin with; empty where the site has no address."""
    hub: str = ""
    """WebSub hub of the feeds."""
    foot: tuple[Ref, ...] = ()
    """Free pages, for the foot of each page; without a label the about page that sitegen wrote."""
    serif: bool = False
    """Whether pages bring a serif of their own."""
    scholar: bool = True
    """Whether papers' pages have the tags that Google Scholar reads."""
    edit_url: str = ""
    """Where a page of the content folder may be edited, with `{path}` for the page; empty for nowhere."""
    paper_lang: str = ""
    """Language of titles and abstracts, where all of them are in one."""

    def absolute(self, route: Route) -> str:
        """The address of a file in full; empty where the site has none yet."""
        return routes.absolute(self.base_url, route, self.urls) if self.base_url else ""

    def address(self, source: Route, route: Route) -> str:
        """How a file that is no page links to another: in full where the site has an address."""
        return self.absolute(route) or routes.link(source, route, self.urls)


class PageLink(Struct, frozen=True, gc=False):
    """What a link or picture in a page's Markdown leads to."""

    written: str
    """As in the Markdown, without the part: `../papers/2025/x.md`, `[[x]]`; with it where that is all: `[[#x]]`."""
    route: Route
    """Empty for a page that is not published, in whose place only the text shows."""
    label: str = ""
    """What it is called where the link itself does not say."""
    width: int = 0
    """In pixels; 0 for what is no picture."""
    height: int = 0


class PageView(Struct, frozen=True, kw_only=True, gc=False):
    """What an HTML page shows. A kind of page is a subclass that names its template."""

    template: ClassVar[str]
    """File of the theme that renders it, `paper.html`."""
    in_sitemap: ClassVar[bool] = True
    called: ClassVar[str] = ""
    """Key of the string that the page is called by, where all of its kind are called alike."""

    route: Route
    image: Route = ""
    """Its own picture that goes with a link to it."""
    page_links: tuple[PageLink, ...] = ()
    """Pages and files of the content folder that its Markdown leads to."""

    @property
    def section(self) -> str:
        """The folder that the page lies in, or its own name."""
        return self.route.partition("/")[0]

    @property
    def nav_route(self) -> Route:
        """Its route where the navigation may lead to it; empty for all others, which share one rendering of that."""
        return self.route if "/" not in self.route or self.route.endswith("/index.html") else ""

    @property
    def canonical(self) -> Route:
        """The route that the page names as the address of its content."""
        return self.route

    @property
    def changed(self) -> Date:
        """The day the page last had news; empty where that is not known."""
        return ""

    def heading(self, strings: Strings) -> str:
        """What the page is called; empty where that is the site's title."""
        return strings.say(self.called) if self.called else ""

    def description(self, site: Site, strings: Strings) -> str:
        """What services say of the page that show a link to it."""
        return site.description


_SHOWN_TERMS = 5
"""Words that are shown of what two papers share."""
_encode = msgspec.msgpack.Encoder().encode


class Card(Struct, frozen=True, kw_only=True, gc=False):
    """One paper in a list."""

    id: str
    title: str
    """Plain text with math as TeX, as in the model."""
    route: Route
    abstract: str = ""
    """Markdown; only editions carry it."""
    text: str = ""
    """The abstract as plain text, for pages that show its first sentences and for mails."""
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
    more_authors: bool = False
    topics: tuple[Ref, ...] = ()
    links: tuple[Link, ...] = ()
    published: Date = ""
    """For editions, which a reader may order by it."""
    cited: Facts | None = None
    """For lists from which Zotero takes all papers: editions, and on all but large sites the others too."""
    listed: Ref | None = None
    """The edition it was last listed in, for lists that are not an edition. A paper that was in none has the day of its
    publication, which leads nowhere."""
    venue: str = ""
    """Of a paper that was in no edition, where it is short."""
    new: bool = False
    """First listed here."""
    seen: tuple[Ref, ...] = ()
    """Earlier editions it was listed in, newest first."""
    aliases: tuple[str, ...] = ()
    """Earlier ids, by which a reader may have saved it."""
    digest: bytes = b""
    """Of all other fields, computed once: a paper is in a dozen lists."""

    def __post_init__(self) -> None:
        force_setattr(self, "digest", b"")
        force_setattr(self, "digest", hashlib.sha256(_encode(self)).digest()[:16])

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def coins(self) -> str:
        """The paper as Zotero reads it; empty where the list is not to be taken from."""
        return citations.coins(self.cited) if self.cited else ""


class CuratedList(Struct, frozen=True, gc=False):
    """A list of papers within a page of the editor's."""

    line: int
    """Of the page's Markdown, from 0."""
    cards: tuple[Card, ...]
    """With the editor's words as their notes."""


def list_filters(cards: Sequence[Card]) -> frozenset[str]:
    """What of `votes`, `date`, `topic` and `code` the papers of a list differ in, to order or filter them by it."""
    if len(cards) < LIST_FILTERS_FROM:
        return frozenset()
    values: dict[str, set[object]] = {
        "votes": {card.votes for card in cards},
        "date": {card.listed.label if card.listed else card.published for card in cards},
        "topic": {card.topics for card in cards},
        "code": {any(link.kind == "code" for link in card.links) for card in cards},
    }
    return frozenset(name for name, distinct in values.items() if len(distinct) > 1)


class AppearanceView(Struct, frozen=True, kw_only=True, gc=False):
    """Where a paper was listed, and how."""

    edition: Ref
    listing: Listing


class RelatedView(Struct, frozen=True, kw_only=True, gc=False):
    """A related paper and the terms that it shares."""

    paper: Ref
    relation: Related

    @property
    def terms(self) -> tuple[str, ...]:
        """The first few words that the two share, without those that others of them contain."""
        words = {word.casefold(): word for word in self.relation.words}
        all_words = "\n".join(words)
        return tuple([word for own, word in words.items() if all_words.count(own) == 1][:_SHOWN_TERMS])


class PaperView(PageView, frozen=True, kw_only=True, gc=False):
    """A paper's own page."""

    template = "paper.html"

    id: str
    key: str
    """By which the paper is cited."""
    facts: Facts
    abstract: str
    """Markdown."""
    text: str
    """The abstract as plain text, for descriptions."""
    notes: str
    """The editor's Markdown."""
    authors: tuple[Ref, ...]
    """As in the facts, with their pages."""
    topics: tuple[Ref, ...]
    appearances: tuple[AppearanceView, ...]
    aliases: tuple[str, ...] = ()
    """Earlier ids, by which a reader may have saved it."""
    related: tuple[RelatedView, ...] = ()
    """Best first; added by `with_related`, as they are found while pages are planned."""
    previous: Ref | None = None
    """Neighbour in the edition of its last listing."""
    next: Ref | None = None
    path: str = ""
    """Of its page in the content folder."""

    @property
    def has_affiliations(self) -> bool:
        return any(author.affiliation for author in self.facts.authors)

    @property
    def pdf(self) -> str:
        """Address of the paper's PDF, or empty."""
        address = next((link.url for link in self.facts.links if link.kind == "pdf"), "")
        return address or (f"https://arxiv.org/pdf/{self.facts.arxiv}" if self.facts.arxiv else "")

    @property
    def changed(self) -> Date:
        return self.appearances[-1].edition.label if self.appearances else ""

    def heading(self, strings: Strings) -> str:
        return titles.text(self.facts.title)

    def description(self, site: Site, strings: Strings) -> str:
        return excerpt(self.text, DESCRIPTION_LENGTH) or self.heading(strings)
