"""The index of a built site, read file by file as a browser reads it.

The counterpart is `templates/search/engine/index.js`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Location, usage_error
from sitegen.routes import Route
from sitegen.search.digits import CODES, decode
from sitegen.search.documents import EXACT_FIELDS, Document, Target
from sitegen.text.utf16 import sort_key

_AUTHORS = EXACT_FIELDS.index("authors")
Entries: TypeAlias = tuple[tuple[str, str], ...]
Leaves: TypeAlias = tuple[tuple[str, str | Entries], ...]


class Manifest(Struct, frozen=True):
    """`search/manifest.json`, as far as a search from the terminal needs it."""

    format: Literal[4]
    """As `index.files` writes it; an index of another version has to be built anew."""
    documents: int
    fields: tuple[str, ...]
    boosts: tuple[float, ...]
    lengths: tuple[int, ...]
    k1: float
    b: float
    block: int
    numeric: tuple[int, ...]
    leaves: Leaves
    words: Entries
    positions: Leaves
    lookup: Entries
    suggest: str
    columns: dict[str, tuple[str, ...]]


class FieldPosting(Struct, frozen=True):
    """Where one field has a term: documents ascending, and for each how often and among how many terms."""

    documents: list[int]
    times: list[int]
    lengths: list[int]
    forms: list[int]
    """Bits of the words of `Posting.words` that each has; empty where there is but one word."""


class Posting(Struct, frozen=True):
    """Where a term is."""

    first_seen: tuple[int, int]
    """Sorts terms in the order in which the documents' texts have them first."""
    pairs: int
    """(document, field) pairs that have it."""
    fields: tuple[FieldPosting | None, ...]
    words: tuple[str, ...] = ("",)
    """Its most frequent words, the first as most papers write it, the others in lower case."""
    accented: bool = False
    """Whether some text writes it with accents."""


Places: TypeAlias = dict[int, list[int]]
"""Where one field of some documents has a word."""


VocabularyEntry: TypeAlias = tuple[str, int, list[str]]
"""A term, how often it occurs as `log_frequency` has it, and its words in lower case."""


