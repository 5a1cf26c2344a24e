"""The records of a digest, which all other packages share.

What a source says (a `Digest` of `Entry`s) is what `ingest` gives and `pages` writes down. What the site knows (a
`Catalog` of `Paper`s and more) is what `pages` reads back, `catalog` relates, and `search` and `render` show. Nothing
here knows of files or of HTML. Records hold no cycles, as `gc=False` tells Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

PaperId: TypeAlias = str
"""Given once, when a page is first written; unique without regard to case."""
Date: TypeAlias = str
"""An ISO 8601 calendar date, `2025-03-28`; sorts as text. Papers may know less: `2025-03` or `2025`."""
LinkKind: TypeAlias = Literal["code", "project", "data", "model", "pdf", "demo"]
SpanKind: TypeAlias = Literal["text", "emphasis", "strong", "code", "math", "display"]


class Span(Struct, frozen=True, gc=False):
    """A run of text of one kind. A tuple of spans is what a source's prose means once its TeX is repaired."""

    kind: SpanKind
    text: str
    """The characters themselves; for math the TeX with its delimiters, as in the source: `$x^2$`, `\\(x\\)`."""


RichText: TypeAlias = tuple[Span, ...]


class Author(Struct, frozen=True, omit_defaults=True, gc=False):
    """A person or group as the source spells it, with the name in reading order."""

    name: str
    affiliation: str = ""
    inverted: str = ""
    """`García Márquez, José`, where a page or a source says so where the family name ends (`text/names.py`)."""

    @property
    def written(self) -> str:
        """The name as a page holds it."""
        return self.inverted or self.name


class Link(Struct, frozen=True, gc=False):
    """An address that belongs to a paper, and what a reader finds there."""

    kind: LinkKind
    url: str


class Repair(Struct, frozen=True, gc=False):
    """One change made to a source's text, so that an editor can see and undo it."""

    rule: str
    """As `site.toml` would skip it."""
    before: str
    after: str


class Facts(Struct, frozen=True, kw_only=True, gc=False):
    """What is known of a paper itself, apart from any listing. Unknown facts are empty, never invented."""

    title: str
    """Plain text in which math keeps its TeX and delimiters."""
    authors: tuple[Author, ...] = ()
    more_authors: bool = False
    """Whether the source says that it leaves some out, `Lee et al.`"""
    published: Date = ""
    updated: Date = ""
    arxiv: str = ""
    """Without version: `2503.02130`, `hep-ex/0406020`."""
    version: str = ""
    """Of the arXiv paper, `2`; empty where the source does not say."""
    doi: str = ""
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    kind: str = ""
    """Of publication, where a source says it: `journal`, `conference`, `chapter`, `book`, `thesis` or `report`."""
    license: str = ""
    """Address or SPDX name, as the source gives it."""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """The authors' or the source's own words for it; a topic is one that several papers share."""
    topics: tuple[str, ...] = ()
    """Labels as the source or the editor gives them."""
    links: tuple[Link, ...] = ()


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """One paper as one source lists it."""

    facts: Facts
    abstract: tuple[RichText, ...] = ()
    line: int = 1  # of the source where it starts, from 1
    key: str = ""
    """What BibTeX cites it by: by that it is recognised in another version of its source."""
    votes: int | None = None  # None where the source shows none, not 0
    comments: int | None = None
    submitter: str = ""
    organisation: str = ""  # whose work the source says it is
    announced: str = ""
    """How arXiv announced it: `new`, `cross`, `replace` or `replace-cross`; empty elsewhere."""
    listed: Date = ""
    """Day of the list that it stands in, where its source holds lists of several days; else the digest's goes."""
    repairs: tuple[Repair, ...] = ()


class Digest(Struct, frozen=True, kw_only=True, gc=False):
    """What one source holds: a dated list in the source's own order."""

    date: Date = ""
    """Day of the listing, or the last of a range that begins at `start`; empty where it is unknown."""
    own_date: Date = ""
    """The day that the source itself names, where `date` may be one that its reader was given."""
    start: Date = ""
    ranges: tuple[tuple[Date, Date], ...] = ()
    """First and last day of each range, where the source holds lists of several weeks."""
    curator: str = ""
    trust: int = 0
    """How reliable such sources are: where two of them differ, the more trusted one wins."""
    format: str = ""
    entries: Sequence[Entry] = ()
    untitled: tuple[Entry, ...] = ()
    """Papers of which the source gives an arXiv id, a DOI or an address and no title; they have to be looked up."""
    unread_columns: tuple[str, ...] = ()
    """Columns of tables of which an editor may not know that they are not read."""


class Listing(Struct, frozen=True, kw_only=True, gc=False):
    """One paper's place in one edition."""

    paper: PaperId
    rank: int
    """Place in the digest's own order, from 1."""
    votes: int | None = None
    comments: int | None = None
    submitter: str = ""
    organisation: str = ""
    announced: str = ""
    note: str = ""
    """The editor's words under the entry, as Markdown."""


