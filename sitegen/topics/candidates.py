"""Phrases of titles and abstracts that could be topics, with how papers use them.

A phrase is a run of words between function words, words of every abstract and punctuation. A candidate is a run of two
to four words within a phrase that stands in some title or ends in the name of a field ("~ retrieval"), or a single word
that is a name ("LoRA") or a topic by itself ("pruning").

All texts are one array of words as numbers, so that runs are found and counted by array operations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

import numpy as np
from msgspec import Struct

from sitegen.text.arrays import Array, distinct, numbering, spread
from sitegen.topics.abbreviations import Words
from sitegen.topics.corpus import BREAK, Corpus
from sitegen.topics.english import English

MAX_WORDS = 4


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
    """Each word once, `BREAK` first."""
    stream: Array
    """Index of each word of the texts, with a break before the first text and one after each."""
    texts: Array
    """Number of the text that each is of."""


class _Runs(Struct, frozen=True, eq=False):
    """Runs of words in texts."""

    starts: Array
    """Indexes in the stream."""
    ends: Array
    kinds: Array
    """A number for each, the same for the same words."""

    def where(self, chosen: Array) -> _Runs:
        return _Runs(self.starts[chosen], self.ends[chosen], self.kinds[chosen])


def find_candidates(corpus: Corpus, minimum: int, english: English) -> list[Candidate]:
    """Find the candidates that at least `minimum` papers have, and that stand alone.

    A candidate stands alone if no word follows it in half of the cases and none precedes it in one of ten: `recurrent
    neural` never does, `recurrent neural network` does.
    """
    words = _spell_out(corpus)
    counted = [_count(runs, words) for runs in _find_runs(words, english.subjects | corpus.names, english.fields)]
    starts, ends, counts = (np.concatenate(arrays) for arrays in zip(*counted, strict=True))
    letters = np.append(np.uint64(0), np.cumsum(_letters(words.names)[words.stream]))
    _, spelling = np.unique(letters[ends] - letters[starts], return_inverse=True)
    often = np.bincount(spelling, counts[:, 0])[spelling] >= minimum
    spellings: defaultdict[str, list[tuple[Words, Array]]] = defaultdict(list)
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
    numbers = numbering()
    numbers[BREAK]
    own = np.fromiter(map(numbers.__getitem__, corpus.words), np.int32, len(corpus.words))[corpus.stream]
    parts = [[numbers[part] for part in corpus.abbreviations.get(word, (word,))] for word in list(numbers)]
    sizes = np.fromiter(map(len, parts), np.int32, len(parts))
    # half of all words are breaks, and one says as much as several
    chosen = np.flatnonzero(own + np.append(0, own[:-1]))
    own = own[chosen]
    stream = np.fromiter(chain.from_iterable(parts), np.int32)[spread((np.cumsum(sizes) - sizes)[own], sizes[own])]
    texts = np.repeat(corpus.texts[chosen], sizes[own])
    return _Words(list(numbers), np.append(np.int32(0), stream), np.append(np.int32(0), texts))


def _find_runs(words: _Words, single: Collection[str], fields: Collection[str]) -> Iterator[_Runs]:
    """Find the candidates among the runs of one word, of two words and so on."""
    stream, size = words.stream, len(words.names)
    is_single, is_field = (np.fromiter(map(of.__contains__, words.names), bool, size) for of in (single, fields))
    starts = np.flatnonzero(stream)
    runs = _Runs(starts, starts + 1, stream[starts])
    yield runs.where(is_single[runs.kinds])
    for _ in range(1, MAX_WORDS):
        runs = runs.where(stream[runs.ends] > 0)
        last = stream[runs.ends]
        pairs, kinds = np.unique(runs.kinds.astype(np.int64) * size + last, return_inverse=True)
        runs = _Runs(runs.starts, runs.ends + 1, kinds)
        in_titles = np.zeros(len(pairs), bool)
        in_titles[kinds[words.texts[runs.starts] % 2 == 0]] = True
        yield runs.where(is_field[last] | in_titles[kinds])


def _count(runs: _Runs, words: _Words) -> tuple[Array, Array, Array]:
    """Count runs by kind.

    Returns:
        Start and end of the first of each kind, and the numbers of papers, of titles, of all runs, of those that open a
        phrase, and of those that end one.
    """
    _, first, kinds = np.unique(runs.kinds, return_index=True, return_inverse=True)
    size = int(words.texts[-1]) // 2 + 1
    pairs = distinct(kinds * (2 * size) + words.texts[runs.starts])
    papers, titles = distinct(pairs // 2) // size, pairs[pairs % 2 == 0] // (2 * size)
    opening, ending = kinds[words.stream[runs.starts - 1] == 0], kinds[words.stream[runs.ends] == 0]
    counts = [np.bincount(of, minlength=len(first)) for of in (papers, titles, kinds, opening, ending)]
    return runs.starts[first], runs.ends[first], np.stack(counts, axis=1)


def _letters(names: Sequence[str]) -> Array:
    """Numbers whose sum over the words of a run is the same for the same letters, and seldom for others."""
    sizes = np.fromiter(map(len, names), np.int64, len(names))
    letters = np.frombuffer("".join(names).encode("utf-32-le"), np.uint32).astype(np.uint64)
    sums: Array = np.add.reduceat(letters**5, np.cumsum(sizes) - sizes)
    return sums
