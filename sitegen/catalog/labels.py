"""How papers usually write a term: `large language models`, `3D Gaussian splatting`, `GUI agents`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.catalog.terms import LongForms
from sitegen.catalog.wordlists import PROPER
from sitegen.catalog.words import TOKEN, Folding
from sitegen.model import Paper

_CAPITALISED = re.compile(r"[^\W\d_][^\W\d_A-Z]*(?:[-‐‑'’][^\W\d_]?[^\W\d_A-Z]*)*")
_SPELT_OUT = 0.15
"""Share of its papers that must spell a term out for its label to be spelt out too."""
_PLURAL = 0.3
"""Plurals for a singular that make a label plural."""


class Sample(Struct, frozen=True):
    """Papers in which to look how terms are written."""

    paper: Paper
    terms: Mapping[str, Sequence[str]]
    """Key → runs of normal words it is spelt with."""


def usual_labels(samples: Iterable[Sample], folding: Folding, long_forms: LongForms) -> dict[str, str]:
    """Key → the term as most of the sampled papers write it, in lower case but for names and acronyms."""
    written: defaultdict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for sample in samples:
        for text in (sample.paper.text, sample.paper.facts.title):
            for key, tokens, spelt_out in _occurrences(text, sample.terms, folding, long_forms):
                written[key].append((tokens, spelt_out))
    capitals = _capitals(tokens for found in written.values() for tokens, _ in found)
    return {key: _usual(found, capitals, folding) for key, found in written.items()}


def _occurrences(
    text: str, terms: Mapping[str, Sequence[str]], folding: Folding, long_forms: LongForms
) -> Iterable[tuple[str, tuple[str, ...], bool]]:
    """The first place of each term: its key, its tokens, and whether no abbreviation stands for a part of it."""
    tokens = TOKEN.findall(text)
    words: list[str] = []
    origins: list[int] = []
    for index, token in enumerate(tokens):
        word = folding[token]
        parts = long_forms.get(word, (word or "|",))
        words.extend(parts)
        origins.extend([index] * len(parts))
    joined = f" {' '.join(words)} "
    for key, spellings in terms.items():
        for spelling in spellings:
            place = joined.find(f" {spelling} ")
            if place < 0:
                continue
            first = joined.count(" ", 0, place)
            span = origins[first : first + spelling.count(" ") + 1]
            yield key, tuple(tokens[span[0] : span[-1] + 1]), len(set(span)) == len(span)


def _capitals(surfaces: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Words that keep a capital beside a word that has none, as names do; below zero for those that lose it."""
    votes: Counter[str] = Counter()
    for tokens in surfaces:
        capitalised = [token[:1].isupper() and _CAPITALISED.fullmatch(token) is not None for token in tokens]
        plain = [token.islower() for token in tokens]
        for token, upper, lower in zip(tokens, capitalised, plain, strict=True):
            if upper and any(plain) and token.isalpha():
                # the first word of a sentence is capitalised too, so a capital counts less than its absence
                votes[token.lower()] += 1
            elif lower:
                votes[token] -= 2
    return votes


def _usual(found: Sequence[tuple[tuple[str, ...], bool]], capitals: Counter[str], folding: Folding) -> str:
    spelt_out = [tokens for tokens, whole in found if whole]
    chosen = spelt_out if len(spelt_out) >= _SPELT_OUT * len(found) else [tokens for tokens, _ in found]
    counted = Counter(" ".join(_cased(token, capitals, folding) for token in tokens) for tokens in chosen)
    usual = min(counted, key=lambda label: (-counted[label], label))
    # the name of a subject is a plural where there is one: language models
    return f"{usual}s" if counted[f"{usual}s"] >= _PLURAL * counted[usual] else usual


def _cased(token: str, capitals: Counter[str], folding: Folding) -> str:
    return token if capitals[token.lower()] > 0 and token.lower() not in PROPER else plain_case(token, folding)


def plain_case(token: str, folding: Folding) -> str:
    """The token as it is written within a sentence: a capital or shouting goes where the papers do without it too."""
    lowered = token.lower()
    if lowered in PROPER:
        return token.capitalize()
    shouted = len(token) > 5 and token.isupper()
    if lowered in folding and (shouted or _CAPITALISED.fullmatch(token)):
        return lowered
    return token
