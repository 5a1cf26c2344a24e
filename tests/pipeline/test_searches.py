"""Searches that the editor names in `site.toml`: their pages and feeds, and what is wrong with them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.diagnostics import UsageError
from sitegen.search.query import search
from tests.little import LittleSite

SETTINGS = """\
base_url = "https://papers.example/"

[[searches]]
name = "Study of trees"
query = "bounds trees"
"""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-27", "Bounds for trees", "Bounds for graphs", "Climbing trees upwards")
    site.paste("2025-03-28", "Tighter bounds for trees of old", "Learning to rank")
    site.write("site.toml", SETTINGS)
    return site


def test_a_search_has_a_page_of_the_papers_with_all_of_its_words_newest_first(site: LittleSite) -> None:
    site.build()
    assert site.titles("searches/study-of-trees.html") == ["Tighter bounds for trees of old", "Bounds for trees"]
    found = {hit.title for hit in search(site.output, "+bounds +trees", limit=None).hits}
    assert found == set(site.titles("searches/study-of-trees.html"))


def test_a_search_has_feeds_that_readers_find(site: LittleSite) -> None:
    site.build()
    feed = ElementTree.parse(site.output / "searches/study-of-trees.xml").getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == site.titles("searches/study-of-trees.html")
    as_json = json.loads(site.html("searches/study-of-trees.json"))
    assert [item["title"] for item in as_json["items"]] == titles
    assert as_json["feed_url"] == "https://papers.example/searches/study-of-trees.json"
    assert "https://papers.example/searches/study-of-trees.xml" in site.html("feeds.opml")
    assert "https://papers.example/searches/study-of-trees.html" in site.html("sitemap.xml")
    assert 'href="searches/index.html"' in site.html("index.html")
    assert "Study of trees" in site.text("searches/index.html")
    page = site.html("searches/study-of-trees.html")
    assert 'href="../searches/study-of-trees.xml"' in page
    assert 'href="../searches/study-of-trees.json"' in page
    assert "?q=%2Bbounds%20%2Btrees&amp;sort=date" in page


def test_the_feeds_of_a_search_have_papers_of_no_edition_by_the_day_when_they_were_published(site: LittleSite) -> None:
    for number, published in enumerate(("2024", "2025-04-01", "")):
        text = f'---\ntitle: "Bounds of trees {number}"\npublished: "{published}"\n---\n\nText.\n'
        site.write(f"papers/mine-{number}.md", text)
    site.build()
    items = json.loads(site.html("searches/study-of-trees.json"))["items"]
    paged = site.titles("searches/study-of-trees.html")
    assert [item["title"] for item in items] == [title for title in paged if title != "Bounds of trees 2"]
    assert items[0]["date_published"] == "2025-04-01T00:00:00Z"
    assert "Bounds of trees" not in site.html("feed.xml")


def test_a_search_follows_new_papers_and_other_settings(site: LittleSite) -> None:
    site.build()
    site.paste("2025-03-29", "Bounds that trees grow on")
    site.build()
    assert site.titles("searches/study-of-trees.html")[0] == "Bounds that trees grow on"
    site.edit("site.toml", "bounds trees", "climbing")
    site.build()
    assert site.titles("searches/study-of-trees.html") == ["Climbing trees upwards"]
    site.write("site.toml", "")
    site.build()
    assert not any(route.startswith("searches/") for route in site.routes)


def test_a_warm_build_makes_the_same_pages_as_a_cold_one(site: LittleSite) -> None:
    site.build()
    site.edit("papers/2025/climbing-trees-upwards.md", "We study", "We bound and study bounds of")
    site.build()
    warm = {route: site.html(route) for route in site.routes if route.startswith("searches/")}
    shutil.rmtree(site.output)
    shutil.rmtree(site.content.with_name(".sitegen"))
    site.build()
    assert warm == {route: site.html(route) for route in warm}
    assert "Climbing trees upwards" in site.titles("searches/study-of-trees.html")


def test_a_search_that_finds_nothing_is_reported_and_has_no_page(site: LittleSite) -> None:
    site.edit("site.toml", "bounds trees", "xylophone")
    site.build()
    assert "warning[empty-search] site.toml" in site.findings
    assert not any(route.startswith("searches/") for route in site.routes)
    assert "searches/" not in site.html("index.html")


WRONG = """\
[[searches]]
name = "Trees"
query = "  "

[[searches]]
name = "trees!"
query = "year:soon trees"

[[searches]]
name = " "
query = "title: trees"

[[searches]]
name = "Long"
query = "{long}"
"""


def test_what_is_wrong_with_searches_is_told_at_its_line_in_one_run(site: LittleSite) -> None:
    site.build()
    before = site.html("index.html")
    site.write("site.toml", WRONG.replace("{long}", "word " * 65))
    with pytest.raises(UsageError) as refused:
        site.build()
    assert [(found.at.line, found.message[:60]) for found in refused.value.diagnostics if found.at] == [
        (3, "a search needs a query: '  '"),
        (6, "a search before has the name 'trees!'"),
        (7, "year: does not take 'soon': 'year:soon trees'"),
        (10, "a search needs a name"),
        (11, "title: has no value: 'title: trees'"),
        (15, f"the query is too long: '{'word ' * 65}"[:60]),
    ]
    assert site.html("index.html") == before


def test_names_that_only_differ_beyond_ascii_have_pages_of_their_own(site: LittleSite) -> None:
    site.write("site.toml", SETTINGS.replace("Study of trees", "木") + '[[searches]]\nname = "森"\nquery = "trees"\n')
    site.build()
    pages = [route for route in site.routes if route.startswith("searches/") and route.endswith(".html")]
    assert len(pages) == 3
