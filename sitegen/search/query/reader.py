"""The index of a built site, read file by file as a browser reads it.

The counterpart is `templates/search/engine/index.js`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Location, usage_error
from sitegen.search.digits import CODES, decode
from sitegen.search.documents import Document
from sitegen.search.utf16 import sort_key


class Manifest(Struct, frozen=True):
    """`search/manifest.json`, as far as a search from the terminal needs it."""

    format: int
    documents: int
    fields: tuple[str, ...]
    boosts: tuple[float, ...]
    lengths: tuple[int, ...]
    k1: float
    b: float
    block: int
    numeric: tuple[int, ...]
    leaves: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    suggest: str


class FieldPosting(Struct, frozen=True):
    """Where one field has a term: documents ascending, and for each how often and among how many terms."""

    documents: list[int]
    times: list[int]
    lengths: list[int]


class Posting(Struct, frozen=True):
    """Where a term is."""

    first_seen: tuple[int, int]
    """Sorts terms in the order in which the documents' texts have them first."""
    pairs: int
    """(document, field) pairs that have it."""
    fields: tuple[FieldPosting | None, ...]


class VocabularyPart(Struct, frozen=True):
    """A file of the vocabulary."""

    terms: list[str]
    frequencies: list[int]
    forms: list[list[str]]


class SiteIndex:
    """The index below `search/` of a built site.

    Raises:
        UsageError: there is no index there, or, when it is asked for, a file of it is missing or damaged.
    """

    def __init__(self, site: Path) -> None:
        self._folder = site / "search"
        self._files: dict[str, Any] = {}
        self.manifest: Manifest = self._read("manifest.json", Manifest, "there is no search index")

    def _read(self, name: str, kind: Any, message: str) -> Any:
        path = self._folder / name
        try:
            return msgspec.json.decode(path.read_bytes(), type=kind)
        except (OSError, msgspec.DecodeError) as problem:
            raise usage_error("no-index", message, Location(path.as_posix()), hint="build the site first") from problem

    def _file(self, name: str) -> Any:
        if name not in self._files:
            self._files[name] = self._read(name, Any, "a file of the search index is missing or damaged")
        return self._files[name]

    def find(self, terms: Iterable[str]) -> dict[str, Posting]:
        """The postings of those terms that the index has."""
        return {term: posting for term in dict.fromkeys(terms) if (posting := self._posting(term))}

    def _posting(self, term: str) -> Posting | None:
        if not self.manifest.leaves:
            return None
        leaf = self._file(f"leaves/{_file_for(self.manifest.leaves, term)}.json")
        shard = self._file(f"terms/{_file_for(leaf, term)}.json")
        key = sort_key(term)
        at = bisect_left(shard["terms"], key, key=sort_key)
        if at == len(shard["terms"]) or shard["terms"][at] != term:
            return None
        return _decode_posting(shard["postings"][at], len(self.manifest.fields))

    def document(self, number: int) -> Document:
        """What a result shows of a document."""
        block, row = divmod(number, self.manifest.block)
        return msgspec.convert(self._file(f"documents/{block}.json")[row], Document)

    def suggestions(self) -> list[tuple[str, int]]:
        """The words of the type-ahead table, with how many papers have them."""
        table = self._file(f"suggest/{self.manifest.suggest}.json")
        return list(zip(table["words"], decode(table["counts"]), strict=True))

    def vocabulary(self, beginning: str = "") -> Iterator[VocabularyPart]:
        """The parts of the vocabulary that hold all terms with a beginning."""
        entries = self.manifest.words
        bounds = [sort_key(bound) for bound, _ in entries]
        key = sort_key(beginning)
        first = max(0, bisect_right(bounds, key) - 1)
        for at in range(first, len(entries)):
            if at > first and not bounds[at].startswith(key):
                return
            yield _decode_vocabulary(self._file(f"words/{entries[at][1]}.json"))


def _file_for(entries: Any, term: str) -> str:
    at = bisect_right(entries, sort_key(term), key=lambda entry: sort_key(entry[0]))
    name: str = entries[max(0, at - 1)][1]
    return name


def _decode_posting(text: str, fields: int) -> Posting:
    numbers = decode(text)
    place, has = next(numbers), next(numbers)
    of_fields = tuple(_decode_field(numbers) if has & 1 << bit else None for bit in range(fields))
    first = min(field.documents[0] for field in of_fields if field)
    pairs = sum(len(field.documents) for field in of_fields if field)
    return Posting((first, place), pairs, of_fields)


def _decode_field(numbers: Iterator[int]) -> FieldPosting:
    documents, repeated = [], []
    document = -1
    for gap in islice(numbers, next(numbers)):
        document += (gap >> 1) + 1
        documents.append(document)
        repeated.append(gap & 1)
    times = [2 + next(numbers) if more else 1 for more in repeated]
    return FieldPosting(documents, times, list(islice(numbers, len(documents))))


def _decode_vocabulary(file: dict[str, Any]) -> VocabularyPart:
    terms: list[str] = []
    before = ""
    for coded in file["terms"].split(" "):
        before = before[: CODES[coded[0]]] + coded[1:]
        terms.append(before)
    endings: list[str] = file["endings"]
    forms = [
        [term[: len(term) - int(endings[CODES[code]][0])] + endings[CODES[code]][1:] for code in codes]
        for term, codes in zip(terms, file["forms"].split(" "), strict=True)
    ]
    return VocabularyPart(terms, list(decode(file["frequencies"])), forms)
