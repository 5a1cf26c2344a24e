"""The index of a digest: documents → counts → postings → files.

`count_terms` is a task over a chunk of documents; `merge` joins the counts of all chunks; `files` writes the files that
`search/FORMAT.md` specifies. `index_catalog` does all in one process.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.config import Config
from sitegen.model import Catalog
from sitegen.routes import Route
from sitegen.search.documents import describe, text_of
from sitegen.search.index.counts import TermCounts, count_terms
from sitegen.search.index.files import files
from sitegen.search.index.postings import Postings, merge

__all__ = ["Postings", "TermCounts", "count_terms", "files", "index_catalog", "merge"]

_CHUNK = 1024


def index_catalog(catalog: Catalog, config: Config) -> Iterator[tuple[Route, bytes]]:
    """All files of the index of a catalog's papers, in one process and without a cache."""
    documents = describe(catalog, config)
    chunks = [documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK)]
    postings = merge([count_terms(list(map(text_of, chunk))) for chunk in chunks])
    return files(postings, documents, config)
