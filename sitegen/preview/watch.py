"""Notices when something that a site is made of changes.

Folders may not be there yet, or go away and come back, so beside the system's events a look at which folders are
there is taken every second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from watchfiles import Change

_LOOK = 1000
"""Milliseconds between looks at which folders are there."""
_SETTLE = 150
"""Milliseconds to gather what an editor or a `git checkout` changes at once."""


class Watched(Struct, frozen=True):
    """What to keep an eye on."""

    trees: tuple[Path, ...]
    """Folders of which every change counts."""
    folders: tuple[Path, ...] = ()
    """Folders of which only coming and going counts."""

    @property
    def present(self) -> dict[Path, int]:
        """The folders that are there, each with its inode, since one may be replaced by another of its name."""
        return _present((*self.trees, *self.folders))


async def changes(watched_now: Callable[[], Watched], stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield after each burst of changes, and when a folder comes or goes.

    Args:
        places: asked again after each yield, since a changed configuration may name others.
        stop: ends the watch when set.
    """
    while not stop.is_set():
        watched = _present(watched_now().trees)
        # what changed between the last build and the beginning of this watch would be missed
        before: dict[Path, int] | None = None
        async for burst in _bursts(list(watched), stop):
            if not burst and watched_now().present == before:
                continue
            yield
            before = watched_now().present
            if _present(watched_now().trees) != watched:
                break


async def _bursts(folders: list[Path], stop: asyncio.Event) -> AsyncIterator[bool]:
    """Yield True for a burst of changes below the folders, and False when there was none for a while."""
    from watchfiles import awatch

    if not folders:
        while not stop.is_set():
            await _rest(stop)
            yield False
    async for burst in awatch(
        *folders,
        watch_filter=matters(folders),
        debounce=_SETTLE,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        yield bool(burst)


def matters(folders: list[Path]) -> Callable[[Change, str], bool]:
    """Leave out what editors keep for themselves: swap files, and hidden ones such as Obsidian's."""
    from watchfiles import DefaultFilter

    usual = DefaultFilter()

    def counts(change: Change, name: str) -> bool:
        path = Path(name)
        inner = next((path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), path)
        return usual(change, name) and not any(part.startswith(".") for part in inner.parts)

    return counts


def _present(folders: Iterable[Path]) -> dict[Path, int]:
    present = {}
    for folder in folders:
        try:
            real = folder.resolve()
            present[real] = real.stat().st_ino
        except OSError:
            continue
    return present


async def _rest(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), _LOOK / 1000)
    except TimeoutError:
        return
