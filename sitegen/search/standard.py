"""The serialised index that stock lunr.js loads, equal to what lunr.py's builder makes of the same terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from sitegen.search.postings import BOOSTS, FIELDS, K1, B, FieldPostings, Ints, Postings

PIPELINE = ["trimmer", "stemmer"]
"""Lunr's names of what a query's words pass through. (Lunr cannot cut up runs of CJK characters.)"""


def write(postings: Postings, ids: Sequence[str]) -> bytes:
    """The index as JSON; `ids` are the documents' in order."""
    import lunr

    encode = msgspec.json.encode
    vectors = [_vectors(field, scores(postings, place), postings.met) for place, field in enumerate(postings.fields)]
    names = [[encode(f"{field}/{identifier}") for field in FIELDS] for identifier in ids]
    rows = (b"[" + name + b"," + encode(vector) + b"]"
            for document, labels in enumerate(names)
            for name, vector in zip(labels, (field[document] for field in vectors), strict=True))  # fmt: skip
    return b"".join(
        (
            b'{"version":',
            encode(lunr.__TARGET_JS_VERSION__),
            b',"fields":',
            encode(FIELDS),
            b',"fieldVectors":[',
            b",".join(rows),
            b'],"invertedIndex":[',
            b",".join(_inverted(postings, ids)),
            b'],"pipeline":',
            encode(PIPELINE),
            b"}",
        )
    )


def scores(postings: Postings, place: int) -> NDArray[np.float64]:
    """Of each posting of a field, the entry in its document's vector as Lunr's builder computes it."""
    field = postings.fields[place]
    size = postings.size
    x = (size - postings.frequencies + 0.5) / (postings.frequencies + 0.5)
    idf = np.repeat(np.log(1 + np.abs(x)), field.counts)
    times = field.times.astype(np.float64)
    average = field.lengths.sum(dtype=np.int64) / size if size else 0.0
    lengths = field.lengths[field.documents] / average if field.documents.size else np.empty(0)
    exact = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * lengths) + times) * BOOSTS[place]
    return rounded(exact)


def rounded(exact: NDArray[np.float64]) -> NDArray[np.float64]:
    """Three decimals, as Python rounds: numpy multiplies first, and so rounds some halves the other way."""
    thousandths = exact * 1000
    result: NDArray[np.float64] = np.rint(thousandths) / 1000
    for at in np.flatnonzero(np.abs(thousandths - np.floor(thousandths) - 0.5) < 1e-6).tolist():
        result[at] = round(float(exact[at]), 3)
    return result


def _vectors(field: FieldPostings, values: NDArray[np.float64], met: Ints) -> list[list[float]]:
    """Each document's places of terms and entries, in the order in which Lunr met the terms."""
    places = np.repeat(met, field.counts)
    order = np.lexsort((places, field.documents))
    both = zip(places[order].tolist(), values[order].tolist(), strict=True)
    flat = [number for pair in both for number in pair]
    ends = (2 * np.cumsum(np.bincount(field.documents, minlength=field.lengths.size))).tolist()
    return [flat[start:end] for start, end in pairwise([0, *ends])]


def _inverted(postings: Postings, ids: Sequence[str]) -> list[bytes]:
    encode = msgspec.json.encode
    one = [encode(identifier) + b":{}" for identifier in ids]
    heads = [b",%b:{" % encode(field) for field in FIELDS]
    columns = []
    for field in postings.fields:
        documents, starts = field.documents.tolist(), field.starts.tolist()
        columns.append((documents, starts))
    found = []
    for rank, (term, place) in enumerate(zip(postings.terms, postings.met.tolist(), strict=True)):
        parts = [b'[%b,{"_index":%d' % (encode(term), place)]
        for head, (documents, starts) in zip(heads, columns, strict=True):
            parts += (head, b",".join([one[at] for at in documents[starts[rank] : starts[rank + 1]]]), b"}")
        parts.append(b"}]")
        found.append(b"".join(parts))
    return found
