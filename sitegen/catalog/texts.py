"""What of a paper its topics and relations hang on."""

from __future__ import annotations

from msgspec import Struct

from sitegen.model import PaperId


class Text(Struct, frozen=True, gc=False, array_like=True):
    """A paper to be studied."""

    id: PaperId
    title: str
    text: str
    topics: tuple[str, ...]
    """Labels as the source or the editor gives them."""
