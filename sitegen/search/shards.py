"""Term shards, and the leaves that say which shard a term is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

import msgspec
import numpy as np

from sitegen.routes import Route
from sitegen.search import cuts
from sitegen.search.postings import Postings, encoded

SHARD_BYTES = 12_000
_AT_ONCE = 1 << 17
"""Postings written at a time, so that a large corpus does not stand in memory twice."""
_LEAST_LEAF, _MOST_LEAF = 24, 96

Entry = tuple[str, str]
"""A boundary and the name of the file that begins there."""


def write(postings: Postings, words: Sequence[str], leaves: list[Entry]) -> Iterator[tuple[Route, bytes]]:
    """The shards and leaves of all terms; fills `leaves` for the manifest."""
    terms = postings.terms
    texts = list(_texts(postings))
    shown = [_word(term, word) for term, word in zip(terms, words, strict=True)]
    weights = [len(text) + len(term) + len(word) + 9 for text, term, word in zip(texts, terms, shown, strict=True)]
    ranges = list(cuts.cut(terms, weights, SHARD_BYTES))
    shards: list[Entry] = []
    for bound, (start, stop) in zip(cuts.boundaries(terms, ranges), ranges, strict=True):
        content = _shard(terms[start:stop], shown[start:stop], texts[start:stop])
        shards.append((bound, cuts.name(content)))
        yield f"search/terms/{shards[-1][1]}.json", content
    yield from _leaves(shards, leaves)


def _texts(postings: Postings) -> Iterator[bytes]:
    placed = postings.placed()
    begins = np.concatenate(([0], np.cumsum(postings.frequencies)))
    start = 0
    while start < len(postings.terms):
        stop = max(start + 1, int(np.searchsorted(begins, begins[start] + _AT_ONCE, "right")) - 1)
        text, cut = encoded(postings, np.arange(start, stop), placed)
        bounds: list[int] = cut.tolist()
        yield from map(text.__getitem__, map(slice, bounds[:-1], bounds[1:]))
        start = stop


def _word(term: str, word: str) -> str:
    """How a word is written beside its term."""
    return f"+{word[len(term) :]}" if word.startswith(term) and word != term else "" if word == term else word


def _shard(terms: Sequence[str], words: Sequence[str], texts: Sequence[bytes]) -> bytes:
    encode = msgspec.json.encode
    # digits need no escape, so they are put in as they are
    parts = (b'{"terms":', encode(terms), b',"words":', encode(words), b',"postings":["', b'","'.join(texts), b'"]}')
    return b"".join(parts)


def _leaves(shards: Sequence[Entry], leaves: list[Entry]) -> Iterator[tuple[Route, bytes]]:
    start = 0
    for place, (bound, _) in enumerate(shards, 1):
        gathered = place - start
        full = gathered >= _MOST_LEAF or (gathered >= _LEAST_LEAF and crc32(bound.encode("utf-8", "replace")) % 24 == 0)
        if full or place == len(shards):
            content = msgspec.json.encode(shards[start:place])
            leaves.append((shards[start][0], cuts.name(content)))
            yield f"search/leaves/{leaves[-1][1]}.json", content
            start = place


def lengths(postings: Postings) -> list[int]:
    """Sum of each field's terms over all documents."""
    return [int(field.lengths.sum(dtype=np.int64)) for field in postings.fields]
