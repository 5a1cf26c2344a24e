"""Records of arXiv's OAI-PMH (info.arxiv.org/help/oa) in the forms `arXiv`, `arXivRaw` and `oai_dc`.

Whole answers, single records and several records in one file are read; deleted records are passed over. The form
`oai_dc` is what every repository offers, so those of others are read too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import dates, identifiers, links, people
from sitegen.model import Digest, Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FORMS = re.compile(r"<OAI-PMH\b|<oai_dc:dc\b|<dc[\s>]|<arXiv(?:Raw)?[\s>]|openarchives\.org/OAI/")
_FEED = re.compile(r"<(?:rss|rdf:RDF|feed)\b")
_CODE = re.compile(r"\b\d\d[A-Z][\dx-]|\b[A-K]\.\d")
"""Of a subject that is a number of the mathematicians' or the computer scientists' scheme."""


class ArxivOai(Struct, frozen=True):
    """The parser of OAI-PMH."""

    name: str = "OAI-PMH (arXiv, arXivRaw, oai_dc)"

    def sniff(self, head: str) -> bool:
        start = head.lstrip()[:3000]
        return start.startswith("<") and bool(_FORMS.search(start)) and not _FEED.search(start)

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml_guard.parse(text, path, report, ("record",))
        for element, line in tree.all("error"):
            fault = xml_guard.words(element) or element.get("code", "no reason is given")
            report.error("feed-error", f"the repository answered with an error: {fault}", Location(path, line))
        entries = []
        deleted = 0
        for name, read in (("arXiv", _own), ("arXivRaw", _raw), ("dc", _dublin_core)):
            for element, line in tree.all(name):
                title = xml_guard.text(element, "title")
                if title:
                    entries.append(read(element, title, line, options))
                else:
                    report.error("broken-record", "this record has no title", Location(path, line))
        deleted = sum(header.get("status") == "deleted" for header, _ in tree.all("header"))
        if deleted:
            report.note("deleted-records", f"{deleted} records were deleted at their source", Location(path))
        if size := _left_out(tree, len(entries) + deleted):
            report.note("part-of-list", f"this answer is a part of a list of {size} records", Location(path))
        if not entries and not deleted and not report.count("error"):
            report.warning("no-papers", "no record was found in this answer", Location(path))
        entries.sort(key=lambda made: made.line)
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def _left_out(tree: xml_guard.Tree, count: int) -> str:
    """How many records the list has that this answer begins, where the repository says that it goes on."""
    for token, _ in tree.all("resumptionToken"):
        if xml_guard.words(token) and token.get("cursor", "0") == "0" and count:
            return token.get("completeListSize", "more")
    return ""


def _shared(element: Element, options: Options) -> dict[str, Any]:
    """What `arXiv` and `arXivRaw` tell in the same way."""
    return {
        "arxiv": identifiers.arxiv(xml_guard.text(element, "id"))[0],
        "doi": identifiers.doi(xml_guard.text(element, "doi")),
        "venue": record.plain(xml_guard.text(element, "journal-ref"), options),
        "license": xml_guard.text(element, "license"),
        "categories": tuple(xml_guard.text(element, "categories").split()),
        "found_in": links.found(xml_guard.text(element, "comments")),
    }


def _own(element: Element, title: str, line: int, options: Options) -> Entry:
    return record.entry(
        options,
        title,
        _told(element, "abstract"),
        line=line,
        authors=record.people(
            [_person(author) for group in element.findall("authors") for author in group.findall("author")], options
        ),
        published=dates.day(xml_guard.text(element, "created")),
        updated=dates.day(xml_guard.text(element, "updated")),
        **_shared(element, options),
    )


def _raw(element: Element, title: str, line: int, options: Options) -> Entry:
    versions = element.findall("version")
    days = [dates.day(xml_guard.text(version, "date")) for version in versions]
    return record.entry(
        options,
        title,
        _told(element, "abstract"),
        line=line,
        authors=record.people(people.split_line(xml_guard.text(element, "authors")), options),
        published=days[0] if days else "",
        updated=days[-1] if len(days) > 1 else "",
        version=versions[-1].get("version", "").removeprefix("v") if versions else "",
        **_shared(element, options),
    )


def _dublin_core(element: Element, title: str, line: int, options: Options) -> Entry:
    told = [text for text in xml_guard.texts(element, "description") if not text.startswith("Comment:")]
    names = xml_guard.texts(element, "identifier")
    days = sorted(filter(None, map(dates.day, xml_guard.texts(element, "date"))))
    comments = " ".join(text for text in xml_guard.texts(element, "description") if text.startswith("Comment:"))
    identifier = next(filter(None, (identifiers.arxiv(name)[0] for name in names)), "")
    elsewhere = [name for name in names if not re.match(r"https?:|doi:|oai:", name) and not identifiers.arxiv(name)[0]]
    return record.entry(
        options,
        title,
        max(told, key=len, default=""),
        line=line,
        found_in=links.found(comments),
        authors=record.people(map(_forward, xml_guard.texts(element, "creator")), options),
        published=days[0] if days else "",
        updated=days[-1] if len(days) > 1 else "",
        arxiv=identifier,
        doi=next(filter(None, map(identifiers.doi, names)), ""),
        venue=record.plain(elsewhere[0], options) if elsewhere and identifier else "",
        license=next((text for text in xml_guard.texts(element, "rights") if text.startswith("http")), ""),
        keywords=tuple(dict.fromkeys(text for text in xml_guard.texts(element, "subject") if not _CODE.search(text))),
    )


def _told(element: Element, name: str) -> str:
    """An abstract with the indentation that parts its paragraphs."""
    found = element.find(name)
    return "".join(found.itertext()) if found is not None else ""


def _person(author: Element) -> tuple[str, str]:
    parts = [xml_guard.text(author, name) for name in ("forenames", "keyname", "suffix")]
    name = " ".join(filter(None, parts))
    return name if any(map(str.isalpha, name)) else "", "; ".join(xml_guard.texts(author, "affiliation"))


def _forward(name: str) -> str:
    """'Luger, Rodrigo' as 'Rodrigo Luger'."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else name
