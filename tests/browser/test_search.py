"""What a reader of the seed's site can do with its search, in a browser, below a sub-path, under a strict policy."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from sitegen.text.tokens import STOP_WORDS
from tests.paths import ROOT
from tests.reading import REFUSED, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.browser

CONTENT = ROOT / "content"
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed's site, built as everybody builds it."""
    work = tmp_path_factory.mktemp("search")
    shutil.copytree(CONTENT, work / "content")
    subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "--quiet", "--output", "public/repo"], cwd=work, check=True
    )
    return work


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The address of the site, below `/repo/`."""
    with served(folder / "public", {"Content-Security-Policy": POLICY}) as address:
        yield f"{address}repo/"


@pytest.fixture(scope="module")
def papers(folder: Path) -> dict[str, str]:
    """Title and abstract of every paper by id, as its page in `content` has them."""
    texts = {}
    for path in (folder / "content" / "papers").rglob("*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        title = json.loads(re.search(r"^title: (.*)$", front, re.MULTILINE)[1])  # type: ignore[index]
        texts[path.stem] = f"{title}\n{body}"
    return texts


class Reader:
    """A person at the search page."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.asked: list[str] = []
        """Addresses the browser fetched."""
        self.troubles: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda problem: self.troubles.append(str(problem)))
        page.on("console", lambda line: self.troubles.append(line.text) if line.type in ("error", "warning") else None)

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


