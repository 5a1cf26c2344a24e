"""Large sources a part at a time, and the papers of them that are wanted.

A dump of arXiv holds millions of papers in one file of gigabytes, a JSON object a line, or an XML record after the
other. They are handed to the format's own parser a few thousand at a time, so that no more than those are in memory,
and only papers that the editor chose are kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic, Location, Report
from sitegen.ingest import compression
from sitegen.ingest.read import xml_parts
from sitegen.model import Date, Digest, Entry

LONGEST_LINE = 32 * 2**20
_PART = 4 * 2**20
_HEAD = 2**20
_TRAP = "xml-entities"
_OWN_HEAD = b'{"sitegen":'


class Choice(Struct, frozen=True, kw_only=True):
    """Which papers of a source are wanted."""

    since: Date = ""
    """Published, or else updated, or else listed on this day or later; empty for all."""
    categories: tuple[str, ...] = ()
    """Of one of these categories, `cs.CL`, or archives, `cs`; empty for all."""

    def __bool__(self) -> bool:
        return bool(self.since or self.categories)

    def wants(self, entry: Entry, listed: Date = "") -> bool:
        """Whether a paper is wanted. One whose day or category nobody tells is not, where that was asked for."""
        day = entry.facts.published or entry.facts.updated or entry.listed or listed
        # a paper of which only the year is known counts as of its last day
        if self.since and day.ljust(10, "~") < self.since:
            return False
        if not day and self.since:
            return False
        if not self.categories:
            return True
        known = {category.casefold() for category in entry.facts.categories}
        known |= {category.partition(".")[0] for category in known}
        return any(category.casefold() in known for category in self.categories)


def has_parts(file: Path) -> bool:
    """Whether a file, packed or not, can be read in parts: it holds a JSON object a line, or records of XML."""
    head = compression.head(file, _HEAD)
    return _is_lines(head) or bool(xml_parts.record(head))


def _is_lines(head: bytes) -> bool:
    """Whether a file that begins with `head` holds a JSON object a line, as far as its first line tells."""
    first, end, _ = head.lstrip().partition(b"\n")
    if not end or not first.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def digests(
    file: Path, report: Report, read: Callable[[bytes, Report], Digest], tell: Callable[[int], None] | None = None
) -> Iterator[Digest]:
    """The digests of a file's parts, each of whole lines or records.

    Args:
        file: it has parts.
        report: takes what is wrong, at the lines of the whole file.
        read: reads one part as a source.
        tell: is told how many bytes, unpacked, have been read.
    """
    done = 0
    for first, head, part, tail in _parts(file, report):
        found = Report()
        digest = read(head + part + tail, found)
        shift = first - 1 - head.count(b"\n")
        report.extend(_moved(found, shift))
        done += len(part)
        if tell:
            tell(done)
        if _TRAP in {diagnostic.code for diagnostic in found.diagnostics}:
            return  # it stands in the head, and so in every part
        yield structs.replace(
            digest, entries=tuple(structs.replace(entry, line=entry.line + shift) for entry in digest.entries)
        )


def _parts(file: Path, report: Report) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    """Number of the first line, the head that each part needs, the part's own lines, and the end it needs."""
    if name := xml_parts.record(compression.head(file, _HEAD)):
        pieces = compression.parts(file, report)
        yield from xml_parts.cut(pieces, name, _PART, LONGEST_LINE, file.as_posix(), report)
        return
    for first, head, part in _of_lines(compression.lines(file, report, LONGEST_LINE)):
        yield first, head, part, b""


def _of_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes, bytes]]:
    head, part, size, first, number = b"", list[bytes](), 0, 1, 0
    for number, line in enumerate(lines, 1):
        part.append(line)
        size += len(line)
        if size >= _PART:
            yield first, head, b"".join(part)
            if first == 1 and part[0].lstrip().startswith(_OWN_HEAD):
                head = part[0]
            part, size, first = [], 0, number + 1
    if part:
        yield first, head, b"".join(part)


def _moved(found: Report, shift: int) -> Iterator[Diagnostic]:
    for diagnostic in found.diagnostics:
        at = diagnostic.at
        if at and at.line:
            yield structs.replace(diagnostic, at=Location(at.path, at.line + shift, at.column))
        else:
            yield diagnostic
