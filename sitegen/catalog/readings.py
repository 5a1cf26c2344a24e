"""What there is to read of papers, read once: titles and abstracts in numbers, and the abbreviations they define."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from sitegen.catalog import abbreviations
from sitegen.catalog.grams import SpeltOut, Texts
from sitegen.catalog.lexicon import LOWER, NAME, USUAL, Lexicon
from sitegen.catalog.ragged import Array, Ragged
from sitegen.catalog.texts import Text


class Readings(Struct, frozen=True):
    """All papers, read."""

    lexicon: Lexicon
    texts: Texts
    defined: list[list[tuple[str, str]]]
    """Abbreviations that each paper defines, with their long forms."""
    english: Array
    """Whether each text looks English, as the lists of words are."""

    def present(self) -> Array:
        """For each token whether the papers have it."""
        there = np.zeros(len(self.lexicon.tokens), np.bool_)
        there[self.texts.tokens.values] = True
        return there


class Usages(Struct, frozen=True):
    """How the papers write their words."""

    plain: frozenset[str]
    """Normal words that are also written without any capital."""
    names: Array
    """For each word by number whether it is only ever written with several capitals, as `BERT` and `LoRA` are."""
    spelt_out: SpeltOut


def usages(readings: Readings) -> Usages:
    lexicon, present = readings.lexicon, readings.present()
    long_forms = abbreviations.learn(readings.defined, lambda word: bool(present[lexicon.token(word)]))
    spelt_out = SpeltOut(lexicon, long_forms)
    there = np.flatnonzero(present)
    written, word_of = lexicon.written[there], lexicon.word_of[there]

    def among(kind: int) -> Array:
        found = np.zeros(len(lexicon.words), np.bool_)
        found[word_of[written & kind > 0]] = True
        return found

    names = among(NAME) & ~among(USUAL)
    names[spelt_out.shorts] = False
    names[0] = False
    plain = frozenset(map(lexicon.words.__getitem__, np.flatnonzero(among(LOWER)).tolist()))
    return Usages(plain, names, spelt_out)


def read(papers: Iterable[Text], lexicon: Lexicon) -> Readings:
    """Reads papers, with their words numbered as the lexicon does."""
    known: Sequence[Text] = list(papers)
    tokens, titles = lexicon.read((paper.title, paper.text) for paper in known)
    defined = [abbreviations.read(paper.text, lexicon) for paper in known]
    return Readings(lexicon, Texts(tokens, titles), defined, _english(tokens, titles, lexicon))


def _english(tokens: Ragged, titles: Array, lexicon: Lexicon) -> Array:
    """Whether texts look English; a title alone is given the benefit of the doubt.

    More than four tenths of an English abstract are breaks: function words, words of every abstract, punctuation. Of a
    French one a third are.
    """
    breaks = np.append(lexicon.word_of[tokens.values] == 0, False)
    bounds = np.stack((tokens.starts + titles, tokens.ends), axis=1).ravel()
    # the break before an abstract is none of its own
    body = tokens.sizes - titles - 1
    count = (np.add.reduceat(breaks, bounds, dtype=np.int32)[::2] if len(bounds) else body) - 1
    english: Array = (body < 40) | (count > 0.38 * body)
    return english
