"""An editor's hour with the preview: a real site, a build in its own process, a real browser."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from sitegen.config import load
from sitegen.pipeline import lock
from sitegen.preview import HOST
from tests.little import LittleSite
from tests.preview.running import PATIENCE, Preview, Threaded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EDITION = "editions/2025-03-28.md"


def eventually(page: Page, condition: str) -> None:
    """Wait until a condition holds; Playwright's own way to wait evaluates strings, which pages' policies forbid."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        # a page that is loaded again answers nothing for a moment
        with contextlib.suppress(Error):
            if page.evaluate(condition):
                return
        time.sleep(0.02)
    raise AssertionError(condition)


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", "Depth and its curse", "Vector quantization")
    return little


@pytest.fixture
def preview(site: LittleSite) -> Iterator[Preview]:
    load_site = partial(load, site.content, output=site.output, jobs=1)
    running = Preview(Threaded(load_site), site.content, load_site)
    yield running
    running.close()


@pytest.fixture
def page(chromium: Browser, preview: Preview) -> Iterator[Page]:
    """The home page, open in a browser that complains of nothing unless the test says so."""
    complaints: list[str] = []
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    # search files and feeds come with the first build, and until then the browser complains that they are not there
    next(state for state in preview.news() if state["fresh"])
    page.goto(f"http://{HOST}:{preview.port}/")
    yield page
    page.close()
    assert complaints == []


def test_words_written_under_a_paper_appear(site: LittleSite, page: Page) -> None:
    page.get_by_role("link", name="Vector quantization").first.wait_for()
    site.write(EDITION, site.read(EDITION).rstrip() + "\n\n   Read this one first.\n")
    page.get_by_text("Read this one first.").wait_for()


def test_a_broken_page_shows_what_is_wrong_and_a_mended_one_the_site(site: LittleSite, page: Page) -> None:
    good = site.read(EDITION)
    site.write(EDITION, good.replace('date: "2025-03-28"', 'date: "2025-03-28'))
    alert = page.get_by_role("alert")
    alert.locator("pre").first.wait_for()
    assert EDITION in alert.locator("pre").first.inner_text()
    site.write(EDITION, good)
    alert.wait_for(state="detached")
    page.get_by_role("link", name="Vector quantization").first.wait_for()


@pytest.mark.slow
def test_a_broken_configuration_leaves_the_last_good_page(site: LittleSite, page: Page) -> None:
    site.write("site.toml", "title = ")
    page.get_by_role("alert").locator("pre").first.wait_for()
    assert page.get_by_role("link", name="Vector quantization").first.is_visible()
    site.write("site.toml", 'title = "Mended"')
    page.get_by_role("alert").wait_for(state="detached")
    eventually(page, "document.title.includes('Mended')")


@pytest.mark.slow
def test_a_broken_template_is_told_with_its_line(site: LittleSite, page: Page) -> None:
    theme = site.content.parent / "templates"
    theme.mkdir()
    (theme / "404.html").write_text("\n{% if %}\n")
    finding = page.get_by_role("alert").locator("pre").first
    finding.wait_for()
    assert "404.html:2" in finding.inner_text()
    shutil.rmtree(theme)
    page.get_by_role("alert").wait_for(state="detached")


@pytest.mark.slow
def test_a_deleted_content_folder_and_site_come_back(chromium: Browser, site: LittleSite, preview: Preview) -> None:
    # the browser may well ask for a file that is deleted just now, so what it says of that is not looked at
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"http://{HOST}:{preview.port}/")
    eventually(page, "document.documentElement.dataset.sitegenPreview === 'fresh'")
    kept = site.content.with_name("kept")
    site.content.rename(kept)
    site.content.parent.joinpath("content").mkdir()
    shutil.rmtree(site.content)
    kept.rename(site.content)
    shutil.rmtree(site.output)
    site.write(EDITION, site.read(EDITION).rstrip() + "\n\n   Still here.\n")
    page.get_by_text("Still here.").wait_for()
    page.close()
    assert preview.get("/search/").status == 200


