"""What there is to read of papers, read once: titles and abstracts in numbers, and the abbreviations they define."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from sitegen.catalog import abbreviations
from sitegen.catalog.grams import LongForms, Texts
from sitegen.catalog.lexicon import LOWER, NAME, USUAL, Lexicon
from sitegen.catalog.ragged import Array
from sitegen.catalog.texts import Text


class Readings(Struct, frozen=True):
    """All papers, read."""

    lexicon: Lexicon
    texts: Texts
    defined: list[list[tuple[str, str]]]
    """Abbreviations that each paper defines, with their long forms."""

    def present(self) -> Array:
        """For each token whether the papers have it."""
        counts: Array = np.bincount(self.texts.tokens.values, minlength=len(self.lexicon.tokens))
        return counts > 0

    def english(self) -> Array:
        """Whether each text looks English, as the lists of words are; a title alone is given the benefit of the doubt.

        More than four tenths of an English abstract are breaks: function words, words of every abstract, punctuation.
        Of a French one a third are.
        """
        tokens, titles = self.texts.tokens, self.texts.titles
        breaks = np.append(0, np.cumsum(self.lexicon.word_of[tokens.values] == 0))
        # the break before an abstract is none of its own
        body = tokens.sizes - titles - 1
        count = breaks[tokens.ends] - breaks[tokens.starts + titles] - 1
        english: Array = (body < 40) | (count > 0.38 * body)
        return english


class Usages(Struct, frozen=True):
    """How the papers write their words."""

    plain: frozenset[str]
    """Normal words that are also written without any capital."""
    names: Array
    """For each word by number whether it is only ever written with several capitals, as `BERT` and `LoRA` are."""
    long_forms: LongForms


def usages(readings: Readings) -> Usages:
    lexicon, present = readings.lexicon, readings.present()
    long_forms = abbreviations.learn(readings.defined, lambda word: bool(present[lexicon.token(word)]))
    # they are numbered first, or there would be fewer words below than there are later
    lexicon.numbers(word for short, long in long_forms.items() for word in (short, *long))
    there = np.flatnonzero(present)
    written, word_of = lexicon.written[there], lexicon.word_of[there]

    def among(kind: int) -> Array:
        found = np.zeros(len(lexicon.words), np.bool_)
        found[word_of[written & kind > 0]] = True
        return found

    names = among(NAME) & ~among(USUAL)
    names[lexicon.numbers(long_forms)] = False
    names[0] = False
    plain = frozenset(map(lexicon.words.__getitem__, np.flatnonzero(among(LOWER)).tolist()))
    return Usages(plain, names, long_forms)


def read(papers: Iterable[Text], lexicon: Lexicon) -> Readings:
    known: Sequence[Text] = list(papers)
    tokens, titles = lexicon.read((paper.title, paper.text) for paper in known)
    return Readings(lexicon, Texts(tokens, titles), [abbreviations.read(paper.text, lexicon) for paper in known])
