"""The process that renders pages, so that the server answers meanwhile and outlives whatever happens there.

It stays for the next change, with the content in memory, and has the site built by further processes. All are spawned,
not forked, because they may themselves fork workers, which a process with threads cannot safely do.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.pipeline.numerics import load_numpy
from sitegen.preview.messages import Changed, Message, Outcome, Refreshed, Wanted, cut_off
from sitegen.routes import HOME

if TYPE_CHECKING:
    from sitegen.preview.renderer import Renderer

_SHUTDOWN_SECONDS = 5.0
"""Seconds that a build gets to end by itself when the preview ends."""


class Worker:
    """One other process, which is started anew at the next change should it die.

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

    def close(self) -> None:
        """End the process, after it has cleaned up."""
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
        spawning = multiprocessing.get_context("spawn")
        self._end, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_main, args=(self._load, theirs), name="sitegen renderer")
        self._process.start()
        theirs.close()
        self._changed.notify_all()


def _main(load: Callable[[], Config], end: Connection) -> None:
    # a terminal sends Ctrl+C to all of its processes, and managers of services SIGTERM; the server ends this one
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, signal.SIG_IGN)
    serve(load, end)


def serve(load: Callable[[], Config], end: Connection) -> None:
    """What the other process does."""
    load_numpy()
    from sitegen.preview.publisher import QUIET, Publisher
    from sitegen.preview.renderer import Renderer

    sending = threading.Lock()

    def say(message: Message) -> None:
        with sending, contextlib.suppress(OSError):
            end.send(message)

    def tell(outcome: Outcome) -> None:
        renderer.forget_related()
        say(replace(outcome, is_current=renderer.is_current()))

    renderer = Renderer()
    publisher = Publisher(load, tell)
    generation = 0
    try:
        while (message := end.recv()) is not None:
            if isinstance(message, Changed):
                refreshed = _refreshed(load, renderer, message, generation)
                say(refreshed)
                if refreshed.generation > generation:
                    generation = refreshed.generation
                    publisher.publish(generation, QUIET if generation > 1 else 0)
            else:
                say(renderer.page(message.route))
    except (EOFError, OSError):
        return
    finally:
        publisher.close()
        end.close()


def _refreshed(load: Callable[[], Config], renderer: Renderer, message: Changed, generation: int) -> Refreshed:
    """Read what has changed since a generation, and render what browsers show."""
    from sitegen.pipeline.output.manifest import MANIFEST
    from sitegen.preview.publisher import collecting

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
