"""A paper's page: facts in the front matter, the abstract below, and from the first heading on the editor's notes.

`generated` holds the digest of the facts and the abstract as sitegen wrote them. A page whose facts still have that
digest is ours to update when its source changes; of any other page `merge` finds out which facts the editor changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Location, Report
from sitegen.files import is_path
from sitegen.ingest.values import identifiers
from sitegen.model import Author, Facts, Link, Paper
from sitegen.pages import front_matter
from sitegen.pages.front_matter import Value
from sitegen.pages.normalise import ADDRESS, LINK_KEYS
from sitegen.text import markdown, slug
from sitegen.text.iso_dates import is_date

KNOWN = frozenset(
    {"id", "title", "authors", "affiliations", "published", "updated", "arxiv", "version", "doi", "venue", "license"}
    | {"categories", "keywords", "topics", "tags", "aliases", "draft", "source", "generated", *LINK_KEYS}
)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"index(?:\.p\d+)?", re.I)
"""The list of all papers lies beside them."""
_MAX_ID = 200
"""File systems take 255 bytes, and there are endings."""
# a heading of either style; four spaces make code of it
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"", "false", "no", "off", "0"})


class PaperPage(Struct, frozen=True, kw_only=True, gc=False):
    """One page as it lies on disk."""

    paper: Paper
    draft: bool = False
    source: str = ""
    """The source it was made from, relative to the content folder."""
    generated: str = ""
    own: dict[str, Any] = {}
    """Keys that sitegen does not know, kept as they are."""
    text_digest: bytes = b""
    """Of the text that the page was parsed from; empty for a new page."""

    @property
    def ours(self) -> bool:
        """Whether the facts are still as sitegen wrote them."""
        return bool(self.generated) and self.generated == digest(self.paper.facts, self.paper.abstract)


def digest(facts: Facts, abstract: str) -> str:
    """Eight hex digits of the normalised facts: how a page is laid out makes no difference to it."""
    links = sorted((link.kind, link.url) for link in facts.links)
    normal = [msgspec.structs.replace(facts, links=()), links, markdown.normal(abstract)]
    return hashlib.sha256(msgspec.json.encode(normal)).hexdigest()[:8]


def write(page: PaperPage) -> str:
    """The page as text. Unknown facts are left out, never written empty."""
    paper, facts = page.paper, page.paper.facts
    affiliations: list[Value] = [author.affiliation for author in facts.authors]
    values: dict[str, Value] = {
        "id": paper.id,
        "title": facts.title,
        "authors": [author.name for author in facts.authors],
        "affiliations": affiliations if any(affiliations) else [],
        "published": facts.published,
        "updated": facts.updated,
        "arxiv": facts.arxiv,
        "version": facts.version,
        "doi": facts.doi,
        "venue": facts.venue,
        "license": facts.license,
        "categories": list(facts.categories),
        "keywords": list(facts.keywords),
        "topics": list(facts.topics),
    }
    for key in LINK_KEYS:
        urls: list[Value] = [link.url for link in facts.links if link.kind == key]
        values[key] = urls[0] if len(urls) == 1 else urls
    values |= {"aliases": list(paper.aliases), "draft": "true" if page.draft else ""}
    values |= page.own
    values |= {"source": page.source, "generated": page.generated}
    blocks = [front_matter.write(values), paper.abstract, paper.notes.strip("\n")]
    return "\n".join(f"{block}\n" if block and not block.endswith("\n") else block for block in blocks if block)


def read(text: str, path: str, shown: str, report: Report) -> PaperPage | None:
    """A page from its text, or None where it has no title and so cannot be shown.

    Args:
        text: the file's text.
        path: where it lies, relative to the content folder.
        shown: the path that a diagnostic names.
    """
    block = front_matter.split(text, shown, report)
    values = front_matter.read(block.head, shown, report)
    reader = _Reader(values, block.head, shown, report)
    title = reader.text("title")
    if not title:
        report.error(
            "no-title",
            "a paper's page needs a title",
            Location(shown, 1),
            hint='put title: "…" between the two lines of --- at its head',
        )
        return None
    abstract, notes = parted(block.body)
    paper = Paper(
        id=reader.identifier(path),
        facts=reader.facts(title),
        abstract=abstract,
        text=markdown.plain(abstract),
        notes=notes,
        aliases=reader.texts("aliases"),
        path=path,
    )
    return PaperPage(
        paper=paper,
        draft=reader.switch("draft"),
        source=reader.text("source"),
        generated=reader.text("generated"),
        own=front_matter.own_keys(values, KNOWN, block.head, shown, report),
        text_digest=front_matter.digest(text),
    )


def parted(body: str) -> tuple[str, str]:
    """The abstract and the notes of a page's body, parted at the first heading."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    if "#" not in body and "\n=" not in body and "\n-" not in body and "\n " not in body:
        return body.strip(), ""
    lines = body.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        if found := _CODE_FENCE.match(line):
            mark = found[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence) and not line.strip(" \t" + mark[0]):
                fence = ""
            continue
        if fence:
            continue
        if _HEADING.match(line):
            return _cut(lines, number)
        if number and _UNDERLINE.match(line) and lines[number - 1].strip():
            start = number
            while start and lines[start - 1].strip():
                start -= 1
            return _cut(lines, start)
    return body.strip(), ""


