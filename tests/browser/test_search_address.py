"""A search is its address: typed, shared, reloaded, from the dialog and by Back it finds the same."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from sitegen.search.query import search
from tests.browser.searcher import Searcher

pytestmark = pytest.mark.browser


def test_an_address_shares_a_search(reader: Searcher) -> None:
    reader.open()
    titles = reader.search("vector quantization")
    assert reader.state()["q"] == ["vector quantization"]
    address = reader.page.url
    reader.page.goto("about:blank")
    reader.page.goto(address)
    assert reader.found("vector quantization") == titles
    expect(reader.box).to_have_value("vector quantization")


def test_back_brings_the_query_before_and_typing_makes_one_entry(reader: Searcher) -> None:
    reader.open()
    entries = reader.page.evaluate("history.length")
    before = reader.search("vector quantization")
    assert reader.page.evaluate("history.length") == entries
    reader.box.press("Control+a")
    # so slowly that each letter is searched
    reader.box.press_sequentially("diffusion", delay=150)
    reader.search("diffusion models")
    assert reader.page.evaluate("history.length") == entries + 1
    reader.page.go_back()
    assert reader.found("vector quantization") == before
    expect(reader.box).to_have_value("vector quantization")


def test_back_from_a_paper_brings_the_results(reader: Searcher) -> None:
    reader.open()
    titles = reader.search("diffusion models")
    reader.results.first.locator("h2 a").click()
    reader.page.wait_for_url("**/papers/*")
    reader.page.go_back()
    assert reader.found("diffusion models") == titles


def test_more_results_are_added_and_kept_in_the_address(reader: Searcher) -> None:
    reader.open()
    reader.search("model")
    expect(reader.results).to_have_count(10)
    more = reader.page.get_by_role("link", name="More results")
    assert "page=2" in str(more.get_attribute("href"))
    more.press("Enter")
    expect(reader.results).to_have_count(20)
    expect(reader.results.nth(10).locator("h2 a")).to_be_focused()
    assert reader.state()["page"] == ["2"]
    titles = reader.titles()
    reader.page.reload()
    expect(reader.results).to_have_count(20)
    assert reader.titles() == titles


BEGINNINGS = ["quant", "langu", "vector quantiz", "title:autoregres", "difusion modls", "the curse"]


@pytest.mark.parametrize("query", BEGINNINGS)
def test_the_same_query_finds_the_same_however_it_is_asked(reader: Searcher, folder: Path, query: str) -> None:
    terminal = [hit.id for hit in search(folder / "public" / "repo", query).hits]
    assert terminal
    reader.open()
    reader.box.press_sequentially(query)
    reader.found(query)
    assert reader.ids() == terminal
    reader.box.press("Enter")
    reader.found(query)
    assert reader.ids() == terminal
    reader.page.reload()
    reader.found(query)
    assert reader.ids() == terminal
    reader.open(f"search/index.html?q={quote(query)}")
    reader.found(query)
    assert reader.ids() == terminal
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type(query)
    options = reader.page.locator("dialog [role=option][data-id]")
    expect(options.first).to_have_attribute("data-id", terminal[0])
    # those for fewer letters may be drawn before
    for at, paper in enumerate(terminal[:7]):
        expect(options.nth(at)).to_have_attribute("data-id", paper)
    expect(options).to_have_count(len(terminal[:7]))
    whole = reader.page.locator("dialog .option-all")
    if whole.count():
        whole.click()
        reader.page.wait_for_url("**/search/index.html*")
        reader.found(query)
        assert reader.ids() == terminal


def test_a_search_goes_on_where_the_browser_refuses_to_change_the_address(reader: Searcher) -> None:
    reader.page.add_init_script(
        "history.replaceState = history.pushState = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    reader.open()
    assert reader.search("curse of depth")[0].startswith("The Curse of Depth")


def test_a_press_on_more_results_with_a_key_held_is_the_browsers_affair(reader: Searcher) -> None:
    reader.open()
    reader.search("model")
    with reader.page.context.expect_page() as opened:
        reader.page.get_by_role("link", name="More results").click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator("main li[data-id]")).to_have_count(20)
    expect(reader.results).to_have_count(10)
    assert "page" not in reader.state()


def test_another_query_begins_at_its_first_results(reader: Searcher) -> None:
    reader.open("search/index.html?q=model&page=2")
    expect(reader.results).to_have_count(20)
    reader.box.press("End")
    reader.box.press_sequentially("s")
    reader.found("models")
    assert "page" not in reader.state()
    expect(reader.results).to_have_count(10)


def test_back_leads_to_where_the_reader_was_in_the_results(reader: Searcher) -> None:
    reader.open("search/index.html?q=model&page=2")
    expect(reader.results).to_have_count(20)
    link = reader.results.nth(15).locator("h2 a")
    link.focus()
    before = reader.page.evaluate("scrollY")
    assert before > 500
    link.press("Enter")
    reader.page.wait_for_url("**/papers/*")
    reader.page.go_back()
    expect(reader.results).to_have_count(20)
    for _ in range(200):
        if abs(reader.page.evaluate("scrollY") - before) < 100:
            return
        reader.page.wait_for_timeout(50)
    raise AssertionError("the page stands elsewhere")
