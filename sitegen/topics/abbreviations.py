"""What the papers' abbreviations stand for, learnt from "long form (LF)" in their own texts.

After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from sitegen.topics.words import TOKEN, topic_word, usual

Words: TypeAlias = tuple[str, ...]
Definition: TypeAlias = tuple[str, Words]
"""An abbreviation and the words of its long form, all in normal form."""

_SHORT = re.compile(r"\(([A-Za-z][A-Za-z-]{1,9})\)")
_AGREEMENT = 0.7
"""Share of its definitions in which an abbreviation must mean one thing."""


def learn_abbreviations(definitions: Iterable[Definition], written: Collection[str]) -> dict[str, Words]:
    """Learn what abbreviations stand for: short form → words of the long form.

    Those that mean several things are left out, and those that the papers also write like a word of the language, from
    which they could not be told apart: STEP, CODE.
    """
    meanings: defaultdict[str, Counter[Words]] = defaultdict(Counter)
    for short, long in definitions:
        meanings[short][long] += 1
    agreed = ((short, _agreed(counts)) for short, counts in sorted(meanings.items()))
    return {
        short: words
        for short, words in agreed
        if len(words) > 1 and "" not in words and short not in ("", *words) and short not in written
    }


def read_definitions(text: str) -> list[Definition]:
    """Find the abbreviations that a text defines, each once.

    >>> read_definitions("Bees rest (see below). We use large language models (LLMs).")
    [('llm', ('large', 'language', 'model'))]
    """
    return [
        (topic_word(short), tuple(map(topic_word, TOKEN.findall(long))))
        for short, long in sorted(set(definitions(text)))
    ]


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Find abbreviations in brackets with the words before them that they stand for.

    >>> list(definitions("Bees rest (see below). We use large language models (LLMs)."))
    [('LLMs', 'large language models')]
    """
    for bracket in _SHORT.finditer(text):
        short = bracket[1]
        if sum(map(str.isupper, short)) < 2:
            continue
        words = re.split(r"[^\w\s'’-]", text[max(0, bracket.start() - 100) : bracket.start()])[-1].split()
        if long := _long_form(short.removesuffix("s").replace("-", ""), words[-len(short) - 2 :]):
            yield short, long


def _long_form(short: str, words: list[str]) -> str:
    """The fewest last words that hold the letters of `short` in order, the first at the start of a word."""
    text = " ".join(words)
    lowered, position = text.lower(), len(text)
    for number, letter in reversed(list(enumerate(short.lower()))):
        position = lowered.rfind(letter, 0, position)
        while number == 0 and position > 0 and lowered[position - 1] != " ":
            position = lowered.rfind(letter, 0, position)
        if position < 0:
            return ""
    long = text[position:]
    return long if len(long) > len(short) + 2 else ""


def _agreed(counts: Counter[Words]) -> Words:
    """The meaning in nearly all definitions, wherever they put hyphens; () if there is none."""
    meaning = usual(counts)
    alike = sum(count for words, count in counts.items() if "".join(words) == "".join(meaning))
    return meaning if alike >= _AGREEMENT * counts.total() else ()