def _cut(lines: list[str], number: int) -> tuple[str, str]:
    return "\n".join(lines[:number]).strip(), "\n".join(lines[number:]).strip("\n")


class _Reader:
    """Types the values of one front matter, and reports those of the wrong kind at their line."""

    def __init__(self, values: Mapping[str, Value], head: str, path: str, report: Report) -> None:
        self.values, self.head, self.path, self.report = values, head, path, report

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if isinstance(value, str):
            return " ".join(value.split()) if value else ""
        self._wrong(key, f"'{key}' must be a text")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if not value:
            return ()
        if isinstance(value, str):
            return (value.strip(),)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())
        self._wrong(key, f"'{key}' must be a list of texts")
        return ()

    def switch(self, key: str) -> bool:
        value = self.text(key).lower()
        if value not in (*_TRUE, *_FALSE):
            self._wrong(key, f"'{key}' must be true or false")
        return value in _TRUE

    def identifier(self, path: str) -> str:
        stem = path.rpartition("/")[2].removesuffix(".md")
        value = self.text("id") or stem
        if _ID.fullmatch(value) and len(value) <= _MAX_ID and is_path(value) and not _RESERVED.fullmatch(value):
            return value
        hint = f"use up to {_MAX_ID} letters, digits, '.', '_' and '-'; 'index' and 'aux' are no ids"
        self._wrong("id", f"{value[:_MAX_ID]!r} cannot be an id", hint)
        return slug.unique(value, ())

    def facts(self, title: str) -> Facts:
        names, places = self.texts("authors"), self.values.get("affiliations")
        where = [str(place) for place in places] if isinstance(places, list) else []
        return Facts(
            title=title,
            authors=tuple(Author(name, where[i] if i < len(where) else "") for i, name in enumerate(names)),
            published=self._date("published"),
            updated=self._date("updated"),
            arxiv=self._identifier("arxiv", lambda text: identifiers.arxiv(text)[0], "an arXiv id such as 2503.02130"),
            doi=self._identifier("doi", identifiers.doi, "a DOI such as 10.1000/182"),
            version=self.text("version").removeprefix("v"),
            venue=self.text("venue"),
            license=self.text("license"),
            categories=self.texts("categories"),
            keywords=self.texts("keywords"),
            topics=tuple(dict.fromkeys(self.texts("topics") + self.texts("tags"))),
            links=tuple(Link(kind, url) for kind in LINK_KEYS for url in self._urls(kind)),
        )

    def _date(self, key: str) -> str:
        value = self.text(key)
        if not value or is_date(value):
            return value
        self._wrong(key, f"{value!r} is not a date such as 2025-03-28, 2025-03 or 2025")
        return ""

    def _identifier(self, key: str, parse: Callable[[str], str], kind: str) -> str:
        value = self.text(key)
        identifier = parse(value)
        if value and not identifier:
            self._wrong(key, f"{value!r} is not {kind}")
        return identifier

    def _urls(self, key: str) -> tuple[str, ...]:
        urls = self.texts(key)
        for url in urls:
            if not ADDRESS.match(url):
                self._wrong(key, f"{url!r} is not a web address", hint="start it with https://")
        return tuple(url for url in urls if ADDRESS.match(url))

    def _wrong(self, key: str, message: str, hint: str = "") -> None:
        front_matter.report_value(self.head, key, message, self.path, self.report, hint)
