"""What every source format offers, and the prose that they all make alike.

A format is one module with a `Parser`: a name for messages, `sniff` on the head of the text, and `parse`; a line in the
table of `formats` says where it lies. Parsers make titles and abstracts through `records`, so that repair, spans and
links are the same whatever a paper came in.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.model import Digest


class Options(Struct, frozen=True, kw_only=True):
    """How a source is to be read."""

    date_hint: str = ""
    """A day, a year, or a file's name that holds one; completes a date without a year."""
    repair: bool = True
    """Whether TeX is repaired."""
    repair_skip: Collection[str] = ()
    """Names of repair rules not to apply."""


class Parser(Protocol):
    """One source format."""

    @property
    def name(self) -> str:
        """As messages call the format: 'pasted text'."""

    def sniff(self, head: str) -> bool:
        """Whether a text that begins with `head` is of this format."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        """The papers of `text`. What cannot be read is reported and left out; never throws."""
