"""A source's record as an entry: which of a format's fields tell what of a paper, and what becomes of the words.

A format is a `Record` that names the fields, or a function where a name does not do; what then happens to titles,
abstracts, dates and addresses is the same whatever they came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct, structs

from sitegen.ingest.fields import Fields
from sitegen.ingest.parser import Source
from sitegen.ingest.values import dates, families, identifiers, links, people, prose, publication, vocabulary
from sitegen.model import Author, Date, Digest, Entry, Facts, Link, LinkKind
from sitegen.text import symbols
from sitegen.text.names import author, of_parts, shortest

_CATALOGUE = vocabulary.any_of("catalogue")
_NO_VENUE = re.compile(rf"\W*(?:arxiv\b|(?:corr|{_CATALOGUE}(?:\W+{_CATALOGUE})*)\W*$)", re.IGNORECASE)
"""Where preprints lie, and what only tells of papers, such as Europe PMC's `MED`; `Med` is a journal."""
_VERSION = re.compile(r"v?([1-9]\d?)")
_OTHERS = re.compile(r"(?:^|\band )others[,.]*$|\bet\.?\s?al\b[.,]*$", re.IGNORECASE)
_MARKS = "*†‡§¶∗⋆" + "".join(symbols.SUPERSCRIPTS.values())
_FOOTNOTE = re.compile(rf"(?:\s*(?:,\s*)?(?:[{re.escape(_MARKS)}]|\$\^[^$]{{1,24}}\$))+(?=,|$)")
# each alternative begins with a sign of its own, for which alone a text is searched then
_TEX = re.compile(r"\\|\{|\}|\$|~|\^|&#?\w+;|``|''")
_LONGEST = 2_000
"""Characters of a name."""
_IDENTIFIERS = {"arxiv": "arxiv|ARXIV", "doi": "doi|DOI|DO|DI"}
"""Fields for nothing but an identifier, by what formats call them."""
_NO_IDENTIFIER = frozenset(vocabulary.words("nothing"))
"""Letters and digits of words for nothing, or for an address that did not come along."""
_SHOWN = 8
"""Untitled records that a message names."""

T = TypeVar("T")
Names: TypeAlias = Iterable[str | tuple[str, str]]
Read: TypeAlias = Callable[[Any, Source], Entry | None]
"""Gives a record's entry; None for one without a title."""


class People(Struct, frozen=True):
    """Authors that are records of their own."""

    each: str
    """Path of the records."""
    name: str = "name"
    """Path of the whole name in one, of a family with its given names behind a comma too."""
    parts: str = ""
    """Paths of given name, family name and suffix, parted by spaces; they come before the whole name."""
    affiliation: str = ""

    def __call__(self, fields: Fields) -> Names:
        for person in fields.each(self.each):
            if isinstance(person.value, str):
                yield person.as_text(person.value), ""
                continue
            given, family, suffix, *_ = [*map(person.text, self.parts.split()), "", "", ""]
            name = of_parts(family, given, suffix) or person.text(self.name) or person.as_text(person.value)
            yield name, "; ".join(dict.fromkeys(person.texts(self.affiliation)))


