"""BibTeX and BibLaTeX, as written by hand, by JabRef, Zotero, publishers and DBLP.

An entry with a title is a paper. Fields that it lacks come from the entry that its `crossref` names, as BibTeX has it.
Two entries of one key are two papers; the merging of papers that are one is left to those who know all sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read.bibtex import Record, records
from sitegen.ingest.values import bibtex as bibtex_text
from sitegen.ingest.values import dates, identifiers, journals, people
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.characters import clean
from sitegen.ingest.values.dates import dated, issued
from sitegen.model import Digest, Entry, Link

_ENTRY = re.compile(
    r"@\s*+(?:(?:comment|preamble)\s*+[{(]|[A-Za-z]++\s*+(?:%[^\n]*+\s*+)?[{(]\s*+[^\s,={}\"]*+\s*+[,=\"}{)])",
    re.IGNORECASE,
)
_ABOUT_THE_FILE = re.compile(
    r"%|This file was |(?:automatically )?generated (?:by|from|with|on)\b|Encoding:|\W{0,3}Bib(?:la)?TeX\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[,{(\s][\w-]+\s*=\s*[{\"\w]")
_ARXIV_VENUE = re.compile(r"\W*(?:arxiv|corr\b)", re.IGNORECASE)
_ARXIV_IN_TEXT = re.compile(r"\b(?:arxiv[:\s]+|abs/)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE)
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle", "school", "institution")
_INHERITED = MappingProxyType(
    {
        name: (name,)
        for name in ("year", "month", "date", "journal", "journaltitle", "school", "institution", "eventtitle")
    }
    | {"booktitle": ("booktitle", "title")}
)
_NO_PAPER = frozenset({"xdata", "set", "bibnote", "control"})


class BibTeX(Struct, frozen=True):
    """The parser of `.bib` files."""

    name: str = "BibTeX and BibLaTeX"

    def sniff(self, head: str) -> bool:
        head = head.lstrip()
        found = _ENTRY.search(head)
        if not found or head.startswith(("<", "[")):
            return False
        # a page may cite itself in BibTeX at its end; a bibliography begins with it, or with words about the file
        before = head[: found.start()]
        if not before or _ABOUT_THE_FILE.match(before):
            return True
        return len(before) <= 0.3 * len(head) and before[-1] not in "`'\"(" and bool(_FIELD.search(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        found = records(text, path, report)
        parents: dict[str, Record] = {}
        for one in found:
            parents.setdefault(one.key.lower(), one)
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        for number, one in enumerate(found, 1):
            if one.type in _NO_PAPER:
                continue
            if made := _entry(_inherited(one, parents), one, options):
                entries.append(made)
            else:
                untitled.append((number, one.line))
        record.tell_untitled(untitled, path, report)
        if not entries and not untitled and not report.count("error"):
            report.note("no-papers", "there are no entries with a title in this file", Location(path))
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def _inherited(one: Record, parents: Mapping[str, Record]) -> dict[str, str]:
    """The fields of an entry, completed by those that it refers to, at most a few steps away."""
    fields = dict(one.fields)
    seen = {one.key.lower()}
    parent = one
    for _ in range(3):
        keys = parent.fields.get("crossref") or parent.fields.get("xdata", "").split(",")[0]
        found = parents.get(keys.strip().lower()) if keys else None
        if found is None or found.key.lower() in seen:
            break
        seen.add(found.key.lower())
        parent = found
        for name in parent.fields if found.type == "xdata" else _INHERITED:
            sources = (name,) if found.type == "xdata" else _INHERITED[name]
            value = next(filter(None, (parent.fields.get(source, "") for source in sources)), "")
            if value and not fields.get(name) and not (name in ("year", "month", "date") and _is_dated(one)):
                fields[name] = value
    return fields


def _is_dated(one: Record) -> bool:
    return bool(one.fields.get("year") or one.fields.get("date"))


def _entry(fields: dict[str, str], one: Record, options: Options) -> Entry | None:
    title = _title(fields, options)
    if not title.strip():
        return None
    identifier, version = _arxiv(fields)
    doi = identifiers.doi(bibtex_text.verbatim(fields.get("doi", ""))) or identifiers.find_doi(
        bibtex_text.verbatim(fields.get("url", ""))
    )
    venue = next((value for name in _VENUES if (value := fields.get(name, "")) and not _ARXIV_VENUE.match(value)), "")
    return record.entry(
        options,
        title,
        [_text(part, options) for part in re.split(r"\n\s*\n", fields.get("abstract", ""))],
        line=one.line,
        found_in=_links(fields, bool(doi or identifier)),
        authors=record.people((_name(name, options) for name in people.bibtex(fields.get("author", ""))), options),
        published=_published(fields),
        arxiv=identifier,
        version=version,
        doi=doi,
        venue=record.plain(_text(journals.named(venue), options), options),
        license=fields.get("copyright", "") if "://" in fields.get("copyright", "") else "",
        categories=tuple(re.findall(r"[\w.-]+", fields.get("primaryclass", "") or fields.get("eprintclass", ""))[:1]),
        keywords=_keywords(fields, options),
    )


def _title(fields: dict[str, str], options: Options) -> str:
    title = fields.get("title") or fields.get("maintitle") or fields.get("booktitle") or ""
    subtitle = fields.get("subtitle", "") if fields.get("title") else ""
    joint = " " if re.search(r"[:?!.–—]\s*$", title) else ": "
    return _text(title + joint + subtitle if subtitle.strip() else title, options)


def _text(value: str, options: Options) -> str:
    """A value's text on one line; as it stands where TeX is not to be repaired."""
    text = " ".join(clean(bibtex_text.plain(value) if options.repair else value).split(" ")).strip(" \n\t")
    # Crossref hands the HTML of titles on
    return untagged.line(text) if options.repair and "</" in text else text


