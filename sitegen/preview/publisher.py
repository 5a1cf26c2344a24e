"""Builds in the background: one process for each build, which a newer edit ends.

A build may be killed at any time (`pipeline.output.publish`), and the memory that it needed is free when it ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import cast

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report, from_os_error
from sitegen.preview.messages import Outcome, cut_off

QUIET = 1.0
"""Seconds without an edit after which a build begins."""
_LOOK = 0.05
"""Seconds between looks at whether a build is still wanted."""
_NICENESS = 10
"""How far a build gives way to the pages that are rendered meanwhile: see nice(2)."""
_END = -1


class Publisher:
    """Builds the newest state of the content, one build at a time.

    Args:
        load: reads the configuration; picklable.
        done: is called with each outcome, in a thread.
    """

    def __init__(self, load: Callable[[], Config], done: Callable[[Outcome], None]) -> None:
        self._load, self._done = load, done
        self._wanted = self._running = 0
        self._delay = 0.0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="sitegen publisher")

    def publish(self, generation: int, delay: float) -> None:
        """Build a state of the content, and give up that of an older one; `delay` in seconds."""
        with self._changed:
            self._wanted, self._delay = generation, delay
            self._changed.notify()
        if not self._thread.is_alive():
            self._thread.start()

    def close(self) -> None:
        """Give up and end; a build that is cut off leaves a site that works."""
        with self._changed:
            self._wanted = _END
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while (generation := self._next()) != _END:
            self._running = generation
            if outcome := self._build(generation):
                self._done(outcome)

    def _next(self) -> int:
        """The state to build next, once nothing has changed for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted != self._running)
            while self._wanted != _END:
                generation = self._wanted
                if not self._changed.wait_for(lambda: self._wanted != generation, self._delay):  # noqa: B023
                    break
            return self._wanted

    def _build(self, generation: int) -> Outcome | None:
        """What the build of a state came to; None if it was told to end before."""
        spawning = multiprocessing.get_context("spawn")
        end, theirs = spawning.Pipe(duplex=False)
        process = spawning.Process(target=_main, args=(self._load, generation, theirs), name="sitegen build")
        process.start()
        theirs.close()
        try:
            while not end.poll(_LOOK):
                if self._wanted != generation:
                    process.terminate()
                    return None
            return cast(Outcome, end.recv())
        except (EOFError, OSError):
            process.join()
            return cut_off(generation) if process.exitcode else None
        finally:
            process.join()
            end.close()


def _main(load: Callable[[], Config], generation: int, end: Connection) -> None:
    # a terminal sends Ctrl+C to all of its processes; the publisher ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # which the build takes as Ctrl+C, and puts its temporary files away
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if os.name == "posix":
        os.nice(_NICENESS)
    with suppress(OSError, KeyboardInterrupt):
        end.send(run_build(load, generation))


def run_build(load: Callable[[], Config], generation: int) -> Outcome:
    """Build from the configuration up, and raise nothing.

    Args:
        load: reads the configuration.
        generation: the state of the content.
    """
    from sitegen.pipeline.build import build

    report, outcome = Report(), Outcome(generation=generation)
    with collecting(report):
        config = load()
        outcome = replace(outcome, config=config)
        result = build(config, report=report)
        files = f"{result.written} files written" if result.written else "nothing to write"
        papers = "1 paper" if result.papers == 1 else f"{result.papers:,} papers"
        summary = f"{papers}: {files} ({sum(result.seconds.values()):.2f} s)"
        changed = bool(result.written or result.removed)
        outcome = replace(outcome, is_published=True, changed=changed, summary=summary)
    return replace(outcome, diagnostics=report.diagnostics)


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
