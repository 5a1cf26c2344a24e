"""TeX's names and the characters they stand for: the tables of `symbols.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import MappingProxyType
from unicodedata import normalize

_TABLES = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text("utf-8"))


def _table(name: str) -> MappingProxyType[str, str]:
    items = _TABLES[name].split()
    return MappingProxyType(dict(zip(items[::2], items[1::2], strict=True)))


GREEK, LETTERS, SIGNS, TEXT_LETTERS = map(_table, ("greek", "letters", "signs", "text_letters"))
SUPERSCRIPTS, SUBSCRIPTS, BLACKBOARD = map(_table, ("superscripts", "subscripts", "blackboard"))
ACCENTS, MATH_ACCENTS = map(_table, ("accents", "math_accents"))
FUNCTIONS, FONTS, SILENT = (frozenset(_TABLES[name].split()) for name in ("functions", "fonts", "silent"))
SYMBOLS = MappingProxyType({**SIGNS, **LETTERS, **GREEK})

SPACES = MappingProxyType(
    {",": "\u202f", ";": " ", ":": " ", ">": " ", " ": " ", "!": "", "/": "", "-": "", "quad": " ", "qquad": " "}
)


def accented(letter: str, mark: str) -> str:
    """`letter` under the combining `mark`, as one character where Unicode has it.

    >>> accented("e", ACCENTS["'"])
    'é'
    """
    base = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return normalize("NFC", base + mark)


def raised(text: str) -> str:
    """`text` in superscript characters, or nothing where Unicode lacks one of them."""
    return "".join(SUPERSCRIPTS[character] for character in text) if set(text) <= SUPERSCRIPTS.keys() else ""


def lowered(text: str) -> str:
    """`text` in subscript characters, or nothing where Unicode lacks one of them."""
    return "".join(SUBSCRIPTS[character] for character in text) if set(text) <= SUBSCRIPTS.keys() else ""


def shifted(text: str, *, is_raised: bool) -> str:
    """A superscript or subscript on the line: `²`, `¹,³`, `^max`, `_max`, `ème`; with words that are long as they are.

    >>> shifted("−3", is_raised=True), shifted("1,3", is_raised=True), shifted("2", is_raised=False)
    ('⁻³', '¹,³', '₂')
    """
    text = text.strip()
    signs, mark = (SUPERSCRIPTS, "^") if is_raised else (SUBSCRIPTS, "_")
    if set(text) <= {*signs, ",", " "}:
        return "".join(signs.get(character, character) for character in text)
    return mark + text if text.isalnum() and (len(text) <= 3 or not is_raised) else text
