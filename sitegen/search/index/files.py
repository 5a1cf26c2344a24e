"""All files of the index, in the order in which they are to be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from sitegen.catalog.budget import papers_a_file
from sitegen.config import Config
from sitegen.routes import Route
from sitegen.search.documents import FIELDS, Document, Target
from sitegen.search.index import columns, lookup, positions, shards, standard, vocabulary
from sitegen.search.index.forms import find_forms
from sitegen.search.index.partition import Entry, content_name, entries
from sitegen.search.index.positions import Sequences
from sitegen.search.index.postings import Postings
from sitegen.search.index.standard import BOOSTS, K1, B
from sitegen.text.stem import stem

FORMAT = 2


def files(
    postings: Postings,
    sequences: Sequences,
    documents: Sequence[Document],
    targets: Mapping[str, Target],
    config: Config,
) -> Iterator[tuple[Route, bytes]]:
    """All files below `search/`; the manifest comes last, when everything that it names is there.

    Args:
        postings: the merged counts of the documents' texts.
        sequences: the words of the same texts.
        documents: what results show, in order.
        targets: what queries may name outright.
        config: how many files there may be, and up to how many papers the standard index is written too.
    """
    lengths: list[list[int]] = np.stack([field.lengths for field in postings.fields], axis=1).tolist()
    block = papers_a_file(len(documents), config.max_files)
    for number, start in enumerate(range(0, len(documents), block)):
        rows = slice(start, start + block)
        yield f"search/documents/{number}.json", columns.block(documents[rows], lengths[rows])
    column_names: dict[str, list[str]] = {}
    for column, contents in columns.columns(documents).items():
        column_names[column] = list(map(content_name, contents))
        for content in contents:
            yield f"search/columns/{content_name(content)}.json", content
    accented = {stem(word) for chunk in sequences.chunks for word in chunk.accented}
    term_files = shards.write(postings, find_forms(postings, sequences), accented)
    for file in term_files:
        yield f"search/terms/{file.name}.json", file.content
    leaves = list(shards.leaves(entries(postings.terms, term_files)))
    exact_words, position_files = positions.write(sequences)
    for file in position_files:
        yield f"search/positions/{file.name}.json", file.content
    position_leaves = list(shards.leaves(entries(exact_words, position_files)))
    for _, content in leaves + position_leaves:
        yield f"search/leaves/{content_name(content)}.json", content
    keys, lookup_files = lookup.write(targets)
    for file in lookup_files:
        yield f"search/lookup/{file.name}.json", file.content
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
        "block": block,
        "chunk": columns.CHUNK,
        "numeric": columns.numeric(document.id for document in documents),
        "leaves": _named(leaves),
        "positions": _named(position_leaves),
        "lookup": entries(keys, lookup_files),
        "words": entries(postings.terms, word_files),
        "suggest": content_name(suggestions),
        "columns": column_names,
    }
    yield "search/manifest.json", msgspec.json.encode(manifest)


def _named(leaves: Sequence[tuple[str, bytes]]) -> list[Entry]:
    return [(bound, content_name(content)) for bound, content in leaves]
