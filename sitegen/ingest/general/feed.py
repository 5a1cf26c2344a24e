"""Any other RSS or Atom feed, such as a journal's: each item with a title is a paper.

feedparser knows the dialects and mends what is broken. What a publisher says of an article (`prism:doi`, `dc:creator`)
is read; HTML in titles and summaries becomes text. The day of the list is the one asked for, else the feed's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.parser import Options
from sitegen.ingest.read import html
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import dates, identifiers, people, prose
from sitegen.ingest.values.characters import clean
from sitegen.ingest.values.dates import issued
from sitegen.model import Digest, Entry, Link

_FEED = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>\s*)*<(?:\w+:)?(?:rss|feed|RDF|channel)\b",
    re.DOTALL,
)
_LARGEST = 30_000_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000}")
_LABEL = re.compile(r"(Publication date|Source|Author\(s\)|Authors) ?: (.*)")
_SELF = re.compile(r"ABSTRACT:?")
_AROUND = re.compile(r"PMID: ?\d|[^.;]{1,80}, Published online: ")
_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)


class Feed(Struct, frozen=True):
    """The parser of feeds."""

    name: str = "RSS and Atom feeds"

    def sniff(self, head: str) -> bool:
        return bool(_FEED.match(head))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        if _ENTITIES.search(text[:100_000]):
            report.error("xml-entities", "this XML declares entities of its own, which can be a trap", Location(path))
            return Digest()
        if len(text) > _LARGEST:
            report.error("too-large", "this feed is too large to be one", Location(path))
            return Digest()
        if _LONG_TAG.search(text):
            # feedparser's time grows with the square of the number of attributes
            report.error("too-large", "this feed has an element with too many attributes", Location(path))
            return Digest()
        read = _read(text)
        if read is None or (read.bozo and not read.entries):
            report.error("broken-xml", "this feed cannot be read", Location(path), hint="get it again from its address")
            return Digest()
        if read.bozo:
            problem = read.get("bozo_exception")
            line = getattr(problem, "getLineNumber", lambda: 0)() or 0
            report.warning(
                "broken-xml", "this feed is broken, and was read as well as it could be", Location(path, line)
            )
        entries = []
        for number, (item, line) in enumerate(zip(read.entries, _lines(text, len(read.entries)), strict=True), 1):
            if made := _entry(dict(item), line, options, dated_once=not str(read.version).startswith("atom")):
                entries.append(made)
            else:
                report.error("broken-record", f"item {number} has no title", Location(path, line))
        if not entries and not report.count("error"):
            report.note("no-papers", "this feed has no items", Location(path))
        # as plain dictionaries, because those of feedparser answer to other names with a warning
        about = dict(read.feed)
        own = about.get("updated") or about.get("published") or ""
        day = dates.hinted(options.date_hint, path) or dates.day(str(own))
        return Digest(date=day, curator=_words(str(about.get("title", ""))), entries=tuple(entries))


def _read(text: str) -> Any:
    """The feed; None where even feedparser gives up."""
    import io
    import warnings

    import feedparser

    data = re.sub(
        r"(<\?xml[^>]*?)\s+encoding=(?:\"[^\"]*\"|'[^']*')", r"\1", xml_guard.well_formed(text), count=1
    ).encode()
    with warnings.catch_warnings():
        # what a mended feed makes the libraries below say is no news to an editor
        warnings.simplefilter("ignore")
        try:
            return feedparser.parse(
                io.BytesIO(data), response_headers={"content-type": "application/xml; charset=utf-8"}
            )
        except (ValueError, LookupError, RecursionError, AssertionError, TypeError, AttributeError, IndexError):
            return None


def _lines(text: str, count: int) -> Iterator[int]:
    """The line in which each item starts, as well as the text tells."""
    places = [place.start() for place in re.finditer(r"<(?:\w+:)?(?:item|entry)[\s>]", text)]
    line, before = 1, 0
    for number in range(count):
        place = places[number] if number < len(places) else before
        line, before = line + text.count("\n", before, place), place
        yield line


def _entry(item: dict[str, Any], line: int, options: Options, *, dated_once: bool) -> Entry | None:
    """A paper; with `dated_once` what is called the day of a change is the only one that there is."""
    title = _words(item.get("title", ""))
    if not title:
        return None
    contents = [part.get("value", "") for part in item.get("content", ())]
    told = max([*contents, item.get("summary", "")], key=len)
    address = clean(str(item.get("link", "")))
    names = " ".join(str(item.get(key, "")) for key in ("prism_doi", "dc_identifier", "id", "link"))
    doi = identifiers.doi(names)
    identifier = next(filter(None, map(identifiers.find_arxiv, (address, str(item.get("id", ""))))), "")
    published = dates.day(str(item.get("published", "") or item.get("prism_publicationdate", "")))
    updated = dates.day(str(item.get("updated", "")))
    words, labels = _labelled(_paragraphs(told))
    if dated_once:
        published, updated = published or updated or issued(labels.get("publication date", "")), ""
    return record.entry(
        options,
        title,
        words,
        line=line,
        found_in=() if doi or identifier or not re.match(r"https?://", address) else (Link("project", address),),
        authors=record.people(_people(item) or people.split_line(labels.get("authors", "")), options),
        published=published,
        updated=updated,
        arxiv=identifier,
        doi=doi,
        venue=_words(str(item.get("prism_publicationname", ""))) or labels.get("source", "").partition(",")[0],
        keywords=tuple(
            dict.fromkeys(word for tag in item.get("tags", ()) if (word := _words(str(tag.get("term") or ""))))
        ),
    )


def _labelled(paragraphs: list[str]) -> tuple[list[str], dict[str, str]]:
    """The paragraphs of an abstract, and what publishers put around them with a label."""
    told: list[str] = []
    labels: dict[str, str] = {}
    for line in filter(None, map(str.strip, paragraphs)):
        if _SELF.fullmatch(line):
            told = []  # what stands above says where the article is from
        elif found := _LABEL.match(line):
            labels[found[1].lower().replace("(s)", "s")] = found[2]
        elif not _AROUND.match(line):
            told.append(line)
    return told, labels


def _people(item: dict[str, Any]) -> list[tuple[str, str]]:
    names = [_words(str(author.get("name", ""))) for author in item.get("authors", ())] or [
        _words(str(item.get("author", "")))
    ]
    return [pair for name in names if name for pair in people.split_line(name)]


def _paragraphs(markup: str) -> list[str]:
    markup = clean(markup)
    return [line.text for line in html.lines(markup)] if "<" in markup or "&" in markup else prose.paragraphs(markup)


def _words(markup: str) -> str:
    return " ".join(_paragraphs(markup))
