"""Phrases of titles and abstracts that could be topics, with how papers use them.

A phrase is a run of words between function words, words of every abstract and punctuation. A candidate is a run of two
to four words within a phrase that stands in some title or ends in the name of a field ("~ retrieval"), or a single word
that is a name ("LoRA") or a topic by itself ("pruning").

All texts are one array of words as numbers, so that runs are found and counted by array operations.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, distinct, numbered, numbering, spread
from sitegen.topics.abbreviations import Words
from sitegen.topics.corpus import Corpus
from sitegen.topics.tokens import END
from sitegen.topics.words import read_english

MAX_WORDS = 4
_GROUP = 2**18
"""Words of the texts that are looked at together, unless more start with the same letters."""


class Candidate(Struct, frozen=True):
    """A phrase and how papers use it, in all its spellings."""

    words: tuple[str, ...]
    """Normal words: ("time", "series") rather than ("timeseries",)."""
    papers: int
    titles: int
    """Papers that have it in their title."""

    @property
    def key(self) -> str:
        return "".join(self.words)


class _Words(Struct, frozen=True, eq=False):
    """The words of all texts, with abbreviations spelt out."""

    names: list[str]
    """Each word once, `END` first, which stands between phrases."""
    stream: Array
    """Index of each word of the texts, with a break before the first text and one after each."""
    starts: Array
    """Where each text starts in the stream."""


class _Runs(Struct, frozen=True, eq=False):
    """Runs of words in texts."""

    starts: Array
    """Indexes in the stream."""
    ends: Array
    kinds: Array
    """A number for each, the same for the same words."""

    def where(self, chosen: Array) -> _Runs:
        return _Runs(self.starts[chosen], self.ends[chosen], self.kinds[chosen])


def find_candidates(corpus: Corpus, minimum: int) -> list[Candidate]:
    """Find the candidates that at least `minimum` papers have, and that stand alone.

    A candidate stands alone if no word follows it in half of the cases and none precedes it in one of ten: `recurrent
    neural` never does, `recurrent neural network` does.
    """
    words, english = _spell_out(corpus), read_english()
    letters, wanted = _letters(words.names), (english.subjects | corpus.names, english.fields)
    is_single, is_field = (np.fromiter(map(of.__contains__, words.names), bool, len(letters)) for of in wanted)
    spellings: defaultdict[str, list[tuple[Words, Array]]] = defaultdict(list)
    for first in _groups(words):
        counted = [_count(runs, words) for runs in _find_runs(words, first, is_single, is_field)]
        starts, ends, counts = (np.concatenate(arrays) for arrays in zip(*counted, strict=True))
        _, spelling = np.unique(_sums(letters, words.stream, starts, ends), return_inverse=True)
        often = np.bincount(spelling, counts[:, 0])[spelling] >= minimum
        for start, end, counts_of in zip(starts[often], ends[often], counts[often], strict=True):
            run = tuple([words.names[word] for word in words.stream[start:end]])
            spellings["".join(run)].append((run, counts_of))
    return [candidate for alike in spellings.values() if (candidate := _candidate(alike, minimum))]


def _candidate(spellings: Sequence[tuple[Words, Array]], minimum: int) -> Candidate | None:
    """The candidate of some spellings, if enough papers have it and it stands alone."""
    papers, titles, total, opening, ending = np.sum([counts for _, counts in spellings], axis=0).tolist()
    if papers < minimum or 2 * ending < total or 10 * opening < total:
        return None
    return Candidate(max((run for run, _ in spellings), key=lambda run: (len(run), run)), papers, titles)


def _spell_out(corpus: Corpus) -> _Words:
    numbers = numbering(END)
    words = numbered(corpus.words, numbers).astype(np.int32)
    parts = [[numbers[part] for part in corpus.abbreviations.get(word, (word,))] for word in list(numbers)]
    sizes = np.fromiter(map(len, parts), np.int32, len(parts))
    firsts, parts_of_all = np.cumsum(sizes) - sizes, np.fromiter(chain.from_iterable(parts), np.int32)
    stream, starts = array("i", [0]), array("i")
    for chunk in corpus.chunks:
        own = words[chunk.own][chunk.stream]
        # half of all words are breaks, and one says as much as several
        chosen = np.flatnonzero(own + np.append(0, own[:-1]))
        own = own[chosen]
        lengths = np.bincount(chunk.texts[chosen], sizes[own], np.count_nonzero(chunk.stream == 0)).astype(np.int32)
        starts.frombytes((len(stream) + np.cumsum(lengths, dtype=np.int32) - lengths).tobytes())
        stream.frombytes(parts_of_all[spread(firsts[own], sizes[own])].tobytes())
    return _Words(list(numbers), np.frombuffer(stream, np.int32), np.frombuffer(starts, np.int32))


def _groups(words: _Words) -> Iterator[Array]:
    """Where words are in the stream, a part of the alphabet at a time.

    The spellings of a candidate begin with the same two letters, and a dozen arrays of the size of all texts would not
    fit into memory.
    """
    _, letters = np.unique([name[:2] for name in words.names], return_inverse=True)
    used = np.zeros(len(letters))
    for start in range(0, len(words.stream), _GROUP):
        used += np.bincount(words.stream[start : start + _GROUP], minlength=len(letters))
    used[0] = 0
    group_of = (np.cumsum(np.bincount(letters, used)) // _GROUP).astype(np.int32)[letters]
    group_of[0] = -1
    for group in np.unique(group_of[used > 0]):
        yield np.flatnonzero((group_of == group)[words.stream]).astype(np.int32)


def _find_runs(words: _Words, starts: Array, is_single: Array, is_field: Array) -> Iterator[_Runs]:
    """Find the candidates among the runs of one word, of two words and so on that start at some places."""
    stream, size = words.stream, len(words.names)
    runs = _Runs(starts, starts + 1, stream[starts])
    yield runs.where(is_single[runs.kinds])
    for _ in range(1, MAX_WORDS):
        runs = runs.where(stream[runs.ends] > 0)
        last = stream[runs.ends]
        pairs, kinds = np.unique(runs.kinds.astype(np.int64) * size + last, return_inverse=True)
        runs = _Runs(runs.starts, runs.ends + 1, kinds)
        in_titles = np.zeros(len(pairs), bool)
        in_titles[kinds[_texts(runs, words) % 2 == 0]] = True
        yield runs.where(is_field[last] | in_titles[kinds])


def _count(runs: _Runs, words: _Words) -> tuple[Array, Array, Array]:
    """Count runs by kind.

    Returns:
        Start and end of the first of each kind, and the numbers of papers, of titles, of all runs, of those that open a
        phrase, and of those that end one.
    """
    _, first, kinds = np.unique(runs.kinds, return_index=True, return_inverse=True)
    size = len(words.starts) // 2
    pairs = distinct(kinds * (2 * size) + _texts(runs, words))
    papers, titles = distinct(pairs // 2) // size, pairs[pairs % 2 == 0] // (2 * size)
    opening, ending = kinds[words.stream[runs.starts - 1] == 0], kinds[words.stream[runs.ends] == 0]
    counts = [np.bincount(of, minlength=len(first)) for of in (papers, titles, kinds, opening, ending)]
    return runs.starts[first], runs.ends[first], np.stack(counts, axis=1)


def _texts(runs: _Runs, words: _Words) -> Array:
    """The number of the text that each run is of."""
    return np.searchsorted(words.starts, runs.starts, "right") - 1


def _letters(names: Sequence[str]) -> Array:
    """Numbers whose sum over the words of a run is the same for the same letters, and seldom for others."""
    sizes = np.fromiter(map(len, names), np.int64, len(names))
    letters = np.frombuffer("".join(names).encode("utf-32-le"), np.uint32).astype(np.uint64)
    sums: Array = np.add.reduceat(letters**5, np.cumsum(sizes) - sizes)
    return sums


def _sums(letters: Array, stream: Array, starts: Array, ends: Array) -> Array:
    """The sum of numbers of the words of each run."""
    sums = np.zeros(len(starts), letters.dtype)
    for place in range(MAX_WORDS):
        within = np.flatnonzero(starts + place < ends)
        sums[within] += letters[stream[starts[within] + place]]
    return sums
