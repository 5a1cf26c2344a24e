"""A line of a digest, as the readers of its forms share it."""

from __future__ import annotations

from msgspec import Struct


class Row(Struct, frozen=True):
    """A line of a digest."""

    number: int
    text: str
    level: int = 0
    """Of a heading, from 1; 0 for other lines."""
    addresses: tuple[str, ...] = ()
    """Where the line leads, apart from links in its text."""
    is_block: bool = False
    """Whether it is a paragraph of its own, as in HTML, and no line within one."""
