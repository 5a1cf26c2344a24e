"""The index of a catalog, file by file. What the files hold is described in `sitegen.search`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from sitegen.config import Config
from sitegen.model import Catalog
from sitegen.routes import Route
from sitegen.search import cuts, documents, postings, shards, standard, vocabulary
from sitegen.search.shards import Entry

FORMAT = 1


def write(catalog: Catalog, config: Config) -> Iterator[tuple[Route, bytes]]:
    """All files below `search/`; the manifest comes last, when everything that it names is there."""
    described = list(documents.describe(catalog, config))
    counted = postings.count(map(documents.texts, described))
    words = vocabulary.words_of(counted)
    leaves: list[Entry] = []
    entries: list[Entry] = []
    columns: dict[str, list[str]] = {}
    yield from documents.write(described, _lengths(counted))
    yield from documents.columns(described, columns)
    yield from shards.write(counted, [these[0] for these in words], leaves)
    yield from vocabulary.write(counted, words, entries)
    suggested = vocabulary.suggest(counted, words)
    yield f"search/suggest/{cuts.name(suggested)}.json", suggested
    if len(described) <= config.search.standard_index_limit:
        yield "search/lunr.json", standard.write(counted, [one.id for one in described])
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "documents": len(described),
        "fields": postings.FIELDS,
        "boosts": postings.BOOSTS,
        "lengths": shards.lengths(counted),
        "k1": postings.K1,
        "b": postings.B,
        "block": documents.BLOCK,
        "chunk": documents.CHUNK,
        "numeric": documents.numeric(described),
        "leaves": leaves,
        "words": entries,
        "suggest": cuts.name(suggested),
        "columns": columns,
    }
    yield "search/manifest.json", msgspec.json.encode(manifest)


def _lengths(counted: postings.Postings) -> Iterator[tuple[int, ...]]:
    rows = np.stack([field.lengths for field in counted.fields], axis=1)
    return map(tuple, rows.tolist())
