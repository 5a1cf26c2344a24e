"""What a reader of the seed's site finds with its search, in a browser, below a sub-path, under a strict policy."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from sitegen.text.tokens import STOP_WORDS
from tests.browser.searcher import Searcher
from tests.paths import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_search_lists_the_papers_that_have_the_words(reader: Searcher) -> None:
    reader.open()
    assert any(title.startswith("Distill-VQ") for title in reader.search("vector quantization"))


def test_the_paper_of_that_title_comes_first(reader: Searcher) -> None:
    reader.open()
    assert reader.search("curse of depth")[0] == "The Curse of Depth in Large Language Models"


@pytest.mark.parametrize("word", ["key", "way", "employ"])
def test_words_that_other_stemmers_lose_are_found(reader: Searcher, papers: dict[str, str], word: str) -> None:
    having = {paper for paper, text in papers.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    reader.open()
    reader.search(word)
    while reader.page.get_by_role("link", name="More results").is_visible():
        before = reader.results.count()
        reader.page.get_by_role("link", name="More results").click()
        expect(reader.results).not_to_have_count(before)
    assert having
    assert having <= set(reader.ids())


def test_results_come_while_typing_and_are_marked(reader: Searcher) -> None:
    reader.open()
    reader.box.press_sequentially("autoregress")
    expect(reader.results.locator("mark").first).to_have_text(re.compile("autoregress", re.IGNORECASE))
    # a stretch of a long abstract is cut at both ends
    expect(reader.results.locator(".abstract", has_text=re.compile("^\\s*… .* …\\s*$", re.DOTALL))).not_to_have_count(0)
    expect(reader.status).to_have_text(re.compile(r"^\d+ papers?$"))


def test_a_result_tells_its_id_and_its_score(reader: Searcher) -> None:
    reader.open("search/index.html?q=diffusion&rank=lunr")
    reader.found("diffusion")
    scores = [float(item.get_attribute("data-score") or "") for item in reader.results.all()]
    assert scores == sorted(scores, reverse=True)
    first = reader.results.first
    assert f"papers/{first.get_attribute('data-id')}.html" in str(first.locator("h2 a").get_attribute("href"))


def test_a_mistyped_word_is_mended_and_the_page_says_so(reader: Searcher) -> None:
    reader.open()
    assert any(title.startswith("Distill-VQ") for title in reader.search("vector quantizaton"))
    expect(reader.page.locator("main")).to_contain_text("No paper has “quantizaton”; showing “quantization”.")


def test_what_was_tried_in_vain_is_not_said_to_be_shown(reader: Searcher) -> None:
    reader.open()
    assert reader.search("+quantizaton +zzqqxx") == []
    notes = reader.page.locator("main [data-part=notes]")
    expect(notes).to_contain_text("Nothing was found with “quantization” for “quantizaton” either.")
    expect(notes).not_to_contain_text("showing")


def test_operators_ask_for_more_than_words(reader: Searcher, papers: dict[str, str]) -> None:
    reader.open()
    titles = reader.search("title:curse")
    assert titles
    assert all("curse" in title.lower() for title in titles)
    reader.search("+diffusion -video")
    assert reader.ids()
    for paper in reader.ids():
        assert re.search("diffusion", papers[paper], re.IGNORECASE)
        assert not re.search(r"\bvideos?\b", papers[paper], re.IGNORECASE)


STRANGE = [
    "a:b",
    "^",
    "~~",
    '"',
    "title:",
    "+",
    "-",
    "*",
    "+-~^:*",
    "nofield:word",
    "depth^x",
    "depth~many",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "😀 𝔘",
    "深度学习",
    "\u202e\u0000",
    "{{ 7*7 }}",
    "constructor __proto__ toString",
    "the of and",
    "x" * 3000,
    "word " * 600,
]


def test_no_query_breaks_the_page(reader: Searcher) -> None:
    reader.open()
    for query in STRANGE:
        reader.box.fill(query)
        reader.box.press("Enter")
        reader.wait()
        assert reader.page.locator("main img, main script").count() == 0
    assert reader.search("curse of depth")[0].startswith("The Curse of Depth")


def test_a_long_query_is_named_by_its_beginning(reader: Searcher) -> None:
    reader.open()
    assert reader.search("x" * 61) == []
    expect(reader.status).to_have_text(f"No paper matches “{'x' * 59}…”.")
    assert reader.search("x" * 60) == []
    expect(reader.status).to_have_text(f"No paper matches “{'x' * 60}”.")


@pytest.mark.parametrize(("address", "early"), [("search/index.html", ["manifest.json"]), ("index.html", [])])
def test_before_the_reader_reaches_for_search_its_page_loads_the_manifest_and_others_nothing(
    reader: Searcher, address: str, early: list[str]
) -> None:
    reader.open(address)
    reader.page.wait_for_load_state("networkidle")
    index = [
        url.removeprefix(reader.site + "search/") for url in reader.asked if url.startswith(reader.site + "search/")
    ]
    assert [name for name in index if name != "index.html"] == early
    scripts = [url for url in reader.asked if re.search("/assets/.*/search/", url)]
    assert [url.rpartition("/")[2] for url in scripts] == (["start.js"] if early else [])
    with reader.page.expect_request("**/search/terms/*"):
        reader.page.keyboard.press("/")
        reader.page.keyboard.type("diffusion")


def test_every_example_is_a_link_to_its_search(reader: Searcher) -> None:
    reader.open()
    examples = reader.page.locator("main .examples a")
    assert examples.count()
    for words in examples.all_inner_texts():
        examples.get_by_text(words, exact=True).click()
        assert reader.found(words)
        reader.page.go_back()
        expect(examples.first).to_be_visible()


def test_marks_are_read_in_forced_colours(chromium: Browser, site: str) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{site}search/index.html?q=diffusion")
    for place in ("h2 mark", ".abstract mark"):
        mark = page.locator(f"main li[data-id] {place}").first
        colours = mark.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 0)"]
    context.close()


def test_every_word_is_found(reader: Searcher, papers: dict[str, str]) -> None:
    plain = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
    words = {word for text in papers.values() for word in plain.findall(text)} - STOP_WORDS
    reader.open()
    lost = []
    for word in random.Random(28).sample(sorted(words), 40):
        reader.search(word)
        # a word as plain as this is either searched or mended, and must not be mended
        if not reader.ids() or "No paper has" in reader.page.locator("main").inner_text():
            lost.append(word)
    assert lost == []


def test_the_page_fits_a_narrow_screen(reader: Searcher) -> None:
    reader.page.set_viewport_size({"width": 320, "height": 640})
    reader.open(f"search/index.html?q={quote('vector quantization')}")
    reader.found("vector quantization")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
    reader.page.get_by_role("button", name="Filter").click()
    expect(reader.page.get_by_role("group", name="Topic")).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
    reader.open(f"search/index.html?q={quote('qqzzxx wwkkvv yyhhjj xxqqww zzjjqq')}")
    expect(reader.status).to_contain_text("No paper")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
    reader.open(f"search/index.html?q={'xq' * 25}")
    expect(reader.status).to_contain_text("No paper")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_results_are_printed_without_what_is_pressed(reader: Searcher) -> None:
    reader.open("search/index.html?q=depth")
    reader.found("depth")
    reader.page.emulate_media(media="print")
    expect(reader.results.first).to_be_visible()
    expect(reader.status).to_be_visible()
    assert reader.page.locator("main :is(input, select, button, summary):visible").count() == 0


def test_without_script_the_page_leads_to_all_papers(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "search/index.html?q=depth")
    expect(page.locator("main")).to_contain_text("needs JavaScript")
    expect(page.locator("main input")).to_be_hidden()
    page.get_by_role("link", name="the list of papers").click()
    expect(page.locator("main h1")).to_be_visible()
    context.close()


def test_a_search_asks_for_four_scripts(reader: Searcher) -> None:
    reader.open("search/index.html?q=diffusion")
    reader.found("diffusion")
    # a pointer that rests on the page from the beginning calls for the script that fetches ahead
    scripts = [
        name for url in reader.asked if (name := url.rpartition("/")[2]).endswith(".js") and name != "prefetch.js"
    ]
    assert scripts[:3] == ["early.js", "main.js", "start.js"]
    # asked for together
    assert sorted(scripts[3:]) == ["search_page.js", "worker.js"]


def test_the_standard_index_opens_with_stock_lunr_and_ranks_as_the_page_does(chromium: Browser, site: str) -> None:
    page = chromium.new_page(bypass_csp=True)
    page.goto(f"{site}search/index.html?q=vector+quantization&rank=lunr")
    expect(page.locator("main li[data-id]").first).to_be_visible()
    shown = page.locator("main li[data-id]").evaluate_all("all => all.map(one => [one.dataset.id, +one.dataset.score])")
    page.add_script_tag(path=ROOT / "templates/vendor/lunr.min.js")
    found = page.evaluate(
        """async () => {
            const index = lunr.Index.load(await (await fetch("lunr.json")).json());
            return index.search("vector quantization").map(({ ref, score }) => [ref, score]);
        }"""
    )
    page.close()
    assert shown
    assert [identifier for identifier, _ in shown] == [identifier for identifier, _ in found[: len(shown)]]
    assert [score for _, score in shown] == pytest.approx([score for _, score in found[: len(shown)]], abs=1e-9)
