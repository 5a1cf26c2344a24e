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
    tag = lang.lower()
    return _RULES.get(tag) or _RULES.get(tag.partition("-")[0], _one_and_many)


def _one_and_many(n: int) -> str:
    return "one" if n == 1 else "other"


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


def _baltic(n: int, usual: str, tens: str) -> str:
    if _ends_in_one(n):
        return "one"
    return tens if n % 10 == 0 or 11 <= n % 100 <= 19 else usual


def _breton(n: int) -> str:
    if n // 10 % 10 in (1, 7, 9):
        return "other"
    return {1: "one", 2: "two", 3: "few", 4: "few", 9: "few"}.get(n % 10, "other")


def _irish(n: int) -> str:
    return {1: "one", 2: "two"}.get(n) or ("few" if 3 <= n <= 6 else "many" if 7 <= n <= 10 else "other")


def _gaelic(n: int) -> str:
    return {1: "one", 11: "one", 2: "two", 12: "two"}.get(n) or ("few" if 3 <= n <= 19 else "other")


def _maltese(n: int) -> str:
    if n in (1, 2):
        return ("one", "two")[n - 1]
    last = n % 100
    return "few" if n == 0 or 3 <= last <= 10 else "many" if 11 <= last <= 19 else "other"


_RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("id", "ja", "km", "ko", "lo", "ms", "my", "th", "vi", "yue", "zh"), lambda n: "other"),
    **dict.fromkeys(
        ("am", "as", "bn", "fa", "fr", "gu", "hi", "hy", "kn", "pa", "pt", "si", "zu"),
        lambda n: "one" if n in (0, 1) else "other",
    ),
    "pt-pt": _one_and_many,
    **dict.fromkeys(("be", "ru", "uk"), lambda n: _slavic(n, _ends_in_one(n), "many")),
    **dict.fromkeys(("bs", "hr", "sr"), lambda n: _slavic(n, _ends_in_one(n), "other")),
    **dict.fromkeys(("cs", "sk"), lambda n: "one" if n == 1 else "few" if n in (2, 3, 4) else "other"),
    **dict.fromkeys(("fil", "tl"), lambda n: "other" if n % 10 in (4, 6, 9) else "one"),
    **dict.fromkeys(("is", "mk"), lambda n: "one" if _ends_in_one(n) else "other"),
    **dict.fromkeys(("dsb", "hsb", "sl"), lambda n: {1: "one", 2: "two", 3: "few", 4: "few"}.get(n % 100, "other")),
    "ar": _arabic,
    "br": _breton,
    "cy": lambda n: {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}.get(n, "other"),
    "ga": _irish,
    "gd": _gaelic,
    "he": lambda n: {1: "one", 2: "two"}.get(n, "other"),
    "lt": lambda n: _baltic(n, "few", "other"),
    "lv": lambda n: _baltic(n, "other", "zero"),
    "mt": _maltese,
    "pl": lambda n: _slavic(n, n == 1, "many"),
    "ro": lambda n: "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other",
}
