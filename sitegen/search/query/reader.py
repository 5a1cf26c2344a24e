"""The index of a built site, read file by file as a browser reads it.

The counterpart is `templates/search/index.js`.
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
from sitegen.search.digits import ALPHABET, decode
from sitegen.search.documents import Document
from sitegen.search.utf16 import sort_key

_CODE = {character: code for code, character in enumerate(ALPHABET)}


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


class FieldPosting(Struct, frozen=True):
    """Where one field has a term: documents ascending, and for each how often and among how many terms."""

    documents: list[int]
    times: list[int]
    lengths: list[int]


class Posting(Struct, frozen=True):
    """Where a term is."""

    term: str
    word: str
    """As most papers write it."""
    met: tuple[int, int]
    """Sorts terms as Lunr's builder met them."""
    pairs: int
    """(document, field) pairs that have it."""
    fields: tuple[FieldPosting | None, ...]


class Words(Struct, frozen=True):
    """A file of the vocabulary."""

    terms: list[str]
    frequencies: list[int]
    forms: list[list[str]]


class SiteIndex:
    """The index below `search/` of a built site.

    Raises:
        UsageError: there is no index there.
    """

    def __init__(self, site: Path) -> None:
        self._folder = site / "search"
        self._files: dict[str, Any] = {}
        path = self._folder / "manifest.json"
        try:
            self.manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError) as problem:
            raise usage_error(
                "no-index", "there is no search index", Location(path.as_posix()), hint="build the site first"
            ) from problem

    def _file(self, path: str) -> Any:
        if path not in self._files:
            self._files[path] = msgspec.json.decode((self._folder / path).read_bytes())
        return self._files[path]

    def find(self, terms: Iterable[str]) -> dict[str, Posting]:
        """The postings of those terms that the index has."""
        return {term: posting for term in dict.fromkeys(terms) if (posting := self._posting(term))}

    def _posting(self, term: str) -> Posting | None:
        if not self.manifest.leaves:
            return None
        leaf = self._file(f"leaves/{_within(self.manifest.leaves, term)}.json")
        shard = self._file(f"terms/{_within(leaf, term)}.json")
        key = sort_key(term)
        at = bisect_left(shard["terms"], key, key=sort_key)
        if at == len(shard["terms"]) or shard["terms"][at] != term:
            return None
        return _decoded(term, shard["words"][at], shard["postings"][at], len(self.manifest.fields))

    def shown(self, document: int) -> Document:
        """What a result shows of a document."""
        number, place = divmod(document, self.manifest.block)
        return msgspec.convert(self._file(f"documents/{number}.json")[place], Document)

    def words(self, beginning: str = "") -> Iterator[Words]:
        """The parts of the vocabulary that hold all terms with a beginning."""
        entries = self.manifest.words
        bounds = [sort_key(bound) for bound, _ in entries]
        key = sort_key(beginning)
        first = max(0, bisect_right(bounds, key) - 1)
        for at in range(first, len(entries)):
            if at > first and not bounds[at].startswith(key):
                return
            yield _words(self._file(f"words/{entries[at][1]}.json"))


def _within(entries: Any, term: str) -> str:
    at = bisect_right(entries, sort_key(term), key=lambda entry: sort_key(entry[0]))
    name: str = entries[max(0, at - 1)][1]
    return name


def _decoded(term: str, word: str, text: str, fields: int) -> Posting:
    numbers = decode(text)
    place, has = next(numbers), next(numbers)
    found = tuple(_field(numbers) if has & 1 << bit else None for bit in range(fields))
    first = min(one.documents[0] for one in found if one)
    pairs = sum(len(one.documents) for one in found if one)
    shown = term + word[1:] if word.startswith("+") else word or term
    return Posting(term, shown, (first, place), pairs, found)


def _field(numbers: Iterator[int]) -> FieldPosting:
    documents, often = [], []
    document = -1
    for gap in islice(numbers, next(numbers)):
        document += (gap >> 1) + 1
        documents.append(document)
        often.append(gap & 1)
    times = [2 + next(numbers) if more else 1 for more in often]
    return FieldPosting(documents, times, list(islice(numbers, len(documents))))


def _words(file: dict[str, Any]) -> Words:
    terms: list[str] = []
    before = ""
    for coded in file["terms"].split(" "):
        before = before[: _CODE[coded[0]]] + coded[1:]
        terms.append(before)
    endings: list[str] = file["endings"]
    forms = [
        [term[: len(term) - int(endings[_CODE[code]][0])] + endings[_CODE[code]][1:] for code in codes]
        for term, codes in zip(terms, file["forms"].split(" "), strict=True)
    ]
    return Words(terms, list(decode(file["frequencies"])), forms)
