"""What readers in other languages meet where scripts speak, and readers of old addresses, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.days import two_days
from tests.little import LittleSite
from tests.reading import Reader, reading, served

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(tmp_path: Path, chromium: Any) -> Iterator[Reader]:
    """Somebody who reads a German digest, one of whose papers has moved."""
    site = LittleSite(tmp_path)
    site.write("site.toml", 'lang = "de"\ntitle = "Heft"')
    site.paste("2025-03-28", "On Pears", "On Plums", "On Quinces")
    site.build()
    site.edit("papers/2025/on-pears.md", 'title: "On Pears"', 'title: "On Pears"\naliases: ["on-pairs"]')
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        yield reader


def test_scripts_speak_the_site_s_language(reader: Reader) -> None:
    page = reader.open("index.html")
    expect(page.locator("#scheme")).to_have_attribute("aria-label", "Farben: wie das System")
    page.keyboard.press("Control+k")
    page.keyboard.type("keeps")
    dialog = page.locator("dialog.search-dialog")
    expect(dialog).to_contain_text("3 Artikel")
    expect(dialog).to_contain_text("Esc schließt")


def test_the_search_page_speaks_the_site_s_language(reader: Reader) -> None:
    page = reader.open("search/index.html?q=keepz")
    expect(page.locator("main")).to_contain_text("Kein Artikel hat „keepz“; gezeigt wird „keeps“.")
    expect(page.locator("main")).to_contain_text("28. März 2025")


def test_scripts_write_dates_and_numbers_as_the_site_s_own_words_have_them(tmp_path: Path, chromium: Any) -> None:
    words = tmp_path / "templates" / "strings" / "en.toml"
    words.parent.mkdir(parents=True)
    months = ", ".join(f'"M{number}"' for number in range(1, 13))
    words.write_text(f'thousands = "\'"\ndate_day = "{{month}} {{day}}, {{year}}"\nmonths = [{months}]\n')
    site = LittleSite(tmp_path)
    site.write("papers/pears.md", '---\ntitle: "On Pears"\n---\n')
    site.write("editions/2025-03-28.md", "1. [On Pears](../papers/pears.md) · 12345 votes\n")
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        for route in ("papers/pears.html", "search/index.html?q=pears"):
            facts = reader.open(route).locator(".facts").first
            expect(facts).to_contain_text("M3 28, 2025")
            expect(facts).to_contain_text("12'345 votes")


@pytest.mark.parametrize("lang", ["fr", "ar", "en-US"])
def test_scripts_write_dates_as_pages_do_where_the_interface_is_in_english(
    tmp_path: Path, chromium: Any, lang: str
) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", f'lang = "{lang}"')
    site.paste("2025-03-28", "On Pears")
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        expect(reader.open("index.html").locator("main")).to_contain_text("28 March 2025")
        expect(reader.open("search/index.html?q=pears").locator("main")).to_contain_text("28 March 2025")


def test_the_order_of_a_list_is_shown_whole_in_longer_words(tmp_path: Path, chromium: Any) -> None:
    site = LittleSite(tmp_path)
    two_days(site)
    site.edit("site.toml", "[topics]", 'lang = "de"\n\n[topics]')
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        select = reader.open("index.html").locator("select[name=sort]")
        expect(select.locator("option").first).to_have_text("Wie in der Ausgabe")
        widths = "one => [one.offsetWidth, (one.style.inlineSize = 'max-content', one.offsetWidth)]"
        shown, needed = select.evaluate(widths)
        assert shown >= needed


@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize(
    "route", ["papers/index.html", "papers/{id}.html", "search/index.html?q={id}"], ids=["list", "page", "search"]
)
def test_authors_begin_at_the_side_where_the_title_does(tmp_path: Path, chromium: Any, lang: str, route: str) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", f'lang = "{lang}"')
    for name, title, author in (("hebrew", "רשתות עמוקות", "נועה לוי"), ("latin", "Deep networks", "Ada Lovelace")):
        front = f'---\nid: "{name}"\ntitle: "{title}"\nauthors: ["{author}", "{author} II"]\n---\n'
        site.write(f"papers/2025/{name}.md", f"{front}\nOf {name}.\n")
    site.build()
    with served(site.output) as address, reading(chromium, address) as reader:
        for name, title, direction in (("hebrew", "רשתות", "rtl"), ("latin", "networks", "ltr")):
            page = reader.open(route.format(id=name))
            paper = page.locator("article.paper, .entry", has_text=title)
            for part in ("h1, h2:has(a)", ".authors, .paper-authors"):
                shown = paper.locator(part).first
                assert shown.evaluate("one => getComputedStyle(one).direction") == direction


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_on_with_and_without_scripts(reader: Reader, scripts: bool) -> None:
    page = reader.open("papers/on-pairs.html", awake=False, java_script_enabled=scripts)
    page.wait_for_url("**/papers/on-pears.html")
    expect(page.locator("h1")).to_have_text("On Pears")
