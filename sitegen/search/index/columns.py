"""The files about documents: blocks of what results show, and columns of what facets and sorting need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import msgspec

from sitegen.search import digits
from sitegen.search.documents import Document

CHUNK = 4096
"""Documents of a column's file."""


def block(documents: Iterable[Document], lengths: Iterable[Sequence[int]]) -> bytes:
    """What results show of some documents, with the numbers of terms in their fields."""
    replace = msgspec.structs.replace
    # what is only searched is not shown
    counted = [
        replace(document, lengths=tuple(row), venue="", topic_names=(), indexed=None)
        for document, row in zip(documents, lengths, strict=True)
    ]
    return msgspec.json.encode(counted)


def numeric(ids: Iterable[str]) -> list[int]:
    """Documents whose id JavaScript takes for an index of an array, by that index."""
    indexes = [
        (int(identifier), document)
        for document, identifier in enumerate(ids)
        if identifier.isdecimal() and identifier.isascii() and str(int(identifier)) == identifier
    ]
    return [document for index, document in sorted(indexes) if index < 2**32 - 1]


def columns(documents: Sequence[Document]) -> dict[str, list[bytes]]:
    """The files of each column that some document has a value in."""
    starts = range(0, len(documents), CHUNK)
    return {
        column: [msgspec.json.encode(encode(documents[start : start + CHUNK])) for start in starts]
        for column, (has_value, encode) in _COLUMNS.items()
        if any(map(has_value, documents))
    }


def _dates(documents: Sequence[Document]) -> dict[str, Any]:
    values: dict[str, int] = {}
    rows = [values.setdefault(document.date, len(values)) + 1 if document.date else 0 for document in documents]
    return {"values": list(values), "rows": digits.encode(rows)}


def _votes(documents: Sequence[Document]) -> dict[str, Any]:
    votes = (document.votes for document in documents)
    return {"rows": digits.encode(0 if number is None else max(number, 0) + 1 for number in votes)}


def _code(documents: Sequence[Document]) -> dict[str, Any]:
    return {"rows": digits.encode(int(document.code) for document in documents)}


def _several(documents: Sequence[Document], column: str) -> dict[str, Any]:
    values: dict[Any, int] = {}
    rows: list[int] = []
    for document in documents:
        own = dict.fromkeys(getattr(document, column))
        rows.append(len(own))
        rows += [values.setdefault(value, len(values)) for value in own]
    return {"values": list(values), "rows": digits.encode(rows)}


_COLUMNS: dict[str, tuple[Any, Any]] = {
    "date": (lambda document: document.date, _dates),
    "votes": (lambda document: document.votes is not None, _votes),
    "code": (lambda document: document.code, _code),
    "topics": (lambda document: document.topics, partial(_several, column="topics")),
    "authors": (lambda document: document.authors, partial(_several, column="authors")),
}
