"""The executors of tasks: in this process, or in as many as the machine has processors."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_ENDING = (signal.SIGINT, signal.SIGTERM)
_LITTLE = 1 << 19
"""Bytes of content, some hundred papers, that one process reads and shows before a second would have begun."""


def make_executor(jobs: int, size: int) -> Executor:
    """The default executor for so many processes, this one among them.

    This process is busy too: it plans, renders lists and writes files, which is half of the work.

    Processes are forked, which gives them this one's modules for nothing, but not beside threads: a forked child may
    wait for ever for a lock that a thread held.

    Args:
        jobs: processes; 0 for one a processor, or for only this one if there is little to do.
    """
    jobs = jobs or (os.cpu_count() if size > _LITTLE else 1) or 1
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return ForkedWorkers(jobs - 1) if jobs > 1 and can_fork else SerialExecutor()


class SerialExecutor(Executor):
    """Runs each task when it is submitted, in this process."""

    processes = 1

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future


class Calls(Generic[T]):
    """Calls on an executor, whose results are taken in the order of submission.

    Who waits for one runs those that this machine's processes have not begun, the last one first, which they would
    reach last. Else this process would be idle for as long as they work. Of other executors nobody knows what is begun.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._waiting: deque[tuple[Future[T], Callable[[], T]]] = deque()
        self._begun = 0
        """How many at the end were done here, or are beyond reach."""

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Start a call."""
        future = self._executor.submit(function, *args, **kwargs)
        self._waiting.append((future, partial(function, *args, **kwargs)))
        self._begun = 0

    def take(self) -> T:
        """The result of the first call that is left."""
        while not self._waiting[0][0].done() and self._begun < len(self._waiting):
            self._begun += 1
            self._run(len(self._waiting) - self._begun)
        future, _ = self._waiting.popleft()
        return future.result()

    def _run(self, place: int) -> None:
        future, call = self._waiting[place]
        if isinstance(self._executor, ForkedWorkers) and future.cancel():
            self._waiting[place] = (SerialExecutor().submit(call), call)


class ForkedWorkers(ProcessPoolExecutor):
    """Forked processes beside this one, which works too; they end when it does, however it ends."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, multiprocessing.get_context("fork"), _start_worker)
        self.processes = workers + 1

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        # a worker that is told to end while it still has this process's handlers would live on, and be waited for
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    def __exit__(self, *error: object) -> None:
        # a build that failed does not wait for the tasks that it has not begun
        self.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    # a terminal sends Ctrl+C to all of its processes; the parent ends the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
