"""The serialised index that stock lunr.js loads, equal to what lunr.py's builder makes of the same terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from sitegen.arrays import Array
from sitegen.search.documents import FIELDS
from sitegen.search.index.postings import FieldPostings, Postings

BOOSTS = (4, 1, 2, 2)
"""Of the fields, as given to Lunr's builder."""
K1, B = 1.2, 0.75
LUNR_VERSION = "2.3.9"
"""Version of lunr.js whose format this is."""
PIPELINE = ["trimmer", "stemmer"]
"""Lunr's names of what a query's words pass through. (Lunr cannot cut up runs of CJK characters.)"""


def write(postings: Postings, ids: Sequence[str]) -> bytes:
    """The index as JSON; `ids` are the documents' in order."""
    encode = msgspec.json.encode
    vectors = [
        _vectors(field, _scores(postings, field, boost), postings.first_seen)
        for field, boost in zip(postings.fields, BOOSTS, strict=True)
    ]
    rows = (
        b"[%b,%b]" % (encode(f"{name}/{identifier}"), encode(vector))
        for identifier, vectors_of in zip(ids, zip(*vectors, strict=True), strict=True)
        for name, vector in zip(FIELDS, vectors_of, strict=True)
    )
    return b'{"version":%b,"fields":%b,"fieldVectors":[%b],"invertedIndex":[%b],"pipeline":%b}' % (
        encode(LUNR_VERSION),
        encode(FIELDS),
        b",".join(rows),
        b",".join(_inverted(postings, ids)),
        encode(PIPELINE),
    )


def _scores(postings: Postings, field: FieldPostings, boost: int) -> Array:
    """Of each posting of a field, the entry in its document's vector as Lunr's builder computes it."""
    size = postings.size
    x = (size - postings.frequencies + 0.5) / (postings.frequencies + 0.5)
    idf = np.repeat(np.log(1 + np.abs(x)), field.counts)
    times = field.times.astype(np.float64)
    average = field.lengths.sum(dtype=np.int64) / size if size else 0.0
    lengths = field.lengths[field.documents] / average if field.documents.size else np.empty(0)
    exact = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * lengths) + times) * boost
    return rounded(exact)


def rounded(exact: Array) -> Array:
    """Three decimals, as Python rounds: numpy multiplies first, and so rounds some halves the other way."""
    thousandths = exact * 1000
    result: Array = np.rint(thousandths) / 1000
    for index in np.flatnonzero(np.abs(thousandths - np.floor(thousandths) - 0.5) < 1e-6).tolist():
        result[index] = round(float(exact[index]), 3)
    return result


def _vectors(field: FieldPostings, values: Array, first_seen: Array) -> list[list[float]]:
    """Each document's numbers of terms and entries, in the order in which Lunr meets the terms."""
    terms = np.repeat(first_seen, field.counts)
    order = np.lexsort((terms, field.documents))
    pairs = zip(terms[order].tolist(), values[order].tolist(), strict=True)
    flat = [number for pair in pairs for number in pair]
    ends = (2 * np.cumsum(np.bincount(field.documents, minlength=field.lengths.size))).tolist()
    return [flat[start:end] for start, end in pairwise([0, *ends])]


def _inverted(postings: Postings, ids: Sequence[str]) -> Iterator[bytes]:
    encode = msgspec.json.encode
    keys = [encode(identifier) + b":{}" for identifier in ids]
    fields = [
        (b",%b:{" % encode(name), field.documents.tolist(), field.starts.tolist())
        for name, field in zip(FIELDS, postings.fields, strict=True)
    ]
    for rank, (term, number) in enumerate(zip(postings.terms, postings.first_seen.tolist(), strict=True)):
        parts = [b'[%b,{"_index":%d' % (encode(term), number)]
        for head, documents, starts in fields:
            parts += (
                head,
                b",".join([keys[document] for document in documents[starts[rank] : starts[rank + 1]]]),
                b"}",
            )
        parts.append(b"}]")
        yield b"".join(parts)
