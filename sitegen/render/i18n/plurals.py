"""Plural rules: which form of a sentence a whole number needs, after the Unicode CLDR.

Browsers know all languages (`Intl.PluralRules`, which scripts ask); here are those that a digest is likely to be read
in. Any other language is taken to distinguish one from many, as most do.
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
    return _RULES.get(lang.partition("-")[0].lower(), lambda n: "one" if n == 1 else "other")


def _slavic(n: int, is_one: bool, many: str) -> str:
    if is_one:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many


def _ends_in_one(n: int) -> bool:
    return n % 10 == 1 and n % 100 != 11


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    last = n % 100
    return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"


_RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("id", "ja", "ko", "ms", "th", "vi", "yue", "zh"), lambda n: "other"),
    **dict.fromkeys(("bn", "fa", "fr", "hi", "hy", "pt"), lambda n: "one" if n in (0, 1) else "other"),
    **dict.fromkeys(("be", "ru", "uk"), lambda n: _slavic(n, _ends_in_one(n), "many")),
    **dict.fromkeys(("bs", "hr", "sr"), lambda n: _slavic(n, _ends_in_one(n), "other")),
    **dict.fromkeys(("cs", "sk"), lambda n: "one" if n == 1 else "few" if n in (2, 3, 4) else "other"),
    "ar": _arabic,
    "he": lambda n: {1: "one", 2: "two"}.get(n, "other"),
    "pl": lambda n: _slavic(n, n == 1, "many"),
    "ro": lambda n: "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other",
}