class Record(Struct, frozen=True, kw_only=True):
    """The fields of a format, each as paths or as a function of the record; called with a record, gives its entry."""

    title: str | Callable[[Fields], str]
    subtitle: str = ""
    abstract: str | Callable[[Fields], str | list[str]] = ""
    authors: str | Callable[[Fields], Names] = ""
    """Paths of single names."""
    published: str | Callable[[Fields], Date] = ""
    updated: str | Callable[[Fields], Date] = ""
    arxiv: str | Callable[[Fields], Iterable[str]] = ""
    """Fields that hold an arXiv id, in any spelling, and nothing else."""
    version: str | Callable[[Fields], str] = ""
    """Of the arXiv paper, where the id does not say it: `v2`."""
    doi: str = ""
    mentions: str | Callable[[Fields], Iterable[str]] = ""
    """Fields in which an arXiv id or a DOI may stand: addresses, notes."""
    venue: str | Callable[[Fields], str] = ""
    volume: str = ""
    issue: str = ""
    pages: str | Callable[[Fields], str] = ""
    publisher: str | Callable[[Fields], str] = ""
    kind: str | Callable[[Fields], str] = ""
    license: str | Callable[[Fields], str] = ""
    categories: str | Callable[[Fields], Iterable[str]] = ""
    keywords: str | Callable[[Fields], Iterable[str]] = ""
    topics: str = ""
    url: str | Callable[[Fields], Iterable[str]] = ""
    """Addresses of the paper's own page, or of what else belongs to it."""
    links: tuple[tuple[LinkKind, str | Callable[[Fields], Iterable[str]]], ...] = ()
    """Addresses by what they lead to."""
    comments: str = ""
    """Text of the authors, with addresses of code and data in it."""
    listing: Callable[[Fields], dict[str, Any]] = lambda _: {}
    """What the list says of the paper: `votes`, `comments`, `submitter`, `organisation`, `announced`."""
    may_be_untitled: bool = False
    """Whether a record with an arXiv id or a DOI and without a title is a paper to be looked up."""

    def __call__(self, fields: Fields, source: Source) -> Entry | None:
        """The entry of a record; None for one without a title, unless that may be looked up."""
        title = _get(self.title, fields, fields.heading)
        title = with_subtitle(title, fields.heading(self.subtitle)) if title.strip(" .") else ""
        arxiv, version, doi = self._identifiers(fields) if title or self.may_be_untitled else ("", "", "")
        if not title and not arxiv and not doi:
            return None
        words, title_repairs = prose.title(title, source)
        abstract = _get(self.abstract, fields, fields.paragraphs)
        spans, repairs = prose.abstract(prose.paragraphs(abstract) if isinstance(abstract, str) else abstract, source)
        published = _get(self.published, fields, partial(_date, fields))
        updated = _get(self.updated, fields, partial(_date, fields))
        venue = plain(_get(self.venue, fields, fields.heading), source)
        where = {name: plain(_get(getattr(self, name), fields, fields.text), source) for name in publication.NAMES}
        writers, more_authors = authors(_get(self.authors, fields, fields.texts), source)
        facts = Facts(
            title=words,
            authors=writers,
            more_authors=more_authors,
            published=published,
            updated=updated if updated != published else "",
            arxiv=arxiv or _wrong_identifier(fields, "arxiv"),
            version=version,
            doi=doi or _wrong_identifier(fields, "doi"),
            venue="" if _NO_VENUE.match(venue) else venue,
            **publication.facts(where, is_whole=not venue or bool(_NO_VENUE.match(venue))),
            license=_get(self.license, fields, fields.text),
            categories=identifiers.categories(" ".join(_get(self.categories, fields, fields.all))),
            keywords=tuple(plain(word, source) for word in tags(_get(self.keywords, fields, fields.texts))),
            # as sitegen's own tables have them, whose topics may hold commas
            topics=tags(part for text in fields.texts(self.topics) for part in text.split(";")),
            links=links.distinct([*self._links(fields, bool(arxiv or doi)), *prose.links_in(spans)]),
        )
        repairs = title_repairs + repairs
        return Entry(facts=facts, abstract=spans, line=fields.line, repairs=repairs, **self.listing(fields))

    def _identifiers(self, fields: Fields) -> tuple[str, str, str]:
        """arXiv id, its version, and DOI."""
        named = [*_get(self.mentions, fields, fields.all), *_get(self.url, fields, fields.all)]
        own = [identifiers.arxiv(text) for text in _get(self.arxiv, fields, fields.all)]
        arxiv, version = next((pair for pair in own if pair[0]), ("", ""))
        stated = _VERSION.fullmatch(_get(self.version, fields, fields.text))
        version = version or (stated[1] if stated else "")
        doi = next(filter(None, map(identifiers.doi, dois := [*fields.all(self.doi)])), "")
        arxiv = arxiv or next(filter(None, map(identifiers.find_arxiv, [*dois, *named])), "")
        return arxiv, version if arxiv else "", doi or next(filter(None, map(identifiers.find_doi, named)), "")

    def _links(self, fields: Fields, has_home: bool) -> Iterator[Link]:
        for kind, paths in self.links:
            urls = _addresses(paths, fields)
            if kind in ("pdf", "demo"):
                # these lead to the paper itself
                urls = [url for url in urls if not identifiers.find_arxiv(url) and not identifiers.find_doi(url)]
            for url in urls[:1] if kind == "pdf" else urls:
                yield from links.link(url, kind) or links.wrong(url, kind)
        for url in _addresses(self.url, fields):
            yield from links.address(url, has_home)
        if self.comments:
            yield from links.found(" ".join(fields.texts(self.comments)))


def _wrong_identifier(fields: Fields, name: str) -> str:
    """The word in a field for an identifier that is none: `validation` reports it. Remarks have several words."""
    text = " ".join(fields.texts(_IDENTIFIERS[name]))
    letters = re.sub(r"[\W_]+", "", text.lower())
    is_right = identifiers.doi(text) or identifiers.arxiv(text)[0] or identifiers.find_arxiv(text)
    is_of_others = ("://" in text and name not in text.lower()) or " " in text
    return "" if is_right or is_of_others or not letters or letters in _NO_IDENTIFIER else text


def _get(where: str | Callable[[Fields], T], fields: Fields, get: Callable[[str], T]) -> T:
    return get(where) if isinstance(where, str) else where(fields)


