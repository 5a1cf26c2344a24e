"""Characters that no page can show: neither HTML nor XML may hold them, not even escaped.

They come out of PDF files and broken exports, and from escapes such as `"\\u0001"` in front matter and settings. Text
loses them where it is read, so nothing that writes HTML, Atom, JSON or a search index has to look for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# C0 without tab and line ends, DEL and C1, halves of surrogate pairs, and what Unicode calls noncharacters
_NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
ILLEGAL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")


def has_any(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has one of some characters or words: several times as quick as a pattern on a long text.

    >>> has_any("a_b", "*_"), has_any("a b", ("--", "__"))
    (True, False)
    """
    return any(map(text.__contains__, signs))


def find_illegal(text: str) -> re.Match[str] | None:
    """The first character of a text that no page can show."""
    # nearly all texts are printable but for line ends, which is ten times quicker to find out
    return None if text.replace("\n", "").isprintable() else ILLEGAL.search(text)


def remove_illegal(text: str) -> str:
    """The text without the characters that no page can show; those that stand for white space leave a space.

    >>> remove_illegal("a\\x01b\\ufffe\\fc")
    'ab c'
    """
    return ILLEGAL.sub(lambda match: " " if match[0].isspace() else "", text) if find_illegal(text) else text


def printable_line(text: str) -> str:
    """The text on one line, with spaces for what cannot be seen, as headers and labels hold it."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def code_point(character: str) -> str:
    """A character by its number, as a message can name it: `U+FFFE`."""
    return f"U+{ord(character):04X}"
