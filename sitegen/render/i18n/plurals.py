"""Which form of a sentence a number wants, as the Unicode CLDR's plural rules for whole numbers have it.

Browsers know all of them (`Intl.PluralRules`, which scripts ask); here are those of the languages that a digest is
likely to be read in. Any other language is taken to tell one from many, as most do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

Rule: TypeAlias = Callable[[int], str]

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


def rule_of(lang: str) -> Rule:
    """The rule of a language, given by its BCP 47 tag.

    >>> rule_of("pl")(22), rule_of("de-AT")(1), rule_of("ja")(1)
    ('few', 'one', 'other')
    """
    return _RULES.get(lang.partition("-")[0].lower(), _one)


def _one(n: int) -> str:
    return "one" if n == 1 else "other"


def _none(n: int) -> str:
    return "other"


def _up_to_one(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _east_slavic(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _south_slavic(n: int) -> str:
    category = _east_slavic(n)
    return "other" if category == "many" else category


def _polish(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _czech(n: int) -> str:
    return "one" if n == 1 else "few" if n in (2, 3, 4) else "other"


def _romanian(n: int) -> str:
    return "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other"


def _hebrew(n: int) -> str:
    return {1: "one", 2: "two"}.get(n, "other")


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    last = n % 100
    return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"


_RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("id", "ja", "ko", "ms", "th", "vi", "yue", "zh"), _none),
    **dict.fromkeys(("bn", "fa", "fr", "hi", "hy", "pt"), _up_to_one),
    **dict.fromkeys(("be", "ru", "uk"), _east_slavic),
    **dict.fromkeys(("bs", "hr", "sr"), _south_slavic),
    **dict.fromkeys(("cs", "sk"), _czech),
    "ar": _arabic,
    "he": _hebrew,
    "pl": _polish,
    "ro": _romanian,
}
