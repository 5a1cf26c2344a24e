"""Filters and orders of the search: what they leave, where they stand, and how they are taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.searcher import Searcher, searching
from tests.little import LittleSite
from tests.reading import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser


def test_a_topic_narrows_the_results_and_stands_in_the_address(reader: Searcher) -> None:
    reader.open()
    reader.search("model")
    total = reader.status.inner_text()
    topic = reader.page.get_by_role("group", name="Topic").locator("label").first
    count = topic.locator(".count").inner_text()
    topic.locator("input").check()
    expect(reader.status).to_have_text(re.compile(rf"^{count} papers?$"))
    label = topic.locator("input").input_value()
    assert reader.state() == {"q": [f'model topic:"{label}"']}
    expect(reader.box).to_have_value(f'model topic:"{label}"')
    reader.page.reload()
    expect(topic.locator("input")).to_be_checked()
    expect(reader.status).to_have_text(re.compile(rf"^{count} papers?$"))
    topic.locator("input").uncheck()
    expect(reader.status).to_have_text(total)


def test_no_control_stands_for_what_no_paper_has(reader: Searcher) -> None:
    reader.open()
    reader.search("model")
    expect(reader.page.get_by_role("group", name="Topic")).to_be_visible()
    # the seed knows no author, and no votes
    expect(reader.page.get_by_role("group", name="Author")).to_have_count(0)
    # … and all of it was listed on one day
    assert reader.page.locator("main select[name=sort] option").all_inner_texts() == ["Relevance", "Lunr order"]


def paper(number: int) -> dict[str, Any]:
    """A paper about pears or plums by somebody who wrote no other; every fourth has code."""
    fruit = ("pears", "plums")[number % 2]
    code = {"githubRepo": "https://github.com/a/b"} if number % 4 == 0 else {}
    facts = {
        "id": f"2503.{number:05}",
        "title": f"Study {number} of {fruit}",
        "summary": f"We look at {fruit}.",
        "authors": [{"name": f"Reader {number}"}],
        "upvotes": number,
        "publishedAt": "2025-03-28T00:00:00.000Z",
    }
    return {"paper": facts | code, "title": facts["title"], "publishedAt": facts["publishedAt"]}


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of seventy papers by as many authors."""
    site = LittleSite(tmp_path_factory.mktemp("orchard"))
    site.write("sources/2025-03-28.json", json.dumps([paper(number) for number in range(70)]))
    site.build()
    with served(site.output) as address:
        yield address


@pytest.fixture
def gardener(chromium: Browser, orchard: str) -> Iterator[Searcher]:
    """Somebody who searches that site."""
    with searching(chromium, orchard) as gardener:
        yield gardener


def test_an_address_of_before_with_filters_of_its_own_finds_the_same(gardener: Searcher) -> None:
    gardener.open("search/index.html?code=1&sort=votes")
    expect(gardener.status).to_have_text("18 papers")
    assert gardener.titles()[0] == "Study 68 of pears"
    expect(gardener.box).to_have_value("has:code")
    expect(gardener.page.get_by_role("checkbox", name="Has code")).to_be_checked()
    gardener.open("search/index.html?q=pears&author=Reader+8&author=Reader+9&year=2025")
    expect(gardener.box).to_have_value('pears year:2025 author:"Reader 8" author:"Reader 9"')
    assert gardener.found('pears year:2025 author:"Reader 8" author:"Reader 9"') == ["Study 8 of pears"]


def test_the_code_filter_leaves_papers_with_code(gardener: Searcher) -> None:
    gardener.open()
    gardener.search("pears")
    expect(gardener.status).to_have_text("35 papers")
    code = gardener.page.get_by_role("checkbox", name="Has code")
    code.check()
    expect(gardener.status).to_have_text("18 papers")
    assert gardener.state() == {"q": ["pears has:code"]}
    code.uncheck()
    expect(gardener.status).to_have_text("35 papers")
    assert gardener.state() == {"q": ["pears"]}


