"""Papers of the ACL Anthology, as its XML (github.com/acl-org/acl-anthology, `data/xml`) and as JSON made from it.

Months are free text (`sEPTEMBER`, `27--30 January`), so only year and month are taken. Volumes' front matter is no
paper. Text comes with inline markup, in JSON in fields that end in `_xml` beside plain ones that have lost it; it is a
handful of tags, nested freely, and read tag by tag, so that one that is never closed costs nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest import record
from sitegen.ingest.fields import Fields, XmlFields
from sitegen.ingest.parser import Options
from sitegen.ingest.read import xml
from sitegen.ingest.read.characters import clean
from sitegen.ingest.record import Names
from sitegen.ingest.syntax import JsonFormat
from sitegen.ingest.values import dates, identifiers, links, prose
from sitegen.model import Date, Digest, Entry, Facts, Link, LinkKind, Repair, RichText, Span, SpanKind
from sitegen.text import tex

_SITE = "https://aclanthology.org/"
_ATTACHED: dict[str, LinkKind] = {"software": "code", "code": "code", "dataset": "data", "data": "data"}
_TAG = re.compile(r"<(/?)(fixed-case|tex-math|i|b|em|strong|tt|code|url|a|sup|sub|span|br|p)\b[^<>]*>")
_DEEPEST = 40
_KINDS: dict[str, SpanKind] = {
    "i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "tt": "code", "code": "code",
    "tex-math": "math",
}  # fmt: skip


def _paper(paper: Fields, options: Options) -> Entry | None:
    """The paper of one JSON object; None where it has no title."""
    doi = identifiers.doi(paper.text("doi"))
    return _entry(
        # the plain fields are escaped, so that they can be read as markup too
        paper.text("title_xml") or _escaped(paper.text("title")),
        paper.text("abstract_xml") or _escaped(paper.text("abstract")),
        paper.line,
        options,
        authors=_named(paper),
        published=published(paper.text("year"), paper.text("month")),
        doi=doi,
        venue=paper.text("booktitle"),
        around=record.link(paper.text("pdf"), "pdf") or (() if doi else record.link(paper.text("url"))),
    )


LINES = JsonFormat(_paper)


class Xml(Struct, frozen=True):
    """The parser of the Anthology's XML."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        tree = xml.parse(text, path, report, ("paper",))
        papers = (
            XmlFields(paper, tree.lines[paper], above=XmlFields(volume))
            for volume, _ in tree.all("volume")
            for paper in volume.findall("paper")
        )
        return record.collect(papers, _xml_paper, path, report, options)


def _xml_paper(paper: Fields, options: Options) -> Entry | None:
    volume, url = paper.above, paper.text("url")
    return _entry(
        _inner(paper, "title"),
        _inner(paper, "abstract"),
        paper.line,
        options,
        authors=_persons(paper),
        published=published(
            paper.text("year") or volume.text("meta/year|year"), paper.text("month") or volume.text("meta/month|month")
        ),
        doi=identifiers.doi(paper.text("doi")),
        venue=paper.text("booktitle|journal") or volume.text("meta/booktitle|booktitle"),
        around=[
            *record.link(url if url.startswith("http") or not url else f"{_SITE}{url}.pdf", "pdf"),
            *_materials(paper),
        ],
    )


def _materials(paper: Fields) -> Iterator[Link]:
    """Code and data that the Anthology knows of: repositories, data sets, and what authors handed in."""
    for code in paper.all("pwccode@url"):
        yield from record.link(code, "code")
    for data in paper.all("pwcdataset@url"):
        yield from record.link(data, "data")
    for attached in paper.each("attachment"):
        name, kind = attached.text("."), _ATTACHED.get(attached.value.get("type", "").lower())
        if kind and name:
            yield from record.link(name if name.startswith("http") else f"{_SITE}attachments/{name}", kind)


