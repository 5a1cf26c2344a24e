"""What the parser of a format is: an object that turns a source's text into a digest."""

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
    """Reads the texts of one format."""

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        """The papers of `text`. What cannot be read is reported and left out; never throws."""
