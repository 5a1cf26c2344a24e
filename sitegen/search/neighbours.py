"""The documents that are most similar to each: TF-IDF over the document-term matrix, with topics as further terms.

A document is a vector of its strongest terms, and two documents are as similar as the angle between their vectors is
small. Comparing all pairs would take the square of their number. So a document meets others by its strongest terms,
and by each of these only the documents in which the term is strongest; the most promising are then compared in full.

All weights are integers, and how rare a term is counts in half steps of a binary logarithm, so no machine comes to
other lists. It counts among the older documents, so a paper more changes only the lists that it comes into.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, changes, low_bits, ranks_within, runs, spread
from sitegen.search.index.postings import DOCUMENT_BITS, Postings

RELATED = 6
"""Related papers of a paper."""
SHARED_TERMS = 8
"""Shared terms that are remembered, as some are parts of others and not shown."""
LENGTH = 64
"""Terms of a vector."""
_MEETING_TERMS = 20
"""The strongest terms of a document, by which it meets others."""
_MEETING_DOCUMENTS = 128
"""Documents that are met by one term: those in which it is strongest."""
_CANDIDATES = 64
"""Documents that are compared in full."""
_UNIT = 250
"""Length of a vector as a number."""
_MIN_COSINE = 0.05
_TITLE_TIMES = 2
"""A term in the title, or a topic, counts as if the abstract had it so many times more."""
_MAX_TIMES = 250
_ROWS_AT_ONCE = 32
_DOCUMENTS_AT_ONCE = 1 << 14
"""So many documents' strongest terms are looked for together, since the arrays of all are large."""

_TIMES_BITS, _PRODUCT_BITS, _ITEM_BITS = 8, 16, 26
"""Bits of how often a document has a term, of a product of two weights, and of a term or a document."""
_TIMES = np.rint(16 * (1 + np.log(np.maximum(np.arange(1 << _TIMES_BITS), 1)))).astype(np.int32)


class Vectors(Struct, frozen=True, eq=False):
    """The vectors of all documents."""

    terms: Array
    """A row of `LENGTH` for each document, strongest first; where there are no more, one that no document has."""
    weights: Array
    """Of these terms."""
    starts: Array
    """Where the documents that are met by each term start in the next two; one more than terms."""
    met: Array
    """Documents."""
    met_weights: Array
    """How strong the term is in each of these."""
    rarity: Array
    """What each term counts by how few documents have it."""


class Neighbours(Struct, frozen=True, eq=False):
    """The documents that are most similar to each of some."""

    related: Array
    """A row of `RELATED` for each, most similar first; -1 where there are no more."""
    shared: Array
    """For each of these `SHARED_TERMS`, those first that make the two most similar; -1 where there are no more."""


def make_vectors(postings: Postings, topics: Sequence[Sequence[int]]) -> Vectors:
    """The vectors of all documents, of which each carries some topics by number."""
    pairs, times = _matrix(postings, topics)
    rarity = _rarity(pairs, len(postings.terms), postings.size)
    weights = _TIMES[times] * rarity[pairs >> DOCUMENT_BITS]
    pairs, weights = pairs[weights > 0], weights[weights > 0]
    all_terms = np.full((postings.size, LENGTH), rarity.size, np.int32)
    all_weights = np.zeros(all_terms.shape, np.uint8)
    document_of = low_bits(pairs, DOCUMENT_BITS).astype(np.int32)
    for start in range(0, postings.size, _DOCUMENTS_AT_ONCE):
        here = (document_of >= start) & (document_of < start + _DOCUMENTS_AT_ONCE)
        terms = pairs[here] >> DOCUMENT_BITS
        documents, strengths, terms, rank = _strongest(document_of[here], weights[here], terms, LENGTH)
        # sums of squares are exact, and a root and a quotient are rounded alike everywhere
        lengths = np.sqrt(np.bincount(documents - start, weights=(strengths * strengths).astype(np.float64)))
        all_terms[documents, rank] = terms
        all_weights[documents, rank] = np.rint(_UNIT * strengths / lengths[documents - start])
    at = np.nonzero(all_terms[:, :_MEETING_TERMS] < rarity.size)
    terms, met_weights, met, _ = _strongest(all_terms[at], all_weights[at], at[0], _MEETING_DOCUMENTS)
    return Vectors(
        terms=all_terms,
        weights=all_weights,
        starts=np.append(0, np.cumsum(np.bincount(terms, minlength=rarity.size + 1))),
        met=met.astype(np.int32),
        met_weights=met_weights.astype(np.uint8),
        rarity=rarity,
    )


def _strongest(groups: Array, weights: Array, items: Array, count: int) -> tuple[Array, Array, Array, Array]:
    """The items that weigh most in each group, of equals the first: their groups, weights, numbers and ranks."""
    most = int(weights.max(initial=0))
    weight_bits = most.bit_length()
    # a tuple as one number sorts faster; step by step, as these are the largest arrays
    packed = groups.astype(np.int64)
    packed <<= weight_bits
    packed |= most - weights
    packed <<= _ITEM_BITS
    packed |= items
    packed.sort()
    ranks = ranks_within(packed >> weight_bits + _ITEM_BITS)
    packed, ranks = packed[ranks < count], ranks[ranks < count]
    weights = most - low_bits(packed >> _ITEM_BITS, weight_bits)
    return packed >> weight_bits + _ITEM_BITS, weights, low_bits(packed, _ITEM_BITS), ranks