class Edition(Struct, frozen=True, kw_only=True, gc=False):
    """A dated list of papers in an order."""

    date: Date
    start: Date = ""
    curator: str = ""
    intro: str = ""
    outro: str = ""
    """The editor's opening and closing words, as Markdown."""
    listings: tuple[Listing, ...] = ()
    path: str = ""  # of its page, relative to the content folder
    aliases: tuple[str, ...] = ()  # earlier days, whose addresses lead here
    lost: tuple[str, ...] = ()
    """Ids in lower case that lines of it link to, without a page."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that the editor has written around the papers."""
        return (self.intro, *[listing.note for listing in self.listings], self.outro)


class Related(Struct, frozen=True, gc=False):
    """Another paper worth reading, and why."""

    paper: PaperId
    words: tuple[str, ...]
    """What the two papers share, as written in them, strongest first."""


class Paper(Struct, frozen=True, kw_only=True, gc=False):
    """One paper, everything the site shows of it."""

    id: PaperId
    facts: Facts
    abstract: str = ""
    """Markdown, as on the page."""
    plain: str | None = None
    """The abstract as plain text where that is something else: nearly all are the same, and would be read twice."""
    unicode: str = ""
    """The same with formulas in Unicode, where it has any."""
    notes: str = ""
    """The editor's Markdown from the first heading on."""
    aliases: tuple[str, ...] = ()  # earlier ids that still lead here
    path: str = ""  # of the page, relative to the content folder

    def __post_init__(self) -> None:
        if self.plain == self.abstract:
            force_setattr(self, "plain", None)

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def text(self) -> str:
        """The abstract as plain text: no markup, math in plain words; what search and topics read."""
        return self.abstract if self.plain is None else self.plain

    @property
    def shown(self) -> str:
        """The abstract as plain text for people: no markup, math in Unicode."""
        return self.unicode or self.text


class Appearance(Struct, frozen=True, gc=False):
    """A paper's listing seen from the paper."""

    date: Date
    listing: Listing


class Topic(Struct, frozen=True, kw_only=True, gc=False):
    """A label that several papers share."""

    slug: str
    label: str
    papers: tuple[PaperId, ...]
    """Newest listing first."""
    description: str = ""
    """The editor's, as Markdown."""
    aliases: tuple[str, ...] = ()
    """Slugs of topics that were merged into this one, and still lead here."""
    names: tuple[str, ...] = ()
    """Further names that queries know it by: its spellings, and the names of topics that were merged into it."""


class AuthorEntry(Struct, frozen=True, kw_only=True, gc=False):
    """An author with a page of their own, and papers from the newest listing on."""

    slug: str
    name: str
    papers: tuple[PaperId, ...]
    family: str = ""
    """The family name, where a paper says where it ends."""


class SavedSearch(Struct, frozen=True, kw_only=True, gc=False):
    """A search that the editor named, and what it finds, newest listing first."""

    slug: str
    name: str
    query: str
    """As `search` takes it, with every word required."""
    papers: tuple[PaperId, ...]


class Period(Struct, frozen=True, kw_only=True, gc=False):
    """A week or a month that joins several editions."""

    key: str
    """`2025-W13` (ISO 8601 week) or `2025-03`."""
    editions: tuple[Date, ...]
    """Oldest first."""
    papers: tuple[PaperId, ...]
    """Each once; most votes first where votes are known, else in order of listing."""


class FreePage(Struct, frozen=True, kw_only=True, gc=False):
    """A page that is about no paper (`about`, …), with its Markdown and the earlier addresses that lead here."""

    slug: str
    title: str
    body: str
    path: str = ""
    aliases: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    """Days or times at which those who read it meet, in ISO 8601."""


class Catalog(Struct, frozen=True, kw_only=True):
    """All of the digest and the relations within it, frozen before anything is rendered."""

    papers: Mapping[PaperId, Paper]
    """In the site's canonical order: oldest first listing first, then place in it, then id; so new papers append."""
    newest: tuple[PaperId, ...] = ()  # all papers in the order of lists: last listing first
    editions: tuple[Edition, ...] = ()  # oldest first; at most one a day
    weeks: tuple[Period, ...] = ()
    months: tuple[Period, ...] = ()
    topics: tuple[Topic, ...] = ()
    authors: tuple[AuthorEntry, ...] = ()
    """Both by slug."""
    author_of: Mapping[str, str] = {}
    """Slugs of `authors` by their names, as papers spell them."""
    searches: tuple[SavedSearch, ...] = ()  # as the editor orders them; only those that find a paper
    pages: tuple[FreePage, ...] = ()
    appearances: Mapping[PaperId, tuple[Appearance, ...]] = {}
    """Where each paper was listed, oldest first; papers never listed are absent."""
    topics_of: Mapping[PaperId, tuple[str, ...]] = {}
    """Slugs of `topics` that the paper carries, most telling first."""
