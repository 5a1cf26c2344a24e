"""The processes that render pages and build the site, so that the server answers meanwhile and outlives all of them.

One renders pages, and stays for the next change, with the content in memory; each build has one of its own, and the
memory that it needed is free when it ends. All are spawned, not forked, because they may themselves fork workers, which
a process with threads cannot safely do.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.pipeline.numerics import load_numpy
from sitegen.preview.messages import Changed, Message, Outcome, Refreshed, Wanted, cut_off
from sitegen.preview.publisher import collecting, publish
from sitegen.routes import HOME

if TYPE_CHECKING:
    from sitegen.preview.renderer import Renderer

_SHUTDOWN_SECONDS = 5.0
"""Seconds that the process gets to end by itself when the preview ends."""
_spawning = multiprocessing.get_context("spawn")


class Worker:
    """The process that renders, which is started anew at the next change should it die, and those that build.

    Args:
        load: reads the configuration; picklable.
    """

    def __init__(self, load: Callable[[], Config]) -> None:
        self._load = load
        self._process: multiprocessing.process.BaseProcess | None = None
        self._end: Connection | None = None
        self._changed = threading.Condition()
        self._is_closed = False

    def send(self, message: Changed | Wanted) -> bool:
        """Send a message to the process; a change starts one where there is none.

        Returns:
            Whether there is a process to receive it.
        """
        with self._changed:
            if self._end is None and isinstance(message, Changed) and not self._is_closed:
                self._start()
            with contextlib.suppress(OSError):
                if self._end:
                    self._end.send(message)
                    return True
        return False

    def receive(self) -> Message | None:
        """Wait for a message of the process: an error if it died, and None after `close`."""
        with self._changed:
            self._changed.wait_for(lambda: self._end or self._is_closed)
            end = self._end
        try:
            if end and not self._is_closed:
                return cast(Message, end.recv())
        except (EOFError, OSError):
            with self._changed:
                self._end = None
            if not self._is_closed:
                return cut_off()
        return None

    async def build(self, generation: int, delay: float) -> Outcome | None:
        """Build a state of the content in so many seconds; to cancel that leaves a site that works.

        Returns:
            None if the system told the process to end.
        """
        await asyncio.sleep(delay)
        end, theirs = _spawning.Pipe(duplex=False)
        process = _spawning.Process(target=publish, args=(self._load, generation, theirs), name="sitegen build")
        with _uninterrupted():
            process.start()
        theirs.close()
        try:
            outcome = await asyncio.to_thread(_outcome, end)
        except asyncio.CancelledError:
            process.terminate()
            raise
        finally:
            await asyncio.to_thread(process.join)
        was_told = process.exitcode in (0, -signal.SIGTERM)
        return outcome or (None if was_told else cut_off(generation))

    def close(self) -> None:
        """End the process that renders, after it has cleaned up."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            with contextlib.suppress(OSError):
                if self._end:
                    self._end.send(None)
        if self._process:
            self._process.join(_SHUTDOWN_SECONDS)
            self._process.kill()

    def _start(self) -> None:
        self._end, theirs = _spawning.Pipe()
        self._process = _spawning.Process(target=_main, args=(self._load, theirs), name="sitegen renderer")
        with _uninterrupted():
            self._process.start()
        theirs.close()
        self._changed.notify_all()


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Block Ctrl+C, which reaches all processes of a terminal, while a process starts that is to ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _outcome(end: Connection) -> Outcome | None:
    """What a build says; None if its process ended before it did."""
    with end, contextlib.suppress(EOFError, OSError):
        return cast(Outcome, end.recv())
    return None


def _main(load: Callable[[], Config], end: Connection) -> None:
    # a terminal sends Ctrl+C to all of its processes, and managers of services SIGTERM; the server ends this one
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, signal.SIG_IGN)
    answer_messages(load, end)


def answer_messages(load: Callable[[], Config], end: Connection) -> None:
    """Read changes and render pages as messages ask for it, until there is an empty one or nobody to send any."""
    load_numpy()
    from sitegen.preview.renderer import Renderer

    load = _keeping_last(load)
    renderer, generation = Renderer(), 0
    try:
        while (message := end.recv()) is not None:
            if isinstance(message, Wanted):
                end.send(renderer.page(message.route))
                continue
            if message.is_built:
                renderer.forget_related()
                if renderer.is_current():
                    continue
            refreshed = _refreshed(load, renderer, message, generation)
            generation = refreshed.generation
            end.send(refreshed)
    except (EOFError, OSError):
        return
    finally:
        end.close()


def _keeping_last(load: Callable[[], Config]) -> Callable[[], Config]:
    """Read the configuration as it last was without a fault, so that pages stay where they are, and its faults now."""
    right: Config | None = None

    def load_right() -> Config:
        nonlocal right
        config = load()
        right = right if config.faults else config
        return replace(right, faults=config.faults) if right else config

    return load_right


def _refreshed(load: Callable[[], Config], renderer: Renderer, message: Changed, generation: int) -> Refreshed:
    """Read what has changed since a generation, and render what browsers show."""
    from sitegen.pipeline.output.manifest import MANIFEST

    report, config, is_new, has_site = Report(), None, True, False
    with collecting(report):
        config = load()
        has_site = (config.output / HOME).is_file()
        # a site that somebody deleted is built again as well
        is_new = renderer.refresh(config, message.paths, report) or not (config.output / MANIFEST).is_file()
    return Refreshed(
        generation=generation + is_new,
        is_ready=renderer.is_ready and (message.paths is not None or renderer.is_complete or not has_site),
        config=config,
        pages=tuple(map(renderer.page, message.routes)),
        diagnostics=report.diagnostics,
        assets=renderer.assets,
        scripts=renderer.scripts,
    )
