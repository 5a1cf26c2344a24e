"""A digest as people paste it: a trending-papers page saved as text, a mail, a Markdown list, the page's HTML.

There is no format to rely on. The text is cut into lines (`lines`, `html`), each line that is neither title nor
abstract is recognised (`marks`), the rest is read as titles and abstracts in the cheapest way (`layout`), and what
stands between two papers is given to one of them (`listing`). Never throws, never invents: what is not in the text
stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest.parser import Options
from sitegen.ingest.pasted.headings import with_headings, without_labels, without_links
from sitegen.ingest.pasted.layout import Reading
from sitegen.ingest.pasted.listing import Listed, listed
from sitegen.ingest.pasted.marks import Mark, number
from sitegen.ingest.pasted.page import footer_start, header_end, marked
from sitegen.ingest.pasted.style import learn
from sitegen.ingest.read import html
from sitegen.ingest.read.lines import Line, lines
from sitegen.ingest.values import identifiers, links, prose
from sitegen.model import Author, Date, Digest, Entry, Facts, Link
from sitegen.text import dates

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:(?!abstract:)(?:[a-z][\w-]*:|[ \t]|-[ \t]|#).*\n|\n)+---[ \t]*\n")
"""YAML above a page, as site generators have it; labels of a paper have capitals, or an abstract by them."""
_MOST_LINES = 100_000
"""Every line is weighed against its neighbours, which takes its time; nobody pastes so many."""


class Pasted(Struct, frozen=True):
    """The parser of pasted text; it reads whatever no other parser claims."""

    name: str = "pasted text or HTML"

    def sniff(self, head: str) -> bool:
        return True

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        if text.count("\n") > _MOST_LINES:
            what = f"this is longer than {_MOST_LINES:,} lines, and of no format that is read in such lengths"
            report.error("too-large", what, Location(path), hint="take the part of it that lists papers")
            return Digest()
        found = _lines(text)
        marks = marked(found)
        start, end = header_end(found, marks), footer_start(found, marks)
        header = [known for known in marks[:start] if known]
        body, body_marks = found[start:end], marks[start:end]
        style = learn(body, body_marks)
        pieces = Reading(body, body_marks, style).pieces() if body else []
        papers, before = listed(body, body_marks, pieces)
        hint = options.date_hint or PurePosixPath(path).name
        day, first = _day([*_dated(found[:start], marks[:start]), *_dated_marks(before)], hint, path, report)
        year_hint = day or hint
        # a rule or a bullet alone is nobody's title
        worded = [paper for paper in papers if paper.paragraphs or any(map(str.isalnum, paper.title))]
        entries = [_entry(paper, year_hint, options) for paper in worded]
        return Digest(
            date=day,
            start=first,
            curator=next((known.value for known in (*header, *(m for m, _ in before)) if known.kind == "curator"), ""),
            entries=tuple(_merged(entries, path, report)),
        )


def _lines(text: str) -> list[Line]:
    if html.is_html(text[:20_000]):
        return html.lines(text)
    return without_links(without_labels(with_headings(lines(_FRONT_MATTER.sub(_date_only, text)))))


def _date_only(front_matter: re.Match[str]) -> str:
    """What front matter says of the list; the lines below keep their numbers."""
    rows = front_matter[0].split("\n")
    return "\n".join([row.partition(":")[2].strip(" \"'") if row.startswith("date:") else "" for row in rows])


def _dated(found: Sequence[Line], marks: Sequence[Mark | None]) -> list[tuple[str, Line]]:
    return [(known.value, line) for line, known in zip(found, marks, strict=True) if known and known.kind == "date"]


def _dated_marks(before: Iterable[tuple[Mark, Line]]) -> list[tuple[str, Line]]:
    return [(known.value, line) for known, line in before if known.kind == "date"]


def _day(written: Sequence[tuple[str, Line]], hint: str, path: str, report: Report) -> tuple[Date, Date]:
    """The day of the listing and the first day of its range, completed or given by the hint."""
    for text, line in written:
        found = dates.find(text)
        if found is None:
            continue
        day, first = dates.resolve(found, hint)
        if day:
            return day, first
        report.warning(
            "date-without-year",
            f"'{text}' does not say which year",
            Location(path, line.number, line.indent + 1),
            excerpt=text,
            length=len(text),
            hint="give the day, as in --date 2025-03-28, or name the file 2025-03-28.txt",
        )
        return "", ""
    _, day_of_hint = dates.read_hint(hint)
    if day_of_hint:
        return day_of_hint.isoformat(), ""
    report.warning(
        "no-date",
        "nothing says which day this list is of",
        Location(path),
        hint="give the day, as in --date 2025-03-28, or name the file 2025-03-28.txt",
    )
    return "", ""


def _entry(paper: Listed, hint: str, options: Options) -> Entry:
    title, title_repairs = prose.title(paper.title, options)
    abstract, repairs = prose.abstract(paper.paragraphs, options)
    addresses = [address for known, address in paper.addresses]
    return Entry(
        facts=Facts(
            title=title,
            authors=tuple(Author(name) for name in _names(paper.value("names") or paper.value("people"))),
            published=_published(paper.value("date"), hint),
            arxiv=next(filter(None, map(identifiers.find_arxiv, addresses)), ""),
            doi=next(filter(None, map(identifiers.find_doi, addresses)), ""),
            categories=tuple(re.findall(r"[\w.-]+", paper.value("categories"))),
            links=_links(paper, prose.links_in(abstract)),
        ),
        abstract=abstract,
        line=paper.line,
        votes=number(paper.value("votes")),
        comments=number(paper.value("comments")),
        submitter=paper.value("submitter"),
        repairs=title_repairs + repairs,
    )


def _links(paper: Listed, in_abstract: Sequence[Link]) -> tuple[Link, ...]:
    around = []
    for words, address in paper.addresses:
        if address.startswith("http") and not identifiers.find_doi(address) and (link := links.named(address, words)):
            around.append(link)
    return links.distinct([*around, *in_abstract])


def _names(text: str) -> list[str]:
    """Authors from a line such as 'A. Lee, B. Cho and C. Roy'."""
    parts = re.split(r"[,;、，；]| and | & ", text)
    return [name for part in parts if (name := part.strip(" .")) and name.lower() not in ("et al", "others")]


def _published(text: str, hint: str) -> Date:
    found = dates.find(text)
    return dates.resolve(found, hint)[0] if found else ""


def _merged(entries: Sequence[Entry], path: str, report: Report) -> Iterable[Entry]:
    """Each paper once, at its first place, with what any of its pastes tells."""
    places: dict[str, Entry] = {}
    for entry in entries:
        key = " ".join(entry.facts.title.casefold().split())
        first = places.get(key)
        if first is None:
            places[key] = entry
            continue
        places[key] = _joined(first, entry)
        report.note(
            "duplicate-paper",
            f"'{first.facts.title}' is here twice and was taken once",
            Location(path, entry.line),
            hint=f"it stands first in line {first.line}",
        )
    return places.values()


def _joined(first: Entry, second: Entry) -> Entry:
    facts = {name: getattr(first.facts, name) or getattr(second.facts, name) for name in first.facts.__struct_fields__}
    return structs.replace(
        first,
        facts=Facts(**facts),
        abstract=first.abstract or second.abstract,
        votes=first.votes if first.votes is not None else second.votes,
        comments=first.comments if first.comments is not None else second.comments,
        submitter=first.submitter or second.submitter,
        repairs=first.repairs if first.abstract else first.repairs + second.repairs,
    )
