"""Which papers stayed as they were, and where texts hold what has changed beside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import LONGEST, LongForms, Texts
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


def holders(texts: Texts, lexicon: Lexicon, long_forms: LongForms, runs: Array) -> Array:
    """Rows of papers that may hold one of some runs of words.

    Args:
        texts: of all papers.
        lexicon: knows their words.
        long_forms: abbreviations that are read as what they stand for.
        runs: words by number, 0 after the last: an array of `LONGEST` columns.
    """
    if not len(runs):
        return np.zeros(0, np.int64)
    runs = np.unique(runs, axis=0)
    words = lexicon.word_of[texts.tokens.values]
    size = len(lexicon.words)
    times = np.bincount(words, minlength=size)
    times[0] = times.max(initial=0) + 1
    shorts = np.array(lexicon.numbers(long_forms), np.int64)
    longs = [lexicon.numbers(long) for long in long_forms.values()]
    for long, short in zip(longs, shorts.tolist(), strict=True):
        times[long] += times[short]
    rarest = np.take_along_axis(runs, np.argmin(times[runs], axis=1)[:, None], 1)[:, 0]
    single = runs[:, 1] == 0
    # a run is looked for by its rarest word, and beside that by any other
    alone, rare, beside = (np.zeros(size, np.bool_) for _ in range(3))
    alone[rarest[single]] = rare[rarest[~single]] = True
    beside[runs[~single].ravel()] = True
    beside[0] = False
    for long, short in zip(longs, shorts.tolist(), strict=True):
        alone[short] |= alone[long].any() or (rare[long].any() and int(beside[long].sum()) > 1)
        rare[short] |= rare[long].any()
        beside[short] |= beside[long].any()
    near = beside[words]
    near = np.append(near[1:], False) | np.append(False, near[:-1])
    found = np.flatnonzero(alone[words] | rare[words] & near)
    rows: Array = np.unique(np.searchsorted(texts.tokens.ends, found, side="right"))
    return rows


def with_words(texts: Texts, lexicon: Lexicon, words: Array) -> Array:
    """Rows of papers whose texts have one of some words by number, as they stand there."""
    return with_tokens(texts, np.flatnonzero(np.isin(lexicon.word_of, words))) if len(words) else words


def with_tokens(texts: Texts, tokens: Array) -> Array:
    """Rows of papers whose texts have one of some tokens by number."""
    if not len(tokens):
        return tokens
    # the last stands for all that are not wanted
    last = int(tokens.max()) + 1
    wanted = np.zeros(last + 1, np.bool_)
    wanted[tokens] = True
    found = np.flatnonzero(
        wanted[np.minimum(texts.tokens.values, len(wanted) - 1)] & (texts.tokens.values < len(wanted))
    )
    rows: Array = np.unique(np.searchsorted(texts.tokens.ends, found, side="right"))
    return rows


def as_runs(words: Array) -> Array:
    """Single words as runs."""
    runs = np.zeros((len(words), LONGEST), np.int32)
    runs[:, 0] = words
    return runs


def changed_forms(now: LongForms, before: LongForms) -> list[str]:
    """Abbreviations that have come, gone or changed."""
    return sorted(short for short in now.keys() | before.keys() if now.get(short) != before.get(short))
