"""The keys of a list: from paper to paper, and what can be done with the one in focus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.days import two_days
from tests.little import LittleSite
from tests.reading import REFUSED, Reader, reading, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = LittleSite(tmp_path_factory.mktemp("keys"))
    two_days(site)
    with served(site.output) as address:
        yield address


@pytest.fixture
def reader(chromium: Any, address: str) -> Iterator[Reader]:
    with reading(chromium, address) as reader:
        yield reader


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent"))


def test_j_and_k_pass_over_what_is_filtered_out(reader: Reader) -> None:
    page = reader.open("index.html?code=1")
    expect(page.locator(".entry:visible")).to_have_count(2)
    press(page, "j")
    assert focused(page) == "Delta"
    press(page, "j")
    assert focused(page) == "Zeta"
    press(page, "j")
    assert focused(page) == "Zeta"
    press(page, "k")
    assert focused(page) == "Delta"


@pytest.mark.parametrize("key", ["j", "k"])
def test_at_the_end_of_a_long_last_entry_the_keys_begin_with_it(reader: Reader, key: str) -> None:
    page = reader.open("index.html")
    page.locator(".entry").last.evaluate("(entry) => { entry.style.minBlockSize = '300vh'; }")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function("document.querySelector('.entry:last-of-type').getBoundingClientRect().top < 0")
    press(page, key)
    assert focused(page) == page.locator(".entry h2").last.inner_text()


def test_j_follows_the_order_the_reader_asked_for(reader: Reader) -> None:
    page = reader.open("index.html?sort=votes")
    expect(page.locator(".entry h2").first).to_have_text("Epsilon")
    press(page, "j", "j")
    assert focused(page) == "Alpha"


def test_o_unfolds_the_abstract_and_then_opens_the_paper(reader: Reader) -> None:
    page = reader.open("index.html")
    press(page, "j", "o")
    expect(page.locator(".entry").first.locator("details")).to_have_attribute("open", "")
    press(page, "o")
    page.wait_for_url("**/papers/2503.00004.html")


def test_s_saves_the_paper_and_takes_it_back(reader: Reader) -> None:
    page = reader.open("index.html")
    press(page, "j")
    # held down, it saves once
    page.keyboard.down("s")
    page.keyboard.down("s")
    page.keyboard.up("s")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(page.locator(".entry").first.locator("button.save")).to_have_attribute("aria-pressed", "true")
    press(page, "s")
    expect(page.locator(".entry").first.locator("button.save")).to_have_text("Save")


def test_s_saves_where_storage_is_refused(reader: Reader) -> None:
    page = reader.open("index.html", REFUSED)
    press(page, "j", "s")
    expect(page.locator(".entry").first.locator("button.save")).to_have_attribute("aria-pressed", "true")


def test_c_copies_the_citation_as_the_papers_page_has_it(reader: Reader) -> None:
    page = reader.open("index.html", permissions=["clipboard-read", "clipboard-write"])
    press(page, "j", "j", "c")
    expect(page.get_by_role("status").filter(has_text="BibTeX copied: Epsilon")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{")
    page.goto(page.url.replace("index", "papers/2503.00005"))
    assert copied.strip() == page.locator(".bibtex pre").inner_text().strip()


def test_a_citation_that_cannot_be_copied_is_told(reader: Reader) -> None:
    page = reader.open("index.html", "Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    press(page, "j", "c")
    expect(page.get_by_role("status").filter(has_text="could not be copied")).to_be_visible()


def test_a_key_for_a_paper_chooses_one_first(reader: Reader) -> None:
    page = reader.open("index.html")
    press(page, "s")
    assert focused(page) == "Delta"
    assert page.locator("button.save[aria-pressed=true]").count() == 0
    press(page, "s")
    expect(page.locator("button.save[aria-pressed=true]")).to_have_count(1)


def test_on_a_paper_s_own_page_keys_are_for_that_paper(reader: Reader) -> None:
    page = reader.open(str(reader.open("index.html").locator(".entry h2 a").first.get_attribute("href")))
    press(page, "s")
    expect(page.locator("button.save[aria-pressed=true]")).to_have_count(1)
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["s", "c", "/", "?", "Ctrl", "K"]


def test_a_question_mark_tells_the_keys(reader: Reader) -> None:
    page = reader.open("index.html")
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["j", "k", "o", "s", "c", "/", "?", "Ctrl", "K"]
    press(page, "j")
    assert page.evaluate("document.activeElement.closest('.entry')") is None
    press(page, "Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_the_switch_in_the_dialog_is_the_one_at_the_foot(reader: Reader) -> None:
    page = reader.open("index.html")
    press(page, "?")
    page.get_by_role("dialog").get_by_label("Single-key shortcuts").uncheck()
    press(page, "Escape")
    expect(page.locator("input[name=shortcuts]")).not_to_be_checked()
    press(page, "j", "o", "s", "c", "/", "?")
    expect(page.locator("dialog[open], details[open], button.save[aria-pressed=true]")).to_have_count(0)
    page.reload()
    expect(page.locator("input[name=shortcuts]")).not_to_be_checked()
    press(page, "j")
    assert page.evaluate("document.activeElement === document.body")
    # a key with another held is no single key
    press(page, "Control+k")
    expect(page.locator("dialog.search-dialog")).to_be_visible()


def test_the_switch_works_for_the_page_where_storage_is_refused(reader: Reader) -> None:
    page = reader.open("index.html", REFUSED)
    page.uncheck("input[name=shortcuts]")
    press(page, "j")
    assert page.evaluate("document.activeElement.closest('.entry')") is None


@pytest.mark.parametrize("key", ["Control+j", "Alt+j", "Meta+j", "Control+s", "Control+c"])
def test_a_key_with_another_held_is_the_browsers(reader: Reader, key: str) -> None:
    page = reader.open("index.html")
    press(page, key)
    assert page.evaluate("document.activeElement === document.body")


def test_keys_in_a_control_are_its_own(reader: Reader) -> None:
    page = reader.open("index.html")
    page.focus("select[name=topic]")
    press(page, "j", "s")
    assert page.evaluate("document.activeElement.name") == "topic"
    press(page, "/")
    page.keyboard.type("jk?")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_what_is_typed_after_a_slash_goes_into_the_search(reader: Reader) -> None:
    page = reader.open("index.html")
    press(page, "/")
    page.keyboard.type("jsco?/")
    assert page.input_value(".dialog-input") == "jsco?/"


def test_keys_do_nothing_where_there_is_no_list(reader: Reader) -> None:
    page = reader.open("about.html")
    press(page, "j", "k", "o", "s", "c")
    assert page.evaluate("document.activeElement === document.body")
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_found_papers_have_their_keys_too(reader: Reader) -> None:
    page = reader.open("search/index.html?q=epsilon")
    expect(page.locator("main .entry")).to_have_count(1)
    press(page, "j", "s")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    press(page, "o")
    page.wait_for_url("**/papers/2503.00005.html")
