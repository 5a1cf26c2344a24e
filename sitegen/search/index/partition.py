"""Where sorted terms are divided into files, and how the files are named.

A boundary depends on the terms near it, not on how many came before: a paper added makes some terms heavier, and the
boundaries between all others stay where they are.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias
from zlib import crc32

from msgspec import Struct

Entry: TypeAlias = tuple[str, str]
"""A boundary and the name of the file that begins there."""


class IndexFile(Struct, frozen=True):
    """One of the files that the terms are divided into."""

    start: int
    """Index of its first term."""
    content: bytes


def content_name(content: bytes) -> str:
    """Eight characters that stand for the bytes, the same on file systems that know no case."""
    return b32encode(hashlib.blake2b(content, digest_size=5).digest()).decode().lower()


def partition(terms: Sequence[str], weights: Sequence[int], target: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms that weigh about `target` together; a term that is heavier stands nearly alone.

    From half the target on, a range ends before a term with a chance of its weight in the other half, the chance being
    drawn from the term itself.
    """
    half = target / 2
    start, gathered = 0, 0
    for number, (term, weight) in enumerate(zip(terms, weights, strict=True)):
        heavy = weight > half and gathered > half / 4
        if heavy or (gathered >= half and (gathered >= 2 * target or chance(term) * half < weight)):
            yield start, number
            start, gathered = number, 0
        gathered += weight
    if start < len(terms):
        yield start, len(terms)


def chance(text: str) -> float:
    """A number from 0 to 1 that looks random and depends on the text alone."""
    return crc32(text.encode()) / 2**32


def boundary(before: str, first: str) -> str:
    """The shortest text that is after the one term and not after the other."""
    for length, character in enumerate(first):
        if length >= len(before) or before[length] != character:
            return first[: length + 1]
    return first


def entries(terms: Sequence[str], files: Iterable[tuple[int, str]]) -> list[Entry]:
    """Boundaries and names of the files that terms are divided into.

    Args:
        terms: all of them.
        files: the index of its first term and the name of each. The first boundary is empty, so that every text lies in
            a file.
    """
    return [(boundary(terms[start - 1], terms[start]) if start else "", name) for start, name in files]
