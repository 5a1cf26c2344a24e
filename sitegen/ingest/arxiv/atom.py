"""arXiv's Atom: answers of the API (info.arxiv.org/help/api) and the daily feed of rss.arxiv.org/atom.

An error of the API is a feed with one entry titled 'Error'; an unknown identifier gives a feed without entries. Such
answers are also kept as `{"url", "status_code", "body"}` by programs that record them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers, links, people
from sitegen.model import Digest, Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ANNOUNCED = re.compile(r"\s*arXiv:(\S+)\s+Announce Type:\s*([\w-]+)\s+Abstract:\s*", re.IGNORECASE)
_OF_ARXIV = re.compile(
    r"(?s:(?!<(?:\w+:)?entry\b).)*arxiv\.org/|(?s:.)*?<id>\s*(?:https?://arxiv\.org/(?:abs|api)/|oai:arXiv)",
    re.IGNORECASE,
)
_CATEGORY = re.compile(r"[a-z][a-z-]+(?:\.[A-Za-z-]{2,})?")
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?feed\b", re.DOTALL)


class ArxivAtom(Struct, frozen=True):
    """The parser of arXiv's Atom."""

    name: str = "arXiv Atom"

    def sniff(self, head: str) -> bool:
        # any feed may have links to arXiv; one of arXiv says so before its entries, or in their ids
        return bool(_FEED.match(head)) and bool(_OF_ARXIV.match(head[:6000]))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml_guard.parse(text, path, report, ("entry",))
        if tree.root is None:
            return Digest()
        entries = []
        for element, line in tree.all("entry"):
            if fault := _fault(element):
                report.error("feed-error", f"arXiv answered with an error: {fault}", Location(path, line))
            elif made := _entry(element, line, options):
                entries.append(made)
            else:
                report.error("broken-record", "this entry has no title", Location(path, line))
        own = dates.day(xml_guard.text(tree.root, "updated")) if any(made.announced for made in entries) else ""
        if not entries and not report.count("error"):
            report.warning(
                "no-papers", "arXiv found no paper for this query", Location(path), hint="check the identifiers in it"
            )
        return Digest(date=own or dates.hinted(options.date_hint, path), entries=tuple(entries))


class RecordedAnswer(Struct, frozen=True):
    """The parser of an arXiv answer that a program recorded."""

    name: str = "a recorded answer of arXiv's API"

    def sniff(self, head: str) -> bool:
        return head.lstrip().startswith("{") and all(f'"{key}"' in head for key in ("url", "status_code", "body"))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        found = next((item.value for item in json_guard.items(text, path, report)), None)
        answer = Fields(found)
        status, body = answer.count("status_code"), answer.text("body")
        if status != 200:
            report.error("feed-error", f"the server answered with status {status}", Location(path))
            return Digest()
        parser = ArxivAtom()
        if not parser.sniff(body):
            report.error("unknown-source", "the recorded answer is not arXiv's Atom", Location(path))
            return Digest()
        return parser.parse(body, path, report, options)


def announced(summary: str) -> tuple[str, str]:
    """The abstract and the announce type of a feed's summary, `arXiv:… Announce Type: new Abstract: …`."""
    found = _ANNOUNCED.match(summary)
    return (summary[found.end() :], found[2].lower()) if found else (summary, "")


def _fault(element: Element) -> str:
    """What an entry that stands for an error says."""
    identifier = xml_guard.text(element, "id")
    if "/api/errors" in identifier or (xml_guard.text(element, "title") == "Error" and "/abs/" not in identifier):
        return xml_guard.text(element, "summary") or "no reason is given"
    return ""


def _entry(element: Element, line: int, options: Options) -> Entry | None:
    title = xml_guard.text(element, "title")
    if not title:
        return None
    abstract, kind = announced(xml_guard.text(element, "summary"))
    identifier, version = identifiers.arxiv(xml_guard.text(element, "id").removeprefix("oai:arXiv.org:"))
    authors = [
        (xml_guard.text(author, "name"), xml_guard.text(author, "affiliation")) for author in element.findall("author")
    ]
    creators = ", ".join(xml_guard.texts(element, "creator"))
    venue = xml_guard.text(element, "journal_ref")
    return record.entry(
        options,
        title,
        abstract,
        line=line,
        found_in=links.found(xml_guard.text(element, "comment")),
        listed={"announced": xml_guard.text(element, "announce_type") or kind},
        authors=record.people(authors or people.split_line(creators), options),
        # the daily feed dates an entry by its announcement, which is no date of the paper
        published="" if kind else dates.day(xml_guard.text(element, "published")),
        updated="" if kind else dates.day(xml_guard.text(element, "updated")),
        arxiv=identifier,
        version=version,
        doi=identifiers.doi(xml_guard.text(element, "doi")),
        venue=record.plain(venue, options),
        license=xml_guard.text(element, "rights"),
        categories=_categories(element),
    )


def _categories(element: Element) -> tuple[str, ...]:
    """The categories' names, the primary one first."""
    found = [*element.findall("primary_category"), *element.findall("category")]
    names = (part.get("term", "").strip() for part in found)
    # authors' classes of mathematics and computing, `68T50; I.2.7`, come as categories too
    return tuple(dict.fromkeys(name for name in names if _CATEGORY.fullmatch(name)))