def test_filters_that_leave_nothing_are_cleared_in_one_press(gardener: Searcher) -> None:
    gardener.open("search/index.html?q=plums&code=1")
    expect(gardener.status).to_have_text("No paper matches “plums” with these filters.")
    gardener.page.get_by_role("link", name="Clear filters").click()
    expect(gardener.status).to_have_text("35 papers")
    assert gardener.state() == {"q": ["plums"]}
    expect(gardener.box).to_be_focused()
    gardener.page.go_back()
    expect(gardener.status).to_have_text("No paper matches “plums” with these filters.")


@pytest.mark.parametrize("condition", ["year:1990..1999", "-year:2025"])
def test_a_condition_that_is_no_box_is_part_of_the_query(gardener: Searcher, condition: str) -> None:
    gardener.open()
    gardener.box.fill(f"plums {condition}")
    gardener.box.press("Enter")
    expect(gardener.status).to_have_text(f"No paper matches “plums {condition}”.")
    expect(gardener.page.get_by_role("link", name="Clear filters")).to_have_count(0)


def test_the_focus_stays_on_the_filter_that_was_changed(gardener: Searcher) -> None:
    gardener.open("search/index.html?q=study")
    author = gardener.page.get_by_role("group", name="Author").get_by_role("checkbox").nth(2)
    author.focus()
    value = author.input_value()
    gardener.page.keyboard.press("Space")
    expect(gardener.status).to_have_text("1 paper")
    assert gardener.page.evaluate("document.activeElement.value") == value
    gardener.page.keyboard.press("Space")
    expect(gardener.status).to_have_text("70 papers")
    assert gardener.page.evaluate("document.activeElement.value") == value


def test_a_filter_of_many_values_draws_fifty_and_counts_the_rest(gardener: Searcher) -> None:
    gardener.open("search/index.html?q=study")
    group = gardener.page.get_by_role("group", name="Author")
    expect(group.locator("label:visible")).to_have_count(6)
    assert group.locator("label").count() == 50
    group.get_by_role("button", name="Show the first 50").click()
    expect(group.locator("label:visible")).to_have_count(50)
    expect(group).to_contain_text("and 20 more")
    # one that the reader chose stands there, however rare it is
    gardener.open("search/index.html?q=study&author=Reader+9")
    expect(group.get_by_role("checkbox", name="Reader 9", exact=False).first).to_be_checked()


def test_values_that_were_unfolded_stay_so_and_so_do_filters_that_were_put_away(gardener: Searcher) -> None:
    gardener.open("search/index.html?q=study")
    group = gardener.page.get_by_role("group", name="Author")
    group.get_by_role("button", name="Show the first 50").click()
    # the first of the values that were hidden
    expect(group.get_by_role("checkbox").nth(6)).to_be_focused()
    gardener.page.get_by_role("checkbox", name="Has code").check()
    expect(gardener.status).to_have_text("18 papers")
    expect(group.locator("label:visible")).to_have_count(18)
    gardener.page.get_by_role("button", name="Hide filters").click()
    expect(group).to_be_hidden()
    gardener.open("search/index.html?q=pears")
    gardener.wait()
    expect(group).to_be_hidden()
    gardener.page.get_by_role("button", name="Filter", exact=True).click()
    expect(group).to_be_visible()


def test_a_list_that_is_all_of_one_year_has_no_filter_of_years(gardener: Searcher) -> None:
    gardener.open("search/index.html?q=study")
    expect(gardener.page.get_by_role("group", name="Author")).to_be_visible()
    expect(gardener.page.get_by_role("group", name="Year")).to_have_count(0)


def test_a_large_site_counts_its_filters_where_the_reader_uses_one(gardener: Searcher) -> None:
    def enlarged(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('data-papers="70"', 'data-papers="5000"'))

    gardener.page.route("**/search/index.html*", enlarged)
    gardener.open("search/index.html?q=study")
    gardener.wait()
    group = gardener.page.get_by_role("group", name="Author")
    expect(group).to_have_count(0)
    assert not [url for url in gardener.asked if "/columns/" in url]
    gardener.open("search/index.html?q=study+has:code")
    expect(group).to_be_visible()
