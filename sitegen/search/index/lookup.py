"""The table of what a query may name outright: a paper by an identifier, an author by a full name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sitegen.search import utf16
from sitegen.search.documents import Target
from sitegen.search.index.partition import IndexFile, partition

FILE_BYTES = 16_000


def write(targets: Mapping[str, Target]) -> tuple[list[str], Iterator[IndexFile]]:
    """All keys in UTF-16 order, and the files that they are divided into."""
    keys = sorted(targets, key=utf16.sort_key)
    weights = [len(key) + (7 if isinstance(target := targets[key], int) else 7 + sum(map(len, target))) for key in keys]
    ranges = partition(keys, weights, FILE_BYTES)
    return keys, (IndexFile(start, _file(keys[start:stop], targets)) for start, stop in ranges)


def _file(keys: Sequence[str], targets: Mapping[str, Target]) -> bytes:
    return msgspec.json.encode({"keys": keys, "targets": [targets[key] for key in keys]})