class SiteIndex:
    """The index below `search/` of a site.

    Args:
        site: the folder of a built site, or files by route.

    Raises:
        UsageError: there is no index there, or, when it is asked for, a file of it is missing or damaged.
    """

    def __init__(self, site: Path | Mapping[Route, bytes]) -> None:
        self._site = site
        self._files: dict[str, Any] = {}
        self.manifest: Manifest = self._read("manifest.json", Manifest, "there is no search index")

    def _read(self, name: str, kind: Any, message: str) -> Any:
        route, site = f"search/{name}", self._site
        try:
            data = (site / route).read_bytes() if isinstance(site, Path) else site[route]
            return msgspec.json.decode(data, type=kind)
        except (OSError, KeyError, msgspec.DecodeError) as problem:
            at = Location((site / route).as_posix() if isinstance(site, Path) else route)
            raise usage_error("no-index", message, at, hint="build the site first") from problem

    def _file(self, name: str) -> Any:
        if name not in self._files:
            self._files[name] = self._read(name, Any, "a file of the search index is missing or damaged")
        return self._files[name]

    def find(self, terms: Iterable[str]) -> dict[str, Posting]:
        """The postings of those terms that the index has; a folded word with a space behind it is one, too."""
        return {term: posting for term in dict.fromkeys(terms) if (posting := self._posting(term))}

    def _posting(self, term: str) -> Posting | None:
        if term.endswith(" "):
            return self._exact_posting(term[:-1])
        if not (entry := self._leaf_entry(self.manifest.leaves, "terms", term, "terms")):
            return None
        shard, at = entry
        words = tuple(_decode_word(word, term) for word in shard["words"][at].split(" "))
        return _decode_posting(shard["postings"][at], words, at in shard["accented"], len(self.manifest.fields))

    def _exact_posting(self, word: str) -> Posting | None:
        """A folded word as if it were a term; how long the fields are is not known there, so they are as usual."""
        if not (places := self.places(word)):
            return None
        size = self.manifest.documents
        fields: list[FieldPosting | None] = []
        for field, total in enumerate(self.manifest.lengths):
            here, usual = places.get(field, {}), max(1, (2 * total + size) // (2 * size))
            times = [len(of_document) for of_document in here.values()]
            fields.append(FieldPosting(list(here), times, [usual] * len(here), []) if here else None)
        pairs = sum(len(field.documents) for field in fields if field)
        return Posting((0, 0), pairs, tuple(fields), (word,)) if pairs else None

    def places(self, word: str) -> dict[int, Places]:
        """Where a folded word, words in a row, or with `=` before it a whole name, stand, by `EXACT_FIELDS`.

        A paper's year, with `year:` before it, stands beside its authors.
        """
        if word.startswith("year:"):
            years = ((date or "")[:4] for date in self.column("date"))
            return {_AUTHORS: {document: [0] for document, year in enumerate(years) if year == word[5:]}}
        if " " in word and not word.startswith("="):
            first, *rest = map(self.places, word.split(" "))
            return {field: _followed(here, [other.get(field, {}) for other in rest]) for field, here in first.items()}
        entry = self._leaf_entry(self.manifest.positions, "positions", word, "words")
        return _decode_places(entry[0]["positions"][entry[1]]) if entry else {}

    def target(self, key: str) -> Target | None:
        """What a query may name outright."""
        lookup = self.manifest.lookup
        entry = self._entry(f"lookup/{_file_for(lookup, key)}.json", key, "keys") if lookup else None
        target = entry[0]["targets"][entry[1]] if entry else None
        return tuple(target) if isinstance(target, list) else target

    def _leaf_entry(self, leaves: Leaves, folder: str, key: str, keys: str) -> tuple[Any, int] | None:
        if not leaves:
            return None
        leaf = _file_for(leaves, key)
        if isinstance(leaf, str):
            leaf = self._file(f"leaves/{leaf}.json")
        return self._entry(f"{folder}/{_file_for(leaf, key)}.json", key, keys)

    def _entry(self, file: str, key: str, keys: str) -> tuple[Any, int] | None:
        """The file, and the index of a key in it."""
        content = self._file(file)
        at = bisect_left(content[keys], sort_key(key), key=sort_key)
        return (content, at) if at < len(content[keys]) and content[keys][at] == key else None

    def column(self, name: str) -> list[Any]:
        """What each document has of `date`, `votes` or `code`; None for nothing."""
        rows: list[Any] = []
        for file in self.manifest.columns.get(name, ()):
            chunk = self._file(f"columns/{file}.json")
            values = chunk.get("values")
            rows += [(values[row - 1] if values else row - 1) if row else None for row in decode(chunk["rows"])]
        return rows or [None] * self.manifest.documents

    def document(self, number: int) -> Document:
        """What a result shows of a document."""
        block, row = divmod(number, self.manifest.block)
        return msgspec.convert(self._file(f"documents/{block}.json")[row], Document)

    def suggestions(self) -> list[tuple[str, int]]:
        """The words of the type-ahead table, with how many papers have them."""
        table = self._file(f"suggest/{self.manifest.suggest}.json")
        return list(zip(table["words"], decode(table["counts"]), strict=True))

    def vocabulary(self, beginning: str = "") -> Iterator[VocabularyEntry]:
        """The files of the vocabulary that hold all terms with a beginning."""
        entries = self.manifest.words
        bounds = [sort_key(bound) for bound, _ in entries]
        key = sort_key(beginning)
        first = max(0, bisect_right(bounds, key) - 1)
        for at in range(first, len(entries)):
            if at > first and not bounds[at].startswith(key):
                return
            yield from decode_vocabulary(self._file(f"words/{entries[at][1]}.json"))


def _followed(first: Places, rest: Sequence[Places]) -> Places:
    """Where a word stands that the others follow."""
    found = {}
    for document, starts in first.items():
        following = [places.get(document, ()) for places in rest]
        if fits := [at for at in starts if all(at + gap in there for gap, there in enumerate(following, 1))]:
            found[document] = fits
    return found


def _file_for(entries: Any, term: str) -> Any:
    """What the last boundary that is not after a term begins: the name of a file, or a leaf."""
    at = bisect_right(entries, sort_key(term), key=lambda entry: sort_key(entry[0]))
    return entries[max(0, at - 1)][1]


def _decode_word(suffix: str, term: str) -> str:
    return term + suffix[1:] if suffix.startswith("+") else suffix or term


def _decode_posting(text: str, words: tuple[str, ...], accented: bool, fields: int) -> Posting:
    numbers = decode(text)
    position, has = next(numbers), next(numbers)
    several = bool(has & 1 << fields)
    of_fields = tuple(_decode_field(numbers, several=several) if has & 1 << bit else None for bit in range(fields))
    first = min(field.documents[0] for field in of_fields if field)
    pairs = sum(len(field.documents) for field in of_fields if field)
    return Posting((first, position), pairs, of_fields, words, accented)


def _decode_field(numbers: Iterator[int], *, several: bool) -> FieldPosting:
    documents, times = _decode_times(numbers)
    count = len(documents)
    lengths = list(islice(numbers, count))
    masks = [mask for digit in islice(numbers, -(-count // 2) if several else 0) for mask in (digit & 7, digit >> 3)]
    return FieldPosting(documents, times, lengths, masks[:count])


def _decode_places(text: str) -> dict[int, Places]:
    numbers = decode(text)
    has = next(numbers)
    fields = {}
    for field in range(len(EXACT_FIELDS)):
        if has & 1 << field:
            documents, times = _decode_times(numbers)
            # each number is the distance from the position before
            places = ([*islice(numbers, count)] for count in times)
            fields[field] = {
                document: [gap + at for at, gap in enumerate(accumulate(gaps))]
                for document, gaps in zip(documents, places, strict=True)
            }
    return fields


def _decode_times(numbers: Iterator[int]) -> tuple[list[int], list[int]]:
    documents, repeated = [], []
    document = -1
    for gap in islice(numbers, next(numbers)):
        document += (gap >> 1) + 1
        documents.append(document)
        repeated.append(gap & 1)
    return documents, [2 + next(numbers) if more else 1 for more in repeated]


def decode_vocabulary(file: dict[str, Any]) -> Iterator[VocabularyEntry]:
    term = ""
    columns = file["terms"].split(" "), decode(file["frequencies"]), file["forms"].split(" ")
    for coded, frequency, codes in zip(*columns, strict=True):
        term = term[: CODES[coded[0]]] + coded[1:]
        endings = [file["endings"][CODES[code]] for code in codes]
        yield term, frequency, [term[: len(term) - int(ending[0])] + ending[1:] for ending in endings]
