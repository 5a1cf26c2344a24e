"""Large sources a part at a time, and the papers of them that are wanted.

A dump of arXiv holds millions of papers in one file of gigabytes: a JSON object a line, a row of a table, or an XML
record after the other. They are handed to the format's own parser a few thousand at a time, so that no more than those
are in memory, and only papers that the editor chose are kept.

The records of XML follow each other in one element. Such a file is cut between them, into parts that are files of their
own: its head, some of its records, and the ends of what is open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat

from msgspec import Struct, structs

from sitegen.diagnostics import Report
from sitegen.ingest import compression, formats
from sitegen.ingest.compression import File
from sitegen.ingest.parser import Source
from sitegen.model import Date, Digest, Entry
from sitegen.spool import spooled

_LONGEST_LINE = 32 * 2**20
_PART = 2**20
"""Records take twenty times as much memory as their text while they are read."""
_HEAD = 2**20
_TRAP = "xml-entities"
_OWN_HEAD = b'{"sitegen":'
_ONCE = frozenset({"newer-format", "unknown-key"})
"""Findings that are of a whole file, and that each of its parts makes anew."""
_TABLES = "tables with a head (CSV, TSV, Markdown, HTML)"
_ROOTS: tuple[tuple[bytes, bytes], ...] = (
    (rb"OAI-PMH|ListRecords", b"record"),
    (rb"collection\s+id=", b"volume"),
    (rb"PubmedArticleSet", b"PubmedArticle"),
    (rb"feed", b"entry"),
    (rb"rss|RDF", b"item"),
)
_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*", re.DOTALL)
_SKIPPED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>", re.DOTALL)
_TAG = re.compile(rb"<(/?)([\w:.-]+)(?:\s[^<>]*?)?(/?)>")


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
        if self.since and (not day or day.ljust(10, "~") < self.since):
            return False
        if not self.categories:
            return True
        known = {category.casefold() for category in entry.facts.categories}
        known |= {category.partition(".")[0] for category in known}
        return any(category.casefold() in known for category in self.categories)


class Chosen:
    """The papers that are chosen of a source; they are counted while they are iterated over."""

    def __init__(self, choice: Choice, digests: Iterable[Digest]) -> None:
        self.seen = self.kept = 0
        self._choice, self._digests = choice, iter(digests)
        self._first = next(self._digests, Digest())
        # what the first part says of the list goes for all of it
        self.about = structs.replace(self._first, entries=(), untitled=())

    def __iter__(self) -> Iterator[Entry]:
        part: Digest | None = self._first
        self._first = Digest()
        while part:
            self.seen += len(part.entries)
            wanted = [entry for entry in part.entries if self._choice.wants(entry, part.date)]
            self.kept += len(wanted)
            yield from wanted
            # two parts at a time would be in memory otherwise
            wanted, part = [], None
            part = next(self._digests, None)


def has_parts(file: File) -> bool:
    """Whether a source, packed or not, can be read in parts: a JSON object a line, a table, or records of XML."""
    head = compression.head(file, _HEAD)
    return bool(xml_record(head)) or _head_lines(head) is not None


def _head_lines(head: bytes) -> int | None:
    """How many lines every part needs of those that begin a file; None for a file that is no sequence of lines."""
    first, end, _ = head.lstrip().partition(b"\n")
    if end and first.startswith(b"{"):
        try:
            return int(first.startswith(_OWN_HEAD)) if isinstance(json.loads(first), dict) else None
        except (ValueError, RecursionError):
            return None
    text = head[: formats.HEAD].decode("utf-8", "ignore")
    if not end or next(formats.recognised(text)).name != _TABLES:
        return None
    from sitegen.ingest.sources.table_heads import head_of

    table_head = head_of(text.split("\n"))
    return table_head.end if table_head and table_head.sign != "|" else None


def whole(digests: Iterable[Digest]) -> Digest:
    """The digest of a source from those of its parts, each of which may be of a day of its own."""
    parts: list[Digest] = []
    listed: list[repeat[Date]] = []

    def all_entries() -> Iterator[Entry]:
        for part in digests:
            parts.append(structs.replace(part, entries=()))
            listed.append(repeat(part.date, len(part.entries)))
            yield from part.entries

    entries = spooled(Entry, all_entries())
    days = {part.date for part in parts if part.date}
    if len(days) > 1:
        dated = zip(entries, chain.from_iterable(listed), strict=True)
        entries = spooled(Entry, (one if one.listed else structs.replace(one, listed=day) for one, day in dated))
    return structs.replace(
        parts[0] if parts else Digest(),
        date=max(days, default=""),
        entries=entries,
        untitled=tuple(entry for part in parts for entry in part.untitled),
    )


def digests(
    file: File, source: Source, read: Callable[[bytes, Report], Digest], tell: Callable[[int], None] | None = None
) -> Iterator[Digest]:
    """The digests of a source's parts, each of whole lines or records, which `read` reads as a source.

    What is wrong stands at the lines of the whole file, and `tell` is told how many bytes, unpacked, have been read.
    """
    done = 0
    reported: set[str] = set()
    for first, head, part, tail in _parts(file, source):
        findings = Report()
        digest = read(head + part + tail, findings)
        shift = first - 1 - head.count(b"\n")
        for finding in findings.diagnostics:
            if finding.message not in reported:
                at = finding.at
                if at and at.line:
                    at = structs.replace(at, line=at.line + shift)
                source.report.add(structs.replace(finding, at=at))
            if finding.code in _ONCE:
                reported.add(finding.message)
        done += len(part)
        if tell:
            tell(done)
        if any(finding.code == _TRAP for finding in findings.diagnostics):
            return  # it stands in the head, and so in every part
        entries = (structs.replace(entry, line=entry.line + shift) for entry in digest.entries)
        yield structs.replace(digest, entries=tuple(entries))


def _parts(file: File, source: Source) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    """Number of the first line, the head that each part needs, the part's own lines, and the end it needs."""
    head = compression.head(file, _HEAD)
    if name := xml_record(head):
        yield from cut_xml(compression.parts(file, source), name, _PART, _LONGEST_LINE, source)
    else:
        lines = compression.lines(file, source, _LONGEST_LINE)
        yield from _cut_lines(lines, _head_lines(head) or 0, is_table=not head.lstrip().startswith(b"{"))


