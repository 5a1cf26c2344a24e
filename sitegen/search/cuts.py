"""Where sorted terms are cut into files, and how the files are called.

A cut hangs on the terms near it, not on how many came before: a paper added makes some terms heavier, and the cuts of
all others stay where they are.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias
from zlib import crc32

from msgspec import Struct

Entry: TypeAlias = tuple[str, str]
"""A boundary and the name of the file that begins there."""
LEAST = 6
"""No term weighs less."""


class Piece(Struct, frozen=True):
    """One of the files that sorted terms are cut into."""

    start: int
    """The place of its first term."""
    name: str
    content: bytes

    @classmethod
    def of(cls, start: int, content: bytes) -> Piece:
        return cls(start, name(content), content)


def name(content: bytes) -> str:
    """Eight characters that stand for the bytes, the same on file systems that know no case."""
    return b32encode(hashlib.blake2b(content, digest_size=5).digest()).decode().lower()


def utf16_order(term: str) -> bytes:
    """Sort key of JavaScript's order of texts."""
    return term.encode("utf-16-be", "surrogatepass")


def in_utf16_order(terms: Sequence[str]) -> list[int]:
    """Places of the terms, sorted as JavaScript sorts texts."""
    plain = all(term.isascii() or max(term) < "\ud800" for term in terms)
    if plain:
        return sorted(range(len(terms)), key=terms.__getitem__)
    keys = [utf16_order(term) for term in terms]
    return sorted(range(len(terms)), key=keys.__getitem__)


def cut(terms: Sequence[str], weights: Sequence[int], target: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms that weigh about `target` together; a term that is heavier stands nearly alone.

    From half the target on, a cut comes before a term with a chance of its weight in the other half, the chance being
    drawn from the term itself.
    """
    half = target / 2
    start, gathered = 0, 0
    for place, (term, weight) in enumerate(zip(terms, weights, strict=True)):
        heavy = weight > half and gathered > half / 4
        if heavy or (gathered >= half and (gathered >= 2 * target or _chance(term) * half < weight)):
            yield start, place
            start, gathered = place, 0
        gathered += weight
    if start < len(terms):
        yield start, len(terms)


def recut(
    terms: Sequence[str], weigh: Callable[[int, int], Sequence[int]], target: int, kept: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """What `cut` gives, looking only at terms outside of the ranges that are known.

    Args:
        weigh: the weights of a range of the terms.
        kept: ranges that `cut` gave, by their start, whose terms have their weights still, and the term behind too.
    """
    most = 2 * target // LEAST + 2
    start = 0
    while start < len(terms):
        stop = kept.get(start)
        if stop is None:
            end = min(start + most, len(terms))
            stop = start + next(cut(terms[start:end], weigh(start, end), target))[1]
        yield start, stop
        start = stop


def _chance(text: str) -> float:
    return crc32(text.encode("utf-8", "surrogatepass")) / 2**32


def boundary(before: str, first: str) -> str:
    """The shortest text that is after the one term and not after the other."""
    for place, character in enumerate(first):
        if place >= len(before) or before[place] != character:
            return first[: place + 1]
    return first


def entries(terms: Sequence[str], pieces: Sequence[Piece]) -> list[Entry]:
    """The pieces' names with their boundaries; empty for the first, so that every text lies in a piece."""
    return [(boundary(terms[one.start - 1], terms[one.start]) if one.start else "", one.name) for one in pieces]
