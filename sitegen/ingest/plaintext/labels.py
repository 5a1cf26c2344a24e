"""The labels of a text's chunks, by lines, entries and other blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk


def rows_of(chunks: Sequence[Chunk]) -> Iterator[range]:
    """The places of the chunks of each line."""
    starts = [at for at, chunk in enumerate(chunks) if not at or chunks[at - 1].line != chunk.line]
    return (range(start, end) for start, end in pairwise([*starts, len(chunks)]))


def entries_of(labels: Sequence[str]) -> list[range]:
    """The places from each title up to the next one."""
    starts = [at for at, label in enumerate(labels) if label == "T"]
    return [range(start, stop) for start, stop in pairwise([*starts, len(labels)])]


def labels_of(labels: Sequence[str], block: range) -> Sequence[str]:
    return labels[block.start : block.stop]


def clear(labels: list[str], block: range, kinds: str) -> None:
    """Takes what has one of the labels in a block for nothing of a paper's."""
    labels[block.start : block.stop] = ["O" if label in kinds else label for label in labels_of(labels, block)]


def set_title(labels: list[str], block: range) -> None:
    """Takes a block for a title."""
    labels[block.start : block.stop] = ["T", *"t" * (len(block) - 1)]


def size_of(chunks: Sequence[Chunk], block: Iterable[int]) -> int:
    return sum(len(chunks[at].text) for at in block)
