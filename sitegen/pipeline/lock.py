"""Locks, so that there is one build at a time.

Two builds of one content folder would both make pages of its sources, and two into one output folder would write over
each other's files. So a build holds a lock on either, and another one waits. It is the operating system's lock on an
open file: it ends with the process that holds it, however that ends, so none is ever left behind.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sitegen.config import Config
from sitegen.pipeline import Progress, silent

NAME = "lock"
_PAUSE = 0.05
"""Seconds between two looks at a lock that is taken."""
_TRIES = 9
_NO_LOCKS = True
"""A file system without locks, as some of a network are: nothing can be waited for, and the build goes on."""

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """A byte beyond the end of the file: a lock on it keeps nobody from reading the file."""

    def _take(file: int) -> bool:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return _NO_LOCKS
        return True

    def _release(file: int) -> None:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return _NO_LOCKS
        return True

    def _release(file: int) -> None:
        # explicitly, because a process that was forked meanwhile may keep the file open
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def of_content(config: Config, progress: Progress = silent) -> Iterator[None]:
    """Hold the lock of a content folder; wait while another process holds it.

    The lock is `.sitegen/lock`, which names its holder, or the content folder itself where that cannot be opened.
    """
    lock = str(config.cache / NAME)
    ways = (lock, os.O_RDWR | os.O_CREAT), (lock, os.O_RDONLY), (str(config.content), os.O_RDONLY)
    with _held(ways, "waiting for another build of this site", progress) as file:
        if file is not None:
            # where it cannot be written, the holder is not named
            with contextlib.suppress(OSError):
                os.ftruncate(file, 0)
                os.lseek(file, 0, os.SEEK_SET)
                os.write(file, b"%d\n" % os.getpid())
        yield


def of_site(folder: str, progress: Progress = silent) -> AbstractContextManager[int | None]:
    """Hold the lock of an output folder that exists; two content folders may have the same."""
    return _held([(folder, os.O_RDONLY)], f"waiting for another build into {folder}", progress)


def of_file(path: str, progress: Progress) -> AbstractContextManager[int | None]:
    """Hold the lock of a file that one process may write at a time; it is made where it is missing."""
    return _held([(path, os.O_RDWR | os.O_CREAT)], f"waiting for another run with {path}", progress)


@contextmanager
def _held(ways: Iterable[tuple[str, int]], waiting: str, progress: Progress) -> Iterator[int | None]:
    """Hold the lock of the first file that opens with its flags."""
    file = _opened(ways)
    try:
        for _ in range(_TRIES):
            if file is None:
                break
            while not _take(file):
                progress(waiting + _holder(file), 0, 0)
                time.sleep(_PAUSE)
            if os.fstat(file).st_nlink:
                break
            # the file was deleted meanwhile, and others lock the next one of that name
            gone = file
            file = _opened(ways)
            os.close(gone)
        yield file
    finally:
        if file is not None:
            _release(file)
            os.close(file)


def _opened(ways: Iterable[tuple[str, int]]) -> int | None:
    for path, flags in ways:
        if flags & os.O_CREAT:
            with contextlib.suppress(OSError):
                os.mkdir(os.path.dirname(path))
        with contextlib.suppress(OSError):
            return os.open(path, flags, 0o666)
    return None


def _holder(file: int) -> str:
    with contextlib.suppress(OSError, ValueError):
        os.lseek(file, 0, os.SEEK_SET)
        return f" (process {int(os.read(file, 20))})"
    return ""
