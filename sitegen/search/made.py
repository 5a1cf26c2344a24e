"""An index in memory: what its files are, and what of it a later build needs to change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from sitegen.routes import Route
from sitegen.search import cuts, documents, postings, shards, vocabulary
from sitegen.search.cuts import Piece
from sitegen.search.documents import Document
from sitegen.search.postings import FieldPostings, Ints, Postings

FORMAT = 1
BATCH = 21 * documents.BLOCK
"""Documents that are compared at once."""


class Index(Struct, kw_only=True):
    """All arrays have one entry a term, in the order of terms, where nothing else is said."""

    numeric: list[int]
    batches: list[bytes]
    """What tells of `BATCH` documents each whether they are the same as others."""
    blocks: list[bytes]
    columns: dict[str, list[Piece]]
    terms: list[str]
    fields: list[FieldPostings]
    placed: Ints
    """Place of each term among those new in its first document."""
    papers: Ints
    """Documents that have it in whatever field."""
    weights: Ints
    """In the shards."""
    words: list[str]
    """All terms' words one after the other, those of one term from the most frequent on."""
    times: Ints
    """How often each of the words occurs."""
    ends: Ints
    """Where the words of each term end."""
    shards: list[Piece]
    vocabulary: list[Piece]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return int(self.fields[0].lengths.size)

    @property
    def starts(self) -> Ints:
        """Where the words of each term begin."""
        return np.concatenate((np.zeros(1, np.int64), self.ends[:-1]))[: self.ends.size]

    @property
    def frequencies(self) -> Ints:
        """(document, field) pairs of each term."""
        found: Ints = np.sum([field.counts for field in self.fields], axis=0)
        return found


def make(described: Sequence[Document], digests: list[bytes], counted: Postings) -> Index:
    """The index of some documents.

    Args:
        digests: of `BATCH` documents each.
        counted: their texts.
    """
    words = vocabulary.words_of(counted)
    terms, placed = counted.terms, counted.placed()
    shown = [shards.beside(term, these[0][1]) for term, these in zip(terms, words, strict=True)]
    texts = list(shards.texts(counted.fields, np.arange(len(terms)), placed))
    pieces, weights = shards.write(terms, shown, texts)
    return Index(
        numeric=documents.numeric(one.id for one in described),
        batches=digests,
        blocks=documents.blocks(described, lengths_of(counted.fields)),
        columns=documents.columns(described),
        terms=terms,
        fields=list(counted.fields),
        placed=placed,
        papers=vocabulary.papers(counted),
        weights=np.array(weights, np.int64),
        words=[word for these in words for _, word in these],
        times=np.array([-times for these in words for times, _ in these], np.int64),
        ends=np.cumsum(np.array([len(these) for these in words], np.int64)),
        shards=pieces,
        vocabulary=vocabulary.write(terms, [[word for _, word in these] for these in words], counted.frequencies),
    )


def lengths_of(fields: Sequence[FieldPostings]) -> list[list[int]]:
    """The terms of each document in each field."""
    rows: list[list[int]] = np.stack([field.lengths for field in fields], axis=1).tolist()
    return rows


def files(index: Index, standard: bytes | None = None) -> Iterator[tuple[Route, bytes]]:
    """All files below `search/`; the manifest comes last, when everything that it names is there.

    Args:
        standard: the standard index, for a site that has one.
    """
    for number, block in enumerate(index.blocks):
        yield f"search/documents/{number}.json", block
    for folder, pieces in (*(("columns", these) for these in index.columns.values()), ("terms", index.shards)):
        for piece in pieces:
            yield f"search/{folder}/{piece.name}.json", piece.content
    leaves = []
    for bound, content in shards.leaves(cuts.entries(index.terms, index.shards)):
        leaves.append((bound, cuts.name(content)))
        yield f"search/leaves/{leaves[-1][1]}.json", content
    for piece in index.vocabulary:
        yield f"search/words/{piece.name}.json", piece.content
    starts = index.starts
    suggested = vocabulary.suggest(index.papers, lambda rank: index.words[starts[rank]])
    yield f"search/suggest/{cuts.name(suggested)}.json", suggested
    if standard is not None:
        yield "search/lunr.json", standard
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "documents": index.size,
        "fields": postings.FIELDS,
        "boosts": postings.BOOSTS,
        "lengths": shards.lengths(index.fields),
        "k1": postings.K1,
        "b": postings.B,
        "block": documents.BLOCK,
        "chunk": documents.CHUNK,
        "numeric": index.numeric,
        "leaves": leaves,
        "words": cuts.entries(index.terms, index.vocabulary),
        "suggest": cuts.name(suggested),
        "columns": {column: [piece.name for piece in pieces] for column, pieces in index.columns.items()},
    }
    yield "search/manifest.json", msgspec.json.encode(manifest)
