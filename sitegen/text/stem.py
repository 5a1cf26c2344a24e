"""Porter's stemmer exactly as lunr.js 2.3.9 has it, so that a word stemmed here is found by a browser's query.

The steps are those of Porter's paper ('An algorithm for suffix stripping', 1980) with lunr.js's departures. What it
writes as regular expressions over the whole word is first asked of the word's end here, which most words fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.text.utf16 import code_units, from_code_units

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_more_than_0 = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}[^aeiou]").match
"""Whether the measure of a stem, its number of vowel–consonant turns, is above 0; takes no note of what follows."""
_exactly_1 = re.compile(rf"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?\Z").match
_more_than_1 = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}[^aeiou]").match
_has_vowel = re.compile(f"(?:{_CONSONANTS})?[aeiouy]").match
_doubled = re.compile(r"([^aeiouylsz])\1\Z").search
_short = re.compile(rf"{_CONSONANTS}[aeiouy][^aeiouwxy]\Z").match

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
)  # fmt: skip


def _by_ending(suffixes: dict[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Suffixes by their last two letters, longest first, which is the one that lunr.js's lazy patterns choose."""
    endings: dict[str, list[tuple[str, str]]] = {}
    for suffix in sorted(suffixes, key=len, reverse=True):
        endings.setdefault(suffix[-2:], []).append((suffix, suffixes[suffix]))
    return {ending: tuple(pairs) for ending, pairs in endings.items()}


_ENDINGS_2 = _by_ending(_STEP_2)
_ENDINGS_3 = _by_ending(_STEP_3)
_ENDINGS_4 = _by_ending(dict.fromkeys(_STEP_4, ""))


def stem(word: str) -> str:
    """The stem of a lower-case word, equal to that of `lunr.stemmer`.

    >>> stem("surveys"), stem("hopping"), stem("key")
    ('survey', 'hop', 'key')
    """
    if not word.isascii() and max(word) > "\uffff":
        # lunr.js's patterns count what JavaScript sees as two characters
        return from_code_units(stem(code_units(word)))
    if len(word) < 3:
        return word
    # an initial y is a consonant to Porter, and 'Y' is one to the patterns
    first_y = word[0] == "y"
    if first_y:
        word = "Y" + word[1:]
    word = _past_and_participle(_plural(word))
    if word[-1] == "y" and len(word) > 2 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    word = _replaced(word, _ENDINGS_2, _more_than_0)
    word = _replaced(word, _ENDINGS_3, _more_than_0)
    word = _final(_suffix(word))
    return "y" + word[1:] if first_y else word


def _plural(word: str) -> str:
    if word[-1] != "s":
        return word
    if (word.endswith("sses") and len(word) > 4) or (word.endswith("ies") and len(word) > 3):
        return word[:-2]
    return word[:-1] if word[-2] != "s" and len(word) > 2 else word


def _past_and_participle(word: str) -> str:
    if word.endswith("eed") and len(word) > 3:
        return word[:-1] if _more_than_0(word[:-3]) else word
    if word.endswith("ed"):
        root = word[:-2]
    elif word.endswith("ing"):
        root = word[:-3]
    else:
        return word
    if not root or not _has_vowel(root):
        return word
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _doubled(root):
        return root[:-1]
    return root + "e" if _short(root) else root


def _replaced(word: str, endings: dict[str, tuple[tuple[str, str], ...]], fits: Callable[[str], object]) -> str:
    for suffix, other in endings.get(word[-2:], ()):
        if word.endswith(suffix) and len(word) > len(suffix):
            root = word[: -len(suffix)]
            return root + other if fits(root) else word
    return word


def _suffix(word: str) -> str:
    if word.endswith(("sion", "tion")):
        return word[:-3] if len(word) > 4 and _more_than_1(word[:-3]) else word
    return _replaced(word, _ENDINGS_4, _more_than_1)


def _final(word: str) -> str:
    if word[-1:] == "e" and len(word) > 1:
        root = word[:-1]
        if _more_than_1(root) or (_exactly_1(root) and not _short(root)):
            word = root
    if word.endswith("ll") and _more_than_1(word):
        return word[:-1]
    return word
