"""The table of formats (`formats.toml`), which of them a text is of, and what is of none by its looks.

A build of pasted text has no use for the readers of thirty other formats, and to import them all takes longer than to
read it. So the table knows of each format where its parser lies and what every text of it has near its beginning; the
parser is imported where that fits. An editor who adds a picture, a login page's answer or an empty list is told what it
is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen.ingest.parser import Parser
from sitegen.text import decode

ENRICHED = -1
"""Trust of what was looked up for a paper: it only completes what its sources tell, those of old ledgers included."""
FEED = 20
"""Trust of feeds of anybody, whose day is that of their last change and none of a listing."""
PASTED = 10
"""Trust of text that no format but the last claims; it may be anything."""
_BEGINS = {"json": r"[{\[]", "xml": "<"}
_ABOVE_ROOT = r"(?:<\?[^>]*>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>\s*)*"
HEAD = 20_000
"""Characters, or bytes, by which a source is recognised."""
_CONTROLS = bytes(code for code in range(27) if code not in b"\t\n\v\f\r")
_LONGEST = 100_000
"""Characters of JSON that is looked into for what it says."""
HINT = "sitegen explain formats lists what is read; Zotero, JabRef and pandoc turn others into RIS, BibTeX or CSL-JSON"
SAVED_AS_TEXT = "save documents as plain text or web page, tables as CSV, or copy the text into a file; unpack a ZIP"
_FAULTS = ("error", "errors", "message", "detail", "Error", "Message")


class Format(Struct, frozen=True, kw_only=True):
    """A format of sources, as the table describes it."""

    name: str = ""
    """Its key in the table."""
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
        return (
            re.match(start, head.lstrip("\ufeff \t\r\n"), re.MULTILINE) is not None
            and all(re.search(mark, head, re.MULTILINE) for mark in self.marks)
            and (not self.asks or bool(self._module().sniff(head)))
        )

    def _module(self) -> Any:
        return import_module(f"{__package__}.{self.parser.rpartition('.')[0]}")


class Table(Struct, frozen=True):
    """The whole table."""

    formats: dict[str, Format]
    binary: dict[str, tuple[str, ...]]
    """Files that are no text, and how they begin, each byte as the character of its number."""
    unread: dict[str, str]
    """What texts that are not read are called, and how they begin, as regular expressions."""


@cache
def table() -> Table:
    """The table, read once."""
    return msgspec.toml.decode(files(__package__ or "").joinpath("formats.toml").read_bytes(), type=Table)


@cache
def known_formats() -> tuple[Format, ...]:
    """All formats, surest first; pasted text accepts anything and comes last."""
    return tuple(structs.replace(known, name=name) for name, known in table().formats.items())


def recognised(head: str) -> Iterator[Format]:
    """The formats that accept a text that begins with `head`, surest first."""
    return (known for known in known_formats() if known.accepts(head))


def unread_bytes(data: bytes) -> str:
    """What kind of file the bytes are that cannot be text; empty for text."""
    for kind, beginnings in table().binary.items():
        if data.startswith(tuple(begins.encode("latin-1") for begins in beginnings)):
            return kind
    head = data[:HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    # every other byte of UTF-16 is a control; the last may be half a character
    is_utf16 = bool(decode.split_mark(head[: len(head) // 2 * 2])[0])
    return "a binary file" if controls > max(8, 0.03 * len(head)) and not is_utf16 else ""


def unread_text(text: str) -> str:
    """Why a text that no parser but that of pasted text takes is none; empty where it may be pasted text."""
    head = text[:HEAD].lstrip()
    beginnings = table().unread.items()
    kinds = (kind.partition(";") for kind, begins in beginnings if re.match(begins, head, re.DOTALL | re.MULTILINE))
    kind, sign, remedy = next(kinds, ("", "", ""))
    reason = _said(text) if kind == "JSON" else ""
    return reason or (f"this looks like {kind}, which is not read{sign}{remedy}" if kind else "")


def _said(text: str) -> str:
    """What a server says that answers with no papers."""
    try:
        value = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        return ""
    if value in ([], {}):
        return "this list is empty"
    if not isinstance(value, dict):
        return ""
    for key in _FAULTS:
        if isinstance(message := value.get(key), str) and message.strip():
            return f"this is no list of papers; it says: {' '.join(message.split())[:200]}"
    lists = [inside for inside in value.values() if isinstance(inside, list)]
    return "there is no paper in this answer" if lists and not any(lists) else ""
