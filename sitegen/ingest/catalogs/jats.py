"""Articles as publishers and PubMed Central keep them: JATS, NLM's Journal Publishing DTD, alone or many in a file.

Chapters of books come in its sister BITS, each within a wrapper that tells of the whole book first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.ingest import record
from sitegen.ingest.catalogs.xml_records import XmlCatalog, day, first, fullest, said, within
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import identifiers
from sitegen.ingest.values import markup as untagged
from sitegen.model import Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PRINT = ("ppub", "print", "collection")
_WHOLE = ("", "standard", "abstract", "main", "section", "normal", "author")
_STEPS = ("received", "accepted", "rev-recd", "retracted")


def read(article: Element, line: int, options: Options) -> Entry | None:
    """The paper of an `<article>`."""
    front = article.find("front")
    front = front if front is not None else article.find("front-stub")
    if front is None:
        front = article
    meta = front.find("article-meta")
    meta = meta if meta is not None else front
    title = _title(meta, "article-title")
    if not title:
        return None
    names = [(one.get("pub-id-type", ""), xml_guard.words(one)) for one in meta.findall("article-id")]
    license = first(meta, "license")
    return record.entry(
        options,
        title,
        untagged.element(_abstract(meta)),
        line=line,
        authors=record.people(_people(meta), options),
        published=_published(meta),
        arxiv=next((identifiers.arxiv(name)[0] for kind, name in names if kind == "arxiv"), ""),
        doi=next(filter(None, (identifiers.doi(name) for kind, name in names if kind == "doi")), "")
        or next(filter(None, (identifiers.find_doi(name) for _, name in names)), ""),
        venue=record.plain(said(front, "journal-title", "abbrev-journal-title"), options),
        license=(license.get("href", "") or said(license, "license_ref")) if license is not None else "",
        keywords=_keywords(meta),
    )


def _title(place: Element, *names: str) -> str:
    """With the subtitle behind it; empty where there is no title."""
    title, subtitle = untagged.heading(first(place, *names)), untagged.heading(first(place, "subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _keywords(meta: Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (untagged.heading(word) for word in within(meta, "kwd")))))


def _abstract(meta: Element) -> Element | None:
    """The abstract itself, not its graphical, short or translated versions."""
    return next((one for one in meta.findall("abstract") if one.get("abstract-type", "") in _WHOLE), None)


def _people(meta: Element) -> list[tuple[str, str]]:
    places = {one.get("id", ""): _place(one) for one in within(meta, "aff")}
    authors = []
    for one in within(meta, "contrib"):
        if one.get("contrib-type", "author") not in ("author", "authors"):
            continue
        name = first(one, "name", "string-name")
        full = (
            person(name, "given-names", "surname", "suffix")
            if name is not None
            else untagged.heading(one.find("collab"))
        )
        marks = (mark for ref in one.findall("xref") for mark in ref.get("rid", "").split())
        told = [places[mark] for mark in marks if places.get(mark)] or [_place(aff) for aff in within(one, "aff")]
        authors.append((full, "; ".join(dict.fromkeys(told))))
    return authors


def person(name: Element, *parts: str) -> str:
    """A name in reading order from its parts; as it stands where it has none."""
    found = [xml_guard.text(name, part) for part in parts]
    return " ".join(" ".join(filter(None, found)).split()) or " ".join(xml_guard.words(name).split())


def _place(affiliation: Element) -> str:
    words = [affiliation.text or ""]
    for child in affiliation:
        if child.tag not in ("label", "sup", "email", "institution-id"):
            words += child.itertext() if child.tag != "institution-wrap" else [said(child, "institution")]
        words.append(child.tail or "")
    return " ".join(" ".join(words).split()).replace(" ,", ",").strip(" ,;.")


def _published(meta: Element) -> str:
    dates = [one for one in within(meta, "pub-date") if one.get("date-type", "") not in _STEPS]
    kinds = [(one.get("pub-type") or one.get("publication-format") or one.get("date-type") or "", one) for one in dates]
    online = fullest(day(one) for kind, one in kinds if kind not in _PRINT)
    return online or fullest(day(one) for _, one in kinds)


def chapter(found: Element, line: int, options: Options) -> Entry | None:
    """The chapter that a wrapper holds, behind what it is part of; a book where it is whole, or no part has authors."""
    book = first(found, "book-meta")
    parts = [part for part in within(found, "book-part-meta") if found.tag != "book" and _people(part)]
    meta = parts[-1] if parts else book
    if meta is None:
        return None
    group = first(meta, "title-group", "book-title-group")
    title = _title(group, "title", "book-title") if group is not None else ""
    if not title:
        return None
    names = [*meta.findall("book-part-id"), *meta.findall("book-id")]
    return record.entry(
        options,
        title,
        untagged.element(_abstract(meta)),
        line=line,
        authors=record.people(_people(meta), options),
        published=_published(meta),
        doi=next(filter(None, (identifiers.doi(xml_guard.words(one)) for one in names)), ""),
        venue=record.plain(said(book, "book-title"), options) if book is not None and meta is not book else "",
        keywords=_keywords(meta),
    )


JATS = XmlCatalog(
    name="JATS (XML)",
    marks=r"<(?:\w+:)?article[\s>](?s:.*?)<(?:\w+:)?(?:front|article-meta|journal-meta)\b|<article-meta\b",
    records=("article",),
    read=read,
)
BITS = XmlCatalog(
    name="BITS (XML)",
    marks=r"<book-part-wrapper\b|<book\b[^<>]*>\s*<book-meta\b",
    records=("book-part-wrapper", "book"),
    read=chapter,
)
