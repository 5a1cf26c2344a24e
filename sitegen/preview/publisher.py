"""Builds in the background: a thread that pauses while a page is asked for, and starts again after a newer edit."""

from __future__ import annotations

import ctypes
import gc
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import ParamSpec, TypeVar

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report, from_os_error
from sitegen.pipeline.executor import SerialExecutor
from sitegen.pipeline.memory import Memory
from sitegen.preview.messages import Outcome, settings_of

P = ParamSpec("P")
T = TypeVar("T")

QUIET = 1.0
"""Seconds without an edit after which a build begins."""
_END = -1


class Superseded(BaseException):
    """A build is no longer wanted; no `Exception`, so that nothing on its way takes it for a fault."""


class Publisher:
    """Builds the newest state of the content, one build at a time.

    Args:
        load: reads the configuration.
        memory: what the renderer has read.
        done: is called with each outcome, in the thread.
    """

    def __init__(self, load: Callable[[], Config], memory: Memory, done: Callable[[Outcome], None]) -> None:
        self._load, self._memory, self._done = load, memory, done
        self._wanted = self._running = 0
        self._delay = 0.0
        self._changed = threading.Condition()
        self._may_run = threading.Event()
        self._may_run.set()
        self._thread = threading.Thread(target=self._run, name="sitegen build")

    def publish(self, generation: int, delay: float) -> None:
        """Build a state of the content, and give up that of an older one; `delay` in seconds."""
        with self._changed:
            self._wanted, self._delay = generation, delay
            self._changed.notify()
        if not self._thread.is_alive():
            self._thread.start()

    def pause(self) -> None:
        """Let the build pause at its next step, while a page is asked for."""
        self._may_run.clear()

    def resume(self) -> None:
        self._may_run.set()

    def close(self) -> None:
        """Give up and end; a build that is cut off leaves a site that works."""
        self.resume()
        with self._changed:
            self._wanted = _END
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while (generation := self._next()) != _END:
            try:
                self._running = generation
                self._done(run_build(self._load, generation, self._memory, self._step))
            except Superseded:
                continue
            _return_memory()

    def _next(self) -> int:
        """The state to build next, once nothing has changed for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted != self._running)
            while self._wanted != _END:
                generation = self._wanted
                if not self._changed.wait_for(lambda: self._wanted != generation, self._delay):  # noqa: B023
                    break
            return self._wanted

    def _step(self, *_: object) -> None:
        self._may_run.wait()
        if self._wanted != self._running:
            raise Superseded


class SteppingExecutor(SerialExecutor):
    """Runs tasks in this thread, with a step before each."""

    def __init__(self, step: Callable[[], None]) -> None:
        self._step = step

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        self._step()
        return super().submit(fn, *args, **kwargs)


def run_build(load: Callable[[], Config], generation: int, memory: Memory, step: Callable[..., None]) -> Outcome:
    """Build from the configuration up, and raise nothing but what `step` raises.

    Args:
        load: reads the configuration.
        generation: the state of the content.
        memory: what has been read already.
        step: is called again and again.
    """
    from sitegen.pipeline.build import build

    report, outcome = Report(), Outcome(generation=generation)
    with collecting(report):
        config = load()
        outcome = replace(outcome, settings=settings_of(config))
        result = build(config, report=report, progress=step, executor=SteppingExecutor(step), memory=memory)
        files = f"{result.written} files written" if result.written else "nothing to write"
        summary = f"{result.papers} papers: {files} ({sum(result.seconds.values()):.2f} s)"
        changed = bool(result.written or result.removed)
        outcome = replace(outcome, is_published=True, changed=changed, summary=summary)
    return replace(outcome, diagnostics=report.diagnostics)


def _return_memory() -> None:
    """Give what a build needed back to the system, which glibc keeps by default (malloc_trim(3); elsewhere nothing)."""
    gc.collect()
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def collecting(report: Report) -> Iterator[None]:
    """Report whatever is raised: bad settings, a folder that went away, a bug."""
    try:
        with report.collecting():
            yield
    except OSError as problem:
        report.add(from_os_error(problem) or unexpected_error(problem))
    except Exception as problem:
        report.add(unexpected_error(problem))


def unexpected_error(problem: Exception) -> Diagnostic:
    """A bug, or a folder that went away under the build: with its traceback."""
    trace = "".join(traceback.format_exception(problem)).strip()
    return Diagnostic(severity="error", code="bug", message=f"the build failed: {problem!r}", hint=trace)
