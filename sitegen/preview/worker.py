"""Builds in a process of its own, so that the server answers meanwhile and outlives whatever happens to a build.

The process stays for the next build, with all libraries loaded. It is spawned, not forked, because a build may itself
fork workers, which a process with threads cannot safely do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report, UsageError, from_os_error

_SHUTDOWN_SECONDS = 5.0
"""Seconds that a build gets to end by itself when the preview ends."""


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of one build."""

    diagnostics: tuple[Diagnostic, ...] = ()
    changed: bool = False
    """Whether a file of the site was written or removed."""
    summary: str = ""
    """What was built, for the terminal; empty when the build came to no end."""
    output: Path | None = None
    """Where the site lies; None when the configuration could not be read."""
    base_path: str = "/"
    """Decoded, as requests are compared with it."""
    watched: tuple[Path, ...] = ()
    """Folders whose changes call for another build."""


def run_build(load: Callable[[], Config]) -> Outcome:
    """Build from the configuration up, and never raise.

    Args:
        load: reads the configuration; picklable.
    """
    from sitegen.pipeline.build import build

    report, outcome = Report(), Outcome()
    try:
        config = load()
        outcome = _configured(config)
        result = build(config, report=report)
        files = f"{result.written} files written" if result.written else "nothing to write"
        summary = f"{result.papers} papers: {files} ({sum(result.seconds.values()):.2f} s)"
        outcome = replace(outcome, changed=bool(result.written or result.removed), summary=summary)
    except UsageError as problem:
        report.extend(problem.diagnostics)
    except OSError as problem:
        report.add(from_os_error(problem) or _unforeseen(problem))
    except Exception as problem:
        report.add(_unforeseen(problem))
    return replace(outcome, diagnostics=report.diagnostics)


class Worker:
    """Runs a task again and again in one other process, which is started anew should it die."""

    def __init__(self, task: Callable[[], Outcome]) -> None:
        self._task = task
        self._process: multiprocessing.process.BaseProcess | None = None
        self._end: Connection | None = None
        self._busy = False

    def run(self) -> Outcome:
        """Run the task in the other process; one that died gives an error as its outcome."""
        end = self._started()
        self._busy = True
        try:
            end.send(True)
            outcome = end.recv()
        except (EOFError, OSError):
            self._process = None
            message = "the build's process ended before the build did"
            return Outcome(diagnostics=(Diagnostic(severity="error", code="bug", message=message),))
        finally:
            self._busy = False
        assert isinstance(outcome, Outcome)
        return outcome

    def close(self) -> None:
        """End the process: at once when it is idle, else when its build has put away what it holds."""
        process, self._process = self._process, None
        if process is None or process.pid is None:
            return
        if self._busy and os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGINT)
        elif self._end:
            self._end.close()
        process.join(_SHUTDOWN_SECONDS)
        process.terminate()

    def _started(self) -> Connection:
        if self._process and self._end and self._process.is_alive():
            return self._end
        spawning = multiprocessing.get_context("spawn")
        self._end, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(self._task, theirs), name="sitegen build")
        self._process.start()
        theirs.close()
        return self._end


def _serve(task: Callable[[], Outcome], end: Connection) -> None:
    """The main function of the other process."""
    try:
        while True:
            end.recv()
            end.send(task())
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _configured(config: Config) -> Outcome:
    from sitegen.render.folders import FOLDER

    watched = [config.content, config.home / FOLDER]
    if config.theme:
        watched.append(config.theme)
    return Outcome(output=config.output, base_path=unquote(config.base_path), watched=tuple(watched))


def _unforeseen(problem: Exception) -> Diagnostic:
    """A bug, or a folder that went away under the build: with its traceback."""
    trace = "".join(traceback.format_exception(problem)).strip()
    return Diagnostic(severity="error", code="bug", message=f"the build failed: {problem!r}", hint=trace)
