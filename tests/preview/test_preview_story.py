"""An editor's hour with the preview: a real site, a real build in its own process, a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.config import load
from sitegen.preview import HOST
from sitegen.preview.worker import Worker, run_build
from tests.little import LittleSite
from tests.preview.running import Preview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EDITION = "editions/2025-03-28.md"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", "Depth and its curse", "Vector quantization")
    return little


@pytest.fixture
def preview(site: LittleSite) -> Iterator[Preview]:
    worker = Worker(partial(run_build, partial(load, site.content, output=site.output, jobs=1)))
    running = Preview(worker, site.content)
    yield running
    running.close()


@pytest.fixture
def page(chromium: Browser, preview: Preview) -> Iterator[Page]:
    """The home page, open in a browser that complains of nothing unless the test says so."""
    complaints: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
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


def test_a_broken_configuration_leaves_the_last_good_page(site: LittleSite, page: Page) -> None:
    site.write("site.toml", "title = ")
    page.get_by_role("alert").locator("pre").first.wait_for()
    assert page.get_by_role("link", name="Vector quantization").first.is_visible()
    site.write("site.toml", 'title = "Mended"')
    page.get_by_role("alert").wait_for(state="detached")
    page.wait_for_function("document.title.includes('Mended')")


def test_a_broken_template_is_told_with_its_line(site: LittleSite, page: Page) -> None:
    theme = site.content.parent / "templates"
    theme.mkdir()
    (theme / "404.html").write_text("\n{% if %}\n")
    finding = page.get_by_role("alert").locator("pre").first
    finding.wait_for()
    assert "404.html:2" in finding.inner_text()
    shutil.rmtree(theme)
    page.get_by_role("alert").wait_for(state="detached")


def test_a_deleted_content_folder_and_site_come_back(chromium: Browser, site: LittleSite, preview: Preview) -> None:
    # the browser may well ask for a file that is deleted just now, so what it says of that is not looked at
    page = chromium.new_page()
    page.goto(f"http://{HOST}:{preview.port}/")
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
