"""One run of the preview: the state that browsers show, and the loop that watches, builds and tells them."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn
from msgspec import Struct
from starlette.applications import Starlette

from sitegen.diagnostics import Diagnostic, Report, as_text
from sitegen.preview import watch
from sitegen.preview.worker import Outcome, Worker


class State(Struct, frozen=True, kw_only=True):
    """The state of the preview, as browsers show it."""

    version: str
    """Of the site's files; a page that was loaded under another one is old."""
    errors: tuple[Diagnostic, ...] = ()
    site: Path | None = None
    """None until a configuration could be read."""
    base_path: str = "/"

    @property
    def event(self) -> dict[str, object]:
        """The state as it is sent to browsers."""
        return {"version": self.version, "errors": [as_text(diagnostic) for diagnostic in self.errors]}


class Session:
    """One run: builds on every change and sends the new state to browsers."""

    def __init__(
        self, worker: Worker, *, content: Path, show_line: Callable[[str], None], show_report: Callable[[Report], None]
    ) -> None:
        self._worker = worker
        self._folders: tuple[Path, ...] = (content,)
        self._show_line = show_line
        self._show_report = show_report
        self._reported: tuple[Diagnostic, ...] = ()
        self._builds = 0
        # browsers that were open when an earlier preview ended must not take this one's pages for theirs
        self._name = secrets.token_hex(4)
        self.state = State(version=f"{self._name}-0")
        self._ready = asyncio.Event()
        self._changed = asyncio.Condition()
        self.stopping = asyncio.Event()

    async def run(self, app: Starlette, listener: socket.socket, show: Callable[[str], object] | None = None) -> None:
        """Serve until the process is told to end, or `stopping` is set.

        Args:
            app: shows this session.
            listener: a bound socket.
            show: opens the site's address in a browser.
        """
        settings = uvicorn.Config(
            app,
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

    async def states(self) -> AsyncIterator[State]:
        """The state now and after every change of it, until the preview ends."""
        shown = None
        while not self.stopping.is_set():
            if self.state is not shown:
                shown = self.state
                yield shown
            async with self._changed:
                if self.state is shown and not self.stopping.is_set():
                    await self._changed.wait()

    async def release(self) -> None:
        """End all streams of states."""
        self.stopping.set()
        async with self._changed:
            self._changed.notify_all()

    async def _watch(self, listener: socket.socket, show: Callable[[str], object] | None) -> None:
        await self._build()
        host, port = listener.getsockname()[:2]
        address = f"http://{host}:{port}{quote(self.state.base_path)}"
        self._show_line(f"preview at {address} (Ctrl+C ends it)")
        self._ready.set()
        if show:
            await asyncio.to_thread(show, address)
        async for _ in watch.changes(self._watched, self.stopping):
            await self._build()

    def _watched(self) -> watch.Watched:
        # a site that somebody deleted is built again as well
        return watch.Watched(self._folders, (self.state.site,) if self.state.site else ())

    async def _build(self) -> None:
        outcome = await asyncio.to_thread(self._worker.run)
        if self.stopping.is_set():
            return
        self._report(outcome)
        self._folders = outcome.watched or self._folders
        async with self._changed:
            self.state = self._next(outcome)
            self._changed.notify_all()

    def _report(self, outcome: Outcome) -> None:
        """Show at the terminal what was not shown yet."""
        first = not self._ready.is_set()
        if outcome.diagnostics != self._reported:
            self._show_report(Report(outcome.diagnostics))
            if not outcome.diagnostics:
                self._show_line("all is well again")
        self._reported = outcome.diagnostics
        if outcome.summary and (outcome.changed or first):
            self._show_line(outcome.summary)
        elif first:
            self._show_line("nothing could be built yet; it will be when the above is mended")

    def _next(self, outcome: Outcome) -> State:
        if outcome.changed:
            self._builds += 1
        is_configured = outcome.output is not None
        return State(
            version=f"{self._name}-{self._builds}",
            errors=tuple(diagnostic for diagnostic in outcome.diagnostics if diagnostic.severity == "error"),
            site=outcome.output if is_configured else self.state.site,
            base_path=outcome.base_path if is_configured else self.state.base_path,
        )


class _Server(uvicorn.Server):
    """Ends the streams of states before it waits for connections to end."""

    def __init__(self, settings: uvicorn.Config, session: Session) -> None:
        super().__init__(settings)
        self._session = session

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._session.release()
        await super().shutdown(sockets)


async def _stop(server: uvicorn.Server, stopping: asyncio.Event) -> None:
    await stopping.wait()
    server.should_exit = True