def _name(value: str, options: Options) -> str:
    """A name without the number by which DBLP tells namesakes apart."""
    return re.sub(r"\s\d{4}$", "", _text(value, options))


def _arxiv(fields: dict[str, str]) -> tuple[str, str]:
    eprint = bibtex_text.verbatim(fields.get("eprint", ""))
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").strip("{} ").lower()
    if archive in ("", "arxiv"):
        found = identifiers.arxiv(eprint)
        if found[0]:
            return found
    for name in ("arxivid", "arxiv", "doi", "url", "journal", "journaltitle", "volume", "howpublished", "note"):
        value = bibtex_text.verbatim(fields.get(name, "")) if name in ("doi", "url") else fields.get(name, "")
        whole = identifiers.arxiv(value) if name in ("arxivid", "arxiv") else ("", "")
        named = _ARXIV_IN_TEXT.search(value)
        identifier = whole[0] or identifiers.find_arxiv(value) or (named[1] if named else "")
        if identifier:
            return identifier, whole[1]
    return "", ""


def _published(fields: dict[str, str]) -> str:
    if date := issued(bibtex_text.plain(fields.get("date", "") or fields.get("issued", ""))):
        return date
    year = fields.get("year", "")
    month = bibtex_text.plain(fields.get("month", "")).replace("\u00a0", " ")
    # `year = 2007-05` is what programs make of a date they do not understand
    return (
        issued(year) if "-" in year and issued(year) else dated(bibtex_text.plain(year), month, fields.get("day", ""))
    )


def _links(fields: dict[str, str], has_home: bool) -> tuple[Link, ...]:
    made: tuple[Link, ...] = ()
    for name in ("url", "code", "pdf", "project", "software"):
        address = bibtex_text.verbatim(fields.get(name, ""))
        made += record.address(address, has_home)
    return made


def _keywords(fields: dict[str, str], options: Options) -> tuple[str, ...]:
    value = _text(fields.get("keywords") or fields.get("keyword") or "", options)
    parts = re.split(r"[,;|\n]", value)
    return tuple(dict.fromkeys(word for part in parts if (word := record.plain(part, options))))
