"""CSL-JSON, which Zotero, Pandoc and Mendeley write, and Crossref's JSON, which is the same with lists for texts.

Crossref wraps a work in `message`, and many in its `items`; abstracts are JATS, and `issued` may hold `[[null]]`.
Titles carry `<i>`, `<sup>` and their like.
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
from sitegen.ingest.read.json import Fields, Item
from sitegen.ingest.values import dates, identifiers, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.dates import dated, issued
from sitegen.model import Date, Digest, Entry, Link

_TYPE = re.compile(r'"type"\s*:\s*"[a-z_-]+"')
_TITLE = re.compile(r'"title"\s*:\s*[\[\"]')
_OWN = ("issued", "container-title", "citation-key", "publisher-place", "family", "literal", "accessed", "event-place")
_YAML = re.compile(r"(?:\s*#[^\n]*\n|\s*---[^\n]*\n)*(?:references:\s*\n)?\s*- [\w-]+:")
_YAML_FIELD = re.compile(r"^\s+(?:issued|container-title|citation-key|author|accessed):\s*$", re.MULTILINE)
_CROSSREF = re.compile(r'"message-type"\s*:|"message-version"\s*:')


class Csl(Struct, frozen=True):
    """The parser of CSL-JSON."""

    name: str = "CSL-JSON"

    def sniff(self, head: str) -> bool:
        if head.lstrip()[:1] not in ("{", "[") or not _TYPE.search(head) or not _TITLE.search(head):
            return False
        return any(f'"{field}"' in head for field in _OWN)

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        return digest(json_guard.items(text, path, report, ("items", "references")), path, report, options)


class CslYaml(Struct, frozen=True):
    """The parser of the same in YAML, as Pandoc takes it: a list below `references:`, or the list alone."""

    name: str = "CSL-YAML"

    def sniff(self, head: str) -> bool:
        return bool(_YAML.match(head)) and bool(_YAML_FIELD.search(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        found = yaml_guard.load(text, path, report)
        works = found if isinstance(found, list) else Fields(found).list("references")
        return digest((Item(_unmarked(work), 1) for work in works), path, report, options)


def _unmarked(work: Any) -> Any:
    """A work whose title is plain: Pandoc's is Markdown, in which `*` stands around emphasis."""
    if not isinstance(work, dict) or not isinstance(work.get("title"), str):
        return work
    return {**work, "title": re.sub(r"(\*{1,2})(?=\S)([^*\n]+)(?<=\S)\1", r"\2", work["title"])}


class Crossref(Struct, frozen=True):
    """The parser of Crossref's answers."""

    name: str = "Crossref (JSON)"

    def sniff(self, head: str) -> bool:
        if head.lstrip()[:1] not in ("{", "["):
            return False
        return bool(_CROSSREF.search(head)) or all(f'"{key}"' in head for key in ("DOI", "reference-count"))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        return digest(_works(text, path, report), path, report, options)


def _works(text: str, path: str, report: Report) -> Iterator[Item]:
    for item in json_guard.items(text, path, report, ("items",)):
        outer = Fields(item.value)
        if outer.text("status") == "failed":
            told = outer.list("message")
            reason = Fields(told[0]).text("message") if told else ""
            report.error("feed-error", f"Crossref answered: {reason or 'it failed'}", Location(path, item.line))
            continue
        message = outer.fields("message")
        if message.list("items"):
            yield from (Item(work, item.line) for work in message.list("items"))
        elif message:
            yield Item(item.value["message"], item.line)
        else:
            yield item


def digest(items: Iterator[Item], path: str, report: Report, options: Options) -> Digest:
    """The works of a file."""
    entries: list[Entry] = []
    untitled: list[tuple[int, int]] = []
    for number, item in enumerate(items, 1):
        if made := entry(Fields(item.value), item.line, options):
            entries.append(made)
        else:
            untitled.append((number, item.line))
    record.tell_untitled(untitled, path, report)
    return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def entry(work: Fields, line: int, options: Options) -> Entry | None:
    """One work; None where it has no title."""
    title = untagged.line(_one(work, "title") or _one(work, "container-title"))
    if not title:
        return None
    subtitle = untagged.line(_one(work, "subtitle"))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}{'' if title[-1] in ':?!' else ':'} {subtitle}"
    url = work.text("URL", "url")
    doi = identifiers.doi(work.text("DOI", "doi")) or identifiers.find_doi(url)
    preprints = (work.text("DOI"), work.text("number"), url, work.text("note"))
    identifier = identifiers.arxiv(work.text("arxiv"))[0] or next(
        filter(None, map(identifiers.find_arxiv, preprints)), ""
    )
    venue = _one(work, "container-title") if _one(work, "title") else ""
    return record.entry(
        options,
        title,
        untagged.paragraphs(work.raw("abstract")),
        line=line,
        found_in=record.address(url, bool(doi or identifier)) + _pdf(work),
        authors=record.people(map(_author, work.list("author")), options),
        published=_issued(work),
        arxiv=identifier,
        doi=doi,
        venue=record.plain(untagged.line(venue or _one(work, "event-title")), options),
        license=next((url for one in work.list("license") if (url := Fields(one).text("URL"))), ""),
        keywords=_keywords(work),
    )


def _one(work: Fields, key: str) -> str:
    """A text, or the first of a list of them."""
    return next(iter(work.texts(key)), "")


def _author(author: Any) -> tuple[str, str]:
    """A name in reading order: given name, particles, family name, suffix; or an organisation's."""
    known = Fields(author)
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    name = " ".join(filter(None, map(known.text, parts)))
    houses = (Fields(house).text("name") for house in known.list("affiliation"))
    # a particle that ends in an apostrophe stands close to its name
    name = re.sub(r"(?<=\b[dDlL]['’]) (?=\w)", "", name)
    name = people.eastern(known.text("family"), known.text("given")) or name
    return name or known.text("literal", "name") or json_guard.as_text(author), "; ".join(filter(None, houses))


def _issued(work: Fields) -> Date:
    """When it was issued, as exactly as one of the dates tells."""
    for key in ("issued", "published", "published-print", "published-online", "posted"):
        if date := _date(work, key):
            return date
    return ""


def _date(work: Fields, key: str) -> Date:
    date = work.fields(key)
    parts = date.list("date-parts")
    first = parts[0] if parts and isinstance(parts[0], list) else []
    if date_of_parts := dated(*(json_guard.as_text(part) for part in first[:3])) if first else "":
        return date_of_parts
    listed = work.list(key)
    spelt = Fields(listed[0]) if listed else date
    if spelt.text("year"):
        return dated(spelt.text("year"), spelt.text("month"), spelt.text("day"))
    return issued(date.text("raw", "literal", "edtf") or work.text(key))


def _keywords(work: Fields) -> tuple[str, ...]:
    told = work.texts("subject") or tuple(re.split(r"\s*[,;]\s*", work.text("keyword")))
    return tuple(dict.fromkeys(filter(None, told)))


def _pdf(work: Fields) -> tuple[Link, ...]:
    files = (Fields(one) for one in work.list("link"))
    urls = (one.text("URL") for one in files if one.text("content-type") == "application/pdf")
    return next((record.link(url, "pdf") for url in urls), ())
