"""Where the processor time of a build went: by kind of page, and by task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from sitegen.routes import Route

_SLOWEST = 3


class TaskTime(Struct, frozen=True):
    """What one run of a task cost."""

    name: str
    seconds: float
    """Of a processor."""
    memory: int
    """Bytes that its process held at most until then; 0 where the system does not say."""


class PageTime(Struct, frozen=True):
    """What rendering one file cost."""

    kind: str
    route: Route
    seconds: float


class Kind(Struct, frozen=True, kw_only=True):
    """All files of a kind that were rendered."""

    name: str
    files: int
    seconds: float
    slowest: tuple[tuple[Route, float], ...]


class Task(Struct, frozen=True, kw_only=True):
    """All runs of a task."""

    name: str
    runs: int
    seconds: float
    memory: int
    """Bytes that any of its processes held at most."""


class Profile(Struct, frozen=True, kw_only=True):
    """Where the processor time of a build went, the longest first."""

    kinds: tuple[Kind, ...] = ()
    tasks: tuple[Task, ...] = ()


def make_profile(pages: Iterable[PageTime], tasks: Iterable[TaskTime]) -> Profile:
    """Sum up what was measured."""
    by_kind: defaultdict[str, list[tuple[float, Route]]] = defaultdict(list)
    for page in pages:
        by_kind[page.kind].append((page.seconds, page.route))
    by_name: defaultdict[str, list[TaskTime]] = defaultdict(list)
    for task in tasks:
        by_name[task.name].append(task)
    kinds = [_kind(name, sorted(files, reverse=True)) for name, files in by_kind.items()]
    sums = [
        Task(
            name=name,
            runs=len(runs),
            seconds=sum(run.seconds for run in runs),
            memory=max(run.memory for run in runs),
        )
        for name, runs in by_name.items()
    ]
    return Profile(
        kinds=tuple(sorted(kinds, key=lambda kind: -kind.seconds)),
        tasks=tuple(sorted(sums, key=lambda task: -task.seconds)),
    )


def _kind(name: str, files: list[tuple[float, Route]]) -> Kind:
    return Kind(
        name=name.replace("_", " "),
        files=len(files),
        seconds=sum(seconds for seconds, _ in files),
        slowest=tuple((route, seconds) for seconds, route in files[:_SLOWEST]),
    )
