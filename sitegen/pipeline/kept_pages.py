"""The parsed pages, kept from one build to the next in a few dozen files, so that one edit rewrites one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from sitegen.pages.documents import KeptPaper, Memory
from sitegen.pipeline import memo

_SHELVES = 64


def load(folder: Path, made_by: bytes) -> Memory | None:
    """What `save` kept there; None where nothing can be had of it."""
    rest = memo.load(folder / "rest", Memory, made_by)
    if rest is None:
        return None
    papers: dict[str, KeptPaper] = {}
    for shelf in range(_SHELVES):
        papers |= memo.load(_file(folder, shelf), dict[str, KeptPaper], made_by) or {}
    return Memory(rest.content, papers, rest.editions)


def save(folder: Path, before: Memory | None, after: Memory, made_by: bytes) -> None:
    """Keeps what was read.

    Args:
        before: what is kept there; what is the same in it is not written again.
    """
    old = _shelved(before) if before else {}
    new = _shelved(after)
    for shelf in old.keys() | new.keys():
        if not _same(old.get(shelf, {}), new.get(shelf, {})):
            memo.save(_file(folder, shelf), new.get(shelf, {}), made_by)
    if before is None or after.content != before.content or not _same(after.editions, before.editions):
        memo.save(folder / "rest", Memory(after.content, {}, after.editions), made_by)


def mark(folder: Path) -> bytes:
    """What is others for other pages: whoever relies on what was kept here can tell whether it still is."""
    files = [folder / "rest", *(_file(folder, shelf) for shelf in range(_SHELVES))]
    return b"".join(map(memo.checksum, files))


def _shelved(memory: Memory) -> dict[int, dict[str, KeptPaper]]:
    shelves: defaultdict[int, dict[str, KeptPaper]] = defaultdict(dict)
    for path, kept in memory.papers.items():
        shelves[crc32(path.encode()) % _SHELVES][path] = kept
    return shelves


def _same(old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    """Whether two hold the very same records: what was taken over was not made anew."""
    return len(old) == len(new) and all(old.get(path) is kept for path, kept in new.items())


def _file(folder: Path, shelf: int) -> Path:
    return folder / f"papers-{shelf:02}"
