"""Every distinct token of the papers by number, with the normal word it is folded to.

Papers become rows of numbers, and what there is to know of a word is looked up once, not wherever it is used.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice

import numpy as np

from sitegen.catalog.ragged import Array, Ragged, joined, spread
from sitegen.catalog.wordlists import COMMON, FIELDS, SUBJECTS, VAGUE
from sitegen.catalog.words import BREAK, CHUNK, TOKEN, fold, normal

FIELD, SUBJECT, COMMONPLACE = 1, 2, 4
"""Of a word: it names a field of work, it is a subject by itself, it brings no two papers together."""
LOWER, USUAL, NAME = 1, 2, 4
"""Of a token: it has no capital, or one in front at most, or several as names have."""
_NOWHERE = 1
_BATCH = 4096
_BASE = np.uint64(0x9E3779B97F4A7C15)


class _Numbers(dict[str, int]):
    """Numbers for strings, in the order in which they are met."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


class Lexicon:
    """Tokens and words by number. Number 0 of both is a break, which also stands before each title and abstract.

    Args:
        tokens: known ones, the break first, and then one that no paper can have.
        words: their normal words, the break first.
        arrays: what was known of them, from a lexicon's `arrays`.
    """

    def __init__(
        self, tokens: Sequence[str] = (BREAK, " "), words: Sequence[str] = (BREAK,), arrays: Sequence[Array] = ()
    ) -> None:
        self.tokens, self.words = list(tokens), list(words)
        self._tokens, self._words = _Numbers(), _Numbers()
        for known, listed in ((self._tokens, self.tokens), (self._words, self.words)):
            known.update(zip(listed, range(len(listed)), strict=True))
        self.word_of: Array
        """The word of each token."""
        self.written: Array
        """How each token is written."""
        self.kinds: Array
        """What is known of each word."""
        self.letters: Array
        """Hashes of words."""
        self.powers: Array
        """What to multiply the hash of the words before with, to have the hash of all."""
        self.lengths: Array
        """Of words, in bytes."""
        self.arrays = arrays or (np.zeros(len(tokens), np.int32), *_described(tokens, words))

    @property
    def arrays(self) -> tuple[Array, ...]:
        """All that is known of tokens and words."""
        return self.word_of, self.written, self.kinds, self.letters, self.powers, self.lengths

    @arrays.setter
    def arrays(self, arrays: Sequence[Array]) -> None:
        self.word_of, self.written, self.kinds, self.letters, self.powers, self.lengths = arrays

    def token(self, token: str) -> int:
        """The number of a token; of one that is not known, that of a token which no paper has."""
        return self._tokens.get(token, _NOWHERE)

    def read(self, texts: Iterable[tuple[str, str]]) -> tuple[Ragged, Array]:
        """Titles and abstracts as tokens by number, and how many of each row are the title's, its break included."""
        # most chunks, such as `models,` are met again and again
        chunks = _Numbers({BREAK: 0})
        table = Ragged.of(np.zeros(1, np.int32), np.ones(1, np.int64))
        read = [Ragged.of(np.zeros(0, np.int32), np.zeros(0, np.int64))]
        left = iter(texts)
        while batch := list(islice(left, _BATCH)):
            met, counts = array("i"), array("i")
            for part in chain.from_iterable(batch):
                before = len(met)
                met.append(0)
                met.extend(map(chunks.__getitem__, CHUNK.findall(part) if "$" in part else part.split()))
                counts.append(len(met) - before)
            table = joined([table, self._tokens_of(islice(chunks, len(table), None))])
            read.append(_spelt(table, Ragged.of(np.array(met, np.int32), np.array(counts, np.int32))))
        both = joined(read)
        return Ragged(both.values, both.ends[1::2]), both.sizes[::2]

    def _tokens_of(self, chunks: Iterable[str]) -> Ragged:
        known = [[self._tokens[token] for token in TOKEN.findall(chunk)] for chunk in chunks]
        self._grow()
        return Ragged.of(np.fromiter(chain.from_iterable(known), np.int32), np.array(list(map(len, known)), np.int64))

    def fold(self, tokens: Iterable[str]) -> list[str]:
        """The normal words of tokens."""
        known, words, word_of = self._tokens, self.words, self.word_of
        return [words[word_of[known[token]]] if token in known else fold(token) for token in tokens]

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Words by number, and from then on they have one."""
        numbers = [self._words[word] for word in words]
        self._grow()
        return numbers

    def written_with(self, words: Collection[str]) -> Array:
        """Tokens that are one of some words, or joined from parts of which one is."""
        if not words:
            return np.zeros(0, np.int64)
        among = frozenset(words)
        starts = {word[:3] for word in words}
        joint = []
        for number, token in [(number, token) for number, token in enumerate(self.tokens) if "-" in token]:
            lowered = token.lower()
            # to fold a word leaves its first letters
            letters = lowered.replace("'", "").replace("’", "")
            if any(start in letters for start in starts) and not among.isdisjoint(
                normal(part) for part in re.split("[-‐‑]", lowered) if part
            ):
                joint.append(number)
        whole = np.flatnonzero(np.isin(self.word_of, [self._words[word] for word in among]))
        return np.union1d(whole, np.array(joint, np.int64))

    def _grow(self) -> None:
        """Describes what has been numbered and no more."""
        if len(self._tokens) == len(self.tokens) and len(self._words) == len(self.words):
            return
        tokens = list(islice(self._tokens, len(self.tokens), None))
        word_of = np.array([self._words[fold(token)] for token in tokens], np.int32)
        words = list(islice(self._words, len(self.words), None))
        self.tokens += tokens
        self.words += words
        new = (word_of, *_described(tokens, words))
        self.arrays = [np.append(known, more) for known, more in zip(self.arrays, new, strict=True)]


def _described(tokens: Sequence[str], words: Sequence[str]) -> tuple[Array, ...]:
    written = np.array([_written(token) for token in tokens], np.uint8)
    return written, np.array([_kind(word) for word in words], np.uint8), *hashed(words)


def _spelt(table: Ragged, parts: Ragged) -> Ragged:
    """Rows of tokens, from rows of chunks and a table of chunks."""
    sizes = table.sizes[parts.values]
    tokens = spread(table.values, table.starts[parts.values], sizes)
    return Ragged(tokens, np.append(0, np.cumsum(sizes))[parts.ends])


def hashed(words: Sequence[str]) -> tuple[Array, Array, Array]:
    """Hashes of words, what to multiply the hash of the words before with to have the hash of all, and lengths."""
    coded = [word.encode("utf-8", "surrogatepass") for word in words]
    sizes = np.fromiter(map(len, coded), np.int64, len(coded))
    letters = np.zeros(len(coded), np.uint64)
    powers = np.ones(len(coded), np.uint64)
    flat, starts = np.frombuffer(b"".join(coded), np.uint8).astype(np.uint64), np.cumsum(sizes) - sizes
    for place in range(int(sizes.max(initial=0))):
        long = np.flatnonzero(sizes > place)
        letters[long] = letters[long] * _BASE + flat[starts[long] + place] + np.uint64(1)
        powers[long] *= _BASE
    return letters, powers, sizes


def _kind(word: str) -> int:
    return FIELD * (word in FIELDS) | SUBJECT * (word in SUBJECTS) | COMMONPLACE * (word in VAGUE or word in COMMON)


def _written(token: str) -> int:
    if token[1:].lower() == token[1:]:
        return USUAL | LOWER * token.islower()
    # a hyphen between words may stand between two names, and before a number it belongs to one
    return NAME * (token[0].isalpha() and "-" not in token.rstrip("-0123456789")) | LOWER * token.islower()
