"""What the process of a build does: it builds the site, says what that came to, and ends at any time."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report, from_os_error
from sitegen.preview.messages import Outcome
from sitegen.text.wording import quantity

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_NICENESS = 10
"""How far a build gives way to the pages that are rendered meanwhile: see nice(2)."""


def publish(load: Callable[[], Config], generation: int, end: Connection) -> None:
    """Build a state of the content, out of the way of the pages that are rendered meanwhile."""
    # a terminal sends Ctrl+C to all of its processes; the server ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, KeyboardInterrupt):
        # which the build takes as Ctrl+C, and puts its temporary files away
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if os.name == "posix":
            signal.signal(signal.SIGALRM, signal.default_int_handler)
            sys.unraisablehook = _end_after_callback
            os.nice(_NICENESS)
        end.send(run_build(load, generation))
        # nothing is left to put away
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_after_callback(lost: UnraisableHookArgs) -> None:
    """Have a build that is to end do so in a moment, where Python lost that within a callback, as imports have them."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        sys.__unraisablehook__(lost)


def run_build(load: Callable[[], Config], generation: int) -> Outcome:
    """Build from the configuration up, and raise nothing.

    Args:
        load: reads the configuration.
        generation: the state of the content.
    """
    from sitegen.api import today
    from sitegen.pages.lost_addresses import report_gone
    from sitegen.pipeline.build import build

    report, outcome = Report(), Outcome(generation=generation)
    with collecting(report):
        config = load()
        if not config.faults:
            outcome = replace(outcome, config=config)
        result = build(config, report=report, today=today)
        report_gone(result.gone, report)
        changes = ((result.written, "written"), (result.removed, "removed"))
        counts = (f"{quantity(count, 'file')} {verb}" for count, verb in changes if count)
        files = ", ".join(counts) or "nothing to write"
        summary = f"{quantity(result.papers, 'paper')}: {files} ({sum(result.seconds.values()):.2f} s)"
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
