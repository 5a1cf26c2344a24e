"""How far a build is: a bar on a terminal, a line a stage elsewhere.

A build that is over in the blink of an eye shows neither, and does not pay for the library that draws the bar.
"""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PATIENCE = 0.7
"""Seconds without a word."""


class Progress:
    """A context manager that a build calls with a stage's name, how much of it is done, and how much there is."""

    def __init__(self, shown: bool) -> None:
        self._shown = shown
        self._stage = ""
        self._start = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Tells that `done` of `total` of a stage are done; a total of 0 means nobody knows."""
        if not self._shown or time.monotonic() - self._start < _PATIENCE:
            return
        if sys.stderr.isatty():
            self._draw(stage, done, total)
        elif stage != self._stage:
            self._stage = stage
            click.echo(f"{stage} …", err=True)

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None or self._task is None:
            self._bar = _bar()
            self._task = self._bar.add_task(stage)
        self._bar.update(self._task, description=stage, completed=done, total=total or None)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar
