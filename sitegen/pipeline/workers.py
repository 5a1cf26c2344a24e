"""Other processors: an executor whose tasks run in forked copies of the build.

A fork inherits the compiled templates for nothing, and gives back no more than bytes. One worker is forked ahead of any
task, to import meanwhile what some of them will need, does those one after the other, and ends. Where a system cannot
fork, or other threads are about, tasks run in the build itself, with the same result.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import select
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, NoReturn, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_ENDINGS = (signal.SIGINT, signal.SIGTERM)


def executor(jobs: int, prepare: Callable[[], object], prepared: Collection[str]) -> Executor:
    """The default executor for so many processes; 0 for one a processor.

    Args:
        prepare: what a worker may do before there is any task.
        prepared: names of the functions that are tasks for this worker, once each.
    """
    # a forked child of a process with threads may wait for ever for a lock that nobody in it holds
    alone = threading.active_count() == 1
    if (jobs or os.cpu_count() or 1) > 1 and alone and hasattr(os, "fork"):
        return Forks(prepare, prepared)
    return InTurn()


class InTurn(Executor):
    """Runs each task when its result is asked for."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return Awaited(lambda: fn(*args, **kwargs))


class Forks(Executor):
    """Runs each task in a child process of its own, which starts at once, but those that one is prepared for.

    Used as a context manager it leaves no child behind: whoever has not told its result by the end is stopped.
    """

    def __init__(self, prepare: Callable[[], object] | None = None, prepared: Collection[str] = ()) -> None:
        self._children: list[_Child] = []
        # nothing is ever written to it: it closes with this process, whatever ends that
        self._watched, self._life = os.pipe()
        self._prepared = set(prepared)
        self._ahead = self._waiting(prepare) if prepare else None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        child = self._ahead
        if child and fn.__name__ in self._prepared:
            self._prepared.remove(fn.__name__)
            number = child.send(fn, args, kwargs, last=not self._prepared)
        else:
            child, number = self._doing(lambda: fn(*args, **kwargs)), 0
        return Awaited(partial(child.told, number), partial(child.has_told, number))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for child in self._children:
            child.dismiss()
        self._children.clear()
        if self._life:
            os.close(self._watched)
            os.close(self._life)
            self._life = 0

    def _doing(self, task: Callable[[], Any]) -> _Child:
        """A child with its task, which it inherits and nobody has to send."""
        reading, writing = os.pipe()
        with _uninterrupted():
            process = self._fork(reading)
            if not process:
                _live(iter([task]), writing, self._watched)
            os.close(writing)
            return self._born(_Child(process, reading))

    def _waiting(self, prepare: Callable[[], object]) -> _Child:
        """A child that prepares, and then waits for its tasks."""
        reading, writing = os.pipe()
        taking, giving = socket.socketpair()
        with _uninterrupted():
            process = self._fork(reading, giving.fileno())
            if not process:
                _live(_sent(prepare, taking), writing, self._watched)
            os.close(writing)
            taking.close()
            return self._born(_Child(process, reading, giving))

    def _born(self, child: _Child) -> _Child:
        self._children.append(child)
        return child

    def _fork(self, *ours: int) -> int:
        """Forks; the child lets go of the parent's ends of all pipes, or a parent that dies would leave it writing."""
        # what waits in a buffer would be written twice
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if not process:
            for end in (self._life, *ours, *(end for child in self._children for end in child.ends)):
                os.close(end)
        return process


