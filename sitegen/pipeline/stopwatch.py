"""Measures the stages of a build, and reports its progress."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sitegen.pipeline import Progress


class Stopwatch:
    """Seconds by stage.

    Args:
        progress: gets each stage, and how far it is.
    """

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self.progress = progress
        self._stage = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._stage = name
        self.tell(0, 0)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 4)

    def tell(self, done: int, total: int) -> None:
        self.progress(self._stage, done, total)
