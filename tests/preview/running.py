"""A preview that runs beside a test, of a site that changes when the test says so."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, Report
from sitegen.preview import HOST, listen
from sitegen.preview.app import make_app
from sitegen.preview.session import Session
from sitegen.preview.worker import Outcome, Worker

if TYPE_CHECKING:
    pass


PAGE = b"<!doctype html><html><head><title>x</title></head><body><h1>%s</h1></body></html>"


BROKEN = Diagnostic(
    severity="error",
    code="front-matter",
    message="a quoted text does not end",
    at=Location("content/papers/x.md", 4, 8),
    excerpt='title: "<b>Open',
)


class Scripted(Worker):
    """A worker that does no work: each run gives the outcome that the test laid ready, which changes the site once."""

    def __init__(self, first: Outcome) -> None:
        super().__init__(lambda: first)
        self.next = first

    def run(self) -> Outcome:
        outcome = self.next
        self.next = replace(outcome, changed=False)
        return outcome

    def close(self) -> None:
        pass


class Preview:
    """A running preview and a browser's view of it."""

    def __init__(self, worker: Worker, content: Path, load: Callable[[], Config] | None = None) -> None:
        self._load = load
        self.said: Queue[str] = Queue()
        self.told: list[Report] = []
        self._listener = listen(0)
        self.port: int = self._listener.getsockname()[1]
        self._session = Session(worker, content=content, show_line=self.said.put, show_report=self.told.append)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._session.run(make_app(self._session, self._load), self._listener))

    def get(
        self, path: str, method: str = "GET", host: str = "", headers: Mapping[str, str] = {}
    ) -> http.client.HTTPResponse:
        """Asks for a path exactly as written, which a browser would tidy up first."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
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

    def news(self) -> Iterator[dict[str, Any]]:
        """What a browser is told, as it is told."""
        response = self.get("/_sitegen/events")
        with response:
            for summary in response:
                if summary.startswith(b"data: "):
                    yield json.loads(summary.removeprefix(b"data: "))

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._session.stopping.set)
        self._thread.join(20)
        assert not self._thread.is_alive()


Start = Callable[[Worker], Preview]
