"""Smaller catalogues in XML: Crossref's deposits, DataCite, EndNote, Dublin Core in RDF, MODS and MARC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.ingest import record
from sitegen.ingest.catalogs.jats import person
from sitegen.ingest.catalogs.xml_records import XmlCatalog, day, first, fullest, said, within
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import identifiers, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.dates import dated, issued
from sitegen.model import Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OTHER_ROLES = re.compile(
    r"edit|\bedt\b|trans|\btrl\b|illus|\bill\b|publ|\bpbl\b|print|advis|\bths\b|spons", re.IGNORECASE
)
_WORKS = (
    "journal_article",
    "conference_paper",
    "posted_content",
    "content_item",
    "dissertation",
    "report-paper_metadata",
)


def crossref(found: Element, line: int, options: Options) -> Entry | None:
    """The work of a Crossref deposit, an article of a journal or of proceedings, a preprint, a chapter or a book."""
    work = first(found, *_WORKS)
    work = work if work is not None else first(found, "book_metadata", "book_series_metadata")
    if work is None:
        return None
    titles = work.find("titles")
    titles = titles if titles is not None else work
    title = untagged.heading(first(titles, "title"))
    if not title:
        return None
    subtitle = untagged.heading(first(titles, "subtitle"))
    home = work.find("doi_data")
    dates = [*work.findall("publication_date"), *work.findall("posted_date"), *work.findall("approval_date")]
    around = first(found, "journal_metadata", "proceedings_metadata", "book_metadata", "book_series_metadata")
    venue = (
        said(around, "full_title", "proceedings_title", "title") if around is not None and around is not work else ""
    )
    return record.entry(
        options,
        f"{title}: {subtitle}" if subtitle else title,
        untagged.element(first(work, "abstract")),
        line=line,
        authors=record.people(_contributors(work), options),
        published=fullest(day(one) for one in dates) or (fullest(map(day, within(found, "publication_date")))),
        doi=identifiers.doi(said(home, "doi")) if home is not None else "",
        venue=record.plain(venue, options),
        license=said(work, "license_ref"),
    )


def _contributors(work: Element) -> Iterator[tuple[str, str]]:
    group = first(work, "contributors")
    for one in group if group is not None else ():
        if one.get("contributor_role", "author") == "author":
            name = person(one, "given_name", "surname", "suffix") if one.tag == "person_name" else xml_guard.words(one)
            yield name, said(one, "institution_name", "affiliation")


def datacite(found: Element, line: int, options: Options) -> Entry | None:
    """The resource of a DataCite record."""
    titles = list(within(found, "title"))
    title = next((untagged.heading(one) for one in titles if not one.get("titleType")), "")
    if not title:
        return None
    subtitle = next((untagged.heading(one) for one in titles if one.get("titleType") == "Subtitle"), "")
    told = [one for one in within(found, "description") if one.get("descriptionType") == "Abstract"]
    authors = []
    for creator in within(found, "creator"):
        given, family = xml_guard.text(creator, "givenName"), xml_guard.text(creator, "familyName")
        name = xml_guard.text(creator, "creatorName")
        authors.append(
            (f"{given} {family}".strip() or people.reading_order(name), xml_guard.text(creator, "affiliation"))
        )
    dates = {one.get("dateType", ""): issued(xml_guard.words(one)) for one in within(found, "date")}
    year = said(found, "publicationYear")
    exact = next(
        (dates[kind] for kind in ("Issued", "Available", "Created") if dates.get(kind, "").startswith(year)), ""
    )
    rights = first(found, "rights")
    return record.entry(
        options,
        f"{title}: {subtitle}" if subtitle else title,
        [part for one in told for part in untagged.element(one)],
        line=line,
        authors=record.people(authors, options),
        published=exact or dated(year),
        doi=identifiers.doi(said(found, "identifier")),
        license=rights.get("rightsURI", "") if rights is not None else "",
        keywords=tuple(dict.fromkeys(filter(None, map(xml_guard.words, within(found, "subject"))))),
    )


def endnote(found: Element, line: int, options: Options) -> Entry | None:
    """A record of EndNote's or Bookends' export, whose words stand in `<style>`."""
    title = said(found, "title")
    if not title:
        return None
    authors = first(found, "authors")
    creators = map(xml_guard.words, within(authors, "author")) if authors is not None else iter(())
    doi = identifiers.doi(said(found, "electronic-resource-num"))
    urls = [xml_guard.words(one) for group in within(found, "related-urls") for one in within(group, "url")]
    return record.entry(
        options,
        title,
        [part for part in untagged.paragraphs(said(found, "abstract")) if part],
        line=line,
        found_in=[link for url in urls for link in record.address(url, bool(doi))],
        authors=record.people((people.reading_order(name) for name in creators if people.is_someone(name)), options),
        published=dated(said(found, "year"), _month_and_day(found)),
        doi=doi or next(filter(None, map(identifiers.doi, urls)), ""),
        venue=record.plain(said(found, "full-title", "secondary-title"), options),
        keywords=tuple(
            dict.fromkeys(" ".join(word.split()) for word in map(xml_guard.words, within(found, "keyword")) if word)
        ),
    )


def _month_and_day(found: Element) -> str:
    dates = first(found, "pub-dates")
    return said(dates, "date") if dates is not None else ""


def dublin_core(found: Element, line: int, options: Options) -> Entry | None:
    """A description in Dublin Core and PRISM, as publishers put it in front of an article."""
    title = untagged.heading(first(found, "title"))
    if not title:
        return None
    abstracts = list(within(found, "abstract"))
    own = next((one for one in abstracts if one.get("class", "author") == "author"), None)
    creators = (
        (said(one, "name") or xml_guard.words(one), said(one, "affiliation")) for one in within(found, "creator")
    )
    subjects = [word for one in within(found, "subject") for word in (list(within(one, "li")) or [one])]
    return record.entry(
        options,
        title,
        untagged.element(own),
        line=line,
        authors=record.people(((people.reading_order(name), place) for name, place in creators), options),
        published=issued(said(found, "coverDate", "publicationDate", "date", "coverDisplayDate", "issued")),
        doi=identifiers.doi(said(found, "doi", "identifier")),
        venue=record.plain(said(found, "publicationName"), options),
        keywords=tuple(dict.fromkeys(filter(None, map(xml_guard.words, subjects)))),
    )


def mods(found: Element, line: int, options: Options) -> Entry | None:
    """A record of the Library of Congress' MODS."""
    info = found.find("titleInfo")
    if info is None:
        return None
    title = " ".join(filter(None, (xml_guard.text(info, "nonSort"), xml_guard.text(info, "title"))))
    subtitle = xml_guard.text(info, "subTitle")
    if not title:
        return None
    host = next((one for one in found.findall("relatedItem") if one.get("type") == "host"), None)
    names = (xml_guard.words(one) for one in found.findall("identifier") if one.get("type") == "doi")
    dates = (issued(said(origin, "dateIssued", "copyrightDate", "date")) for origin in within(found, "originInfo"))
    part = (issued(said(one, "date")) for one in within(found, "part"))
    return record.entry(
        options,
        f"{title}: {subtitle}" if subtitle else title,
        untagged.paragraphs(xml_guard.text(found, "abstract")),
        line=line,
        authors=record.people(filter(None, map(_mods_name, found.findall("name"))), options),
        published=fullest(dates) or fullest(part),
        doi=next(filter(None, map(identifiers.doi, names)), ""),
        venue=record.plain(said(host, "title"), options) if host is not None else "",
        keywords=tuple(dict.fromkeys(filter(None, (said(one, "topic") for one in found.findall("subject"))))),
    )


