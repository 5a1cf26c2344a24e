"""Tasks: pure functions over chunks of papers, run by any executor, with results kept by the digest of their inputs.

    tasks = Tasks(executor, cache)
    for papers in tasks.map(parse_papers, [(chunk,) for chunk in chunks(files, key=path_of)], "content"):
        ...

Inputs and results travel as MessagePack, typed by the function's annotations, so that a task may run in this process,
in another one or on another machine. An inserted paper changes one chunk, because the boundaries depend on content.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from inspect import signature
from itertools import chain, islice, takewhile
from operator import ne, not_
from types import GenericAlias
from typing import Any, Generic, TypeAlias, TypeVar, get_type_hints
from zlib import crc32

import msgspec

from sitegen.pipeline.execution.cache import Cache, Key, decode, encode
from sitegen.pipeline.execution.executor import Calls, SerialExecutor
from sitegen.pipeline.execution.remote import RemoteExecutor
from sitegen.pipeline.profile import Task

T = TypeVar("T")
Attach: TypeAlias = Callable[..., tuple[Any, ...]]
CHUNK = 128
"""Items in a chunk, on average."""
_PENDING = 12
"""Results pending for each process, so that none is idle while this one does something else."""
_LARGE = 1 << 24
"""Bytes of shared arguments that are decoded for each task anew, not to stay in memory."""


def chunks(items: Iterable[T], key: Callable[[T], str], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Cut a sequence at items whose key has a certain digest, so that its other items do not move the cuts."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if crc32(key(item).encode()) % size == 0:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Memory:
    """The last results of functions and of tasks, each by its arguments, for the preview.

    It answers an edit in a fraction of a second by the functions of a build: those whose arguments are the last ones
    are looked up. Results are shared, so nobody may change them.

    >>> memory = Memory()
    >>> memory.call(sorted, "cab") is memory.call(sorted, "cab")
    True
    """

    def __init__(self) -> None:
        self._calls: dict[Callable[..., Any], tuple[tuple[Any, ...], Any]] = {}
        self._results: dict[Callable[..., Any], tuple[bytes, Sequence[Any], Sequence[Any]]] = {}

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """The result of a pure function; arguments that are the last ones' very objects compare quickly."""
        known = self._calls.get(function)
        if known and known[0] == arguments:
            return known[1]  # type: ignore[no-any-return]
        result = function(*arguments)
        self._calls[function] = arguments, result
        return result

    def results(
        self,
        task: Callable[..., Any],
        shared: bytes,
        inputs: Sequence[Any],
        run: Callable[[Sequence[Any]], Iterable[T]],
    ) -> Sequence[T]:
        """The results of a task in the order of its inputs.

        Args:
            shared: stands for the arguments that all its calls share.
            run: computes results; it is asked for those between the first and the last input that is new.
        """
        last, before, known = self._results.get(task, (shared, (), ()))
        before, known = (before, known) if last == shared else ((), ())
        start = _count_alike(before, inputs)
        end = _count_alike(reversed(before[start:]), reversed(inputs[start:]))
        new = run(inputs[start : len(inputs) - end])
        results = (*known[:start], *new, *known[len(known) - end :])
        self._results[task] = shared, inputs, results
        return results


def _count_alike(before: Iterable[Any], now: Iterable[Any]) -> int:
    """How many values at the beginning are the same in both."""
    return len(list(takewhile(not_, map(ne, before, now))))


