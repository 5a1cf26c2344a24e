"""All files of the index, in the order in which they are to be published."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import msgspec
import numpy as np

from sitegen.calls import Run, run_here
from sitegen.catalog.budget import papers_a_file
from sitegen.config import Config
from sitegen.routes import Route
from sitegen.search.documents import FIELDS, Document, Target
from sitegen.search.index import columns, positions, shards, standard, vocabulary
from sitegen.search.index.partition import Entry, content_name, partition
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
    """All files below `search/`: those that are named by their content, then the others, of which the manifest is last.

    What has been encoded is forgotten, so that pages can be rendered in its place between the two.

    Args:
        postings: the merged counts of the documents' texts.
        sequences: the words of the same texts.
        documents: what results show, in order.
        targets: what queries may name outright.
        config: how many files there may be, and up to how many papers the standard index is written too.
        run: starts tasks for files that take long to encode.
    """
    block = papers_a_file(len(documents), config.max_files)
    lengths = np.stack([field.lengths for field in postings.fields], axis=1)
    manifest = {
        "format": FORMAT,
        "documents": len(documents),
        "fields": FIELDS,
        "boosts": BOOSTS,
        "lengths": lengths.sum(axis=0, dtype=np.int64).tolist(),
        "k1": K1,
        "b": B,
        "block": block,
        "chunk": columns.CHUNK,
        "numeric": columns.numeric(document.id for document in documents),
        "leaves": (yield from _leaves("terms", shards.write(postings, sequences))),
        "words": (yield from _divided("words", vocabulary.write(postings, run))),
        "suggest": (yield from _named("suggest", vocabulary.suggest(postings))),
    }
    has_standard = len(documents) <= config.search.standard_index_limit
    standard_index = standard.write(postings, [document.id for document in documents]) if has_standard else b""
    del postings
    manifest["positions"] = yield from _leaves("positions", positions.write(sequences))
    del sequences
    manifest["lookup"] = yield from _divided("lookup", _lookup(targets))
    manifest["columns"] = yield from _columns(documents)
    for number, start in enumerate(range(0, len(documents), block)):
        rows = slice(start, start + block)
        yield f"search/documents/{number}.json", columns.block(documents[rows], lengths[rows].tolist())
    if has_standard:
        yield "search/lunr.json", standard_index
    yield "search/manifest.json", msgspec.json.encode(manifest)


def _lookup(targets: Mapping[str, Target]) -> Iterator[tuple[str, bytes]]:
    """The files of what a query may name outright, by boundary."""
    keys = sorted(targets, key=utf16.sort_key)
    weights = [len(key) + (7 if isinstance(target := targets[key], int) else 7 + sum(map(len, target))) for key in keys]
    for bound, at in partition(keys, weights, _LOOKUP_BYTES):
        yield bound, msgspec.json.encode({"keys": keys[at], "targets": [targets[key] for key in keys[at]]})


def _columns(documents: Sequence[Document]) -> Writing[dict[str, list[str]]]:
    names: dict[str, list[str]] = {}
    for column, contents in columns.columns(documents).items():
        named = yield from _divided("columns", ((column, content) for content in contents))
        names[column] = [name for _, name in named]
    return names


def _leaves(folder: str, parts: Iterable[tuple[str, bytes]]) -> Writing[Leaves]:
    """The files that terms are divided into, and the leaves that name these."""
    named = yield from _divided(folder, parts)
    if len(named) <= MOST_NAMED[folder]:
        return [("", named)] if named else []
    return [*(yield from _divided("leaves", shards.leaves(named)))]


def _divided(folder: str, parts: Iterable[tuple[str, bytes]]) -> Writing[list[Entry]]:
    """The files that terms are divided into; their names by boundary."""
    named = []
    for bound, content in parts:
        named.append((bound, (yield from _named(folder, content))))
    return named


def _named(folder: str, content: bytes) -> Writing[str]:
    """A file that is named by its content."""
    name = content_name(content)
    yield f"search/{folder}/{name}.json", content
    return name
