"""JSON in which papers stand in nobody's format, such as somebody's own collection, read as well as its names allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, structs

from sitegen.diagnostics import Report
from sitegen.ingest import record
from sitegen.ingest.general import shapes
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields, Item
from sitegen.ingest.values import dates, identifiers, links, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.dates import issued
from sitegen.model import Date, Digest, Entry, Link, LinkKind

_ABSTRACTS = ("abstract", "Abstract", "abstractNote", "abstractText", "content_html", "content_text", "summary")
_DATES = (
    *("published", "publishedAt", "published_at", "published_date", "publishedDate", "date_published"),
    *("firstPublicationDate", "publication_date", "date_released", "date"),
    *("year", "pubYear", "publicationYear"),
)
_VENUES = ("venue", "journal", "booktitle", "conference", "publicationTitle", "proceedingsTitle", "journalTitle")
_ADDRESSES = (
    *("url", "link", "URL", "arxiv_url", "paper_url", "pdf", "pdf_url", "entry_id", "ee"),
    *("abs", "abs_url", "arxiv_abs_url", "hf_url", "source_url"),
)
_GIVEN, _FAMILY = ("firstName", "givenName", "given", "first"), ("lastName", "familyName", "family", "last")
_UNDER = ("papers", "data", "items", "results", "entries", "articles")
_ANY = re.compile(r'[\[\s]*\{(?:[^{}]|\{[^{}]*\})*?"[Tt]itle"\s*:\s*"')
_WRAPPED = re.compile(rf'\s*\{{[^\[\]{{}}]*"(?:{"|".join(_UNDER)})"\s*:{_ANY.pattern}')
_KEYED = re.compile(rf'\s*\{{\s*"[^"\n]{{1,60}}"\s*:{_ANY.pattern}')
"""An object that holds its records, or lists of them, under days or identifiers."""
_OTHERS = re.compile(r"\bet\.?\s*al\b", re.IGNORECASE)
_NESTED = re.compile(r'"titles?"\s*:\s*[\["{]', re.IGNORECASE)
_PEOPLE = re.compile(r'"(?:authors?|creators|authorString)"\s*:')
_THOUSANDS = re.compile(r"\d[\d,]{0,8}(?:\.\d{1,4})?\s?[kK]")
_OF_PAPERS = re.compile(r'"(?:abstract|summary|authors?|doi|arxiv\w*|pdf(?:_url)?)"\s*:', re.IGNORECASE)


class AnyRecords(Struct, frozen=True):
    """The parser of such JSON: a list, an object a line, or an object that holds the list."""

    name: str = "JSON records with a title"

    def sniff(self, head: str) -> bool:
        is_record = head.lstrip()[:1] in ("{", "[") and any(shape.match(head) for shape in (_ANY, _WRAPPED, _KEYED))
        # much that is no paper has a title
        if is_record and _OF_PAPERS.search(head):
            return True
        return head.lstrip()[:1] in ("{", "[") and bool(_NESTED.search(head) and _PEOPLE.search(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        found = _lists(json_guard.items(text, path, report, ()))
        for number, (value, line, around) in enumerate(found, 1):
            works = [_listed(work, day, line, options) for work, day in shapes.records(value, day=around)]
            entries += filter(None, works)
            if not any(works):
                untitled.append((number, line))
        record.tell_untitled(untitled, path, report)
        days = sorted({entry.listed for entry in entries})
        if len(days) > 1 and all(days):
            return Digest(date=days[-1], entries=tuple(entries))
        day = dates.hinted(options.date_hint, path) or "".join(days[-1:])
        return Digest(date=day, entries=tuple(structs.replace(entry, listed="") for entry in entries))


def _lists(items: Iterable[Item]) -> Iterator[tuple[Any, int, Date]]:
    """The records of a file with their lines, each with the day that stands beside the list it is in."""
    for item in items:
        around = Fields(item.value)
        inside = next(filter(None, map(around.list, _UNDER)), None)
        day = dates.day(around.text("date")) if inside else ""
        yield from ((value, item.line, day) for value in inside or [item.value])


def _listed(work: Mapping[str, Any], day: Date, line: int, options: Options) -> Entry | None:
    made = _entry(Fields(work), line, options)
    return structs.replace(made, listed=day) if made else None


def _entry(fields: Fields, line: int, options: Options) -> Entry | None:
    """A paper from whatever a record calls its fields."""
    title = fields.text("title", "Title", "name") or _first_text(fields, "titles", "title")
    if not title:
        return None
    addresses = [fields.text(name) for name in _ADDRESSES]
    named = [fields.text(name) for name in ("arxiv", "arxiv_id", "arxivId", "id", "paper_id")]
    identifier, version = next((found for found in map(identifiers.arxiv, (*named, *addresses)) if found[0]), ("", ""))
    identifier = identifier or next(filter(None, map(identifiers.find_arxiv, addresses)), "")
    doi = next(filter(None, map(identifiers.doi, (fields.text("doi", "DOI"), fields.text("id"), *addresses))), "")
    return record.entry(
        options,
        untagged.line(title),
        _abstract(fields),
        line=line,
        found_in=_found_in(fields, bool(identifier or doi)),
        listed={
            "votes": _count(fields, "votes", "upvotes", "likes", "num_upvotes", "upvote_count"),
            "comments": _count(fields, "numComments", "num_comments", "comment_count", "comments"),
            "submitter": fields.text("submitter", "submitted_by"),
        },
        authors=record.people(_people(fields), options),
        published=_published(fields),
        updated=dates.day(fields.text("updated", "updated_date", "updated_at", "date_modified", "date_updated")),
        arxiv=identifier,
        version=version,
        doi=doi,
        venue=record.plain(fields.text(*_VENUES), options),
        license=fields.text("license"),
        categories=fields.texts("categories"),
        keywords=fields.texts("keywords"),
        topics=fields.texts("topics") or fields.texts("tags") or tuple(_named(fields.list("tags"), "tag", "name")),
    )


def _people(fields: Fields) -> list[tuple[str, str]]:
    authors = next(filter(None, (fields.list(name) for name in ("authors", "creators", "author"))), [])
    authors = authors or fields.fields("authors").list("author")
    if not authors and " and " in fields.text("author") and not fields.text("authors"):
        # a bibliography that a program turned into JSON
        return [(re.sub(r"[{}]", "", name), "") for name in people.bibtex(fields.text("author"))]
    if not authors:
        return people.split_line(fields.text("authors", "author", "authorString").rstrip("."))
    named = [_name(author) for author in authors]
    if any(_OTHERS.search(name) for name in named):
        return []
    return [(_name(author), _first_text(Fields(author), "affiliation", "affiliations")) for author in authors]


def _count(fields: Fields, *keys: str) -> int | None:
    """A number, also as pages show it: `1.2k`."""
    told = next((text for key in keys if _THOUSANDS.fullmatch(text := fields.text(key))), "")
    return fields.count(*keys) if not told else round(float(told[:-1].replace(",", "")) * 1000)


def _name(author: Any) -> str:
    """A name in reading order, from whatever parts it is told in."""
    known = Fields(author)
    given, family = known.text(*_GIVEN), known.text(*_FAMILY)
    whole = json_guard.as_text(author) or known.text("name", "fullname", "fullName", "text", "literal")
    # namesakes have a number at DBLP
    return f"{given} {family}".strip() if family else re.sub(r"\s\d{4}$", "", people.reading_order(whole))


def _first_text(fields: Fields, *keys: str) -> str:
    """The first text of a list, or of the objects in it."""
    for key in keys:
        found = fields.texts(key) or tuple(_named(fields.list(key), "title", "name", "description"))
        if found:
            return found[0]
    return ""


def _named(values: list[Any], *keys: str) -> Iterator[str]:
    yield from filter(None, (Fields(value).text(*keys) for value in values))


def _abstract(fields: Fields) -> str | list[str]:
    told = next(filter(None, map(fields.raw, _ABSTRACTS)), "") or next(
        (
            Fields(one).raw("description")
            for one in fields.list("descriptions")
            if Fields(one).text("descriptionType") in ("Abstract", "")
        ),
        "",
    )
    return untagged.paragraphs(told) if "</" in told else told


def _published(fields: Fields) -> Date:
    told = (fields.text(name) for name in _DATES)
    return next(filter(None, (dates.day(text) or issued(text) for text in told if text)), "")


def _found_in(fields: Fields, is_identified: bool) -> list[Link]:
    kinds: tuple[tuple[LinkKind, tuple[str, ...]], ...] = (
        ("code", ("code", "github", "github_url", "code_url", "githubRepo", "github_repo")),
        ("project", ("project", "project_url", "projectPage", "project_page")),
        ("pdf", ("pdf", "pdf_url")),
    )
    found = [link for kind, names in kinds for name in names for link in record.link(fields.text(name), kind)]
    # arXiv's authors tell in their comments where the code is
    found += links.found(fields.text("comment"))
    if not is_identified:
        found += record.link(fields.text("url", "link", "URL"))
    return list(links.distinct(found))
