"""arXiv's plain text: `.abs` files, daily mails, excerpts of them, and listings of a month.

They share one record: a line of two backslashes, the identifier and fields such as `Title:` with indented
continuations, two backslashes, the abstract, two backslashes. Mails have three parts, parted by lines of `%`: new
papers, cross-lists, and replacements, which have no abstract. Before April 2007 the identifier stands behind `Paper:`.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, TaggedFields
from sitegen.ingest.parser import Source
from sitegen.ingest.sources.arxiv import LISTED
from sitegen.ingest.values import dates
from sitegen.model import Date, Digest

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


def parse(text: str, source: Source) -> Digest:
    """Parse arXiv's plain text."""
    text = _as_sent(text)
    lines = text.split("\n")
    is_mail = bool(_MAIL.search(text[:5000])) or _CROSS_RULE in text
    digest = record.collect(_pieces(lines, is_mail), LISTED, source)
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


def _pieces(lines: Sequence[str], is_mail: bool) -> Iterator[Fields]:
    """The records; in a mail each with the part that it stands in: `new`, `cross` or `replace`."""
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
                abstract_end = _until(lines, header_end + 1, _ABSTRACT_END)
            abstract = "\n".join(lines[header_end + 1 : abstract_end])
            values = (("abstract", abstract), *_fields(lines[place:header_end], part if is_mail else ""))
            yield TaggedFields(values, place + 1)
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


def _fields(header: Sequence[str], part: str) -> Iterator[tuple[str, str]]:
    """The fields of a header by their names in small letters, and what its dates and its first line say."""
    fields: dict[str, str] = {}
    stamped: list[tuple[str, Date]] = []
    key = ""
    for line in header[1:]:
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
    match = _HEADER.match(header[0])
    yield "id", (match[1] if match else "") + (version[0] if version else "")
    if part:
        is_cross = "cross-listing" in header[0]
        kind = "replace" if replaced else part
        yield "announced", ("replace-cross" if kind == "replace" else "cross") if is_cross else kind


def _day(text: str, source: Source) -> tuple[Date, Date]:
    """The day of the listing, and the first one where it has several."""
    start = _RECORD.search(text)
    above = text[: start.start() if start else 5000]
    if mailed := re.search(r"^Date:\s*(.+)", above, re.MULTILINE):
        return dates.day(mailed[1]), ""
    days = sorted(filter(None, map(dates.parse, _SECTION_DAY.findall(text))))
    if days:
        return days[-1], days[0] if days[0] != days[-1] else ""
    received = re.search(r"received from.*?\bto\b(.*)", above)
    return source.day or (dates.day(received[1].strip()) if received else ""), ""
