"""BibTeX and BibLaTeX, as written by hand, by JabRef, Zotero, publishers, DBLP and biber.

An entry with a title is a paper. Fields that it lacks come from the entry that its `crossref` names, as BibTeX has it.
Two entries of one key are two papers; the merging of papers that are one is left to those who know all sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sitegen.ingest import record
from sitegen.ingest.fields import Fields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import biber
from sitegen.ingest.read import bibtex as syntax
from sitegen.ingest.read.characters import clean
from sitegen.ingest.record import Record
from sitegen.ingest.sources.row_dates import are_days_first, as_others
from sitegen.ingest.values import bibtex, dates, identifiers, links, markup, people
from sitegen.model import Date, Digest
from sitegen.text.names import without_number

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
_ARXIV_NUMBER = re.compile(r"\b(?:arxiv[:\s]+|abs/)([\w.-]+(?:/\d{7})?)", re.IGNORECASE)
_ONLINE = re.compile(r"://|\\url|\\href|\bwww\.|\b(?:online|access)|\barxiv", re.IGNORECASE)
_ARXIV_VENUE = re.compile(r"\W*(?:arxiv|corr\b)", re.IGNORECASE)
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle", "school", "institution", "series")
_DATES = ("year", "month", "date")
_YEAR_AND_MONTH = re.compile(r"\d\d(\d\d)/(\d\d?)|\d{4}/\d\d?/\d\d?|\d\d?/\d{4}")
"""`2024/05` or `5/2024`; MathSciNet's `2003/04` is two years."""
_INHERITED = MappingProxyType(
    {name: (name,) for name in (*_DATES, *_VENUES, "volume", "publisher") if name not in ("booktitle", "maintitle")}
    | {"booktitle": ("booktitle", "title")}
)
_ADDRESSES = frozenset({"doi", "url", "eprint", "arxiv", "code", "pdf", "project", "software", "website", "html"})
_ADDRESS = re.compile(r"https?://[^\s{}]+")
"""In a remark."""
_NO_PAPER = frozenset({"xdata", "set", "bibnote", "control"})
_EITHER = re.compile(rf"(?!{people.PARTICLE})[^\s,]{{2,}} [^,]+, [^\s,.]{{2,}} [^\s,.]{{2,}}")
"""`García Márquez, Gabriel José` is one author, and `Ann Lee, Bo Cho` are two by mistake."""


def sniff(head: str) -> bool:
    """Whether a file is a bibliography; a page may cite itself in BibTeX at its end."""
    if biber.is_bbl(head):
        return True
    head = head.lstrip()
    match = _ENTRY.search(head)
    # most of a list of papers, each with its entry below it, is not in fences
    if not match or head.startswith(("<", "[")) or 0 < sum(map(len, _FENCED.findall(head))) < len(head) / 2:
        return False
    before = head[: match.start()]
    if not before or _ABOUT_THE_FILE.match(before):
        return True
    return before[-1] not in "`'\"(" and bool(_FIELD.search(head)) and _is_mostly_entries(head)


def parse(text: str, source: Source) -> Digest:
    """Parse a `.bib` file, or biber's `.bbl`."""
    papers = list(_papers(text, source))
    is_first = are_days_first([(paper.raw("date"), paper.line) for paper in papers], source)
    for paper in papers:
        paper.value["date"] = as_others(paper.raw("date"), is_first)
    return record.collect(papers, _RECORD, source)


def _is_mostly_entries(text: str) -> bool:
    """Whether most of a text is entries and comments; a list of papers may have an entry or two folded open."""
    all_of_it, entries, is_inside = 0, 0, False
    for line in map(str.strip, text.splitlines()):
        is_inside = is_inside or line.startswith("@")
        all_of_it += len(line)
        entries += len(line) if is_inside or line.startswith("%") or _FIELD.match(f" {line}") else 0
        is_inside = is_inside and not line.endswith(("}", ")"))
    return entries > 0.6 * all_of_it


class BibFields(Fields):
    """The fields of an entry, by their names in lower case."""

    value: dict[str, str]
    is_repaired = True
    """Whether TeX is."""

    def find(self, path: str) -> list[tuple[str, str]]:
        value = self.value.get(path, "")
        return [(path, part) for part in (links.several(value) if path in _ADDRESSES else [value]) if part]

    def raw(self, path: str) -> str:
        return self.value.get(path, "")

    def as_text(self, value: tuple[str, str]) -> str:
        """The text of the value of a field, on one line."""
        name, written = value
        if name in _ADDRESSES:
            return bibtex.verbatim(written)
        text = clean(bibtex.plain(written) if self.is_repaired else written).strip(" \n\t")
        # Crossref hands the HTML of titles on
        return markup.line(text) if self.is_repaired and "</" in text else text


