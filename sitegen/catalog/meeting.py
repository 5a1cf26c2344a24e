"""Whose related papers may be others once some vectors have changed."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import Numbers
from sitegen.catalog.kept import Kept
from sitegen.catalog.ragged import Array, Ragged, spread
from sitegen.catalog.related import CANDIDATES, COMPARED, POSTINGS

_NOBODY, _GONE = -1, -2


class Met(Struct, frozen=True):
    """All papers now, and with whom those that stayed were compared before, by their rows now."""

    vectors: Ragged
    candidates: Array
    promise: Array


class _Strong(Struct, frozen=True):
    """Papers by the terms by which they meet others: an entry for each, sorted by term, the strongest first."""

    term: Array
    row: Array
    weight: Array

    @property
    def met(self) -> Array:
        """Which entries stand for a paper that is met by the term."""
        before = np.arange(len(self.term)) - np.searchsorted(self.term, self.term)
        met: Array = before < POSTINGS
        return met


def carried_over(candidates: Array, promise: Array, kept: Kept) -> tuple[Array, Array, Array]:
    """Candidates and their promise by rows of now, and which papers had one that is gone."""
    now = np.append(np.where(kept.now < 0, _GONE, kept.now), _NOBODY)
    mapped = np.full((len(kept.before), CANDIDATES), _NOBODY, np.int32)
    promised = np.zeros((len(kept.before), CANDIDATES), np.int32)
    stayed = kept.before >= 0
    mapped[stayed] = now[candidates[kept.before[stayed]]]
    promised[stayed] = promise[kept.before[stayed]]
    return mapped, promised, (mapped == _GONE).any(axis=1)


def affected(met: Met, before: Ragged, kept: Kept, differing: Array) -> Array:
    """Rows of papers whose candidates, or the vectors of those, are others than before.

    Args:
        met: all papers now.
        before: all vectors before.
        kept: which papers stayed; they are in the same order.
        differing: rows of papers whose vectors are new or others than before.
    """
    then = kept.rows_before(differing)
    terms = np.union1d(_terms(met.vectors, differing), _terms(before, then))
    now, earlier = _strong(met.vectors, terms), _strong(before, terms)
    watched = np.zeros(len(kept.before), np.bool_)
    watched[differing] = True
    # a paper that others have pushed out of those that are met by a term, or let in
    ours = _pairs(now.term[now.met], now.row[now.met], len(watched))
    rows = kept.now[earlier.row[earlier.met]]
    theirs = _pairs(earlier.term[earlier.met][rows >= 0], rows[rows >= 0], len(watched))
    watched[np.setxor1d(ours, theirs) % max(len(watched), 1)] = True
    compared: Array = np.any(watched[met.candidates] & (met.candidates >= 0), axis=1)
    compared[differing] = True
    compared[_entered(met, np.flatnonzero(watched))] = True
    return np.flatnonzero(compared)


def _entered(met: Met, watched: Array) -> Array:
    """Rows of papers for which one of those watched is promising enough to be compared."""
    strong = _strong(met.vectors, _terms(met.vectors, watched))
    size = len(met.candidates)
    among = np.zeros(size, np.bool_)
    among[watched] = True
    entries = np.flatnonzero(strong.met & among[strong.row])
    first = np.searchsorted(strong.term, strong.term[entries])
    last = np.searchsorted(strong.term, strong.term[entries], side="right")
    every = np.arange(len(strong.term))
    holder = spread(every, first, last - first)
    entry = np.repeat(entries, last - first)
    product = strong.weight[holder] * strong.weight[entry]
    pair, which = np.unique(strong.row[holder] * size + strong.row[entry], return_inverse=True)
    promise = np.bincount(which, weights=product, minlength=len(pair)).astype(np.int64)
    paper, other = np.divmod(pair, size or 1)
    worst, least = met.candidates[:, -1][paper], met.promise[:, -1][paper]
    enters = (worst < 0) | (promise > least) | ((promise == least) & (other < worst))
    rows: Array = np.unique(paper[enters & (paper != other)])
    return rows


def _terms(vectors: Ragged, rows: Array) -> Array:
    """The terms by which some papers meet others, sorted."""
    some = vectors.take(rows)
    return np.unique(some.values["term"][some.places < COMPARED])


def _strong(vectors: Ragged, terms: Array) -> _Strong:
    """All papers that have some terms among their strongest."""
    strong = np.flatnonzero(vectors.places < COMPARED)
    known, term = Numbers(terms).find(vectors.values["term"][strong])
    row = vectors.rows[strong[known]].astype(np.int64)
    weight = vectors.values["weight"][strong[known]].astype(np.int64)
    order = np.lexsort((row, -weight, term))
    return _Strong(term[order], row[order], weight[order])


def _pairs(term: Array, row: Array, size: int) -> Array:
    pairs: Array = term * size + row
    return pairs
