"""Catalogues of papers: OpenAlex, Semantic Scholar, OpenReview, ORCID, Crossref, DataCite."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from sitegen.ingest.fields import Fields
from sitegen.ingest.read.characters import clean
from sitegen.ingest.record import Names, People, Record
from sitegen.ingest.syntax import JsonFormat, XmlFormat
from sitegen.ingest.values import dates, markup, publication
from sitegen.model import Date
from sitegen.text.names import of_parts, undivided

_LONGEST = 100_000
"""Words of an abstract; a place beyond is a mistake."""
_PLACES = ("best_oa_location", "primary_location", "locations")


def inverted(index: Any) -> str:
    """The text of an inverted index, OpenAlex' form of abstracts; empty where there is none.

    >>> inverted({"a": [0, 2], "rose": [1]})
    'a rose a'
    """
    if not isinstance(index, dict):
        return ""
    places = [
        (position, clean(word))
        for word, where in index.items()
        for position in (where if isinstance(where, list) else ())
        if isinstance(position, int) and not isinstance(position, bool) and 0 <= position < _LONGEST
    ]
    return " ".join(word for _, word in sorted(places))


OPENALEX = JsonFormat(
    Record(
        title="display_name|title",
        abstract=lambda work: (
            markup.paragraphs("".join(map(inverted, work.find("abstract_inverted_index")[:1])))
            or work.paragraphs("abstract")
        ),
        authors=People("authorships", "author.display_name|raw_author_name", affiliation="institutions.display_name"),
        published="publication_date|publication_year",
        doi="doi|ids.doi",
        # the arXiv id of a preprint is only found in the addresses of the places where the work lies
        mentions="|".join(f"{place}.{url}" for place in _PLACES for url in ("landing_page_url", "pdf_url")),
        venue="primary_location.source.display_name|host_venue.display_name|primary_location.display_name",
        volume="biblio.volume",
        issue="biblio.issue",
        pages=lambda work: publication.pages(work.text("biblio.first_page"), work.text("biblio.last_page")),
        publisher="primary_location.source.host_organization_name",
        license="primary_location.license|host_venue.license",
        keywords=lambda work: work.all("keywords|keywords.display_name|keywords.keyword"),
        links=(("pdf", "|".join(f"{place}.pdf_url" for place in _PLACES)),),
    ),
    under=("results",),
)

SEMANTIC_SCHOLAR = JsonFormat(
    Record(
        title="title",
        abstract="abstract",
        authors=People("authors", affiliation="affiliations"),
        published="publicationDate|publicationdate|year",
        arxiv="externalIds.ArXiv|externalids.arxiv|externalids.ArXiv",
        doi="externalIds.DOI|externalids.doi|externalids.DOI",
        venue="publicationVenue.name|venue|journal.name",
        license="openAccessPdf.license",
        keywords="fieldsOfStudy|s2FieldsOfStudy.category|s2fieldsofstudy.category",
        links=(("pdf", "openAccessPdf.url"),),
    ),
    under=("data", "recommendedPapers", "papers"),
    inner="citedPaper|citingPaper|paper",
)


def _content(name: str) -> str:
    """Paths of a field of OpenReview's notes, in the second version of its API and in the first."""
    return f"content.{name}.value|content.{name}"


OPENREVIEW = JsonFormat(
    Record(
        title=_content("title"),
        abstract=_content("abstract"),
        authors=_content("authors"),
        published="pdate|odate|cdate",
        mentions=_content("html"),
        venue=_content("venue"),
        license="license",
        keywords=_content("keywords"),
        url=lambda note: (f"https://openreview.net/forum?id={forum}" for forum in note.texts("forum|id")),
        links=(
            ("pdf", lambda note: (urljoin("https://openreview.net", pdf) for pdf in note.all(_content("pdf")))),
            ("code", _content("code")),
        ),
    ),
    under=("notes",),
    # reviews and comments are notes as well
    answers="replyto",
)


ORCID = JsonFormat(
    Record(
        title="title.title.value",
        subtitle="title.subtitle.value",
        published=lambda work: dates.dated(
            *(work.text(f"publication-date.{part}.value") for part in ("year", "month", "day"))
        ),
        # `doi:10.1000/1`; of the book around a chapter nothing
        mentions=lambda work: [
            f"{name.text('external-id-type')}:{name.text('external-id-value')}"
            for name in work.each("external-ids.external-id")
            if name.text("external-id-relationship").lower() in ("self", "")
        ],
        venue="journal-title.value",
        url="url.value",
    ),
    under=("group",),
    # what several services tell of one work
    inner="work-summary",
)


def _crossref_people(work: Fields) -> Names:
    """Names of CSL: family name with its particles, given name and suffix; or an organisation's."""
    for author in work.each("author"):
        family = author.joined("dropping-particle", "non-dropping-particle", "family")
        # `d' Alembert`
        family = re.sub(r"(?<=\b[dDlL]['’]) (?=\w)", "", family)
        name = of_parts(family, author.text("given"), author.text("suffix"))
        name = name or undivided(author.text("literal|name"))
        houses = author.texts("affiliation.name")
        yield name or author.as_text(author.value), "; ".join(houses)


