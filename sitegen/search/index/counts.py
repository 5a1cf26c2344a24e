"""Terms of a chunk of documents, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sitegen.arrays import Array, numbered, numbering, spread
from sitegen.search.documents import EXACT_FIELDS, FIELDS
from sitegen.search.index.pieces import Pieces
from sitegen.text.tokens import term, trim, words

MAX_TIMES = 2**14 - 1
"""A term that occurs more often in a field is counted so often."""


class TermCounts(Struct, frozen=True, eq=False):
    """How often each term occurs in each field of each document of a chunk."""

    terms: list[str]
    """In the order in which the texts have them first."""
    words: list[str]
    """The words that stand for these terms, as written."""
    word_terms: Array
    """Index of the term of each word."""
    word_times: Array
    """How often each word occurs."""
    sizes: Array
    """Number of postings of each term."""
    rows: Array
    """Of each posting, term by term: index of the document times `len(FIELDS)`, plus index of the field; ascending."""
    times: Array
    """Of each posting: how often the field has the term."""
    lengths: Array
    """Number of terms, repeated ones included: a row for each document, with a column for each field."""

    def numbered(self, first: int, terms: Mapping[str, int], words: Mapping[str, int]) -> NumberedCounts:
        """The same by numbers that all chunks share, without the strings; `first` is that of its first document."""
        counts = replace(self, terms=[], words=[])
        return NumberedCounts(first, numbered(self.terms, terms), numbered(self.words, words), counts)

    @property
    def first_documents(self) -> Array:
        """The first document of the chunk that has each term."""
        documents: Array = self.rows[np.cumsum(self.sizes) - self.sizes] // len(FIELDS)
        return documents


class NumberedCounts(Struct, frozen=True, eq=False):
    """The counts of a chunk whose documents, terms and words are known by numbers."""

    first: int
    """Number of its first document."""
    terms: Array
    words: Array
    counts: TermCounts

    @property
    def stop(self) -> int:
        """Number of the first document behind it."""
        return self.first + len(self.counts.lengths)


def number_in_order(parts: Sequence[TermCounts], numbers: Mapping[str, int]) -> None:
    """Number the terms of a chunk in the order in which its documents have them first.

    Args:
        parts: counts of the same documents, the first fields first.
        numbers: gives each term that it is asked for a number.
    """
    terms = list(chain.from_iterable(part.terms for part in parts))
    # a stable sort leaves the terms of one document in the order of the fields
    order = np.argsort(np.concatenate([part.first_documents for part in parts]), kind="stable")
    for name in map(terms.__getitem__, order.tolist()):
        numbers[name]


def count_terms(pieces: Pieces) -> TermCounts:
    """Count the terms of a chunk of documents."""
    documents = pieces.ends.size // len(EXACT_FIELDS)
    fields = np.arange(pieces.ends.size) % len(EXACT_FIELDS)
    lengths = np.diff(pieces.ends, prepend=0)
    # a row is a field of a document; terms are not counted in all fields that have words
    row_of = np.arange(pieces.ends.size) // len(EXACT_FIELDS) * len(FIELDS) + fields
    counted = np.repeat(fields < len(FIELDS), lengths)
    distinct, piece_of = _in_order(pieces.sequence[counted], pieces.distinct)
    split = list(map(_split, distinct))
    terms, words = numbering(), numbering()
    term_of = _array(map(terms.__getitem__, chain.from_iterable(map(itemgetter(0), split))))
    word_of = _array(map(words.__getitem__, chain.from_iterable(map(itemgetter(1), split))))
    word_terms = np.empty(len(words), np.int32)
    word_terms[word_of] = term_of
    sizes = _array(len(terms_of) for terms_of, _ in split)
    occurrences = spread((np.cumsum(sizes) - sizes)[piece_of], sizes[piece_of])
    rows = np.repeat(np.repeat(row_of, lengths)[counted], sizes[piece_of])
    postings, times = np.unique(term_of[occurrences] << 32 | rows, return_counts=True)
    return TermCounts(
        terms=list(terms),
        words=list(words),
        word_terms=word_terms,
        word_times=_bincount(word_of[occurrences], len(words)),
        sizes=_bincount(postings >> 32, len(terms)),
        rows=(postings & 0xFFFFFFFF).astype(np.int32),
        times=np.minimum(times, MAX_TIMES).astype(np.uint16),
        lengths=_bincount(rows, documents * len(FIELDS)).reshape(documents, len(FIELDS)),
    )


def _in_order(sequence: Array, pieces: Sequence[str]) -> tuple[list[str], Array]:
    """The pieces that a sequence has, in the order in which it has them first, and the sequence of their indexes."""
    first = np.full(len(pieces), sequence.size)
    # of several values for one index the last is kept
    first[sequence[::-1]] = np.arange(sequence.size)[::-1]
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < sequence.size)]
    ranks = np.empty(len(pieces), np.int64)
    ranks[order] = np.arange(order.size)
    return [pieces[piece] for piece in order.tolist()], ranks[sequence]


def _array(numbers: Iterable[int]) -> Array:
    return np.fromiter(numbers, np.int64)


def _bincount(numbers: Array, size: int) -> Array:
    return np.bincount(numbers, minlength=size).astype(np.int32)


@lru_cache(maxsize=2**15)
def _split(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms that a piece of text counts as, and the words that stand for them as written."""
    terms, written = [], []
    for word in words(piece):
        if found := term(word):
            terms.append(found)
            own = trim(word)
            # putting in lower case first may save a letter from being trimmed
            lower = own if word.isascii() else trim(word.lower())
            written.append(own if len(own) == len(lower) else lower)
    return tuple(terms), tuple(written)
