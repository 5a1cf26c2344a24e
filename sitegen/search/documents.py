"""What search knows of a paper besides its postings: the texts it reads, what a result shows, facets and sort keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, overload

import msgspec
from msgspec import Struct

from sitegen import routes
from sitegen.config import Config
from sitegen.model import Catalog, Paper
from sitegen.search import digits
from sitegen.search.cuts import Piece
from sitegen.text.math import title_words

BLOCK = 3
"""Documents of a file: ten results from anywhere shall take 20 KB at most."""
CHUNK = 4096
"""Documents of a column's file."""


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a result shows."""

    id: str
    title: str
    url: str
    date: str = ""
    """When it was published, or else first listed."""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    """Slug and label."""
    votes: int | None = None
    """The most it had in a listing."""
    code: bool = False
    lengths: tuple[int, ...] = ()
    """Terms in each field."""


class Described(Sequence[Document]):
    """All documents of a catalog in their order, without lengths; each is made when it is asked for."""

    def __init__(self, catalog: Catalog, config: Config) -> None:
        self._catalog, self._urls = catalog, config.urls
        self._papers = list(catalog.papers.values())
        self._labels = {topic.slug: topic.label for topic in catalog.topics}

    def __len__(self) -> int:
        return len(self._papers)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> list[Document]: ...
    def __getitem__(self, place: int | slice) -> Document | list[Document]:
        if isinstance(place, slice):
            return list(map(self._document, self._papers[place]))
        return self._document(self._papers[place])

    @property
    def ids(self) -> Iterable[str]:
        """Theirs."""
        return self._catalog.papers

    def digests(self, size: int) -> list[bytes]:
        """Tells of each so many documents whether they are made of the same as others, without making them."""
        papers, labels = self._papers, self._labels.get
        appearances, topics = self._catalog.appearances.get, self._catalog.topics_of.get
        found = []
        for start in range(0, len(papers), size):
            these = [
                (one.id, one.facts, one.text, appearances(one.id), slugs := topics(one.id, ()), *map(labels, slugs))
                for one in papers[start : start + size]
            ]
            made_of = msgspec.msgpack.encode((self._urls, these))
            # most processors have instructions for this one
            found.append(hashlib.sha256(made_of).digest())
        return found

    def _document(self, paper: Paper) -> Document:
        appearances = self._catalog.appearances.get(paper.id, ())
        topics, labels = self._catalog.topics_of.get(paper.id, ()), self._labels
        votes = [one.listing.votes for one in appearances if one.listing.votes is not None]
        return Document(
            id=paper.id,
            title=paper.title,
            url=routes.link(routes.HOME, routes.paper(paper.id), self._urls),
            date=paper.facts.published or (appearances[0].date if appearances else ""),
            abstract=paper.text,
            authors=tuple(author.name for author in paper.facts.authors),
            topics=tuple((slug, labels[slug]) for slug in topics if slug in labels),
            votes=max(votes, default=None),
            code=any(link.kind == "code" for link in paper.facts.links),
        )


def describe(catalog: Catalog, config: Config) -> Iterator[Document]:
    """All documents in their order, without lengths."""
    return iter(Described(catalog, config))


def texts(document: Document) -> tuple[str, str, str, str]:
    """The text of each field."""
    title = document.title
    return (
        title_words(title) if "$" in title or "\\" in title else title,
        document.abstract,
        " ".join(document.authors),
        " ".join(label for _, label in document.topics),
    )


def block(documents: Iterable[Document], lengths: Iterable[Sequence[int]]) -> bytes:
    """A file of what results show."""
    replace = msgspec.structs.replace
    return msgspec.json.encode(
        [replace(one, lengths=tuple(numbers)) for one, numbers in zip(documents, lengths, strict=True)]
    )


def blocks(documents: Sequence[Document], lengths: Sequence[Sequence[int]]) -> list[bytes]:
    """All those files."""
    starts = range(0, len(documents), BLOCK)
    return [block(documents[start : start + BLOCK], lengths[start : start + BLOCK]) for start in starts]


def numeric(ids: Iterable[str]) -> list[int]:
    """Documents whose id JavaScript takes for an index of an array, by that index."""
    found = [
        (int(identifier), number)
        for number, identifier in enumerate(ids)
        if identifier.isdecimal() and identifier.isascii() and str(int(identifier)) == identifier
    ]
    return [number for identifier, number in sorted(found) if identifier < 2**32 - 1]


def columns(documents: Sequence[Document]) -> dict[str, list[Piece]]:
    """The columns that some document has a value in."""
    return {
        column: [
            Piece.of(start, msgspec.json.encode(rows(documents[start : start + CHUNK])))
            for start in range(0, len(documents), CHUNK)
        ]
        for column, (has, rows) in _COLUMNS.items()
        if any(map(has, documents))
    }


def facets(document: Document) -> tuple[Any, ...]:
    """What the columns hold of a document."""
    return tuple(getattr(document, column) for column in _COLUMNS)


def _dates(documents: Sequence[Document]) -> dict[str, Any]:
    values: dict[str, int] = {}
    rows = [values.setdefault(one.date, len(values)) + 1 if one.date else 0 for one in documents]
    return {"values": list(values), "rows": digits.encode(rows)}


def _numbers(documents: Sequence[Document], column: str) -> dict[str, Any]:
    if column == "code":
        return {"rows": digits.encode(int(one.code) for one in documents)}
    return {"rows": digits.encode(0 if one.votes is None else max(one.votes, 0) + 1 for one in documents)}


def _many(documents: Sequence[Document], column: str) -> dict[str, Any]:
    values: dict[Any, int] = {}
    rows: list[int] = []
    for document in documents:
        these = dict.fromkeys(getattr(document, column))
        rows.append(len(these))
        rows += [values.setdefault(value, len(values)) for value in these]
    return {"values": list(values), "rows": digits.encode(rows)}


_COLUMNS: dict[str, tuple[Any, Any]] = {
    "date": (lambda one: one.date, _dates),
    "votes": (lambda one: one.votes is not None, partial(_numbers, column="votes")),
    "code": (lambda one: one.code, partial(_numbers, column="code")),
    "topics": (lambda one: one.topics, partial(_many, column="topics")),
    "authors": (lambda one: one.authors, partial(_many, column="authors")),
}
