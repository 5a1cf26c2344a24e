"""The order of names in an index, and the letter that each is listed under.

Accents do not count. A person is looked up by the family name, as bibliographies have it, but for small words before
it. What Unicode sorts by itself is left to it: digits, then Latin, Greek, Cyrillic, Hebrew, Arabic, Korean, and Chinese
characters last.
"""

from __future__ import annotations

import unicodedata
from itertools import takewhile

from msgspec import Struct

from sitegen.catalog.authors import identity
from sitegen.text.names import split_name

DIGITS, OTHER, HAN = "0–9", "#", "漢"
_KOREAN = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""First consonants of syllables, in the order of Unicode's own letters from U+1100 on."""


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
    family = family or split_name(name).family
    *others, _ = family.split(" ")
    given = max(name.rfind(family), 0) + sum(len(word) + 1 for word in takewhile(str.islower, others))
    key = f"{_key(name[given:])} {_key(name[:given])}".strip()
    return SortKey(key, _letter(key), given)


def _key(text: str) -> str:
    # Korean syllables by their letters, which Unicode has before Chinese characters
    return unicodedata.normalize("NFD", identity(text))


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
