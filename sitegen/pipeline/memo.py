"""What one build leaves for the next in `.sitegen/`: never needed, always checked.

A file that is damaged, missing, or of another version of sitegen was never there. That a folder cannot be written to
costs the next build its time, and no more.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

T = TypeVar("T")
_HEAD = 20


def load(file: Path, kind: type[T], made_by: bytes) -> T | None:
    """What `save` kept there, if the same program kept it.

    Args:
        kind: type of the record.
        made_by: 16 bytes that stand for everything but the record's own ingredients that it hangs on.
    """
    try:
        data = memoryview(file.read_bytes())
        if data[:16] != made_by or data[16:_HEAD] != _checksum(data[_HEAD:]):
            return None
        return msgspec.msgpack.decode(data[_HEAD:], type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def save(file: Path, record: Any, made_by: bytes) -> None:
    """Keeps a record that MessagePack can hold."""
    data = msgspec.msgpack.encode(record)
    beside = file.with_suffix(".new")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb", buffering=0) as written:
            written.write(made_by + _checksum(data))
            written.write(data)
        beside.replace(file)


def checksum(file: Path) -> bytes:
    """Of the record in a file, as it says itself; empty where there is none."""
    try:
        with file.open("rb", buffering=0) as kept:
            return kept.read(_HEAD)[16:]
    except OSError:
        return b""


def _checksum(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(4, "little")
