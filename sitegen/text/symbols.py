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
