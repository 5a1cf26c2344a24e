"""The index of a catalog, file by file. What the files hold is described in `sitegen.search`.

Large indexes are remembered, so that a build after a few papers changed does not count the words of all others again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.config import Config
from sitegen.model import Catalog
from sitegen.routes import Route
from sitegen.search import documents, made, memo, patch, postings, standard


def write(catalog: Catalog, config: Config, folder: Path | None) -> Iterator[tuple[Route, bytes]]:
    """All files below `search/`; the manifest comes last.

    Args:
        folder: where the index is remembered.
    """
    described = documents.Described(catalog, config)
    del catalog
    digests = described.digests(made.BATCH)
    if len(described) <= config.search.standard_index_limit:
        # the standard index changes as a whole, and a site that has one is small
        whole = list(described)
        counted = postings.count(map(documents.texts, whole))
        yield from made.files(made.make(whole, digests, counted), standard.write(counted, [one.id for one in whole]))
        return
    before = memo.load(folder) if folder else None
    index = patch.patched(before, described, digests) if before else None
    if index is None:
        whole = list(described)
        index = made.make(whole, digests, postings.count(map(documents.texts, whole)))
        del whole
    # remembering takes as much memory again
    del described
    yield from made.files(index)
    if folder and index is not before:
        memo.save(folder, index)
