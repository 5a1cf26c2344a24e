"""What publishers keep and hand on in XML: JATS, PubMed, Dublin Core with PRISM."""

from __future__ import annotations

from sitegen.ingest.fields import Fields
from sitegen.ingest.record import Names, People, Record
from sitegen.ingest.sources.catalogues import date_of, fullest
from sitegen.ingest.syntax import XmlFormat
from sitegen.ingest.values import dates, prose
from sitegen.model import Date
from sitegen.text.names import dotted, of_parts, undivided

_PRINT = ("ppub", "print", "collection")
_WHOLE = ("", "standard", "abstract", "main", "section", "normal", "author")
"""Types of an abstract that is the abstract itself, not its graphical, short or translated versions."""
_STEPS = ("received", "accepted", "rev-recd", "retracted")
_META = "front/article-meta|front-stub|front|article-meta|."


def _own_abstract(article: Fields, path: str, kind: str) -> list[str]:
    """The first abstract of which the attribute `kind` does not say that it is another text."""
    abstracts = (abstract for abstract in article.each(path) if abstract.value.get(kind, "") in _WHOLE)
    return next((abstract.paragraphs(".") for abstract in abstracts), [])


def _jats_people(meta: Fields) -> Names:
    places = {one.text(".@id"): _affiliation(one) for one in meta.each("//aff")}
    for one in meta.each("//contrib"):
        if one.value.get("contrib-type", "author") not in ("author", "authors"):
            continue
        name = one.one("//name|//string-name")
        full = of_parts(name.text("surname"), name.text("given-names"), name.text("suffix"))
        full = full or name.text(".") or undivided(one.heading("collab"))
        marks = (mark for marks in one.texts("xref@rid") for mark in marks.split())
        houses = [places[mark] for mark in marks if places.get(mark)] or [*map(_affiliation, one.each("//aff"))]
        yield full, "; ".join(dict.fromkeys(houses))


def _affiliation(aff: Fields) -> str:
    words = [aff.value.text or ""]
    for part in aff.each("*"):
        if part.value.tag not in ("label", "sup", "email", "institution-id"):
            is_wrap = part.value.tag == "institution-wrap"
            words += [part.text("//institution")] if is_wrap else part.value.itertext()
        words.append(part.value.tail or "")
    return " ".join(" ".join(words).split()).replace(" ,", ",").strip(" ,;.")


def _jats_date(meta: Fields) -> Date:
    kinds = [
        (one.text(".@pub-type|.@publication-format|.@date-type"), one)
        for one in meta.each("//pub-date")
        if one.text(".@date-type") not in _STEPS
    ]
    online = fullest(date_of(one) for kind, one in kinds if kind not in _PRINT)
    return online or fullest(date_of(one) for _, one in kinds)


_ARTICLE = Record(
    title="//article-title",
    subtitle="//title-group//subtitle",
    abstract=lambda meta: _own_abstract(meta, "abstract", "abstract-type"),
    authors=_jats_people,
    published=_jats_date,
    arxiv="article-id[@pub-id-type='arxiv']",
    doi="article-id[@pub-id-type='doi']",
    mentions="article-id",
    venue=lambda meta: meta.above.text("//journal-title|//abbrev-journal-title"),
    license="//license@href|//license_ref",
    keywords="//kwd",
)


# the journal of an `<article>` is named beside what is about the paper
JATS = XmlFormat(lambda fields, source: _ARTICLE(fields.one(_META), source), elements=("article",))


def _pubmed_title(article: Fields) -> str:
    """The title; the one in its own language where there is no translation."""
    headings = (article.heading(f"//{name}") for name in ("ArticleTitle", "VernacularTitle", "BookTitle"))
    titles = [title for title in headings if title.strip(". ")]
    return prose.of_pubmed(
        next((title for title in titles if title.strip("[]. ") != "Not Available"), "".join(titles[:1]))
    )


def _pubmed_abstract(article: Fields) -> list[str]:
    paragraphs = []
    for part in article.one("//Abstract").each("AbstractText|."):
        label = part.value.get("Label", "").strip().rstrip(":")
        words = " ".join(part.paragraphs("."))
        paragraphs.append(f"{label}: {words}" if label and label != "UNLABELLED" else words)
    return list(filter(None, paragraphs))


def _pubmed_people(article: Fields) -> Names:
    lists = [one for one in article.each("//AuthorList") if one.value.get("Type") != "editors"]
    for author in lists[0].each("Author") if lists else ():
        given = dotted("," + author.joined("FirstName", "ForeName", "MiddleName"))[1:]
        name = of_parts(author.text("LastName"), given, author.text("Suffix"))
        yield name or undivided(author.text("CollectiveName")) or author.text("."), author.text("//Affiliation")


def _pubmed_date(article: Fields) -> Date:
    issue = article.one("//PubDate")
    printed = date_of(issue) or dates.parse(issue.text("//MedlineDate"))
    online = date_of(article.one("//ArticleDate"))
    # the day it went online says more than the month on the cover, where both are of one month
    return online if online.startswith(printed) and len(online) > len(printed) else printed or online


PUBMED = XmlFormat(
    Record(
        title=_pubmed_title,
        abstract=_pubmed_abstract,
        authors=_pubmed_people,
        published=_pubmed_date,
        doi="//ELocationID[@EIdType='doi']|PubmedData/ArticleIdList/ArticleId[@IdType='doi']"
        "|BookDocument/ArticleIdList/ArticleId[@IdType='doi']|ArticleIdList/ArticleId[@IdType='doi']",
        mentions="//ELocationID|PubmedData/ArticleIdList/ArticleId|ArticleIdList/ArticleId",
        venue="//Journal/Title|//Journal/JournalTitle|//Journal/ISOAbbreviation",
        volume="//JournalIssue/Volume",
        issue="//JournalIssue/Issue",
        pages="//MedlinePgn",
        keywords="//Keyword",
    ),
    elements=("PubmedArticle", "PubmedBookArticle", "Article"),
)


DUBLIN_CORE = XmlFormat(
    Record(
        title="//title",
        abstract=lambda article: _own_abstract(article, "//abstract", "class"),
        authors=People("//creator", "//name|.", affiliation="//affiliation"),
        published="//coverDate|//publicationDate|//date|//coverDisplayDate|//issued",
        doi="//doi|//identifier",
        venue="//publicationName",
        keywords="//subject//li|//subject",
    ),
    elements=("document", "Description", "pex-dc"),
)
