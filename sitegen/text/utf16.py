"""Text as JavaScript sees it: order and length count UTF-16 code units, of which a character beyond U+FFFF has two."""

from __future__ import annotations

import re
from collections.abc import Sequence

_is_beyond = re.compile("[\U00010000-\U0010ffff]").search


def sort_key(term: str) -> bytes:
    """Key that sorts terms as JavaScript does."""
    return term.encode("utf-16-be", "surrogatepass")


def argsort(terms: Sequence[str]) -> list[int]:
    """Indexes of the terms in JavaScript's order."""
    # where each character is one code unit the order of code points is the same, and much faster
    keys = list(map(sort_key, terms)) if _is_beyond("".join(terms)) else terms
    return sorted(range(len(terms)), key=keys.__getitem__)


def code_units(text: str) -> str:
    """The text with each of its code units as a character."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(data[at] | data[at + 1] << 8) for at in range(0, len(data), 2))


def from_code_units(units: str) -> str:
    """Undoes `code_units`."""
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
