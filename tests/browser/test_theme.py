"""What a reader meets in the theme, in a real browser: pages of a little digest, rendered and served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from sitegen.config import Config
from sitegen.render.theme import load_theme
from tests.browser.theme_pages import PAGES, SITE, TOPIC, outputs, write
from tests.reading import REFUSED, SHIFTS, Reader, reading, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("theme")
    write(load_theme(Config(content=folder / "content"), SITE), folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def reader(chromium: Any, address: str) -> Iterator[Reader]:
    with reading(chromium, address) as reader:
        yield reader


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("authors/ada-de-souza.html", "ada de souza"),
        ("papers/on-rivers-0a1b2c3d", "on rivers"),
        ("topics/graph-search.p2.html", "graph search"),
        ("papers/2503.02130.html", "2503.02130"),
        ("authors/jos%C3%A9-garc%C3%ADa.html", "josé garcía"),
        ("papers/5%-of-rivers", "5% of rivers"),
    ],
)
def test_a_lost_reader_is_led_to_a_search_for_what_the_address_was_called(
    reader: Reader, folder: Path, address: str, route: str, words: str
) -> None:
    page = reader.open("404.html")
    assert page.locator("main a[href*='?q=']").count() == 0
    page.route(f"**/{route}", lambda found: found.fulfill(path=folder / "404.html"))
    page.goto(address + route)
    link = page.get_by_role("link", name=f"Search for “{words}”")
    expect(link).to_have_attribute("href", re.compile(rf"/search/(?:index\.html)?\?q={quote(words)}$"))


@pytest.mark.parametrize("day", ["2025-03-29.html", "2025-3-28"])
def test_a_reader_who_looks_for_a_day_without_an_edition_is_led_to_the_archive(
    reader: Reader, folder: Path, address: str, day: str
) -> None:
    page = reader.open("404.html")
    page.route(f"**/date/{day}", lambda found: found.fulfill(path=folder / "404.html"))
    page.goto(f"{address}date/{day}")
    link = page.get_by_role("link", name="Archive 2025")
    expect(link).to_have_attribute("href", f"{address}date/#year-2025")
    assert page.locator("main a[href*='?q=']").count() == 0


# the theme at the moment the body begins
FIRST_THEME = """
localStorage.setItem('scheme:/', 'dark');
new MutationObserver(() => {
  if (document.body && !window.first) window.first = document.documentElement.dataset.theme;
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize("route", PAGES)
def test_a_page_breaks_no_rule_and_asks_no_other_host(reader: Reader, address: str, route: str) -> None:
    reader.open(route)
    assert [url for url in reader.requests if not url.startswith(address)] == []
    assert len(reader.requests) <= 8


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_the_narrowest_screen(reader: Reader, route: str, scheme: str) -> None:
    page = reader.open(route, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_all_lines_of_a_title_begin_beside_its_rank(reader: Reader) -> None:
    page = reader.open("index.html", viewport={"width": 320, "height": 640})
    starts = """one => {
      one.textContent = 'A title of many words that runs over several lines of a narrow screen, at least over three';
      const range = document.createRange();
      range.selectNodeContents(one);
      return [...range.getClientRects()].map(({ left }) => left);
    }"""
    lines = page.eval_on_selector(".rank + h2 a", starts)
    assert len(lines) > 2
    assert len(set(lines)) == 1


def test_a_long_name_of_the_site_stands_above_the_tools_and_a_short_one_beside_them(
    chromium: Any, tmp_path: Path
) -> None:
    for title, is_above in (("Little digest", False), ("A digest of papers on the theory of almost everything", True)):
        write(load_theme(Config(content=tmp_path / "content"), replace(SITE, title=title)), tmp_path / "site")
        with served(tmp_path / "site") as address, reading(chromium, address) as reader:
            page = reader.open("index.html", viewport={"width": 360, "height": 640})
            brand, tools, nav = (page.locator(part).bounding_box() for part in (".brand", ".tools", ".site-nav"))
            assert (brand["y"] + brand["height"] <= tools["y"]) == is_above
            assert tools["y"] + tools["height"] <= nav["y"]
            assert brand["height"] < 90
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_letters_of_twice_the_size_leave_the_tools_a_line_of_their_own_on_a_telephone(reader: Reader) -> None:
    page = reader.open("index.html", viewport={"width": 360, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.querySelector('.brand').textContent = 'Trending papers'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [700, 1000])
def test_tools_stay_at_the_end_beside_many_links(reader: Reader, width: int) -> None:
    page = reader.open("index.html", viewport={"width": width, "height": 640})
    page.evaluate("document.querySelector('.site-nav a').textContent = 'Theory '.repeat(6)")
    head, tools = (page.locator(part).bounding_box() for part in (".site-head", ".tools"))
    assert tools["x"] + tools["width"] > head["x"] + head["width"] - 50


@pytest.mark.parametrize("route", PAGES)
def test_text_of_twice_the_size_fits(reader: Reader, route: str) -> None:
    page = reader.open(route, viewport={"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("route", PAGES)
def test_headings_go_down_a_step_at_a_time(reader: Reader, route: str) -> None:
    page = reader.open(route)
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(one => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def ground(page: Any) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_colours_follow_the_system_and_then_the_reader(reader: Reader) -> None:
    light = ground(reader.open("index.html", color_scheme="light"))
    page = reader.open("index.html", color_scheme="dark")
    dark = ground(page)
    assert light != dark
    page.click("#scheme")
    assert ground(page) == light
    page.reload()
    assert ground(page) == light
    page.click("#scheme")
    assert ground(page) == dark
    page.click("#scheme")
    assert page.get_attribute("#scheme", "aria-label") == "Colours: as the system has them"


def test_the_colours_switch_where_storage_is_refused(reader: Reader) -> None:
    page = reader.open("index.html", REFUSED, color_scheme="dark")
    dark = ground(page)
    page.click("#scheme")
    assert ground(page) != dark
    assert reader.problems == []


def test_chosen_colours_stand_before_the_first_paint(reader: Reader) -> None:
    page = reader.open("index.html", FIRST_THEME, color_scheme="light")
    assert page.evaluate("window.first") == "dark"


def test_print_is_light_and_whole(reader: Reader) -> None:
    page = reader.open("index.html", "localStorage.setItem('scheme:/', 'dark');", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 27, 25)"
    clipped = "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length"
    assert page.eval_on_selector_all(".abstract > div", clipped) == 0
    assert not page.locator(".site-nav").is_visible()
    # a title and its authors go with the text that follows them
    after = "all => all.every(one => getComputedStyle(one).breakAfter === 'avoid')"
    assert page.eval_on_selector_all(".entry :is(h2, .authors)", after)


def test_a_wide_table_scrolls_on_the_screen_and_is_whole_on_paper(reader: Reader) -> None:
    page = reader.open("papers/p1.html")
    assert page.eval_on_selector(".table", "one => getComputedStyle(one).overflowX") == "auto"
    page.emulate_media(media="print")
    assert page.eval_on_selector(".table", "one => getComputedStyle(one).overflowX") == "visible"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_abstract_shows_its_first_lines_and_opens(reader: Reader, javascript: bool) -> None:
    page = reader.open("index.html", java_script_enabled=javascript)
    abstract = page.locator(".entry").first.locator(".abstract > div")
    short = abstract.bounding_box()["height"]
    assert 40 < short < 110
    page.locator(".entry").first.locator("summary").click()
    assert abstract.bounding_box()["height"] > short * 1.5
    page.locator(".entry").first.locator("summary").click()
    assert abstract.bounding_box()["height"] == short


def test_searching_the_page_opens_the_abstract_it_leads_into(reader: Reader) -> None:
    page = reader.open("index.html")
    # the browser's own search scrolls the clipped box, as this does
    page.evaluate("document.querySelector('.abstract > div').scrollTop = 60")
    expect(page.locator(".entry details").first).to_have_attribute("open", "")


def test_a_link_in_the_hidden_part_of_an_abstract_shows_when_reached(reader: Reader) -> None:
    page = reader.open("index.html")
    link = page.locator(".abstract a[href='https://deep.example']").first
    link.focus()
    box, holder = link.bounding_box(), page.locator(".entry").last.locator(".abstract > div").bounding_box()
    assert box["y"] + box["height"] <= holder["y"] + holder["height"] + 1


def test_foreign_text_runs_its_own_way(reader: Reader) -> None:
    page = reader.open("index.html")
    entry = page.locator(".entry").nth(2)
    assert entry.locator("h2").evaluate("one => getComputedStyle(one).direction") == "rtl"
    text, more = entry.locator(".abstract > div").bounding_box(), entry.locator("summary").bounding_box()
    assert abs(more["x"] - text["x"]) < 2


# what stands before and after links and their parts
ARROWS = """all => all.flatMap((link) => [link, ...link.children].flatMap((one) =>
  ['::before', '::after'].map((side) => getComputedStyle(one, side).content.split('"')[1]).filter(Boolean)))"""


def test_a_page_from_right_to_left_keeps_code_venues_and_arrows_in_order(tmp_path: Path, chromium: Any) -> None:
    strings = tmp_path / "templates" / "strings"
    strings.mkdir(parents=True)
    (strings / "he.toml").write_text('archive = "ארכיון"', "utf-8")
    write(load_theme(Config(content=tmp_path / "content"), replace(SITE, lang="he")), tmp_path / "site")
    with served(tmp_path / "site") as address, reading(chromium, address) as reader:
        page = reader.open("papers/p1.html")
        assert page.locator(".page-nav a").evaluate_all(ARROWS) == ["→ ", " ←"]
        directions = page.eval_on_selector_all("pre, code", "all => all.map(one => getComputedStyle(one).direction)")
        assert set(directions) == {"ltr"}
        # dots stand on the side of the strip in which they are cut off
        venue = reader.open("papers/p4.html").locator(".masthead .venue")
        assert venue.evaluate("one => getComputedStyle(one).direction") == "rtl"
        expect(venue.locator("bdi")).to_have_text("Journal of Crowds")
        # names that run against the page begin where the others do
        name = reader.open("topics/index.html").locator(".index li").first
        item, link = name.bounding_box(), name.locator("a").bounding_box()
        assert abs(item["x"] + item["width"] - link["x"] - link["width"]) < 1
        assert link["x"] - name.locator(".count").bounding_box()["x"] > 8


def test_sixty_authors_are_five_and_the_number_of_the_others(reader: Reader) -> None:
    page = reader.open("index.html")
    expect(page.locator(".entry").nth(3).locator(".authors")).to_contain_text("Person 4 and 55 more")


def test_what_is_not_known_is_not_shown(reader: Reader) -> None:
    entry = reader.open("index.html").locator(".entry").nth(3)
    assert entry.locator(".abstract, .comment").count() == 0
    assert entry.locator(".facts").inner_text().strip() == "Save"


def test_the_first_listing_is_new_and_another_tells_of_the_first(reader: Reader) -> None:
    page = reader.open("index.html")
    expect(page.locator(".entry").first.locator(".facts")).to_have_text(
        re.compile(r"New\s+12 votes\s+3 comments\s+submitted by ada\s+vector quantization")
    )
    expect(page.locator(".entry").nth(1).locator(".facts")).to_contain_text("Listed before on 21 March 2025")


def test_the_subscribe_form_posts_to_the_service_and_may(reader: Reader) -> None:
    page = reader.open("index.html")
    form = page.locator("form.subscribe")
    assert form.get_attribute("action") == "https://mail.example/subscribe"
    assert form.locator("input[name=address][type=email][required]").count() == 1
    assert form.locator("input[type=hidden][name=list]").input_value() == "digest"
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert "form-action 'self' https://mail.example;" in policy


def test_without_a_service_there_is_no_form_but_the_feeds(tmp_path: Path) -> None:
    theme = load_theme(Config(content=tmp_path / "content"), replace(SITE, newsletter_action=""))
    html = theme.render(next(outputs()).view).decode()
    assert 'class="subscribe"' in html
    assert "email" not in html
    assert "feed-to-mail service" in html


def test_a_paper_without_identifier_is_found_by_its_title(reader: Reader) -> None:
    page = reader.open("papers/p1.html")
    assert page.locator(".actions a").all_inner_texts() == ["arXiv", "Google Scholar", "Hugging Face"]
    page = reader.open("papers/p4.html")
    assert page.locator(".actions a").all_inner_texts() == ["arXiv", "PDF"]
    assert page.locator(".actions a").nth(1).get_attribute("href") == "https://arxiv.org/pdf/2503.02130"


def test_actions_stand_beside_the_title_and_under_it_where_there_is_no_room(reader: Reader) -> None:
    for width, beside in ((1280, True), (360, False)):
        page = reader.open("papers/p1.html", viewport={"width": width, "height": 800})
        title, actions = page.locator("h1").bounding_box(), page.locator(".actions a").first.bounding_box()
        assert (actions["x"] > title["x"] + title["width"]) is beside
        assert actions["y"] < page.locator(".paper-abstract").bounding_box()["y"]


def test_j_and_k_go_from_paper_to_paper(reader: Reader) -> None:
    page = reader.open("index.html")
    focused = "document.activeElement.textContent"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "The Curse of Depth"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "Codes"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "The Curse of Depth"


def test_single_keys_are_switched_off_and_stay_off(reader: Reader) -> None:
    page = reader.open("index.html")
    page.uncheck("input[name=shortcuts]")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_keys_typed_in_a_field_stay_text(reader: Reader) -> None:
    page = reader.open("index.html")
    page.click("form.subscribe input[type=email]")
    page.keyboard.type("jk/")
    assert page.input_value("form.subscribe input[type=email]") == "jk/"


def test_the_skip_link_comes_first_and_leads_to_the_content(reader: Reader) -> None:
    page = reader.open("index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_script_nothing_is_offered_that_needs_it(reader: Reader) -> None:
    page = reader.open("index.html", java_script_enabled=False)
    assert page.locator(".needs-js:visible").count() == 0
    expect(page.locator("#search-link")).to_have_attribute("href", "search/index.html")


@pytest.mark.slow
def test_nothing_moves_while_a_page_loads(reader: Reader) -> None:
    for route in PAGES:
        page = reader.open(route, SHIFTS)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") == 0, route


def test_the_page_one_stands_on_is_marked(reader: Reader) -> None:
    page = reader.open("topics/index.html")
    assert page.locator(".site-nav [aria-current]").all_inner_texts() == ["Topics"]
    assert page.locator(".site-nav [aria-current]").get_attribute("aria-current") == "page"
    page = reader.open(TOPIC.route)
    assert page.locator(".site-nav [aria-current]").get_attribute("aria-current") == "true"
    assert page.locator(".pagination [aria-current]").inner_text().strip() == "Newest"
    assert page.locator(".pagination a").last.get_attribute("href").endswith("vector-quantization.p8.html")
