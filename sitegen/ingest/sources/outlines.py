"""Outlines (OPML): the links that a reader of feeds has starred, and entries of outliners with their notes."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.fields import XmlFields
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml
from sitegen.ingest.record import Record
from sitegen.ingest.sources.records import without_addresses
from sitegen.ingest.values import dates
from sitegen.model import Digest

_ADDRESS = ".@url|.@htmlUrl"
_NOTE = ".@_note"
_ENTRY = Record(
    title=lambda outline: outline.text(".@text|.@title"),
    abstract=lambda outline: without_addresses(outline.value.get("_note", ""))[0],
    mentions=f"{_ADDRESS}|{_NOTE}",
    url=_ADDRESS,
)


class Outlines(Struct, frozen=True):
    """The parser: an outline without others in it is a paper if it has an address or a note, and is no feed."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml.parse(text, path, report)
        outlines = [XmlFields(element, line) for element, line in tree.all("outline")]
        entries = list(_entries(outlines))
        if outlines and not entries:
            what = "this is a list of feeds, or of headings, and holds no paper"
            report.error("no-papers", what, Location(path), hint="sitegen pull reads feeds that site.toml names")
        day = dates.day(XmlFields(tree.root).text("head/dateCreated|head/dateModified"))
        return record.collect(entries, _ENTRY.read, path, report, options, day=day)


def _entries(outlines: list[XmlFields]) -> Iterator[XmlFields]:
    for outline in outlines:
        is_leaf = not outline.find("outline") and not outline.text(".@xmlUrl")
        if is_leaf and outline.text(f"{_ADDRESS}|{_NOTE}"):
            yield outline
