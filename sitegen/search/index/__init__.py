"""The index of a digest: documents → counts → postings → files.

`index_texts` is a task over a chunk of documents, `merge` joins the results of all chunks, and `files` writes the files
that `search/FORMAT.md` specifies.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sitegen.arrays import numbering
from sitegen.search.documents import IndexedText
from sitegen.search.index.counts import TermCounts, count_terms, number_in_order
from sitegen.search.index.files import files
from sitegen.search.index.pieces import read_pieces
from sitegen.search.index.positions import Sequences, WordSequences, number_words
from sitegen.search.index.postings import Postings, make_postings

__all__ = ["IndexedChunk", "Postings", "Sequences", "files", "index_texts", "merge"]

IndexedChunk: TypeAlias = tuple[TermCounts, WordSequences]


def index_texts(documents: Sequence[IndexedText]) -> IndexedChunk:
    """Count the terms and number the words of a chunk of documents."""
    pieces = read_pieces(documents)
    return count_terms(pieces), number_words(pieces, documents)


def merge(chunks: Iterable[Sequence[IndexedChunk]]) -> tuple[Postings, Sequences]:
    """Join the chunks of all documents. The strings of each are forgotten as it is read.

    Args:
        chunks: in the order of the documents, each as the results for one or for several of its fields' texts, the
            first fields first.
    """
    terms, words, exact_words = numbering(), numbering(), numbering()
    counts, sequences, first = [], [], 0
    for parts in chunks:
        number_in_order([counted for counted, _ in parts], terms)
        counts += [counted.numbered(first, terms, words) for counted, _ in parts]
        sequences += [sequence.numbered(first, exact_words) for _, sequence in parts]
        first = counts[-1].stop
    return make_postings(list(terms), list(words), counts), Sequences(list(exact_words), sequences)
