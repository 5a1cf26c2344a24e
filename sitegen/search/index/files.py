"""All files of the index, in the order in which they are to be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from sitegen.config import Config
from sitegen.routes import Route
from sitegen.search.documents import FIELDS, Document
from sitegen.search.index import columns, shards, standard, vocabulary
from sitegen.search.index.partition import content_name, entries
from sitegen.search.index.postings import Postings
from sitegen.search.index.standard import BOOSTS, K1, B

FORMAT = 1


def files(postings: Postings, documents: Sequence[Document], config: Config) -> Iterator[tuple[Route, bytes]]:
    """All files below `search/`; the manifest comes last, when everything that it names is there.

    Args:
        postings: the merged counts of the documents' texts.
        documents: what results show, in order.
        config: says up to how many papers the standard index is written too.
    """
    lengths: list[list[int]] = np.stack([field.lengths for field in postings.fields], axis=1).tolist()
    for number, start in enumerate(range(0, len(documents), columns.BLOCK)):
        rows = slice(start, start + columns.BLOCK)
        yield f"search/documents/{number}.json", columns.block(documents[rows], lengths[rows])
    column_names: dict[str, list[str]] = {}
    for column, contents in columns.columns(documents).items():
        column_names[column] = list(map(content_name, contents))
        for content in contents:
            yield f"search/columns/{content_name(content)}.json", content
    term_files = shards.write(postings)
    for file in term_files:
        yield f"search/terms/{file.name}.json", file.content
    leaves = []
    for bound, content in shards.leaves(entries(postings.terms, term_files)):
        leaves.append((bound, content_name(content)))
        yield f"search/leaves/{content_name(content)}.json", content
    word_files = vocabulary.write(postings)
    for file in word_files:
        yield f"search/words/{file.name}.json", file.content
    suggestions = vocabulary.suggest(postings)
    yield f"search/suggest/{content_name(suggestions)}.json", suggestions
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
        "block": columns.BLOCK,
        "chunk": columns.CHUNK,
        "numeric": columns.numeric(document.id for document in documents),
        "leaves": leaves,
        "words": entries(postings.terms, word_files),
        "suggest": content_name(suggestions),
        "columns": column_names,
    }
    yield "search/manifest.json", msgspec.json.encode(manifest)
