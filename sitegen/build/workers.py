"""Other processors: an executor whose every task is a forked copy of the build.

A fork inherits the catalog and the compiled templates for nothing, so a task gets no more than the name of its share,
and gives back no more than bytes. Where a system cannot fork, or other threads are about, tasks run one after the
other in the build itself, with the same result.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def executor(jobs: int) -> Executor:
    """The default executor for so many processes; 0 for one a processor."""
    # a forked child of a process with threads may wait for ever for a lock that nobody in it holds
    alone = threading.active_count() == 1
    return Forks() if (jobs or os.cpu_count() or 1) > 1 and alone and hasattr(os, "fork") else InTurn()


class InTurn(Executor):
    """Runs each task when its result is asked for."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return _Awaited(lambda: fn(*args, **kwargs))


class Forks(Executor):
    """Runs each task in a child process of its own, which starts at once."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        reading, writing = os.pipe()
        # what waits in a buffer would be written twice
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child:
            os.close(writing)
            return _Awaited(lambda: _received(child, reading))
        os.close(reading)
        _run(lambda: fn(*args, **kwargs), writing)
        os._exit(0)


class _Awaited(Future[T]):
    """A future whose result is fetched by whoever asks for it."""

    def __init__(self, fetch: Callable[[], T]) -> None:
        super().__init__()
        self._fetch: Callable[[], T] | None = fetch

    def result(self, timeout: float | None = None) -> T:
        fetch, self._fetch = self._fetch, None
        if fetch is not None:
            try:
                self.set_result(fetch())
            except BaseException as problem:
                self.set_exception(problem)
        return super().result(timeout)


def _run(task: Callable[[], Any], writing: int) -> None:
    """A child's whole life. Whatever happens in it is the parent's to tell."""
    with os.fdopen(writing, "wb") as pipe:
        try:
            told = pickle.dumps((True, task()), pickle.HIGHEST_PROTOCOL)
        except BaseException as problem:
            told = _pickled(problem)
        try:
            pipe.write(told)
        except BrokenPipeError:
            os._exit(1)


def _pickled(problem: BaseException) -> bytes:
    import traceback

    problem.add_note("in a worker:\n" + "".join(traceback.format_tb(problem.__traceback__)))
    try:
        return pickle.dumps((False, problem))
    except Exception:
        return pickle.dumps((False, RuntimeError("".join(traceback.format_exception(problem)))))


def _received(child: int, reading: int) -> Any:
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    if not told:
        raise RuntimeError("a worker process was killed")
    well, value = pickle.loads(told)
    if well:
        return value
    raise value
