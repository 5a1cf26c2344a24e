"""Pages that the other process has rendered, and those that are waited for."""

from __future__ import annotations

import asyncio

from sitegen.preview.messages import Page, Wanted
from sitegen.preview.worker import Worker
from sitegen.routes import Route

_MAX_PAGES = 256
"""Pages that are kept in memory while the site is built."""


class Pages:
    """Pages of one state of the content, each rendered once.

    Args:
        worker: renders them.
    """

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._known: dict[Route, Page] = {}
        self._waiting: dict[Route, asyncio.Future[Page]] = {}

    async def get(self, route: Route) -> Page:
        """A page, rendered if it is not known; an empty one where there is nobody to render it."""
        if route in self._known:
            return self._known[route]
        if route not in self._waiting:
            if not self._worker.send(Wanted(route)):
                return Page(route=route)
            self._waiting[route] = asyncio.get_running_loop().create_future()
        return await asyncio.shield(self._waiting[route])

    def put(self, page: Page) -> None:
        """Take a page that was rendered."""
        if len(self._known) >= _MAX_PAGES:
            self._known.clear()
        self._known[page.route] = page
        if waiting := self._waiting.pop(page.route, None):
            waiting.set_result(page)

    def clear(self) -> None:
        """Forget what is known, for there is something newer."""
        self._known.clear()

    def give_up(self) -> None:
        """Answer all waiting requests with an empty page, so that they get what is on disk."""
        for route in tuple(self._waiting):
            self.put(Page(route=route))
        self.clear()
