"""arXiv's plain text: `.abs` files, daily mails, excerpts of them, and listings of a month.

They share one record: a line of two backslashes, the identifier and fields such as `Title:` with indented
continuations, two backslashes, the abstract, two backslashes. Mails have three parts, parted by lines of `%`: new
papers, cross-lists, and replacements, which have no abstract. Before April 2007 the identifier stands behind `Paper:`.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from msgspec import structs

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, TaggedFields
from sitegen.ingest.parser import Source
from sitegen.ingest.sources.arxiv import LISTED
from sitegen.ingest.values import dates
from sitegen.model import Date, Digest

_PARTS = {"%-%-%": "cross", "%%--%%": "replace"}
"""Parts of a mail by how the rule above each begins; new papers come first."""
_RULE = r"[%-]{20,}\s*$"
_PIECE = re.compile(
    rf"^(?P<rule>{'|'.join(_PARTS)})|^\\\\[ \t]*\n(?:[ \t]*\n)*"
    r"(?P<header>(?:arXiv|Paper)\b[^:\n]{0,40}:[ \t]*"
    r"(?P<id>(?:[a-z-]+(?:\.[A-Z][\w-]*)?/)?\d{4}\.?\d{3,5})(?:v\d+)?.*"
    rf"(?:\n(?!\\\\|{_RULE}).*)*+)"
    rf"(?:\n\\\\[ \t]*\n(?P<abstract>(?:(?!\\\\(?:\s*$|\s*\(|-{{20}})|{_RULE})(?:.+\n?|\n))*+))?",
    re.MULTILINE,
)
_REPLACED = "replaced with revised version"
_FIELD = re.compile(
    rf"(?:(?P<key>[A-Z][A-Za-z-]*)(?:\s*\((?P<note>[^()\n]*)\))?:|(?P<replaced>{_REPLACED}))\s*(?P<value>.*)"
)
_SECTION_DAY = re.compile(r"^/\*\s*(.*?)\s*\*/", re.MULTILINE)


def parse(text: str, source: Source) -> Digest:
    """Parse arXiv's plain text."""
    text = _as_sent(text)
    is_mail = bool(re.search(r"^[ \t]*Submissions to:", text[:5000], re.MULTILINE)) or "%-%-%" in text
    digest = record.collect(_papers(text, is_mail), LISTED, source)
    if not digest.entries and not source.report.count("error"):
        source.note("no-papers", "arXiv announced nothing here")
    day, first = _day(text, source)
    return structs.replace(digest, date=day, start=first)


def _as_sent(text: str) -> str:
    """A mail as arXiv sent it: without the marks of one that was passed on, and without a mail program's encoding."""
    if re.search(r"^>[> ]*\\\\\s*$", text[:20_000], re.MULTILINE):
        text = re.sub(r"^>[> ]?(?:> ?)*", "", text, flags=re.MULTILINE)
    if re.search(r"^Content-Transfer-Encoding:\s*quoted-printable", text[:5000], re.MULTILINE | re.IGNORECASE):
        text = quopri.decodestring(text.encode()).decode("utf-8", errors="replace")
    return text


def _papers(text: str, is_mail: bool) -> Iterator[Fields]:
    """The records; in a mail each with the part that it stands in: `new`, `cross` or `replace`."""
    part, line, counted = "new", 1, 0
    for piece in _PIECE.finditer(text):
        if piece["rule"]:
            part = _PARTS[piece["rule"]]
            continue
        start = piece.start("header")
        line, counted = line + text.count("\n", counted, start), start
        yield TaggedFields((("abstract", piece["abstract"] or ""), *_fields(piece, part if is_mail else "")), line)


def _fields(piece: re.Match[str], part: str) -> Iterator[tuple[str, str]]:
    """The fields of a header by their names in small letters, and what its dates and its first line say."""
    fields: dict[str, str] = {}
    stamped: list[tuple[str, Date]] = []
    key = ""
    first, *header = piece["header"].split("\n")
    for line in header:
        match = None if line.startswith((" ", "\t")) else _FIELD.match(line)
        if match and (match["replaced"] or match["key"] == "Date"):
            key = ""
            stamped.append((match["replaced"] or match["note"] or "", dates.parse(match["value"])))
        elif match:
            key = match["key"].lower()
            fields[key] = f"{fields[key]}, {match['value']}" if key in fields else match["value"]
        elif key and line.strip():
            fields[key] += " " + line.strip()
    yield from fields.items()
    replaced = any(note == _REPLACED for note, _ in stamped)
    yield "created", next((day for note, day in stamped if not note), "")
    yield "updated", stamped[-1][1] if len(stamped) > 1 or replaced else ""
    version = re.search(r"v\d+", stamped[-1][0]) if stamped else None
    yield "id", piece["id"] + (version[0] if version else "")
    if part:
        is_cross = "cross-listing" in first
        kind = "replace" if replaced else part
        yield "announced", ("replace-cross" if kind == "replace" else "cross") if is_cross else kind


def _day(text: str, source: Source) -> tuple[Date, Date]:
    """The day of the listing, and the first one where it has several."""
    start = _PIECE.search(text)
    above = text[: start.start() if start else 5000]
    if mailed := re.search(r"^Date:\s*(.+)", above, re.MULTILINE):
        return dates.day(mailed[1]), ""
    days = sorted(filter(None, map(dates.parse, _SECTION_DAY.findall(text))))
    if days:
        return days[-1], days[0] if days[0] != days[-1] else ""
    received = re.search(r"received from.*?\bto\b(.*)", above)
    return source.day or (dates.day(received[1].strip()) if received else ""), ""
