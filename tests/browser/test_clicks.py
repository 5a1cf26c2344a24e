"""How few clicks lead where readers want to go, with script and without: a digest of two months in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.days import FIRST, SECOND
from tests.little import LittleSite
from tests.reading import REFUSED, Reader, reading, served

pytestmark = pytest.mark.browser

SITE = """\
[newsletter]
action = "https://mail.example/subscribe"
email_field = "address"
"""
LAST_MONTH = ("2025-02-26", "2025-02-27", "2025-02-28")
SETTINGS = pytest.mark.parametrize(
    ("script", "settings"),
    [("", {}), (REFUSED, {}), ("", {"java_script_enabled": False}), ("", {"viewport": {"width": 390, "height": 844}})],
    ids=["plain", "storage refused", "no script", "telephone"],
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clicks")
    site = LittleSite(folder)
    site.write("site.toml", SITE)
    for day, entry in zip(LAST_MONTH, FIRST, strict=True):
        site.write(f"sources/{day}.json", json.dumps([entry]))
    for day in ("2025-03-27", "2025-03-28"):
        site.write(f"sources/{day}.json", json.dumps(SECOND))
    site.build()
    site.output.rename(folder / "repo")
    with served(folder) as address:
        yield f"{address}repo/"


@pytest.fixture
def reader(chromium: Any, address: str) -> Iterator[Reader]:
    with reading(chromium, address) as reader:
        yield reader


@SETTINGS
def test_two_clicks_lead_to_the_papers_of_last_month_and_one_to_a_pdf(
    reader: Reader, script: str, settings: dict[str, Any]
) -> None:
    page = reader.open("index.html", script, **settings)
    page.get_by_role("link", name="Archive").click()
    page.get_by_role("link", name="February", exact=True).click()
    expect(page.get_by_role("heading", name="Gamma")).to_be_visible()
    page.get_by_role("link", name="Gamma").click()
    pdf = page.get_by_role("link", name="PDF")
    expect(pdf).to_be_in_viewport()
    assert pdf.get_attribute("href") == "https://arxiv.org/pdf/2503.00003"


@SETTINGS
def test_one_click_leads_to_where_one_subscribes(reader: Reader, script: str, settings: dict[str, Any]) -> None:
    page = reader.open("index.html", script, **settings)
    box = page.get_by_label("Your mail address")
    if settings.get("viewport"):
        page.get_by_role("link", name="Get new editions").click()
    expect(box).to_be_in_viewport()
    expect(page.get_by_role("button", name="Subscribe")).to_be_in_viewport()


def test_two_clicks_open_a_paper_whose_words_one_knows(reader: Reader) -> None:
    page = reader.open("index.html")
    page.get_by_role("link", name="Search").click()
    page.keyboard.type("gamma")
    page.locator("dialog [role=option]", has_text="Gamma").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gamma")