@pytest.mark.slow
def test_a_stylesheet_is_exchanged_without_a_reload(site: LittleSite, page: Page) -> None:
    page.evaluate("window.stays = true")
    page.evaluate("scrollTo(0, 40)")
    sheet = site.content.parent / "templates" / "css" / "own.css"
    sheet.parent.mkdir(parents=True)
    for number in (3, 5):
        sheet.write_text(f"main {{ min-height: 5000px; outline-offset: {number}px }}")
        eventually(page, f"getComputedStyle(document.querySelector('main')).outlineOffset === '{number}px'")
        eventually(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate("window.stays")
    assert page.evaluate("scrollY") == 40
    # a script of the theme that the page was made with still comes
    site.write(EDITION, site.read(EDITION).rstrip() + "\n\n   After the style.\n")
    page.get_by_text("After the style.").wait_for()
    eventually(page, "window.stays === undefined")


@pytest.mark.slow
def test_an_edit_keeps_the_place_on_a_page_of_a_real_site(site: LittleSite, page: Page) -> None:
    site.write(EDITION, site.read(EDITION).rstrip() + "\n\n   " + "A long remark. " * 2000 + "\n")
    page.get_by_text("A long remark.").first.wait_for()
    page.evaluate("scrollTo(0, 700)")
    site.edit(EDITION, "A long remark. A long remark.", "Shorter.")
    page.get_by_text("Shorter.").wait_for()
    eventually(page, "scrollY === 700")


@pytest.mark.slow
def test_the_place_is_kept_from_one_edit_to_the_next(site: LittleSite, page: Page) -> None:
    listed = site.read(EDITION).rstrip()
    for number in range(4):
        site.write(EDITION, f"{listed}\n\n   Edit {number}. {'A long remark. ' * 2000}\n")
        page.get_by_text(f"Edit {number}.").wait_for()
        if not number:
            # before the page's scripts have come, as a reader might
            page.evaluate("scrollTo(0, 700)")
        eventually(page, "scrollY === 700")


@pytest.mark.slow
def test_the_page_says_while_search_and_related_papers_are_computed_anew(
    site: LittleSite, preview: Preview, page: Page
) -> None:
    eventually(page, "document.documentElement.dataset.sitegenPreview === 'fresh'")
    page.locator("sitegen-progress").wait_for(state="detached")
    with lock.of_content(load(site.content, output=site.output)):
        site.write(EDITION, site.read(EDITION).rstrip() + "\n\n   Meanwhile.\n")
        page.get_by_text("Meanwhile.").wait_for()
        page.get_by_text("Updating search and related papers").wait_for()
    page.get_by_text("Search and related papers are up to date").wait_for()
    eventually(page, "document.documentElement.dataset.sitegenPreview === 'fresh'")
    page.locator("sitegen-progress").wait_for(state="detached")


@pytest.mark.slow
def test_a_wrong_template_of_the_page_that_is_shown_is_told_and_mended(site: LittleSite, page: Page) -> None:
    template = site.content.parent / "templates" / "edition.html"
    template.parent.mkdir()
    template.write_text('{% extends "!edition.html" %}\n{% block title %}{{ view.nothing }}{% endblock %}')
    finding = page.get_by_role("alert").locator("pre").first
    finding.wait_for()
    assert "edition.html:2" in finding.inner_text()
    template.write_text('{% extends "!edition.html" %}{% block title %}Mended template{% endblock %}')
    page.get_by_role("alert").wait_for(state="detached")
    eventually(page, "document.title === 'Mended template'")


@pytest.mark.slow
def test_paper_edition_and_topic_follow_an_edit_in_three_tabs(
    chromium: Browser, site: LittleSite, preview: Preview
) -> None:
    site.write("topics.toml", '[reader]\nlabel = "reader"\n')
    paper = "papers/2025/vector-quantization.md"
    with contextlib.ExitStack() as tabs:
        pages = []
        for route in ("papers/vector-quantization.html", "date/2025-03-28.html", "topics/reader.html"):
            context = tabs.enter_context(contextlib.closing(chromium.new_context()))
            context.set_default_timeout(PATIENCE * 1000)
            pages.append(context.new_page())
            pages[-1].goto(f"http://{HOST}:{preview.port}/{route}")
        head, end, text = site.read(paper).rpartition("\n---\n\n")
        site.write(paper, f"{head}{end}{text}".replace('title: "', 'title: "Anew and anew. '))
        for page in pages:
            page.get_by_text("Anew and anew.").locator("visible=true").first.wait_for()