def _entry(
    title: str,
    abstract: str,
    line: int,
    options: Options,
    *,
    authors: Names,
    published: Date,
    doi: str,
    venue: str,
    around: Iterable[Link],
) -> Entry | None:
    words, title_repairs = plain(title, options)
    if not words:
        return None
    paragraph, repairs = spans(abstract, options)
    paragraphs = (paragraph,) if paragraph else ()
    return Entry(
        facts=Facts(
            title=words,
            authors=record.authors(authors, options),
            published=published,
            doi=doi,
            venue=record.plain(plain(venue, options)[0], options),
            links=links.distinct([*around, *_urls(abstract), *prose.links_in(paragraphs)]),
        ),
        abstract=paragraphs,
        line=line,
        repairs=title_repairs + repairs,
    )


def published(year: str, month: str) -> Date:
    """Year and month, from a month as editors wrote it.

    >>> published("2007", "27--30 January"), published("2001", "sEPTEMBER"), published("1999", "?")
    ('2007-01', '2001-09', '1999')
    """
    return dates.dated(year, month)[:7] if re.fullmatch(r"\d{4}", year) else ""


def _named(paper: Fields) -> Names:
    """Names that are one text, or in parts."""
    for author in paper.each("authors"):
        parts = " ".join(filter(None, map(author.text, ("first", "last"))))
        yield author.as_text(author.value) or parts or author.text("full|name"), author.text("affiliation")


def _persons(paper: Fields) -> Names:
    for author in paper.each("author"):
        name = " ".join(filter(None, map(author.text, ("first", "last"))))
        yield name or author.text("."), "; ".join(author.texts("affiliation"))


def _inner(paper: Fields, name: str) -> str:
    """The markup inside an element, as text."""
    from xml.etree.ElementTree import tostring

    found = paper.find(name)
    return tostring(found[0], encoding="unicode").partition(">")[2].rpartition("</")[0] if found else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def spans(markup: str, options: Options) -> tuple[RichText, tuple[Repair, ...]]:
    """One paragraph as spans, its TeX repaired outside of formulas."""
    found: list[Span] = []
    repairs: list[Repair] = []
    for text, kind in _runs(markup):
        if kind == "math":
            inside = text.strip().strip("$").strip()
            found += [Span("math", f"${inside}$")] if inside else []
        elif kind in ("text", "emphasis", "strong"):
            repaired = tex.repair(text, options.repair_skip, options.repair)
            repairs += repaired.repairs
            found += (Span(kind, span.text) if span.kind == "text" else span for span in repaired.spans)
        elif text:
            found.append(Span(kind, text))
    if found:
        found[0] = Span(found[0].kind, found[0].text.lstrip())
        found[-1] = Span(found[-1].kind, found[-1].text.rstrip())
    return tuple(span for span in found if span.text), tuple(repairs)


def plain(markup: str, options: Options) -> tuple[str, tuple[Repair, ...]]:
    """A title as plain text in which formulas keep their TeX."""
    found, repairs = spans(markup, options)
    return "".join(span.text for span in found), repairs


def _urls(markup: str) -> Iterator[Link]:
    """The addresses that stand in `<url>`, with what the words before them tell."""
    for place in re.finditer(r"<url>([^<>]*)</url>", markup):
        before = _TAG.sub("", markup[max(0, place.start() - 90) : place.start()])
        yield from record.link(unescape(place[1]).strip(), before=before)


def _runs(markup: str) -> list[tuple[str, SpanKind]]:
    """Stretches of text of one kind; the innermost tag decides, and a formula over all."""
    runs: list[tuple[str, SpanKind]] = []
    tags: list[str] = []
    place = 0
    for tag in [*_TAG.finditer(markup), None]:
        text = re.sub(r"\s+", " ", clean(unescape(markup[place : tag.start() if tag else len(markup)])))
        kind: SpanKind = next((_KINDS[name] for name in reversed(tags) if name in _KINDS), "text")
        kind = "math" if "tex-math" in tags else kind
        if runs and runs[-1][1] == kind:
            runs[-1] = (runs[-1][0] + text, kind)
        elif text:
            runs.append((text, kind))
        if tag is None:
            break
        place = tag.end()
        if not tag[1] and not tag[0].endswith("/>") and len(tags) < _DEEPEST:
            tags.append(tag[2])
        elif tag[2] in tags:
            del tags[len(tags) - 1 - tags[::-1].index(tag[2])]
    return runs
