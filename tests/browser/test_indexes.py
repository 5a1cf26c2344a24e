"""Looking for a name in an index, and reading a chart, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.reading import served
from tests.render.test_names import daily, digest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A digest with 621 topics, of which `largest` has most papers, and one that has a small number of them."""
    folder = tmp_path_factory.mktemp("indexes")
    topics: dict[str, tuple[str, ...]] = {
        f"{'abcdefghij'[number % 10]} topic {number:03}": ("p0", "p1") for number in range(618)
    }
    topics["y Ünïversal"] = tuple(f"p{number}" for number in range(100))
    topics |= dict.fromkeys(("深度学习", "การเรียนรู้เชิงลึก"), ("p0", "p1"))
    write(Rendered(digest(daily(100), topics), config(folder)), folder / "large")
    few = {f"topic {number:02}": tuple(f"p{paper}" for paper in range(number + 1)) for number in range(30)}
    write(Rendered(digest(daily(100, step=2), few), config(folder)), folder / "small")
    papers = [paper(f"p{n}", authors=[f"Ada Many{n // 2}"]) for n in range(40)]
    write(Rendered(catalog(papers, edition("2025-01-01", "p0")), config(folder)), folder / "written")
    with served(folder) as address:
        yield address


def write(made: Rendered, folder: Path) -> None:
    for route in made.outputs:
        if route.startswith(("authors/index", "topics/index", "topics/names", "topics/y", "date/index", "assets/")):
            file = folder / route
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made.raw(route))


@pytest.fixture
def problems() -> Iterator[list[str]]:
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def page(chromium: Any, problems: list[str]) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    """Labels of the names that a reader sees in the index itself."""
    return [link.inner_text() for link in page.locator(".names:not(.most-papers *) li a:visible").all()]


def test_typing_narrows_the_index_and_stays_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}small/topics/index.html")
    page.get_by_role("searchbox", name="Filter topics").fill("Topic 1")
    expect(page.locator("#finder output")).to_have_text("10 of 30")
    assert shown(page) == [f"topic {number}" for number in range(10, 20)]
    assert page.url.endswith("?q=Topic+1")
    page.reload()
    expect(page.locator("#finder output")).to_have_text("10 of 30")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#names")).to_be_visible()
    assert page.url.endswith("/small/topics/index.html")


def test_an_index_is_sorted_by_papers_when_asked_to(page: Page, address: str) -> None:
    page.goto(f"{address}small/topics/index.html")
    page.get_by_role("combobox", name="Order").select_option("papers")
    expect(page.locator(".names:not(#names) li").first).to_have_text("topic 29\u00a030")
    assert page.url.endswith("?order=papers")


def test_the_finder_knows_names_of_all_parts(page: Page, address: str) -> None:
    page.goto(f"{address}large/topics/index.html")
    page.get_by_role("searchbox").fill("UNI")
    found = page.locator(".names:not(#names) a")
    expect(found).to_have_text(["y Ünïversal"])
    expect(page.get_by_role("navigation", name="Letters")).to_be_hidden()
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("y Ünïversal")
    page.go_back()
    expect(page.locator(".names:not(#names) a")).to_have_text(["y Ünïversal"])


@pytest.mark.parametrize(("query", "name"), [("学习", "深度学习"), ("เรียนรู้", "การเรียนรู้เชิงลึก")])
def test_a_name_whose_words_are_not_parted_is_found_by_any_of_its_characters(
    page: Page, address: str, query: str, name: str
) -> None:
    page.goto(f"{address}large/topics/index.html?q={query}")
    expect(page.locator(".names:not(#names) a")).to_have_text([name])


def test_names_without_a_match_are_said_to_have_none(page: Page, address: str) -> None:
    page.goto(f"{address}small/topics/index.html")
    page.get_by_role("searchbox").fill("zeppelin")
    expect(page.locator("#finder output")).to_have_text("No name matches. Search for “zeppelin”")
    link = page.locator("#finder").get_by_role("link")
    expect(link).to_have_attribute("href", f"{address}small/search/index.html?q=zeppelin")


def test_who_is_not_among_the_authors_may_be_searched_for(page: Page, address: str) -> None:
    page.goto(f"{address}written/authors/index.html")
    expect(page.locator(".lead")).to_have_text("20 authors · at least 2 papers each")
    page.get_by_role("searchbox").fill("Ada Once")
    link = page.get_by_role("link", name="Search for “Ada Once”")
    expect(link).to_have_attribute("href", re.compile(r"\?q=author%3A%22Ada%20Once%22$"))


def test_without_the_network_the_names_of_the_page_are_found(page: Page, address: str, problems: list[str]) -> None:
    page.route("**/names.json", lambda route: route.abort())
    page.goto(f"{address}large/topics/index.html")
    page.get_by_role("searchbox").fill("a topic 000")
    expect(page.locator(".names:not(#names) a")).to_have_text(["a topic 000"])
    problems.clear()


def test_letters_lead_to_their_names_without_script(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}large/topics/index.html")
    expect(page.locator("#finder")).to_be_hidden()
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="Y").click()
    expect(page).to_have_url(f"{address}large/topics/index.p2.html#letter-y")
    expect(page.get_by_role("link", name="y Ünïversal")).to_be_in_viewport()
    context.close()


def test_a_chart_is_an_image_with_a_name_and_its_numbers_a_table(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}small/date/index.html")
    name = "Papers a month, January 2025 to July 2025; most in January 2025: 16"
    expect(page.get_by_role("img", name=name)).to_be_visible()
    page.get_by_text("Data table").click()
    row = page.get_by_role("row", name="March 2025")
    expect(row.get_by_role("cell").first).to_have_text("15")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("route", ["large/topics/index.html", "large/date/index.html", "small/date/index.html"])
def test_charts_and_calendars_fit_the_screen(page: Page, address: str, route: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + route)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_days_of_a_calendar_are_large_enough_to_touch(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}large/date/index.html")
    boxes = [link.bounding_box() for link in page.locator(".calendar tbody a").all()[:20]]
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def test_the_names_of_days_stand_on_one_line(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}large/date/index.html")
    assert page.locator(".calendar thead tr").first.evaluate("row => row.offsetHeight") < 30


@pytest.mark.parametrize("route", ["large/topics/index.html", "large/date/index.html", "small/date/index.html"])
def test_letters_of_twice_the_size_fit(page: Page, address: str, route: str) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto(address + route)
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