@pytest.fixture
def reader(chromium: Browser, site: str) -> Iterator[Reader]:
    """A reader who sees no error in the console, and whose browser asks no other host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    reader = Reader(context.new_page(), site)
    yield reader
    context.close()
    assert reader.troubles == []
    assert [url for url in reader.asked if not url.startswith(site)] == []


def test_a_search_lists_the_papers_that_have_the_words(reader: Reader) -> None:
    reader.open()
    assert any(title.startswith("Distill-VQ") for title in reader.search("vector quantization"))


def test_the_paper_of_that_title_comes_first(reader: Reader) -> None:
    reader.open()
    assert reader.search("curse of depth")[0] == "The Curse of Depth in Large Language Models"


@pytest.mark.parametrize("word", ["key", "way", "employ"])
def test_words_that_other_stemmers_lose_are_found(reader: Reader, papers: dict[str, str], word: str) -> None:
    having = {paper for paper, text in papers.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    reader.open()
    reader.search(word)
    while reader.page.get_by_role("link", name="More results").is_visible():
        before = reader.results.count()
        reader.page.get_by_role("link", name="More results").click()
        expect(reader.results).not_to_have_count(before)
    assert having
    assert having <= set(reader.ids())


def test_results_come_while_typing_and_are_marked(reader: Reader) -> None:
    reader.open()
    reader.box.press_sequentially("autoregress")
    expect(reader.results.locator("mark").first).to_have_text(re.compile("autoregress", re.IGNORECASE))
    expect(reader.status).to_have_text(re.compile(r"^\d+ papers?$"))


def test_a_result_tells_its_id_and_its_score(reader: Reader) -> None:
    reader.open("search/index.html?q=diffusion&rank=lunr")
    reader.found("diffusion")
    scores = [float(item.get_attribute("data-score") or "") for item in reader.results.all()]
    assert scores == sorted(scores, reverse=True)
    first = reader.results.first
    assert f"papers/{first.get_attribute('data-id')}.html" in str(first.locator("h2 a").get_attribute("href"))


def test_a_mistyped_word_is_mended_and_the_page_says_so(reader: Reader) -> None:
    reader.open()
    assert any(title.startswith("Distill-VQ") for title in reader.search("vector quantizaton"))
    expect(reader.page.locator("main")).to_contain_text("No paper has “quantizaton”; showing “quantization”.")


def test_operators_ask_for_more_than_words(reader: Reader, papers: dict[str, str]) -> None:
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


def test_no_query_breaks_the_page(reader: Reader) -> None:
    reader.open()
    for query in STRANGE:
        reader.box.fill(query)
        reader.box.press("Enter")
        reader.wait()
        assert reader.page.locator("main img, main script").count() == 0
    assert reader.search("curse of depth")[0].startswith("The Curse of Depth")


def test_an_address_shares_a_search(reader: Reader) -> None:
    reader.open()
    titles = reader.search("vector quantization")
    assert reader.state()["q"] == ["vector quantization"]
    address = reader.page.url
    reader.page.goto("about:blank")
    reader.page.goto(address)
    assert reader.found("vector quantization") == titles
    expect(reader.box).to_have_value("vector quantization")


def test_back_brings_the_query_before_and_typing_makes_one_entry(reader: Reader) -> None:
    reader.open()
    entries = reader.page.evaluate("history.length")
    before = reader.search("vector quantization")
    assert reader.page.evaluate("history.length") == entries
    reader.box.press("Control+a")
    reader.box.press_sequentially("diffusion")
    reader.search("diffusion models")
    assert reader.page.evaluate("history.length") == entries + 1
    reader.page.go_back()
    assert reader.found("vector quantization") == before
    expect(reader.box).to_have_value("vector quantization")


def test_back_from_a_paper_brings_the_results(reader: Reader) -> None:
    reader.open()
    titles = reader.search("diffusion models")
    reader.results.first.locator("h2 a").click()
    reader.page.wait_for_url("**/papers/*")
    reader.page.go_back()
    assert reader.found("diffusion models") == titles


def test_nothing_of_the_index_is_loaded_before_the_reader_reaches_for_it(reader: Reader) -> None:
    reader.open()
    expect(reader.page.get_by_text("For example")).to_be_visible()
    assert not [
        url for url in reader.asked if url.startswith(reader.site + "search/") and not url.endswith("index.html")
    ]
    scripts = [url for url in reader.asked if re.search("/assets/.*/search/", url)]
    assert [url.rpartition("/")[2] for url in scripts] == ["start.js"]
    with reader.page.expect_request("**/search/manifest.json"):
        reader.box.click()


def test_every_example_and_every_hint_is_a_link_to_its_search(reader: Reader) -> None:
    reader.open()
    examples = reader.page.locator("main a[href*='?q=']")
    for words in examples.all_inner_texts():
        examples.get_by_text(words, exact=True).click()
        assert reader.found(words)
        reader.page.go_back()
        expect(examples.first).to_be_visible()


def test_more_results_are_added_and_kept_in_the_address(reader: Reader) -> None:
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


def test_suggestions_are_words_as_papers_write_them(reader: Reader, papers: dict[str, str]) -> None:
    text = "\n".join(papers.values()).lower()
    reader.open()
    reader.box.press_sequentially("quanti")
    expect(reader.suggestions.first).to_be_visible()
    expect(reader.box).to_have_attribute("aria-expanded", "true")
    for word in reader.suggestions.all_inner_texts():
        assert word.lower().startswith("quanti")
        assert re.search(rf"\b{re.escape(word.lower())}\b", text)


def test_arrows_enter_and_escape_drive_suggestions_and_results(reader: Reader) -> None:
    reader.open()
    reader.box.press_sequentially("quanti")
    first = reader.suggestions.first
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


def test_a_topic_narrows_the_results_and_stands_in_the_address(reader: Reader) -> None:
    reader.open()
    reader.search("model")
    total = reader.status.inner_text()
    topic = reader.page.get_by_role("group", name="Topic").locator("label").first
    count = topic.locator(".count").inner_text()
    topic.locator("input").check()
    expect(reader.status).to_have_text(re.compile(rf"^{count} papers?$"))
    assert len(reader.state()["topic"]) == 1
    reader.page.reload()
    expect(topic.locator("input")).to_be_checked()
    expect(reader.status).to_have_text(re.compile(rf"^{count} papers?$"))
    topic.locator("input").uncheck()
    expect(reader.status).to_have_text(total)


def test_where_storage_is_refused_search_filters_and_the_dialog_work(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(REFUSED)
    reader = Reader(context.new_page(), site)
    reader.open()
    found = reader.search("diffusion")
    reader.page.get_by_role("group", name="Topic").get_by_role("checkbox").nth(1).check()
    reader.wait()
    assert 0 < len(reader.titles()) < len(found)
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("curse of depth")
    expect(reader.page.locator("dialog [role=option]").first).to_contain_text("The Curse of Depth")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/papers/the-curse-of-depth*")
    assert reader.troubles == []
    context.close()


def test_marks_are_read_in_forced_colours(chromium: Browser, site: str) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{site}search/index.html?q=diffusion")
    for place in ("h2 mark", ".abstract mark"):
        mark = page.locator(f"main li[data-id] {place}").first
        colours = mark.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 0)"]
    context.close()


def test_no_control_stands_for_what_no_paper_has(reader: Reader) -> None:
    reader.open()
    reader.search("model")
    expect(reader.page.get_by_role("group", name="Topic")).to_be_visible()
    # the seed knows no author, and no votes
    expect(reader.page.get_by_role("group", name="Author")).to_have_count(0)
    # … and all of it was listed on one day
    expect(reader.page.locator("main select[name=sort]")).to_be_hidden()


def test_progress_shows_only_where_an_answer_is_slow(reader: Reader) -> None:
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


def test_a_failed_connection_is_told_and_mended_by_trying_again(reader: Reader) -> None:
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


def test_every_word_is_found(reader: Reader, papers: dict[str, str]) -> None:
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


def test_the_page_fits_a_narrow_screen(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 320, "height": 640})
    reader.open(f"search/index.html?q={quote('vector quantization')}")
    reader.found("vector quantization")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320
    reader.page.get_by_role("button", name="Filter").click()
    expect(reader.page.get_by_role("group", name="Topic")).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_the_search_over_any_page(reader: Reader, key: str) -> None:
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


def test_enter_in_the_dialog_opens_the_best_paper_and_the_search_is_remembered(reader: Reader) -> None:
    reader.open("index.html")
    reader.page.keyboard.press("Control+k")
    expect(reader.page.locator("dialog input")).to_be_focused()
    reader.page.keyboard.type("curse of depth")
    expect(reader.page.locator("dialog [role=option]").first).to_contain_text("The Curse of Depth")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/papers/the-curse-of-depth*")
    reader.page.keyboard.press("Control+k")
    expect(reader.page.locator("dialog [role=option]")).to_have_text(["curse of depth"])


def test_without_script_the_page_leads_to_all_papers(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "search/index.html?q=depth")
    expect(page.locator("main")).to_contain_text("needs JavaScript")
    expect(page.locator("main input")).to_be_hidden()
    page.get_by_role("link", name="the list of papers").click()
    expect(page.locator("main h1")).to_be_visible()
    context.close()


def test_a_search_asks_for_four_scripts(reader: Reader) -> None:
    reader.open("search/index.html?q=diffusion")
    reader.found("diffusion")
    scripts = [url.rpartition("/")[2] for url in reader.asked if url.endswith(".js")]
    assert scripts == ["early.js", "main.js", "start.js", "search_page.js", "worker.js"]


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
