"""What was found the last time, kept so that the next time only what changed is looked at. Safe to delete.

A file is a checksum, the length of a head, the head in MessagePack, and arrays one after the other. What cannot be read
was never there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct

from sitegen import __version__, text
from sitegen.catalog.ragged import Array

T = TypeVar("T")


class _Head(Struct, array_like=True):
    made_by: str
    said: msgspec.Raw
    kinds: list[Any]
    shapes: list[list[int]]


def save(path: Path, said: object, arrays: Sequence[Array]) -> None:
    """Keeps a record and arrays. A folder that cannot be written to costs the next time its time, and no more."""
    kinds = [_plain(array.dtype.descr) for array in arrays]
    head = _Head(made_by(), msgspec.Raw(msgspec.msgpack.encode(said)), kinds, [list(array.shape) for array in arrays])
    first = msgspec.msgpack.encode(head)
    parts: list[Any] = [len(first).to_bytes(8, "little"), first]
    parts += [np.ascontiguousarray(array).reshape(-1).view(np.uint8).data for array in arrays if array.size]
    checksum = 0
    for part in parts:
        checksum = crc32(part, checksum)
    aside = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb", buffering=0) as file:
            for part in (checksum.to_bytes(4, "little"), *parts):
                _write(file.fileno(), part)
        aside.replace(path)


def _write(file: int, part: Any) -> None:
    left = memoryview(part)
    while left:
        left = left[os.write(file, left) :]


def load(path: Path, kind: type[T]) -> tuple[T, list[Array]] | None:
    """What `save` kept there; None where there is nothing, or something damaged, or made by another program."""
    try:
        data = memoryview(path.read_bytes())
        if data[:4] != crc32(data[4:]).to_bytes(4, "little"):
            return None
        begin = 12 + int.from_bytes(data[4:12], "little")
        head = msgspec.msgpack.decode(data[12:begin], type=_Head)
        if head.made_by != made_by():
            return None
        said = msgspec.msgpack.decode(head.said, type=kind)
    except (OSError, msgspec.MsgspecError):
        return None
    types = [_kind(kind) for kind in head.kinds]
    sizes = [each.itemsize * int(np.prod(shape)) for each, shape in zip(types, head.shapes, strict=True)]
    spans = pairwise(accumulate(sizes, initial=begin))
    return said, [
        np.frombuffer(data[start:end], each).reshape(shape)
        for each, shape, (start, end) in zip(types, head.shapes, spans, strict=True)
    ]


def _plain(descr: Any) -> Any:
    """A type as MessagePack can hold it: a letter and a size, or a list of fields."""
    return descr[0][1] if len(descr) == 1 and not descr[0][0] else [list(field) for field in descr]


def _kind(kind: Any) -> Any:
    """The type that `_plain` has written down."""
    if isinstance(kind, str):
        return np.dtype(kind)
    return np.dtype([(name, letter, *map(tuple, shape)) for name, letter, *shape in kind])


def made_by() -> str:
    """All that what was found hangs on besides the papers, our own code included."""
    code = hashlib.sha1(usedforsecurity=False)
    for folder in (Path(__file__).parent, Path(text.__file__).parent):
        for path in sorted(folder.glob("*.py")):
            code.update(path.read_bytes())
    versions = (__version__, sys.version, np.__version__, msgspec.__version__, sys.byteorder, code.hexdigest())
    return " ".join(versions)
