"""arXiv's daily RSS (info.arxiv.org/help/rss): the papers of one announcement.

All authors stand in one `dc:creator`, the abstract behind `arXiv:… Announce Type: … Abstract:`. Feeds saved before 2024
are RSS 1.0 with the identifier at the end of the title and HTML in the other fields.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.arxiv.atom import announced
from sitegen.ingest.parser import Options
from sitegen.ingest.read import html
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import dates, identifiers, people
from sitegen.model import Digest, Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)*(?:<\?xml-stylesheet[^>]*>\s*)*<(?:rss|rdf:RDF)\b")
_OF_ARXIV = re.compile(
    r"<(?:link|id|channel)\b[^>]*>?\s*(?:rdf:about=\"|)https?://(?:\w+\.)?arxiv\.org|updates on arXiv", re.I
)
_TITLE_END = re.compile(r"\s*\(arXiv:(\S{4,30}?)(?:v\d+)?(?:\s+\[([\w.-]+)\])?(?:\s+(UPDATED|CROSS LISTED))?\)\s*$")
_OLD_KINDS = {"": "new", "UPDATED": "replace", "CROSS LISTED": "cross"}


class ArxivRss(Struct, frozen=True):
    """The parser of arXiv's RSS."""

    name: str = "arXiv RSS"

    def sniff(self, head: str) -> bool:
        return bool(_FEED.match(head)) and bool(_OF_ARXIV.search(head[:4000]))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml_guard.parse(text, path, report, ("item",))
        if tree.root is None:
            return Digest()
        entries = []
        for element, line in tree.all("item"):
            if made := _entry(element, line, options):
                entries.append(made)
            else:
                report.error("broken-record", "this item has no title", Location(path, line))
        if not entries and not report.count("error"):
            report.note("no-papers", "arXiv announced nothing on this day", Location(path))
        return Digest(date=_day(tree, options, path), entries=tuple(entries))


def _day(tree: xml_guard.Tree, options: Options, path: str) -> str:
    """The day of the announcement."""
    channel = next((element for element, _ in tree.all("channel")), None)
    own = xml_guard.text(channel, "pubDate", "date", "lastBuildDate") if channel is not None else ""
    return dates.day(own) or dates.hinted(options.date_hint, path)


def _entry(element: Element, line: int, options: Options) -> Entry | None:
    title = xml_guard.text(element, "title")
    old = _TITLE_END.search(title)
    title = title[: old.start()].rstrip(".") if old else title
    if not title:
        return None
    abstract, kind = announced(_words(xml_guard.text(element, "description")))
    if not kind and old:
        kind = _OLD_KINDS[old[3] or ""]
    named = (xml_guard.text(element, "guid").removeprefix("oai:arXiv.org:"), xml_guard.text(element, "link"))
    found = [identifiers.arxiv(name) for name in (*named, *(old.groups()[:1] if old else ()))]
    identifier, version = next((pair for pair in found if pair[0]), ("", ""))
    authors = people.split_line(_words(", ".join(xml_guard.texts(element, "creator"))))
    first = (old[2],) if old and old[2] else ()
    return record.entry(
        options,
        title,
        abstract,
        line=line,
        listed={"announced": xml_guard.text(element, "announce_type") or kind},
        authors=record.people(authors, options),
        arxiv=identifier,
        version=version,
        doi=identifiers.doi(xml_guard.text(element, "DOI", "doi")),
        venue=record.plain(xml_guard.text(element, "journal_reference"), options),
        license=xml_guard.text(element, "rights"),
        categories=tuple(dict.fromkeys((*first, *xml_guard.texts(element, "category")))),
    )


def _words(text: str) -> str:
    """The text without the HTML that old feeds put into it."""
    if not re.search(r"</?(?:p|a|br)\b", text):
        return text
    # 'this https URL' is what arXiv's pages call an address
    text = re.sub(r"<a\s[^<>]*href=\"([^\"]*)\"[^<>]*>\s*this https? URL\s*</a>", r"\1", text)
    return "\n\n".join(line.text for line in html.lines(text))
