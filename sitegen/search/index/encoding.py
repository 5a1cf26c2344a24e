"""Postings as digits: the numbers that `FORMAT.md` describes, for many terms at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sitegen.search import digits
from sitegen.search.index.forms import MAX_FORMS, Forms
from sitegen.search.index.postings import FieldPostings, Postings
from sitegen.text.arrays import Array

_POSTINGS_AT_ONCE = 1 << 17
"""So that a large digest is not in memory twice."""
_SEVERAL, _MASKS = 16, 2
"""The bit that says that a term has several words, and how many postings' masks are one number."""


def encode(postings: Postings, forms: Forms) -> Iterator[bytes]:
    """The digits of each term's postings."""
    ends = np.cumsum(postings.frequencies)
    start = 0
    while start < ends.size:
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + _POSTINGS_AT_ONCE, "right")))
        yield from _encode_range(postings, forms, start, stop)
        start = stop


def _encode_range(postings: Postings, forms: Forms, start: int, stop: int) -> Iterator[bytes]:
    several = forms.several[start:stop]
    parts = [
        _FieldPart(field, masks, several, start, stop)
        for field, masks in zip(postings.fields, forms.masks, strict=True)
    ]
    sizes = 2 + np.sum([part.sizes for part in parts], axis=0)
    starts = np.append(0, np.cumsum(sizes))
    numbers = np.empty(int(starts[-1]), np.int64)
    numbers[starts[:-1]] = postings.first_place[start:stop]
    numbers[starts[:-1] + 1] = sum((part.counts > 0) << bit for bit, part in enumerate(parts)) + _SEVERAL * several
    at = starts[:-1] + 2
    for part in parts:
        part.write(numbers, at)
        at = at + part.sizes
    return digits.encode_runs(numbers, starts[:-1])


class _FieldPart:
    """The numbers of one field of some terms."""

    def __init__(self, field: FieldPostings, masks: Array, several: Array, start: int, stop: int) -> None:
        starts = field.starts[start : stop + 1] - field.starts[start]
        these = slice(int(field.starts[start]), int(field.starts[stop]))
        self.counts = np.diff(starts)
        documents = field.documents[these].astype(np.int64)
        self._times = field.times[these].astype(np.int64)
        self._lengths = field.lengths[documents]
        before = np.concatenate(([-1], documents[:-1]))[: documents.size]
        before[starts[:-1][self.counts > 0]] = -1
        self._gaps = documents - before
        self._repeated = self._times > 1
        repeated_before = np.append(0, np.cumsum(self._repeated))
        self._repeated_counts = np.diff(repeated_before[starts])
        self._nth = np.arange(documents.size) - np.repeat(starts[:-1], self.counts)
        """Position of each posting within its term."""
        self._nth_repeated = repeated_before[:-1] - np.repeat(repeated_before[starts[:-1]], self.counts)
        self._with_forms = np.repeat(several, self.counts)
        self._masks = masks[these]
        form_digits = np.where(several, -(-self.counts // _MASKS), 0)
        self.sizes = np.where(self.counts > 0, 1 + 2 * self.counts + self._repeated_counts + form_digits, 0)

    def write(self, numbers: Array, at: Array) -> None:
        """Put the numbers where those of each term start."""
        present = self.counts > 0
        numbers[at[present]] = self.counts[present]
        begin = np.repeat(at + 1, self.counts)
        numbers[begin + self._nth] = 2 * (self._gaps - 1) + self._repeated
        begin += np.repeat(self.counts, self.counts)
        numbers[(begin + self._nth_repeated)[self._repeated]] = self._times[self._repeated] - 2
        begin += np.repeat(self._repeated_counts, self.counts)
        numbers[begin + self._nth] = self._lengths
        begin += np.repeat(self.counts, self.counts)
        digit, nth = np.divmod(self._nth, _MASKS)
        at_digits = (begin + digit)[self._with_forms]
        numbers[at_digits] = 0
        np.add.at(numbers, at_digits, (self._masks << MAX_FORMS * nth)[self._with_forms])
