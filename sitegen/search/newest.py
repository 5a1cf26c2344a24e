"""The newest papers as vectors, for the page that ranks them by what a reader saved.

A vector is the paper's row of the document-term matrix, cut to its strongest terms. In as many bytes it keeps more of
the neighbours that whole vectors have than random projections or a singular value decomposition (`FORMAT.md`). It says
which words two papers share, comes to the same bytes on any machine, and is compared with any text by its words, so
that a saved paper which is not among the newest needs no vector. `templates/search/engine/newest.js` ranks them.
"""

from __future__ import annotations

import msgspec
import numpy as np

from sitegen.search import digits
from sitegen.search.similarity import Weighed

ROUTE = "search/newest.json"
PAPERS = 1000
TERMS = 20
"""Terms of a vector: about sixty bytes."""


def write(weighed: Weighed) -> bytes:
    """The newest papers' vectors, as `FORMAT.md` describes them."""
    vectors, names = weighed
    first = max(0, len(vectors.terms) - PAPERS)
    terms, weights = vectors.terms[first:, :TERMS], vectors.weights[first:, :TERMS]
    used = np.unique(terms[weights > 0])
    rows = [np.empty(0, np.int64)]
    for numbers, strengths in zip(np.searchsorted(used, terms), weights, strict=True):
        order = np.argsort(np.where(strengths > 0, numbers, used.size))[: np.count_nonzero(strengths)]
        steps = np.diff(numbers[order], prepend=0)
        rows.append(np.stack((steps, strengths[order]), axis=1).ravel())
    ends = np.cumsum([row.size for row in rows])
    content = {
        "format": 1,
        "first": first,
        "terms": [names.term(term) for term in used.tolist()],
        "names": [names.name(term) for term in used.tolist()],
        "rarity": digits.encode(vectors.rarity[used].tolist()),
        "vectors": [row.decode() for row in digits.encode_runs(np.concatenate(rows), ends[:-1])],
    }
    return msgspec.json.encode(content)
