"""Watches the files that a site is made from.

Folders may not be there yet, or go away and come back, so beside the system's events a look at which folders are
there is taken every second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.config import Config
from sitegen.render.theme_folders import FOLDER

if TYPE_CHECKING:
    from watchfiles import Change

_LOOK = 1000
"""Milliseconds between looks at which folders are there."""
_SETTLE = 150
"""Milliseconds in which what an editor or a `git checkout` changes at once is gathered, at most."""
_STEP = 10
"""Milliseconds without a change after which nothing more is waited for."""


class Watched(Struct, frozen=True):
    """What is watched."""

    trees: tuple[Path, ...]
    """Folders of which every change counts."""
    folders: tuple[Path, ...] = ()
    """Folders of which only coming and going counts."""

    @property
    def present(self) -> dict[Path, int]:
        """The folders that are there, each with its inode, since one may be replaced by another of its name."""
        return _present((*self.trees, *self.folders))


def watched(config: Config | None, content: Path) -> Watched:
    """What a site is made from; the content folder even while the configuration cannot be read."""
    if config is None:
        return Watched((content,))
    # a site that somebody deleted is built again as well
    return Watched((config.content, config.theme or config.home / FOLDER), (config.output,))


async def changes(watched_now: Callable[[], Watched], stop: asyncio.Event) -> AsyncIterator[tuple[str, ...] | None]:
    """Yield the paths of each burst of changes, and None when a folder comes or goes.

    Args:
        watched_now: asked again after each yield, since a changed configuration may name others.
        stop: ends the watch when set.
    """
    while not stop.is_set():
        watched = _present(watched_now().trees)
        # what changed between the last build and the beginning of this watch would be missed
        before: dict[Path, int] | None = None
        async for burst in _bursts(list(watched), stop):
            present = watched_now().present
            if not burst and present == before:
                continue
            yield burst if present == before else None
            before = watched_now().present
            if _present(watched_now().trees) != watched:
                break


async def _bursts(folders: list[Path], stop: asyncio.Event) -> AsyncIterator[tuple[str, ...]]:
    """Yield the paths of each burst of changes below the folders, and none when there was none for a while."""
    from watchfiles import awatch

    async for burst in awatch(
        *folders,
        watch_filter=matters(folders),
        debounce=_SETTLE,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        yield tuple(path for _, path in burst)


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
