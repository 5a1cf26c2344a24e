"""Decompresses the body of a response, in pieces of bounded size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_CHUNK = 2**16


class UnknownPackingError(Exception):
    """The answer is packed in a way that was not asked for."""


class CutShortError(Exception):
    """The packed answer has no end."""


def unpack(parts: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body in pieces of bounded size, however many bytes a few packed ones stand for."""
    if encoding in ("", "identity"):
        yield from parts
        return
    if encoding not in ("gzip", "x-gzip"):
        raise UnknownPackingError(f"the answer is packed as {encoding!r:.40}")
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    for part in parts:
        while part:
            if decoder.eof:
                # a further member of the archive
                decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            yield decoder.decompress(part, _CHUNK)
            part = decoder.unconsumed_tail or decoder.unused_data
    if not decoder.eof:
        raise CutShortError("the packed answer is cut short")
