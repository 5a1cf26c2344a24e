"""What the search does when something fails: it says so, loses nothing, and can be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.searcher import Searcher
from tests.reading import REFUSED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser


def test_where_storage_is_refused_search_filters_and_the_dialog_work(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(REFUSED)
    reader = Searcher(context.new_page(), site)
    reader.open()
    found = reader.search("diffusion")
    reader.page.get_by_role("group", name="Topic").get_by_role("checkbox").nth(1).check()
    reader.wait()
    assert 0 < len(reader.titles()) < len(found)
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    # at once, as a list for fewer letters may be there first, which Enter does not open
    reader.page.keyboard.insert_text("curse of depth")
    expect(reader.page.locator("dialog [role=option]").first).to_contain_text("The Curse of Depth")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/papers/the-curse-of-depth*")
    assert reader.troubles == []
    context.close()


def test_progress_shows_only_where_an_answer_is_slow(reader: Searcher) -> None:
    held: list[Route] = []
    reader.page.route("**/search/manifest.json", lambda route: held.append(route))
    reader.open()
    progress = reader.page.locator("main [data-part=progress]")
    reader.box.fill("diffusion")
    expect(progress).to_be_visible()
    for route in held:
        route.continue_()
    expect(reader.results.first).to_be_visible()
    expect(progress).to_be_hidden()


def test_a_failed_connection_is_told_and_mended_by_trying_again(reader: Searcher) -> None:
    reader.page.route("**/search/**/*.json", lambda route: route.abort())
    reader.page.route("**/search/manifest.json", lambda route: route.abort())
    reader.open()
    reader.box.fill("curse of depth")
    again = reader.page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    reader.page.unroute_all()
    again.click()
    expect(reader.results.first).to_contain_text("The Curse of Depth")
    # the browser itself reports what could not be fetched
    reader.troubles[:] = [line for line in reader.troubles if "net::ERR_FAILED" not in line]


def test_counts_of_filters_that_were_not_fetched_are_fetched_when_tried_again(reader: Searcher) -> None:
    reader.page.route("**/search/columns/**", lambda route: route.abort())
    reader.open()
    reader.box.fill("model")
    again = reader.page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    reader.page.unroute_all()
    again.click()
    expect(reader.page.get_by_role("group", name="Topic")).to_be_visible()
    reader.troubles[:] = [line for line in reader.troubles if "net::ERR_FAILED" not in line]


def test_an_answer_that_comes_after_the_box_was_emptied_is_not_shown(reader: Searcher) -> None:
    held: list[Route] = []
    reader.page.route("**/search/documents/**", lambda route: held.append(route))
    reader.open()
    with reader.page.expect_request("**/search/documents/**"):
        reader.box.fill("diffusion")
    reader.box.fill("")
    start = reader.page.locator("main [data-part=start]")
    expect(start).to_be_visible()
    with reader.page.expect_response("**/search/documents/**"):
        for route in held:
            route.continue_()
    # the answer of a worker that has its files takes a few milliseconds
    reader.page.wait_for_timeout(500)
    expect(start).to_be_visible()
    expect(reader.results).to_have_count(0)


def failing(reader: Searcher, script: str) -> None:
    """From now on a script cannot be fetched, until all routes are taken back."""
    reader.page.route(f"**/{script}", lambda route: route.abort())


def forgive(reader: Searcher) -> None:
    """The browser itself reports what could not be fetched."""
    reader.troubles[:] = [line for line in reader.troubles if "net::ERR_FAILED" not in line]


def test_a_dead_worker_is_told_of_and_replaced(reader: Searcher) -> None:
    reader.open()
    failing(reader, "worker.js")
    reader.box.fill("curse of depth")
    retry = reader.page.get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    expect(reader.status).to_contain_text("The search could not be loaded.")
    reader.page.unroute_all()
    retry.click()
    expect(reader.results.first).to_contain_text("The Curse of Depth")
    forgive(reader)


def test_a_search_page_that_does_not_load_says_so_and_keeps_the_query(reader: Searcher) -> None:
    failing(reader, "search_page.js")
    reader.open()
    reader.box.press_sequentially("curse of depth")
    retry = reader.page.get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    reader.page.unroute_all()
    retry.click()
    expect(reader.results.first).to_contain_text("The Curse of Depth")
    expect(reader.box).to_have_value("curse of depth")
    forgive(reader)


def test_a_search_page_that_did_not_load_does_when_the_reader_types_on(reader: Searcher) -> None:
    failing(reader, "search_page.js")
    reader.open()
    reader.box.press_sequentially("curse")
    expect(reader.page.get_by_role("button", name="Try again")).to_be_visible()
    reader.page.unroute_all()
    reader.box.press_sequentially(" of depth")
    expect(reader.results.first).to_contain_text("The Curse of Depth")
    reader.box.press("Enter")
    expect(reader.box).to_be_focused()
    forgive(reader)


def test_a_dialog_that_does_not_load_says_so_and_leads_to_the_search_page(reader: Searcher) -> None:
    failing(reader, "dialog.js")
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    retry = reader.page.get_by_role("dialog").get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    reader.page.mouse.click(20, 450)
    expect(retry).to_be_hidden()
    reader.page.keyboard.press("Control+k")
    expect(retry).to_be_visible()
    reader.page.keyboard.type("curse of depth")
    reader.page.unroute_all()
    retry.click()
    reader.page.wait_for_url("**/search/index.html?q=curse%20of%20depth")
    expect(reader.results.first).to_contain_text("The Curse of Depth")
    forgive(reader)


def test_trying_again_in_the_dialog_leads_back_into_its_box(reader: Searcher) -> None:
    reader.page.route("**/search/**/*.json", lambda route: route.abort())
    reader.page.route("**/search/manifest.json", lambda route: route.abort())
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    dialog = reader.page.get_by_role("dialog")
    reader.page.keyboard.type("curse of depth")
    again = dialog.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    reader.page.unroute_all()
    again.click()
    expect(dialog.get_by_role("option").first).to_contain_text("The Curse of Depth")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    forgive(reader)


def test_help_that_does_not_load_says_so_and_can_be_asked_for_again(reader: Searcher) -> None:
    failing(reader, "keys.js")
    reader.open("index.html")
    reader.page.keyboard.press("?")
    expect(reader.page.locator(".notice")).to_contain_text("could not be loaded")
    reader.page.unroute_all()
    reader.page.keyboard.press("?")
    expect(reader.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    forgive(reader)
