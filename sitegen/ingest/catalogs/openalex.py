"""Works as OpenAlex tells them (docs.openalex.org), one, a list, or a page of `results`.

Abstracts come inverted, each word with the places where it stands. The arXiv id of a preprint is only found in the
addresses of the places where the work lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read.json import Fields
from sitegen.ingest.values import dates, identifiers
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.characters import clean
from sitegen.model import Digest, Entry, Link

_LONGEST = 100_000
"""Words of an abstract; a place beyond is a mistake."""


class OpenAlex(Struct, frozen=True):
    """The parser of works."""

    name: str = "OpenAlex (JSON)"

    def sniff(self, head: str) -> bool:
        marks = ('"authorships"', '"abstract_inverted_index"', "https://openalex.org/W")
        return head.lstrip()[:1] in ("{", "[") and any(mark in head for mark in marks)

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        entries: list[Entry] = []
        untitled: list[tuple[int, int]] = []
        for number, item in enumerate(json_guard.items(text, path, report, ("results",)), 1):
            if made := entry(item.value, item.line, options):
                entries.append(made)
            else:
                untitled.append((number, item.line))
        record.tell_untitled(untitled, path, report)
        return Digest(date=dates.hinted(options.date_hint, path), entries=tuple(entries))


def entry(value: Any, line: int, options: Options) -> Entry | None:
    """One work; None where it has no title."""
    work = Fields(value)
    title = untagged.line(work.text("display_name", "title"))
    if not title:
        return None
    place = work.fields("primary_location") or work.fields("host_venue")
    source = place.fields("source").text("display_name") or place.text("display_name")
    is_arxiv = source.casefold().startswith("arxiv")
    return record.entry(
        options,
        title,
        untagged.paragraphs(inverted(value.get("abstract_inverted_index")) or work.raw("abstract")),
        line=line,
        found_in=_pdf(work),
        authors=record.people(map(_author, work.list("authorships")), options),
        published=dates.day(work.text("publication_date")) or dates.day(work.text("publication_year")),
        arxiv=next(filter(None, map(identifiers.find_arxiv, _addresses(work))), ""),
        doi=identifiers.doi(work.text("doi") or work.fields("ids").text("doi")),
        venue="" if is_arxiv else record.plain(untagged.line(source), options),
        license=place.text("license"),
        keywords=tuple(dict.fromkeys(filter(None, (_keyword(word) for word in work.list("keywords"))))),
    )


def inverted(index: Any) -> str:
    """The text of an inverted index; empty where there is none.

    >>> inverted({"a": [0, 2], "rose": [1]})
    'a rose a'
    """
    if not isinstance(index, dict):
        return ""
    places = [
        (place, clean(word))
        for word, where in index.items()
        for place in (where if isinstance(where, list) else ())
        if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < _LONGEST
    ]
    return " ".join(word for _, word in sorted(places))


def _author(authorship: Any) -> tuple[str, str]:
    known = Fields(authorship)
    name = known.fields("author").text("display_name") or known.text("raw_author_name")
    houses = (Fields(house).text("display_name") for house in known.list("institutions"))
    return name, "; ".join(dict.fromkeys(filter(None, houses)))


def _keyword(word: Any) -> str:
    return json_guard.as_text(word) or Fields(word).text("display_name", "keyword")


def _places(work: Fields) -> Iterator[Fields]:
    yield work.fields("best_oa_location")
    yield work.fields("primary_location")
    yield from map(Fields, work.list("locations"))


def _addresses(work: Fields) -> Iterator[str]:
    yield work.text("doi")
    for place in _places(work):
        yield place.text("landing_page_url")
        yield place.text("pdf_url")


def _pdf(work: Fields) -> tuple[Link, ...]:
    urls = (place.text("pdf_url") for place in _places(work))
    return next(
        (made for url in urls if url and not identifiers.find_arxiv(url) and (made := record.link(url, "pdf"))), ()
    )
