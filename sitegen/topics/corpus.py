"""Papers cut into tokens, with what the words of all of them stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.topics.abbreviations import Words, learn_abbreviations
from sitegen.topics.english import English, looks_english
from sitegen.topics.matching import Text
from sitegen.topics.words import TOKEN

BREAK = "|"
"""Stands between phrases."""


class TokenizedPaper(Struct, frozen=True):
    """The tokens of a paper."""

    title: Sequence[str]
    abstract: Sequence[str]


class Corpus(Struct, frozen=True):
    """Papers in English to which neither source nor editor gives topics."""

    papers: Sequence[TokenizedPaper]
    words: Mapping[str, str]
    """The words that each token stands for: its normal form, the long form of an abbreviation, or `BREAK`."""
    names: frozenset[str]
    """Words that are only written with several capitals: "bert", "lora"."""
    abbreviations: Mapping[str, Words]
    """Short form → words of the long form, all in normal form."""

    def phrases(self, tokens: Iterable[str]) -> Iterator[list[str]]:
        """Cut tokens into phrases of normal words, with abbreviations spelt out."""
        words = " ".join(map(self.words.__getitem__, tokens))
        return (phrase.split() for phrase in words.split(BREAK) if phrase != " ")


def read_corpus(texts: Sequence[Text], english: English) -> Corpus:
    """Cut papers into tokens and learn what they stand for."""
    shared: dict[str, str] = {}

    def tokens(text: str) -> list[str]:
        # a hundred thousand papers have a few hundred thousand distinct tokens
        return [shared.setdefault(token, token) for token in TOKEN.findall(text)]

    papers = [TokenizedPaper(tokens(text.title), tokens(text.abstract)) for text in texts]
    folded = {token: english.fold(token) for token in shared}
    abbreviations = learn_abbreviations((text.abstract for text in texts), shared, english)
    words = {token: " ".join(abbreviations.get(word, (word or BREAK,))) for token, word in folded.items()}
    ordinary = {word for token, word in folded.items() if not _has_inner_capital(token)}
    names = {word for token, word in folded.items() if _is_name(token)} - ordinary - abbreviations.keys() - {""}
    without_topics = [
        paper
        for paper, text in zip(papers, texts, strict=True)
        if not text.topics and looks_english([folded[token] for token in paper.abstract])
    ]
    return Corpus(without_topics, words, frozenset(names), abbreviations)


def _has_inner_capital(token: str) -> bool:
    return token[1:].lower() != token[1:]


def _is_name(token: str) -> bool:
    # a hyphen between words may stand between two names; before a number it belongs to one
    return _has_inner_capital(token) and token[0].isalpha() and "-" not in token.rstrip("-0123456789")
