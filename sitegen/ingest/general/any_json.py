"""JSON in which papers stand in nobody's format, such as somebody's own collection, read as well as its names allow."""

from __future__ import annotations

import re

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest.guards import json_guard
from sitegen.ingest.guards.json_guard import Fields
from sitegen.ingest.parser import Options
from sitegen.ingest.records import author_line, links, record, stamps
from sitegen.model import Digest, Entry, Link, LinkKind

_UNDER = ("papers", "data", "items", "results", "entries", "articles")
_ANY = re.compile(r'[\[\s]*\{(?:[^{}]|\{[^{}]*\})*?"[Tt]itle"\s*:\s*"')
_WRAPPED = re.compile(rf'\s*\{{[^\[\]{{}}]*"(?:{"|".join(_UNDER)})"\s*:{_ANY.pattern}')
_OF_PAPERS = re.compile(r'"(?:abstract|summary|authors?|doi|arxiv\w*|pdf(?:_url)?)"\s*:', re.IGNORECASE)


class AnyRecords(Struct, frozen=True):
    """The parser of such JSON: a list, an object a line, or an object that holds the list."""

    name: str = "JSON records with a title"

    def sniff(self, head: str) -> bool:
        is_record = head.lstrip()[:1] in ("{", "[") and (_ANY.match(head) or _WRAPPED.match(head))
        # much that is no paper has a title
        return bool(is_record and _OF_PAPERS.search(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries = []
        for number, item in enumerate(json_guard.items(text, path, report, _UNDER), 1):
            if made := _entry(Fields(item.value), item.line, options):
                entries.append(made)
            else:
                at = Location(path, item.line)
                report.error("broken-record", f"record {number} is not a paper with a title", at)
        return Digest(date=stamps.hinted(options.date_hint, path), entries=tuple(entries))


def _entry(fields: Fields, line: int, options: Options) -> Entry | None:
    """A paper from whatever a record calls its fields."""
    title = fields.text("title", "Title", "name")
    if not title:
        return None
    addresses = [fields.text(name) for name in ("url", "link", "URL", "arxiv_url", "paper_url", "pdf", "pdf_url")]
    named = [fields.text(name) for name in ("arxiv", "arxiv_id", "arxivId", "id", "paper_id")]
    identifier, version = next((found for found in map(record.arxiv_id, (*named, *addresses)) if found[0]), ("", ""))
    doi = next(filter(None, map(record.doi, (fields.text("doi", "DOI"), *addresses))), "")
    return record.entry(
        options,
        title,
        fields.raw("abstract") or fields.raw("summary") or fields.raw("Abstract"),
        line=line,
        found_in=_found_in(fields, bool(identifier or doi)),
        listed={
            "votes": fields.count("votes", "upvotes", "likes"),
            "comments": fields.count("comments", "numComments"),
            "submitter": fields.text("submitter", "submitted_by"),
        },
        authors=record.people(_people(fields), options),
        published=stamps.day(fields.text("published", "publishedAt", "published_date", "date", "year")),
        updated=stamps.day(fields.text("updated", "updated_date")),
        arxiv=identifier,
        version=version,
        doi=doi,
        venue=record.plain(fields.text("venue", "journal", "booktitle", "conference"), options),
        license=fields.text("license"),
        categories=fields.texts("categories"),
        keywords=fields.texts("keywords"),
        topics=fields.texts("topics") or fields.texts("tags"),
    )


def _people(fields: Fields) -> list[tuple[str, str]]:
    authors = fields.list("authors")
    if not authors:
        return author_line.split(fields.text("authors", "author"))
    return [
        (json_guard.as_text(author) or Fields(author).text("name", "fullname"), Fields(author).text("affiliation"))
        for author in authors
    ]


def _found_in(fields: Fields, is_identified: bool) -> list[Link]:
    kinds: tuple[tuple[LinkKind, tuple[str, ...]], ...] = (
        ("code", ("code", "github", "github_url", "code_url", "githubRepo")),
        ("project", ("project", "project_url", "projectPage")),
        ("pdf", ("pdf", "pdf_url")),
    )
    found = [link for kind, names in kinds for name in names for link in record.link(fields.text(name), kind)]
    if not is_identified:
        found += record.link(fields.text("url", "link", "URL"))
    return list(links.distinct(found))
