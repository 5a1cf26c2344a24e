"""Pages of arxiv.org, saved or copied from a browser: lists of new and recent papers, and a paper's own page.

```
[1] arXiv:2503.21782 (cross-list from cs.CL) [pdf, html, other]
Title: Mobile-VideoGPT: Fast and Accurate Video Understanding Language Model
Abdelrahman Shaker, Muhammad Maaz
Comments: Technical Report
Subjects: Computer Vision and Pattern Recognition (cs.CV); Machine Learning (cs.LG)
```

New papers have their abstracts below, recent ones none. A page holds several days or kinds under headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, TaggedFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import Numbered, html
from sitegen.ingest.record import Record
from sitegen.ingest.sources.arxiv import LISTED
from sitegen.ingest.values import dates
from sitegen.model import Digest

_ITEM = re.compile(r"\s*\[\d{1,5}\]\s*arXiv:\s*(?P<id>\S+?)(?:v\d+)?(?=[\s\[(]|$)(?P<rest>.*)", re.IGNORECASE)
_FIELD = re.compile(
    r"\s*(Title|Authors?|Comments|Subjects|Journal-ref|Report-no|DOI|Abstract|[A-Z]{3}-class)\s*:\s*(.*)"
)
_DAY = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? +\d{1,2} +[A-Z][a-z]{2}[a-z]* +\d{4}")
_SECTION = re.compile(
    r"\s*(?P<kind>New|Cross|Replacement)[\w-]*(?: submissions| lists?|s)?(?: \(showing .*\)| for .*)\s*", re.IGNORECASE
)
_KINDS = {"new": "new", "cross": "cross", "replacement": "replace"}
_LONG = 120
"""Characters of a line that is an abstract whatever ends it; a shorter one is a sentence, as nothing below a list."""
_SENTENCE = re.compile(r"[.!?。！？][\"'”’)\]]*\s*$")
_META = re.compile(r'<meta\s+name="citation_(\w+)"\s+content="([^"]*)"', re.IGNORECASE)


def sniff(head: str) -> bool:
    if "citation_arxiv_id" in head and head.lstrip().startswith("<"):
        return True
    rows = [row for _, row in _rows(head)]
    first = next(filter(_ITEM.match, rows), "")
    return bool(re.search(r"\[.*(?:pdf|abs|other).*\]", first)) and not _is_wrapped(rows)


def parse(text: str, source: Source) -> Digest:
    """Parse such pages, as HTML or as text."""
    if meta := _META.findall(text):
        page = TaggedFields(tuple((name, unescape(value)) for name, value in meta))
        return record.collect([page], _OWN_PAGE, source)
    return record.collect(_papers(_rows(text)), LISTED, source)


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Whether a text browser has wrapped lines: more than the names stand between a title and the next field."""
    fields = (mark[1] if (mark := _FIELD.match(row)) else "" for row in rows)
    kinds = "".join({"": "-", "Title": "T", "Author": "A", "Authors": "A"}.get(name, "F") for name in fields)
    return bool(re.search("T(?:-A|-{2,3}[AF])", kinds))


def _rows(text: str) -> list[Numbered]:
    """The lines, each with its number."""
    plain = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return html.lines(text) if html.is_html(text) else plain


def _papers(rows: Sequence[Numbered]) -> Iterator[Fields]:
    starts = [number for number, (_, row) in enumerate(rows) if _ITEM.match(row)]
    kind, day = "", ""
    for start, end in zip([0, *starts], [*starts, len(rows)], strict=True):
        lines = [row for _, row in rows[start:end]]
        if item := _ITEM.match(lines[0]) if lines else None:
            replaced = re.search(r"\((cross-list|replaced)", item["rest"])
            announced = {"cross-list": "cross", "replaced": "replace"}[replaced[1]] if replaced else kind
            values = (("id", item["id"]), ("announced", announced), *_fields(lines[1:]))
            yield TaggedFields(values, rows[start][0], day)
        # the last headings count: a recent list names other days above its first one
        kind = next((_KINDS[known["kind"].lower()] for row in lines[::-1] if (known := _SECTION.fullmatch(row))), kind)
        day = next((dates.day(named[0]) for row in lines[::-1] if (named := _DAY.search(row))), "") or day


def _fields(rows: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The labelled lines; the line below the title without a label names the authors, the last one is the abstract."""
    before = ""
    for row in rows:
        if _DAY.match(row.strip()) or _SECTION.fullmatch(row):
            return
        value = row
        if match := _FIELD.match(row):
            before, value = match[1].lower().replace("author", "authors").replace("ss", "s"), match[2]
        elif before == "title":
            before = "authors"
        elif before and (len(row) > _LONG or (before != "abstract" and _SENTENCE.search(row))):
            before = "abstract"
        else:
            continue
        yield before, value


_OWN_PAGE = Record(
    title="title",
    abstract="abstract",
    authors="author",
    published="date",
    updated="online_date",
    arxiv="arxiv_id",
    doi="doi",
)
"""A paper's page by what it tells citation managers."""
