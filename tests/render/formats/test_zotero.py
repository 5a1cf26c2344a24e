"""What Zotero takes from pages, by the rules of its translators "Embedded Metadata" and "COinS"."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest

from sitegen.model import Link
from tests.catalogs import Rendered, catalog, config, edition, paper

BASE = "https://example.org/digest/"
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_conference_title": "conferenceName",
    "citation_abstract": "abstractNote",
    "citation_doi": "DOI",
    "citation_abstract_html_url": "url",
    "citation_pdf_url": "pdf",
}
"""Fields by the tags of `Embedded Metadata.js`."""
WORDS = "We sort numbers in linear time & prove it. " * 20


class Head(HTMLParser):
    """The tags of a page's head that have a name, and the titles of its COinS."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.coins: list[str] = []
        self._in_head = True
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._in_head &= tag != "body"
        if tag == "meta" and self._in_head and "name" in given:
            self.tags.append((given["name"], given["content"]))
        elif given.get("class") == "Z3988":
            self.coins.append(given["title"])


def item_of_page(page: str) -> dict[str, Any]:
    """What "Embedded Metadata" makes of a page."""
    tags = Head(page).tags
    item: dict[str, Any] = {HIGHWIRE[name]: value for name, value in tags if name in HIGHWIRE}
    kinds = {"publicationTitle": "journalArticle", "conferenceName": "conferencePaper"}
    item["itemType"] = next((kind for field, kind in kinds.items() if field in item), "journalArticle")
    item["creators"] = []
    for name, value in tags:
        if name == "citation_author":
            names = re.split(r"\s*;\s*", value)
            by_comma = re.split(r"\s*,\s*", value)
            if len(names) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
                names = by_comma
            item["creators"] += names
    item.setdefault("abstractNote", dict(tags).get("description", ""))
    item["tags"] = [
        tag.strip() for name, value in tags if name == "citation_keywords" for tag in value.split(";") if tag.strip()
    ]
    return item


def item_of_coins(context: str) -> dict[str, Any]:
    """What `parseContextObject` of Zotero's `openurl.js` makes of a ContextObject."""
    pairs = []
    for part in context.split("&"):
        key, value = part.split("=")[:2]
        pairs.append((key, unquote(re.sub(r"\+|%2[bB]", " ", value), errors="strict")))
    given = dict(pairs)
    is_journal = given["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:journal"
    kind = "journalArticle" if is_journal else "conferencePaper" if given["rft.genre"] == "proceeding" else "book"
    item: dict[str, Any] = {"itemType": kind, "creators": [value for key, value in pairs if key == "rft.au"]}
    fields = {
        "rft.atitle": "title",
        "rft.jtitle" if is_journal else "rft.btitle": "publicationTitle",
        "rft.date": "date",
    }
    item |= {fields[key]: value for key, value in pairs if key in fields}
    for key, value in pairs:
        if key == "rft_id":
            item |= {"DOI": value[9:]} if value.startswith("info:doi") else {"url": value}
    return item


@pytest.fixture
def site(tmp_path: Path) -> Rendered:
    papers = [
        paper("a", "Sorting in $O(n)$ & more", WORDS, authors=["Ada Lovelace", "Meta, Inc."], published="2025-03-01",
              arxiv="2503.00001"),
        paper("b", "On = and % in titles", authors=["Cy von Twombly"], published="2025", venue="Nature",
              doi="10.1/x_y"),
        paper("c", "Third", authors=["\u738b\u5c0f\u660e"], published="2025-02", venue="Proceedings of ACL",
              links=(Link("pdf", "https://x.example/c.pdf"),)),
    ]  # fmt: skip
    facts = msgspec.structs.replace(papers[1].facts, links=(Link("pdf", "https://x.example/b.pdf"),))
    papers[1] = msgspec.structs.replace(papers[1], facts=facts)
    days = (edition("2025-03-28", "b", "a", "c"),)
    return Rendered(catalog(papers, *days, topics={"sorting": ("a", "b")}), config(tmp_path, base_url=BASE))


def test_zotero_takes_all_that_is_known_of_a_paper_from_its_page(site: Rendered) -> None:
    assert item_of_page(site["papers/a.html"]) == {
        "itemType": "journalArticle",
        "title": "Sorting in O(n) & more",
        "creators": ["Ada Lovelace", "Meta, Inc."],
        "date": "2025/03/01",
        "abstractNote": WORDS.strip(),
        "url": f"{BASE}papers/a.html",
        "pdf": "https://arxiv.org/pdf/2503.00001",
        "tags": ["sorting"],
    }
    second = item_of_page(site["papers/b.html"])
    assert (second["publicationTitle"], second["DOI"]) == ("Nature", "10.1/x_y")
    assert second["pdf"] == "https://x.example/b.pdf"
    third = item_of_page(site["papers/c.html"])
    assert (third["itemType"], third["conferenceName"]) == ("conferencePaper", "Proceedings of ACL")


@pytest.mark.parametrize("page", ["date/2025-03-28.html", "index.html"])
def test_zotero_takes_all_papers_of_an_edition_from_its_page(site: Rendered, page: str) -> None:
    assert [item_of_coins(context) for context in Head(site[page]).coins] == [
        {
            "itemType": "journalArticle",
            "title": "On = and % in titles",
            "creators": ["Cy von Twombly"],
            "publicationTitle": "Nature",
            "date": "2025",
            "DOI": "10.1/x_y",
        },
        {
            "itemType": "journalArticle",
            "title": "Sorting in O(n) & more",
            "creators": ["Ada Lovelace", "Meta, Inc."],
            "date": "2025-03-01",
            "url": "https://arxiv.org/abs/2503.00001",
        },
        {
            "itemType": "conferencePaper",
            "title": "Third",
            "creators": ["\u738b\u5c0f\u660e"],
            "publicationTitle": "Proceedings of ACL",
            "date": "2025-02",
            "url": "https://x.example/c.pdf",
        },
    ]
    assert not item_of_page(site[page])["creators"]
    # what is escaped for a query needs no second escaping for HTML
    assert 'title="ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.genre=' in site[page]


def test_zotero_takes_the_papers_of_topics_and_months_too(site: Rendered) -> None:
    for page, count in (("topics/sorting.html", 2), ("papers/index.html", 3)):
        assert len(Head(site[page]).coins) == count
