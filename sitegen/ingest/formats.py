"""The table of formats (`formats.toml`), and which of them a text is of.

A build of pasted text has no use for the readers of thirty other formats, and to import them all takes longer than to
read it. So the table knows of each format where its parser lies and what every text of it has near its beginning; the
parser is imported where that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.ingest.parser import Parser

ENRICHED = -1
"""Trust of what was looked up for a paper: it only completes what its sources tell, those of old ledgers included."""
PASTED = 10
"""Trust of text that no format but the last claims; it may be anything."""
_BEGINS = {"json": r"[{\[]", "xml": "<"}
_ABOVE_ROOT = r"(?:<\?[^>]*>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>\s*)*"


class Format(Struct, frozen=True, kw_only=True):
    """A format of sources, as the table describes it."""

    name: str
    description: str
    trust: int
    parser: str
    begins: str = ""
    root: str = ""
    marks: tuple[str, ...] = ()
    asks: bool = False

    def load(self) -> Parser:
        """The parser, imported now if it has not been before."""
        parser: Parser = getattr(self._module(), self.parser.rpartition(".")[2])
        return parser

    def accepts(self, head: str) -> bool:
        """Whether a text that begins with `head` is of this format."""
        start = _ABOVE_ROOT + self.root if self.root else _BEGINS.get(self.begins, self.begins)
        if not re.match(start, head.lstrip("\ufeff \t\r\n"), re.MULTILINE):
            return False
        if not all(re.search(mark, head, re.MULTILINE) for mark in self.marks):
            return False
        return not self.asks or bool(self._module().sniff(head))

    def _module(self) -> Any:
        return import_module(f"{__package__}.{self.parser.rpartition('.')[0]}")


class Table(Struct, frozen=True):
    """The whole table."""

    formats: tuple[Format, ...]
    unread: dict[str, str]
    """What texts that are not read are called, and how they begin, as regular expressions."""


@cache
def table() -> Table:
    """The table, read once."""
    from importlib.resources import files

    return msgspec.toml.decode(files(__package__ or "").joinpath("formats.toml").read_bytes(), type=Table)


def known_formats() -> tuple[Format, ...]:
    """All formats, surest first; pasted text accepts anything and comes last."""
    return table().formats


def recognised(head: str) -> Iterator[Format]:
    """The formats that accept a text that begins with `head`, surest first."""
    return (known for known in known_formats() if known.accepts(head))
