"""What all catalogues in XML share: a file holds elements of certain names, and each is a paper.

A format is a function from such an element to an entry. Broken XML is read up to where it breaks, and entities that a
file declares are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import dates
from sitegen.model import Digest, Entry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEAD = 6_000


class XmlCatalog(Struct, frozen=True, kw_only=True):
    """The parser of one such format."""

    name: str
    marks: str
    """Pattern of what only files of this format hold near their beginning."""
    records: tuple[str, ...]
    """Names of the elements that are papers."""
    read: Callable[[Element, int, Options], Entry | None]
    """The paper of an element; None where it has no title."""

    def sniff(self, head: str) -> bool:
        return head.lstrip().startswith("<") and bool(re.search(self.marks, head[:_HEAD]))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml_guard.parse(text, path, report, self.records)
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        for number, (element, line) in enumerate(self._records(tree), 1):
            if made := self.read(element, line, options):
                entries.append(made)
            else:
                untitled.append((number, line))
        record.tell_untitled(untitled, path, report)
        if not entries and not untitled and not report.count("error"):
            report.note("no-papers", "there are no records in this file", Location(path))
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))

    def _records(self, tree: xml_guard.Tree) -> Iterator[tuple[Element, int]]:
        """The records in the order of the file; one within another belongs to it."""
        pending = [tree.root] if tree.root is not None else []
        while pending:
            element = pending.pop()
            if element.tag in self.records:
                yield element, tree.lines[element]
            else:
                pending += reversed(element)


def within(element: Element, name: str) -> Iterator[Element]:
    """All elements of that name below an element."""
    return element.iter(name)


def first(element: Element, *names: str) -> Element | None:
    """The first element below of one of these names, in order of the names."""
    return next((found for name in names for found in element.iter(name)), None)


def said(element: Element, *names: str) -> str:
    """The text of the first element below of one of these names that has any."""
    found = (xml_guard.words(one) for name in names for one in element.iter(name))
    return " ".join(next(filter(None, found), "").split())


def day(element: Element | None) -> str:
    """The date of an element that holds a year, and perhaps a month and a day."""
    from sitegen.ingest.values.dates import dated

    if element is None:
        return ""
    parts = {child.tag.lower(): xml_guard.words(child) for child in element}
    return dated(parts.get("year", ""), parts.get("month", ""), parts.get("day", ""))


def fullest(dates: Iterator[str]) -> str:
    """The first of the most exact dates."""
    return max(filter(None, dates), key=len, default="")
