"""A bound on time for what must be linear: far above what it takes, far below what a square of the input would."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float, *, waiting: bool = False) -> Iterator[None]:
    """Fail where something takes more seconds of the processor, which other programs cannot use up.

    Args:
        waiting: whether time counts in which nothing is done but to wait.
    """
    timer, number = (signal.ITIMER_REAL, signal.SIGALRM) if waiting else (signal.ITIMER_PROF, signal.SIGPROF)

    def stop(number: int, frame: object) -> None:
        raise AssertionError(f"not done after {seconds:g} seconds")

    before = signal.signal(number, stop)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)
