"""What an editor sees in the browser while pages change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.preview import HOST
from sitegen.preview.messages import Outcome, Refreshed

if TYPE_CHECKING:
    from playwright.sync_api import Browser
from tests.preview.running import BROKEN, Live, Preview, Scripted, Start, built

STRICT = (
    b"<!doctype html><html lang=en><head><meta charset=utf-8><title>strict</title><link rel=icon href=/main.js>"
    b"<meta http-equiv=Content-Security-Policy content=\"default-src 'self'; base-uri 'none'; form-action 'self'; "
    b"require-trusted-types-for 'script'; trusted-types 'none'\">"
    b"</head><body><h1>%s</h1><div><svg width=10 height=5000></svg></div></body></html>"
)


class Tab:
    """A page of the preview in a browser, and all that the browser complained of."""

    def __init__(self, chromium: Browser, preview: Preview, path: str = "/") -> None:
        self.complaints: list[str] = []
        self.page = chromium.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.goto(f"http://{HOST}:{preview.port}{path}")

    def close(self) -> None:
        assert self.complaints == []
        self.page.close()


@pytest.mark.browser
def test_a_page_under_a_strict_policy_reloads_where_the_reader_was(
    chromium: Browser, start: Start, site: Path, content: Path
) -> None:
    (site / "index.html").write_bytes(STRICT % b"before")
    worker = Scripted(built(site, changed=True))
    tab = Tab(chromium, start(worker))
    tab.page.evaluate("scrollTo(0, 1234)")
    (site / "index.html").write_bytes(STRICT % b"after")
    worker.next = built(site, changed=True)
    (content / "page.md").write_text("after")
    tab.page.wait_for_selector("h1:has-text('after')")
    # the policy forbids the browser to look again and again by itself
    while tab.page.evaluate("scrollY") != 1234:
        tab.page.wait_for_timeout(10)
    tab.close()


@pytest.mark.browser
def test_an_error_is_shown_over_the_page_and_can_be_dismissed(
    chromium: Browser, start: Start, site: Path, content: Path
) -> None:
    (site / "index.html").write_bytes(STRICT % b"good")
    worker = Scripted(built(site, changed=True))
    tab = Tab(chromium, start(worker))
    worker.next = built(site, diagnostics=(BROKEN,))
    (content / "page.md").write_text("broken")
    finding = tab.page.get_by_role("alert").locator("pre")
    finding.wait_for()
    assert finding.inner_text().startswith("content/papers/x.md:4:8: error[front-matter]: a quoted text does not end")
    assert '"<b>Open' in finding.inner_text()
    assert tab.page.get_by_role("heading", name="good").is_visible()
    assert tab.page.locator("sitegen-findings").evaluate("it => getComputedStyle(it).position") == "fixed"
    tab.page.get_by_role("button", name="Dismiss").click()
    tab.page.get_by_role("alert").wait_for(state="detached")
    tab.close()


@pytest.mark.browser
def test_an_error_ends_what_is_said_of_a_build_that_it_stopped(chromium: Browser, start: Start, site: Path) -> None:
    (site / "index.html").write_bytes(STRICT % b"good")
    worker = Live(built(site))
    preview = start(worker)
    next(state for state in preview.news() if state["fresh"])
    tab = Tab(chromium, preview)
    # the watch tells once of what may have changed before it began, and the worker answers
    while len(worker.changes) < 2:
        tab.page.wait_for_timeout(10)
    worker.say(Refreshed(generation=8, is_ready=True))
    tab.page.get_by_text("Updating search and related papers").wait_for()
    worker.say(Outcome(generation=8, diagnostics=(BROKEN,)))
    tab.page.get_by_role("heading", name="One error", exact=True).wait_for()
    tab.page.locator("sitegen-progress").wait_for(state="detached")
    tab.close()


@pytest.mark.browser
def test_a_mended_error_leaves_the_page(chromium: Browser, start: Start, site: Path, content: Path) -> None:
    (site / "index.html").write_bytes(STRICT % b"good")
    worker = Scripted(built(site, changed=True, diagnostics=(BROKEN,)))
    tab = Tab(chromium, start(worker))
    tab.page.get_by_role("alert").wait_for()
    worker.next = built(site)
    (content / "page.md").write_text("mended")
    tab.page.get_by_role("alert").wait_for(state="detached")
    tab.close()


@pytest.mark.browser
def test_the_first_good_build_replaces_the_findings(chromium: Browser, start: Start, site: Path, content: Path) -> None:
    worker = Scripted(Outcome(diagnostics=(BROKEN,)))
    preview = start(worker)
    page = chromium.new_page()
    page.goto(f"http://{HOST}:{preview.port}/")
    page.get_by_text("a quoted text does not end").first.wait_for()
    worker.next = built(site, changed=True)
    (content / "page.md").write_text("mended")
    page.get_by_role("heading", name="home").wait_for()
    page.close()
