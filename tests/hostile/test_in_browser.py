"""Text from strangers in a real browser without the content security policy: nothing runs, nothing is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.hostile.digests import PAYLOADS
from tests.little import LittleSite
from tests.reading import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


class Watched:
    """A page, and all that it does beside showing text."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.events: list[str] = []
        self._address = address
        # the policy would stop most attacks: the pages have to be safe without it
        self._context = browser.new_context(bypass_csp=True)
        self.page = self._context.new_page()
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self._note("request", request.url))
        self.page.on("framenavigated", lambda frame: self._note("frame", frame.url))
        self.page.on("pageerror", lambda error: self.events.append(f"error {error}"))
        self.page.on("popup", lambda popup: self.events.append(f"popup {popup.url}"))

    def _dismiss(self, dialog: Any) -> None:
        self.events.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _note(self, kind: str, url: str) -> None:
        if not url.startswith((self._address, "about:blank", "blob:")):
            self.events.append(f"{kind} {url}")

    def open(self, route: str) -> None:
        self.page.goto(self._address + route)

    def assert_quiet(self) -> None:
        assert self.events == []
        assert self.page.evaluate("window.attacked") is None
        assert self.page.evaluate("getComputedStyle(document.body).display") != "none"

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module")
def site(built: tuple[LittleSite, dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The site's address, and the days of its editions."""
    little, days = built
    with served(little.output) as address:
        yield address, list(days)


@pytest.fixture
def watched(chromium: Browser, site: tuple[str, list[str]]) -> Iterator[Watched]:
    watched = Watched(chromium, site[0])
    yield watched
    watched.close()


@pytest.mark.slow
def test_an_edition_of_hostile_papers_only_shows_them(watched: Watched, site: tuple[str, list[str]]) -> None:
    for day in site[1]:
        watched.open(f"date/{day}.html")
        watched.page.mouse.move(200, 300)
        watched.page.keyboard.press("j")
        watched.assert_quiet()


def test_the_lists_of_names_only_show_them(watched: Watched) -> None:
    for route in ("topics/index.html", "authors/index.html", "papers/index.html", "date/index.html"):
        watched.open(route)
        watched.assert_quiet()


@pytest.mark.slow
def test_the_search_takes_any_query_and_shows_hostile_results_as_text(watched: Watched) -> None:
    status = watched.page.locator("main [data-part=status]")
    for payload in PAYLOADS:
        watched.open(f"search/index.html?q={quote(payload.encode('utf-8', 'replace'))}")
        expect(status).not_to_be_empty()
        watched.assert_quiet()
    watched.open("search/index.html?q=follows")
    expect(watched.page.locator("main li[data-id]").first).to_be_visible()
    watched.assert_quiet()


def test_a_saved_paper_only_shows_its_text(watched: Watched, site: tuple[str, list[str]]) -> None:
    for day in site[1][:12]:
        watched.open(f"date/{day}.html")
        watched.page.locator(".entry .save").first.click()
    watched.open("saved.html")
    expect(watched.page.locator("main .entry")).to_have_count(12)
    watched.assert_quiet()
