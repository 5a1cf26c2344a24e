"""The last index, kept so that the next build starts from it. Safe to delete: what cannot be read was never there.

`index.memo` is a checksum, the length of the head, the head in MessagePack, and arrays and files one after the other.
What results show is half of an index and seldom changes, so it lies beside, in files that are called by what they were
made of: most need not be written again.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct

from sitegen import __version__, text
from sitegen.search.cuts import Piece
from sitegen.search.documents import BLOCK
from sitegen.search.made import BATCH, Index
from sitegen.search.postings import FieldPostings

FILE = "index.memo"
_SHELF = 8
"""Batches of documents in a file of their own."""
_PER_FIELD = (("documents", np.int32), ("times", np.uint16), ("counts", np.int32), ("lengths", np.int32))
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
    blocks: list[list[int]]
    """Sizes of the blocks on each shelf."""
    fields: int
    sizes: list[int]
    """Bytes of everything in the body."""


def save(folder: Path, index: Index) -> None:
    """Keeps an index. A folder that cannot be written to costs the next build its time, and no more."""
    pieces = [*(these for these in index.columns.values()), index.shards, index.vocabulary]
    body: list[Any] = [
        *(np.asarray(getattr(field, name), kind).tobytes() for field in index.fields for name, kind in _PER_FIELD),
        *(getattr(index, name).astype(np.int32).tobytes() for name in _PER_INDEX),
        *(piece.content for these in pieces for piece in these),
    ]
    made_by = _made_by()
    shelves = list(_shelves(index, made_by))
    head = _Head(
        made_by=made_by,
        numeric=index.numeric,
        batches=index.batches,
        terms=index.terms,
        words=index.words,
        columns={column: _names(these) for column, these in index.columns.items()},
        shards=_names(index.shards),
        vocabulary=_names(index.vocabulary),
        blocks=[[len(block) for block in blocks] for _, blocks in shelves],
        fields=len(index.fields),
        sizes=[len(one) for one in body],
    )
    first = msgspec.msgpack.encode(head)
    content = b"".join((len(first).to_bytes(8, "little"), first, *body))
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for name, blocks in shelves:
            if not (folder / name).exists():
                _write(folder / name, b"".join(blocks))
        _write(folder / FILE, content)
        wanted = {FILE, *(name for name, _ in shelves)}
        for path in folder.iterdir():
            if path.suffix in {".memo", ".new"} and path.name not in wanted:
                path.unlink()


def _shelves(index: Index, made_by: str) -> Iterator[tuple[str, list[bytes]]]:
    per = _SHELF * BATCH // BLOCK
    for number, name in enumerate(_shelf_names(index.batches, made_by)):
        yield name, index.blocks[number * per : (number + 1) * per]


def _shelf_names(batches: Sequence[bytes], made_by: str) -> Iterator[str]:
    for start in range(0, len(batches), _SHELF):
        made_of = hashlib.blake2b(b"".join((*batches[start : start + _SHELF], made_by.encode())), digest_size=16)
        yield f"{made_of.hexdigest()}.memo"


def _write(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".new")
    with aside.open("wb", buffering=0) as file:
        file.write(_checksum(path, content))
        file.write(content)
    aside.replace(path)


def _read(path: Path) -> memoryview:
    """What `_write` wrote there.

    Raises:
        OSError: there is nothing, or something else.
    """
    data = memoryview(path.read_bytes())
    if data[:4] != _checksum(path, data[4:]):
        raise OSError("damaged")
    return data[4:]


def _checksum(path: Path, content: bytes | memoryview) -> bytes:
    return crc32(content, crc32(path.name.encode())).to_bytes(4, "little")


def load(folder: Path) -> Index | None:
    """The index kept there; None when there is none, or it is damaged or another program's."""
    try:
        data = _read(folder / FILE)
        begin = 8 + int.from_bytes(data[:8], "little")
        head = msgspec.msgpack.decode(data[8:begin], type=_Head)
        if head.made_by != _made_by():
            return None
        shelves = [_read(folder / name) for name in _shelf_names(head.batches, head.made_by)]
    except (OSError, msgspec.MsgspecError):
        return None
    return _index(head, data[begin:], shelves)


def _index(head: _Head, body: memoryview, shelves: Sequence[memoryview]) -> Index:
    bounds = pairwise(accumulate(head.sizes, initial=0))

    def array(kind: Any) -> Any:
        start, stop = next(bounds)
        # a file may begin anywhere, and so may its arrays
        return np.frombuffer(body[start:stop], kind)

    def pieces(names: list[tuple[int, str]]) -> list[Piece]:
        return [Piece(first, name, bytes(body[slice(*next(bounds))])) for first, name in names]

    fields = [FieldPostings(*(array(kind) for _, kind in _PER_FIELD)) for _ in range(head.fields)]
    arrays = {name: array(np.int32).astype(np.int64) for name in _PER_INDEX}
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
        blocks=[
            bytes(shelf[start:stop])
            for shelf, sizes in zip(shelves, head.blocks, strict=True)
            for start, stop in pairwise(accumulate(sizes, initial=0))
        ],
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
