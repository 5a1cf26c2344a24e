"""Term shards, and the leaves that say which shard a term is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import msgspec
import numpy as np

from sitegen.search import cuts
from sitegen.search.cuts import Entry, Piece
from sitegen.search.postings import FieldPostings, Ints, encoded

SHARD_BYTES = 12_000
_AT_ONCE = 1 << 17
"""Postings written at a time, so that a large corpus does not stand in memory twice."""
_LEAST_LEAF, _MOST_LEAF = 24, 96


def write(terms: Sequence[str], shown: Sequence[str], texts: Sequence[bytes]) -> tuple[list[Piece], list[int]]:
    """The shards of all terms, and what each term weighs.

    Args:
        terms: in their order.
        shown: the word beside each, as `beside` writes it.
        texts: the digits of each term's postings.
    """
    weights = [weight(*these) for these in zip(terms, shown, texts, strict=True)]
    ranges = cuts.cut(terms, weights, SHARD_BYTES)
    return [piece(start, terms[start:stop], shown[start:stop], texts[start:stop]) for start, stop in ranges], weights


def weight(term: str, shown: str, text: bytes) -> int:
    """What a term adds to its shard."""
    return len(text) + len(term) + len(shown) + 9


def texts(fields: Sequence[FieldPostings], terms: Ints, placed: Ints) -> Iterator[bytes]:
    """The digits of the postings of some terms."""
    ends = np.cumsum(np.sum([field.counts[terms] for field in fields], axis=0))
    start = 0
    while start < terms.size:
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _AT_ONCE, "right")))
        text, cut = encoded(fields, terms[start:stop], placed)
        bounds: list[int] = cut.tolist()
        yield from map(text.__getitem__, map(slice, bounds[:-1], bounds[1:]))
        start = stop


def beside(term: str, word: str) -> str:
    """How a word is written beside its term."""
    return f"+{word[len(term) :]}" if word.startswith(term) and word != term else "" if word == term else word


def piece(start: int, terms: Sequence[str], shown: Sequence[str], texts: Sequence[bytes]) -> Piece:
    """One shard."""
    encode = msgspec.json.encode
    # digits need no escape, so they are put in as they are
    parts = (b'{"terms":', encode(terms), b',"words":', encode(shown), b',"postings":["', b'","'.join(texts), b'"]}')
    return Piece.of(start, b"".join(parts))


def leaves(shards: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """The leaves, each with the text that it begins at."""
    start = 0
    for place, (bound, _) in enumerate(shards, 1):
        gathered = place - start
        full = gathered >= _MOST_LEAF or (gathered >= _LEAST_LEAF and crc32(bound.encode("utf-8", "replace")) % 24 == 0)
        if full or place == len(shards):
            yield shards[start][0], msgspec.json.encode(shards[start:place])
            start = place


def lengths(fields: Sequence[FieldPostings]) -> list[int]:
    """Sum of each field's terms over all documents."""
    return [int(field.lengths.sum(dtype=np.int64)) for field in fields]
