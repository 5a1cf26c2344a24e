"""The order of names in an index, and the letter that each is listed under.

Accents do not count. A person is looked up by the last word of the name, as indexes of authors have it, and where the
family name comes first, in Chinese, Japanese and Korean letters, by the first. What Unicode sorts by itself is left to
it: digits, then Latin, Greek, Cyrillic, Hebrew, Arabic, Korean, and Chinese characters last.
"""

from __future__ import annotations

import unicodedata
from itertools import takewhile

from msgspec import Struct

from sitegen.catalog.authors import identity
from sitegen.text.folding import SPELT
from sitegen.text.names import family_first

DIGITS, OTHER, HAN = "0–9", "#", "漢"
_KOREAN = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""First consonants of syllables, in the order of Unicode's own letters from U+1100 on."""
_AFTER_THE_NAME = frozenset({"jr", "sr", "ii", "iii", "iv"})


class SortKey(Struct, frozen=True, order=True, gc=False):
    """The position of a name in an index."""

    key: str
    letter: str
    given: int = 0
    """Characters of the name before the word that it is looked up by."""


def sort_key(label: str) -> SortKey:
    """The key of a label, which is looked up as it is written."""
    key = _key(label)
    return SortKey(key, _letter(key))


def person_sort_key(name: str, family: str = "") -> SortKey:
    """The key of a person's name, and of the family name in it where that is known: `de la Vallée Poussin` is under V.

    >>> person_sort_key("Éva Łuczak Jr.").letter, person_sort_key("王小明").letter
    ('L', '漢')
    """
    given = _given(name)
    if family and family in name:
        *others, _ = family.split(" ")
        given = name.rindex(family) + sum(len(word) + 1 for word in takewhile(str.islower, others))
    key = f"{_key(name[given:])} {_key(name[:given])}".strip()
    return SortKey(key, _letter(key), given)


def _key(text: str) -> str:
    return identity(text if text.isascii() else text.casefold().translate(SPELT))


def _given(name: str) -> int:
    words = name.split(" ")
    if len(words) == 1 or "," in name or family_first(name):
        return 0
    last = len(words) - 1
    while last > 1 and words[last].strip(".").lower() in _AFTER_THE_NAME:
        last -= 1
    return len(" ".join(words[:last])) + 1


def _letter(key: str) -> str:
    first = key[:1]
    if "a" <= first <= "z":
        return first.upper()
    if first.isdecimal():
        return DIGITS
    if "\u1100" <= first <= "\u1112":
        return _KOREAN[ord(first) - 0x1100]
    if first and unicodedata.name(first, "").startswith("CJK"):
        return HAN
    return first.upper() if first.isalpha() else OTHER
