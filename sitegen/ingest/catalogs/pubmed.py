"""PubMed's XML: `PubmedArticleSet`, books of NCBI in it, and the `ArticleSet` that publishers send there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.ingest import record
from sitegen.ingest.catalogs.jats import person
from sitegen.ingest.catalogs.xml_records import XmlCatalog, day, first, said, within
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import identifiers, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.dates import issued
from sitegen.model import Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read(found: Element, line: int, options: Options) -> Entry | None:
    """The paper of an article or a book."""
    article = first(found, "Article", "BookDocument")
    article = article if article is not None else found
    title = _title(article)
    if not title.strip(". "):
        return None
    # PubMed ends a title with a full stop, and puts a translated one into brackets
    title = title.removesuffix(".") if title[-2:-1].isalnum() or title.endswith(").") else title
    if title.startswith("[") and title.rstrip(".").endswith("]"):
        title = title.rstrip(".")[1:-1].removesuffix(".")
    names_of = [
        *((one.get("EIdType", ""), xml_guard.words(one)) for one in within(article, "ELocationID")),
        *((one.get("IdType", ""), xml_guard.words(one)) for one in _own_identifiers(found)),
    ]
    venue = said(article, "Journal/Title") or _venue(article)
    return record.entry(
        options,
        title,
        _abstract(article),
        line=line,
        authors=record.people(_people(article), options),
        published=_published(article),
        arxiv=next(filter(None, (identifiers.arxiv(name)[0] for _, name in names_of if ":" in name)), ""),
        doi=next(filter(None, (identifiers.doi(name) for kind, name in names_of if kind == "doi")), ""),
        venue="" if venue.casefold() == "arxiv" else record.plain(venue, options),
        keywords=tuple(dict.fromkeys(filter(None, (untagged.heading(word) for word in within(found, "Keyword"))))),
    )


def _title(article: Element) -> str:
    """The title; the one in its own language where there is no translation."""
    told = (untagged.heading(first(article, name)) for name in ("ArticleTitle", "VernacularTitle", "BookTitle"))
    titles = [title for title in told if title.strip(". ")]
    return next((title for title in titles if title.strip("[]. ") != "Not Available"), titles[0] if titles else "")


def _own_identifiers(found: Element) -> list[Element]:
    """Not those of the references."""
    lists = [
        found.find("PubmedData/ArticleIdList"),
        found.find("BookDocument/ArticleIdList"),
        found.find("ArticleIdList"),
    ]
    return [one for part in lists if part is not None for one in part.findall("ArticleId")]


def _venue(article: Element) -> str:
    journal = article.find("Journal")
    return xml_guard.text(journal, "Title", "JournalTitle", "ISOAbbreviation") if journal is not None else ""


def _abstract(article: Element) -> list[str]:
    abstract = first(article, "Abstract")
    if abstract is None:
        return []
    parts = abstract.findall("AbstractText") or [abstract]
    told = []
    for part in parts:
        label = part.get("Label", "").strip().rstrip(":")
        words = " ".join(untagged.element(part))
        if words:
            told.append(f"{label}: {words}" if label and label != "UNLABELLED" else words)
    return told


def _people(article: Element) -> list[tuple[str, str]]:
    lists = [one for one in within(article, "AuthorList") if one.get("Type", "authors") != "editors"]
    authors = []
    for one in lists[:1]:
        for author in one.findall("Author"):
            given = " ".join(
                filter(None, (xml_guard.text(author, tag) for tag in ("FirstName", "ForeName", "MiddleName")))
            )
            given = people.dotted(f",{given}")[1:]
            parts = [given, xml_guard.text(author, "LastName"), xml_guard.text(author, "Suffix")]
            name = " ".join(filter(None, parts)) or xml_guard.text(author, "CollectiveName") or person(author)
            authors.append((name, said(author, "Affiliation")))
    return authors


def _published(article: Element) -> str:
    issue = first(article, "PubDate")
    printed = (day(issue) or issued(said(issue, "MedlineDate"))) if issue is not None else ""
    online = day(article.find("ArticleDate"))
    # the day it went online says more than the month on the cover, where both are of one month
    return online if online.startswith(printed) and len(online) > len(printed) else printed or online


PUBMED = XmlCatalog(
    name="PubMed (XML)",
    marks=r"<(?:Pubmed(?:Book)?Article(?:Set)?|ArticleSet)\b",
    records=("PubmedArticle", "PubmedBookArticle", "Article"),
    read=read,
)
