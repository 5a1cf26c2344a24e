"""Papers of the ACL Anthology, as its XML (github.com/acl-org/acl-anthology, `data/xml`) and as JSON made from it.

Months are free text (`sEPTEMBER`, `27--30 January`), so only year and month are taken. Volumes' front matter is no
paper. Text comes with inline markup, in JSON in fields that end in `_xml` beside plain ones that have lost it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.acl import markup
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers, links, prose
from sitegen.model import Author, Date, Digest, Entry, Facts, Link, LinkKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SITE = "https://aclanthology.org/"
_ATTACHED: dict[str, LinkKind] = {"software": "code", "code": "code", "dataset": "data", "data": "data"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile("|".join(_MONTHS), re.IGNORECASE)


class AclLines(Struct, frozen=True):
    """The parser of the Anthology's papers as JSON, an object a line or in a list."""

    name: str = "ACL Anthology (JSON lines)"

    def sniff(self, head: str) -> bool:
        return head.lstrip()[:1] in ("{", "[") and '"title"' in head and '"bibkey"' in head and "aclanthology" in head

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries = []
        for number, item in enumerate(json_guard.items(text, path, report), 1):
            if made := entry(Fields(item.value), item.line, options):
                entries.append(made)
            else:
                at = Location(path, item.line)
                report.error("broken-record", f"record {number} is not a paper with a title", at)
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


class AclXml(Struct, frozen=True):
    """The parser of the Anthology's XML."""

    name: str = "ACL Anthology (XML)"

    def sniff(self, head: str) -> bool:
        start = re.sub(r"<\?xml[^>]*>|<!--.*?-->", "", head, flags=re.DOTALL).lstrip()
        return bool(re.match(r"<(?:collection|volume)\s+id=", start)) and bool(re.search(r"<(?:paper|volume)\b", head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml_guard.parse(text, path, report, ("paper",))
        entries = []
        for volume, _ in tree.all("volume"):
            for paper in volume.findall("paper"):
                if made := _paper(paper, volume, tree.lines[paper], options):
                    entries.append(made)
                else:
                    report.error("broken-record", "this paper has no title", Location(path, tree.lines[paper]))
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def entry(paper: Fields, line: int, options: Options) -> Entry | None:
    """The paper of one JSON object; None where it has no title."""
    return _entry(
        # the plain fields are escaped, so that they can be read as markup too
        paper.text("title_xml") or _escaped(paper.text("title")),
        paper.text("abstract_xml") or _escaped(paper.text("abstract")),
        line,
        options,
        authors=record.people(map(_named, paper.list("authors")), options),
        published=_published(paper.text("year"), paper.text("month")),
        doi=identifiers.doi(paper.text("doi")),
        venue=paper.text("booktitle"),
        around=record.link(paper.text("pdf"), "pdf")
        or (record.link(paper.text("url")) if not paper.text("doi") else ()),
    )


def _paper(paper: Element, volume: Element, line: int, options: Options) -> Entry | None:
    meta = volume.find("meta")
    about = meta if meta is not None else volume
    address = xml_guard.text(paper, "url")
    url = address if address.startswith("http") or not address else f"{_SITE}{address}.pdf"
    return _entry(
        _inner(paper.find("title")),
        _inner(paper.find("abstract")),
        line,
        options,
        authors=record.people(map(_person, paper.findall("author")), options),
        published=_published(
            xml_guard.text(paper, "year") or xml_guard.text(about, "year"),
            xml_guard.text(paper, "month") or xml_guard.text(about, "month"),
        ),
        doi=identifiers.doi(xml_guard.text(paper, "doi")),
        venue=xml_guard.text(paper, "booktitle", "journal") or xml_guard.text(about, "booktitle"),
        around=[*record.link(url, "pdf"), *_materials(paper)],
    )


def _materials(paper: Element) -> Iterator[Link]:
    """Code and data that the Anthology knows of: repositories, data sets, and what authors handed in."""
    for code in paper.findall("pwccode"):
        yield from record.link(code.get("url", ""), "code")
    for data in paper.findall("pwcdataset"):
        yield from record.link(data.get("url", ""), "data")
    for attached in paper.findall("attachment"):
        name, kind = xml_guard.words(attached), _ATTACHED.get(attached.get("type", "").lower())
        if kind and name:
            yield from record.link(name if name.startswith("http") else f"{_SITE}attachments/{name}", kind)


def _entry(
    title: str,
    abstract: str,
    line: int,
    options: Options,
    *,
    authors: tuple[Author, ...],
    published: Date,
    doi: str,
    venue: str,
    around: Iterable[Link],
) -> Entry | None:
    words, title_repairs = markup.title(title, options)
    if not words:
        return None
    spans, repairs = markup.spans(abstract, options)
    told = (spans,) if spans else ()
    return Entry(
        facts=Facts(
            title=words,
            authors=authors,
            published=published,
            doi=doi,
            venue=record.plain(markup.title(venue, options)[0], options),
            links=links.distinct([*around, *markup.urls(abstract), *prose.links_in(told)]),
        ),
        abstract=told,
        line=line,
        repairs=title_repairs + repairs,
    )


def _published(year: str, month: str) -> Date:
    """Year and month, from a month as editors wrote it.

    >>> _published("2007", "27--30 January"), _published("2001", "sEPTEMBER"), _published("1999", "?")
    ('2007-01', '2001-09', '1999')
    """
    if not re.fullmatch(r"\d{4}", year):
        return ""
    if found := _MONTH.search(month):
        return f"{year}-{_MONTHS.index(found[0].lower()) + 1:02}"
    return f"{year}-{int(month):02}" if re.fullmatch(r"0?[1-9]|1[0-2]", month) else year


def _named(author: Any) -> tuple[str, str]:
    """A name that is one text, or in parts."""
    known = Fields(author)
    parts = " ".join(filter(None, (known.text("first"), known.text("last"))))
    return json_guard.as_text(author) or parts or known.text("full", "name"), known.text("affiliation")


def _person(author: Element) -> tuple[str, str]:
    name = " ".join(filter(None, (xml_guard.text(author, part) for part in ("first", "last"))))
    return name or xml_guard.words(author), "; ".join(xml_guard.texts(author, "affiliation"))


def _inner(element: Element | None) -> str:
    """The markup inside an element, as text."""
    if element is None:
        return ""
    from xml.etree.ElementTree import tostring

    return tostring(element, encoding="unicode").partition(">")[2].rpartition("</")[0]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
