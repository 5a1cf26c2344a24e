"""The site's news for machines: Atom, JSON Feed, sitemap, robots."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.render.formats import feeds, hosting
from sitegen.render.formats.feeds import FeedEntry, FeedView
from sitegen.render.markup.prose import Prose
from sitegen.render.plan.feeds import FEW, MOST
from sitegen.render.theme.environment import remember_calls
from sitegen.render.views import Site
from sitegen.text.characters import remove_illegal
from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.render.interface import theirs

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML, MATHML = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/1998/Math/MathML}"
BASE = "https://example.org/digest/"


@pytest.fixture
def site(tmp_path: Path) -> Rendered:
    papers = [
        paper("old", "An old one"),
        paper(
            "a",
            r"Sorting in $\mathcal{O}(n)$",
            r"We sort with $x^2 \le y$ steps & <b>more</b>.",
            authors=["Ada B", "Cy D"],
        ),
        paper("b", "Second"),
    ]
    days = edition("2025-03-27", "old"), edition("2025-03-28", "a", "old", "b")
    return Rendered(
        catalog(papers, *days, topics={"sorting": ("a", "b")}), config(tmp_path, base_url=BASE, title="News")
    )


def test_newest_papers_come_first_and_a_paper_listed_again_is_no_news(site: Rendered) -> None:
    titles = [entry.findtext(f"{ATOM}title") for entry in _entries(site.raw("feed.xml"))]
    assert titles == ["Sorting in O(n)", "Second", "An old one"]
    assert [item["title"] for item in _items(site)] == titles


def test_dates_are_those_of_the_editions(site: Rendered) -> None:
    root = ElementTree.fromstring(site.raw("feed.xml"))
    assert root.findtext(f"{ATOM}updated") == "2025-03-28T00:00:00Z"
    stamps = [entry.findtext(f"{ATOM}updated") for entry in _entries(site.raw("feed.xml"))]
    assert stamps == ["2025-03-28T00:00:00Z"] * 2 + ["2025-03-27T00:00:00Z"]
    assert [item["date_published"] for item in _items(site)] == stamps


def test_the_whole_abstract_is_there_with_math(site: Rendered) -> None:
    content = _entries(site.raw("feed.xml"))[0].find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "xhtml"
    paragraph = content.find(f"{XHTML}div/{XHTML}p")
    assert paragraph is not None
    assert paragraph.find(f"{MATHML}math//{MATHML}msup") is not None
    assert "".join(paragraph.itertext()).startswith("We sort with x2≤y steps & <b>more</b>.")
    assert _items(site)[0]["content_html"] == "<p>We sort with x² ≤ y steps &amp; &lt;b&gt;more&lt;/b&gt;.</p>"


def test_others_read_the_same_titles_and_whole_contents(site: Rendered) -> None:
    parsed = feedparser.parse(site.raw("feed.xml"))
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == [item["title"] for item in _items(site)]
    assert "<b>" not in parsed.entries[0].content[0].value
    assert "<msup>" in parsed.entries[0].content[0].value


def test_an_edition_is_one_entry_of_the_feed_of_editions(site: Rendered) -> None:
    parsed = feedparser.parse(site.raw("editions.xml"))
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == ["28 March 2025", "27 March 2025"]
    assert parsed.entries[0].link == f"{BASE}date/2025-03-28.html"
    content = parsed.entries[0].content[0].value
    assert re.findall('<h[2-4][^>]*>[^<]*<a href="([^"]*)"', content) == [
        f"{BASE}papers/{name}.html" for name in ("a", "old", "b")
    ]
    assert "&amp; &lt;b&gt;more" in content


def test_the_feed_of_editions_is_offered_where_feeds_are(site: Rendered) -> None:
    assert 'Each edition as one entry: <a href="editions.xml">' in site["index.html"]
    assert '<a href="editions.xml">Editions (Atom)' in site["about.html"]


def test_links_in_abstracts_are_whole_addresses(tmp_path: Path) -> None:
    papers = [paper("a", "A", "See [b](b.md) ![x](https://x.example/y.png)  \nand more."), paper("b")]
    made = Rendered(catalog(papers, edition("2025-03-28", "a", "b")), config(tmp_path, base_url=BASE))
    assert f'<a href="{BASE}papers/b.html">b</a>' in made["feed.xml"]


def test_a_revised_paper_says_when_it_was_revised(tmp_path: Path) -> None:
    papers = [paper("a", updated="2025-04-05"), paper("b", updated="2025-01-01"), paper("c")]
    made = Rendered(catalog(papers, edition("2025-03-28", "b", "c", "a")), config(tmp_path, base_url=BASE))
    stamps = [(item["title"], item["date_published"][:10], item["date_modified"][:10]) for item in _items(made)]
    assert stamps == [
        ("A", "2025-03-28", "2025-04-05"),
        ("B", "2025-03-28", "2025-03-28"),
        ("C",) + ("2025-03-28",) * 2,
    ]
    assert feedparser.parse(made.raw("feed.xml")).feed.updated == "2025-04-05T00:00:00Z"


def test_a_hub_is_named_where_there_is_one(tmp_path: Path) -> None:
    made = Rendered(catalog([paper("a")], edition("2025-03-28", "a")), config(tmp_path, hub="https://hub.example/?a&b"))
    assert {"rel": "hub", "href": "https://hub.example/?a&b"}.items() <= feedparser.parse(
        made.raw("feed.xml")
    ).feed.links[-1].items()
    assert json.loads(made.raw("feed.json"))["hubs"] == [{"type": "WebSub", "url": "https://hub.example/?a&b"}]


@pytest.mark.parametrize(("curator", "name"), [("Ada & Cy", "Ada & Cy"), ("", "News")])
def test_a_feed_is_by_its_curator_and_else_by_the_site(tmp_path: Path, curator: str, name: str) -> None:
    made = Rendered(catalog([paper("a")]), config(tmp_path, title="News", curator=curator))
    assert ElementTree.fromstring(made.raw("feed.xml")).findtext(f"{ATOM}author/{ATOM}name") == name


def test_a_curator_is_no_author_of_papers_whose_authors_nobody_knows(tmp_path: Path) -> None:
    papers = catalog([paper("a")], edition("2025-03-28", "a"))
    made = Rendered(papers, config(tmp_path, title="News", curator="Ada"))
    (entry,) = _entries(made.raw("feed.xml"))
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "News"
    assert _items(made)[0]["authors"] == [{"name": "News"}]
    (of_day,) = _entries(made.raw("editions.xml"))
    assert of_day.find(f"{ATOM}author") is None


def test_names_of_a_site_are_read_back_letter_for_letter(tmp_path: Path) -> None:
    names = {"title": "A & <b>B</b>", "description": 'C < "D"', "curator": "E & F"}
    made = Rendered(catalog([paper("a")]), config(tmp_path, **names))
    root = ElementTree.fromstring(made.raw("feed.xml"))
    found = [root.findtext(f"{ATOM}{path}") for path in ("title", "subtitle", f"author/{ATOM}name")]
    assert found == list(names.values())


@pytest.mark.parametrize("route", ["feed.xml", "feed.json"])
def test_another_digest_reads_of_the_feed_what_is_known_of_its_papers_and_no_more(tmp_path: Path, route: str) -> None:
    facts: dict[str, Any] = {
        "arxiv": "2503.01234",
        "doi": "10.1000/182",
        "published": "2025-03-20",
        "authors": ["Ada B"],
    }
    papers = [paper("a", "Sorting", "With $n^2$ steps.", **facts), paper("b", "Searching", "")]
    digest = catalog(papers, edition("2025-03-28", "a", "b"), topics={"sorting": ("a", "b")})
    made = Rendered(digest, config(tmp_path, base_url=BASE, title="News", curator="Cy"))
    first, second = ingest(made.raw(route), route, Report()).entries
    assert (first.facts.arxiv, first.facts.doi, first.facts.published) == ("2503.01234", "10.1000/182", "2025-03-20")
    assert ([author.name for author in first.facts.authors], first.facts.updated) == (["Ada B"], "")
    assert prose.text(first.abstract) == "With n² steps."
    assert "sorting" in made.raw(route).decode()
    assert (first.facts.topics, first.facts.keywords) == ((), ())
    assert (second.facts.authors, second.facts.published, second.abstract) == ((), "", ())


def test_the_feed_of_editions_is_no_list_of_papers_and_names_the_one_that_is(site: Rendered) -> None:
    report = Report()
    assert not ingest(site.raw("editions.xml"), "editions.xml", report).entries
    assert "which is not read; the feed.xml beside it has the papers" in report.diagnostics[0].message


def test_authors_and_topics_are_told_where_known(site: Rendered) -> None:
    first, second, _ = _entries(site.raw("feed.xml"))
    assert [author.text for author in first.findall(f"{ATOM}author/{ATOM}name")] == ["Ada B", "Cy D"]
    assert [category.get("term") for category in first.findall(f"{ATOM}category")] == ["sorting"]
    assert second.find(f"{ATOM}author") is None
    assert "authors" not in _items(site)[1]


def test_with_a_base_url_every_link_is_absolute(site: Rendered) -> None:
    root = ElementTree.fromstring(site.raw("feed.xml"))
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "self": f"{BASE}feed.xml",
        "alternate": BASE,
    }
    entry = _entries(site.raw("feed.xml"))[0]
    assert [link.get("href") for link in entry.findall(f"{ATOM}link")] == [f"{BASE}papers/a.html"]
    assert _items(site)[0]["url"] == f"{BASE}papers/a.html"


def test_ids_stay_when_links_change_their_look_or_the_site_its_address(tmp_path: Path) -> None:
    def ids(**values: Any) -> list[str]:
        made = Rendered(catalog([paper("a")], edition("2025-03-28", "a")), config(tmp_path, **values))
        return [item["id"] for item in _items(made)]

    tag = "tag:example.org,2025:digest/"
    assert ids(base_url=BASE, urls="clean") == ids(base_url=BASE, urls="file") == [f"{tag}papers/a"]
    assert ids(base_url="https://new.example/", feed_id=tag) == ids(base_url="", feed_id=tag) == [f"{tag}papers/a"]


def test_a_paper_with_another_id_keeps_its_first_in_feeds_where_its_page_still_has_that(tmp_path: Path) -> None:
    def shown(*aliases: str) -> tuple[str, str]:
        renamed = replace(paper("a"), id="new", aliases=aliases)
        made = Rendered(catalog([renamed], edition("2025-03-28", "new")), config(tmp_path, base_url=BASE))
        (item,) = _items(made)
        assert _entries(made.raw("feed.xml"))[0].findtext(f"{ATOM}id") == item["id"]
        return item["id"], item["url"]

    tag = "tag:example.org,2025:digest/papers"
    assert shown("A Paper", "a") == (f"{tag}/a", f"{BASE}papers/new.html")
    assert shown("b") == (f"{tag}/new", f"{BASE}papers/new.html")


def test_without_a_base_url_ids_are_stable_and_links_relative(tmp_path: Path) -> None:
    made = Rendered(catalog([paper("a")], edition("2025-03-28", "a")), config(tmp_path))
    again = Rendered(catalog([paper("a"), paper("b")], edition("2025-03-28", "a", "b")), config(tmp_path))
    entry = _entries(made.raw("feed.xml"))[0]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id") or "")
    assert entry.findtext(f"{ATOM}id") == _entries(again.raw("feed.xml"))[0].findtext(f"{ATOM}id")
    assert [link.get("href") for link in entry.findall(f"{ATOM}link")] == ["papers/a.html"]
    assert "url" not in _items(made)[0]
    assert "sitemap.xml" not in made.routes
    assert "Sitemap" not in made["robots.txt"]


def test_a_site_with_nothing_still_has_valid_feeds(tmp_path: Path) -> None:
    made = Rendered(catalog([]), config(tmp_path, base_url=BASE))
    assert ElementTree.fromstring(made.raw("feed.xml")).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert _items(made) == []


def test_a_large_first_edition_does_not_make_a_large_feed(tmp_path: Path) -> None:
    papers = [paper(f"p{number:04}") for number in range(400)]
    made = Rendered(catalog(papers, edition("2025-03-28", *(paper.id for paper in papers))), config(tmp_path))
    assert len(_items(made)) == MOST


def test_papers_without_an_edition_are_news_by_their_date(tmp_path: Path) -> None:
    papers = [paper("a", published="2024"), paper("b", published="2025-02"), paper("c")]
    made = Rendered(catalog(papers), config(tmp_path))
    assert [item["date_published"] for item in _items(made)] == ["2025-02-01T00:00:00Z", "2024-01-01T00:00:00Z"]


def test_a_topic_and_an_author_worth_following_have_feeds_beside_their_pages(tmp_path: Path) -> None:
    papers = [paper(f"p{number}", authors=["Ada B", *(["Cy D"] if number else [])]) for number in range(3)]
    made = Rendered(
        catalog(papers, edition("2025-03-28", "p0", "p1", "p2"), topics={"sorting": ("p0", "p2")}),
        config(tmp_path, base_url=BASE, title="News", author_feeds=3, topic_feeds=2),
    )
    assert {route for route in made.routes if route.endswith(".xml")} == {
        "feed.xml", "editions.xml", "sitemap.xml", "opensearch.xml", "topics/sorting.xml", "authors/ada-b.xml"
    }  # fmt: skip
    root = ElementTree.fromstring(made.raw("topics/sorting.xml"))
    assert root.findtext(f"{ATOM}title") == "sorting · News"
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        f"{BASE}topics/sorting.xml", f"{BASE}topics/sorting.html"
    ]  # fmt: skip
    assert [entry.findtext(f"{ATOM}title") for entry in _entries(made.raw("topics/sorting.xml"))] == ["P0", "P2"]


def test_a_page_with_a_feed_offers_it_to_readers_and_to_browsers(tmp_path: Path) -> None:
    papers = [paper(name, authors=["Ada B"]) for name in "ab"]
    made = Rendered(
        catalog(papers, edition("2025-03-28", "a", "b"), topics={"x": ("a", "b")}), config(tmp_path, topic_feeds=2)
    )
    assert '<link rel="alternate" type="application/atom+xml" title="x · Paper digest" href="../topics/x.xml">' in made[
        "topics/x.html"
    ]  # fmt: skip
    assert re.search(r'<a href="../topics/x.xml"[^>]*>Follow this topic', made["topics/x.html"])
    assert "authors/ada-b.xml" not in made["authors/ada-b.html"]


def test_feeds_of_topics_and_authors_can_be_switched_off(tmp_path: Path) -> None:
    papers = [paper(f"p{number}", authors=["Ada B"]) for number in range(9)]
    day = edition("2025-03-28", *(paper.id for paper in papers))
    digest = catalog(papers, day, topics={"x": tuple(paper.id for paper in papers)})
    made = Rendered(digest, config(tmp_path, topic_feeds=0, author_feeds=0))
    assert {route for route in made.routes if route.endswith(".xml")} == {"feed.xml", "editions.xml"}


def test_the_feed_of_a_large_topic_has_its_newest_papers_only(tmp_path: Path) -> None:
    ids = [f"p{number:03}" for number in range(300)]
    days = edition("2025-03-27", *ids[:40]), edition("2025-03-28", *ids[40:45])
    later = edition("2025-03-29", *ids[45:])
    digest = {"x": tuple(ids[:45]), "y": tuple(ids)}
    made = Rendered(catalog([paper(name) for name in ids], *days, later, topics=digest), config(tmp_path))
    entries = [entry.findtext(f"{ATOM}title") for entry in _entries(made.raw("topics/x.xml"))]
    assert (len(entries), entries[0], entries[5]) == (FEW, "P040", "P000")
    assert len(_entries(made.raw("topics/y.xml"))) == MOST


@pytest.mark.parametrize("urls", ["file", "clean"])
def test_without_a_base_url_a_topic_s_feed_links_from_its_own_folder(tmp_path: Path, urls: Any) -> None:
    papers = [paper(name) for name in "ab"]
    made = Rendered(
        catalog(papers, edition("2025-03-28", "a", "b"), topics={"x": ("a", "b")}),
        config(tmp_path, urls=urls, topic_feeds=2),
    )
    page = ".html" if urls == "file" else ""
    links = [entry.find(f"{ATOM}link") for entry in _entries(made.raw("topics/x.xml"))]
    assert [link.get("href") for link in links if link is not None] == [f"../papers/{name}{page}" for name in "ab"]
    home = [entry.find(f"{ATOM}link") for entry in _entries(made.raw("feed.xml"))]
    assert [link.get("href") for link in home if link is not None] == [f"papers/{name}{page}" for name in "ab"]
    assert "feeds.opml" not in made.routes


def test_all_feeds_are_listed_for_import(tmp_path: Path) -> None:
    papers = [paper(f"p{number}", authors=["Ada <B>"]) for number in range(5)]
    day = edition("2025-03-28", *(paper.id for paper in papers))
    made = Rendered(
        catalog(papers, day, topics={"R&D": ("p0", "p1")}),
        config(tmp_path, base_url=BASE, title="News", topic_feeds=2, author_feeds=5),
    )
    root = ElementTree.fromstring(made.raw("feeds.opml"))
    listed = {outline.get("text"): outline.get("xmlUrl") for outline in root.iter("outline")}
    assert listed == {
        "News": f"{BASE}feed.xml", "Editions": f"{BASE}editions.xml", "Topics": None, "R&D": f"{BASE}topics/R%26D.xml",
        "Authors": None, "Ada <B>": f"{BASE}authors/ada-b.xml",
    }  # fmt: skip
    for address in filter(None, listed.values()):
        assert unquote(address.removeprefix(BASE)) in made.routes


def test_sections_of_the_list_of_feeds_may_be_called_as_one_likes(tmp_path: Path) -> None:
    own = theirs(tmp_path, 'topics = "Topics & <more>"')
    digest = catalog([paper("a")], edition("2025-03-28", "a"), topics={"x": ("a",)})
    made = Rendered(digest, config(tmp_path, base_url=BASE, theme=own, topic_feeds=1))
    root = ElementTree.fromstring(made.raw("feeds.opml"))
    assert "Topics & <more>" in [outline.get("text") for outline in root.iter("outline")]


SITE = Site(
    title="T", description="", lang="en", base_url=BASE, base_path="/", urls="file", curator="", nav=(), assets=""
)


LEGAL = st.text().map(remove_illegal)


@given(LEGAL, LEGAL, LEGAL.filter(bool))
@example("", "A form feed: &#12;", "A")
def test_whatever_a_paper_says_the_feeds_are_well_formed(title: str, abstract: str, author: str) -> None:
    entry = FeedEntry(
        route="papers/x.html", title=title, abstract=abstract, authors=(author,),
        topics=(title,), date="2025-03-28", updated="2025-03-28",
    )  # fmt: skip
    view = FeedView(route="feed.xml", title=title, page="index.html", entries=(entry,))
    theme: Any = type("Stand", (), {"site": SITE, "prose": Prose(), "once": staticmethod(remember_calls())})()
    ElementTree.fromstring(feeds.atom(view, theme))
    assert len(json.loads(feeds.json_feed(view, theme))["items"]) == 1


def test_the_sitemap_names_every_page_once_and_no_other_file(site: Rendered) -> None:
    root = ElementTree.fromstring(site.raw("sitemap.xml"))
    addresses = [element.text or "" for element in root.iter() if element.tag.endswith("loc")]
    pages = {route for route in site.routes if route.endswith(".html")} - {"404.html", "saved.html", "for-you.html"}
    assert len(addresses) == len(set(addresses)) == len(pages)
    assert f"{BASE}papers/a.html" in addresses
    assert BASE in addresses
    assert site["robots.txt"] == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


def test_the_sitemap_has_the_day_a_page_last_changed_and_none_where_it_is_not_known(site: Rendered) -> None:
    days = dict(re.findall(r"<url><loc>([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>", site["sitemap.xml"]))
    assert days[f"{BASE}date/2025-03-27.html"] == "2025-03-27"
    assert days[f"{BASE}papers/a.html"] == days[f"{BASE}papers/old.html"] == "2025-03-28"
    assert days[f"{BASE}about.html"] == ""


def test_the_sitemap_has_the_day_a_list_last_got_a_paper(tmp_path: Path) -> None:
    days = edition("2025-03-27", "old"), edition("2025-03-28", "new")
    known = catalog([paper("old"), paper("new")], *days, topics={"sorting": ("old", "new")})
    sitemap = Rendered(known, config(tmp_path, base_url=BASE))["sitemap.xml"]
    for route in ("papers/", "topics/sorting.html"):
        assert f"<loc>{BASE}{route}</loc><lastmod>2025-03-28</lastmod>" in sitemap


def test_a_very_large_site_has_a_sitemap_of_sitemaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosting, "PAGES_A_SITEMAP", 3)
    papers = [paper(f"p{number}") for number in range(5)]
    made = Rendered(catalog(papers, edition("2025-03-28", "p0")), config(tmp_path, base_url=BASE))
    maps = dict(
        re.findall(r"<sitemap><loc>([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</sitemap>", made["sitemap.xml"])
    )
    names = [address.removeprefix(BASE) for address in maps]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    newest = [max(re.findall(r"<lastmod>([^<]*)<", made[name]), default="") for name in names]
    assert list(maps.values()) == newest
    assert max(newest) == "2025-03-28"
    addresses = [address for name in names for address in re.findall(r"<loc>([^<]*)</loc>", made[name])]
    assert len(addresses) == len(set(addresses)) > 5
    assert f"{BASE}papers/p4.html" in addresses


def _entries(feed: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed).findall(f"{ATOM}entry")


def _items(site: Rendered) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(site.raw("feed.json"))["items"]
    return items


def test_boxes_of_tasks_are_closed_in_feeds_and_books() -> None:
    html = Prose().html("- [ ] read\n- [x] think")
    boxes = ElementTree.fromstring(f"<div>{feeds.xhtml(html)}</div>").iter("input")
    assert ["checked" in box.attrib for box in boxes] == [False, True]
