"""What no source of papers is, by its looks: files that are no text, and texts of formats that hold no papers here.

An editor who adds a picture, a login page's answer or an empty list is told what it is.
"""

from __future__ import annotations

import json
import re

from sitegen.ingest import formats
from sitegen.text import decode

_HEAD = 20_000
_CONTROLS = bytes(code for code in range(27) if code not in b"\t\n\v\f\r")
_LONGEST = 100_000
"""Characters of JSON that is looked into for what it says."""
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
HINT = "sitegen explain formats lists what is read; Zotero, JabRef and pandoc turn others into RIS, BibTeX or CSL-JSON"
_FAULTS = ("error", "errors", "message", "detail", "Error", "Message")


def binary(data: bytes) -> str:
    """What kind of file the bytes are that cannot be text; empty for text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    # every other byte of UTF-16 is a control; the last may be half a character
    is_utf16 = bool(decode.split_mark(head[: len(head) // 2 * 2])[0])
    return "a binary file" if controls > max(8, 0.03 * len(head)) and not is_utf16 else ""


def reason(text: str) -> str:
    """Why a text that no parser but that of pasted text takes is none; empty where it may be pasted text."""
    head = text[:_HEAD].lstrip()
    beginnings = formats.table().unread.items()
    kind = next((kind for kind, begins in beginnings if re.match(begins, head, re.DOTALL | re.MULTILINE)), "")
    if not kind:
        return ""
    return (kind == "JSON" and _said(text)) or f"this looks like {kind}, which is not read"


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
