"""The language of queries as a reader uses it: phrases, fields, identifiers, names, Lunr order, and the help."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from sitegen.search.query import search
from tests.browser.searcher import Searcher
from tests.little import LittleSite
from tests.reading import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TITLES = ("The Curse of Depth", "Depth of the Curse", "A Survey of Pears", "Pears and Plums", "Plums, and Code")
QUERIES = [
    '"curse of depth"',
    'depth -"curse of depth"',
    "title:pears -plums",
    'author:"Ada Lovelace" has:code',
    "year:2024..2025 votes:>2",
    "pears year:2024 year:2025",
    "id:2503.00001",
]


def paper(number: int, title: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "id": f"2503.{number:05}",
        "title": title,
        "summary": "An abstract of a paper.",
        "authors": [{"name": "Ada Lovelace"}, {"name": f"Reader {number}"}],
        "upvotes": number,
        "publishedAt": f"202{number + 2}-03-28T00:00:00.000Z",
    }
    if number == 4:
        facts["githubRepo"] = "https://github.com/a/b"
        facts["authors"] += [{"name": name} for name in ("Bo One", "Cy Two", "Di Three", "Ed Four", "Zuzana Farbelow")]
    return {"paper": facts, "title": title, "publishedAt": facts["publishedAt"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = LittleSite(tmp_path_factory.mktemp("language"))
    site.write("sources/2025-03-28.json", json.dumps([paper(*numbered) for numbered in enumerate(TITLES)]))
    site.build()
    return site.output


@pytest.fixture
def asker(chromium: Browser, folder: Path) -> Iterator[Searcher]:
    with served(folder) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        asker = Searcher(context.new_page(), address)
        yield asker
        context.close()
    assert asker.troubles == []


@pytest.mark.parametrize("query", QUERIES)
def test_typed_entered_reloaded_shared_and_in_the_terminal_a_query_finds_the_same(
    asker: Searcher, folder: Path, query: str
) -> None:
    expected = [hit.title for hit in search(folder, query).hits]
    assert expected
    asker.open()
    asker.box.press_sequentially(query)
    expect(asker.status).to_have_text(re.compile(rf"^{len(expected)} papers?$"))
    assert asker.found(query) == expected
    assert asker.search(query) == expected
    assert asker.state() == {"q": [query]}
    asker.page.reload()
    assert asker.found(query) == expected


def test_quotes_of_a_telephone_are_quotes(asker: Searcher) -> None:
    asker.open()
    assert asker.search("“curse of depth”") == ["The Curse of Depth"]
    asker.search("“depth the curse”")
    expect(asker.page.locator("main")).to_contain_text("No paper has exactly “depth the curse”.")


def test_only_a_phrase_fetches_positions(asker: Searcher) -> None:
    asker.open()
    asker.search("curse of depth")
    assert not [url for url in asker.asked if "/positions/" in url or "/lookup/" in url]
    asker.search('"curse of depth"')
    assert [url for url in asker.asked if "/positions/" in url]


@pytest.mark.parametrize("text", ["2503.00001", "https://arxiv.org/abs/2503.00001v2"])
def test_an_identifier_goes_straight_to_the_paper_and_back_to_the_search(asker: Searcher, text: str) -> None:
    asker.open()
    asker.box.fill(text)
    expect(asker.results).to_have_count(1)
    asker.box.press("Enter")
    asker.page.wait_for_url("**/papers/2503.00001.html")
    asker.page.go_back()
    assert asker.found(text) == ["Depth of the Curse"]


def test_back_to_an_identifier_that_was_only_typed_stays_in_the_search(asker: Searcher) -> None:
    asker.open()
    asker.search("curse")
    asker.box.fill("2503.00001")
    assert asker.found("2503.00001") == ["Depth of the Curse"]
    asker.page.go_back()
    asker.found("curse")
    asker.page.go_forward()
    asker.found("2503.00001")
    asker.search("depth")
    asker.page.go_back()
    assert asker.found("2503.00001") == ["Depth of the Curse"]
    # the paper's page would come a moment later
    asker.page.wait_for_timeout(300)
    assert asker.state()["q"] == ["2503.00001"]


def test_an_address_with_an_identifier_is_the_papers(asker: Searcher) -> None:
    asker.page.goto(asker.site)
    asker.open("search/index.html?q=arxiv%3A2503.00001")
    asker.page.wait_for_url("**/papers/2503.00001.html")
    asker.page.go_back()
    expect(asker.page).to_have_url(asker.site)


def test_a_full_name_offers_the_authors_page_first(asker: Searcher) -> None:
    asker.open()
    asker.search("ada lovelace")
    asker.page.get_by_role("link", name="All papers by Ada Lovelace").click()
    expect(asker.page.locator("main h1")).to_have_text("Ada Lovelace")


def test_an_author_beyond_the_fifth_is_shown_where_the_query_names_one(asker: Searcher) -> None:
    asker.open()
    asker.search("plums code")
    authors = asker.page.locator("main li[data-id]").first.locator(".authors")
    expect(authors).to_contain_text("Di Three")
    expect(authors).not_to_contain_text("Zuzana Farbelow")
    asker.search("zuzana")
    expect(authors.locator("bdi")).to_have_count(6)
    expect(authors).to_contain_text("Zuzana Farbelow")
    expect(authors).not_to_contain_text("Ed Four")


def test_the_dialog_offers_the_author_too(asker: Searcher) -> None:
    asker.page.goto(asker.site)
    asker.page.keyboard.press("/")
    asker.page.locator("dialog[open] input").fill("Ada Lovelace")
    expect(asker.page.locator("dialog[open]").get_by_role("link", name="All papers by Ada Lovelace")).to_be_visible()


def test_lunr_order_is_in_the_menu_and_in_the_address(asker: Searcher, folder: Path) -> None:
    asker.open("search/index.html?q=pear*+depth^5")
    asker.wait()
    asker.page.get_by_label("Sort by").select_option("Lunr order")
    asker.wait()
    assert asker.state() == {"q": ["pear* depth^5"], "rank": ["lunr"]}
    assert asker.titles() == [hit.title for hit in search(folder, "pear* depth^5", "lunr").hits]
    asker.page.get_by_label("Sort by").select_option("Relevance")
    asker.wait()
    assert asker.state() == {"q": ["pear* depth^5"]}


def test_the_help_shows_the_language_and_each_line_is_a_search(asker: Searcher) -> None:
    asker.open()
    asker.page.get_by_text("How to search").click()
    lines = asker.page.locator("main .tips a")
    assert lines.count() >= 7
    queries = lines.all_inner_texts()
    for operator in ('"', "-", "+", "title:", "author:", "year:", "has:", "votes:", "id:"):
        assert any(operator in query for query in queries), operator
    lines.get_by_text("title:").click()
    expect(asker.box).to_have_value(re.compile("^title:"))
