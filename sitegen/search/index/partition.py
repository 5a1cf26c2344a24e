"""Where sorted terms are divided into files, and how the files are named.

A boundary depends on the terms near it, not on how many came before: a paper added makes some terms heavier, and the
boundaries between all others stay where they are.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterator, Sequence
from typing import TypeAlias
from zlib import crc32

Entry: TypeAlias = tuple[str, str]
"""A boundary and the name of the file that begins there."""


def content_name(content: bytes) -> str:
    """Eight characters that stand for the bytes, the same on file systems that know no case."""
    return b32encode(hashlib.blake2b(content, digest_size=5).digest()).decode().lower()


def partition(terms: Sequence[str], weights: Sequence[int], target: int) -> Iterator[tuple[str, slice]]:
    """Ranges of terms that weigh about `target` together, with their boundaries; a heavier term stands nearly alone.

    From half the target on, a range ends before a term with a chance of its weight in the other half, the chance being
    drawn from the term itself.
    """
    half = target / 2
    bound, start, gathered = "", 0, 0
    for number, (term, weight) in enumerate(zip(terms, weights, strict=True)):
        heavy = weight > half and gathered > half / 4
        if heavy or (gathered >= half and (gathered >= 2 * target or chance(term) * half < weight)):
            yield bound, slice(start, number)
            bound, start, gathered = boundary(terms[number - 1], term), number, 0
        gathered += weight
    if start < len(terms):
        yield bound, slice(start, len(terms))


def chance(text: str) -> float:
    """A number from 0 to 1 that looks random and depends on the text alone."""
    return crc32(text.encode()) / 2**32


def boundary(before: str, first: str) -> str:
    """The shortest text that is after the one term and not after the other."""
    for length, character in enumerate(first):
        if length >= len(before) or before[length] != character:
            return first[: length + 1]
    return first
