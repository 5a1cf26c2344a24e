"""How papers usually write a topic: `large language models`, `3D Gaussian splatting`, `GUI agents`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from sitegen.topics.corpus import Corpus
from sitegen.topics.tokens import END
from sitegen.topics.vocabulary import Spellings
from sitegen.topics.words import key, normal, parts, read_english, usual

_CAPITALISED = re.compile(r"[^\W\d_][^\W\d_A-Z]*(?:[-‐‑'’](?:[^\W\d_][^\W\d_A-Z]*)?)*")
_SPELT_OUT = 0.15
"""Share of the writings that must spell a topic out for its label to be spelt out too."""
_COMMON_ENDINGS = ("al", "ary", "ed", "ing", "ion", "ive", "ous")
"""Endings of words that are no names, even where they are written with a capital."""
_BEFORE_SENTENCES = frozenset(f".:?!{END}")


class Writing(Struct, frozen=True):
    """A topic as a text writes it first."""

    tokens: tuple[str, ...]
    opens: bool
    """Whether a sentence starts with it."""


Writings: TypeAlias = defaultdict[str, Counter[Writing]]
"""How titles and abstracts write topics first, by topic."""


def find_writings(topics: Mapping[str, str], corpus: Corpus) -> tuple[Writings, Counter[str]]:
    """Find how texts write topics first, given normal words of each, and how many papers have each."""
    spellings = Spellings.of({words: topic for topic, words in topics.items()})
    spelt_out = {short: "".join(words) for short, words in corpus.abbreviations.items()}
    letters = [spelt_out.get(word, word) for word in corpus.words]
    writings: Writings = defaultdict(Counter)
    papers: Counter[str] = Counter()
    for chunk in corpus.chunks:
        own = chunk.own.tolist()
        tokens, stream, text_of = [corpus.tokens[number] for number in own], chunk.stream.data, chunk.texts.data
        last_text: dict[str, int] = {}
        for start, end, topic in spellings.find([letters[number] for number in own], chunk.stream):
            text, last = text_of[start], last_text.get(topic, -1)
            if text != last:
                last_text[topic] = text
                papers[topic] += text // 2 != last // 2
                opens = tokens[stream[start - 1]] in _BEFORE_SENTENCES
                writings[topic][Writing(tuple([tokens[number] for number in stream[start:end]]), opens)] += 1
    return writings, papers


class Labels:
    """Chooses the labels of topics and the further spellings that texts have."""

    def __init__(self, writings: Writings, corpus: Corpus) -> None:
        self._writings, self._corpus = writings, corpus
        self._long_forms = {"".join(words) for words in corpus.abbreviations.values()}
        self._capitals = _capitals(writings.values())

    def names(self, topic: str) -> list[str]:
        """The label of a topic and the spellings that it does not cover, those that most texts use first."""
        writings = self._writings[topic]
        if not writings:
            return []
        abbreviations = self._corpus.abbreviations.keys()
        spelt_out = Counter(
            {each: count for each, count in writings.items() if abbreviations.isdisjoint(map(normal, each.tokens))}
        )
        is_spelt_out = topic in self._long_forms and spelt_out.total() >= _SPELT_OUT * writings.total()
        label = self._usual(spelt_out if is_spelt_out else writings)
        spellings: defaultdict[str, Counter[Writing]] = defaultdict(Counter)
        for writing, count in writings.items():
            spellings["".join(map(normal, writing.tokens))][writing] = count
        spellings.pop(key(label), None)
        by_use = sorted(spellings.values(), key=lambda alike: (-alike.total(), min(each.tokens for each in alike)))
        return [label, *map(self._usual, by_use)]

    def _usual(self, writings: Counter[Writing]) -> str:
        """The usual writing within a sentence, in the plural if that is what many things of a kind are called."""
        counts: Counter[str] = Counter()
        for writing, count in writings.items():
            counts[" ".join(map(self._cased, writing.tokens))] += count
        label = usual(counts)
        plural = f"{label}s"
        return plural if plural in counts and normal(label.split()[-1]) in read_english().counted else label

    def _cased(self, token: str) -> str:
        """A token in lower case, but for names and acronyms."""
        english, lowered = read_english(), token.lower()
        if lowered in english.proper:
            return token.capitalize()
        if self._capitals[lowered] > 0:
            return token
        if normal(token) in english.fields or (token.istitle() and token.endswith(_COMMON_ENDINGS)):
            return lowered
        shouted = len(token) > 5 and token.isupper()
        if (shouted or _CAPITALISED.fullmatch(token)) and any(
            normal(word) in self._corpus.lower_case for word in (lowered, *parts(lowered))
        ):
            return lowered
        return token


def _capitals(writings: Iterable[Counter[Writing]]) -> Counter[str]:
    """Words that keep a capital beside a word that has none, as names do; below zero for those that lose it."""
    votes: Counter[str] = Counter()
    for writing, count in chain.from_iterable(counts.items() for counts in writings):
        in_lower_case = any(map(str.islower, writing.tokens))
        for number, token in enumerate(writing.tokens):
            if token.islower():
                votes[token] -= count
            elif in_lower_case and _CAPITALISED.fullmatch(token) and not (writing.opens and number == 0):
                votes[token.lower()] += count * token.isalpha()
    return votes
