"""Compiled templates kept between builds: compiling them costs more than rendering a small site.

A file that is cut, foreign or of another version costs a compilation and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache, bc_magic

_DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode cache with files that are checked before they are believed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            stored = self._path(bucket).read_bytes()
        except OSError:
            return
        code = stored[_DIGEST:]
        if stored[:_DIGEST] == _digest(bucket, code):
            # nothing but our own bytes for this very source gets here
            with contextlib.suppress(EOFError, ValueError, TypeError):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = marshal.dumps(bucket.code)
        path = self._path(bucket)
        # written beside and renamed: another build may be reading
        beside = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_digest(bucket, code) + code)
            beside.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bin"


def _digest(bucket: Bucket, code: bytes) -> bytes:
    # Jinja's magic changes when its compiler does; Python's bytecode belongs to one version of Python
    versions = bc_magic + f"{sys.version}\0{bucket.checksum}\0".encode()
    return hashlib.blake2b(versions + code, digest_size=_DIGEST).digest()
