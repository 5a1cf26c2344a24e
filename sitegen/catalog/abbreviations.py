"""What the papers' abbreviations stand for, learnt from 'long form (LF)' in their own texts.

After Schwartz and Hearst (2003), 'A simple algorithm for identifying abbreviation definitions in biomedical text'.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sitegen.catalog.words import BREAK, TOKEN, Folding

_SHORT = re.compile(r"\(([A-Za-z][A-Za-z-]{1,9})\)")
_AGREEMENT = 0.7
"""Share of its definitions in which an abbreviation must mean one thing."""


def learn(texts: Iterable[str], folding: Folding) -> dict[str, tuple[str, ...]]:
    """Abbreviation → the normal words of its long form; those that mean several things are left out."""
    meanings: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for text in texts:
        for short, long in set(definitions(text)):
            # an abbreviation that is written like a word of the language cannot be told from it: STEP, CODE
            if (word := folding[short]) and word not in folding:
                meanings[word][tuple(folding[token] for token in TOKEN.findall(long))] += 1
    return dict(_settled(meanings))


def _settled(meanings: Mapping[str, Counter[tuple[str, ...]]]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for word, counted in meanings.items():
        spelt: Counter[str] = Counter()
        for words, count in counted.items():
            spelt["".join(words)] += count
        most = max(sorted(counted), key=counted.__getitem__)
        phrase = len(most) > 1 and BREAK not in most and word not in most
        if phrase and spelt["".join(most)] >= _AGREEMENT * counted.total():
            yield word, most


def definitions(text: str) -> Iterable[tuple[str, str]]:
    """Pairs of an abbreviation in brackets and the words before it that spell it out."""
    for found in _SHORT.finditer(text):
        short = found[1]
        if sum(letter.isupper() for letter in short) < 2:
            continue
        words = re.split(r"[^\w\s'’-]", text[max(0, found.start() - 100) : found.start()])[-1].split()
        if long := _long_form(short.removesuffix("s").replace("-", ""), words[-len(short) - 2 :]):
            yield short, long


def _long_form(short: str, words: list[str]) -> str:
    """The fewest last words that hold the letters of `short` in order, the first at the start of a word."""
    text = " ".join(words)
    lowered, place = text.lower(), len(text)
    for position, letter in reversed(list(enumerate(short.lower()))):
        place = lowered.rfind(letter, 0, place)
        while position == 0 and place > 0 and lowered[place - 1] != " ":
            place = lowered.rfind(letter, 0, place)
        if place < 0:
            return ""
    long = text[place:]
    return long if len(long) > len(short) + 2 else ""
