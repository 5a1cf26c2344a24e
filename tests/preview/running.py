"""A preview that runs beside a test, of a site that changes when the test says so."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Generator, Mapping
from multiprocessing import Pipe
from pathlib import Path
from queue import Queue
from typing import Any

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Report
from sitegen.preview import HOST, listen
from sitegen.preview.app import make_app
from sitegen.preview.messages import Changed, Message, Outcome, Page, Refreshed, Wanted
from sitegen.preview.session import Session
from sitegen.preview.worker import Worker, answer_messages
from sitegen.routes import Route

PATIENCE = 120
"""Seconds until something counts as hanging; a machine that is busy with other things may take long for a build."""
PAGE = b"<!doctype html><html><head><title>x</title></head><body><h1>%s</h1></body></html>"


BROKEN = Diagnostic(
    severity="error",
    code="front-matter",
    message="a quoted text does not end",
    at=Location("content/papers/x.md", 4, 8),
    excerpt='title: "<b>Open',
)


class Scripted(Worker):
    """A worker that does no work: each change gives the outcome that the test laid ready, which changes once."""

    def __init__(self, first: Outcome) -> None:
        self.next = first
        self.changes: list[Changed] = []
        self.wanted: list[Route] = []
        self.builds: list[tuple[int, float]] = []
        """Each that was begun: its generation, and the seconds that it was to wait."""
        self.given_up: list[int] = []
        self.pages: dict[Route, bytes] = {}
        self._generation = 0
        self._said: Queue[Message | None] = Queue()

    def send(self, message: Changed | Wanted) -> bool:
        if isinstance(message, Changed):
            self.changes.append(message)
            self._generation += 1
            self._said.put(replace(self.next, generation=self._generation))
            self.next = replace(self.next, changed=False)
        return isinstance(message, Changed)

    async def build(self, generation: int, delay: float) -> Outcome:
        """Go on until it is given up; what comes of builds is said by the test."""
        self.builds.append((generation, delay))
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.given_up.append(generation)
            raise
        raise AssertionError

    def say(self, message: Message) -> None:
        """Say something unasked."""
        self._said.put(message)

    def receive(self) -> Message | None:
        return self._said.get()

    def close(self) -> None:
        self._said.put(None)


class Live(Scripted):
    """A scripted worker that is asked for pages and has none."""

    def send(self, message: Changed | Wanted) -> bool:
        if isinstance(message, Wanted):
            self.wanted.append(message.route)
            self._said.put(Page(route=message.route, body=self.pages.get(message.route)))
            return True
        self._said.put(Refreshed(generation=self._generation + 1, is_ready=True))
        return super().send(message)


class Threaded(Worker):
    """A worker whose other process is a thread of the test's, which starts sooner and is seen by coverage."""

    def _start(self) -> None:
        self._end, theirs = Pipe()
        self._thread = threading.Thread(target=answer_messages, args=(self._load, theirs))
        self._thread.start()
        self._changed.notify_all()

    def close(self) -> None:
        super().close()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


def built(site: Path, **more: Any) -> Outcome:
    """The outcome of a build into a folder."""
    config = Config(content=site.parent / "content", output=site, base_url=more.pop("base_url", ""))
    return Outcome(**{"config": config, "is_published": True, **more})


class Preview:
    """A running preview and a browser's view of it."""

    def __init__(
        self,
        worker: Worker,
        content: Path,
        load: Callable[[], Config] | None = None,
        host: str = HOST,
        is_open: bool = False,
    ) -> None:
        self._is_open = is_open
        self.said: Queue[str] = Queue()
        self.told: list[Report] = []
        self._listener = listen(0, host)
        self.port: int = self._listener.getsockname()[1]
        self.session = Session(
            worker,
            content=content,
            show_line=self.said.put,
            show_report=self.told.append,
            config=load() if load else None,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self.session.run(make_app(self.session, is_open=self._is_open), self._listener))

    def get(
        self, path: str, method: str = "GET", host: str = "", headers: Mapping[str, str] = {}
    ) -> http.client.HTTPResponse:
        """Asks for a path exactly as written, which a browser would tidy up first."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"{HOST}:{self.port}")
        connection.putheader("Connection", "close")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        if "event-stream" not in (response.getheader("Content-Type") or ""):
            response.body = response.read()  # type: ignore[attr-defined]
            connection.close()
        return response

    def text(self, path: str) -> str:
        body: bytes = self.get(path).body  # type: ignore[attr-defined]
        return body.decode()

    def news(self, path: str = "/") -> Generator[dict[str, Any]]:
        """What a browser that shows a page is told, as it is told."""
        response = self.get(f"/_sitegen/events?path={path}")
        with response:
            for summary in response:
                if summary.startswith(b"data: "):
                    yield json.loads(summary.removeprefix(b"data: "))

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self.session.stopping.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


Start = Callable[..., Preview]
