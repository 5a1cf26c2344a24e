"""Where sorted terms are cut into files, and how the files are called.

A cut hangs on the terms near it, not on how many came before: a paper added makes some terms heavier, and the cuts of
all others stay where they are.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterator, Sequence
from zlib import crc32


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


def _chance(text: str) -> float:
    return crc32(text.encode("utf-8", "surrogatepass")) / 2**32


def boundary(before: str, first: str) -> str:
    """The shortest text that is after the one term and not after the other."""
    for place, character in enumerate(first):
        if place >= len(before) or before[place] != character:
            return first[: place + 1]
    return first


def boundaries(terms: Sequence[str], ranges: Sequence[tuple[int, int]]) -> list[str]:
    """The boundary of each range; empty for the first, so that every text lies in a range."""
    return [boundary(terms[start - 1], terms[start]) if start else "" for start, _ in ranges]
