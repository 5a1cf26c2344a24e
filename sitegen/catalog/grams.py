"""Runs of words as numbers: the papers' texts with abbreviations spelt out, and all terms that stand in them.

A term is known by a number made of its letters and of where its words part. Equal letters make equal numbers but for
the last bits, so that `time series` and `time-series` are found side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from sitegen.catalog.lexicon import Lexicon
from sitegen.catalog.ragged import Array, Ragged, spread

LONGEST = 4
"""Words of the longest term."""
_PARTED = 12
_LETTERS = np.uint64(2**64 - 2**_PARTED)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_BATCH = 2048
_AT_ONCE = 2**18
"""Numbers that are looked for at once, so that what is worked out on the way stays near the processor."""

LongForms = Mapping[str, tuple[str, ...]]
"""Abbreviation → normal words of what it stands for."""


class Passages(Struct, frozen=True):
    """Texts of some papers as words by number."""

    words: Array
    """Each title and each abstract starts with a break, and so does what follows the last."""
    row: Array
    """For each word its paper."""
    title: Array
    """For each word whether it is in the title."""
    origin: Array
    """For each word the token that it stands for, counted from the paper's first."""


class Texts(Struct, frozen=True):
    """All papers' texts as tokens by number."""

    tokens: Ragged
    titles: Array
    """Tokens that are the title's, of each paper, its break included."""

    def take(self, rows: Array) -> Texts:
        return Texts(self.tokens.take(rows), self.titles[rows])

    def passages(self, lexicon: Lexicon, spelt_out: SpeltOut, rows: Array) -> Iterator[tuple[Array, Passages]]:
        """Texts of some rows in batches, each with the rows it is made of."""
        for start in range(0, len(rows), _BATCH):
            some = rows[start : start + _BATCH]
            yield some, self.take(some)._passages(lexicon, spelt_out)

    def _passages(self, lexicon: Lexicon, spelt_out: SpeltOut) -> Passages:
        words = lexicon.word_of[self.tokens.values]
        sizes = spelt_out.sizes[words]
        token = np.repeat(np.arange(len(words), dtype=np.int32), sizes)
        row, origin = self.tokens.rows, self.tokens.places
        return Passages(
            words=np.append(spread(spelt_out.words, spelt_out.starts[words], sizes), np.int32(0)),
            row=row[token],
            title=(origin < self.titles[row])[token],
            origin=origin[token],
        )


class SpeltOut:
    """What each word is read as: itself, or what the abbreviation stands for."""

    def __init__(self, lexicon: Lexicon, long_forms: LongForms) -> None:
        self.long_forms = long_forms
        self.shorts: Array = np.array(lexicon.numbers(long_forms), np.int64)
        parts = np.array(lexicon.numbers(chain.from_iterable(long_forms.values())), np.int32)
        lengths = np.fromiter(map(len, long_forms.values()), np.int32, len(self.shorts))
        self.longs = Ragged.of(parts, lengths)
        """What the abbreviations stand for, in words by number."""
        size = len(lexicon.words)
        self.sizes: Array = np.ones(size, np.int32)
        self.starts: Array = np.arange(size)
        self.sizes[self.shorts] = lengths
        self.starts[self.shorts] = size + self.longs.starts
        self.words: Array = np.append(np.arange(size, dtype=np.int32), parts)


def grams(words: Array, lexicon: Lexicon, longest: int = LONGEST) -> Iterator[tuple[int, Array, Array]]:
    """Sizes from one word on, each with where such terms start and their numbers."""
    places = np.flatnonzero(words)
    letters = lexicon.letters[words[places]]
    parted = np.zeros(len(places), np.uint64)
    for size in range(1, longest + 1):
        yield size, places, mixed(letters) | parted
        after = words[places + size]
        whole = after != 0
        after, places = after[whole], places[whole]
        letters = letters[whole] * lexicon.powers[after] + lexicon.letters[after]
        parted = parted[whole] << np.uint64(4) | np.minimum(lexicon.lengths[after], 15).astype(np.uint64)


def numbers_of(runs: Sequence[Sequence[str]], lexicon: Lexicon) -> tuple[Array, Array]:
    """The numbers of some runs of words, and their words by number with 0 after the last."""
    words = np.zeros((len(runs), LONGEST + 1), np.int32)
    sizes = np.fromiter(map(len, runs), np.int64, len(runs))
    row = np.repeat(np.arange(len(runs)), sizes)
    words[row, Ragged.of(row, sizes).places] = lexicon.numbers(chain.from_iterable(runs))
    numbers = np.zeros(len(runs), np.uint64)
    for size, places, found in grams(words.ravel(), lexicon):
        whole = places % (LONGEST + 1) == 0
        rows = places[whole] // (LONGEST + 1)
        numbers[rows[sizes[rows] == size]] = found[whole][sizes[rows] == size]
    return numbers, words[:, :LONGEST]


def mixed(letters: Array) -> Array:
    """Hashes of letters as numbers of terms: all bits tell in the first ones, for the last are where words part."""
    numbers: Array = letters * _MIX & _LETTERS
    return numbers


def letters_of(numbers: Array) -> Array:
    """What terms of the same letters have in common."""
    return numbers >> np.uint64(_PARTED)


class Numbers:
    """A set of terms by number that answers for many at once.

    Args:
        numbers: sorted.
    """

    def __init__(self, numbers: Array) -> None:
        self.numbers = numbers
        # most that are not in it are told by a few bits, which is quicker than to search
        self._bits = max(10, (8 * len(numbers)).bit_length())
        self._maybe = np.zeros(2**self._bits, np.bool_)
        self._maybe[self._slots(numbers)] = True

    def find(self, numbers: Array) -> tuple[Array, Array]:
        """Those of `numbers` that are in the set, by place, and their places in the set."""
        parts = [self._find(numbers, start) for start in range(0, len(numbers), _AT_ONCE)]
        if len(parts) == 1:
            return parts[0]
        none = np.zeros(0, np.int64)
        return np.concatenate([none, *(part[0] for part in parts)]), np.concatenate(
            [none, *(part[1] for part in parts)]
        )

    def _find(self, numbers: Array, start: int) -> tuple[Array, Array]:
        some = numbers[start : start + _AT_ONCE]
        maybe = np.flatnonzero(self._maybe[self._slots(some)])
        if not len(maybe) or not len(self.numbers):
            return maybe[:0], maybe[:0]
        sought = some[maybe]
        found = np.minimum(np.searchsorted(self.numbers, sought), len(self.numbers) - 1)
        there = self.numbers[found] == sought
        return maybe[there] + start, found[there]

    def has(self, numbers: Array) -> Array:
        there = np.zeros(len(numbers), np.bool_)
        there[self.find(numbers)[0]] = True
        return there

    def _slots(self, numbers: Array) -> Array:
        mixed: Array = (numbers ^ (numbers >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        return (mixed >> np.uint64(64 - self._bits)).astype(np.int64)
