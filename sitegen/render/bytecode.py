"""Compiled templates kept beside their sources, as Python keeps compiled modules: in `__pycache__`.

Compiling them costs more than rendering a small site. A file that is cut, foreign, of another version or with other
words in it costs a compilation and nothing else, and so does a folder that cannot be written to.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache, bc_magic

from sitegen import __version__

FOLDER = "__pycache__"
_DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode cache with files that are checked before they are believed."""

    def __init__(self, lang: str, words: bytes) -> None:
        """
        Args:
            lang: of the words in the templates; each language has files of its own.
            words: stands for all that these words are.
        """
        self._words = words
        # what is no tag of a language names no file
        self._lang = lang if lang.replace("-", "").isalnum() else "_"

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        bucket = _Bucket(environment, self.get_cache_key(name, filename), self.get_source_checksum(source))
        template = Path(filename or name)
        bucket.path = template.parent / FOLDER / f"{template.name}.{self._lang}.{sys.implementation.cache_tag}"
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        assert isinstance(bucket, _Bucket)
        try:
            stored = bucket.path.read_bytes()
        except OSError:
            return
        code = stored[_DIGEST:]
        if stored[:_DIGEST] == self._digest(bucket, code):
            # nothing but our own bytes for this very source gets here
            with contextlib.suppress(EOFError, ValueError, TypeError):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert isinstance(bucket, _Bucket)
        code = marshal.dumps(bucket.code)
        # written beside and renamed: another build may be reading
        beside = bucket.path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            bucket.path.parent.mkdir(exist_ok=True)
            beside.write_bytes(self._digest(bucket, code) + code)
            beside.replace(bucket.path)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        # what a template compiles to hangs on Jinja, on Python, on the filters that sitegen gives it, and on the words
        versions = bc_magic + f"{sys.version}\0{__version__}\0{bucket.checksum}\0".encode()
        return hashlib.blake2b(versions + self._words + code, digest_size=_DIGEST).digest()


class _Bucket(Bucket):
    """What is kept of one template, and where."""

    path: Path
