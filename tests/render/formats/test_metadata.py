"""What machines read in the head of a page."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sitegen.model import Author
from tests.catalogs import Rendered, catalog, config, edition, paper

BASE = "https://example.org/digest/"


def site(folder: Path, **settings: Any) -> Rendered:
    papers = [
        paper("a", "Sorting & more", published="2025-03", venue="Proceedings of ACL", doi="10.1/x"),
        paper("b", "Second", authors=["Cy D"], venue="Nature", published="2025-03-02", updated="2025-04"),
    ]
    facts = msgspec.structs.replace(papers[0].facts, authors=(Author("Ada B", "MIT"), Author("Cy D")))
    papers[0] = msgspec.structs.replace(papers[0], facts=facts)
    days = edition("2025-03-27", "a"), edition("2025-03-28", "a", "b")
    return Rendered(catalog(papers, *days, topics={"x": ("a", "b")}), config(folder, base_url=BASE, **settings))


def metas(page: str) -> list[tuple[str, str]]:
    return [
        (name, unescape(value))
        for name, value in re.findall(r'<meta name="(citation_\w+)"[^>]* content="([^"]*)"', page)
    ]


def record(page: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_scholar_reads_title_authors_and_date_first_and_the_venue_by_its_kind(tmp_path: Path) -> None:
    made = site(tmp_path)
    assert metas(made["papers/a.html"]) == [
        ("citation_title", "Sorting & more"),
        ("citation_author", "Ada B"),
        ("citation_author_institution", "MIT"),
        ("citation_author", "Cy D"),
        ("citation_publication_date", "2025/03"),
        ("citation_conference_title", "Proceedings of ACL"),
        ("citation_doi", "10.1/x"),
        ("citation_abstract_html_url", f"{BASE}papers/a.html"),
        ("citation_abstract", "We show it."),
        ("citation_keywords", "x"),
    ]
    assert ("citation_journal_title", "Nature") in metas(made["papers/b.html"])


def test_keywords_share_a_tag(tmp_path: Path) -> None:
    made = Rendered(
        catalog([paper("a"), paper("b")], edition("2025-03-28", "a", "b"), topics={"x y": ("a", "b"), "z": ("a", "b")}),
        config(tmp_path),
    )
    assert [content for name, content in metas(made["papers/a.html"]) if name == "citation_keywords"] == ["x y; z"]


def test_each_vocabulary_has_tags_of_its_own(tmp_path: Path) -> None:
    tags = re.findall(r"<meta [^>]*>", site(tmp_path)["papers/a.html"])
    assert not [tag for tag in tags if "name=" in tag and "property=" in tag]
    named = {name for tag in tags for name in re.findall(r'(?:name|property)="([^"]*)"', tag)}
    assert {"og:title", "og:type", "og:url", "og:description", "og:image", "description", "citation_title"} <= named


def test_the_window_and_what_shares_a_link_call_a_page_alike(tmp_path: Path) -> None:
    papers = [paper(f"p{number}") for number in range(3)]
    made = Rendered(
        catalog(papers, edition("2025-03-28", "p1"), topics={"x": ("p1",)}), config(tmp_path, title="Clocks")
    )
    titles = {
        route: [
            unescape(*re.findall(pattern, page)) for pattern in ("<title>(.*)</title>", '"og:title" content="([^"]*)"')
        ]
        for route in made.routes
        if route.endswith(".html") and "<title>" in (page := made[route])
    }
    assert titles.pop("index.html") == ["Clocks", "Clocks"]
    assert titles["saved.html"][1] == "Saved papers"
    assert len(titles) > 10
    for window, shared in titles.values():
        assert window == f"{shared} · Clocks"


def test_a_site_that_mirrors_others_is_not_for_scholar_and_still_tells_its_scripts(tmp_path: Path) -> None:
    made = site(tmp_path, scholar=False)
    assert metas(made["papers/a.html"]) == []
    article = record(made["papers/a.html"])
    assert article["author"][0]["name"] == "Ada B"
    assert article["sameAs"] == ["https://doi.org/10.1/x"]


@pytest.mark.parametrize(
    ("page", "kinds", "steps"),
    [
        ("date/2025-03-28.html", ["CollectionPage", "BreadcrumbList"], ["Archive", "28 March 2025"]),
        ("week/2025-W13.html", ["CollectionPage", "BreadcrumbList"], ["Archive", "Week 13, 2025"]),
        ("month/2025-03.html", ["CollectionPage", "BreadcrumbList"], ["Archive", "March 2025"]),
        ("topics/x.html", ["CollectionPage", "BreadcrumbList"], ["Topics", "x"]),
        ("topics/index.html", ["CollectionPage", "BreadcrumbList"], ["Topics"]),
    ],
)
def test_pages_say_what_they_are_and_where(tmp_path: Path, page: str, kinds: list[str], steps: list[str]) -> None:
    parts = record(site(tmp_path)[page])["@graph"]
    assert [part["@type"] for part in parts] == kinds
    names = [step["name"] for step in parts[1]["itemListElement"]]
    assert (names[0], names[1:]) == ("Paper digest", steps)
    assert all(step["item"].startswith(BASE) for step in parts[1]["itemListElement"][:-1])


def test_the_home_page_is_the_site_itself(tmp_path: Path) -> None:
    assert record(site(tmp_path)["index.html"])["@type"] == "WebSite"


def test_search_engines_get_whole_days_and_the_page_what_is_known(tmp_path: Path) -> None:
    made = site(tmp_path)
    page, other = made["papers/a.html"], record(made["papers/b.html"])
    article = record(page)
    assert (article["datePublished"], article.get("dateModified")) == ("2025-03-01", None)
    assert (other["datePublished"], other["dateModified"]) == ("2025-03-02", "2025-04-01")
    assert '<time datetime="2025-03" data-date="published">March 2025</time>' in page


def test_a_paper_shows_volume_issue_and_pages_with_its_venue_and_scholar_reads_them(tmp_path: Path) -> None:
    known = {"venue": "The Computer Journal", "volume": "27", "issue": "2", "pages": "97–111", "publisher": "OUP"}
    made = Rendered(catalog([paper("a", **known), paper("b", volume="27", pages="97–111")]), config(tmp_path))
    words = [" ".join(re.sub(r"<[^>]*>", "", made[f"papers/{name}.html"]).split()) for name in "ab"]
    assert ["The Computer Journal 27(2), 97–111" in text for text in words] == [True, False]
    assert [(name, text) for name, text in metas(made["papers/a.html"]) if text in (*known.values(), "97", "111")] == [
        ("citation_journal_title", "The Computer Journal"),
        ("citation_volume", "27"),
        ("citation_issue", "2"),
        ("citation_firstpage", "97"),
        ("citation_lastpage", "111"),
        ("citation_publisher", "OUP"),
    ]
