"""The search by keyboard: suggestions, results and the dialog, with input methods and in both directions of writing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.searcher import Searcher, searching
from tests.little import LittleSite
from tests.reading import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser


def test_suggestions_are_words_as_papers_write_them(reader: Searcher, papers: dict[str, str]) -> None:
    text = "\n".join(papers.values()).lower()
    reader.open()
    reader.box.press_sequentially("quanti")
    # those of fewer letters may be there first
    expect(reader.suggestions.first).to_have_text(re.compile("^quanti", re.IGNORECASE))
    expect(reader.box).to_have_attribute("aria-expanded", "true")
    for word in reader.suggestions.all_inner_texts():
        assert word.lower().startswith("quanti")
        assert re.search(rf"\b{re.escape(word.lower())}\b", text)


def test_arrows_enter_and_escape_drive_suggestions_and_results(reader: Searcher) -> None:
    reader.open()
    reader.box.fill("quant")
    first = reader.suggestions.first
    expect(first).to_be_visible()
    reader.box.press("Escape")
    expect(reader.suggestions).to_have_count(0)
    expect(reader.box).to_have_value("quant")
    reader.box.press_sequentially("i")
    expect(first).to_be_visible()
    word = first.inner_text()
    reader.box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(reader.box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    reader.box.press("Escape")
    expect(first).to_have_attribute("aria-selected", "false")
    reader.box.press("ArrowDown")
    reader.box.press("Enter")
    expect(reader.suggestions).to_have_count(0)
    reader.wait()
    assert reader.box.input_value().strip() == word
    links = reader.results.locator("h2 a")
    reader.box.press("ArrowDown")
    expect(links.first).to_be_focused()
    reader.page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    reader.page.keyboard.press("ArrowUp")
    reader.page.keyboard.press("ArrowUp")
    expect(reader.box).to_be_focused()


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_the_search_over_any_page(reader: Searcher, key: str) -> None:
    reader.open("index.html")
    reader.page.keyboard.press(key)
    box = reader.page.locator("dialog input")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    reader.page.keyboard.type("vector quantization")
    options = reader.page.locator("dialog [role=option]")
    expect(options.filter(has_text="Distill-VQ").locator("mark").first).to_be_visible()
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(reader.page.locator("dialog [role=status]")).to_have_text(re.compile(r"^\d+ papers?$"))
    reader.page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("dialog")).to_be_hidden()


def test_enter_in_the_dialog_opens_the_best_paper_and_the_search_is_remembered(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    expect(reader.page.locator("dialog input")).to_be_focused()
    # at once, as a list for fewer letters may be there first, which Enter does not open
    reader.page.keyboard.insert_text("curse of depth")
    expect(reader.page.locator("dialog [role=option]").first).to_contain_text("The Curse of Depth")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/papers/the-curse-of-depth*")
    reader.page.keyboard.press("Control+k")
    expect(reader.page.locator("dialog [role=option]")).to_have_text(["curse of depth"])


def test_the_dialog_leads_to_all_results_where_it_shows_only_some(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    everything = reader.page.locator("dialog .option-all")
    reader.page.keyboard.type("model")
    expect(everything).to_have_text(re.compile(r"^All \d+ "))
    reader.page.locator("dialog input").fill('"the curse of depth"')
    expect(reader.page.locator("dialog [role=status]").first).to_have_text("1 paper")
    expect(reader.page.locator("dialog [role=option]")).to_have_count(1)
    expect(everything).to_have_count(0)


def test_all_results_are_those_for_what_stands_in_the_box_though_the_list_is_older(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("mod")
    everything = reader.page.locator("dialog .option-all")
    expect(everything).to_have_text(re.compile("mod"))
    # in one step, as the next list comes soon
    everything.evaluate(
        """option => {
            option.closest("dialog").querySelector("input").value = "model";
            option.click();
        }"""
    )
    reader.page.wait_for_url("**/search/index.html?q=model")


def test_the_dialog_names_who_wrote_a_paper_and_when_as_a_citation_does(tmp_path: Path, chromium: Browser) -> None:
    site = LittleSite(tmp_path)
    names = ("Ann Lee", "Bo Cho", "Cy Dee")
    for count in (1, 2, 3):
        front = f'---\nid: "pears-{count}"\ntitle: "Pears"\nauthors: {json.dumps(names[:count])}\n---\n\n'
        site.write(f"papers/2025/pears-{count}.md", f"{front}We look at pears.\n")
    listed = "".join(f"{count}. [Pears](../papers/2025/pears-{count}.md)\n" for count in (1, 2, 3))
    site.write("editions/2025-03-28.md", f'---\ndate: "2025-03-28"\n---\n\n{listed}')
    site.build()
    with served(site.output) as address, searching(chromium, address) as gardener:
        gardener.open("index.html")
        gardener.page.keyboard.press("Control+k")
        gardener.page.keyboard.type("pears")
        sources = gardener.page.locator("dialog .option-source")
        expect(sources).to_have_count(3)
        assert sorted(sources.all_inner_texts()) == [
            "Ann Lee et al. · 2025", "Ann Lee · 2025", "Ann Lee, Bo Cho · 2025"
        ]  # fmt: skip


def test_authors_who_are_not_named_are_told_in_results(tmp_path: Path, chromium: Browser) -> None:
    site = LittleSite(tmp_path)
    names = ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun", "Ed Poe", "Flo May"]
    for count in (1, 6):
        front = f'---\ntitle: "Pears {count}"\nauthors: {json.dumps(names[:count])}\nmore_authors: true\n---\n\n'
        site.write(f"papers/2025/pears-{count}.md", f"{front}We look at pears.\n")
    site.build()
    with served(site.output) as address, searching(chromium, address) as gardener:
        gardener.open("search/index.html?q=pears")
        lines = gardener.page.locator(".entry .authors")
        expect(lines).to_have_count(2)
        assert sorted(lines.all_inner_texts()) == ["Ann Lee et al.", f"{', '.join(names[:5])} et al."]
        gardener.open("index.html")
        gardener.page.keyboard.press("Control+k")
        gardener.page.keyboard.type("pears 1")
        expect(gardener.page.locator("dialog .option-source").first).to_have_text("Ann Lee et al.")


def test_arrows_go_round_the_ends_of_the_dialogs_list(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("model")
    options = reader.page.locator("dialog [role=option]")
    expect(options).to_have_count(8)
    expect(options.first).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    reader.page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_left_and_right_follow_the_direction_of_writing(reader: Searcher) -> None:
    reader.open()
    reader.page.evaluate("document.documentElement.dir = 'rtl'")
    # at once, so that no list of fewer letters is drawn over the choice
    reader.box.fill("mod")
    expect(reader.suggestions.nth(1)).to_be_visible()
    reader.box.press("ArrowDown")
    expect(reader.suggestions.first).to_have_attribute("aria-selected", "true")
    reader.box.press("ArrowLeft")
    expect(reader.suggestions.nth(1)).to_have_attribute("aria-selected", "true")
    reader.box.press("ArrowRight")
    expect(reader.suggestions.first).to_have_attribute("aria-selected", "true")


PRESS = """
(box, [text, key, isComposing]) => {
  if (text) {
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  box.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing, bubbles: true, cancelable: true }));
}
"""


def test_enter_on_a_list_that_is_out_of_date_searches_what_stands_in_the_box(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("curse of depth")
    expect(reader.page.locator("dialog [role=option]").first).to_contain_text("The Curse of Depth")
    # quicker than any answer
    reader.page.locator("dialog input").evaluate(PRESS, ["vector quantization", "Enter", False])
    reader.page.wait_for_url("**/search/index.html?q=vector+quantization")
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    expect(reader.page.locator("dialog [role=option]")).to_have_text(["vector quantization"])


def test_keys_of_an_input_method_are_its_own(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("model")
    options = reader.page.locator("dialog [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box = reader.page.locator("dialog input")
    for key in ("ArrowDown", "Enter", "Escape"):
        box.evaluate(PRESS, ["", key, True])
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(reader.page.locator("dialog")).to_be_visible()
    assert reader.page.url.endswith("/repo/index.html")
    box.evaluate(PRESS, ["", "ArrowDown", False])
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")


def test_a_key_event_without_a_key_does_no_harm(reader: Searcher) -> None:
    for route in ("index.html", "search/index.html?q=model"):
        reader.open(route)
        reader.page.evaluate("document.activeElement.dispatchEvent(new Event('keydown', { bubbles: true }))")
    reader.page.keyboard.press("/")
    expect(reader.box).to_be_focused()


def test_the_dialog_closes_by_a_press_beside_it_and_holds_the_page_still(reader: Searcher) -> None:
    reader.open("index.html")
    dialog = reader.page.locator("dialog.search-dialog")
    reader.page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()
    reader.page.mouse.move(20, 450)
    reader.page.mouse.wheel(0, 600)
    reader.page.locator("dialog input").click()
    expect(dialog).to_be_visible()
    assert reader.page.evaluate("scrollY") == 0
    reader.page.mouse.click(20, 450)
    expect(dialog).to_be_hidden()


def test_a_screen_reader_is_told_once_what_was_found(reader: Searcher) -> None:
    reader.open()
    reader.box.focus()
    told = reader.page.locator("main [role=status]")
    told.evaluate(
        """region => {
            window.told = [];
            let typed = 0;
            document.addEventListener('input', () => (typed = performance.now()));
            const note = () => window.told.push([region.textContent, performance.now() - typed]);
            new MutationObserver(note).observe(region, { childList: true });
        }"""
    )
    reader.box.press_sequentially("diffusion modl", delay=120)
    expect(told).to_contain_text("papers")
    reader.page.wait_for_timeout(1000)
    ((text, delay),) = reader.page.evaluate("window.told")
    assert text.startswith(reader.status.inner_text())
    # a moment after the last key, so that a reader who types hears the letters
    assert delay >= 700


def test_shortcuts_are_announced_while_they_are_on(reader: Searcher) -> None:
    reader.open("index.html")
    link = reader.page.locator("#search-link")
    expect(link).to_have_attribute("aria-keyshortcuts", "/ Control+K")
    reader.page.get_by_role("checkbox", name="Single-key shortcuts").uncheck()
    expect(link).to_have_attribute("aria-keyshortcuts", "Control+K")


def test_suggestions_do_not_come_back_once_a_query_is_meant(reader: Searcher) -> None:
    held: list[Route] = []
    reader.open()
    reader.page.route("**/search/suggest/*", lambda route: held.append(route))
    reader.box.press_sequentially("diffusion")
    reader.found("diffusion")
    reader.box.press("Enter")
    for route in held:
        route.continue_()
    reader.wait()
    reader.page.wait_for_load_state("networkidle")
    expect(reader.suggestions).to_have_count(0)


def test_a_suggestion_that_is_pressed_leaves_the_focus_in_the_box(reader: Searcher) -> None:
    reader.open()
    reader.box.fill("quanti")
    word = reader.suggestions.first.inner_text()
    reader.suggestions.first.click()
    expect(reader.box).to_have_value(word)
    expect(reader.box).to_be_focused()
    reader.wait()
    assert reader.state() == {"q": [word]}


def test_searches_that_were_meant_are_offered_again_each_once_and_no_long_ones(reader: Searcher) -> None:
    reader.open()
    for query in ("diffusion", "curse of depth", "diffusion", "word " * 30):
        reader.search(query)
    reader.page.evaluate("localStorage.setItem('searches:/other/', '[\"of another site\"]')")
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    recent = reader.page.locator("dialog [role=option]")
    expect(recent).to_have_text(["diffusion", "curse of depth"])
    recent.last.click()
    expect(recent.first).to_contain_text("The Curse of Depth")
    # what was found is no answer to the next query, and recent searches are none to the first
    reader.page.keyboard.press("Control+a")
    reader.page.keyboard.press("Delete")
    expect(recent).to_have_text(["diffusion", "curse of depth"])
    held: list[Route] = []
    reader.page.route("**/search/**", lambda route: held.append(route))
    reader.page.keyboard.type("zzz")
    expect(reader.page.locator("dialog .option-recent")).to_have_count(0)


def test_enter_with_control_opens_the_paper_in_another_tab(reader: Searcher) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.insert_text("curse of depth")
    options = reader.page.locator("dialog [role=option]")
    expect(options.first).to_contain_text("The Curse of Depth")
    with reader.page.context.expect_page() as opened:
        reader.page.keyboard.press("Control+Enter")
    opened.value.wait_for_url("**/papers/the-curse-of-depth*")
    reader.page.evaluate("addEventListener('click', (event) => (window.prevented = event.defaultPrevented))")
    with reader.page.context.expect_page() as opened:
        options.first.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/papers/the-curse-of-depth*")
    # the browser opens it in the background
    assert reader.page.evaluate("window.prevented") is False
    assert len(reader.page.context.pages) == 3
    expect(reader.page.locator("dialog")).to_be_visible()
    assert reader.page.url.endswith("/repo/index.html")


def test_an_answer_that_comes_late_is_none_to_what_stands_in_the_box(reader: Searcher) -> None:
    held: list[Route] = []
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.route("**/search/documents/*", lambda route: held.append(route))
    box = reader.page.locator("dialog input")
    with reader.page.expect_request("**/search/documents/*"):
        box.fill("diffusion")
    box.evaluate("box => (box.value = 'curse')")
    for route in held:
        route.continue_()
    reader.page.unroute_all()
    reader.page.wait_for_load_state("networkidle")
    expect(reader.page.locator("dialog [role=option]")).to_have_count(0)


def test_a_press_beside_the_dialog_closes_it_where_the_browser_does_not_know_how(reader: Searcher) -> None:
    reader.open("index.html")
    dialog = reader.page.locator("dialog.search-dialog")
    reader.page.keyboard.press("Control+k")
    expect(dialog.locator(".dialog-foot")).to_be_attached()
    dialog.evaluate("dialog => dialog.removeAttribute('closedby')")
    dialog.locator("input").click()
    expect(dialog).to_be_visible()
    reader.page.mouse.click(20, 450)
    expect(dialog).to_be_hidden()
