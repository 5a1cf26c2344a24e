"""The last index, kept so that the next build starts from it. Safe to delete: what cannot be read was never there.

The file is a checksum, the length of the head, the head in MessagePack, and arrays and files one after the other.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct

from sitegen import __version__, text
from sitegen.search.cuts import Piece
from sitegen.search.made import Index
from sitegen.search.postings import FieldPostings

FILE = "index.memo"
_PER_FIELD = (("documents", np.int32), ("times", np.uint16), ("counts", np.int64), ("lengths", np.int32))
_PER_INDEX = ("placed", "papers", "weights", "times", "ends")


class _Head(Struct):
    """What is not an array."""

    made_by: str
    numeric: list[int]
    batches: list[bytes]
    terms: list[str]
    words: list[str]
    columns: dict[str, list[tuple[int, str]]]
    shards: list[tuple[int, str]]
    vocabulary: list[tuple[int, str]]
    blocks: int
    fields: int
    sizes: list[int]
    """Bytes of everything in the body."""


def save(folder: Path, index: Index) -> None:
    """Keeps an index. A folder that cannot be written to costs the next build its time, and no more."""
    pieces = [*(these for these in index.columns.values()), index.shards, index.vocabulary]
    body: list[Any] = [
        *(np.asarray(getattr(field, name), kind).tobytes() for field in index.fields for name, kind in _PER_FIELD),
        *(getattr(index, name).tobytes() for name in _PER_INDEX),
        *(piece.content for these in pieces for piece in these),
        *index.blocks,
    ]
    head = _Head(
        made_by=_made_by(),
        numeric=index.numeric,
        batches=index.batches,
        terms=index.terms,
        words=index.words,
        columns={column: _names(these) for column, these in index.columns.items()},
        shards=_names(index.shards),
        vocabulary=_names(index.vocabulary),
        blocks=len(index.blocks),
        fields=len(index.fields),
        sizes=[len(one) for one in body],
    )
    first = msgspec.msgpack.encode(head)
    content = b"".join((len(first).to_bytes(8, "little"), first, *body))
    aside = folder / f"{FILE}.new"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with open(aside, "wb", buffering=0) as file:
            file.write(crc32(content).to_bytes(4, "little"))
            file.write(content)
        os.replace(aside, folder / FILE)


def load(folder: Path) -> Index | None:
    """The index kept there; None when there is none, or it is damaged or another program's."""
    try:
        data = memoryview((folder / FILE).read_bytes())
        if len(data) < 12 or crc32(data[4:]) != int.from_bytes(data[:4], "little"):
            return None
        begin = 12 + int.from_bytes(data[4:12], "little")
        head = msgspec.msgpack.decode(data[12:begin], type=_Head)
    except (OSError, msgspec.MsgspecError):
        return None
    return _index(head, data[begin:]) if head.made_by == _made_by() else None


def _index(head: _Head, body: memoryview) -> Index:
    bounds = pairwise(accumulate(head.sizes, initial=0))

    def array(kind: Any) -> Any:
        start, stop = next(bounds)
        # a file may begin anywhere, and so may its arrays
        return np.frombuffer(body[start:stop], kind)

    def content() -> bytes:
        start, stop = next(bounds)
        return bytes(body[start:stop])

    def pieces(names: list[tuple[int, str]]) -> list[Piece]:
        return [Piece(start, name, content()) for start, name in names]

    fields = [FieldPostings(*(array(kind) for _, kind in _PER_FIELD)) for _ in range(head.fields)]
    arrays = {name: array(np.int64) for name in _PER_INDEX}
    return Index(
        **arrays,
        numeric=head.numeric,
        batches=head.batches,
        terms=head.terms,
        words=head.words,
        fields=fields,
        columns={column: pieces(names) for column, names in head.columns.items()},
        shards=pieces(head.shards),
        vocabulary=pieces(head.vocabulary),
        blocks=[content() for _ in range(head.blocks)],
    )


def _names(pieces: list[Piece]) -> list[tuple[int, str]]:
    return [(piece.start, piece.name) for piece in pieces]


def _made_by() -> str:
    """All that the bytes of an index hang on besides the papers, our own code included."""
    code = hashlib.blake2b(digest_size=16)
    for folder in (Path(__file__).parent, Path(text.__file__).parent):
        for path in sorted(folder.glob("*.py")):
            code.update(path.read_bytes())
    versions = (__version__, sys.version, np.__version__, msgspec.__version__, sys.byteorder, code.hexdigest())
    return " ".join(versions)
