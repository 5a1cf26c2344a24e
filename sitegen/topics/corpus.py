"""The papers of a digest as numbers of tokens, with what these stand for in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

import numpy as np
from msgspec import Struct

from sitegen.text.arrays import Array, numbering
from sitegen.topics.abbreviations import Words, learn_abbreviations
from sitegen.topics.tokens import END, TokenisedTexts, text_numbers

BREAK = END
"""Stands between phrases."""


class Corpus(Struct, frozen=True, eq=False):
    """Papers in English to which neither source nor editor gives topics."""

    size: int
    """Number of papers."""
    stream: Array
    """Index of each token of their texts: the title of a paper and its abstract, and then the next paper's."""
    tokens: Sequence[str]
    """Those of all papers of the digest, each once, `END` first."""
    words: Sequence[str]
    """The normal form of each token that can be part of a topic's name, and `BREAK` for the others."""
    names: frozenset[str]
    """Words that are only written with several capitals: "bert", "lora"."""
    abbreviations: Mapping[str, Words]
    """Short form → words of the long form, all in normal form."""

    @property
    def texts(self) -> Array:
        """The number of the text that each token is of, even for titles and odd for abstracts."""
        return text_numbers(self.stream)


def join(chunks: Sequence[TokenisedTexts]) -> Corpus:
    """Join the tokens of all papers, and learn what they stand for."""
    numbers = numbering()
    numbers[END]
    words, streams = [BREAK], [np.empty(0, np.uint32)]
    for chunk in chunks:
        known = len(numbers)
        own = np.fromiter(map(numbers.__getitem__, chunk.tokens), np.uint32, len(chunk.tokens))
        streams.append(own[chunk.stream])
        new = zip(compress(chunk.words, own >= known), chunk.topical[own >= known], strict=True)
        words += [word if is_topical else BREAK for word, is_topical in new]
    tokens, stream = list(numbers), np.concatenate(streams)
    definitions = (definition for chunk in chunks for definition in chunk.definitions)
    abbreviations = learn_abbreviations(definitions, numbers)
    without_topics = np.array([not topics for chunk in chunks for topics in chunk.topics], bool)
    looked_at = without_topics & _look_english(stream, words)
    return Corpus(
        size=int(np.count_nonzero(looked_at)),
        stream=stream[np.repeat(looked_at, 2)[text_numbers(stream)]],
        tokens=tokens,
        words=words,
        names=frozenset(_names(tokens, words) - abbreviations.keys()),
        abbreviations=abbreviations,
    )


def _look_english(stream: Array, words: Sequence[str]) -> Array:
    """Which abstracts are English; a short one is given the benefit of the doubt.

    More than four tenths of an English abstract are function words, words of every abstract and punctuation. Of a
    French one a third are.
    """
    texts, is_break = text_numbers(stream), np.fromiter((word == BREAK for word in words), bool, len(words))
    tokens, breaks = np.bincount(texts)[1::2] - 1, np.bincount(texts, is_break[stream])[1::2] - 1
    english: Array = (tokens < 40) | (breaks > 0.38 * tokens)
    return english


def _names(tokens: Sequence[str], words: Sequence[str]) -> set[str]:
    """Words that are only written with several capitals, given the word of each token."""
    ordinary = {word for token, word in zip(tokens, words, strict=True) if not _has_inner_capital(token)}
    return {word for token, word in zip(tokens, words, strict=True) if _is_name(token)} - ordinary


def _has_inner_capital(token: str) -> bool:
    return token[1:].lower() != token[1:]


def _is_name(token: str) -> bool:
    # a hyphen between words may stand between two names; before a number it belongs to one
    return _has_inner_capital(token) and token[0].isalpha() and "-" not in token.rstrip("-0123456789")