def _papers(text: str, source: Source) -> Iterator[BibFields]:
    blocks = biber.records(text) if biber.is_bbl(text) else syntax.records(text, source)
    parents = {block.key.lower(): block for block in reversed(blocks)}
    crossrefs = {block.key.lower(): block.fields.get("crossref", "").strip().lower() for block in blocks}
    volumes = {volume for key, volume in crossrefs.items() if volume not in ("", key)}
    doubtful: list[tuple[str, int]] = []
    for block in blocks:
        if block.type not in _NO_PAPER:
            value = _inherited(block, parents) | {"@": "journal-article" if block.type == "article" else block.type}
            value["@key"] = block.key
            if _archive(value) == "arxiv":
                value.setdefault("arxiv", value.get("eprint", ""))
            fields = BibFields(value, block.line)
            fields.is_repaired = source.repair
            title = " ".join(_title(fields).split())
            if title and block.key.lower() in volumes and not fields.text("author"):
                what = f"'{title[:80]}' is a volume that others refer to, and was taken for a paper"
                source.warning("doubtful-paper", what, block.line, hint="delete its page if it is none")
            if fields.raw("author").count(",") == 1:
                doubtful += ((name, block.line) for name in _people(fields) if _EITHER.fullmatch(name))
            yield fields
    if doubtful:
        name, line = doubtful[0]
        what = f"'{name[:80]}' was taken for one author" + (f", as were {len(doubtful) - 1} more" * bool(doubtful[1:]))
        source.warning("doubtful-paper", what, line, hint="put `and` in place of the comma, if these are two")


def _inherited(block: syntax.Record, parents: Mapping[str, syntax.Record]) -> dict[str, str]:
    """The fields of an entry, completed by those that it refers to, at most a few steps away."""
    fields = dict(block.fields)
    is_dated = bool(fields.get("year") or fields.get("date"))
    parent = block
    for _ in range(3):
        key = (parent.fields.get("crossref") or parent.fields.get("xdata", "").split(",")[0]).strip().lower()
        parent = parents.get(key, block) if key else block
        if parent.key.lower() == block.key.lower():
            break
        inherited = {name: (name,) for name in parent.fields} if parent.type == "xdata" else _INHERITED
        for name, sources in inherited.items():
            value = next(filter(None, map(parent.fields.get, sources)), "")
            if value and not fields.get(name) and not (name in _DATES and is_dated):
                fields[name] = value
    return fields


def _title(fields: Fields) -> str:
    title = next(filter(None, map(fields.raw, ("title", "maintitle", "booktitle"))), "").strip()
    subtitle = fields.raw("subtitle").strip() if fields.raw("title") else ""
    return fields.as_text(("title", record.with_subtitle(title, subtitle))) if title else ""


def _people(fields: Fields) -> Iterator[str]:
    raw = fields.raw("author")
    names = (fields.as_text(("author", name)) for name in [*people.bibtex(raw), *people.others(raw)])
    return map(without_number, names)


def _archive(fields: Mapping[str, str]) -> str:
    """Where the eprint of an entry lies."""
    return (fields.get("archiveprefix") or fields.get("eprinttype", "")).strip("{} ").lower()


def _arxiv(fields: Fields) -> Iterator[str]:
    if _archive(fields.value) in ("", "arxiv"):
        yield from fields.all("eprint")
    yield from fields.all("arxivid|arxiv")
    for value in fields.all("arxivid|arxiv|doi|url|journal|journaltitle|volume|howpublished|note"):
        number = _ARXIV_NUMBER.search(value)
        yield identifiers.find_arxiv(value) or (number[1] if number else "")


def _urls(fields: Fields) -> Iterator[str]:
    """Addresses, also of how it was published; the DOI in a note among other words may be of an erratum."""
    yield from fields.all("url|code|pdf|project|software|website|html")
    for name in ("howpublished", "note"):
        remark = fields.raw(name).replace("\\url", "").strip("{}. \n")
        for written in _ADDRESS.findall(remark):
            url = bibtex.verbatim(written)
            if name != "note" or written == remark or not identifiers.find_doi(url):
                yield url


def _published(fields: Fields) -> Date:
    if date := dates.parse(fields.text("date|issued")):
        return date
    year = fields.raw("year")
    month = bibtex.plain(fields.raw("month")).replace("\u00a0", " ")
    # `year = 2007-05` is what programs make of a date they do not understand
    match = _YEAR_AND_MONTH.fullmatch(year.strip())
    are_years = match and match[2] and int(match[2]) == int(match[1]) + 1
    whole = dates.parse(year) if "-" in year or (match and not are_years) else ""
    return whole or dates.dated(bibtex.plain(year), month, fields.raw("day")) or dates.first(fields.all("date|year"))


def _venue(fields: Fields) -> str:
    venue = next((value for name in _VENUES if (value := fields.raw(name)) and not _ARXIV_VENUE.match(value)), "")
    if not venue and not _ONLINE.search(how := fields.raw("howpublished")):
        venue = how
    return fields.as_text(("journal", bibtex.journal(venue)))


_RECORD = Record(
    title=_title,
    abstract=lambda work: [work.as_text(("abstract", part)) for part in re.split(r"\n\s*\n", work.raw("abstract"))],
    authors=_people,
    published=_published,
    arxiv=_arxiv,
    doi="doi",
    venue=_venue,
    volume="volume",
    issue="number|issue",
    pages="pages",
    publisher="publisher",
    kind="@",
    license=lambda fields: fields.text("copyright") if "://" in fields.text("copyright") else "",
    categories=lambda fields: re.findall(r"[\w.-]+", fields.raw("primaryclass") or fields.raw("eprintclass"))[:1],
    keywords="keywords|keyword",
    url=_urls,
    listing=lambda fields: {"key": fields.raw("@key")},
)
