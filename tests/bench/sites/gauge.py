"""What a run of a program costs: seconds, seconds of processors, and the memory of all its processes.

Seconds are taken of runs that nobody looks at. Memory is taken of a run of its own, because looking costs time: every
20 ms the proportional set sizes (PSS) of the program and its descendants are added up, so that pages which forked
workers share count once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

_EVERY = 0.02
Command = Sequence[str | Path]


class Cost(Struct, frozen=True):
    """What one run took."""

    wall: float
    processor: float
    """Seconds of user and system, of the program and all it started."""
    others: float = 0.0
    """Processors that everybody else kept busy meanwhile."""


def cost(command: Command, folder: Path) -> Cost:
    """Runs a program and waits for it.

    Raises:
        SystemExit: it failed; with what it said, since nothing can be measured then.
    """
    # what earlier runs left to be written must not slow this one
    os.sync()
    with (folder / ".said").open("w+b") as said:
        start, busy = time.perf_counter(), _busy()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        processor = used.ru_utime + used.ru_stime
        others = max(0.0, _busy() - busy - processor) / wall
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{command[0]} failed: {said.read().decode('utf-8', 'replace')[-2000:]}")
    return Cost(wall, processor, others)


def _busy() -> float:
    """Seconds that all processors have worked since the machine was started."""
    user, nice, system, _, _, *interrupts = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def memory(command: Command, folder: Path) -> tuple[float, bytes]:
    """Runs a program, and tells its peak in megabytes and what it wrote to standard output.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    watch = _Watch(process.pid)
    watch.start()
    said = process.communicate()[0]
    watch.ended.set()
    watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return watch.peak / 1e6, said


class _Watch(threading.Thread):
    """Looks at a process and its descendants until it is told that they ended."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self.peak = 0
        self._process = process

    def run(self) -> None:
        while not self.ended.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_held, _tree(self._process))))


def _tree(process: int) -> Iterator[int]:
    """A process and its descendants."""
    yield process
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:
        return
    for thread in threads:
        try:
            children = (thread / "children").read_text()
        except OSError:
            continue
        for child in children.split():
            yield from _tree(int(child))


def _held(process: int) -> int:
    """Bytes that a process holds, its share of what it shares with others; 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_bytes().split(b"\n")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
