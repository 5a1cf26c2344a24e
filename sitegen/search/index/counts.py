"""Terms of a chunk of documents, counted: a task that depends on these documents only.

A chunk of a hundred papers has some thousand distinct pieces of text. Only those are split, trimmed and stemmed; all
else is arrays of their numbers.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sitegen.search.documents import FIELDS, IndexedText
from sitegen.text.stem import stem
from sitegen.text.tokens import STOP_WORDS, pieces, trim, words

Array: TypeAlias = NDArray[Any]
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
    """Number of terms, repeated ones included, of each row."""


def count_terms(documents: Sequence[IndexedText]) -> TermCounts:
    """Count the terms of a chunk of documents."""
    numbers = numbering()
    occurring = array("i")
    ends = [0]
    for document in documents:
        for text in document.texts():
            occurring.extend(map(numbers.__getitem__, pieces(text)))
            ends.append(len(occurring))
    split = list(map(_split, numbers))
    terms, words = numbering(), numbering()
    term_of = _array(map(terms.__getitem__, chain.from_iterable(map(itemgetter(0), split))))
    word_of = _array(map(words.__getitem__, chain.from_iterable(map(itemgetter(1), split))))
    word_terms = np.empty(len(words), np.int32)
    word_terms[word_of] = term_of
    sizes = _array(len(terms_of) for terms_of, _ in split)
    piece_of = np.array(occurring, np.int64)
    occurrences = spread((np.cumsum(sizes) - sizes)[piece_of], sizes[piece_of])
    rows = np.repeat(np.repeat(np.arange(len(ends) - 1), np.diff(ends)), sizes[piece_of])
    postings, times = np.unique(term_of[occurrences] << 32 | rows, return_counts=True)
    return TermCounts(
        terms=list(terms),
        words=list(words),
        word_terms=word_terms,
        word_times=_bincount(word_of[occurrences], len(words)),
        sizes=_bincount(postings >> 32, len(terms)),
        rows=(postings & 0xFFFFFFFF).astype(np.int32),
        times=np.minimum(times, MAX_TIMES).astype(np.uint16),
        lengths=_bincount(rows, len(documents) * len(FIELDS)),
    )


def spread(starts: Array, sizes: Array) -> Array:
    """Indexes of runs that begin at `starts` and are `sizes` long, one run after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if ends.size else 0)


def _array(numbers: Iterable[int]) -> Array:
    return np.fromiter(numbers, np.int64)


def _bincount(numbers: Array, size: int) -> Array:
    return np.bincount(numbers, minlength=size).astype(np.int32)


def numbering() -> defaultdict[str, int]:
    """A dictionary that numbers its keys from 0 as they are asked for."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


@lru_cache(maxsize=2**17)
def _split(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms that a piece of text counts as, and the words that stand for them as written."""
    terms, written = [], []
    for word in words(piece):
        lowered = word.lower()
        # putting in lower case first may save a letter from being trimmed
        lower = trim(lowered)
        if lower and lower not in STOP_WORDS:
            terms.append(stem(lower))
            own = lower if word == lowered else trim(word)
            written.append(own if len(own) == len(lower) else lower)
    return tuple(terms), tuple(written)
