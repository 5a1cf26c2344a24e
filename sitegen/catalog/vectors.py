"""Papers as vectors of their most telling words, phrases and topics.

A term weighs by how often the paper uses it and by how few others do (tf-idf). How few is told in powers of two, so
that one paper more seldom changes the vectors of others. All weights are whole numbers: no machine comes to others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from sitegen.catalog.grams import Numbers, Passages, grams, mixed
from sitegen.catalog.lexicon import COMMONPLACE, Lexicon, hashed
from sitegen.catalog.ragged import Array, Ragged

TERM = np.dtype([("term", np.uint64), ("weight", np.uint8), ("span", np.uint8), ("place", np.int32)])
"""A term by its number, its weight in the paper, and where the paper first has it, in tokens; a topic has no place."""
LONGEST = 40
"""Terms that stand for a paper, strongest first."""
UNIT = 250
"""Length of a vector."""

USES = np.dtype(
    [("term", np.uint64), ("place", np.int32), ("times", np.uint8), ("span", np.uint8), ("words", np.uint8)]
)
"""How a paper uses a term; what stands in its title counts more."""
_TITLE_WEIGHT = 2
_TITLED, _MANY = 2, 200
_PHRASE_WEIGHT, _WORD_WEIGHT = 13, 10
_TIMES = np.array([0, *(round(100 + 100 * math.log(times)) for times in range(1, 256))], np.int64)
_TOPIC = "\0"
"""Before the slug of a topic, so that no word can be mistaken for one."""


def pairs_in_titles(passages: Iterable[Passages], lexicon: Lexicon) -> tuple[Array, Array]:
    """Pairs of words that titles hold by number, sorted, and how many titles hold each."""
    found = [np.zeros(0, np.uint64)]
    for passage in passages:
        words = np.where(np.append(passage.title, False), passage.words, 0)
        *_, (_, places, numbers) = grams(words, lexicon, 2)
        by = np.lexsort((passage.row[places], numbers))
        row, numbers = passage.row[places][by], numbers[by]
        found.append(numbers[(np.diff(numbers, prepend=np.uint64(0)) != 0) | (np.diff(row, prepend=-1) != 0)])
    pairs, titles = np.unique(np.concatenate(found), return_counts=True)
    return pairs, titles


def used(passages: Passages, papers: int, lexicon: Lexicon, phrases: Numbers) -> Ragged:
    """The terms of some papers, each paper's sorted: rows of `USES`."""
    words = passages.words
    (_, single, alone), (_, paired, pairs) = grams(words, lexicon, 2)
    telling = lexicon.kinds[words[single]] & COMMONPLACE == 0
    known, _ = phrases.find(pairs)
    places = np.concatenate((single[telling], paired[known]))
    numbers = np.concatenate((alone[telling], pairs[known]))
    size = np.repeat(np.array([1, 2], np.uint8), [int(telling.sum()), len(known)])
    row, titled = passages.row[places], passages.title[places]
    # of one term in one paper the first in the abstract comes first, for there its writing is plain
    order = np.lexsort((places, titled, numbers, row))
    places, numbers, size, row, titled = (each[order] for each in (places, numbers, size, row, titled))
    new = (np.diff(numbers, prepend=np.uint64(0)) != 0) | (np.diff(row, prepend=np.int32(-1)) != 0)
    term = np.cumsum(new) - 1
    uses = np.zeros(int(new.sum()), USES)
    uses["term"], uses["words"] = numbers[new], size[new]
    start = passages.origin[places[new]]
    uses["place"] = start
    uses["span"] = passages.origin[places[new] + size[new] - 1] - start + 1
    times = np.bincount(term[~titled], minlength=len(uses))
    in_title = np.bincount(term[titled], minlength=len(uses)) > 0
    uses["times"] = np.minimum(times, _MANY) + _TITLE_WEIGHT * in_title
    return Ragged.of(uses, np.bincount(row[new], minlength=papers))


def with_topics(uses: Ragged, topics: Sequence[Sequence[str]]) -> Ragged:
    """The terms of papers with their topics among them."""
    slugs = list(dict.fromkeys(slug for these in topics for slug in these))
    if not slugs:
        return uses
    numbers = dict(zip(slugs, topic_numbers(slugs).tolist(), strict=True))
    sizes = np.fromiter(map(len, topics), np.int64, len(topics))
    carried = np.zeros(int(sizes.sum()), USES)
    carried["term"] = [numbers[slug] for these in topics for slug in these]
    carried["place"], carried["times"], carried["words"] = -1, _TITLE_WEIGHT, 0
    both = np.concatenate((uses.values, carried))
    row = np.concatenate((uses.rows, np.repeat(np.arange(len(topics)), sizes)))
    return Ragged.of(both[np.argsort(row, kind="stable")], uses.sizes + sizes)


def topic_numbers(slugs: Sequence[str]) -> Array:
    """Topics as terms."""
    return mixed(hashed([_TOPIC + slug for slug in slugs])[0])


class Rarity(Struct, frozen=True):
    """How few papers have each term."""

    terms: Array
    """Sorted."""
    papers: Array
    """Papers that have it."""
    size: int
    """Papers in all."""

    def of(self, terms: Array) -> Array:
        """Papers that have each of some terms."""
        if not len(self.terms):
            return np.zeros(len(terms), np.int64)
        place = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        papers: Array = np.where(self.terms[place] == terms, self.papers[place], 0)
        return papers

    def moved(self, before: Rarity, terms: Array) -> Array:
        """Those of some terms that count for something else than before."""
        uses = np.zeros(len(terms), USES)
        uses["term"] = terms
        differ = np.zeros(len(terms), np.bool_)
        for words in range(3):
            uses["words"] = words
            differ |= self.weights(uses) != before.weights(uses)
        return terms[differ]

    def weights(self, uses: Array) -> Array:
        """What a use counts for by how few papers have the term; 0 for what only one has, or too many."""
        found = self.of(uses["term"])
        octaves = self.size.bit_length() - 1
        level = octaves + 1 - np.frexp(found)[1]
        # a word that every fourth or eighth paper uses tells nothing, while a topic may well be common
        most = max(2**octaves // 4, 4)
        tells = (found > 1) & ((found <= most) | (uses["words"] != 1))
        kind = np.where(uses["words"] == 2, _PHRASE_WEIGHT, _WORD_WEIGHT)
        weight: Array = (7 * np.maximum(level, 0) + 1) * kind * tells
        return weight


def vectors(uses: Ragged, rarity: Rarity) -> Ragged:
    """The vectors of some papers: rows of `TERM`, strongest first."""
    row, values = uses.rows, uses.values
    weight = _TIMES[values["times"]] * rarity.weights(values)
    order = np.lexsort((values["term"], -weight, row))
    ranked = Ragged(order, uses.ends)
    kept = order[(ranked.places < LONGEST) & (weight[order] > 0)]
    weight, row = weight[kept], row[kept]
    squares = np.bincount(row, weights=(weight * weight).astype(np.float64), minlength=len(uses))
    found = np.zeros(len(kept), TERM)
    for name in ("term", "span", "place"):
        found[name] = values[name][kept]
    # sums of squares are exact, and a root and a quotient are rounded alike everywhere
    found["weight"] = np.rint(UNIT * weight / np.sqrt(squares)[row])
    return Ragged.of(found, np.bincount(row, minlength=len(uses)))
