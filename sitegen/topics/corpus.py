"""The papers of a digest as numbers of tokens, with what these stand for in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, numbered, numbering
from sitegen.topics.abbreviations import Definition, Words, learn_abbreviations
from sitegen.topics.tokens import END, TokenisedTexts, text_numbers


class Chunk(Struct, frozen=True, eq=False):
    """The texts of some of the papers: a title, its abstract, and then the next paper's, each with an `END`."""

    own: Array
    """The index among the tokens of all papers for each token that these papers have."""
    stream: Array
    """Index of each token of the texts among these: half as large as among those of all papers."""

    @property
    def texts(self) -> Array:
        """The number of the text that each token is of, even for titles and odd for abstracts."""
        return text_numbers(self.stream)


class Corpus(Struct, frozen=True, eq=False):
    """Papers in English to which neither source nor editor gives topics."""

    size: int
    """Number of papers."""
    chunks: Sequence[Chunk]
    """Their texts."""
    tokens: Sequence[str]
    """Those of all papers of the digest, each once, `END` first."""
    words: Sequence[str]
    """The normal form of each token that can be part of a topic's name, and `END` for the others."""
    names: frozenset[str]
    """Words that are only written with several capitals: "bert", "lora"."""
    abbreviations: Mapping[str, Words]
    """Short form → words of the long form, all in normal form."""
    lower_case: frozenset[str] = frozenset()
    """Normal forms of the tokens in lower case."""
    given: Sequence[tuple[str, ...]] = ()
    """Labels that source or editor give each paper of the digest."""


def make_corpus(texts: Iterable[TokenisedTexts]) -> Corpus:
    """Join the tokens of all papers, and learn what they stand for."""
    numbers = numbering(END)
    words, chunks, lower_case = [END], list[Chunk](), set[str]()
    definitions, given, size = Counter[Definition](), list[tuple[str, ...]](), 0
    for papers in texts:
        known = len(numbers)
        own = numbered(papers.tokens, numbers).astype(np.uint32)
        new = np.flatnonzero(own >= known).tolist()
        words += [papers.words[number] if papers.topical[number] else END for number in new]
        lower_case |= {papers.words[number] for number in new if papers.tokens[number].islower()}
        looked_at = np.array([not topics for topics in papers.topics], bool) & _look_english(papers)
        size += int(np.count_nonzero(looked_at))
        chunks.append(Chunk(own, papers.stream[np.repeat(looked_at, 2)[text_numbers(papers.stream)]]))
        definitions.update(papers.definitions)
        given += papers.topics
    tokens, abbreviations = list(numbers), learn_abbreviations(definitions.elements(), numbers)
    return Corpus(
        size=size,
        chunks=chunks,
        tokens=tokens,
        words=words,
        names=frozenset(_names(tokens, words) - abbreviations.keys()),
        abbreviations=abbreviations,
        lower_case=frozenset(lower_case),
        given=given,
    )


def _look_english(papers: TokenisedTexts) -> Array:
    """Which abstracts are English; a short one is given the benefit of the doubt.

    More than four tenths of an English abstract are function words, words of every abstract and punctuation. Of a
    French one a third are.
    """
    texts, is_break = text_numbers(papers.stream), ~papers.topical[papers.stream]
    tokens, breaks = np.bincount(texts)[1::2] - 1, np.bincount(texts, is_break)[1::2] - 1
    english: Array = (tokens < 40) | (breaks > 0.38 * tokens)
    return english


def _names(tokens: Sequence[str], words: Sequence[str]) -> set[str]:
    """Words that are only written with several capitals, given the word of each token."""
    names, ordinary = set[str](), set[str]()
    for token, word in zip(tokens, words, strict=True):
        if token[1:].lower() == token[1:]:
            ordinary.add(word)
        # a hyphen between words may stand between two names; before a number it belongs to one
        elif token[0].isalpha() and "-" not in token.rstrip("-0123456789"):
            names.add(word)
    return names - ordinary
