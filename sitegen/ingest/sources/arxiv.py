"""arXiv's answers and dumps: Atom of its API and feeds, RSS, OAI-PMH, and the JSON lines at Kaggle.

An error of the API is a feed with one entry titled 'Error'; an unknown identifier gives a feed without entries. Daily
feeds put `arXiv:… Announce Type: … Abstract:` in front of an abstract; those saved before 2024 are RSS 1.0 with the
identifier at the end of the title and HTML in the other fields. The form `oai_dc` of OAI-PMH is what every repository
offers, so those of others are read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import structs

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, JsonFields, XmlFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import html, json, xml
from sitegen.ingest.record import Names, People, Record
from sitegen.ingest.syntax import JsonFormat, XmlFormat
from sitegen.ingest.values import dates, identifiers, people
from sitegen.ingest.values.prose import announced
from sitegen.model import Date, Digest
from sitegen.text.names import of_parts

_TITLE_END = re.compile(r"\.*\s*\(arXiv:(\S{4,30}?)(?:v\d+)?(?:\s+\[([\w.-]+)\])?(?:\s+(UPDATED|CROSS LISTED))?\)\s*$")
_OLD_KINDS = {"": "new", "UPDATED": "replace", "CROSS LISTED": "cross"}
_CODE = re.compile(r"\b\d\d[A-Z][\dx-]|\b[A-K]\.\d")
"""Of a subject that is a number of the mathematicians' or the computer scientists' scheme."""
_VERSIONS = "version/date|versions.created"
"""Paths of the days of a paper's versions."""


# Atom


def _atom_date(name: str) -> Callable[[Fields], Date]:
    """The daily feed dates an entry by its announcement, which is no date of the paper."""
    return lambda work: "" if announced(work.text("summary"))[1] else dates.parse(work.text(name))


_NAMED = People("author", affiliation="affiliation")
_ATOM = Record(
    title=lambda work: work.text("title"),
    abstract=lambda work: announced(work.raw("summary"))[0],
    # the daily feed has all in one `dc:creator`
    authors=lambda work: [*_NAMED(work)] or people.names_in(", ".join(work.texts("creator"))),
    published=_atom_date("published"),
    updated=_atom_date("updated"),
    arxiv="id",
    doi="doi",
    venue="journal_ref",
    license="rights",
    # authors' classes of mathematics and computing, `68T50; I.2.7`, come as categories too
    categories="primary_category@term|category@term",
    comments="comment",
    listing=lambda work: {"announced": work.text("announce_type") or announced(work.text("summary"))[1]},
)


def parse_atom(text: str, source: Source) -> Digest:
    """Parse arXiv's Atom."""
    tree = xml.parse(text, source, ("entry",))
    papers: list[Fields] = []
    for element, _, line in tree.records():
        entry = XmlFields(element, line)
        if "/api/errors" in entry.text("id"):
            fault = entry.text("summary") or "no reason is given"
            source.error("feed-error", f"arXiv answered with an error: {fault}", line)
        else:
            papers.append(entry)
    digest = record.collect(papers, _ATOM, source)
    is_daily = any(entry.announced for entry in digest.entries)
    own = dates.day(XmlFields(tree.root).text("updated")) if is_daily else ""
    return structs.replace(digest, date=own or digest.date)


def parse_recorded(text: str, source: Source) -> Digest:
    """Parse an answer that a program kept with its status: `{"url", "status_code", "body"}`."""
    answer = JsonFields(next((value for value, _ in json.items(text, source)), None))
    if (status := answer.text("status_code")) != "200":
        source.error("feed-error", f"the server answered with status {status}")
        return Digest()
    return parse_atom(answer.text("body"), source)


# RSS


def _old(item: Fields) -> tuple[str, str, str]:
    """What old feeds have behind a title: the identifier, the category, and how the paper was announced."""
    old = _TITLE_END.search(item.text("title"))
    return (old[1], old[2] or "", _OLD_KINDS[old[3] or ""]) if old else ("", "", "")


def _words(text: str) -> str:
    """The text without the HTML that old feeds put into it."""
    if not re.search(r"</?(?:p|a|br)\b", text):
        return text
    # 'this https URL' is what arXiv's pages call an address
    text = re.sub(r"<a\s[^<>]*href=\"([^\"]*)\"[^<>]*>\s*this https? URL\s*</a>", r"\1", text)
    return "\n\n".join(line for _, line in html.lines(text))


