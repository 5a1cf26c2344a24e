"""Compressed sources: gzip and Zstandard, known by their first bytes and unpacked within bounds.

A file of a few kilobytes may unpack to gigabytes, so what is unpacked whole is counted while it is unpacked. Dumps
that are larger on purpose are read line by line (`lines`).
"""

from __future__ import annotations

import contextlib
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import IO, Any, TypeAlias

from sitegen.ingest.parser import Source

LIMIT = 128 * 2**20
"""Bytes that a packed source may unpack to, where it is read whole."""
SUFFIXES = frozenset({".gz", ".gzip", ".zst", ".zstd"})

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_PART = 2**20

File: TypeAlias = Path | bytes
"""A file, or the bytes of one."""
_HINT = "get the file again from where it came"


def unpacked(file: File, source: Source, limit: int = LIMIT) -> bytes | None:
    """A source's bytes without their compression; as they are where they have none.

    Of a file that is cut short or broken the part before is given. None where nothing can be given at all.
    """
    pieces: list[bytes] = []
    size, errors = 0, source.report.count("error")
    for piece in parts(file, source):
        size += len(piece)
        if size > limit:
            what = f"this {'is' if _is_plain(file) else 'unpacks to'} more than {limit // 2**20} MB"
            hint = "add it with --since or --category, if it is made of lines of JSON, a table or records of XML"
            source.error("too-large", what, hint=hint)
            return None
        pieces.append(piece)
    return b"".join(pieces) if pieces or source.report.count("error") == errors else None


def lines(file: File, source: Source, longest: int) -> Iterator[bytes]:
    """The lines of a source, packed or not, with their ends, one at a time; one that is too long is an error."""
    number, rest, skipping = 0, b"", False
    for part in parts(file, source):
        *whole, rest = (rest + part).split(b"\n")
        for line in whole:
            number += 1
            if not skipping:
                yield line + b"\n"
            skipping = False
        if len(rest) > longest:
            if not skipping:
                what = f"a line is longer than {longest // 2**20} MB"
                source.error("too-large", what, number + 1, hint=_HINT)
            rest, skipping = b"", True
    if rest and not skipping:
        yield rest


def parts(file: File, source: Source) -> Iterator[bytes]:
    """The bytes of a source, packed or not, as they come."""
    with _raw(file) as raw, contextlib.closing(_opened(raw)) as packed:
        try:
            # `read` would lose what it has when it meets the broken place
            yield from iter(lambda: packed.read1(_PART), b"")
        except Exception as problem:
            fault = _fault(problem)
            if not fault:
                raise
            source.error("broken-archive", f"the file cannot be unpacked: {fault}", hint=_HINT)


def is_larger(file: File, size: int) -> bool:
    """Whether a source holds more bytes than `size`, unpacked."""
    if (file.stat().st_size if isinstance(file, Path) else len(file)) > size:
        return True
    sizes = accumulate(map(len, parts(file, Source()))) if not _is_plain(file) else ()
    return any(unpacked_size > size for unpacked_size in sizes)


def head(file: File, size: int) -> bytes:
    """The first bytes of a source, unpacked as far as that goes."""
    beginning = b""
    # what is wrong is told when the source is read
    for part in parts(file, Source()):
        beginning += part
        if len(beginning) >= size:
            break
    return beginning[:size]


def _raw(file: File) -> IO[bytes]:
    return file.open("rb") if isinstance(file, Path) else io.BytesIO(file)


def _is_plain(file: File) -> bool:
    with _raw(file) as raw:
        return not raw.read(4).startswith((_GZIP, _ZSTD))


def _opened(raw: IO[bytes]) -> Any:
    start = raw.read(4)
    raw.seek(0)
    if start.startswith(_GZIP):
        return gzip.GzipFile(fileobj=raw, mode="rb")
    if not start.startswith(_ZSTD):
        return raw
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    # a frame may ask for a window of gigabytes
    return zstd.ZstdFile(raw, options={zstd.DecompressionParameter.window_log_max: 27})


def _fault(problem: Exception) -> str:
    """What is wrong with packed bytes; empty for a problem of another kind."""
    if isinstance(problem, EOFError):
        return "it is cut short"
    if isinstance(problem, gzip.BadGzipFile | zlib.error) or type(problem).__name__ == "ZstdError":
        return str(problem).lower()
    return ""
