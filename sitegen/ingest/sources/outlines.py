"""Outlines (OPML): links that a reader of feeds has starred, and entries of outliners with what is noted of them.

A paper has its title in one outline, and its address or a note beside that. Its authors and its abstract may be
outlines below it, and the day of its list stands above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sitegen.ingest import record
from sitegen.ingest.fields import JsonFields, XmlFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import xml
from sitegen.ingest.sources.doubtful_rows import SHORTEST_ABSTRACT, of_no_other_pages
from sitegen.ingest.sources.records import RECORD, canonical
from sitegen.ingest.values import dates as values
from sitegen.ingest.values import identifiers, links, title_cells
from sitegen.model import Date, Digest
from sitegen.text import dates

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 50
"""Outlines around one that is read."""


def parse(text: str, source: Source) -> Digest:
    """Parse outlines: one with an address, or with a note and none below it, is a paper, and is no feed."""
    tree = xml.parse(text, source)
    listed = [*_entries(tree.root, "", source.hint)] if tree.root is not None else []
    papers = [JsonFields(_paper(outline), tree.lines[outline], day) for outline, day in listed]
    if not papers and any(True for _ in tree.all("outline")):
        what = "this is a list of feeds, or of headings, and holds no paper"
        source.error("no-papers", what, hint="sitegen pull reads feeds that site.toml names")
    day = values.day(XmlFields(tree.root).text("head/dateCreated|head/dateModified"))
    return record.collect(of_no_other_pages(papers, source), RECORD, source, day=day)


def _entries(above: Element, day: Date, hint: str, depth: int = 0) -> Iterator[tuple[Element, Date]]:
    """The outlines that may be papers, each with the day that the nearest one above it says."""
    for element in above if depth < _DEEPEST else ():
        if element.tag == "outline" and _is_entry(element):
            yield element, day
            yield from ((inner, day) for inner in element.iterfind(".//outline") if _leads(inner))
        else:
            yield from _entries(element, dates.day_of(_words(element), hint)[0] or day, hint, depth + 1)


def _is_entry(outline: Element) -> bool:
    """Whether an outline is no feed, and neither a heading nor a page above links."""
    if outline.get("xmlUrl"):
        return False
    address = _address(outline)
    is_above_links = any(map(_address, outline.iterfind(".//outline"))) and not _leads(outline)
    return bool(address and not is_above_links) or bool(outline.get("_note") and not len(outline))


def _address(outline: Element) -> str:
    return outline.get("url") or outline.get("htmlUrl") or ""


def _leads(outline: Element) -> bool:
    return links.leads_to_paper(_address(outline))


def _words(outline: Element) -> str:
    return outline.get("text") or outline.get("title") or ""


def _paper(outline: Element) -> dict[str, Any]:
    """An outline as the fields of a paper; what is below it may be that of a paper below."""
    inner = [*outline.iterfind(".//outline")]
    below = [_words(one) for one in (outline if any(map(_leads, inner)) else inner) if not _leads(one)]
    longest = max(below, key=len, default="")
    note = outline.get("_note", "")
    return canonical(
        {
            "title": _words(outline),
            "authors": next(filter(title_cells.are_several, below), ""),
            "abstract": note or (longest if len(longest.encode()) >= SHORTEST_ABSTRACT else ""),
            "url": _address(outline),
            "arxiv": identifiers.find_arxiv(note),
            "doi": identifiers.find_doi(note),
        }
    )