def _matrix(postings: Postings, topics: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """Pairs of term and document, sorted, and how often the document has the term. Topics follow the terms."""
    title, abstract, *_ = postings.fields
    carried = np.array([topic for topics_of in topics for topic in topics_of], np.int64) + len(postings.terms)
    carriers = np.repeat(np.arange(len(topics)), np.array(list(map(len, topics)), np.int64))
    packed = np.concatenate((title.pairs, abstract.pairs, carried << DOCUMENT_BITS | carriers))
    times = np.full(packed.size, _TITLE_TIMES, np.uint8)
    times[title.documents.size : title.documents.size + abstract.documents.size] = np.minimum(
        abstract.times, _MAX_TIMES
    )
    packed <<= _TIMES_BITS
    packed |= times
    packed.sort()
    times = low_bits(packed, _TIMES_BITS).astype(np.uint8)
    packed >>= _TIMES_BITS
    first = np.flatnonzero(changes(packed))
    return packed[first], np.add.reduceat(times, first, dtype=np.uint8)


def _rarity(pairs: Array, words: int, size: int) -> Array:
    """What terms count by how few documents have them; nothing for what only one has, or words that a quarter has.

    Args:
        pairs: of term and document; topics follow the words.
        words: how many terms are words.
        size: number of all documents, which are numbered from the oldest on.
    """
    terms = (pairs >> DOCUMENT_BITS).astype(np.int32)
    # the next documents change nothing until there are a twentieth more; only a term that is new counts at once, for a
    # word that an old paper and a new one share would change how similar the old one is to all others
    step = max(size.bit_length() - 5, 0)
    size = size >> step << step
    frequencies = np.bincount(terms[low_bits(pairs, DOCUMENT_BITS) < size], minlength=words + 1)
    all_frequencies = np.bincount(terms, minlength=words + 1)
    frequencies = np.append(frequencies, np.zeros(all_frequencies.size - frequencies.size, np.int64))
    frequencies = np.where(frequencies > 0, frequencies, all_frequencies)
    halves = np.rint(2 * np.log2((size + 1) / np.maximum(frequencies, 1)))
    root = np.sqrt(halves / 2)
    counted = (frequencies > 1) & ((frequencies <= max(size // 4, 4)) | (np.arange(frequencies.size) >= words))
    # to the power of 3/4, by operations that are rounded alike everywhere
    rarity: Array = (np.rint(16 * root * np.sqrt(root)) * counted).astype(np.int32)
    return rarity


def find_neighbours(start: int, stop: int, vectors: Vectors) -> Neighbours:
    """The documents most similar to each of a range: a task."""
    table = np.zeros((_ROWS_AT_ONCE, vectors.starts.size), np.uint8)
    parts = []
    for first in range(start, stop, _ROWS_AT_ONCE):
        rows = np.arange(first, min(first + _ROWS_AT_ONCE, stop))
        own = np.arange(rows.size)[:, None], vectors.terms[rows]
        table[own] = vectors.weights[rows]
        parts.append(_nearest(table, _candidates(rows, vectors), vectors))
        table[own] = 0
    related, shared = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Neighbours(related, shared)


def _candidates(rows: Array, vectors: Vectors) -> Array:
    """The most promising documents for each of some: the sum of products of the terms by which they meet is highest."""
    strong = vectors.terms[rows, :_MEETING_TERMS].ravel()
    strength = vectors.weights[rows, :_MEETING_TERMS].ravel().astype(np.int64)
    sizes = np.diff(vectors.starts)[strong]
    meetings = spread(vectors.starts[strong], sizes)
    row = np.repeat(np.arange(strong.size) // _MEETING_TERMS, sizes)
    met = vectors.met[meetings].astype(np.int64)
    product = np.repeat(strength, sizes) * vectors.met_weights[meetings]
    packed = ((row << DOCUMENT_BITS | met) << _PRODUCT_BITS | product)[met != rows[row]]
    packed.sort()
    pairs = packed >> _PRODUCT_BITS
    first, _ = runs(pairs)
    promise, pairs = np.add.reduceat(low_bits(packed, _PRODUCT_BITS), first), pairs[first]
    row, _, met, rank = _strongest(pairs >> DOCUMENT_BITS, promise, low_bits(pairs, DOCUMENT_BITS), _CANDIDATES)
    candidates = np.full((rows.size, _CANDIDATES), -1, np.int64)
    candidates[row, rank] = met
    return candidates


def _nearest(table: Array, candidates: Array, vectors: Vectors) -> tuple[Array, Array]:
    """Of each row's candidates the most similar, and the terms that these share with it.

    Args:
        table: for each row the weights of all terms.
        candidates: documents, or -1.
        vectors: of all documents.
    """
    terms, rows = vectors.terms, np.arange(len(candidates))[:, None]
    # an index into the flat table is looked up three times faster than one into its rows and columns
    products = table.ravel().take(terms.take(candidates, 0) + rows[:, :, None] * table.shape[1]).astype(np.int32)
    products *= vectors.weights.take(candidates, 0)
    similarity = np.where(candidates < 0, 0, products.sum(axis=2))
    order = np.lexsort((candidates, -similarity))[:, :RELATED]
    near = similarity[rows, order] >= _MIN_COSINE * _UNIT * _UNIT
    related = np.where(near, candidates[rows, order], -1)
    # candidates that are not near are left out, and so are the terms shared with them
    products = products[rows, order] * near[:, :, None]
    strongest = np.argsort(-products, axis=2, kind="stable")[:, :, :SHARED_TERMS]
    shared = np.take_along_axis(terms[related], strongest, 2)
    shared = np.where(np.take_along_axis(products, strongest, 2) > 0, shared, -1)
    return related.astype(np.int32), shared.astype(np.int32)
