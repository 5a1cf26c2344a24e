"""The names of files in `content/sources/`."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.ingest import compression
from sitegen.text import slug

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


def stem(path: str) -> str:
    """A file's name without its endings, in the case in which file systems compare names."""
    return path.rpartition("/")[2].partition(".")[0].casefold()


def own_name(name: str) -> str:
    """What to call a source that has no day: its file's name, or its server's."""
    parts = urlsplit(name) if is_address(name) else None
    path = unquote(parts.path) if parts else name
    words = slug.slug(path.rstrip("/").rpartition("/")[2].partition(".")[0])
    return words[: slug.LIMIT].strip("-") or (slug.slug(parts.netloc) if parts else "") or "source"


def suffix(name: str, data: bytes) -> str:
    """The name's own suffix where it has one, else one by what the data look like."""
    path = Path(unquote(urlsplit(name).path) if is_address(name) else name)
    known = [ending for ending in path.suffixes if _SUFFIX.fullmatch(ending)][-2:]
    if known and known[-1] == path.suffix:
        is_packed = path.suffix.lower() in compression.SUFFIXES
        return "".join(known) if is_packed else path.suffix
    start = data.lstrip()[:5]
    if start[:1] in (b"{", b"["):
        return ".json"
    return ".xml" if start in (b"<?xml", b"<feed", b"<rss ") else ".txt"


def is_address(name: str) -> bool:
    """Whether a source is named by an address rather than a path."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name))
