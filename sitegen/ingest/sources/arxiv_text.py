"""arXiv's plain text: `.abs` files, daily mails, excerpts of them, and listings of a month.

They share one record: a line of two backslashes, the identifier and fields such as `Title:` with indented
continuations, two backslashes, the abstract, two backslashes. Mails have three parts, parted by lines of `%`: new
papers, cross-lists, and replacements, which have no abstract. Before April 2007 the identifier stands behind `Paper:`.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.values import dates, identifiers, links, people
from sitegen.model import Date, Digest, Entry

_MARK = "\\\\"
_NAME = r"(?:arXiv|Paper)\b[^:\n]{0,40}:\s*((?:[a-z-]+(?:\.[A-Z][\w-]*)?/)?\d{4}\.?\d{3,5})(?:v\d+)?"
_HEADER = re.compile(rf"{_NAME}(.*)")
_QUOTE = r"(?:>[> \t]*)?"
_RECORD = re.compile(rf"^{_QUOTE}\\\\[ \t]*\n(?:[> \t]*\n)*{_QUOTE}{_NAME}", re.MULTILINE)
_MAIL = re.compile(rf"^{_QUOTE}[ \t]*Submissions to:", re.MULTILINE)
_RULE = re.compile(r"(?:-{20,}|[%-]{20,})\s*")
_CROSS_RULE, _REPLACED_RULE = "%-%-%", "%%--%%"
_REPLACED = "replaced with revised version"
_FIELD = re.compile(
    rf"(?:(?P<key>[A-Z][A-Za-z-]*)(?:\s*\((?P<note>[^()\n]*)\))?:|(?P<replaced>{_REPLACED}))\s*(?P<value>.*)"
)
_HEADER_END = re.compile(rf"\\\\|{_RULE.pattern}$")
_ABSTRACT_END = re.compile(rf"\\\\(?:\s*$|\s*\(|-{{20}})|{_RULE.pattern}$")
_SECTION_DAY = re.compile(r"^/\*\s*(.*?)\s*\*/", re.MULTILINE)


class Piece(Struct):
    """One record as it stands in the file."""

    line: int
    header: list[str]
    abstract: str
    part: str
    """`new`, `cross` or `replace`, by the part of the mail that it stands in."""


class ArxivListing(Struct, frozen=True):
    """The parser of arXiv's plain text."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        text = _as_sent(text)
        lines = text.split("\n")
        is_mail = bool(_MAIL.search(text[:5000])) or _CROSS_RULE in text
        entries = []
        for piece in _pieces(lines):
            if made := _entry(piece, is_mail, options):
                entries.append(made)
            else:
                report.error(
                    "broken-record", "this record has no title", Location(path, piece.line), excerpt=piece.header[0]
                )
        if not entries and not report.count("error"):
            report.note("no-papers", "arXiv announced nothing here", Location(path))
        day, first = _day(text, path, options)
        return Digest(date=day, start=first, entries=tuple(entries))


def _as_sent(text: str) -> str:
    """A mail as arXiv sent it: without the marks of one that was passed on, and without a mail program's encoding."""
    if re.search(r"^>[> ]*\\\\\s*$", text[:20_000], re.MULTILINE):
        text = re.sub(r"^>[> ]?(?:> ?)*", "", text, flags=re.MULTILINE)
    if re.search(r"^Content-Transfer-Encoding:\s*quoted-printable", text[:5000], re.MULTILINE | re.IGNORECASE):
        text = quopri.decodestring(text.encode()).decode("utf-8", errors="replace")
    return text


def _pieces(lines: Sequence[str]) -> Iterator[Piece]:
    part, after_mark, place = "new", False, 0
    while place < len(lines):
        line = lines[place]
        if line.startswith(_CROSS_RULE):
            part = "cross"
        elif line.startswith(_REPLACED_RULE):
            part = "replace"
        if after_mark and _HEADER.match(line):
            header_end = _until(lines, place, _HEADER_END)
            abstract_end = header_end
            if header_end < len(lines) and lines[header_end].rstrip() == _MARK:
                abstract_end = _abstract_end(lines, header_end + 1)
            abstract = "\n".join(lines[header_end + 1 : abstract_end])
            yield Piece(place + 1, list(lines[place:header_end]), abstract, part)
            place = max(abstract_end, place + 1)
            after_mark = False
            # the mark that ends an abstract begins no record, unless the rule between them is lost
            if place < len(lines) and lines[place].startswith(_MARK):
                after_mark = lines[place].rstrip() == _MARK
                place += 1
            continue
        if line.strip():
            after_mark = line.startswith(_MARK)
        place += 1


