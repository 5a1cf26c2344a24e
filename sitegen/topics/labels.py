"""How papers usually write a topic: `large language models`, `3D Gaussian splatting`, `GUI agents`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.topics.corpus import Corpus
from sitegen.topics.english import English
from sitegen.topics.vocabulary import Spellings
from sitegen.topics.words import key, normal, parts, usual

_CAPITALISED = re.compile(r"[^\W\d_][^\W\d_A-Z]*(?:[-‐‑'’](?:[^\W\d_][^\W\d_A-Z]*)?)*")
_SPELT_OUT = 0.15
"""Share of the writings that must spell a topic out for its label to be spelt out too."""
_COMMON_ENDINGS = ("al", "ary", "ed", "ing", "ion", "ive", "ous")
"""Endings of words that are no names, even where they are written with a capital."""


class Writing(Struct, frozen=True):
    """A topic as one paper writes it."""

    paper: int
    """Number of the paper."""
    tokens: tuple[str, ...]
    opens: bool
    """Whether a sentence starts with it."""


def find_writings(topics: Mapping[str, str], corpus: Corpus) -> Mapping[str, list[Writing]]:
    """Find how each paper writes topics first in its abstract and in its title.

    Args:
        topics: normal words of each, joined by spaces.
    """
    spellings = Spellings.of({words: topic for topic, words in topics.items()})
    letters = {token: words.replace(" ", "") for token, words in corpus.words.items()}
    writings: defaultdict[str, list[Writing]] = defaultdict(list)
    for paper, document in enumerate(corpus.papers if topics else ()):
        for tokens in (document.abstract, document.title):
            first: dict[str, Writing] = {}
            for start, end, topic in spellings.find([letters[token] for token in tokens]):
                opens = start == 0 or tokens[start - 1] in ".:?!"
                first.setdefault(topic, Writing(paper, tuple(tokens[start:end]), opens))
            for topic, writing in first.items():
                writings[topic].append(writing)
    return writings


class Labels:
    """Chooses the labels of topics and the further spellings that texts have.

    Args:
        writings: from `find_writings`.
    """

    def __init__(self, writings: Mapping[str, Sequence[Writing]], corpus: Corpus, english: English) -> None:
        self._writings, self._english = writings, english
        self._abbreviations = corpus.abbreviations
        self._long_forms = {"".join(words) for words in corpus.abbreviations.values()}
        self._lower_case = {normal(token) for token in corpus.words if token.islower()}
        self._capitals = _capitals(writing for alike in writings.values() for writing in alike)

    def names(self, topic: str) -> list[str]:
        """The label of a topic and the spellings that it does not cover, those that most papers use first."""
        writings = self._writings.get(topic)
        if not writings:
            return []
        spelt_out = [writing for writing in writings if not self._is_abbreviated(writing)]
        if topic in self._long_forms and len(spelt_out) >= _SPELT_OUT * len(writings):
            label = self._usual(spelt_out)
        else:
            label = self._usual(writings)
        spellings: defaultdict[str, list[Writing]] = defaultdict(list)
        for writing in writings:
            spellings[key(" ".join(writing.tokens))].append(writing)
        spellings.pop(key(label), None)
        by_use = sorted(spellings.values(), key=lambda alike: (-len(alike), alike[0].tokens))
        return [label, *(self._usual(alike) for alike in by_use)]

    def _is_abbreviated(self, writing: Writing) -> bool:
        return any(normal(token) in self._abbreviations for token in writing.tokens)

    def _usual(self, writings: Iterable[Writing]) -> str:
        """The usual writing within a sentence, in the plural if that is what many things of a kind are called."""
        counts = Counter(" ".join(map(self._cased, writing.tokens)) for writing in writings)
        label = usual(counts)
        plural = f"{label}s"
        return plural if plural in counts and normal(label.split()[-1]) in self._english.counted else label

    def _cased(self, token: str) -> str:
        """A token in lower case, but for names and acronyms."""
        english, lowered = self._english, token.lower()
        if lowered in english.proper:
            return token.capitalize()
        if self._capitals[lowered] > 0:
            return token
        if normal(token) in english.fields or (token.istitle() and token.endswith(_COMMON_ENDINGS)):
            return lowered
        shouted = len(token) > 5 and token.isupper()
        if (shouted or _CAPITALISED.fullmatch(token)) and any(
            normal(word) in self._lower_case for word in (lowered, *parts(lowered))
        ):
            return lowered
        return token


def _capitals(writings: Iterable[Writing]) -> Counter[str]:
    """Words that keep a capital beside a word that has none, as names do; below zero for those that lose it."""
    votes: Counter[str] = Counter()
    for writing in writings:
        in_lower_case = any(map(str.islower, writing.tokens))
        for number, token in enumerate(writing.tokens):
            if token.islower():
                votes[token] -= 1
            elif in_lower_case and _CAPITALISED.fullmatch(token) and not (writing.opens and number == 0):
                votes[token.lower()] += token.isalpha()
    return votes
