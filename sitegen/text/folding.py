"""Words as they are compared letter by letter: without regard to case, accents and signs.

Quoted phrases, names and venues are compared so, where search's other words are compared by their stems. Slugs, the
order of names and people who are spelt in several ways depend on the same folding. The counterpart is
`templates/search/engine/folding.js`.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from sitegen.text.tokens import CJK

_accents = re.compile("[\u0300-\u036f]").sub
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}
    | {"ς": "σ"}
)
"""Letters that have no accent to lose, as the languages that use them spell them out; for lower case."""
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi"
    " psi omega"
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK_NAMES.split(), strict=True))
"""Names of letters that are words of their own, as formulas are indexed by these and shown with the letters."""
_ascii_words = re.compile("[a-z0-9_]+").findall
_words = re.compile(rf"[{CJK}]|[^\W{CJK}]+").findall


def fold(text: str) -> str:
    """The text in lower case and without accents.

    >>> fold("José Sørensen"), fold("Über ﬁne"), fold("Ёлка")
    ('jose sorensen', 'uber fine', 'елка')
    """
    text = text.lower()
    if text.isascii():
        return text
    return normalize("NFC", _accents("", normalize("NFKD", text))).translate(_LETTERS)


def letters(text: str) -> str:
    """The letters and digits of a text without case, which tell titles and names of columns apart.

    >>> letters("Slow Clocks, 2"), letters("published_at"), letters("Año(s)")
    ('slowclocks2', 'publishedat', 'años')
    """
    return "".join(filter(str.isalnum, text.casefold()))


def exact_words(text: str) -> list[str]:
    """The words of a text, folded; a character of Chinese, Japanese or Korean is a word, and a Greek letter its name.

    >>> exact_words("The café’s BERT模型 (E=mc²)"), exact_words("β-VAE")
    (['the', 'cafe', 's', 'bert', '模', '型', 'e', 'mc2'], ['beta', 'vae'])
    """
    folded = fold(text)
    words: list[str] = _ascii_words(folded) if folded.isascii() else [_GREEK.get(it, it) for it in _words(folded)]
    return words


def accented_words(text: str) -> list[str]:
    """The words of a text that folding changes, in lower case and otherwise as written.

    >>> accented_words("José de Sørensen")
    ['josé', 'sørensen']
    """
    if text.isascii():
        return []
    return [word for word in _words(normalize("NFC", text).lower()) if fold(word) != word]
