"""The files in `content/sources/`: which there are, what they are called, and what each holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.folders import list_files
from sitegen.model import Date, Digest
from sitegen.pages import ledger
from sitegen.pages.documents import PageFile
from sitegen.text import slug
from sitegen.text.addresses import is_url

FOLDER = ledger.FOLDER
STREAMED = 64 * 2**20
"""Bytes, unpacked, from which a file of lines or records is never held in memory as a whole."""

LARGE = 8 * 2**20
"""Bytes, unpacked, from which a source of lines or records is read a part at a time."""

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
_DATE = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


def files(content: Path, report: Report) -> list[str]:
    """Paths of all sources relative to the content folder, sorted."""
    return [path for path in list_files(content.as_posix(), FOLDER, report) if path.casefold() != ledger.PATH]


def digests(files: Sequence[PageFile], root: str) -> list[str]:
    """SHA-256 of each of the files, in hex: a task, so that unchanged sources are not read by every build."""
    hexadecimal = []
    for source in files:
        with Path(root, source.path).open("rb") as file:
            hexadecimal.append(hashlib.file_digest(file, "sha256").hexdigest())
    return hexadecimal


def recipe(config: Config) -> str:
    """How the configuration has sources repaired, as the ledger remembers it; empty for the default."""
    if not config.repair:
        return "no repair"
    return f"without {', '.join(sorted(config.repair_skip))}" if config.repair_skip else ""


def read(config: Config, source: Path | bytes, path: str, hint: str, report: Report) -> Digest:
    """Read one source, packed or not, as the configuration has it; a part at a time where it is large."""
    from sitegen.ingest import Source, ingest, streamed
    from sitegen.ingest.compression import is_larger, unpacked

    def read_part(data: bytes, report: Report) -> Digest:
        return ingest(data, path, report, date_hint=hint, repair=config.repair, repair_skip=config.repair_skip)

    if is_larger(source, LARGE) and streamed.has_parts(source):
        return streamed.whole(streamed.digests(source, Source(path, report), read_part))
    plain = unpacked(source, Source(path, report))
    return Digest() if plain is None else read_part(plain, report)


def dated(digest: Digest, date: Date) -> Digest:
    """A digest whose papers are all listed on one day; as it is for an empty date, or for one of its several days."""
    if not date or any(entry.listed == date for entry in digest.entries):
        return digest
    entries = tuple(structs.replace(entry, listed="") if entry.listed else entry for entry in digest.entries)
    start = digest.start if digest.date == date else ""
    return structs.replace(digest, date=date, start=start, ranges=(), entries=entries)


def is_streamed(file: Path) -> bool:
    """Whether a file is too large to be held in memory, and can be read a part at a time."""
    if file.stat().st_size < STREAMED // 64:
        return False
    from sitegen.ingest import compression, streamed

    return compression.is_larger(file, STREAMED) and streamed.has_parts(file)


def date_in(name: str) -> str:
    """The date that a file's name carries, or at least its year; else empty.

    >>> date_in("sources/2025-03-28-2.txt")
    '2025-03-28'
    """
    file = name.replace("\\", "/").rpartition("/")[2]
    if date := _DATE.search(file):
        return date[0]
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", file)
    return year[0] if year else ""


def stem(path: str) -> str:
    """A file's name without its endings, in the case in which file systems compare names."""
    return path.rpartition("/")[2].partition(".")[0].casefold()


def own_name(name: str) -> str:
    """What to call a source that has no day: its file's name, or its server's."""
    parts = urlsplit(name) if is_url(name) else None
    path = unquote(parts.path) if parts else name
    words = slug.slug(path.rstrip("/").rpartition("/")[2].removesuffix(suffix(name, b"")))
    return words[: slug.LIMIT].strip("-") or (slug.slug(parts.netloc) if parts else "") or "source"


def suffix(name: str, data: bytes) -> str:
    """The name's own suffix where it has one, else one by what the data look like."""
    from sitegen.ingest import compression

    path = Path(unquote(urlsplit(name).path) if is_url(name) else name)
    known = [ending for ending in path.suffixes if _SUFFIX.fullmatch(ending)][-2:]
    if known and known[-1] == path.suffix:
        is_packed = path.suffix.lower() in compression.SUFFIXES
        return "".join(known) if is_packed else path.suffix
    start = data.lstrip()[:5]
    if start[:1] in (b"{", b"["):
        return ".json"
    return ".xml" if start in (b"<?xml", b"<feed", b"<rss ") else ".txt"