class _Child:
    """A forked process that does one thing after another and tells what came of each, seen from its parent."""

    def __init__(self, process: int, answers: int, tasks: socket.socket | None = None) -> None:
        self._process: int | None = process
        self._answers = os.fdopen(answers, "rb")
        self._tasks = tasks
        self._sent = 0
        self._told: list[tuple[bool, Any]] = []

    @property
    def ends(self) -> list[int]:
        """The parent's ends of its pipes that are still open."""
        pipes = [] if self._answers.closed else [self._answers.fileno()]
        return pipes if self._tasks is None else [*pipes, self._tasks.fileno()]

    def send(self, fn: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any], last: bool) -> int:
        """Sends a task, and returns its number. A file goes, so that nobody has to wait until the child takes it."""
        assert self._tasks
        with tempfile.TemporaryFile() as task:
            pickle.dump((fn, args, named), task, pickle.HIGHEST_PROTOCOL)
            task.seek(0)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                # one that is killed is told of when its answer is asked for
                socket.send_fds(self._tasks, [b"\0"], [task.fileno()])
        self._sent += 1
        if last:
            self._close_tasks()
        return self._sent - 1

    def has_told(self, number: int) -> bool:
        ready = number == len(self._told) and select.select([self._answers], [], [], 0)[0]
        return number < len(self._told) or bool(ready)

    def told(self, number: int) -> Any:
        while len(self._told) <= number:
            try:
                self._told.append(pickle.load(self._answers))
            except EOFError:
                raise RuntimeError("a worker process was killed") from None
        if self._tasks is None and len(self._told) >= max(self._sent, 1):
            self._answers.close()
            self._wait()
        well, value = self._told[number]
        # what is told once is not kept
        self._told[number] = (False, None)
        if well:
            return value
        raise value

    def dismiss(self) -> None:
        """Stops a child that nobody waits for any more."""
        self._answers.close()
        self._close_tasks()
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)
            self._wait()

    def _close_tasks(self) -> None:
        if self._tasks:
            self._tasks.close()
            self._tasks = None

    def _wait(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            os.waitpid(process, 0)


class Awaited(Future[T]):
    """A future whose result is fetched by whoever asks for it."""

    def __init__(self, fetch: Callable[[], T], ready: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._fetch: Callable[[], T] | None = fetch
        self._ready = ready

    def done(self) -> bool:
        return self._fetch is None or self._ready()

    def result(self, timeout: float | None = None) -> T:
        self._settle()
        return super().result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._settle()
        return super().exception(timeout)

    def _settle(self) -> None:
        fetch, self._fetch = self._fetch, None
        if fetch is not None:
            try:
                self.set_result(fetch())
            except BaseException as problem:
                self.set_exception(problem)


def _sent(prepare: Callable[[], object], tasks: socket.socket) -> Iterator[Callable[[], Any]]:
    """Tasks as they come, until the parent closes its end."""
    prepare()
    while files := socket.recv_fds(tasks, 1, 1)[1]:
        with os.fdopen(files[0], "rb") as file:
            fn, args, kwargs = pickle.load(file)
        yield partial(fn, *args, **kwargs)
        del fn, args, kwargs
        _give_back()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Holds back Ctrl+C while a child is born: until it is known to its parent, and knows itself from it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _live(tasks: Iterator[Callable[[], Any]], writing: int, watched: int) -> NoReturn:
    """A child's whole life. Whatever happens in it is the parent's to tell."""
    # a terminal sends Ctrl+C to all of its processes; a child leaves it to its parent to end them both
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    threading.Thread(target=_end_with_parent, args=(watched,), daemon=True).start()
    try:
        with os.fdopen(writing, "wb") as pipe:
            for task in tasks:
                _tell(task, pipe)
                pipe.flush()
    except BrokenPipeError:
        os._exit(1)
    os._exit(0)


def _tell(task: Callable[[], Any], pipe: BinaryIO) -> None:
    try:
        told = (True, task())
    except BaseException as problem:
        pipe.write(_pickled(problem))
    else:
        # not as one string first: an index is large
        pickle.dump(told, pipe, pickle.HIGHEST_PROTOCOL)


def _give_back() -> None:
    """Gives the system what a task has freed, most of which glibc would keep for the next."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _end_with_parent(watched: int) -> None:
    os.read(watched, 1)
    os._exit(1)


def _pickled(problem: BaseException) -> bytes:
    import traceback

    problem.add_note("in a worker:\n" + "".join(traceback.format_tb(problem.__traceback__)))
    try:
        return pickle.dumps((False, problem))
    except Exception:
        return pickle.dumps((False, RuntimeError("".join(traceback.format_exception(problem)))))
