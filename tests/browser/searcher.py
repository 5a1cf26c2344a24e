"""A person at the search page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page


class Searcher:
    """Searches, and notes what goes wrong."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.asked: list[str] = []
        """Addresses the browser fetched."""
        self.troubles: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda problem: self._note(str(problem)))
        page.on("console", lambda line: self.troubles.append(line.text) if line.type in ("error", "warning") else None)

    def _note(self, problem: str) -> None:
        # the browser says so where it gives up a fade to a slow page, before any script of that page runs
        if not problem.startswith("Transition was aborted"):
            self.troubles.append(problem)

    @property
    def box(self) -> Locator:
        return self.page.locator("main input[name=q]")

    @property
    def results(self) -> Locator:
        return self.page.locator("main li[data-id]")

    @property
    def suggestions(self) -> Locator:
        return self.page.locator("main [role=listbox] [role=option]")

    @property
    def status(self) -> Locator:
        return self.page.locator("main [data-part=status]")

    def open(self, address: str = "search/index.html") -> None:
        self.page.goto(self.site + address)

    def search(self, query: str) -> list[str]:
        """Types a query, means it, and reads the titles found."""
        self.box.fill(query)
        self.box.press("Enter")
        return self.found(query)

    def found(self, query: str) -> list[str]:
        """The titles, once the page answers this query."""
        expect(self.box).to_have_value(query)
        self.wait()
        return self.titles()

    def wait(self) -> None:
        """Until the results answer what stands in the box."""
        expect(self.status).to_have_text(re.compile(r"\w"))
        expect(self.page.locator("main [aria-busy=true]")).to_have_count(0)

    def titles(self) -> list[str]:
        return self.page.locator("main li[data-id] h2").all_inner_texts()

    def ids(self) -> list[str]:
        return [str(item.get_attribute("data-id")) for item in self.results.all()]

    def state(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlsplit(self.page.url).query)


@contextmanager
def searching(browser: Browser, site: str) -> Iterator[Searcher]:
    """Somebody who searches a site and sees no error in the console, and whose browser asks no other host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    searcher = Searcher(context.new_page(), site)
    yield searcher
    context.close()
    assert searcher.troubles == []
    assert [url for url in searcher.asked if not url.startswith(site)] == []
