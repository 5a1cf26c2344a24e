"""JSON that people read and compare, and texts between quotation marks."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

# YAML 1.2, 5.1: what is not printable there, and the separators that some readers take for line ends
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def indented(value: Any) -> bytes:
    """JSON with a line for each value, so that diffs are small, and a line end behind the last.

    >>> indented({"a": [1]})
    b'{\\n "a": [\\n  1\\n ]\\n}\\n'
    """
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def remembered(file: Path, kind: type[T]) -> T | None:
    """What an earlier run left in a file; None where there is no such file, or a broken one."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode(file.read_bytes(), type=kind)
    return None


def quoted(text: str) -> str:
    """A text in quotation marks, as TOML, YAML and JSON all read it; half a surrogate pair is no text, and replaced."""
    if text.isprintable():
        return msgspec.json.encode(text).decode()
    written = msgspec.json.encode(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).decode()
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
