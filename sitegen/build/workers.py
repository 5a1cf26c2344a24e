"""Other processors: an executor whose tasks run in forked copies of the build.

A fork inherits the compiled templates for nothing, and gives back no more than bytes. One worker is forked ahead of any
task, to import meanwhile what some of them will need, and does those one after the other. Where a system cannot fork,
or other threads are about, tasks run in the build itself, with the same result.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, NoReturn, ParamSpec, TypeVar

if sys.platform != "win32":
    import fcntl

P = ParamSpec("P")
T = TypeVar("T")
_ENDINGS = (signal.SIGINT, signal.SIGTERM)


def executor(jobs: int, prepare: Callable[[], object], prepared: Collection[str]) -> Executor:
    """The default executor for so many processes; 0 for one a processor.

    Args:
        prepare: what a worker may do before there is any task.
        prepared: names of the functions that are tasks for this worker.
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
        self._prepared = frozenset(prepared)
        self._ahead = self._waiting(prepare) if prepare else None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        child = self._ahead
        if child and child.idle and fn.__name__ in self._prepared:
            child.send((fn, args, kwargs))
        else:
            child = self._doing(lambda: fn(*args, **kwargs))
        return Awaited(child.told, child.has_told)

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
        taking, giving = os.pipe()
        _widen(giving)
        with _uninterrupted():
            process = self._fork(reading, giving)
            if not process:
                _live(_sent(prepare, os.fdopen(taking, "rb")), writing, self._watched)
            os.close(writing)
            os.close(taking)
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
    """A forked process that does one thing after another and tells what came of it, seen from its parent."""

    def __init__(self, process: int, answers: int, tasks: int | None = None) -> None:
        self._process: int | None = process
        self._answers = os.fdopen(answers, "rb")
        self._tasks = None if tasks is None else os.fdopen(tasks, "wb")
        self.idle = tasks is not None
        """Whether it waits for a task."""

    @property
    def ends(self) -> list[int]:
        """The parent's ends of its pipes that are still open."""
        return [pipe.fileno() for pipe in (self._answers, self._tasks) if pipe and not pipe.closed]

    def send(self, task: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]) -> None:
        assert self._tasks
        self.idle = False
        pickle.dump(task, self._tasks, pickle.HIGHEST_PROTOCOL)
        self._tasks.flush()

    def has_told(self) -> bool:
        return bool(select.select([self._answers], [], [], 0)[0])

    def told(self) -> Any:
        try:
            well, value = pickle.load(self._answers)
        except EOFError:
            raise RuntimeError("a worker process was killed") from None
        if self._tasks:
            self.idle = True
        else:
            self._answers.close()
            self._wait()
        if well:
            return value
        raise value

    def dismiss(self) -> None:
        """Stops a child that nobody waits for any more."""
        self._answers.close()
        if self._tasks:
            with contextlib.suppress(BrokenPipeError):
                self._tasks.close()
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)
            self._wait()

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
        fetch, self._fetch = self._fetch, None
        if fetch is not None:
            try:
                self.set_result(fetch())
            except BaseException as problem:
                self.set_exception(problem)
        return super().result(timeout)


def _sent(prepare: Callable[[], object], pipe: BinaryIO) -> Iterator[Callable[[], Any]]:
    """Tasks as they come, until the parent closes its end."""
    prepare()
    while True:
        try:
            fn, args, kwargs = pickle.load(pipe)
        except EOFError:
            return
        yield partial(fn, *args, **kwargs)


def _widen(pipe: int) -> None:
    """Lets a pipe hold a small site's texts, so that nobody has to wait until they are read."""
    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)


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
                pipe.write(_outcome(task))
                pipe.flush()
    except BrokenPipeError:
        os._exit(1)
    os._exit(0)


def _outcome(task: Callable[[], Any]) -> bytes:
    try:
        return pickle.dumps((True, task()), pickle.HIGHEST_PROTOCOL)
    except BaseException as problem:
        return _pickled(problem)


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
