"""Compiled templates, kept in the cache folder: compiling them costs more than rendering a small site.

A file that is damaged, or made by another version or with other interface strings, costs a compilation and nothing
else, and so does a folder that cannot be written to. Nothing is ever written beside a template.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from sitegen import __version__
from sitegen.files import Folder, PathRefused

_DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode cache, with files that are checked before they are loaded."""

    def __init__(self, folder: Path, lang: str, strings: bytes) -> None:
        """
        Args:
            folder: made when it is needed.
            lang: language of the strings that are compiled into the templates; each has its own files.
            strings: digest of these strings.
        """
        self._folder = Folder(folder)
        # the tag comes from a setting, and may be anything
        self._suffix = f".{lang if lang.replace('-', '').isalnum() else '_'}.{sys.implementation.cache_tag}"
        # during development the sandbox may change between two releases
        environment = Path(__file__).with_name("environment.py").read_bytes()
        versions = f"{sys.version}\0{version('jinja2')}\0{__version__}\0"
        self._made_by = versions.encode() + hashlib.sha256(environment).digest() + strings

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            stored = self._folder.read(bucket.key + self._suffix) or b""
            code = stored[_DIGEST:]
            if stored[:_DIGEST] == self._digest(bucket, code):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError, PathRefused):
            self._folder.write(bucket.key + self._suffix, self._digest(bucket, code) + code)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.blake2b(self._made_by + bucket.checksum.encode() + code, digest_size=_DIGEST).digest()