def _mods_name(name: Element) -> str:
    role = said(name, "roleTerm").lower()
    if role and role not in ("author", "aut", "creator", "cre"):
        return ""
    parts = {kind: [xml_guard.words(one) for one in name.findall("namePart") if one.get("type", "") == kind]
             for kind in ("given", "", "family", "termsOfAddress")}  # fmt: skip
    if parts["family"]:
        return " ".join(filter(None, [*parts["given"], *parts["family"], *parts["termsOfAddress"]]))
    return people.reading_order(" ".join(parts[""])) if name.get("type") != "corporate" else " ".join(parts[""])


def marc(found: Element, line: int, options: Options) -> Entry | None:
    """A record of MARC 21 in XML."""
    title = _marc(found, "245", "a").rstrip(" /:;,=.")
    subtitle = _marc(found, "245", "b").rstrip(" /:;,=.")
    if not title:
        return None
    authors = [
        (people.reading_order(xml_guard.words(one).rstrip(" ,;:")), "")
        for tag in ("100", "700")
        for field in _marc_fields(found, tag)
        if not _OTHER_ROLES.search(_marc_part(field, "e") + " " + _marc_part(field, "4"))
        for one in field.findall("subfield")
        if one.get("code") == "a"
    ]
    doi = next(
        (_marc_part(one, "a") for one in _marc_fields(found, "024") if "doi" in _marc_part(one, "2").lower()), ""
    )
    return record.entry(
        options,
        f"{title}: {subtitle}" if subtitle else title,
        untagged.paragraphs(_marc(found, "520", "a")),
        line=line,
        authors=record.people(authors, options),
        published=issued(_marc(found, "260", "c") or _marc(found, "264", "c") or _marc(found, "773", "y")),
        doi=identifiers.doi(doi),
        venue=record.plain(_marc(found, "773", "t") or _marc(found, "773", "p"), options),
        keywords=tuple(dict.fromkeys(filter(None, (_marc_part(one, "a") for one in _marc_fields(found, "653"))))),
    )


def _marc_fields(found: Element, tag: str) -> Iterator[Element]:
    return (one for one in within(found, "datafield") if one.get("tag") == tag)


def _marc_part(field: Element, code: str) -> str:
    return next((xml_guard.words(one) for one in field.findall("subfield") if one.get("code") == code), "")


def _marc(found: Element, tag: str, code: str) -> str:
    return next(filter(None, (_marc_part(one, code) for one in _marc_fields(found, tag))), "")


CATALOGS: tuple[XmlCatalog, ...] = (
    XmlCatalog(
        name="Crossref (XML)",
        marks=r"<(?:\w+:)?(?:crossref|doi_records|crossref_result|doi_batch)\b",
        records=("crossref", *_WORKS),
        read=crossref,
    ),
    XmlCatalog(
        name="DataCite (XML)", marks=r"<(?:\w+:)?resource\b(?s:.*)<creator", records=("resource",), read=datacite
    ),
    XmlCatalog(
        name="EndNote (XML)", marks=r"<xml>\s*<records>|<records>\s*<record>", records=("record",), read=endnote
    ),
    XmlCatalog(name="MODS (XML)", marks=r"<(?:\w+:)?mods(?:Collection)?\b", records=("mods",), read=mods),
    XmlCatalog(
        name="MARC 21 (XML)",
        marks=r"MARC21/slim|<(?:\w+:)?datafield\s[^<>]*tag=\"245\"",
        records=("record",),
        read=marc,
    ),
    XmlCatalog(
        name="Dublin Core (XML)",
        marks=r"<(?:\w+:)?Description\b(?s:.{0,400})<(?:dct?|dcterms):|<pex-dc:|<(?:\w+:)?pex-dc\b",
        records=("document", "Description", "pex-dc"),
        read=dublin_core,
    ),
)
