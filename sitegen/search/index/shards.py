"""Term shards, and the leaves that say which shard a term is in."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import starmap
from zlib import crc32

import msgspec

from sitegen.search.index import encoding
from sitegen.search.index.forms import Forms
from sitegen.search.index.partition import Entry, IndexFile, partition
from sitegen.search.index.postings import Postings

SHARD_BYTES = 12_000
_MIN_LEAF, _MAX_LEAF = 24, 96
"""Shards of a leaf."""


def write(postings: Postings, forms: Forms, accented: Container[str]) -> tuple[list[str], Iterator[IndexFile]]:
    """All terms, of which some are also written with accents, and their shards."""
    terms = postings.terms
    words = [
        " ".join(_suffix(term, word) for word in words_of) for term, words_of in zip(terms, forms.words, strict=True)
    ]
    texts = list(encoding.encode(postings, forms))
    weights = [len(text) + len(term) + len(word) + 9 for term, word, text in zip(terms, words, texts, strict=True)]
    ranges = starmap(slice, partition(terms, weights, SHARD_BYTES))
    return terms, (IndexFile(at.start, _shard(terms[at], words[at], texts[at], accented)) for at in ranges)


def _suffix(term: str, word: str) -> str:
    """How a word is written beside its term."""
    return "" if word == term else f"+{word[len(term) :]}" if word.startswith(term) else word


def _shard(terms: Sequence[str], words: Sequence[str], texts: Sequence[bytes], accented: Container[str]) -> bytes:
    encode = msgspec.json.encode
    # digits need no escape
    postings = b'","'.join(texts)
    also = encode([at for at, term in enumerate(terms) if term in accented])
    return b'{"terms":%b,"words":%b,"accented":%b,"postings":["%b"]}' % (encode(terms), encode(words), also, postings)


def leaves(shards: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """The leaves, each with the text that it begins at."""
    start = 0
    for stop, (bound, _) in enumerate(shards, 1):
        size = stop - start
        full = size >= _MAX_LEAF or (size >= _MIN_LEAF and crc32(bound.encode("utf-8", "replace")) % 24 == 0)
        if full or stop == len(shards):
            yield shards[start][0], msgspec.json.encode(shards[start:stop])
            start = stop
