"""The pieces of texts between spaces, which both the counting of terms and the numbering of words start from.

A chunk of a hundred papers has some thousand distinct pieces. Only those are looked at closely; all else is arrays of
their numbers.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sitegen.arrays import Array, numbering
from sitegen.search.documents import IndexedText
from sitegen.text import tokens

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
