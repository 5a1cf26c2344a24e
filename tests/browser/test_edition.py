"""What a reader can do with an edition, in a real browser on built pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from sitegen.config import Config
from sitegen.render.pagination import placed
from sitegen.render.plan.lists import ListView
from sitegen.render.theme import load_theme
from tests.browser.theme_pages import SITE
from tests.days import two_days
from tests.little import LittleSite
from tests.reading import REFUSED, SHIFTS, Reader, reading, served

pytestmark = pytest.mark.browser

WHOLE = ["Delta", "Epsilon", "Alpha", "Zeta"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("edition")
    site = LittleSite(folder)
    two_days(site)
    site.output.rename(folder / "repo")
    with served(folder) as address:
        yield f"{address}repo/"


@pytest.fixture
def reader(chromium: Any, address: str) -> Iterator[Reader]:
    with reading(chromium, address) as reader:
        yield reader


def titles(page: Any) -> list[str]:
    return [title for title in page.locator(".entry h2:visible a").all_inner_texts() if title]


def query(page: Any) -> str:
    return str(page.evaluate("location.search"))


def test_an_entry_tells_what_is_known_of_a_paper(reader: Reader) -> None:
    entry = reader.open("index.html").locator(".entry").first
    expect(entry.locator(".rank")).to_have_text("1")
    expect(entry.locator("h2 a")).to_have_attribute("href", "papers/2503.00004.html")
    expect(entry.locator(".authors")).to_contain_text("Ada Lovelace, Reader 4")
    expect(entry.locator(".comment")).to_contain_text("Read this one first.")
    facts = entry.locator(".facts")
    for fact in ("5 votes", "2 comments", "Code", "diffusion models", "Save"):
        expect(facts).to_contain_text(fact)


def test_an_edition_comes_in_the_order_the_reader_asks_for(reader: Reader) -> None:
    page = reader.open("index.html")
    assert titles(page) == WHOLE
    page.select_option("select[name=sort]", "votes")
    assert titles(page) == ["Epsilon", "Alpha", "Zeta", "Delta"]
    assert query(page) == "?sort=votes"
    page.select_option("select[name=sort]", "date")
    assert titles(page) == ["Zeta", "Delta", "Epsilon", "Alpha"]
    expect(page.locator(".entry time.published").first).to_have_text("28 March 2025")
    page.select_option("select[name=sort]", "")
    assert titles(page) == WHOLE
    assert query(page) == ""


def test_papers_of_which_no_votes_are_known_come_last(tmp_path: Path, chromium: Any) -> None:
    site = LittleSite(tmp_path)
    lines = ""
    for name, votes in (("alpha", " · 3 votes"), ("beta", ""), ("gamma", " · 9 votes")):
        site.write(f"papers/2025/{name}.md", f'---\ntitle: "{name.title()}"\n---\n')
        lines += f"1. [{name}](../papers/2025/{name}.md){votes}\n"
    site.write("editions/2025-03-28.md", lines)
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        page = reader.open("index.html")
        page.select_option("select[name=sort]", "votes")
        assert titles(page) == ["Gamma", "Alpha", "Beta"]


def test_a_topic_and_code_narrow_the_list(reader: Reader) -> None:
    page = reader.open("index.html")
    page.select_option("select[name=topic]", "diffusion-models")
    assert titles(page) == ["Delta", "Alpha", "Zeta"]
    page.check("input[name=code]")
    assert titles(page) == ["Delta", "Zeta"]
    expect(page.locator(".list-controls output")).to_have_text("2 of 4 papers")
    assert query(page) == "?topic=diffusion-models&code=1"


def test_topics_are_offered_with_their_papers_most_first(reader: Reader) -> None:
    offered = reader.open("index.html").locator("select[name=topic] option").all_inner_texts()
    assert offered == ["All topics", "diffusion models (3)", "language models (3)"]


def test_every_topic_that_papers_are_given_is_shown_and_offered(tmp_path: Path, chromium: Any) -> None:
    site = LittleSite(tmp_path)
    labels = [f"{name} clocks" for name in ("sand", "sun", "moon", "wall", "tower", "pocket", "water", "fire")]
    for name in ("alpha", "beta"):
        site.write(f"papers/2025/{name}.md", f'---\ntitle: "{name}"\ntopics: {json.dumps(labels)}\n---\n')
    site.write("papers/2025/gamma.md", '---\ntitle: "gamma"\ntopics: ["fire clocks"]\n---\n')
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        page = reader.open("papers/index.html")
        offered = page.locator("select[name=topic] option").all_inner_texts()
        assert offered[1] == "fire clocks (3)"
        assert len(offered) == 1 + len(labels)
        page.select_option("select[name=topic]", "fire-clocks")
        assert len(titles(page)) == 3
        expect(page.locator(".entry", has_text="alpha").locator(".facts")).to_contain_text("fire clocks")


def test_an_address_shares_what_was_chosen(reader: Reader) -> None:
    page = reader.open("index.html?sort=votes&topic=diffusion-models&code=1")
    assert titles(page) == ["Zeta", "Delta"]
    assert page.input_value("select[name=sort]") == "votes"
    assert page.is_checked("input[name=code]")


def test_an_address_that_asks_for_what_is_not_there_shows_all(reader: Reader) -> None:
    assert titles(reader.open("index.html?sort=beauty&topic=zeppelins")) == WHOLE


def test_back_takes_a_choice_back_and_returns_to_it_from_a_paper(reader: Reader) -> None:
    page = reader.open("index.html")
    page.select_option("select[name=sort]", "votes")
    page.check("input[name=code]")
    page.locator(".entry h2:visible a").first.click()
    page.wait_for_url("**/papers/*")
    page.go_back()
    expect(page.locator(".entry h2:visible")).to_have_text(["Zeta", "Delta"])
    page.go_back()
    assert titles(page) == ["Epsilon", "Alpha", "Zeta", "Delta"]
    page.go_back()
    assert titles(page) == WHOLE
    assert page.input_value("select[name=sort]") == ""


def test_all_abstracts_unfold_at_once_and_fold_again(reader: Reader) -> None:
    page = reader.open("index.html")
    folded = page.locator(".entry .abstract > div").first.bounding_box()["height"]
    page.get_by_role("button", name="Expand all").click()
    expect(page.locator("details.abstract[open]")).to_have_count(4)
    assert page.locator(".entry .abstract > div").first.bounding_box()["height"] > folded * 2
    page.get_by_role("button", name="Collapse all").click()
    expect(page.locator("details.abstract[open]")).to_have_count(0)


def test_words_of_a_folded_abstract_are_found_and_unfold_it(reader: Reader) -> None:
    # a link to words leads the browser to them as its own search does
    page = reader.open("index.html#:~:text=At%20last%20come%20zeppelins")
    expect(page.locator(".entry").first.locator("details")).to_have_attribute("open", "")


def test_from_day_to_day_and_to_the_week_and_the_month(reader: Reader) -> None:
    page = reader.open("index.html")
    ways = page.locator(".masthead .page-nav a")
    assert ways.all_inner_texts() == ["27 March", "Week 13", "March"]
    assert ways.first.evaluate("one => getComputedStyle(one, '::before').content").startswith('"← "')
    ways.first.click()
    expect(page.locator("h1")).to_have_text("27 March 2025")
    page.locator(".masthead a[rel=next]").click()
    expect(page.locator("h1")).to_have_text("28 March 2025")
    page.get_by_role("link", name="Week 13").first.click()
    expect(page.locator("h1")).to_have_text("Week 13, 2025")


def test_a_week_is_ordered_and_narrowed_too(reader: Reader) -> None:
    page = reader.open("week/2025-W13.html")
    assert titles(page) == ["Alpha", "Epsilon", "Zeta", "Beta", "Delta", "Gamma"]
    assert page.locator("select[name=sort] option").all_inner_texts() == ["Most votes", "Newest first"]
    page.select_option("select[name=sort]", "date")
    assert titles(page)[-2:] == ["Beta", "Gamma"]
    page.check("input[name=code]")
    assert titles(page) == ["Zeta", "Delta", "Beta"]


def test_a_list_of_two_papers_has_nothing_to_arrange(reader: Reader) -> None:
    page = reader.open("topics/diffusion-models.html")
    assert page.locator(".list-controls").count() == 1
    page = reader.open("authors/ada-lovelace.html")
    assert page.locator("select[name=sort] option[value=date]").count() == 0


def test_a_topic_of_several_pages_is_ordered_in_the_search(tmp_path: Path) -> None:
    route = "topics/vq.html"
    _, _, place = next(placed(range(3), route, by_age=True))
    view = ListView(kind="topic", title="vq", cards=(), total=300, **place)
    html = load_theme(Config(content=tmp_path / "content"), SITE).render(view).decode()
    assert 'href="../search/index.html?topic=vq"' in html
    assert '<form class="arrange' not in html


def test_a_paper_listed_before_says_so(reader: Reader) -> None:
    page = reader.open("index.html")
    expect(page.locator(".entry").nth(2).locator(".facts")).to_contain_text("Listed before on 27 March 2025")
    expect(page.locator(".paper-count")).to_have_text("4 papers, 3 new")
    # most are new, so that a mark on each would tell nothing
    assert page.locator(".facts .new").count() == 0


HOUR = """
const now = Date.now() + Number(sessionStorage.getItem('hours') ?? 0) * 3600000;
Date.now = () => now;
"""


def test_a_returning_reader_sees_what_was_not_shown_before(reader: Reader) -> None:
    page = reader.open("date/2025-03-27.html", HOUR)
    expect(page.locator("#keys")).to_be_attached()
    assert page.locator(".unseen").count() == 0
    address = page.url
    page.goto(address.replace("date/2025-03-27", "index"))
    # still the first visit
    assert page.locator(".unseen").count() == 0
    page.evaluate("localStorage.clear()")
    page.goto(address)
    page.evaluate("sessionStorage.setItem('hours', '2')")
    page.goto(address.replace("date/2025-03-27", "index"))
    expect(page.locator(".kicker")).to_have_text("Newest edition · 3 new to you")
    assert page.locator(".unseen h2 a").all_inner_texts() == ["Delta", "Epsilon", "Zeta"]
    page.reload()
    expect(page.locator(".kicker")).to_have_text("Newest edition · 3 new to you")
    page.evaluate("sessionStorage.setItem('hours', '4')")
    page.reload()
    expect(page.locator(".kicker")).to_have_text("Newest edition · nothing new to you")
    assert page.locator(".unseen").count() == 0


def test_nothing_is_marked_where_the_device_keeps_nothing(reader: Reader) -> None:
    page = reader.open("index.html", REFUSED)
    page.reload()
    expect(page.locator(".kicker")).to_have_text("Newest edition")
    page.select_option("select[name=sort]", "votes")
    assert titles(page) == ["Epsilon", "Alpha", "Zeta", "Delta"]
    page.locator("button.save").first.click()
    expect(page.locator(".notice")).to_have_text("Saved only while this tab is open")
    expect(page.locator("button.save").first).to_have_attribute("aria-pressed", "true")


def test_a_saved_paper_is_marked_in_every_list(reader: Reader) -> None:
    page = reader.open("index.html")
    page.locator(".entry").nth(2).locator("button.save").click()
    expect(page.locator("button.save[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("link", name="Week 13").first.click()
    expect(page.locator(".entry").first.locator("button.save")).to_have_attribute("aria-pressed", "true")
    page.locator(".entry").first.locator("button.save").click()
    expect(page.locator("button.save[aria-pressed=true]")).to_have_count(0)


def test_paper_shows_the_list_and_no_controls(reader: Reader) -> None:
    page = reader.open("index.html")
    page.emulate_media(media="print")
    for gone in (".list-controls", ".save", ".page-nav", ".subscribe", ".site-nav", ".tools", ".site-foot", "summary"):
        assert page.locator(gone).locator("visible=true").count() == 0, gone
    clipped = "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).length"
    assert page.eval_on_selector_all(".abstract > div", clipped) == 0
    expect(page.locator(".comment").first).to_be_visible()
    after = "one => getComputedStyle(one, '::after').content"
    assert page.locator(".facts .code").first.evaluate(after) == '" https://github.com/a/b"'
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_print_is_a_button_too(reader: Reader) -> None:
    page = reader.open("index.html", "window.print = () => { window.printed = true; };")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("route", ["index.html", "week/2025-W13.html", "topics/diffusion-models.html"])
def test_without_script_everything_stands_there_and_no_control_is_dead(reader: Reader, route: str) -> None:
    page = reader.open(route, java_script_enabled=False)
    assert page.locator("main :is(select, button, input):visible").count() == 0
    assert len(titles(page)) > 1
    for summary in page.locator("details.abstract > summary").all():
        summary.click()
    assert "zeppelins" in page.locator(".entry").first.inner_text() or route != "index.html"


@pytest.mark.parametrize("width", [320, 700, 1280])
@pytest.mark.parametrize("route", ["index.html", "week/2025-W13.html"])
def test_nothing_moves_while_a_list_wakes(reader: Reader, route: str, width: int) -> None:
    page = reader.open(route, SHIFTS, viewport={"width": width, "height": 900})
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_edition_asks_for_few_files(reader: Reader) -> None:
    page = reader.open("index.html")
    page.wait_for_load_state("networkidle")
    assert len(reader.requests) <= 8


def test_a_page_is_fetched_ahead_when_a_reader_means_to_open_it(reader: Reader) -> None:
    page = reader.open("index.html")
    page.clock.install()
    # from here on, time stands still between the steps
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    titles = page.locator(".entry h2 a")
    titles.first.hover()
    # time stands still for what the script does once it is there, so that is waited for
    page.evaluate(
        "import(new URL('prefetch.js', document.querySelector('script[src$=\"/main.js\"]').src)).then(() => {})"
    )
    # passes on before the pointer rests
    page.clock.run_for(20)
    titles.nth(2).hover()
    with page.expect_request("**/papers/2503.00001.html"):
        page.clock.run_for(200)
    titles.nth(1).focus()
    with page.expect_request("**/papers/2503.00005.html"):
        page.clock.run_for(200)
    assert page.locator("link[rel=prefetch]").count() == 2
    # the same page with another query is another page
    titles.nth(2).evaluate("link => { link.search = '?from=home' }")
    page.mouse.move(0, 0)
    titles.nth(2).hover()
    with page.expect_request("**/*.html?from=home"):
        page.clock.run_for(200)


@pytest.mark.parametrize("connection", ["{ saveData: true }", "{ effectiveType: '2g' }"])
def test_nothing_is_fetched_ahead_where_data_is_dear(reader: Reader, connection: str) -> None:
    page = reader.open("index.html", f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }});")
    page.clock.install()
    page.locator(".entry h2 a").first.hover()
    page.locator(".entry h2 a").nth(1).focus()
    page.locator(".facts a").first.hover()
    page.clock.run_for(1000)
    assert page.locator("link[rel=prefetch]").count() == 0


def test_pages_fade_over_where_motion_is_welcome(reader: Reader) -> None:
    named = """[...document.adoptedStyleSheets[0].cssRules].some((rule) => rule.cssText.includes('@view-transition')
      && rule instanceof CSSMediaRule && matchMedia(rule.conditionText).matches)"""
    quick = "performance.now = () => 900;"
    assert reader.open("index.html", quick).evaluate(named)
    assert not reader.open("index.html", quick, reduced_motion="reduce").evaluate(named)


def test_pages_that_come_slowly_do_not_fade(reader: Reader) -> None:
    page = reader.open("index.html", "performance.now = () => 1100;")
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_save_keeps_its_label_and_names_the_paper(reader: Reader) -> None:
    page = reader.open("index.html")
    button = page.get_by_role("button", name="Save: Delta")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_text("Save")


@pytest.mark.parametrize("route", ["index.html", "papers/2503.00004.html", "topics/index.html", "date/index.html"])
def test_a_list_is_a_list_in_safari_too(reader: Reader, route: str) -> None:
    # Safari takes the role from lists whose style is `none`
    styles = "all => all.map(one => getComputedStyle(one).listStyleType)"
    assert "none" not in reader.open(route).eval_on_selector_all("ul, ol", styles)


def test_colours_chosen_on_another_page_stand_when_the_reader_comes_back(reader: Reader) -> None:
    page = reader.open("index.html", color_scheme="light")
    # what the browser does with a page that slept while the reader was on the next one
    page.evaluate("localStorage.setItem('scheme:/repo/', 'dark')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#scheme")).to_have_attribute("aria-label", "Colours: dark")


def test_colours_are_those_of_the_site(reader: Reader) -> None:
    page = reader.open("index.html", "localStorage.setItem('scheme:/other/', 'dark');", color_scheme="light")
    assert page.evaluate("document.documentElement.dataset.theme ?? ''") == ""


def test_both_neighbours_of_a_paper_look_alike(reader: Reader) -> None:
    page = reader.open("date/2025-03-28.html")
    page.locator(".entry h2 a").nth(1).click()
    neighbours = page.locator(".page-nav-titles > a > :last-child")
    expect(neighbours).to_have_count(2)
    colours = neighbours.evaluate_all("titles => titles.map((title) => getComputedStyle(title).color)")
    assert len(set(colours)) == 1
