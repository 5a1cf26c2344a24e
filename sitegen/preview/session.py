"""One run of the preview: what is shown now, and the loop of watching, building and telling the browsers."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn
from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Report, as_text
from sitegen.preview import watch
from sitegen.preview.worker import Outcome, Worker


class State(Struct, frozen=True, kw_only=True):
    """What the browsers should show."""

    version: str
    """Of the site's files; a page that was loaded under another one is old."""
    errors: tuple[Diagnostic, ...] = ()
    site: Path | None = None
    """None until a configuration could be read."""
    base_path: str = "/"

    @property
    def news(self) -> dict[str, object]:
        """The state as the browsers are told it."""
        return {"version": self.version, "errors": [as_text(found) for found in self.errors]}


class Session:
    """Builds on every change and tells all who wait."""

    def __init__(
        self, worker: Worker, *, content: Path, say: Callable[[str], None], tell: Callable[[Report], None]
    ) -> None:
        self._worker = worker
        self._folders: tuple[Path, ...] = (content,)
        self._say = say
        self._tell = tell
        self._told: tuple[Diagnostic, ...] = ()
        self._builds = 0
        # browsers that were open when an earlier preview ended must not take this one's pages for theirs
        self._name = secrets.token_hex(4)
        self.state = State(version=f"{self._name}-0")
        self._ready = asyncio.Event()
        self._news = asyncio.Condition()
        self.stopping = asyncio.Event()

    async def run(self, listener: socket.socket, show: Callable[[str], object] | None = None) -> None:
        """Serves on the listener until the process is told to end, or `stopping` is set.

        Args:
            listener: a bound socket.
            show: opens the site's address in a browser.
        """
        from sitegen.preview.app import make_app

        settings = uvicorn.Config(
            make_app(self),
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            http="h11",
            timeout_graceful_shutdown=2,
        )
        server = _Server(settings, self)
        watching = asyncio.create_task(self._watch(listener, show))
        stopper = asyncio.create_task(_stop(server, self.stopping))
        try:
            await server.serve([listener])
        finally:
            self.stopping.set()
            await asyncio.to_thread(self._worker.close)
            await asyncio.gather(watching, stopper, return_exceptions=True)

    async def ready(self) -> State:
        """The state, once there is one to show."""
        await self._ready.wait()
        return self.state

    async def news(self) -> AsyncIterator[State]:
        """The state now and after every change of it, until the preview ends."""
        shown = None
        while not self.stopping.is_set():
            if self.state is not shown:
                shown = self.state
                yield shown
            async with self._news:
                if self.state is shown and not self.stopping.is_set():
                    await self._news.wait()

    async def stop_news(self) -> None:
        """Lets go of all who wait for news."""
        self.stopping.set()
        async with self._news:
            self._news.notify_all()

    async def _watch(self, listener: socket.socket, show: Callable[[str], object] | None) -> None:
        await self._build()
        host, port = listener.getsockname()[:2]
        address = f"http://{host}:{port}{quote(self.state.base_path)}"
        self._say(f"preview at {address} (Ctrl+C ends it)")
        self._ready.set()
        if show:
            await asyncio.to_thread(show, address)
        async for _ in watch.changes(self._places, self.stopping):
            await self._build()

    def _places(self) -> watch.Places:
        # a site that somebody deleted is built again as well
        return watch.Places(self._folders, (self.state.site,) if self.state.site else ())

    async def _build(self) -> None:
        outcome = await asyncio.to_thread(self._worker.run)
        if self.stopping.is_set():
            return
        self._tell_all(outcome)
        self._folders = outcome.watched or self._folders
        async with self._news:
            self.state = self._next(outcome)
            self._news.notify_all()

    def _tell_all(self, outcome: Outcome) -> None:
        """Tells the person at the terminal what is new to them."""
        first = not self._ready.is_set()
        if outcome.findings != self._told:
            self._tell(Report(outcome.findings))
            if not outcome.findings:
                self._say("all is well again")
        self._told = outcome.findings
        if outcome.line and (outcome.changed or first):
            self._say(outcome.line)
        elif first:
            self._say("nothing could be built yet; it will be when the above is mended")

    def _next(self, outcome: Outcome) -> State:
        if outcome.changed:
            self._builds += 1
        known = outcome.output is not None
        return State(
            version=f"{self._name}-{self._builds}",
            errors=tuple(found for found in outcome.findings if found.severity == "error"),
            site=outcome.output if known else self.state.site,
            base_path=outcome.base_path if known else self.state.base_path,
        )


class _Server(uvicorn.Server):
    """Lets go of the browsers that wait for news before it waits for their connections to end."""

    def __init__(self, settings: uvicorn.Config, session: Session) -> None:
        super().__init__(settings)
        self._session = session

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._session.stop_news()
        await super().shutdown(sockets)


async def _stop(server: uvicorn.Server, stopping: asyncio.Event) -> None:
    await stopping.wait()
    server.should_exit = True
