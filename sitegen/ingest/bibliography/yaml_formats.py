"""Bibliographies in YAML of their own shape: `CITATION.cff`, by which software says how it is cited, and Hayagriva.

A citation file is about one work, or about the paper that it would rather have cited. Hayagriva, Typst's format, has an
entry a key; what an entry appeared in is its `parent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read import yaml as yaml_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.dates import dated, issued
from sitegen.model import Digest, Entry

_CITATION = re.compile(r"^cff-version[ \t]*:", re.MULTILINE)
_ENTRY = re.compile(
    r"(?:\s*+#[^\n]*+\n|\s*+---[ \t]*+\n)*+\s*+[^\s:#\-][^\s:]*+:[ \t]*+\n"
    r"(?:[ \t]++[^\n]*+\n){0,12}?[ \t]++type:[ \t]*+[\"']?"
    r"(?:article|chapter|entry|anthos|report|thesis|web|scene|artwork|patent|case|newspaper|legislation|manuscript|"
    r"original|post|misc|performance|periodical|proceedings|book|blog|reference|conference|anthology|repository|thread|"
    r"video|audio|exhibition)\b",
    re.IGNORECASE,
)


class CitationFile(Struct, frozen=True):
    """The parser of the Citation File Format."""

    name: str = "CITATION.cff (YAML)"

    def sniff(self, head: str) -> bool:
        return bool(_CITATION.search(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        work = Fields(yaml_guard.load(text, path, report))
        cited = work.fields("preferred-citation")
        made = cited_work(cited, options) or cited_work(work, options)
        if not made and not report.count("error"):
            record.tell_untitled([(1, 1)], path, report)
        return Digest(date=dates.hinted(options.date_hint, path), entries=(made,) if made else ())


def cited_work(work: Fields, options: Options) -> Entry | None:
    """The work of a citation file; None where it has no title."""
    title = untagged.line(work.text("title"))
    if not title:
        return None
    others = [Fields(one) for one in work.list("identifiers")]
    doi = identifiers.doi(work.text("doi")) or next(
        (identifiers.doi(one.text("value")) for one in others if one.text("type") == "doi"), ""
    )
    urls = [work.text(key) for key in ("url", "repository-code", "repository")]
    return record.entry(
        options,
        title,
        untagged.paragraphs(work.raw("abstract")),
        found_in=[link for url in urls for link in record.address(url, bool(doi))],
        authors=record.people(map(_person, work.list("authors")), options),
        published=issued(work.text("date-released", "date-published")) or dated(work.text("year"), work.text("month")),
        arxiv=next(filter(None, map(identifiers.find_arxiv, [*urls, work.text("doi")])), ""),
        doi=doi,
        venue=record.plain(work.text("journal", "collection-title"), options),
        keywords=work.texts("keywords"),
    )


def _person(author: Any) -> tuple[str, str]:
    known = Fields(author)
    parts = ("given-names", "name-particle", "family-names", "name-suffix")
    return " ".join(filter(None, map(known.text, parts))) or known.text("name", "alias"), known.text("affiliation")


class Hayagriva(Struct, frozen=True):
    """The parser of Typst's bibliographies."""

    name: str = "Hayagriva (YAML)"

    def sniff(self, head: str) -> bool:
        return bool(_ENTRY.match(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        found = yaml_guard.load(text, path, report)
        starts = {line.rstrip()[:-1].strip("\"'"): number for number, line in enumerate(text.split("\n"), 1)
                  if line.rstrip().endswith(":") and not line[:1].isspace()}  # fmt: skip
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        for number, (key, value) in enumerate(found.items() if isinstance(found, dict) else (), 1):
            line = starts.get(key, 1)
            if made := typst_entry(Fields(value), line, options):
                entries.append(made)
            else:
                untitled.append((number, line))
        record.tell_untitled(untitled, path, report)
        if not entries and not untitled and not report.count("error"):
            report.note("no-papers", "there are no entries in this file", Location(path))
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def typst_entry(work: Fields, line: int, options: Options) -> Entry | None:
    """One entry; None where it has no title."""
    title = untagged.line(_formatted(work, "title"))
    if not title:
        return None
    url = _formatted(work, "url")
    numbers = work.fields("serial-number")
    doi = identifiers.doi(numbers.text("doi") or work.text("doi")) or identifiers.find_doi(url)
    parents = work.list("parent") or [work.value("parent")]
    return record.entry(
        options,
        title,
        untagged.paragraphs(_formatted(work, "abstract")),
        line=line,
        found_in=record.address(url, bool(doi)),
        authors=record.people(_authors(work), options),
        published=issued(_formatted(work, "date"))
        or next(filter(None, (issued(Fields(one).text("date")) for one in parents)), ""),
        arxiv=identifiers.arxiv(numbers.text("arxiv"))[0] or identifiers.find_arxiv(url),
        doi=doi,
        venue=record.plain(next(filter(None, (_formatted(Fields(one), "title") for one in parents)), ""), options),
    )


def _formatted(work: Fields, key: str) -> str:
    """A text, which may stand in `value` beside how it is to be set."""
    return work.text(key) or work.fields(key).text("value")


def _authors(work: Fields) -> Iterator[str]:
    for author in work.list("author") or [work.value("author")]:
        known = Fields(author)
        parts = ("given-name", "prefix", "name", "suffix")
        yield people.reading_order(json_guard.as_text(author)) or " ".join(filter(None, map(known.text, parts)))


YAML: tuple[CitationFile | Hayagriva, ...] = (CitationFile(), Hayagriva())
