"""How search loads over a slow line: what it needs comes together, and not one thing after another."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.searcher import Searcher, searching
from tests.reading import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("address", "together"),
    [
        ("search/index.html", ("search_page.js", "worker.js")),
        ("index.html", ("dialog.js", "worker.js", "manifest.json")),
    ],
)
def test_scripts_worker_and_manifest_are_asked_for_before_any_is_there(
    chromium: Browser, folder: Path, address: str, together: tuple[str, ...]
) -> None:
    asked: list[str] = []
    all_asked = Barrier(len(together), timeout=60)

    def hold(path: str) -> None:
        name = path.rpartition("/")[2]
        if name in together:
            asked.append(name)
            all_asked.wait()

    with served(folder / "public", hold=hold) as host, searching(chromium, f"{host}repo/") as reader:
        reader.open(address)
        reader.page.wait_for_load_state("networkidle")
        # keys that are pressed before a page is painted go nowhere
        reader.page.evaluate("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
        reader.page.keyboard.press("/")
        reader.page.keyboard.type("curse of depth")
        expect(reader.page.get_by_text("The Curse of Depth").first).to_be_visible()
    assert sorted(asked) == sorted(together)


def test_what_is_typed_while_the_scripts_are_on_their_way_is_searched(reader: Searcher) -> None:
    held: list[Route] = []
    reader.page.route("**/search_page.js", lambda route: held.append(route))
    reader.open()
    with reader.page.expect_request("**/search_page.js"):
        reader.box.press_sequentially("curse of depth")
    for route in held:
        route.continue_()
    expect(reader.results.first).to_contain_text("The Curse of Depth")
    expect(reader.box).to_have_value("curse of depth")


def test_enter_in_the_dialog_leads_to_the_search_page_while_the_scripts_are_on_their_way(reader: Searcher) -> None:
    reader.page.route("**/dialog.js", lambda route: None)
    reader.open("index.html")
    reader.page.wait_for_load_state("networkidle")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("curse of depth")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search/index.html?q=curse*of*depth")
    assert reader.found("curse of depth")[0].startswith("The Curse of Depth")


def test_the_first_results_stand_there_while_others_are_on_their_way(reader: Searcher) -> None:
    held: list[Route] = []
    reader.open()
    reader.page.route("**/search/documents/*", lambda route: held.append(route))
    with reader.page.expect_request("**/search/documents/*"):
        reader.box.fill("model")
    for _ in range(100):
        if len(held) >= 6:
            break
        reader.page.wait_for_timeout(50)
    for route in held[:3]:
        route.continue_()
    expect(reader.results).to_have_count(3)
    first = reader.results.first.locator("h2 a")
    first.focus()
    titles = reader.titles()
    for route in held[3:]:
        route.continue_()
    expect(reader.results).to_have_count(10)
    assert reader.found("model")[:3] == titles
    # who has gone to a result stays there
    expect(first).to_be_focused()
