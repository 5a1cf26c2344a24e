"""Bounds on the time of what must be linear: in seconds, or compared with a quarter of the input."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
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


def is_linear(read: Callable[[str], object], text: str) -> bool:
    """Whether a text takes about four times as long as a quarter of it; sixteen times would be a square."""

    def seconds(part: str) -> float:
        start = time.process_time()
        read(part)
        return time.process_time() - start

    # a collection of garbage may come in between
    return any(seconds(text) < 8 * seconds(text[: len(text) // 4]) + 0.1 for _ in range(3))
