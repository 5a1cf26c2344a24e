"""Strings as numbers, and arrays of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


def numbering(*first: str) -> defaultdict[str, int]:
    """A dictionary that numbers its keys from 0 as they are asked for; some may have the first numbers.

    >>> numbers = numbering("end")
    >>> numbers["deep"], numbers["end"]
    (1, 0)
    """
    # the dictionary's own length would do as well, in a cycle of references that nothing frees while a build runs
    numbers = count()
    return defaultdict(numbers.__next__, zip(first, numbers, strict=False))


def numbered(strings: Sequence[str], numbers: Mapping[str, int]) -> Array:
    """The numbers of some strings."""
    return np.fromiter(map(numbers.__getitem__, strings), np.int64, len(strings))


def spread(starts: Array, sizes: Array) -> Array:
    """Indexes of runs that begin at `starts` and are `sizes` long, one run after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if ends.size else 0)


def ranges(sizes: Array, limit: int) -> Iterator[tuple[int, int]]:
    """Ranges of items of these sizes, as long as they are not larger than a limit together, or of a single one."""
    ends = np.append(0, np.cumsum(sizes))
    start = 0
    while start < sizes.size:
        stop = max(start + 1, int(np.searchsorted(ends, ends[start] + limit, "right")) - 1)
        yield start, stop
        start = stop


def low_bits(packed: Array, count: int) -> Array:
    """The last of the numbers that are packed into one, given how many bits it has."""
    return packed & (1 << count) - 1


def changes(numbers: Array) -> Array:
    """Whether each number differs from the one before; the first does."""
    return np.append(True, numbers[1:] != numbers[:-1])[: numbers.size]


def runs(numbers: Array) -> tuple[Array, Array]:
    """Where runs of equal numbers start, and how long they are.

    >>> [array.tolist() for array in runs(np.array([7, 7, 9]))]
    [[0, 2], [2, 1]]
    """
    starts = np.flatnonzero(changes(numbers))
    return starts, np.diff(np.append(starts, numbers.size))


def gaps(numbers: Array, groups: Array) -> Array:
    """How many numbers each ascending one of a group leaves out since the one before it, the first since 0."""
    return numbers - np.where(changes(groups), 0, np.append(0, numbers[:-1] + 1)[: numbers.size])


def ranks_within(groups: Array) -> Array:
    """The position of each number among its equals, which stand together.

    >>> ranks_within(np.array([7, 7, 9, 8, 8])).tolist()
    [0, 1, 0, 0, 1]
    """
    starts, sizes = runs(groups)
    ranks: Array = np.arange(groups.size) - np.repeat(starts, sizes)
    return ranks


def distinct(numbers: Array) -> Array:
    """The numbers sorted, each once: several times as quick as numpy's `unique`, which hashes them."""
    numbers.sort()
    return numbers[changes(numbers)]


def inverse(order: Array) -> Array:
    """The permutation that undoes another."""
    ranks = np.empty_like(order)
    ranks[order] = np.arange(order.size)
    return ranks
