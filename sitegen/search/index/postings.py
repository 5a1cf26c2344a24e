"""Postings: which documents have a term, in which field, how often. The document-term matrix of the digest.

Merging is a full reduction of all chunks' counts by array operations. One posting is a number of 63 bits,
term · document · field · times, so that sorting the numbers groups the postings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, changes, gaps, inverse, low_bits, ranks_within, runs
from sitegen.search.documents import FIELDS
from sitegen.search.index.counts import NumberedCounts
from sitegen.text import utf16

DOCUMENT_BITS = 22
"""Bits of the number of a document, of which an index can hold so many."""
_TIMES_BITS, _FIELD_BITS = 14, 2


class FieldPostings(Struct, frozen=True, eq=False):
    """One field's postings, by term and then by document."""

    documents: Array
    times: Array
    starts: Array
    """Where the postings of each term start; one more than terms, the end."""
    lengths: Array
    """Number of terms in the field of each document."""

    @property
    def counts(self) -> Array:
        """Number of documents of each term."""
        return np.diff(self.starts)

    @property
    def pairs(self) -> Array:
        """Term and document of each posting as a number, ascending."""
        terms: Array = np.repeat(np.arange(self.counts.size), self.counts)
        return terms << DOCUMENT_BITS | self.documents


class Postings(Struct, frozen=True, eq=False):
    """All terms of the digest with their postings and words. Arrays have an entry per term unless said otherwise."""

    size: int
    """Number of documents."""
    terms: list[str]
    """In UTF-16 order."""
    first_seen: Array
    """Position in the order in which the documents' texts have the terms first."""
    first_place: Array
    """Position among the terms that are new in the first document that has it."""
    fields: tuple[FieldPostings, ...]
    papers: Array
    """Number of documents that have it, in whatever field."""
    words: list[str]
    """Words of all terms as written, term by term, most frequent first."""
    word_starts: Array
    """Where the words of each term start; one more than terms."""

    @property
    def frequencies(self) -> Array:
        """Number of (document, field) pairs that have each term, which is what Lunr's idf counts."""
        pairs: Array = np.sum([field.counts for field in self.fields], axis=0)
        return pairs

    def words_of(self, term: int) -> list[str]:
        """The words of a term, most frequent first."""
        return self.words[self.word_starts[term] : self.word_starts[term + 1]]


def list_parts(lists: Array, documents: Array, times: Array) -> Iterator[tuple[Array, Array]]:
    """Postings in lists, for `digits.encode_lists`: how many there are, the documents, and how often where several."""
    starts, sizes = runs(lists)
    repeated = times > 1
    yield lists[starts], sizes
    yield lists, 2 * gaps(documents, lists) + repeated
    yield lists[repeated], times[repeated] - 2


def make_postings(terms: Sequence[str], words: Sequence[str], counts: Sequence[NumberedCounts]) -> Postings:
    """Merge the counts of all chunks, given all terms and words by the numbers that these have for them."""
    order = np.array(utf16.argsort(terms), np.int64)
    rank_of = inverse(order)
    keys = _keys(rank_of, counts)
    papers, first_document = _documents(keys, order.size)
    lengths = np.zeros((max((chunk.stop for chunk in counts), default=0), len(FIELDS)), np.int32)
    for chunk in counts:
        lengths[chunk.first : chunk.stop] += chunk.counts.lengths
    merged_words, word_starts = _merge_words(words, rank_of, counts, order.size)
    return Postings(
        size=len(lengths),
        terms=[terms[term] for term in order.tolist()],
        first_seen=order,
        first_place=ranks_within(first_document[rank_of])[order],
        fields=tuple(_field(keys, field, order.size, lengths[:, field]) for field in range(len(FIELDS))),
        papers=papers,
        words=merged_words,
        word_starts=word_starts,
    )


def _keys(ranks: Array, counts: Sequence[NumberedCounts]) -> Array:
    """All postings as numbers, sorted."""
    keys = np.empty(sum(chunk.counts.rows.size for chunk in counts), np.int64)
    start = 0
    for numbers in counts:
        chunk = numbers.counts
        rows = chunk.rows.astype(np.int64) + numbers.first * len(FIELDS)
        terms = np.repeat(ranks[numbers.terms], chunk.sizes) << DOCUMENT_BITS + _FIELD_BITS
        keys[start : start + rows.size] = (terms | rows) << _TIMES_BITS | chunk.times
        start += rows.size
    if max((numbers.stop for numbers in counts), default=0) >> DOCUMENT_BITS:
        raise OverflowError("an index cannot hold so many documents")
    keys.sort()
    return keys


def _documents(keys: Array, terms: int) -> tuple[Array, Array]:
    """The number of documents that have each term, in whatever field, and the first of them."""
    pairs = keys >> _TIMES_BITS + _FIELD_BITS
    pairs = pairs[changes(pairs)]
    counts = np.bincount(pairs >> DOCUMENT_BITS, minlength=terms)
    return counts, low_bits(pairs[np.cumsum(counts) - counts], DOCUMENT_BITS)


def _field(keys: Array, field: int, terms: int, lengths: Array) -> FieldPostings:
    keys = keys[low_bits(keys >> _TIMES_BITS, _FIELD_BITS) == field]
    counts = np.bincount(keys >> _TIMES_BITS + _FIELD_BITS + DOCUMENT_BITS, minlength=terms)
    return FieldPostings(
        documents=low_bits(keys >> _TIMES_BITS + _FIELD_BITS, DOCUMENT_BITS).astype(np.int32),
        times=low_bits(keys, _TIMES_BITS).astype(np.uint16),
        starts=np.append(0, np.cumsum(counts)),
        lengths=np.ascontiguousarray(lengths, np.int32),
    )


def _merge_words(
    names: Sequence[str], ranks: Array, counts: Sequence[NumberedCounts], terms: int
) -> tuple[list[str], Array]:
    """Words of all terms, term by term, most frequent first; and where those of each term start."""
    times = np.zeros(len(names), np.int64)
    term_of = np.zeros(len(names), np.int64)
    for chunk in counts:
        times[chunk.words] += chunk.counts.word_times
        term_of[chunk.words] = ranks[chunk.terms[chunk.counts.word_terms]]
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    order = order[np.lexsort((-times[order], term_of[order]))]
    starts = np.append(0, np.cumsum(np.bincount(term_of, minlength=terms)))
    return [names[word] for word in order.tolist()], starts