def _csl_date(work: Fields) -> Date:
    """When a work of CSL was issued, as exactly as the first of its dates says."""
    for key in ("issued", "published", "published-print", "published-online", "posted"):
        for date in work.each(key)[:1]:
            listed = next((parts for parts in date.find("date-parts") if isinstance(parts, list)), [])
            parts = [date.as_text(part) for part in listed] or [date.text(part) for part in ("year", "month", "day")]
            if day := dates.dated(*parts[:3]) or dates.parse(date.text("raw|literal|edtf") or date.as_text(date.value)):
                return day
    return ""


def _pdf(work: Fields) -> Iterator[str]:
    return (link.text("URL") for link in work.each("link") if link.text("content-type") == "application/pdf")


def _license(licenses: str, version: str, address: str) -> Callable[[Fields], str]:
    """The licence under which readers may use a work: of its last version, else of an earlier one; not of machines."""

    def read(work: Fields) -> str:
        addresses = {one.text(version): one.text(address) for one in reversed(work.each(licenses))}
        return next(filter(None, map(addresses.get, ("vor", "am", "unspecified", ""))), "")

    return read


CSL = Record(
    title="title|container-title",
    subtitle="subtitle",
    abstract="abstract",
    authors=_crossref_people,
    published=_csl_date,
    arxiv="arxiv",
    doi="DOI|doi",
    mentions="number|note",
    venue=lambda work: work.heading("container-title|event-title" if work.text("title") else "event-title"),
    volume="volume",
    issue="issue",
    pages="page",
    publisher="publisher",
    kind="type",
    license=_license("license", "content-version", "URL"),
    keywords="subject|keyword",
    url="URL|url",
    links=(("pdf", _pdf),),
)
"""CSL-JSON, and Crossref's works, which are the same with lists for texts."""

CROSSREF = JsonFormat(CSL, under=("message.items", "items"), inner="message")


_WORKS = (
    *("journal_article", "conference_paper", "posted_content", "content_item", "dissertation"),
    *("report-paper_metadata", "book_metadata", "book_series_metadata"),
)


def _of_work(path: str) -> str:
    """Paths of a field of a deposit's work: of an article rather than of the book around it."""
    return "|".join([*(f"//{work}/{path}" for work in _WORKS), path])


def _deposit_authors(work: Fields) -> Names:
    for one in work.each(_of_work("contributors/*")):
        if one.value.get("contributor_role", "author") == "author":
            is_person = one.value.tag == "person_name"
            parts = [one.text(part) for part in ("surname", "given_name", "suffix")]
            name = of_parts(*parts) if is_person else undivided(one.text("."))
            yield name, one.text("//institution_name|//affiliation")


def _deposit_date(work: Fields) -> Date:
    paths = (_of_work(name) for name in ("publication_date", "posted_date", "approval_date"))
    return fullest(map(date_of, [one for path in paths for one in work.each(path)] or work.each("//publication_date")))


def date_of(fields: Fields) -> Date:
    """The date of an element that holds a year, and perhaps a month and a day."""
    return dates.dated(*(fields.text(name) for name in ("year|Year", "month|Month", "day|Day")))


def fullest(days: Iterable[Date]) -> Date:
    """The first of the most exact dates.

    >>> fullest(["2025", "2024-03", "2024-11"])
    '2024-03'
    """
    return max(filter(None, days), key=len, default="")


CROSSREF_XML = XmlFormat(
    Record(
        title=_of_work("titles/title"),
        subtitle=_of_work("titles/subtitle"),
        abstract=_of_work("abstract"),
        authors=_deposit_authors,
        published=_deposit_date,
        doi=_of_work("doi_data/doi"),
        venue="//journal_metadata/full_title|//proceedings_metadata/proceedings_title|//book_metadata/titles/title"
        "|//book_series_metadata/titles/title",
        license=_license("//license_ref", ".@applies_to", "."),
    ),
    elements=("crossref", *_WORKS[:-2]),
)


def _datacite_date(resource: Fields) -> Date:
    year = resource.text("//publicationYear")
    days = (dates.parse(resource.text(f"//date[@dateType='{kind}']")) for kind in ("Issued", "Available", "Created"))
    return next((date for date in days if date.startswith(year)), "") or dates.dated(year)


DATACITE = XmlFormat(
    Record(
        title=lambda work: next((one.heading(".") for one in work.each("//title") if not one.text(".@titleType")), ""),
        subtitle="//title[@titleType='Subtitle']",
        abstract="//description[@descriptionType='Abstract']",
        authors=People("//creator", "creatorName", "givenName familyName", "affiliation"),
        published=_datacite_date,
        doi="//identifier",
        license="//rights@rightsURI",
        keywords="//subject",
    ),
    elements=("resource",),
)
