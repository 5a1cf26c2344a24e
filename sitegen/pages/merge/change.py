"""A page that is to be written."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Change(Struct, frozen=True):
    """A page to write."""

    path: str
    """Relative to the content folder."""
    read: bytes
    """Digest of the text that the page was parsed from; empty for a new page."""
    text: Callable[[str], str]
    """From the text on disk to the new one."""
