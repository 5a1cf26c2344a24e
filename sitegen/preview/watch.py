"""Tells when something that a site is made of changed.

Folders may not be there yet, or go away and come back, so beside the system's events a look at which folders are
there is taken every second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

_LOOK = 1000
"""Milliseconds between looks at which folders are there."""
_SETTLE = 150
"""Milliseconds to gather what an editor or a `git checkout` changes at once."""


async def changes(folders: Callable[[], Iterable[Path]], stop: asyncio.Event) -> AsyncIterator[None]:
    """Yields after each burst of changes below the folders, and when one of them comes or goes.

    Args:
        folders: asked again and again, since a changed configuration may name others.
        stop: ends the watch when set.
    """
    from watchfiles import awatch

    seen = _present(folders())
    while not stop.is_set():
        if not seen:
            await _rest(stop)
        else:
            async for burst in awatch(
                *seen,
                debounce=_SETTLE,
                stop_event=stop,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                if burst:
                    yield
                if _present(folders()) != seen:
                    break
        if stop.is_set():
            return
        present = _present(folders())
        if present != seen:
            seen = present
            yield


def _present(folders: Iterable[Path]) -> dict[Path, int]:
    """The folders that are there, each with its inode, since one may have been replaced by another of its name."""
    present = {}
    for folder in folders:
        try:
            present[folder] = folder.stat().st_ino
        except OSError:
            continue
    return present


async def _rest(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), _LOOK / 1000)
    except TimeoutError:
        return
