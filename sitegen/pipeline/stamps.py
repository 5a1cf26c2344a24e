"""Stamps of files, by which a change is noticed without reading them: size and times of change."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

from sitegen.folders import is_utf_8

Stamp: TypeAlias = tuple[int, int, int]
"""Size in bytes, and the times of the last change of content and of status in nanoseconds."""
Stamps: TypeAlias = dict[str, Stamp]
"""By path below a folder, with `/`."""

_TICK = 20_000_000
"""Nanoseconds in which a file system's clock may stand still."""
_COARSE_TICK = 2_000_000_000
"""The same where times are kept in whole milliseconds or seconds."""


def scan(folder: Path) -> Stamps:
    """The stamps of all files below a folder, empty where there is none; not of hidden files and Python's own, nor of
    those whose names are not UTF-8."""
    stamps: Stamps = {}
    waiting = [(str(folder), "")]
    while waiting:
        folder_path, prefix = waiting.pop()
        try:
            entries = os.scandir(folder_path)
        except OSError:
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name == "__pycache__" or not is_utf_8(name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{name}/"))
                else:
                    stamps[prefix + name] = stamp(entry)
    return stamps


def stamp(file: os.DirEntry[str] | Path | str) -> Stamp:
    """The stamp of one file; zeros for a link that leads nowhere."""
    try:
        status = file.stat() if isinstance(file, os.DirEntry) else os.stat(file)
    except OSError:
        return (0, 0, 0)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def with_unsettled_marked(stamps: Stamps, now: int) -> Stamps:
    """The stamps, but for files changed just now, which may change again within one tick and keep their stamp.

    Those get a stamp that no later look will give, so that nothing learned from them is taken for known.

    Args:
        now: nanoseconds since 1970, no later than when the files are read.
    """
    return {
        path: stamp if now - stamp[2] > (_TICK if stamp[2] % 1_000_000 else _COARSE_TICK) else (stamp[0], now, 0)
        for path, stamp in stamps.items()
    }
