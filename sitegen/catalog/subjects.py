"""The subjects of papers that nobody has labelled, most telling first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import Numbers, Passages, grams, letters_of, numbers_of
from sitegen.catalog.lexicon import Lexicon
from sitegen.catalog.ragged import Array, Ragged

MARK = np.dtype(
    [("letters", np.uint64), ("weight", np.int16), ("body", np.int32), ("title", np.int32)]
    + [(name, np.uint8) for name in ("body_span", "title_span", "body_words", "title_words")]
)
"""A subject in a paper: how much it stands out; where it first stands in the abstract and in the title, in tokens from
the paper's first, -1 where it does not; how many tokens and how many words it has there."""
_TITLE_WEIGHT = 4
_REPEATS = 4
"""Occurrences in an abstract that count."""
_WHOLE, _PART = 10, 3
"""What is left of a term's weight beside a longer one that holds it."""


class Spelt(Struct, frozen=True):
    """The subjects that are looked for."""

    keys: tuple[str, ...]
    """In order."""
    runs: Mapping[str, tuple[str, ...]]
    """Key → runs of normal words that it is spelt with, most used first."""
    numbers: Array
    """Of all runs, sorted."""
    owner: Array
    """For each of the numbers the place of its key in `keys`."""
    letters: Array
    """Of the keys."""
    words: Array
    """Of all runs, by number, 0 after the last."""


def spelt(runs: Mapping[str, tuple[str, ...]], lexicon: Lexicon) -> Spelt:
    keys = tuple(sorted(runs))
    numbers, words = numbers_of([run.split(" ") for key in keys for run in runs[key]], lexicon)
    owner = np.repeat(np.arange(len(keys), dtype=np.int32), [len(runs[key]) for key in keys])
    letters = np.zeros(len(keys), np.uint64)
    letters[owner] = letters_of(numbers)
    order = np.argsort(numbers)
    return Spelt(keys, runs, numbers[order], owner[order], letters, words[order])


def most_topics(papers: int) -> int:
    """How many topics a reader can overlook: some forty for a day, a few hundred for a field's literature."""
    return round(12 + 5 * math.sqrt(papers))


def mark(passages: Passages, papers: int, lexicon: Lexicon, sought: Spelt) -> Ragged:
    """Which of the subjects each of some papers has: rows of `MARK`."""
    terms = Numbers(sought.numbers)
    hits = []
    for size, places, numbers in grams(passages.words, lexicon):
        found, which = terms.find(numbers)
        hits.append((np.full(len(found), size), places[found], sought.owner[which]))
    sizes, places, keys = map(np.concatenate, zip(*hits, strict=True))
    group = passages.row[places].astype(np.int64) * len(sought.keys) + keys
    order = np.lexsort((places, group))
    sizes, places, group = sizes[order], places[order], group[order]
    titled = passages.title[places]
    new = np.diff(group, prepend=-1) != 0
    # a title stands before its abstract
    body = ~titled & (new | np.append(False, titled[:-1]))
    term = np.cumsum(new) - 1
    marks = np.zeros(int(new.sum()), MARK)
    for part, first in (("title", new & titled), ("body", body)):
        start, last = passages.origin[places[first]], passages.origin[places[first] + sizes[first] - 1]
        marks[part] = -1
        marks[part][term[first]] = start
        marks[f"{part}_span"][term[first]] = last - start + 1
        marks[f"{part}_words"][term[first]] = sizes[first]
    times = np.bincount(term[~titled], minlength=len(marks))
    marks["weight"] = _TITLE_WEIGHT * (marks["title"] >= 0) + np.minimum(times, _REPEATS)
    row, key = np.divmod(group[new], len(sought.keys) or 1)
    marks["letters"] = sought.letters[key]
    found_in = Ragged.of(marks, np.bincount(row, minlength=papers))
    marks["weight"] *= _share(found_in, [sought.keys[place] for place in key.tolist()])
    return found_in


def _share(marks: Ragged, keys: Sequence[str]) -> Array:
    """What counts of each mark: less where the paper has a longer term that holds it."""
    share = []
    start = 0
    for end in marks.ends.tolist():
        beside = keys[start:end]
        share += [_PART if any(key != other and key in other for other in beside) else _WHOLE for key in beside]
        start = end
    return np.array(share, np.int16)


def ranked(marks: Ragged, sought: Spelt, papers: int) -> tuple[Array, Array]:
    """Rows and places in `sought.keys` of all subjects found, those of one paper most telling first.

    Args:
        marks: of all papers.
        papers: how many of them were looked at.
    """
    order = np.argsort(sought.letters)
    key = order[np.searchsorted(sought.letters, marks.values["letters"], sorter=order)] if len(order) else order
    times = np.bincount(key, minlength=len(sought.keys)).tolist()
    # whole numbers, so that no machine ranks otherwise
    rarity = np.array([round(1000 * math.log2(1 + papers / (count or 1))) for count in times], np.int64)
    length = np.array([10 + 2 * sought.runs[one][0].count(" ") for one in sought.keys], np.int64)
    row, worth = marks.rows, marks.values["weight"] * (rarity * length)[key]
    by_worth = np.lexsort((key, -worth, row))
    return row[by_worth], key[by_worth]
