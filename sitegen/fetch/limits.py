"""How long a fetch may take, how much it may bring, and how often it may ask."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime

from msgspec import Struct, field

_PIECE = 2**16
"""Bytes that are unpacked at once."""


class Limits(Struct, frozen=True, kw_only=True):
    """How long a client waits, how much it takes, and how often it asks."""

    timeout: float = 20.0
    """Seconds without a byte."""
    deadline: float = 180.0
    """Seconds for a URL in all: names, connections, redirects, headers, body, and further attempts."""
    size: int = 64 * 2**20
    """Bytes of an answer, unpacked."""
    cut: bool = False
    """Whether of a longer answer the beginning is taken; else it is refused."""
    attempts: int = 4
    """Requests before a server that is busy or silent is given up."""
    backoff: float = 1.0
    """Seconds before the second request; twice as many before each further one."""
    pauses: Mapping[str, float] = field(default_factory=lambda: {"arxiv.org": 3.0})
    """Seconds between two requests to a host and those below it. arXiv asks for three."""


def retry_after(value: str, now: str) -> float | None:
    """Seconds that a server asks to wait, as a number or as a date by its own clock."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - parsedate_to_datetime(now)).total_seconds())
    except (ValueError, TypeError):
        return None


def unpack(parts: Iterable[bytes]) -> Iterator[bytes]:
    """What a gzip archive holds, in pieces of bounded size, however many bytes a few packed ones stand for.

    Raises:
        EOFError: the archive has no end.
    """
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    for part in parts:
        while part:
            if decoder.eof:
                # a further member of the archive
                decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            yield decoder.decompress(part, _PIECE)
            part = decoder.unconsumed_tail or decoder.unused_data
    if not decoder.eof:
        raise EOFError("the packed answer is cut short")
