"""Papers of the ACL Anthology, as its XML (github.com/acl-org/acl-anthology, `data/xml`) and as JSON made from it.

Months are free text (`sEPTEMBER`, `27--30 January`), so only year and month are taken. Volumes' front matter is no
paper. Text comes with inline markup, in JSON in fields that end in `_xml` beside plain ones that have lost it; it is a
handful of tags, nested freely, and read tag by tag, so that one that is never closed costs nothing but itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import structs

from sitegen.ingest.fields import Fields
from sitegen.ingest.parser import Source
from sitegen.ingest.read.characters import clean
from sitegen.ingest.record import People, Record
from sitegen.ingest.syntax import JsonFormat, XmlFormat
from sitegen.ingest.values import dates, links, prose
from sitegen.model import Date, Entry, Link, LinkKind, Repair, RichText, Span, SpanKind
from sitegen.text import tex
from sitegen.text.markdown import collapse

_SITE = "https://aclanthology.org/"
_ATTACHED: dict[str, LinkKind] = {"software": "code", "code": "code", "dataset": "data", "data": "data"}
_TAG = re.compile(r"<(/?)(fixed-case|tex-math|i|b|em|strong|tt|code|url|a|sup|sub|span|br|p)\b[^<>]*>")
_DEEPEST = 40
_HEADING = re.compile(r"\AAbstract(?=[A-Z][a-z]* |<fixed-case>)")
"""Of abstracts that were copied from a page without the line end below it: `AbstractMachine translation`."""
_KINDS: dict[str, SpanKind] = {
    "i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "tt": "code", "code": "code",
    "tex-math": "math",
}  # fmt: skip


def _title(markup: str) -> str:
    """A title as plain text in which formulas keep their TeX."""
    return "".join(_formula(text) if kind == "math" else text for text, kind in _runs(markup)).strip()


def _with_abstract(entry: Entry | None, markup: str, source: Source) -> Entry | None:
    """A paper with its abstract, and the addresses in that."""
    if entry is None:
        return None
    paragraph, repairs = spans(_HEADING.sub("", markup.lstrip()), source)
    abstract = (paragraph,) if paragraph else ()
    addresses = links.distinct([*entry.facts.links, *_urls(markup), *prose.links_in(abstract)])
    facts = structs.replace(entry.facts, links=addresses)
    return structs.replace(entry, facts=facts, abstract=abstract, repairs=entry.repairs + repairs)


def _plain(paper: Fields, name: str) -> str:
    """The markup of a field of JSON; the plain one is escaped, so that it can be read as markup too."""
    return paper.text(f"{name}_xml") or paper.text(name).replace("&", "&amp;").replace("<", "&lt;")


_LINE = Record(
    title=lambda paper: _title(_plain(paper, "title")),
    authors=People("authors", "full|name", "first last", "affiliation"),
    published=lambda paper: published(paper.text("year"), paper.text("month")),
    doi="doi",
    venue=lambda paper: _title(paper.text("booktitle")),
    pages="pages",
    links=(("pdf", "pdf"), ("project", lambda paper: () if paper.text("pdf|doi") else paper.all("url"))),
)
LINES = JsonFormat(lambda paper, source: _with_abstract(_LINE(paper, source), _plain(paper, "abstract"), source))


def _pdf(paper: Fields) -> Iterator[str]:
    if url := paper.text("url"):
        yield url if url.startswith("http") else f"{_SITE}{url}.pdf"


def _attached(paper: Fields, kind: LinkKind) -> Iterator[str]:
    """What authors handed in."""
    for attached in paper.each("attachment"):
        name = attached.text(".")
        if name and _ATTACHED.get(attached.value.get("type", "").lower()) == kind:
            yield name if name.startswith("http") else f"{_SITE}attachments/{name}"


_XML = Record(
    title=lambda paper: _title(_inner(paper, "title")),
    authors=People("author", parts="first last", affiliation="affiliation"),
    # until 2019 each paper had a date of its own
    published=lambda paper: published(
        *(paper.text(name) or paper.above.text(f"meta/{name}") for name in ("year", "month"))
    ),
    doi="doi",
    venue=lambda paper: paper.text("booktitle|journal") or paper.above.text("meta/booktitle"),
    pages="pages",
    publisher=lambda paper: paper.above.text("meta/publisher"),
    links=(
        ("pdf", _pdf),
        ("code", "pwccode@url"),
        ("data", "pwcdataset@url"),
        ("code", lambda paper: _attached(paper, "code")),
        ("data", lambda paper: _attached(paper, "data")),
    ),
)
VOLUMES = XmlFormat(
    lambda paper, source: _with_abstract(_XML(paper, source), _inner(paper, "abstract"), source), elements=("paper",)
)


def published(year: str, month: str) -> Date:
    """Year and month, from a month as editors wrote it.

    >>> published("2007", "27--30 January"), published("2001", "sEPTEMBER"), published("1999", "?")
    ('2007-01', '2001-09', '1999')
    """
    return dates.dated(year, month)[:7]


def _inner(paper: Fields, name: str) -> str:
    """The markup inside an element, as text."""
    from xml.etree.ElementTree import tostring

    element = paper.find(name)
    return tostring(element[0], encoding="unicode").partition(">")[2].rpartition("</")[0] if element else ""


def spans(markup: str, source: Source) -> tuple[RichText, tuple[Repair, ...]]:
    """One paragraph as spans, its TeX repaired outside of formulas."""
    parts: list[Span] = []
    repairs: list[Repair] = []
    for text, kind in _runs(markup):
        if kind in ("text", "emphasis", "strong"):
            repaired = tex.repair(text, source.repair_skip, source.repair)
            repairs += repaired.repairs
            parts += (Span(kind, span.text) if span.kind == "text" else span for span in repaired.spans)
        else:
            parts.append(Span(kind, _formula(text) if kind == "math" else text))
    if parts:
        parts[0] = Span(parts[0].kind, parts[0].text.lstrip())
        parts[-1] = Span(parts[-1].kind, parts[-1].text.rstrip())
    return tuple(span for span in parts if span.text), tuple(repairs)


def _formula(tex: str) -> str:
    inside = tex.strip("$ \t\n")
    return f"${inside}$" if inside else ""


def _urls(markup: str) -> Iterator[Link]:
    """The addresses that stand in `<url>`, with what the words before them tell."""
    for match in re.finditer(r"<url>([^<>]*)</url>", markup):
        before = _TAG.sub("", markup[max(0, match.start() - 90) : match.start()])
        yield from links.link(unescape(match[1]), before=before)


def _runs(markup: str) -> list[tuple[str, SpanKind]]:
    """Stretches of text of one kind; the innermost tag decides, and a formula over all."""
    runs: list[tuple[str, SpanKind]] = []
    tags: list[str] = []
    place = 0
    for tag in [*(_TAG.finditer(markup) if "<" in markup else ()), None]:
        text = collapse(clean(unescape(markup[place : tag.start() if tag else len(markup)])))
        kind: SpanKind = "text"
        if tags:
            kind = "math" if "tex-math" in tags else next((_KINDS[name] for name in tags[::-1] if name in _KINDS), kind)
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
