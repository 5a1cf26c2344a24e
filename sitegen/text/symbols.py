"""TeX's names and the characters they stand for: the tables of `symbols.toml`, and accents, which combine."""

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
FUNCTIONS = frozenset(_TABLES["functions"].split())
SYMBOLS = MappingProxyType({**SIGNS, **LETTERS, **GREEK})

SPACES = MappingProxyType(
    {",": "\u202f", ";": " ", ":": " ", ">": " ", " ": " ", "!": "", "/": "", "-": "", "quad": " ", "qquad": " "}
)

ACCENTS = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
        "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327", "d": "\u0323", "b": "\u0331",
        "k": "\u0328", "t": "\u0361",
    }
)  # fmt: skip
"""Accent commands of text, and the combining character of each."""

MATH_ACCENTS = MappingProxyType(
    {
        "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
        "overline": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c",
        "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
    }
)  # fmt: skip


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
