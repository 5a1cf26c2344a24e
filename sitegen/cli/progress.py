"""Progress of a command: one line that is drawn again and again on a terminal, a line per stage elsewhere.

A short build shows neither.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

_DELAY_S = 0.7
"""Seconds before anything is shown."""
_FRAME_S = 0.1
"""Seconds between two drawings of the line."""
_LINE_INTERVAL_S = 10.0
"""Seconds without a further line where lines are not drawn over."""
_MIN_STAGE_S = 0.1
"""Seconds from which a stage that is over is shown."""
_BAR_WIDTH = 20
_CLEAR = "\r\x1b[K"


class Progress:
    """A context manager that a command calls with a stage's name, how much of it is done, and how much there is.

    Args:
        shown: whether to show anything.
        stream: where to; the error stream by default.
        clock: gives seconds.
    """

    def __init__(self, shown: bool, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._shown, self._stream, self._clock = shown, stream or sys.stderr, clock
        self._draws = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._start = self._began = self._next = clock()
        self._stage = self._shown_stage = ""
        self._over: list[str] = []
        self._is_drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_drawn:
            self._write(_CLEAR)

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Show how much of a stage is done; a total of 0 means that it is unknown."""
        if not self._shown:
            return
        now = self._clock()
        if stage != self._stage:
            if self._stage and now - self._began >= _MIN_STAGE_S:
                self._over.append(f"{self._stage} {now - self._began:.1f} s")
            self._stage, self._began = stage, now
        is_new = stage != self._shown_stage
        if now - self._start < _DELAY_S or not (is_new or now >= self._next):
            return
        parts = [stage, *_counted(done, total)]
        if self._draws:
            self._draw([*parts, *_bar(done, total), f"{now - self._began:.1f} s"])
        elif is_new:
            self._write(f"{stage} …\n")
        else:
            self._write(f"{' '.join(parts)}, {now - self._began:.0f} s\n")
        self._shown_stage, self._next = stage, now + (_FRAME_S if self._draws else _LINE_INTERVAL_S)

    def _draw(self, parts: list[str]) -> None:
        line = " · ".join([*self._over, " ".join(parts)])
        width = shutil.get_terminal_size().columns - 1
        # what is going on now matters more than what is over
        self._write(_CLEAR + line[-width:])
        self._is_drawn = True

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _counted(done: int, total: int) -> list[str]:
    if total:
        return [f"{done:,} of {total:,}"]
    return [f"{done:,}"] if done else []


def _bar(done: int, total: int) -> list[str]:
    if not total:
        return []
    full = min(_BAR_WIDTH, _BAR_WIDTH * done // total)
    return [f"[{'=' * full}{' ' * (_BAR_WIDTH - full)}]"]
