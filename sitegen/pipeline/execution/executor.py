"""The executors of tasks: in this process, or in as many as the machine has processors."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def make_executor(jobs: int) -> Executor:
    """The default executor for so many processes, this one among them; 0 for one a processor.

    This process is busy too: it plans, renders lists and writes files, which is half of the work.

    Processes are forked, which gives them this one's modules for nothing, but not beside threads: a forked child may
    wait for ever for a lock that a thread held.
    """
    jobs = jobs or os.cpu_count() or 1
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return ForkedWorkers(jobs - 1) if jobs > 1 and can_fork else SerialExecutor()


class SerialExecutor(Executor):
    """Runs each task when it is submitted, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future


class ForkedWorkers(ProcessPoolExecutor):
    """Forked processes that end when this one does, however it ends."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs, multiprocessing.get_context("fork"), _start_worker)

    def __exit__(self, *error: object) -> None:
        # a build that failed does not wait for the tasks that it has not begun
        self.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    # a terminal sends Ctrl+C to all of its processes; the parent ends the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
