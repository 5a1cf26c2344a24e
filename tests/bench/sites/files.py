"""The files of a site: how many, how large, and which of them a run wrote."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

_GONE = "gone"


class File(Struct, frozen=True):
    """A file at one moment."""

    inode: int
    changed: int
    """When it was last written, in nanoseconds."""
    length: int
    digest: bytes


class Difference(Struct, frozen=True):
    """What a run did to a folder."""

    written: tuple[str, ...]
    """Files that are new or were written, whether their bytes changed or not."""
    in_vain: tuple[str, ...]
    """Of these, the ones whose bytes are as before."""
    removed: tuple[str, ...]


def files(folder: Path) -> dict[str, File]:
    """All files of a folder, which may be missing, by their path in it."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            at, data = path.stat(), path.read_bytes()
            digest = hashlib.blake2b(data).digest()
            found[path.relative_to(folder).as_posix()] = File(at.st_ino, at.st_mtime_ns, len(data), digest)
    return found


def difference(old: dict[str, File], new: dict[str, File]) -> Difference:
    """What happened between two moments of one folder."""
    written = sorted(path for path, file in new.items() if file != old.get(path))
    vain = (path for path in written if path in old and old[path].digest == new[path].digest)
    return Difference(tuple(written), tuple(vain), tuple(sorted(old.keys() - new.keys())))


def by_section(paths: Iterable[str]) -> Counter[str]:
    """How many files lie in each folder of a site, and how many beside the folders."""
    return Counter(path.partition("/")[0] + "/" if "/" in path else "" for path in paths)


def discard(folder: Path) -> None:
    """Puts a folder aside, for `empty` to remove.

    A file system may not use the place of a file again that was removed a minute ago, and ext4 looks at each such place
    for each new file: what is written just after thousands of files were removed takes several times as long.
    """
    if folder.exists():
        gone = folder.parent / _GONE
        gone.mkdir(exist_ok=True)
        folder.rename(gone / f"{len(list(gone.iterdir()))}-{folder.name}")


def empty(place: Path) -> None:
    """Removes what was put aside in a place."""
    shutil.rmtree(place / _GONE, ignore_errors=True)


def floor(site: Path, copy: Path) -> float:
    """Seconds of writing a site's files from memory into a new folder, one after the other, and nothing else."""
    # plain strings and descriptors: what pathlib adds to each file is no part of the floor
    ready = [(f"{copy}/{path.relative_to(site)}", path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    folders = {Path(path).parent for path, _ in ready}
    discard(copy)
    os.sync()
    start = time.perf_counter()
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for path, data in ready:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, data)
        os.close(file)
    taken = time.perf_counter() - start
    discard(copy)
    return taken