def _cut_lines(lines: Iterable[bytes], head_lines: int, *, is_table: bool) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    head, part, size, first, quotes = b"", list[bytes](), 0, 1, 0
    for number, line in enumerate(lines, 1):
        part.append(line)
        size += len(line)
        # a cell of a table may hold line ends between quotation marks
        quotes += line.count(b'"') if is_table else 0
        if size >= _PART and (quotes % 2 == 0 or size >= _LONGEST_LINE):
            yield first, head, b"".join(part), b""
            if first == 1:
                head = b"".join(part[:head_lines])
            part, size, first = [], 0, number + 1
    if part:
        yield first, head, b"".join(part), b""


def xml_record(head: bytes) -> bytes:
    """The name of the records that a file which begins with `head` is made of; empty for one not to be cut."""
    start = _BEFORE.sub(b"", head)
    names = (name for root, name in _ROOTS if re.match(rb"<(?:\w+:)?(?:%b)[\s>\w\"]" % root, start))
    name = next(names, b"")
    return name if name and b"\0" not in head and _first(name, head) >= 0 else b""


def cut_xml(
    parts: Iterable[bytes], name: bytes, size: int, longest: int, source: Source
) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    """The parts of a file that are to be read one by one, of about `size` bytes, from its bytes as they come.

    Each is the number of the first record's line, the file's head, the records with that name, and what ends the file.
    A record of more than `longest` bytes is an error, and the file's end.
    """
    end = re.compile(rb"</(?:[\w.-]+:)?%b\s*>" % name)
    head, tail, rest, line = b"", b"", b"", 1
    for part in parts:
        rest += part
        if not head and (start := _first(name, rest)) >= 0:
            head, rest = rest[:start], rest[start:]
            tail, line = _ends(head), head.count(b"\n") + 1
        if not head or len(rest) < size:
            continue
        last = max((match.end() for match in end.finditer(rest)), default=0)
        if last:
            yield line, head, rest[:last], tail
            line += rest.count(b"\n", 0, last)
            rest = rest[last:]
        elif len(rest) > longest:
            source.error("too-large", f"a record is longer than {longest // 2**20} MB, and was not read", line)
            return
    # what stands behind the last record ends the file
    if not head or _first(name, rest) >= 0:
        yield line, head, rest, b""


def _first(name: bytes, text: bytes) -> int:
    """Where the first record starts, comments aside; -1 where none does."""
    matches = re.finditer(rb"<!--.*?(?:-->|\Z)|<(?:[\w.-]+:)?%b[\s>]" % name, text, re.DOTALL)
    return next((match.start() for match in matches if not match[0].startswith(b"<!--")), -1)


def _ends(head: bytes) -> bytes:
    """The end tags of what a file's head leaves open."""
    open_tags: list[bytes] = []
    for match in _TAG.finditer(_SKIPPED.sub(b"", head)):
        if match[1]:
            del open_tags[-1:]
        elif not match[3]:
            open_tags.append(match[2])
    return b"".join(b"</%b>" % tag for tag in reversed(open_tags))