def _addresses(where: str | Callable[[Fields], Iterable[str]], fields: Fields) -> list[str]:
    return [url for text in _get(where, fields, fields.all) for url in links.several(text)]


def _date(fields: Fields, paths: str) -> Date:
    """The first date in the fields; where there is none, what is said in its place, so that it can be reported."""
    texts = tuple(fields.all(paths))
    return dates.first(texts) or next((text for text in texts if dates.are_words(text)), "")


def collect(records: Iterable[Fields], read: Read, source: Source, *, day: Date = "") -> Digest:
    """The digest of a file's records; those that have no title are reported and left out.

    The day is what the source's hint or name says, else the `day` that the file itself says.
    """
    entries: list[Entry] = []
    untitled: list[tuple[int, int]] = []
    for number, fields in enumerate(records, 1):
        if paper := read(fields, source):
            entries.append(structs.replace(paper, listed=fields.day) if fields.day else paper)
        else:
            untitled.append((number, fields.line))
    if untitled:
        numbers = ", ".join(str(number) for number, _ in untitled[:_SHOWN])
        more = f" … ({len(untitled)} in all)" if len(untitled) > _SHOWN else ""
        what = f"records {numbers}{more} have no title, and were left out"
        hint = "give them titles there, if they are papers"
        if len(untitled) == 1:
            what, hint = f"record {numbers} has no title, and was left out", "give it a title there, if it is a paper"
        source.warning("untitled-record", what, untitled[0][1], hint=hint)
    return of_days(entries, source.day, day)


def of_days(entries: Sequence[Entry], day: Date, own_day: Date = "") -> Digest:
    """A digest of one day, which goes before the source's own, or of several where entries know their own."""
    days = {entry.listed for entry in entries}
    if len(days) > 1:
        return Digest(date=max(days) if all(days) else day, entries=tuple(entries))
    plain_entries = (structs.replace(entry, listed="") if entry.listed else entry for entry in entries)
    own_day = own_day or max(days, default="")
    return Digest(date=day or own_day, own_date=own_day, entries=tuple(plain_entries))


def with_subtitle(title: str, subtitle: str) -> str:
    """A title with its subtitle behind it, unless it ends with it already.

    >>> with_subtitle("Depth", "A Curse"), with_subtitle("Why Depth?", "A Curse")
    ('Depth: A Curse', 'Why Depth? A Curse')
    """
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title}{'' if title[-1] in ':?!.–—' else ':'} {subtitle}"


def plain(text: str, source: Source) -> str:
    """A name or a venue on one line, its TeX accents as letters."""
    return prose.title(text, source)[0] if _TEX.search(text) else " ".join(text.split())


def authors(names: Names, source: Source) -> tuple[tuple[Author, ...], bool]:
    """Authors from names, or from names with affiliations, in order, empty ones left out; and whether there are more.

    The last name may say so, alone or behind others (`people.others`): `others`, `et al.`, `Lee, A., Cho, B., et al.`
    """
    pairs = [(name, "") if isinstance(name, str) else name for name in names]
    if has_more := bool(pairs and _OTHERS.search(pairs[-1][0])):
        pairs[-1:] = people.several(pairs[-1][0])
    plainly = [(_unmarked(plain(name[:_LONGEST], source)), plain(place, source)) for name, place in pairs]
    written = families.before_initials([name for name, _ in plainly])
    named = (author(shortest(name), place) for name, (_, place) in zip(written, plainly, strict=True))
    known = tuple(one for one in named if people.is_someone(one.name))
    return known, has_more and bool(known)


def _unmarked(name: str) -> str:
    """A name without the marks of footnotes behind it: `Ann Lee*`, `Bo Cho¹,²`, `Lee$^1$, Ann`."""
    return _FOOTNOTE.sub("", name) if any(mark in name for mark in f"{_MARKS}$") else name


def tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Keywords from fields that hold one each, or from one that holds them all; each once, without regard to case.

    >>> tags(["clocks, #maps #Clocks"]), tags(["C#", "# deep learning"]), tags(["Problem #10; logic"])
    (('clocks', 'maps'), ('C#', 'deep learning'), ('Problem #10', 'logic'))
    """
    texts = tuple(texts)
    signs = r"[,;|\n]" if len(texts) == 1 else r"[;|\n]"
    # a list as programs print it
    bare = (re.sub(r"[\[\]'\"]", "", text) if text.startswith(("['", '["', "[]")) else text for text in texts)
    items = (part.strip() for text in bare for part in re.split(signs, text))
    # hashtags end where the next one begins
    parted = (part for tag in items for part in (re.split(r"\s+(?=#)", tag) if tag.startswith("#") else [tag]))
    parts = (" ".join(part.split()).lstrip("*# ") for part in parted)
    values: dict[str, str] = {}
    for part in filter(None, parts):
        values.setdefault(part.casefold(), part)
    return tuple(values.values())
