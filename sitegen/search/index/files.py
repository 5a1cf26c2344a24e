"""All files of the index, in the order in which they are to be published."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import TypeAlias, TypeVar

import msgspec
import numpy as np

from sitegen.catalog.budget import papers_a_file
from sitegen.config import Config
from sitegen.routes import Route
from sitegen.running import Run, run_here
from sitegen.search.documents import FIELDS, Document, Target
from sitegen.search.index import columns, positions, shards, standard, vocabulary
from sitegen.search.index.partition import Entry, IndexFile, content_name, entries, partition
from sitegen.search.index.positions import Sequences
from sitegen.search.index.postings import Postings
from sitegen.search.index.standard import BOOSTS, K1, B
from sitegen.text import utf16

FORMAT = 4
_LOOKUP_BYTES = 16_000
MOST_NAMED = {"terms": 1000, "positions": 100}
"""Files that the manifest itself names, about 12 bytes each: a leaf costs the first search a round trip."""
T = TypeVar("T")
Leaves: TypeAlias = list[tuple[str, str | list[Entry]]]
"""Boundaries, each with the name of the leaf that begins there, or with the leaf."""
File: TypeAlias = tuple[Route, bytes]
Writing: TypeAlias = Generator[File, None, T]
"""Some files, and what the manifest says of them."""


def files(
    postings: Postings,
    sequences: Sequences,
    documents: Sequence[Document],
    targets: Mapping[str, Target],
    config: Config,
    run: Run = run_here,
) -> Iterator[File]:
    """All files below `search/`; the manifest comes last, when everything that it names is there.

    Args:
        postings: the merged counts of the documents' texts.
        sequences: the words of the same texts.
        documents: what results show, in order.
        targets: what queries may name outright.
        config: how many files there may be, and up to how many papers the standard index is written too.
        run: starts tasks for files that take long to encode.
    """
    block = papers_a_file(len(documents), config.max_files)
    yield from _blocks(postings, documents, block)
    if len(documents) <= config.search.standard_index_limit:
        yield "search/lunr.json", standard.write(postings, [document.id for document in documents])
    manifest = {
        "format": FORMAT,
        "documents": len(documents),
        "fields": FIELDS,
        "boosts": BOOSTS,
        "lengths": [int(field.lengths.sum(dtype=np.int64)) for field in postings.fields],
        "k1": K1,
        "b": B,
        "block": block,
        "chunk": columns.CHUNK,
        "numeric": columns.numeric(document.id for document in documents),
        "leaves": (yield from _leaves("terms", *shards.write(postings, sequences))),
        "positions": (yield from _leaves("positions", *positions.write(sequences))),
        "lookup": (yield from _divided("lookup", *_lookup(targets))),
        "words": (yield from _divided("words", *vocabulary.write(postings, run))),
        "suggest": (yield from _named("suggest", vocabulary.suggest(postings))),
        "columns": (yield from _columns(documents)),
    }
    yield "search/manifest.json", msgspec.json.encode(manifest)


def _blocks(postings: Postings, documents: Sequence[Document], size: int) -> Iterator[File]:
    lengths: list[list[int]] = np.stack([field.lengths for field in postings.fields], axis=1).tolist()
    for number, start in enumerate(range(0, len(documents), size)):
        rows = slice(start, start + size)
        yield f"search/documents/{number}.json", columns.block(documents[rows], lengths[rows])


def _lookup(targets: Mapping[str, Target]) -> tuple[list[str], Iterator[IndexFile]]:
    """The keys of what a query may name outright, in UTF-16 order, and the files that they are divided into."""
    keys = sorted(targets, key=utf16.sort_key)
    weights = [len(key) + (7 if isinstance(target := targets[key], int) else 7 + sum(map(len, target))) for key in keys]
    ranges = starmap(slice, partition(keys, weights, _LOOKUP_BYTES))
    encode = msgspec.json.encode
    return keys, (
        IndexFile(at.start, encode({"keys": keys[at], "targets": [targets[key] for key in keys[at]]})) for at in ranges
    )


def _columns(documents: Sequence[Document]) -> Writing[dict[str, list[str]]]:
    names: dict[str, list[str]] = {}
    for column, contents in columns.columns(documents).items():
        names[column] = []
        for content in contents:
            names[column].append((yield from _named("columns", content)))
    return names


def _leaves(folder: str, terms: Sequence[str], parts: Iterable[IndexFile]) -> Writing[Leaves]:
    """The files that terms are divided into, and the leaves that name these."""
    named = yield from _divided(folder, terms, parts)
    if len(named) <= MOST_NAMED[folder]:
        return [("", named)] if named else []
    leaves: Leaves = []
    for bound, content in shards.leaves(named):
        leaves.append((bound, (yield from _named("leaves", content))))
    return leaves


def _divided(folder: str, terms: Sequence[str], parts: Iterable[IndexFile]) -> Writing[list[Entry]]:
    """The files that terms are divided into; their names with the terms at which they begin."""
    starts = []
    for part in parts:
        starts.append((part.start, (yield from _named(folder, part.content))))
    return entries(terms, starts)


def _named(folder: str, content: bytes) -> Writing[str]:
    """A file that is named by its content."""
    name = content_name(content)
    yield f"search/{folder}/{name}.json", content
    return name
