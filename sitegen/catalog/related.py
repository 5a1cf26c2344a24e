"""Papers that belong together.

Two papers are as near as the angle between their vectors is small. A paper meets others by its strongest terms, and by
each of them only those in which the term weighs most, so the work grows with the number of papers and not with its
square; of those that it meets, the most promising are compared in full.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import Numbers
from sitegen.catalog.ragged import Array, Ragged, spread
from sitegen.catalog.vectors import LONGEST, UNIT

MOST = 6
"""Related papers of a paper."""

COMPARED = 14
"""Of a paper's terms, the strongest, by which it meets others."""
POSTINGS = 64
"""Papers that are met by one term: those in which it weighs most."""
CANDIDATES = 32
"""Papers that are compared in full."""
_NEAR = 0.05
"""Cosine below which papers are not related."""
_BATCH = 64
_AT_ONCE = 8192
"""Papers that are made ready at once."""
_MOST_PROMISING = 2**24 - 1
"""More than any product of the terms that two papers share, and few enough bits to be packed with two papers."""


class Near(Struct, frozen=True):
    """What is near some papers, a row each."""

    papers: Array
    """Those it belongs to."""
    candidates: Array
    """Who is compared with it, the most promising first; -1 where there are no more."""
    promise: Array
    """How promising they are."""
    related: Array
    """The nearest, nearest first; -1 where there are no more."""
    shared: Array
    """For each of the nearest the places of the terms of the paper's vector that both have, those that bring them
    nearest first; `LONGEST` where there are no more."""


class Space:
    """All papers' vectors, ready for the papers to meet."""

    def __init__(self, vectors: Ragged, papers: Array) -> None:
        self._papers = papers
        self._terms = Numbers(np.unique(vectors.take(papers).values["term"]))
        # terms and weights, a line for each paper; what no paper asked for has is no term, and has no weight
        self._ids: Array = np.full((len(vectors), LONGEST), len(self._terms.numbers), np.int32)
        self._weights: Array = np.zeros((len(vectors), LONGEST), np.uint8)
        strong = [self._fill(vectors, start) for start in range(0, len(vectors) or 1, _AT_ONCE)]
        row, term, weight = map(np.concatenate, zip(*strong, strict=True))
        order = np.lexsort((row, -weight, term))
        postings = Ragged.of(order, np.bincount(term, minlength=len(self._terms.numbers) + 1))
        first = postings.places < POSTINGS
        self._starts = np.append(0, np.cumsum(first))[postings.starts]
        self._sizes = np.minimum(postings.sizes, POSTINGS)
        self._met, self._met_weight = row[order[first]], weight[order[first]].astype(np.int64)
        # for each paper of a batch the place of each term in its vector, LONGEST for those it has not
        self._places: Array = np.full((_BATCH, len(self._terms.numbers) + 1), LONGEST, np.uint8)

    def _fill(self, vectors: Ragged, start: int) -> tuple[Array, Array, Array]:
        """Fills in some papers' lines; gives papers, terms and weights of what they are met by."""
        some = vectors.take(np.arange(start, min(start + _AT_ONCE, len(vectors))))
        known, term = self._terms.find(some.values["term"])
        row, place, weight = some.rows[known].astype(np.int64) + start, some.places[known], some.values["weight"][known]
        self._ids[row, place], self._weights[row, place] = term, weight
        strong = place < COMPARED
        return row[strong], term[strong], weight[strong].astype(np.int16)

    def near(self) -> Iterator[Near]:
        """What is near the papers, in batches."""
        for start in range(0, len(self._papers), _BATCH):
            some = self._papers[start : start + _BATCH]
            yield self._compared(some, *self._candidates(some))

    def _candidates(self, papers: Array) -> tuple[Array, Array]:
        """For each of some papers those that it meets, and how promising each is: the product of what they share."""
        ids = self._ids[papers, :COMPARED].ravel()
        weights = self._weights[papers, :COMPARED].ravel().astype(np.int64)
        sizes, starts = self._sizes[ids], self._starts[ids]
        paper = np.repeat(np.arange(len(papers) * COMPARED) // COMPARED, sizes)
        met = spread(self._met, starts, sizes)
        product = np.repeat(weights, sizes) * spread(self._met_weight, starts, sizes)
        # numbers of which the last bits are the product sort faster than numbers beside products
        packed = np.sort((paper << 48 | met << 16 | product)[met != papers[paper]])
        pair = packed >> 16
        first = np.flatnonzero(np.diff(pair, prepend=-1))
        promise = np.add.reduceat(packed & 0xFFFF, first) if len(first) else first
        packed = np.sort((pair[first] >> 32) << 56 | (_MOST_PROMISING - promise) << 32 | (pair[first] & 0xFFFFFFFF))
        paper = packed >> 56
        place = np.arange(len(paper)) - np.searchsorted(paper, np.arange(len(papers)))[paper]
        packed, paper, place = (each[place < CANDIDATES] for each in (packed, paper, place))
        candidates = np.full((len(papers), CANDIDATES), -1, np.int32)
        promises = np.zeros((len(papers), CANDIDATES), np.int32)
        candidates[paper, place] = packed & 0xFFFFFFFF
        promises[paper, place] = _MOST_PROMISING - (packed >> 32 & _MOST_PROMISING)
        return candidates, promises

    def _compared(self, papers: Array, candidates: Array, promise: Array) -> Near:
        rows = np.arange(len(papers))[:, None]
        places, ids = self._places, self._ids[papers]
        places[rows, ids] = np.arange(LONGEST)
        places[:, -1] = LONGEST
        own = np.append(self._weights[papers], np.zeros((len(papers), 1), np.uint8), axis=1).astype(np.int32)
        there = _along(places, self._ids.take(candidates, axis=0))
        places[rows, ids] = LONGEST
        products = _along(own, there) * self._weights.take(candidates, axis=0)
        product = products.sum(axis=2)
        product[candidates < 0] = 0
        nearest = np.lexsort((candidates, -product))[:, :MOST]
        near = product[rows, nearest] >= _NEAR * UNIT * UNIT
        related = np.where(near, candidates[rows, nearest], -1)
        products, there = products[rows, nearest], there[rows, nearest]
        by_product = np.argsort(-products, axis=2, kind="stable")
        shared = np.take_along_axis(there, by_product, 2)
        return Near(papers, candidates, promise, related, shared)


def _along(rows: Array, columns: Array) -> Array:
    """Of each row the values in some columns: as `take_along_axis` gives them, in half the time."""
    starts = np.arange(len(columns)) * rows.shape[1]
    found: Array = rows.ravel().take(columns + starts.reshape(-1, *[1] * (columns.ndim - 1)))
    return found
