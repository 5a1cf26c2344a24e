"""Any other RSS or Atom feed, such as a journal's: each item with a title is a paper.

feedparser knows the dialects and mends what is broken. What a publisher says of an article (`prism:doi`, `dc:creator`)
is read; HTML in titles and summaries becomes text. The day of the list is the one asked for, else the feed's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.ingest import record
from sitegen.ingest.fields import Fields, JsonFields
from sitegen.ingest.parser import Options
from sitegen.ingest.read import html, xml
from sitegen.ingest.read.characters import clean
from sitegen.ingest.values import dates, identifiers, people, prose
from sitegen.model import Digest, Entry, Link

_LARGEST = 30_000_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000}")
_LONG_WORD = re.compile(r"[\w.+-]{2000}", re.ASCII)
_COMMENTS = (("<!--", "-->"), ("&lt;!--", "--&gt;"))
_LABEL = re.compile(r"(Publication date|Source|Author\(s\)|Authors) ?: (.*)")
_SELF = re.compile(r"ABSTRACT:?")
_AROUND = re.compile(r"PMID: ?\d|[^.;]{1,80}, Published online: ")
_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_ENCODING = re.compile(r"(<\?xml[^>]*?)\s+encoding=(?:\"[^\"]*\"|'[^']*')")


class Feed(Struct, frozen=True):
    """The parser of feeds."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        feed = None if _is_refused(text, path, report) else _read(text)
        if feed is None or (feed.bozo and not feed.entries):
            if not report.count("error"):
                hint = "get it again from its address"
                report.error("broken-xml", "this feed cannot be read", Location(path), hint=hint)
            return Digest()
        if feed.bozo:
            line = getattr(feed.get("bozo_exception"), "getLineNumber", lambda: 0)() or 0
            what = "this feed is broken, and was read as well as it could be"
            report.warning("broken-xml", what, Location(path, line))
        about = JsonFields(dict(feed.feed))
        # what RSS calls the day of a change is the only one that there is
        read = _atom_entry if str(feed.get("version", "")).startswith("atom") else _rss_entry
        # as plain dictionaries, because those of feedparser answer to other names with a warning
        items = zip(feed.entries, _lines(text, len(feed.entries)), strict=True)
        records = (JsonFields(dict(item), line) for item, line in items)
        day = dates.day(about.text("updated|published"))
        digest = record.collect(records, read, path, report, options, day=day)
        return structs.replace(digest, curator=_words(about.text("title")))


def _is_refused(text: str, path: str, report: Report) -> bool:
    if found := _ENTITIES.search(text):
        xml.report_entities(Location(path, text.count("\n", 0, found.start()) + 1), report)
    elif len(text) > _LARGEST:
        report.error("too-large", "this feed is too large to be one", Location(path))
    elif _LONG_TAG.search(text):
        # feedparser's time grows with the square of the number of attributes
        report.error("too-large", "this feed has an element with too many attributes", Location(path))
    elif _LONG_WORD.search(text):
        # and with that of a name in which it looks for a mail address
        report.error("too-large", "this feed has a word of thousands of letters", Location(path))
    return bool(report.count("error"))


def _read(text: str) -> Any:
    """The feed; None where even feedparser gives up."""
    import io
    import warnings

    import feedparser

    data = io.BytesIO(_ENCODING.sub(r"\1", xml.well_formed(_without_comments(text)), count=1).encode())
    with warnings.catch_warnings():
        # what a mended feed makes the libraries below say is no news to an editor
        warnings.simplefilter("ignore")
        try:
            return feedparser.parse(data, response_headers={"content-type": "application/xml; charset=utf-8"})
        except (ValueError, LookupError, RecursionError, AssertionError, TypeError, AttributeError, IndexError):
            return None


def _without_comments(text: str) -> str:
    """A feed without comments, and without the starts of those that never end, which feedparser would look for long."""
    for start, end in _COMMENTS:
        behind = text.rfind(end) + len(end) if end in text else 0
        whole = re.sub(rf"{start}.*?{end}", "", text[:behind], flags=re.DOTALL)
        text = whole + text[behind:].replace(start, "")
    return text


def _lines(text: str, count: int) -> Iterator[int]:
    """The line in which each item starts, as well as the text tells."""
    places = [place.start() for place in re.finditer(r"<(?:\w+:)?(?:item|entry)[\s>]", text)]
    line, before = 1, 0
    for number in range(count):
        place = places[number] if number < len(places) else before
        line, before = line + text.count("\n", before, place), place
        yield line


def _atom_entry(item: Fields, options: Options) -> Entry | None:
    title = _words(item.text("title"))
    if not title:
        return None
    abstract, labels = _labelled(_paragraphs(max([*item.texts("content.value"), item.text("summary")], key=len)))
    doi = identifiers.doi(" ".join(item.all("prism_doi|dc_identifier|id|link")))
    arxiv = next(filter(None, map(identifiers.find_arxiv, item.all("link|id"))), "")
    address = item.text("link")
    is_home = bool(re.match(r"https?://", address) and not doi and not arxiv)
    return record.entry(
        options,
        title,
        abstract,
        line=item.line,
        around=[Link("project", address)] if is_home else [],
        authors=record.authors(_people(item) or people.split_line(labels.get("authors", "")), options),
        published=dates.day(item.text("published|prism_publicationdate"))
        or dates.issued(labels.get("publication date", "")),
        updated=dates.day(item.text("updated")),
        arxiv=arxiv,
        doi=doi,
        venue=_words(item.text("prism_publicationname")) or labels.get("source", "").partition(",")[0],
        keywords=tuple(dict.fromkeys(filter(None, map(_words, item.texts("tags.term"))))),
    )


def _rss_entry(item: Fields, options: Options) -> Entry | None:
    entry = _atom_entry(item, options)
    if entry is None:
        return None
    facts = structs.replace(entry.facts, published=entry.facts.published or entry.facts.updated, updated="")
    return structs.replace(entry, facts=facts)


def _labelled(paragraphs: list[str]) -> tuple[list[str], dict[str, str]]:
    """The paragraphs of an abstract, and what publishers put around them with a label."""
    abstract: list[str] = []
    labels: dict[str, str] = {}
    for line in filter(None, map(str.strip, paragraphs)):
        if _SELF.fullmatch(line):
            abstract = []  # what stands above says where the article is from
        elif found := _LABEL.match(line):
            labels[found[1].lower().replace("(s)", "s")] = found[2]
        elif not _AROUND.match(line):
            abstract.append(line)
    return abstract, labels


def _people(item: Fields) -> list[tuple[str, str]]:
    names = item.texts("authors.name|author")
    return [pair for name in names for pair in people.split_line(_words(name))]


def _paragraphs(markup: str) -> list[str]:
    markup = clean(markup)
    return [text for _, text in html.lines(markup)] if "<" in markup or "&" in markup else prose.paragraphs(markup)


def _words(markup: str) -> str:
    return " ".join(_paragraphs(markup))
