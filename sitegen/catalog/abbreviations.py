"""What the papers' abbreviations stand for, learnt from 'long form (LF)' in their own texts.

After Schwartz and Hearst (2003), 'A simple algorithm for identifying abbreviation definitions in biomedical text'.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from sitegen.catalog.lexicon import Lexicon
from sitegen.catalog.words import BREAK, TOKEN

_SHORT = re.compile(r"\(([A-Za-z][A-Za-z-]{1,9})\)")
_AGREEMENT = 0.7
"""Share of its definitions in which an abbreviation must mean one thing."""


def read(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """What a text defines: abbreviations, and the words of their long forms joined by spaces, all normal."""
    if "(" not in text:
        return []
    found = []
    for short, long in sorted(set(definitions(text))):
        word, *words = lexicon.fold([short, *TOKEN.findall(long)])
        if word:
            found.append((word, " ".join(words)))
    return found


def learn(defined: Iterable[Sequence[tuple[str, str]]], is_word: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """Abbreviation → the normal words of its long form; those that mean several things are left out.

    Args:
        defined: what each paper defines.
        is_word: whether the papers also use an abbreviation as a word. One that is written like a word of the language
            cannot be told from it: STEP, CODE.
    """
    meanings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (short, long), count in Counter(chain.from_iterable(defined)).items():
        meanings[short][long] = count
    return {short: tuple(long.split(" ")) for short, long in sorted(_settled(meanings)) if not is_word(short)}


def _settled(meanings: Mapping[str, Mapping[str, int]]) -> Iterable[tuple[str, str]]:
    for word, counted in meanings.items():
        most = min(counted, key=lambda long: (-counted[long], long)) if len(counted) > 1 else next(iter(counted))
        words = most.split(" ")
        if len(words) < 2 or BREAK in words or word in words:
            continue
        letters = most.replace(" ", "")
        alike = sum(count for long, count in counted.items() if long.replace(" ", "") == letters)
        if alike >= _AGREEMENT * sum(counted.values()):
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
