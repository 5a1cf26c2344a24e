"""Where the time of a build went, for whoever asked: by kind of file and by process.

A build that nobody asks wraps nothing and measures nothing. One that is asked gives the pool's tasks and the batches of
files another coat, which tells what it saw; the bytes are the same.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeAlias, TypeVar

from msgspec import Struct, structs

from sitegen.pipeline.workers import Awaited
from sitegen.routes import Output, Route

P = ParamSpec("P")
T = TypeVar("T")
_SLOWEST = 3

Taken: TypeAlias = tuple[str, Route, float]
"""Kind and route of a file, and the seconds of a processor that its bytes took."""


class Kind(Struct, frozen=True, kw_only=True):
    """All files of a kind that were rendered."""

    name: str
    files: int
    seconds: float
    slowest: tuple[tuple[Route, float], ...]


class Task(Struct, frozen=True, kw_only=True):
    """Something that another process was asked to do, or, under the name `build`, the build itself."""

    name: str
    process: int
    seconds: float
    processor: float
    """Seconds of a processor."""
    memory: int
    """Bytes that its process held at most; 0 where the system does not tell."""
    waited: float = 0.0
    """Seconds that the build itself had nothing to do but wait for it."""


class Profile(Struct, frozen=True, kw_only=True):
    """Where the time of a build went."""

    kinds: tuple[Kind, ...]
    """The longest first."""
    tasks: tuple[Task, ...]
    """The build itself, and then the others in the order in which they came to an end."""


class Watched:
    """Outputs that note how long each took whoever went through them."""

    def __init__(self, outputs: Iterable[Output], taken: list[Taken]) -> None:
        self._outputs, self.taken = outputs, taken

    def __iter__(self) -> Iterator[Output]:
        for output in self._outputs:
            # the processor's time, for a page is not slow because something else is going on
            start = time.process_time()
            yield output
            self.taken.append((output.render.__name__, output.route, time.process_time() - start))


class Profiler(Executor):
    """A pool that passes everything on to another, and remembers how long it took."""

    def __init__(self) -> None:
        self._pool: Executor | None = None
        self._start, self._processor = time.perf_counter(), time.process_time()
        self._taken: list[Taken] = []
        self._tasks: list[Task] = []

    def over(self, pool: Executor) -> Executor:
        """Itself, before another pool."""
        self._pool = pool
        return self

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        assert self._pool
        told = self._pool.submit(_Measured(fn), *args, **kwargs)
        return Awaited(lambda: self._learned(told), told.done)

    def watched(self, outputs: Iterable[Output]) -> Iterable[Output]:
        """The outputs, to be rendered wherever: the profile will know of them."""
        return Watched(outputs, self._taken)

    def profile(self) -> Profile:
        """What is known by now."""
        kinds: defaultdict[str, list[tuple[float, Route]]] = defaultdict(list)
        for kind, route, seconds in self._taken:
            kinds[kind].append((seconds, route))
        found = [_kind(name, sorted(files, reverse=True)) for name, files in kinds.items()]
        build = _task("build", self._start, self._processor)
        return Profile(kinds=tuple(sorted(found, key=lambda kind: -kind.seconds)), tasks=(build, *self._tasks))

    def _learned(self, told: Future[Any]) -> Any:
        start = time.perf_counter()
        result, task, taken = told.result()
        self._tasks.append(structs.replace(task, waited=time.perf_counter() - start))
        self._taken += taken
        return result


class _Measured:
    """A task in its other coat."""

    def __init__(self, task: Callable[..., Any]) -> None:
        self._task, self.__name__ = task, task.__name__

    def __call__(self, *args: Any, **named: Any) -> tuple[Any, Task, list[Taken]]:
        taken: list[Taken] = []
        for given in args:
            if isinstance(given, Watched):
                given.taken = taken
        start, processor = time.perf_counter(), time.process_time()
        return self._task(*args, **named), _task(self.__name__, start, processor), taken


def _task(name: str, start: float, processor: float) -> Task:
    seconds, worked = time.perf_counter() - start, time.process_time() - processor
    return Task(name=name, process=os.getpid(), seconds=seconds, processor=worked, memory=_memory())


def _memory() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _kind(name: str, files: list[tuple[float, Route]]) -> Kind:
    return Kind(
        name=name.replace("_", " "),
        files=len(files),
        seconds=sum(seconds for seconds, _ in files),
        slowest=tuple((route, seconds) for seconds, route in files[:_SLOWEST]),
    )