RSS = XmlFormat(
    Record(
        title=lambda item: _TITLE_END.sub("", item.text("title")),
        abstract=lambda item: announced(_words(item.raw("description")))[0],
        # all in one `dc:creator`
        authors=lambda item: people.names_in(_words(", ".join(item.texts("creator")))),
        arxiv=lambda item: (*item.all("guid|link"), _old(item)[0]),
        doi="DOI|doi",
        venue="journal_reference",
        license="rights",
        categories=lambda item: (_old(item)[1], *item.texts("category")),
        listing=lambda item: {
            "announced": item.text("announce_type") or announced(_words(item.raw("description")))[1] or _old(item)[2]
        },
    ),
    elements=("item",),
    day="channel/pubDate|channel/date|channel/lastBuildDate",
    is_dated=True,
)


# OAI-PMH


def _last_day(paths: str) -> Callable[[Fields], Date]:
    return lambda work: max(map(dates.parse, work.texts(paths)), default="")


_OAI = Record(
    title=lambda work: work.text("title"),
    abstract=lambda work: work.raw("abstract"),
    authors=People("authors/author", parts="forenames keyname suffix", affiliation="affiliation"),
    published="created",
    updated="updated",
    arxiv="id",
    doi="doi",
    venue="journal-ref",
    license="license",
    categories="categories",
    comments="comments",
)
_OAI_RAW = structs.replace(
    _OAI,
    authors=lambda work: people.names_in(work.text("authors")),
    published=_VERSIONS,
    updated=_last_day(_VERSIONS),
    version=lambda work: "".join(work.texts("version@version|versions.version")[-1:]),
)

LISTED = structs.replace(
    _OAI,
    authors=lambda work: people.names_in(work.text("authors|author")),
    categories="categories|subjects|subj-class",
    listing=lambda work: {"announced": work.text("announced")},
)
"""A paper in lists of arXiv, of which it writes these fields on lines of their own."""


def _described(work: Fields) -> str:
    """The longest description, which is the abstract; others are remarks."""
    texts = (one.raw(".").strip() for one in work.each("description"))
    return max((text for text in texts if not text.startswith("Comment:")), key=len, default="")


def _journal(work: Fields) -> str:
    """Where a paper appeared, which arXiv has among its identifiers."""
    names = work.texts("identifier")
    others = [name for name in names if not identifiers.arxiv(name)[0]]
    has_arxiv = len(others) < len(names)
    return next((name for name in others if has_arxiv and not re.match(r"https?:|doi:|oai:", name)), "")


_DUBLIN_CORE = Record(
    title=lambda work: work.text("title"),
    abstract=_described,
    authors="creator",
    published=lambda work: min(filter(None, map(dates.parse, work.texts("date"))), default=""),
    updated=_last_day("date"),
    arxiv="identifier",
    doi="identifier",
    venue=_journal,
    license="rights",
    keywords=lambda work: [text for text in work.texts("subject") if not _CODE.search(text)],
    comments="description",
)
_FORMS = {"arXiv": _OAI, "arXivRaw": _OAI_RAW, "dc": _DUBLIN_CORE}
"""How records are written, by the names of their elements."""


def parse_oai(text: str, source: Source) -> Digest:
    """Parse OAI-PMH: whole answers, single records, several in a file. Deleted records are passed over."""
    tree = xml.parse(text, source, ("record",))
    answer = XmlFields(tree.root)
    for error in answer.each("//error"):
        fault = error.text(".") or error.value.get("code", "no reason is given")
        source.error("feed-error", f"the repository answered with an error: {fault}")
    works = [XmlFields(element, line) for name in _FORMS for element, line in tree.all(name)]
    works.sort(key=lambda fields: fields.line)
    digest = record.collect(works, lambda work, source: _FORMS[work.value.tag](work, source), source)
    deleted = len(answer.each("//header[@status='deleted']"))
    if deleted:
        source.note("deleted-records", f"{deleted} records were deleted at their source")
    begun = (token for token in answer.each("//resumptionToken") if token.text("."))
    token = next((token.value for token in begun if token.value.get("cursor", "0") == "0"), None)
    if token is not None and (digest.entries or deleted):
        size = token.get("completeListSize", "more")
        source.note("part-of-list", f"this answer is a part of a list of {size} records")
    return digest


# Kaggle


def _kaggle_people(paper: Fields) -> Names:
    """Authors from the parsed list, whose accents are letters already, else from the line as arXiv has it."""
    authors: list[tuple[str, str]] = []
    for parts in paper.find("authors_parsed"):
        if isinstance(parts, list):
            family, given, suffix, *places = [*map(paper.as_text, parts), "", "", ""]
            authors.append((of_parts(family, given, suffix), "; ".join(filter(None, places))))
    return authors or people.names_in(paper.text("authors"))


KAGGLE = JsonFormat(structs.replace(_OAI_RAW, abstract="abstract", authors=_kaggle_people))
