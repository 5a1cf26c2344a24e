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

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import html
from sitegen.ingest.values import dates, identifiers, links, people
from sitegen.model import Date, Digest, Entry

_ITEM = re.compile(r"\s*\[\d{1,5}\]\s*arXiv:\s*(?P<id>\S+?)(?:v\d+)?(?=[\s\[(]|$)(?P<rest>.*)", re.IGNORECASE)
_FIELD = re.compile(
    r"\s*(Title|Authors?|Comments|Subjects|Journal-ref|Report-no|DOI|Abstract|[A-Z]{3}-class)\s*:\s*(.*)"
)
_DAY = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? +\d{1,2} +[A-Z][a-z]{2}[a-z]* +\d{4}")
_SECTION = re.compile(
    r"\s*(?P<kind>New|Cross|Replacement)[\w-]*(?: submissions| lists?|s)?(?: \(showing .*\)| for .*)\s*", re.IGNORECASE
)
_KINDS = {"new": "new", "cross": "cross", "replacement": "replace"}
_CATEGORY = re.compile(r"\(([a-z][\w-]*(?:\.[A-Za-z-]{2,})?)\)")
_WRAPPED = range(60, 90)
_META = re.compile(r'<meta\s+name="citation_(\w+)"\s+content="([^"]*)"', re.IGNORECASE)


class ArxivPage(Struct, frozen=True):
    """The parser of such pages, as HTML or as text."""

    def sniff(self, head: str) -> bool:
        if "citation_arxiv_id" in head and head.lstrip().startswith("<"):
            return True
        rows = _rows(head)
        found = [row for _, row in rows if _ITEM.match(row)]
        if not found or not re.search(r"\[.*(?:pdf|abs|other).*\]", found[0]):
            return False
        # not if a text browser has wrapped the lines
        return 2 * sum(len(row) in _WRAPPED for _, row in rows) < len(rows)

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        if meta := _META.findall(text):
            entry = _own_page([(name.lower(), unescape(value)) for name, value in meta], options)
            return Digest(date=dates.hinted(options.date_hint, path), entries=(entry,) if entry else ())
        rows = _rows(text)
        starts = [place for place, (_, row) in enumerate(rows) if _ITEM.match(row)]
        above = [row for _, row in rows[: starts[0]]] if starts else []
        entries: list[Entry] = []
        kind, day = _kind(above, ""), _day(above)
        for start, end in zip(starts, [*starts, len(rows)][1:], strict=True):
            if made := _entry(rows[start:end], kind, options):
                entries.append(structs.replace(made, listed=day))
            else:
                report.error("broken-record", "this paper has no title", Location(path, rows[start][0]))
            below = [row for _, row in rows[start:end]]
            kind, day = _kind(below, kind), _day(below) or day
        return record.of_days(entries, dates.hinted(options.date_hint, path))


def _rows(text: str) -> list[tuple[int, str]]:
    """The lines, each with its number."""
    if html.is_html(text[:20_000]):
        return html.lines(text)
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _day(above: Sequence[str]) -> Date:
    """The day of the last heading above the first paper; a recent list names others before it."""
    return next((dates.day(found[0]) for row in reversed(above) if (found := _DAY.search(row))), "")


def _kind(rows: Sequence[str], before: str) -> str:
    """How what stands below these lines was announced."""
    found = [known["kind"].lower() for row in rows if (known := _SECTION.fullmatch(row))]
    return _KINDS[found[-1]] if found else before


def _entry(rows: Sequence[tuple[int, str]], kind: str, options: Options) -> Entry | None:
    line, first = rows[0]
    item = _ITEM.match(first)
    fields = dict(_fields([row for _, row in rows[1:]]))
    title = fields.get("Title", "")
    if item is None or not title:
        return None
    identifier, version = identifiers.arxiv(item["id"])
    comments = fields.get("Comments", "")
    replaced = re.search(r"\((cross-list|replaced)", item["rest"])
    return record.entry(
        options,
        title,
        fields.get("Abstract", ""),
        line=line,
        around=links.found(comments),
        listing={"announced": {"cross-list": "cross", "replaced": "replace"}[replaced[1]] if replaced else kind},
        authors=record.authors(people.split_line(fields.get("Authors", "")), options),
        arxiv=identifier,
        version=version,
        doi=identifiers.doi(fields.get("DOI", "")),
        venue=record.plain(fields.get("Journal-ref", ""), options),
        categories=tuple(_CATEGORY.findall(fields.get("Subjects", ""))),
    )


def _fields(rows: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The labelled lines; the line below the title without a label names the authors, the last one is the abstract."""
    before = ""
    seen: set[str] = set()
    for row in rows:
        if _DAY.match(row.strip()) or _SECTION.fullmatch(row):
            return
        if found := _FIELD.match(row):
            before = "Authors" if found[1].startswith("Author") else found[1]
            seen.add(before)
            yield before, found[2]
        elif before == "Title" and "Authors" not in seen:
            before = "Authors"
            seen.add(before)
            yield before, row
        elif before and "Abstract" not in seen and len(row) > 120:
            before = "Abstract"
            seen.add(before)
            yield before, row


def _own_page(meta: Sequence[tuple[str, str]], options: Options) -> Entry | None:
    """The paper of a page by what it tells citation managers."""
    told = dict(reversed(meta))
    if not told.get("title"):
        return None
    names = (" ".join(reversed(value.split(", ", 1))) for name, value in meta if name == "author")
    return record.entry(
        options,
        told["title"],
        told.get("abstract", ""),
        authors=record.authors(names, options),
        published=dates.day(told.get("date", "").replace("/", "-")),
        updated=dates.day(told.get("online_date", "").replace("/", "-")),
        arxiv=identifiers.arxiv(told.get("arxiv_id", ""))[0],
        doi=identifiers.doi(told.get("doi", "")),
    )
