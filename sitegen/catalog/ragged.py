"""Rows of different lengths in one flat array: the words of each paper, what each paper is found to be about.

Arrays of a few million numbers are quick to go through, and quick to keep, where as many small objects are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


class Ragged(Struct, frozen=True):
    """Rows one after the other."""

    values: Array
    ends: Array
    """Where each row ends in `values`."""

    @classmethod
    def of(cls, values: Array, sizes: Array) -> Ragged:
        return cls(values, np.cumsum(sizes, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def sizes(self) -> Array:
        sizes: Array = np.diff(self.ends, prepend=0)
        return sizes

    @property
    def starts(self) -> Array:
        return self.ends - self.sizes

    @property
    def rows(self) -> Array:
        """For each value the row that it is in."""
        return np.repeat(np.arange(len(self.ends), dtype=np.int32), self.sizes)

    @property
    def places(self) -> Array:
        """For each value its place within its row."""
        places: Array = np.arange(len(self.values), dtype=np.int32) - np.repeat(self.starts, self.sizes)
        return places

    def __getitem__(self, row: int) -> Array:
        end = int(self.ends[row])
        return self.values[int(self.ends[row - 1]) if row else 0 : end]

    def take(self, rows: Array) -> Ragged:
        """Some of the rows, in the order asked for."""
        if not len(rows):
            return Ragged(self.values[:0], self.ends[:0])
        starts, sizes = self.starts, self.sizes
        # neighbours travel together, so that a few rows that change among many cost a few copies
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        first = rows[np.concatenate(([0], breaks))]
        last = rows[np.concatenate((breaks - 1, [len(rows) - 1]))]
        spans = zip(starts[first].tolist(), self.ends[last].tolist(), strict=True)
        pieces = [self.values[start:end] for start, end in spans]
        return Ragged.of(_concatenated(pieces), sizes[rows])


def joined(parts: Sequence[Ragged]) -> Ragged:
    """All rows of several in their order; there has to be one at least."""
    if len(parts) == 1:
        return parts[0]
    return Ragged.of(_concatenated([part.values for part in parts]), np.concatenate([part.sizes for part in parts]))


def _concatenated(pieces: Sequence[Array]) -> Array:
    if len(pieces) == 1:
        return pieces[0]
    kind = pieces[0].dtype
    if not kind.names:
        return np.concatenate(pieces)
    # as plain bytes, or the fields of each piece would be compared with those of the others
    return np.concatenate([piece.view(f"V{kind.itemsize}") for piece in pieces]).view(kind)


def spread(values: Array, starts: Array, sizes: Array) -> Array:
    """Runs of `values`, which may overlap, one after the other."""
    ends = np.cumsum(sizes)
    return values[np.repeat(starts - (ends - sizes), sizes) + np.arange(int(ends[-1]) if len(ends) else 0)]
