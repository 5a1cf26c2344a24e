"""The word lists of `english.toml`, and the normal forms of words by them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
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


@cache
def read_english() -> English:
    """The word lists."""
    lists = tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8"))
    return English(**{name: frozenset(words.split()) for name, words in lists.items()})


@lru_cache(maxsize=2**15)
def fold(token: str) -> str:
    """The normal form of a word that can be part of a topic's name, else "", which no phrase crosses."""
    if not is_word(token):
        return ""
    english = read_english()
    lowered = token.lower().removesuffix("'s").removesuffix("’s")
    if lowered in english.stop or lowered in english.generic or _MEASURE.fullmatch(lowered):
        return ""
    word = normal(token)
    if lowered != token.lower() and word in english.vague:
        # "the model's reasoning" is no kind of reasoning, while "Moore's law" is a law
        return ""
    if word in english.generic or len(word) < 2 or (word.endswith("ly") and word not in _NOUNS_IN_LY):
        return ""
    return word
