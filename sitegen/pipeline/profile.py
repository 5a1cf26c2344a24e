"""Where the processor time of a build went: by kind of page, and by task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from msgspec import Struct

from sitegen.routes import Route

_SLOWEST = 3

PageTime: TypeAlias = tuple[str, Route, float]
"""The kind of a file that was rendered, its route, and seconds of a processor."""


class Kind(Struct, frozen=True, kw_only=True):
    """All files of a kind that were rendered."""

    name: str
    files: int
    seconds: float
    slowest: tuple[tuple[Route, float], ...]


class Task(Struct, frozen=True, kw_only=True):
    """Runs of a task."""

    name: str
    runs: int = 1
    seconds: float
    """Of a processor."""
    memory: int
    """Bytes that any of its processes held at most until then; 0 where the system does not say."""


class Profile(Struct, frozen=True, kw_only=True):
    """Where the processor time of a build went, the longest first."""

    kinds: tuple[Kind, ...] = ()
    tasks: tuple[Task, ...] = ()


def make_profile(pages: Iterable[PageTime], runs: Iterable[Task]) -> Profile:
    """Sum up what was measured."""
    by_kind: defaultdict[str, list[tuple[Route, float]]] = defaultdict(list)
    for name, route, seconds in pages:
        by_kind[name].append((route, seconds))
    kinds = [
        Kind(
            name=name.replace("_", " "),
            files=len(files),
            seconds=sum(seconds for _, seconds in files),
            slowest=tuple(sorted(files, key=lambda file: (file[1], file[0]), reverse=True)[:_SLOWEST]),
        )
        for name, files in by_kind.items()
    ]
    tasks: dict[str, Task] = {}
    for run in runs:
        known = tasks.get(run.name, Task(name=run.name, runs=0, seconds=0, memory=0))
        seconds, memory = known.seconds + run.seconds, max(known.memory, run.memory)
        tasks[run.name] = Task(name=run.name, runs=known.runs + run.runs, seconds=seconds, memory=memory)
    return Profile(
        kinds=tuple(sorted(kinds, key=lambda kind: -kind.seconds)),
        tasks=tuple(sorted(tasks.values(), key=lambda task: -task.seconds)),
    )
