"""What programs that keep references write in XML: the sources of Microsoft Word, and BibTeX in XML (BibTeXML)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.ingest import record
from sitegen.ingest.catalogs.jats import person
from sitegen.ingest.catalogs.xml_records import XmlCatalog
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import identifiers, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.dates import dated
from sitegen.model import Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_VENUES = ("JournalName", "PeriodicalTitle", "ConferenceName", "BookTitle", "PublicationTitle")


def word(found: Element, line: int, options: Options) -> Entry | None:
    """A source of a document of Word, whose people stand in `Author` by their roles."""
    title = untagged.line(xml_guard.text(found, "Title"))
    if not title:
        return None
    url = xml_guard.text(found, "URL")
    doi = (
        identifiers.doi(xml_guard.text(found, "DOI"))
        or identifiers.find_doi(url)
        or identifiers.doi(xml_guard.text(found, "StandardNumber"))
    )
    date = [xml_guard.text(found, name) for name in ("Year", "Month", "Day")]
    return record.entry(
        options,
        title,
        untagged.paragraphs(xml_guard.text(found, "BIBTEX_Abstract")),
        line=line,
        found_in=record.address(url, bool(doi)),
        authors=record.people(_people(found), options),
        published=dated(*date),
        arxiv=identifiers.find_arxiv(url),
        doi=doi,
        venue=record.plain(xml_guard.text(found, *_VENUES), options),
        keywords=_keywords(xml_guard.text(found, "BIBTEX_KeyWords")),
    )


def _people(found: Element) -> list[str]:
    roles = (found.find(f"Author/{role}") for role in ("Author", "Inventor"))
    role = next((one for one in roles if one is not None), None)
    if role is None:
        return []
    authors = [person(one, "First", "Middle", "Last") for one in role.findall("NameList/Person")]
    return authors or [xml_guard.text(role, "Corporate")]


def bibtex(found: Element, line: int, options: Options) -> Entry | None:
    """An entry of BibTeXML: its type holds the fields of BibTeX, each an element."""
    kind = next(iter(found), None)
    title = untagged.line(xml_guard.text(kind, "title")) if kind is not None else ""
    if kind is None or not title:
        return None
    url = xml_guard.text(kind, "url")
    doi = identifiers.doi(xml_guard.text(kind, "doi")) or identifiers.find_doi(url)
    date = [xml_guard.text(kind, name) for name in ("year", "month", "day")]
    return record.entry(
        options,
        title,
        untagged.paragraphs(xml_guard.text(kind, "abstract")),
        line=line,
        found_in=record.address(url, bool(doi)),
        authors=record.people(people.bibtex(xml_guard.text(kind, "author")), options),
        published=dated(*date),
        arxiv=identifiers.arxiv(xml_guard.text(kind, "eprint"))[0] or identifiers.find_arxiv(url),
        doi=doi,
        venue=record.plain(xml_guard.text(kind, "journal", "booktitle", "school", "institution"), options),
        keywords=_keywords(xml_guard.text(kind, "keywords")),
    )


def _keywords(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (word.strip() for word in re.split("[,;]", told)))))


MANAGERS: tuple[XmlCatalog, ...] = (
    XmlCatalog(
        name="Word (XML)", marks=r"<(?:\w+:)?Sources\b[^<>]*officeDocument|<b:Source>", records=("Source",), read=word
    ),
    XmlCatalog(
        name="BibTeXML", marks=r"<(?:\w+:)?file\b[^<>]*bibtexml|<bibtex:entry\b", records=("entry",), read=bibtex
    ),
)
