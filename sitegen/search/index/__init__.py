"""The index of a digest: documents → counts → postings → files.

`index_texts` is a task over a chunk of documents, `merge` joins the counts of all chunks, and `files` writes the files
that `search/FORMAT.md` specifies.
"""

from collections.abc import Sequence

from sitegen.search.documents import IndexedText
from sitegen.search.index.counts import TermCounts, count_terms
from sitegen.search.index.files import files
from sitegen.search.index.pieces import read_pieces
from sitegen.search.index.positions import WordSequences, number_words
from sitegen.search.index.postings import Postings, merge

__all__ = ["Postings", "TermCounts", "WordSequences", "files", "index_texts", "merge"]


def index_texts(documents: Sequence[IndexedText]) -> tuple[TermCounts, WordSequences]:
    """Count the terms and number the words of a chunk of documents."""
    pieces = read_pieces(documents)
    return count_terms(pieces), number_words(pieces, documents)
