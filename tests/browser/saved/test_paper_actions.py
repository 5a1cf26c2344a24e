"""What a reader does with a paper on its page: copies, cites, shares and corrects it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.saved.saver import (
    BIBTEX,
    NO_CLIPBOARD,
    SHARE,
    Meet,
    downloaded,
    until,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ("BibTeX", BIBTEX),
        ("RIS", "TY  - CONF\r\nID  - lin2025forgetting\r\n"),
        ("Markdown", "[Forgetting Transformer](https://example.org/repo/papers/2503.02130.html)"),
        ("Link", "https://example.org/repo/papers/2503.02130.html"),
    ],
)
def test_one_click_copies(meet: Meet, button: str, text: str) -> None:
    page = meet(permissions=["clipboard-read", "clipboard-write"]).open("papers/2503.02130.html")
    page.get_by_role("group", name="Copy").get_by_role("button", name=button).click()
    expect(page.locator(".notice")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(text)


def test_copying_is_offered_only_where_it_works_and_sharing_too(meet: Meet) -> None:
    reader = meet(NO_CLIPBOARD)
    page = reader.open("papers/2503.02130.html")
    assert page.locator(".needs-copy:visible, .needs-share:visible").count() == 0
    expect(page.locator(".paper-actions .save")).to_be_visible()
    page = meet(SHARE).open("papers/2503.02130.html")
    page.get_by_role("button", name="Share").click()
    until(page, "window.shared")
    assert page.evaluate("window.shared") == {
        "title": "Forgetting Transformer",
        "url": "https://example.org/repo/papers/2503.02130.html",
    }


def test_a_refusal_to_copy_is_told(meet: Meet) -> None:
    script = "Clipboard.prototype.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); };"
    page = meet(script).open("papers/2503.02130.html")
    page.get_by_role("button", name="BibTeX").click()
    expect(page.locator(".notice")).to_contain_text("did not let this page copy")


def test_citations_come_as_files(meet: Meet) -> None:
    page = meet().open("papers/2503.02130.html")
    name, text = downloaded(page, "[data-download=bib]")
    assert (name, text.startswith(BIBTEX)) == ("2503.02130.bib", True)
    name, text = downloaded(page, "[data-download=ris]")
    assert (name, text.startswith("TY  - CONF")) == ("2503.02130.ris", True)


def test_a_reader_may_suggest_a_correction(meet: Meet) -> None:
    page = meet().open("papers/2503.02130.html")
    link = page.get_by_role("link", name="Suggest a correction")
    assert link.get_attribute("href") == "https://git.example/edit/main/content/papers/2025/2503.02130.md"


def test_of_many_authors_the_first_show_and_the_others_unfold(meet: Meet) -> None:
    page = meet(java_script_enabled=False).open("papers/crowd.html")
    authors = page.locator(".paper-authors")
    expect(authors).to_contain_text("Person Number19")
    assert not authors.get_by_text("Person Number59").is_visible()
    authors.get_by_text("and 40 more").click()
    expect(authors.get_by_text("Person Number59")).to_be_visible()
