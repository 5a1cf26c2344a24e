"""A content-addressed store: results of tasks by the digest of everything that went into them.

An entry is a file below `.sitegen/results/`, named by its key and never changed. One that is missing, damaged or of
another version of sitegen is simply computed again, and what a build did not use is dropped at its end, so the folder
may be deleted at any time. (Mokhov, Mitchell, Peyton Jones, *Build Systems à la Carte*, 2018: constructive traces.)
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

import msgspec

from sitegen.config import Config
from sitegen.files import Folder
from sitegen.pipeline import versions

Key: TypeAlias = str
"""32 hex digits."""
_CHECKSUM_BYTES = 4


class Cache:
    """The store of one digest.

    Args:
        program: stands for the version of sitegen and its libraries.
        read_only: store nothing, for a run that is to change nothing.
    """

    def __init__(self, folder: Path, program: bytes, *, read_only: bool = False) -> None:
        self._folder, self._read_only = Folder(folder), read_only
        self._program = program
        self._used: set[Key] = set()

    @classmethod
    def of(cls, config: Config, *, read_only: bool = False) -> Cache:
        """The store of the digest with these settings, for this very program."""
        return cls(config.cache / "results", versions.program_digest(), read_only=read_only)

    def key(self, name: str, *inputs: bytes) -> Key:
        """The key of what the task `name` makes of some inputs."""
        # which most processors have instructions for, so that it takes less than half the time of others
        digest = hashlib.sha256(self._program)
        for part in (name.encode(), *inputs):
            # the lengths keep ("ab", "c") and ("a", "bc") apart
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
        return digest.hexdigest()[:32]

    def get(self, key: Key) -> bytes | None:
        """The value of a key, or None where there is none that can be trusted."""
        self._used.add(key)
        try:
            data = self._folder.read(_path(key)) or b""
        except OSError:
            return None
        value = data[_CHECKSUM_BYTES:]
        return value if value and data[:_CHECKSUM_BYTES] == _checksum(value) else None

    def put(self, key: Key, value: bytes) -> None:
        """Store a value. Where nothing can be written, the next build costs its time, and no more."""
        self._used.add(key)
        if self._read_only:
            return
        with contextlib.suppress(OSError):
            self._folder.write(_path(key), _checksum(value) + value)

    def drop_unused(self) -> None:
        """Remove every entry that was neither read nor written through this object."""
        self._folder.clear()
        for folder, _, names in os.walk(self._folder.root):
            for name in names:
                if os.path.basename(folder) + name not in self._used:
                    with contextlib.suppress(OSError):
                        os.unlink(f"{folder}/{name}")


def encode(value: Any) -> bytes:
    """A value of records, containers and arrays as MessagePack."""
    return msgspec.msgpack.encode(value, enc_hook=_array_as_parts)


def decode(data: bytes, kind: Any) -> Any:
    """The value of the given type that `encode` made the bytes of.

    Raises:
        msgspec.ValidationError: the bytes are of another type.
    """
    return msgspec.msgpack.decode(data, type=kind, dec_hook=_parts_as_array)


def _array_as_parts(value: Any) -> tuple[str, tuple[int, ...], bytes]:
    import numpy as np

    if not isinstance(value, np.ndarray):
        raise NotImplementedError(f"a task cannot take or give {type(value).__name__}")
    return value.dtype.str, value.shape, value.tobytes()


def _parts_as_array(kind: Any, parts: Any) -> Any:
    import numpy as np

    dtype, shape, data = parts
    return np.frombuffer(data, dtype).reshape(shape)


def _path(key: Key) -> str:
    return f"{key[:2]}/{key[2:]}"


def _checksum(value: bytes) -> bytes:
    return crc32(value).to_bytes(_CHECKSUM_BYTES, "little")