class Tasks:
    """Runs tasks on an executor, but for those whose results are in the cache, or in memory."""

    def __init__(self, executor: Executor, cache: Cache, memory: Memory | None = None) -> None:
        self.executor, self.cache, self.memory = executor, cache, memory
        self.processes: int = getattr(executor, "processes", 1)
        """Tasks that the executor runs at a time."""
        self.times: list[Task] = []

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """The result of a pure function, looked up if its arguments are the last ones."""
        return self.memory.call(function, *arguments) if self.memory else function(*arguments)

    def call_stored(self, function: Callable[..., T], *arguments: Any) -> T:
        """The result of a slow pure function, looked up in memory or among the results of earlier builds."""
        if self.memory:
            return self.memory.call(function, *arguments)
        here = Tasks(SerialExecutor(), self.cache)
        return next(iter(here.map(function, [arguments])))

    def recall(
        self,
        task: Callable[..., list[T]],
        items: Sequence[Any],
        *shared: Any,
        key: Callable[[Any], str],
        attach: Attach | None = None,
        through: Callable[..., Any] | None = None,
    ) -> Iterable[T]:
        """The results of a task that gives one for each item, in their order; they stay in memory if anything does.

        Args:
            task: takes a chunk of the items, or what `through` makes of it, and gives as many results.
            key: what an item's digest is made from, by which chunks are cut.
            attach: as for `map`.
            through: a task that comes first, and whose results other tasks may share.
        """

        def run(new: Sequence[Any]) -> Iterable[T]:
            inputs: Iterable[tuple[Any, ...]] = [(chunk,) for chunk in chunks(new, key)]
            if through:
                inputs = self.map(through, inputs).encoded()
            return chain.from_iterable(self.map(task, inputs, *shared, attach=attach))

        return self.memory.results(task, encode(shared), items, run) if self.memory else run(items)

    def map(
        self, task: Callable[..., T], inputs: Iterable[tuple[Any, ...]], *shared: Any, attach: Attach | None = None
    ) -> Results[T]:
        """Start a task for each of several inputs, for more of them as results are taken.

        Args:
            task: a module-level function whose annotations `msgspec` understands.
            attach: from all arguments to first ones that hold the files they name, for workers without the files.
        """
        return Results(self, task, inputs, shared, attach)


class Results(Generic[T]):
    """The results of a task for several inputs, in the order of the inputs. Iteration waits for each.

    Inputs are asked for as results are taken, so that neither those nor these are all in memory.
    """

    def __init__(
        self,
        tasks: Tasks,
        task: Callable[..., T],
        inputs: Iterable[tuple[Any, ...]],
        shared: tuple[Any, ...],
        attach: Attach | None,
    ) -> None:
        self._tasks, self._task, self._inputs, self._attach = tasks, task, iter(inputs), attach
        self._shared, self._common = shared, encode(shared)
        # what all calls share may be large, and is digested once
        self._prefix = tasks.cache.key(f"{task.__module__}.{task.__qualname__}", self._common)
        self._kind = get_type_hints(task)["return"]
        self._pending: deque[tuple[Key, bytes | None]] = deque()
        """Stored values, or None for those that the executor makes and that are stored under a key then."""
        self._calls: Calls[tuple[bytes, Task]] = Calls(tasks.executor)
        self._start()

    def __iter__(self) -> Iterator[T]:
        return (decode(data, self._kind) for data in self._values())

    def encoded(self) -> Iterator[tuple[msgspec.Raw]]:
        """The results as arguments of another task."""
        return ((msgspec.Raw(data),) for data in self._values())

    def _values(self) -> Iterator[bytes]:
        # a result is read once, and large
        while self._pending:
            key, data = self._pending.popleft()
            if not data:
                data, spent = self._calls.take()
                self._tasks.times.append(spent)
                self._tasks.cache.put(key, data)
            self._start()
            yield data

    def _start(self) -> None:
        """Look results up, or start tasks, until enough are pending that no process is idle."""
        cache, executor = self._tasks.cache, self._tasks.executor
        for arguments in islice(self._inputs, _PENDING * self._tasks.processes - len(self._pending)):
            data = encode(arguments)
            key = cache.key(self._prefix, data)
            value = cache.get(key)
            self._pending.append((key, value))
            if not value:
                if self._attach and isinstance(executor, RemoteExecutor):
                    data = encode(self._attach(*arguments, *self._shared))
                self._calls.submit(_execute, self._task, data, self._common)


def _execute(task: Callable[..., Any], data: bytes, common: bytes) -> tuple[bytes, Task]:
    """Run a task on encoded inputs, wherever this is."""
    start = time.process_time()
    hints = get_type_hints(task)
    kinds = tuple([hints[name] for name in signature(task).parameters])
    count = len(msgspec.msgpack.decode(data, type=tuple[msgspec.Raw, ...]))
    own, shared = GenericAlias(tuple, kinds[:count]), GenericAlias(tuple, kinds[count:])
    decode_shared = decode if len(common) > _LARGE else _decode_once
    result = encode(task(*decode(data, own), *decode_shared(common, shared)))
    return result, Task(name=task.__name__, seconds=time.process_time() - start, memory=peak_memory())


@lru_cache(maxsize=4)
def _decode_once(data: bytes, kind: Any) -> Any:
    # the same bytes come with every chunk, and may be a whole vocabulary
    return decode(data, kind)


def peak_memory() -> int:
    """Bytes that this process has held at most; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
