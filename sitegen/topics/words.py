"""Words in the form by which topics are compared: one for all spellings (case, plural, hyphens, British endings).

The lists of `english.toml` say which of them can be part of a topic's name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from sitegen.text.characters import printable_line

T = TypeVar("T", str, tuple[str, ...])
TOKEN = re.compile(r"[A-Za-z0-9]++(?=[ ,])|https?://\S+|\$[^$\n]{1,80}\$|[^\W_]++(?:[-‐‑'’][^\W_]++|\.\d++)*+|[^\w\s]")
"""A word with its hyphens and apostrophes, a formula, an address, or a punctuation mark.

The first alternative is only a quicker way to most of the words.
"""
_HYPHEN = re.compile("[-‐‑'’]")
_HYPHENS = str.maketrans("", "", "-‐‑'’")
_NOT_PLURAL = ("ss", "us", "is", "ics", "series")
_MEASURE = re.compile(r"[\d.,%×x-]+(?:[kmbx%]|st|nd|rd|th)?")


@lru_cache(maxsize=2**15)
def normal(token: str) -> str:
    """The form that all spellings of a word share; what is no word stays as it is.

    >>> normal("Vision-Language"), normal("LLMs"), normal("quantisation"), normal("!")
    ('visionlanguage', 'llm', 'quantization', '!')
    """
    if not is_word(token):
        return token
    letters = token.lower()
    if not token.isalnum():
        letters = letters.replace("’", "'").removesuffix("'s").translate(_HYPHENS)
    if token[-1] == "s" and token[-2:-1].isupper():
        return letters[:-1]
    # capitals are an acronym's own: GPS is no plural
    return letters if token.isupper() else singular(letters)


def is_word(token: str) -> bool:
    """Whether a token is a word: no punctuation mark, formula or address."""
    return token[0].isalnum() and not token.startswith(("http:", "https:"))


def normal_words(text: str) -> list[str]:
    """The tokens of a text, words in their normal form.

    >>> normal_words("Time-series models, and LLMs")
    ['timeseries', 'model', ',', 'and', 'llm']
    """
    return list(map(normal, TOKEN.findall(text)))


def key(label: str) -> str:
    """What all spellings of a label share: the letters and signs of its normal words.

    >>> key("Vision-Language Models") == key("vision language model")
    True
    """
    return "".join(normal_words(printable_line(label)))


def usual(counts: Mapping[T, int]) -> T:
    """What is counted most; of several the first in their order."""
    return min(counts, key=lambda item: (-counts[item], item))


def parts(label: str) -> list[str]:
    """What hyphens and spaces part a label into, signs apart.

    >>> parts("text-to-image models")
    ['text', 'to', 'image', 'models']
    """
    return TOKEN.findall(_HYPHEN.sub(" ", label))


def beginnings(label: str) -> set[str]:
    """What the first word of a label can be, as texts write hyphens in it, spaces or nothing.

    >>> sorted(beginnings("text-to-image models"))
    ['text', 'textto', 'texttoimage', 'texttoimagemodel']
    """
    joined = accumulate(part.lower() for part in parts(label)[:-1])
    return {key(label), *normal_words(label)[:1], *joined}


def singular(word: str) -> str:
    """A word in lower case without its plural and with American endings, as far as its spelling shows."""
    word = word.replace("isation", "ization").replace("odelling", "odeling").replace("abelling", "abeling")
    english = read_english()
    if word in english.singulars:
        return english.singulars[word]
    if len(word) < 4 or word[-1] != "s" or word in english.unchanged or word.endswith(_NOT_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


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
    unchanged: frozenset[str]
    nouns_in_ly: frozenset[str]
    singulars: Mapping[str, str]


@cache
def read_english() -> English:
    """The word lists."""
    lists = tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8"))
    singulars = lists.pop("singulars")
    return English(**{name: frozenset(words.split()) for name, words in lists.items()}, singulars=singulars)


@lru_cache(maxsize=2**15)
def topic_word(token: str) -> str:
    """The normal form of a word that can be part of a topic's name, else "", which no phrase crosses."""
    if not is_word(token):
        return ""
    english, whole = read_english(), token.lower()
    lowered = whole.removesuffix("'s").removesuffix("’s")
    if lowered in english.stop or lowered in english.generic or _MEASURE.fullmatch(lowered):
        return ""
    word = normal(token)
    if lowered != whole and word in english.vague:
        # "the model's reasoning" is no kind of reasoning, while "Moore's law" is a law
        return ""
    if word in english.generic or len(word) < 2 or (word.endswith("ly") and word not in english.nouns_in_ly):
        return ""
    return word