def _until(lines: Sequence[str], start: int, ends: re.Pattern[str]) -> int:
    return next((place for place in range(start, len(lines)) if ends.match(lines[place])), len(lines))


def _abstract_end(lines: Sequence[str], start: int) -> int:
    """Where an abstract ends: not at two backslashes that break a line of a formula, behind which it goes on."""
    end = _until(lines, start, _ABSTRACT_END)
    while end + 1 < len(lines) and lines[end].rstrip() == _MARK:
        after = lines[end + 1]
        if not after.strip() or _HEADER_END.match(after) or _HEADER.match(after):
            break
        following = _until(lines, end + 1, _ABSTRACT_END)
        if following >= len(lines):
            break
        end = following
    return end


def _entry(piece: Piece, is_mail: bool, options: Options) -> Entry | None:
    found = _HEADER.match(piece.header[0])
    fields, stamped = _fields(piece.header[1:])
    title = fields.get("title", "")
    if not found or not title:
        return None
    replaced = any(note == _REPLACED for note, _ in stamped)
    first = next((day for note, day in stamped if not note), "")
    last = stamped[-1][1] if len(stamped) > 1 or replaced else ""
    version = re.search(r"v(\d+)", stamped[-1][0]) if stamped else None
    return record.entry(
        options,
        title,
        piece.abstract,
        line=piece.line,
        around=links.found(fields.get("comments", "")),
        listing={"announced": _announced(piece, found[2], replaced) if is_mail else ""},
        authors=record.authors(people.split_line(fields.get("authors", fields.get("author", ""))), options),
        published=first,
        updated=last,
        arxiv=identifiers.arxiv(found[1])[0],
        version=version[1] if version else "",
        doi=identifiers.doi(fields.get("doi", "")),
        venue=record.plain(fields.get("journal-ref", ""), options),
        license=fields.get("license", ""),
        categories=tuple(fields.get("categories", fields.get("subj-class", "")).split()),
    )


def _fields(header: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, Date]]]:
    """The fields by their names in small letters, and the dates with what is said of them."""
    fields: dict[str, str] = {}
    stamped: list[tuple[str, Date]] = []
    key = ""
    for line in header:
        found = None if line.startswith((" ", "\t")) else _FIELD.match(line)
        if found and (found["replaced"] or found["key"] == "Date"):
            key = ""
            stamped.append((found["replaced"] or found["note"] or "", dates.day(found["value"])))
        elif found:
            key = found["key"].lower()
            fields[key] = f"{fields[key]}, {found['value']}" if key in fields else found["value"]
        elif key and line.strip():
            fields[key] += " " + line.strip()
    return fields, stamped


def _announced(piece: Piece, after_name: str, replaced: bool) -> str:
    is_cross = "cross-listing" in after_name or "cross-listing" in piece.header[0].partition(":")[0]
    if replaced or piece.part == "replace":
        return "replace-cross" if is_cross else "replace"
    return "cross" if is_cross else piece.part


def _day(text: str, path: str, options: Options) -> tuple[Date, Date]:
    """The day of the listing, and the first one where it has several."""
    start = _RECORD.search(text)
    above = text[: start.start() if start else 5000]
    if mailed := re.search(r"^Date:\s*(.+)", above, re.MULTILINE):
        return dates.day(mailed[1]), ""
    days = sorted(filter(None, map(dates.day, _SECTION_DAY.findall(text))))
    if days:
        return days[-1], days[0] if days[0] != days[-1] else ""
    received = re.search(r"received from.*?\bto\b(.*)", above)
    return dates.hinted(options.date_hint, path) or (dates.day(received[1].strip()) if received else ""), ""
