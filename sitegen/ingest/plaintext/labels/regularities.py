"""What the rest of a text tells of a chunk, by what each chunk was taken for when it was looked at first.

Titles of a list stand in like places, and what stands below one of them is what stands below the others. The labeller
reads a text twice, so that it knows this the second time (Wolpert's stacked generalization).

| feature | says |
| --- | --- |
| `L Lp L2 L12` | what the chunk was taken for, how surely, and what else it may be |
| `L-2 L-1 L+1 L+2 L-10 L01` | what its neighbours were taken for |
| `g0` … `g8` | what most others that look alike, or stand alike beside titles, were taken for; how many; and it |
| `hA hS hL` | whether its paper has authors, an abstract and an address, and how many of the others have |
| `nT` | how many titles the text has |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen.arrays import numbering
from sitegen.ingest.plaintext.labels.features import Description

Floats = NDArray[np.float64]
_STEPS = (0.15, 0.4, 0.6, 0.85, 0.97)
"""Between which probabilities and shares are alike."""
_OTHERWISE = 0.08
"""From this probability on, the second likeliest label counts."""
_NEAR = 12
"""Lines from a title that its neighbours are counted in."""
_OF_PAPERS = "ASL"
_EDGE = "e"


def regularities(
    described: Description, labels: Sequence[str], odds: Floats, taken: Sequence[int]
) -> Iterator[list[str]]:
    """The features of each chunk, in order, from the odds of each label for it and the number of the likeliest one."""
    first = [labels[at] for at in taken]
    columns = [*_of_itself(first, labels, odds, taken), *_of_neighbours(first)]
    for number, keys in enumerate([*described.looks(), *_places(described, first)]):
        columns += _of_alike(f"g{number}", keys, first, labels, odds)
    columns += _of_papers(first)
    return (list(filter(None, row)) for row in zip(*columns, strict=True))


def _of_itself(first: Sequence[str], labels: Sequence[str], odds: Floats, taken: Sequence[int]) -> Iterator[list[str]]:
    order = np.argsort(odds, axis=1)[:, ::-1]
    rows = np.arange(len(odds))
    likeliest, next_likeliest = ([labels[at] for at in order[:, place]] for place in (0, 1))
    other = odds[rows, order[:, 1]]
    yield _named("L={}", first)
    yield _named("Lp={}{}", first, _steps(odds[rows, taken]))
    is_open = (other > _OTHERWISE).tolist()
    yield _where(is_open, _named("L2={}{}", next_likeliest, _steps(other)))
    yield _where(is_open, _named("L12={}{}{}", likeliest, next_likeliest, _steps(other)))


def _of_neighbours(first: Sequence[str]) -> Iterator[list[str]]:
    framed = [_EDGE, _EDGE, *first, _EDGE, _EDGE]
    before, after = framed[1:-3], framed[3:-1]
    yield _named("L-2={}", framed[:-4])
    yield _named("L-1={}", before)
    yield _named("L+1={}", after)
    yield _named("L+2={}", framed[4:])
    yield _named("L-10={}{}", before, first)
    yield _named("L01={}{}", first, after)


def _places(described: Description, first: Sequence[str]) -> Iterator[list[str]]:
    """Where each chunk stands from the title above it and to the one below, alone and with what it looks like."""
    _, numbers = np.unique([piece.line for piece in described.pieces], return_inverse=True)
    rows = numbers.tolist()
    starts = {row: at for at, row in reversed(list(enumerate(rows)))}
    within = [at - starts[row] for at, row in enumerate(rows)]
    titles = [label in "TJ" for label in first]
    above = _from_titles(rows, within, titles)
    below = _from_titles([-row for row in reversed(rows)], within[::-1], titles[::-1])[::-1]
    below = ["" if is_title else place for place, is_title in zip(below, titles, strict=True)]
    yield above
    yield below
    for places in (above, below):
        yield [place and f"{place} {sign}" for place, sign in zip(places, described.signs, strict=True)]


def _from_titles(rows: Sequence[int], within: Sequence[int], titles: Sequence[bool]) -> list[str]:
    """How many lines behind the last title each chunk stands, and where in its line; empty if none is near."""
    places = []
    titled = -_NEAR - len(rows)
    for row, at, is_title in zip(rows, within, titles, strict=True):
        titled = row if is_title else titled
        places.append(f"{row - titled}.{at}" if row - titled < _NEAR else "")
    return places


def _of_alike(
    name: str, keys: Sequence[str], first: Sequence[str], labels: Sequence[str], odds: Floats
) -> Iterator[list[str]]:
    """What most of the other chunks with the same key were taken for; nothing for empty keys and single chunks."""
    known = numbering()
    groups = np.array([known[key] for key in keys])
    sizes = np.bincount(groups)
    sums = np.zeros((len(sizes), odds.shape[1]))
    np.add.at(sums, groups, odds)
    size = sizes[groups]
    shares = (sums[groups] - odds) / np.maximum(size - 1, 1)[:, None]
    top = shares.argmax(axis=1)
    usual = _named(f"{name}={{}}{{}}", [labels[at] for at in top], _steps(shares[np.arange(len(top)), top]))
    is_alike = [bool(key) and count > 1 for key, count in zip(keys, size.tolist(), strict=True)]
    often = np.digitize(size, (2, 3, 5)).tolist()
    yield _where(is_alike, usual)
    yield _where(is_alike, _named("{}{}", usual, often))
    yield _where(is_alike, _named("{}{}", usual, first))


def _of_papers(first: Sequence[str]) -> Iterator[list[str]]:
    starts = [at for at, label in enumerate(first) if label in "TJ"]
    papers = [range(start, end) for start, end in pairwise([*starts, len(first)])]
    fields = [set(first[paper.start : paper.stop]) for paper in papers]
    for label in _OF_PAPERS if len(papers) > 1 else "":
        count = sum(label in found for found in fields)
        column = [""] * len(first)
        for paper, found in zip(papers, fields, strict=True):
            has = label in found
            (step,) = _steps(np.array([(count - has) / (len(papers) - 1)]))
            column[paper.start : paper.stop] = [f"{has:d}{step}"] * len(paper)
        yield _where(column, _named(f"h{label}={{}}", column))
        yield _where(column, _named(f"h{label}{{}}={{}}", first, column))
    yield [f"nT={np.digitize(len(papers), (1, 2, 4))}"] * len(first)


def _steps(shares: Floats) -> list[int]:
    steps: list[int] = np.digitize(shares, _STEPS).tolist()
    return steps


def _named(form: str, *columns: Sequence[object]) -> list[str]:
    """Features of several columns; those that are the same are one string."""
    known: dict[tuple[object, ...], str] = {}
    return [known.get(row) or known.setdefault(row, form.format(*row)) for row in zip(*columns, strict=True)]


def _where(values: Sequence[object], names: Sequence[str]) -> list[str]:
    return [name if value else "" for value, name in zip(values, names, strict=True)]
