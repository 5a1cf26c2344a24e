"""The index of a digest: documents → counts → postings → files.

`count_terms` and `number_words` are tasks over a chunk of documents, `merge` joins the counts of all chunks, and
`files` writes the files that `search/FORMAT.md` specifies.
"""

from sitegen.search.index.counts import TermCounts, count_terms
from sitegen.search.index.files import files
from sitegen.search.index.positions import WordSequences, number_words
from sitegen.search.index.postings import Postings, merge

__all__ = ["Postings", "TermCounts", "WordSequences", "count_terms", "files", "merge", "number_words"]
