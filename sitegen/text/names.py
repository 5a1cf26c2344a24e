"""Names of people, split into family name, given name and suffix for bibliographies."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:team|group|collaboration|consortium|committee|labs?|laboratory|university|institute|foundation|project"
    r"|research|inc|llc|ltd|gmbh|corporation|company|ai)\b\.?$",
    re.IGNORECASE,
)
_DEGREE = r"(?:ph\.? ?d|m\.? ?d|m\.? ?sc|dr)\.?"
_INVERTED = re.compile(
    rf"(?P<family>[^,]+), (?!(?:{_SUFFIX.pattern}|{_DEGREE})$)(?P<given>[^,]+)(?:, (?P<suffix>{_SUFFIX.pattern}))?",
    re.IGNORECASE,
)
_FAMILY_FIRST = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


class Name(Struct, frozen=True, gc=False):
    """A person's name in parts; of an organisation, and where the parts are not known, all of it is the family name."""

    family: str
    """With its particles: `von der Wense`."""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """`von der Wense, Katharina`; a suffix comes last, as in RIS."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


def family_first(name: str) -> bool:
    """Whether a name is written in letters of a language that puts the family name first."""
    return not name.isascii() and unicodedata.name(name[:1] or " ", "").startswith(_FAMILY_FIRST)


@lru_cache(maxsize=50_000)
def split_name(name: str) -> Name:
    """The parts of a name in reading order; or of one with the family name first, which tells where that ends.

    >>> split_name("Katharina von der Wense").inverted, split_name("Al Gore Jr.").inverted
    ('von der Wense, Katharina', 'Gore, Al, Jr.')
    >>> split_name("Qwen Team"), split_name("García Márquez, José")
    (Name(family='Qwen Team', given='', suffix=''), Name(family='García Márquez', given='José', suffix=''))
    """
    words = name.split()
    if len(words) < 2 or _ORGANISATION.search(name):
        return Name(" ".join(words))
    if "," in name:
        inverted = _INVERTED.fullmatch(" ".join(words))
        return Name(**inverted.groupdict("")) if inverted else Name(" ".join(words))
    if family_first(words[0]):
        return Name(words[0], " ".join(words[1:]))
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    # particles are written small
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)
