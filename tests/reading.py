"""Somebody who reads a built site in a real browser, and notes everything that goes wrong."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REFUSED = """
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
}
"""
"""What a browser does that is told to keep nothing."""
AWAKE = """
async () => {
  const main = document.querySelector('script[type=module][src$="/main.js"]');
  if (main && document.querySelector('main .entries > .entry')) await import(new URL('entries.js', main.src));
}
"""
"""Waits until the entries of a page do what they can; a page counts as loaded before its script imported that."""
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""


def chromium_program() -> str | None:
    """The Chromium of this machine; the one without windows is the quickest."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium. While it runs, this thread counts as one of asyncio's, so tests of other things must not."""
    from playwright.sync_api import expect, sync_playwright

    # a machine that is busy with other things may keep a page waiting for longer than a reader would
    expect.set_options(timeout=30_000)
    program = chromium_program()
    if program is None:
        pytest.skip("there is no Chromium on this machine")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=quiet)
        yield browser
        browser.close()


class Reader:
    """A person with a browser."""

    def __init__(self, browser: Any, address: str) -> None:
        self._browser, self._address = browser, address
        self._contexts: list[Any] = []
        self.problems: list[str] = []
        self.requests: list[str] = []

    def open(self, route: str, script: str = "", awake: bool = True, **settings: Any) -> Any:
        """The page, in a browser of its own with `settings`; `script` runs before the page's, which is waited for."""
        context = self._browser.new_context(**settings)
        self._contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(self._address + route)
        if awake and settings.get("java_script_enabled", True):
            page.evaluate(AWAKE)
        return page

    def leave(self) -> None:
        for context in self._contexts:
            context.close()


@contextmanager
def reading(browser: Any, address: str) -> Iterator[Reader]:
    """Somebody who reads the site at an address, and to whom nothing goes wrong."""
    reader = Reader(browser, address)
    yield reader
    # what leaving cuts off is no problem of the site
    problems = [*reader.problems]
    reader.leave()
    assert not problems, problems


class _Pages(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, its assets as `_headers` has them, and keeps quiet."""

    def __init__(self, *args: Any, headers: Mapping[str, str], hold: Callable[[str], None], **settings: Any) -> None:
        self._headers, self._hold = headers, hold
        super().__init__(*args, **settings)

    def send_head(self) -> Any:
        self._hold(self.path)
        # hosts tell two versions of a file apart by its content; here a second would make them the same
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Host(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of a file is nothing to tell of."""


@contextmanager
def served(
    folder: Path, headers: Mapping[str, str] = MappingProxyType({}), hold: Callable[[str], None] = lambda _: None
) -> Iterator[str]:
    """The address below which a folder's files are sent with `headers`, for as long as it is needed.

    Each answer waits until `hold` returns, which is called with the path that is asked for.
    """
    server = _Host(("127.0.0.1", 0), functools.partial(_Pages, directory=str(folder), headers=headers, hold=hold))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
