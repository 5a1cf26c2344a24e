"""The pieces of texts between spaces, which both the counting of terms and the numbering of words start from.

A chunk of a hundred papers has some thousand distinct pieces. Only those are looked at closely; all else is arrays of
their numbers.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sitegen.search.documents import IndexedText
from sitegen.text import tokens

Array: TypeAlias = NDArray[Any]
BETWEEN = "\n"
"""Stands between two names of a field, so that no phrase runs from one into the other. It holds no word."""


class Pieces(Struct, frozen=True, eq=False):
    """The pieces of a chunk of documents."""

    distinct: list[str]
    sequence: Array
    """Indexes of the pieces in the order of the texts, field by field."""
    ends: Array
    """Where in `sequence` each of `EXACT_FIELDS` of each document ends."""


def read_pieces(documents: Sequence[IndexedText]) -> Pieces:
    """Cut the texts of some documents."""
    numbers = numbering()
    sequence, ends = array("i"), array("i")
    for document in documents:
        for values in document.values():
            for number, value in enumerate(values):
                if number:
                    sequence.append(numbers[BETWEEN])
                sequence.extend(map(numbers.__getitem__, tokens.pieces(value)))
            ends.append(len(sequence))
    return Pieces(list(numbers), np.array(sequence, np.int64), np.array(ends, np.int64))


def numbering() -> defaultdict[str, int]:
    """A dictionary that numbers its keys from 0 as they are asked for."""
    # the dictionary's own length would do as well, in a cycle of references that nothing frees while a build runs
    return defaultdict(count().__next__)


def numbered(strings: Sequence[str], numbers: Mapping[str, int]) -> Array:
    """The numbers of some strings."""
    return np.fromiter(map(numbers.__getitem__, strings), np.int64, len(strings))


def spread(starts: Array, sizes: Array) -> Array:
    """Indexes of runs that begin at `starts` and are `sizes` long, one run after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if ends.size else 0)


def changes(numbers: Array) -> Array:
    """Whether each number differs from the one before; the first does."""
    return np.append(True, numbers[1:] != numbers[:-1])[: numbers.size]


def distinct(numbers: Array) -> Array:
    """The numbers sorted, each once: several times as quick as numpy's `unique`, which hashes them."""
    numbers.sort()
    return numbers[changes(numbers)]


def inverse(order: Array) -> Array:
    """The permutation that undoes another."""
    ranks = np.empty_like(order)
    ranks[order] = np.arange(order.size)
    return ranks
