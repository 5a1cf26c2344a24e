"""The word lists of `english.toml`, and the normal forms of words by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.topics.words import is_word, normal

_MEASURE = re.compile(r"[\d.,%×x-]+(?:[kmbx%]|st|nd|rd|th)?")
_NOUNS_IN_LY = frozenset(
    {"anomaly", "assembly", "family", "supply", "polly", "butterfly", "homily", "italy", "monopoly"}
)


class English(Struct, frozen=True):
    """Words by their part in the name of a topic; `english.toml` says what each list holds."""

    stop: frozenset[str]
    generic: frozenset[str]
    vague: frozenset[str]
    fields: frozenset[str]
    kinds: frozenset[str]
    subjects: frozenset[str]
    openers: frozenset[str]
    wrappers: frozenset[str]
    not_heads: frozenset[str]
    nouns_like_adjectives: frozenset[str]
    proper: frozenset[str]
    counted: frozenset[str]

    def fold(self, token: str) -> str:
        """The normal form of a word that can be part of a topic's name, else "", which no phrase crosses."""
        if not is_word(token):
            return ""
        lowered = token.lower().removesuffix("'s").removesuffix("’s")
        if lowered in self.stop or lowered in self.generic or _MEASURE.fullmatch(lowered):
            return ""
        word = normal(token)
        if lowered != token.lower() and word in self.vague:
            # "the model's reasoning" is no kind of reasoning, while "Moore's law" is a law
            return ""
        if word in self.generic or len(word) < 2 or (word.endswith("ly") and word not in _NOUNS_IN_LY):
            return ""
        return word


def read_english() -> English:
    """Read the word lists."""
    lists = tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8"))
    return English(**{name: frozenset(words.split()) for name, words in lists.items()})


def looks_english(words: Sequence[str]) -> bool:
    """Whether the folded words of an abstract are English; a short one is given the benefit of the doubt.

    More than four tenths of an English abstract are function words, words of every abstract and punctuation, which fold
    to "". Of a French one a third are.
    """
    return len(words) < 40 or words.count("") > 0.38 * len(words)
