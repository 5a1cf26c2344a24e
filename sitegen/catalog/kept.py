"""Which papers stayed as they were, and where texts hold what has changed beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import LONGEST, LongForms, SpeltOut, Texts
from sitegen.catalog.lexicon import Lexicon
from sitegen.catalog.ragged import Array
from sitegen.model import PaperId


class Kept(Struct, frozen=True):
    """Papers of now and of before."""

    before: Array
    """For each paper of now its row before; -1 for one that is new, or was different."""
    now: Array
    """For each paper of before its row now; -1 for one that is gone, or is different."""

    @property
    def new(self) -> Array:
        return np.flatnonzero(self.before < 0)

    @property
    def gone(self) -> Array:
        return np.flatnonzero(self.now < 0)

    @property
    def few(self) -> bool:
        """Whether it is worth while to look at the rest only."""
        return 4 * len(self.new) <= len(self.before) and 4 * len(self.gone) <= len(self.now)

    @property
    def in_order(self) -> bool:
        """Whether those that stayed stand in the order in which they stood."""
        stayed = self.before[self.before >= 0]
        return bool((np.diff(stayed) > 0).all())

    def rows_before(self, rows: Array) -> Array:
        """Rows before of those of `rows` that stayed, and of all that did not."""
        stayed = self.before[rows]
        return np.union1d(stayed[stayed >= 0], self.gone)

    def rows_now(self, rows: Array) -> Array:
        """Those of `rows` that are there, and all that are new."""
        return np.union1d(rows, self.new)


def compare(now: Sequence[tuple[PaperId, bytes]], before: Sequence[tuple[PaperId, bytes]]) -> Kept:
    """Compares papers by id and digest."""
    rows = {paper: row for row, paper in enumerate(before)}
    found = np.array([rows.get(paper, -1) for paper in now], np.int64)
    back = np.full(len(before), -1, np.int64)
    back[found[found >= 0]] = np.flatnonzero(found >= 0)
    return Kept(found, back)


class Holders:
    """Finds the papers whose texts have this or that.

    Args:
        texts: of all papers.
        lexicon: knows their words.
        spelt_out: abbreviations that are read as what they stand for.
    """

    def __init__(self, texts: Texts, lexicon: Lexicon, spelt_out: SpeltOut) -> None:
        self._tokens, self._lexicon, self._spelt_out = texts.tokens, lexicon, spelt_out

    @cached_property
    def _words(self) -> Array:
        words: Array = self._lexicon.word_of[self._tokens.values]
        return words

    @cached_property
    def _times(self) -> Array:
        """How often texts have each word, in abbreviations too."""
        times = np.bincount(self._words, minlength=len(self._lexicon.words))
        longs = self._spelt_out.longs
        np.add.at(times, longs.values, times[self._spelt_out.shorts[longs.rows]])
        times[0] = times.max(initial=0) + 1
        return times

    def of_runs(self, runs: Array) -> Array:
        """Rows of papers that may have one of some runs of words.

        Args:
            runs: words by number, 0 after the last: an array of `LONGEST` columns.
        """
        if not len(runs):
            return np.zeros(0, np.int64)
        # a run is looked for by its rarest word, and beside that by any other
        rarest = np.take_along_axis(runs, np.argmin(self._times[runs], axis=1)[:, None], 1)[:, 0]
        single = runs[:, 1] == 0
        alone, rare, beside = (np.zeros(len(self._lexicon.words), np.bool_) for _ in range(3))
        alone[rarest[single]] = rare[rarest[~single]] = True
        beside[runs[~single].ravel()] = True
        beside[0] = False
        longs, shorts = self._spelt_out.longs, self._spelt_out.shorts
        rows = longs.rows
        alone_in, rare_in, beside_in = (
            np.bincount(rows[which[longs.values]], minlength=len(longs)) for which in (alone, rare, beside)
        )
        alone[shorts] |= (alone_in > 0) | (rare_in > 0) & (beside_in > 1)
        rare[shorts] |= rare_in > 0
        beside[shorts] |= beside_in > 0
        marked = np.flatnonzero((alone | rare)[self._words])
        word, last = self._words[marked], len(self._words) - 1
        before, after = self._words[np.maximum(marked - 1, 0)], self._words[np.minimum(marked + 1, last)]
        return self._rows(marked[alone[word] | beside[before] | beside[after]])

    def of_words(self, words: Array) -> Array:
        """Rows of papers that have one of some words by number, as they stand there."""
        return self.of_tokens(np.flatnonzero(np.isin(self._lexicon.word_of, words))) if len(words) else words

    def of_tokens(self, tokens: Array) -> Array:
        """Rows of papers that have one of some tokens by number."""
        wanted = np.zeros(len(self._lexicon.tokens), np.bool_)
        wanted[tokens] = True
        return self._rows(np.flatnonzero(wanted[self._tokens.values])) if len(tokens) else tokens

    def _rows(self, places: Array) -> Array:
        rows: Array = np.unique(np.searchsorted(self._tokens.ends, places, side="right"))
        return rows


def as_runs(words: Array) -> Array:
    """Single words as runs."""
    runs = np.zeros((len(words), LONGEST), np.int32)
    runs[:, 0] = words
    return runs


def changed_forms(now: LongForms, before: LongForms) -> list[str]:
    """Abbreviations that have come, gone or changed."""
    return sorted(short for short in now.keys() | before.keys() if now.get(short) != before.get(short))
