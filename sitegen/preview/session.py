"""One run of the preview: the state that browsers show, and the loop that watches, refreshes, builds and updates them.

After an edit the other process reads it and renders what browsers show, and the site is built behind. Until that is
done pages come from that process, and then from the disk, so that no browser shows a page of a build that is half done.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import uvicorn
from msgspec.structs import replace
from starlette.applications import Starlette

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Report
from sitegen.pipeline.output.content_types import content_type
from sitegen.preview import hosting, watch
from sitegen.preview.hosting import Answer
from sitegen.preview.messages import Changed, Message, Outcome, Page, Refreshed
from sitegen.preview.pages import Pages
from sitegen.preview.state import State
from sitegen.preview.worker import Worker
from sitegen.routes import HOME, NOT_FOUND, Route, served_at

QUIET = 1.0
"""Seconds without an edit after which a build begins."""


class Session:
    """One run: follows every change and sends the new state to browsers.

    Args:
        worker: renders and builds.
        content: the content folder, watched even while the configuration cannot be read.
        show_line: shows a line to the person at the terminal.
        show_report: shows diagnostics to that person.
        config: names where a site of an earlier run may lie, which is shown until there is something newer.
    """

    def __init__(
        self,
        worker: Worker,
        *,
        content: Path,
        show_line: Callable[[str], None],
        show_report: Callable[[Report], object],
        config: Config | None = None,
    ) -> None:
        self._worker = worker
        self._content = content
        self._show_line = show_line
        self._show_report = show_report
        self._reported: tuple[Diagnostic, ...] = ()
        self._is_first = True
        self._states = self._generation = 0
        # browsers that were open when an earlier preview ended must not take this one's states for theirs
        self._name = secrets.token_hex(4)
        self.state = State(version=f"{self._name}-0", config=config)
        self._shown: Counter[str] = Counter()
        self._pages = Pages(worker)
        self._refresh_errors: tuple[Diagnostic, ...] = ()
        self._build_errors: tuple[Diagnostic, ...] = ()
        self._building: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._changed = asyncio.Condition()
        self.stopping = asyncio.Event()

    async def run(self, app: Starlette, listener: socket.socket, show: Callable[[str], object] | None = None) -> None:
        """Serve until the process is asked to end, or `stopping` is set.

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
        tasks = [
            asyncio.create_task(task)
            for task in (self._announce(listener, show), self._listen(), self._watch(), _stop(server, self.stopping))
        ]
        try:
            await server.serve([listener])
        finally:
            # Ctrl+C cancels the first thing that waits, which the other process must not outlive
            closing = asyncio.shield(asyncio.get_running_loop().run_in_executor(None, self._worker.close))
            await self.release()
            if self._building:
                self._building.cancel()
                tasks.append(self._building)
            await closing
            tasks[0].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

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

    async def answer(self, path: str) -> Answer:
        """The response to a request for a path; 503 while there is nothing to show."""
        state = await self.ready()
        if state.site and (state.is_live or (state.site / HOME).is_file()):
            answer = await hosting.answer(self._read, state.base_path, path)
            if answer.route or answer.location or (state.site / HOME).is_file():
                return answer
        return Answer(status=503, content_type=content_type(NOT_FOUND))

    @contextlib.contextmanager
    def showing(self, path: str) -> Iterator[None]:
        """Note that a browser shows a page, which is then rendered first."""
        self._shown[path] += 1
        try:
            yield
        finally:
            self._shown[path] -= 1
            self._shown += Counter()

    async def release(self) -> None:
        """End all streams of states and all waiting requests."""
        self.stopping.set()
        self._pages.give_up()
        async with self._changed:
            self._changed.notify_all()

    async def _read(self, route: Route) -> bytes | None:
        """A file of the site: as it will be, if the one on disk is not yet that."""
        state = self.state
        if state.site is None or not hosting.is_plain(route):
            return None
        on_disk = hosting.read_file(state.site, route)
        is_whole = state.is_fresh and (state.site / HOME).is_file()
        is_asset = route.startswith("assets/")
        if not state.is_live or (on_disk is not None if is_whole or is_asset else not route.endswith(".html")):
            return on_disk
        if is_whole and not is_asset:
            return None
        page = await self._pages.get(route)
        return page.body if page.body is not None or page.is_gone else on_disk

    async def _announce(self, listener: socket.socket, show: Callable[[str], object] | None) -> None:
        """Print the address of the preview, once there is a page to show."""
        if self.state.site and (self.state.site / HOME).is_file():
            self._ready.set()
        state = await self.ready()
        host, port = listener.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}{quote(state.base_path)}"
        self._show_line(f"preview at {address} (Ctrl+C ends it)")
        if show:
            await asyncio.to_thread(show, address)

    async def _watch(self) -> None:
        self._notify_worker(None)
        async for paths in watch.changes(lambda: watch.watched(self.state.config, self._content), self.stopping):
            self._notify_worker(paths)

    async def _build(self, generation: int) -> None:
        """Build a state of the content once nothing has been edited for a moment."""
        if outcome := await self._worker.build(generation, QUIET if generation > 1 else 0):
            await self._follow(outcome)
            self._notify_worker(None, is_built=True)

    def _notify_worker(self, paths: tuple[str, ...] | None, *, is_built: bool = False) -> None:
        edited = set(map(Path, paths or ()))
        # what a build found in a file that was edited since is perhaps mended
        self._build_errors = tuple(
            error for error in self._build_errors if not (error.at and Path(error.at.path).resolve() in edited)
        )
        base = self.state.base_path
        shown = [path.removeprefix(base) for path in self._shown if path.startswith(base)]
        routes = [inner if inner.endswith(".html") else served_at(inner)[-1] for inner in shown]
        shown_routes = tuple(filter(hosting.is_plain, routes))
        self._worker.send(Changed(paths=paths, routes=shown_routes, is_built=is_built))

    async def _listen(self) -> None:
        """Handle the messages of the other process."""
        while (message := await asyncio.to_thread(self._worker.receive)) is not None and not self.stopping.is_set():
            await self._follow(message)

    async def _follow(self, message: Message) -> None:
        if isinstance(message, Page):
            self._keep(message)
        elif isinstance(message, Refreshed):
            if self._is_first:
                self._report(message.diagnostics)
            self._refresh_errors, before = _errors(message.diagnostics), self._generation
            self._generation = message.generation
            if message.generation > before:
                self._pages.clear()
                # what is built is older
                if self._building:
                    self._building.cancel()
                self._building = asyncio.create_task(self._build(message.generation))
            for page in message.pages:
                self._keep(page)
            is_fresh = self.state.is_fresh and message.generation == before
            await self._set(
                message.config,
                is_live=message.is_ready,
                is_fresh=is_fresh,
                assets=message.assets,
                scripts=message.scripts,
            )
        else:
            self._report(message.diagnostics)
            self._summarise(message)
            if message.generation == 0:
                # a new process counts anew
                self._generation = 0
                self._pages.give_up()
            self._build_errors = _errors(message.diagnostics)
            is_fresh = message.is_published and message.generation == self._generation
            is_live = message.generation > 0 and (message.is_published or self.state.is_live)
            await self._set(message.config, is_fresh=is_fresh, is_live=is_live)
            self._pages.clear()
            self._ready.set()
        if self.state.is_live:
            self._ready.set()

    def _keep(self, page: Page) -> None:
        self._pages.put(page)
        self._refresh_errors = tuple(dict.fromkeys((*self._refresh_errors, *_errors(page.diagnostics))))

    async def _set(self, config: Config | None, **changes: object) -> None:
        """Set the state, and notify browsers."""
        if config:
            changes["config"] = config
        self._states += 1
        every = (*self._build_errors, *self._refresh_errors)
        # a template's error names the page on which it was met; one is enough of each place
        errors = tuple({(error.code, error.at or error.message): error for error in every}.values())
        async with self._changed:
            self.state = replace(self.state, version=f"{self._name}-{self._states}", errors=errors, **changes)
            self._changed.notify_all()

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Show at the terminal what was not shown yet."""
        if diagnostics != self._reported:
            self._show_report(Report(diagnostics))
            if not diagnostics:
                self._show_line("all is well again")
        self._reported = diagnostics

    def _summarise(self, outcome: Outcome) -> None:
        """Print a summary of a build."""
        is_first, self._is_first = self._is_first, False
        if outcome.summary and (outcome.changed or is_first):
            self._show_line(outcome.summary)
        elif is_first and not outcome.summary and not self.state.is_live:
            self._show_line("nothing could be built yet; it will be when the above is mended")


class _Server(uvicorn.Server):
    """Ends the streams of states before it waits for connections to end."""

    def __init__(self, settings: uvicorn.Config, session: Session) -> None:
        super().__init__(settings)
        self._session = session

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._session.release()
        await super().shutdown(sockets)


def _errors(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity == "error")


async def _stop(server: uvicorn.Server, stopping: asyncio.Event) -> None:
    await stopping.wait()
    server.should_exit = True
