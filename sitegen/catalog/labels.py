"""How papers usually write a term: `large language models`, `3D Gaussian splatting`, `GUI agents`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.catalog.grams import LongForms
from sitegen.catalog.wordlists import COUNTED, FIELDS, PROPER
from sitegen.catalog.words import normal

_CAPITALISED = re.compile(r"[^\W\d_][^\W\d_A-Z]*(?:[-‐‑'’][^\W\d_]?[^\W\d_A-Z]*)*")
_SPELT_OUT = 0.15
"""Share of its papers that must spell a term out for its label to be spelt out too."""
_COMMON_ENDINGS = ("al", "ary", "ed", "ing", "ion", "ive", "ous")
"""Of words that are no names, whoever writes them with a capital."""


class Writing(Struct, frozen=True):
    """A term in one place of a paper."""

    tokens: tuple[str, ...]
    whole: bool
    """Whether no abbreviation stands for a part of it."""
    opens: bool
    """Whether a sentence starts with it."""


def usual_labels(
    found: Mapping[str, Sequence[Writing]], plain: Collection[str], long_forms: LongForms
) -> dict[str, str]:
    """Key → the term as most papers write it, in lower case but for names and acronyms.

    Args:
        found: key → how some papers write it.
        plain: normal words that the papers also write without capitals.
        long_forms: abbreviations of the papers.
    """
    capitals = _capitals(writing for writings in found.values() for writing in writings)
    abbreviated = {"".join(words) for words in long_forms.values()}
    tokens = {token for writings in found.values() for writing in writings for token in writing.tokens}
    cased = {token: _cased(token, capitals, plain) for token in tokens}
    labels = {}
    for key, writings in found.items():
        whole = [writing for writing in writings if writing.whole]
        if key in abbreviated and len(whole) >= _SPELT_OUT * len(writings):
            writings = whole
        labels[key] = _usual([" ".join(map(cased.__getitem__, writing.tokens)) for writing in writings])
    return labels


def _capitals(writings: Iterable[Writing]) -> Counter[str]:
    """Words that keep a capital beside a word that has none, as names do; below zero for those that lose it."""
    votes: Counter[str] = Counter()
    for writing in writings:
        plain = any(map(str.islower, writing.tokens))
        for place, token in enumerate(writing.tokens):
            if token.islower():
                votes[token] -= 1
            elif plain and token.isalpha() and _CAPITALISED.fullmatch(token) and not (writing.opens and place == 0):
                votes[token.lower()] += 1
    return votes


def _usual(written: Sequence[str]) -> str:
    counted = Counter(written)
    usual = min(counted, key=lambda label: (-counted[label], label))
    plural = f"{usual}s"
    return plural if plural in counted and usual.split()[-1] in COUNTED else usual


def _cased(token: str, capitals: Counter[str], plain: Collection[str]) -> str:
    return token if capitals[token.lower()] > 0 and token.lower() not in PROPER else plain_case(token, plain)


def plain_case(token: str, plain: Collection[str]) -> str:
    """The token as it is written within a sentence.

    Args:
        token: a word that may start a sentence, or stand in a title.
        plain: normal words that the papers also write without capitals.
    """
    lowered = token.lower()
    if lowered in PROPER:
        return token.capitalize()
    if normal(token) in FIELDS or (token.istitle() and token.endswith(_COMMON_ENDINGS)):
        return lowered
    shouted = len(token) > 5 and token.isupper()
    if (shouted or _CAPITALISED.fullmatch(token)) and any(
        normal(part) in plain for part in (lowered, *_parts(lowered))
    ):
        return lowered
    return token


def _parts(token: str) -> list[str]:
    return [part for part in re.split(r"[-‐‑]", token) if part]
