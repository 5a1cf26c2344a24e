"""BibTeX and BibLaTeX, as written by hand, by JabRef, Zotero, publishers and DBLP.

An entry with a title is a paper. Fields that it lacks come from the entry that its `crossref` names, as BibTeX has it.
Two entries of one key are two papers; the merging of papers that are one is left to those who know all sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest import record
from sitegen.ingest.fields import Fields
from sitegen.ingest.parser import Options
from sitegen.ingest.read.bibtex import Record, records
from sitegen.ingest.read.characters import clean
from sitegen.ingest.values import bibtex, dates, identifiers, markup, people
from sitegen.model import Date, Digest, Entry, Link

_ENTRY = re.compile(
    r"@\s*+(?:(?:comment|preamble)\s*+[{(]|[A-Za-z]++\s*+(?:%[^\n]*+\s*+)?[{(]\s*+[^\s,={}\"]*+\s*+[,=\"}{)])",
    re.IGNORECASE,
)
_ABOUT_THE_FILE = re.compile(
    r"%|This file was |(?:automatically )?generated (?:by|from|with|on)\b|Encoding:|\W{0,3}Bib(?:la)?TeX\b",
    re.IGNORECASE,
)
_FENCED = re.compile(r"^```\w*\s*@[^`]*+^```", re.MULTILINE)
_FIELD = re.compile(r"[,{(\s][\w-]+\s*=\s*[{\"\w]")
_ARXIV_VENUE = re.compile(r"\W*(?:arxiv|corr\b)", re.IGNORECASE)
_ARXIV_NUMBER = re.compile(r"\b(?:arxiv[:\s]+|abs/)([\w.-]+(?:/\d{7})?)", re.IGNORECASE)
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle", "school", "institution")
_DATES = ("year", "month", "date")
_INHERITED = MappingProxyType(
    {name: (name,) for name in (*_DATES, "journal", "journaltitle", "school", "institution", "eventtitle")}
    | {"booktitle": ("booktitle", "title")}
)
_NO_PAPER = frozenset({"xdata", "set", "bibnote", "control"})


class BibTeX(Struct, frozen=True):
    """The parser of `.bib` files."""

    def sniff(self, head: str) -> bool:
        """Whether a file is a bibliography; a page may cite itself in BibTeX at its end."""
        head = head.lstrip()
        found = _ENTRY.search(head)
        if not found or head.startswith(("<", "[")):
            return False
        fenced = sum(map(len, _FENCED.findall(head)))
        if 0 < fenced < len(head) / 2:
            # a list of papers, each with its entry below it
            return False
        before = head[: found.start()]
        if not before or _ABOUT_THE_FILE.match(before):
            return True
        return len(before) <= 0.3 * len(head) and before[-1] not in "`'\"(" and bool(_FIELD.search(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        return record.collect(_papers(text, path, report), _entry, path, report, options)


class BibFields(Fields):
    """The fields of an entry, by their names in lower case."""

    value: dict[str, str]

    def find(self, path: str) -> list[str]:
        return [self.value[path]] if self.value.get(path) else []

    def as_text(self, value: str) -> str:
        return value


def _papers(text: str, path: str, report: Report) -> Iterator[BibFields]:
    found = records(text, path, report)
    parents: dict[str, Record] = {}
    for one in found:
        parents.setdefault(one.key.lower(), one)
    return (BibFields(_inherited(one, parents), one.line) for one in found if one.type not in _NO_PAPER)


def _inherited(one: Record, parents: Mapping[str, Record]) -> dict[str, str]:
    """The fields of an entry, completed by those that it refers to, at most a few steps away."""
    fields = dict(one.fields)
    is_dated = bool(fields.get("year") or fields.get("date"))
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
            if value and not fields.get(name) and not (name in _DATES and is_dated):
                fields[name] = value
    return fields


def _entry(fields: Fields, options: Options) -> Entry | None:
    title = _title(fields, options)
    if not title.strip():
        return None
    arxiv, version = _arxiv(fields)
    doi = identifiers.doi(_verbatim(fields, "doi")) or identifiers.find_doi(_verbatim(fields, "url"))
    venue = next((value for name in _VENUES if (value := fields.text(name)) and not _ARXIV_VENUE.match(value)), "")
    license = fields.text("copyright")
    return record.entry(
        options,
        title,
        [_text(part, options) for part in re.split(r"\n\s*\n", fields.text("abstract"))],
        line=fields.line,
        around=_links(fields, bool(doi or arxiv)),
        authors=record.authors((_name(name, options) for name in people.bibtex(fields.text("author"))), options),
        published=_published(fields),
        arxiv=arxiv,
        version=version,
        doi=doi,
        venue=record.plain(_text(bibtex.journal(venue), options), options),
        license=license if "://" in license else "",
        categories=tuple(re.findall(r"[\w.-]+", fields.text("primaryclass|eprintclass"))[:1]),
        keywords=_keywords(fields, options),
    )


def _title(fields: Fields, options: Options) -> str:
    title = fields.text("title|maintitle|booktitle")
    subtitle = fields.text("subtitle").strip() if fields.text("title") else ""
    return _text(record.with_subtitle(title.strip() or " ", subtitle), options)


def _text(value: str, options: Options) -> str:
    """A value's text on one line; as it stands where TeX is not to be repaired."""
    text = " ".join(clean(bibtex.plain(value) if options.repair else value).split(" ")).strip(" \n\t")
    # Crossref hands the HTML of titles on
    return markup.line(text) if options.repair and "</" in text else text


def _name(value: str, options: Options) -> str:
    """A name without the number by which DBLP tells namesakes apart."""
    return re.sub(r"\s\d{4}$", "", _text(value, options))


def _verbatim(fields: Fields, name: str) -> str:
    return bibtex.verbatim(fields.text(name))


def _arxiv(fields: Fields) -> tuple[str, str]:
    archive = fields.text("archiveprefix|eprinttype").strip("{} ").lower()
    if archive in ("", "arxiv") and (found := identifiers.arxiv(_verbatim(fields, "eprint")))[0]:
        return found
    for name in ("arxivid", "arxiv", "doi", "url", "journal", "journaltitle", "volume", "howpublished", "note"):
        value = _verbatim(fields, name) if name in ("doi", "url") else fields.text(name)
        whole = identifiers.arxiv(value) if name in ("arxivid", "arxiv") else ("", "")
        number = _ARXIV_NUMBER.search(value)
        arxiv = whole[0] or identifiers.find_arxiv(value) or (identifiers.arxiv(number[1])[0] if number else "")
        if arxiv:
            return arxiv, whole[1]
    return "", ""


def _published(fields: Fields) -> Date:
    if date := dates.issued(bibtex.plain(fields.text("date|issued"))):
        return date
    year = fields.text("year")
    month = bibtex.plain(fields.text("month")).replace("\u00a0", " ")
    # `year = 2007-05` is what programs make of a date they do not understand
    whole = dates.issued(year) if "-" in year else ""
    return whole or dates.dated(bibtex.plain(year), month, fields.text("day"))


def _links(fields: Fields, has_home: bool) -> list[Link]:
    names = ("url", "code", "pdf", "project", "software")
    return [link for name in names for link in record.address(_verbatim(fields, name), has_home)]


def _keywords(fields: Fields, options: Options) -> tuple[str, ...]:
    parts = re.split(r"[,;|\n]", _text(fields.text("keywords|keyword"), options))
    return tuple(dict.fromkeys(word for part in parts if (word := record.plain(part, options))))
