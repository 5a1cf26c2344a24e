"""Which pages a site has, and what they show."""

from __future__ import annotations

import gc
import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from msgspec.structs import replace

from sitegen.catalog.budget import OF_ALL, OF_LISTS
from sitegen.files import is_path
from sitegen.model import Author, Catalog, FreePage, Link
from sitegen.render import plan
from sitegen.render.plan import outputs, site_view
from sitegen.render.plan.base import Plan
from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.little import LittleSite

BASE = "https://example.org/digest/"
RELATED = {"a": ("b",)}


def seen_twice() -> Catalog:
    papers = [
        paper("a", "First of all", authors=["Ada B", "Cy D"], published="2025-03-20", arxiv="2503.00001"),
        paper("b", "Second to none", authors=["Ada B"]),
        paper("c", r"Third in $O(n^2)$"),
    ]
    return catalog(
        papers,
        edition("2025-03-27", "a", votes=[3]),
        edition("2025-03-28", "b", "a", "c", votes=[9, 4]),
        topics={"deep sorting": ("a", "b")},
    )


@pytest.fixture
def site(tmp_path: Path) -> Rendered:
    return Rendered(
        seen_twice(), config(tmp_path, base_url=BASE, title="News", description="Papers worth a look"), RELATED
    )


def test_a_digest_has_a_page_for_everything_in_it(site: Rendered) -> None:
    lists = ("date/2025-03-27", "date/2025-03-28", "week/2025-W13", "month/2025-03", "topics/deep-sorting")
    files = {f"{name}.{ending}" for name in lists for ending in OF_LISTS} | {f"papers.{ending}" for ending in OF_ALL}
    files |= {f"api/{name}.json" for name in ("index", "schema", "topics", "papers/1", "editions/2025")}
    files |= {"date/2025-03-27.md", "date/2025-03-28.md", "llms.txt", "opensearch.xml", "editions.xml"}
    assert site.routes - files == {
        "index.html", "papers/index.html", "papers/a.html", "papers/b.html", "papers/c.html",
        "date/index.html", "date/2025-03-27.html", "date/2025-03-28.html", "week/2025-W13.html", "month/2025-03.html",
        "topics/index.html", "topics/deep-sorting.html", "authors/index.html", "authors/ada-b.html",
        "search/index.html", "saved.html", "for-you.html", "about.html", "404.html", "sitemap.xml", "robots.txt",
        "_headers",
        "feed.xml", "feed.json", "feeds.opml",
    }  # fmt: skip
    assert files < site.routes


def test_what_would_be_empty_has_no_page_and_no_link(tmp_path: Path) -> None:
    made = Rendered(catalog([paper("a")], edition("2025-03-28", "a")), config(tmp_path))
    assert made.routes == {
        "index.html", "papers/index.html", "papers/a.html", "date/index.html", "date/2025-03-28.html",
        "search/index.html", "saved.html", "for-you.html", "about.html", "404.html", "feed.xml", "feed.json",
        "robots.txt", "_headers",
        "papers.bib", "papers.ris", "papers.csl.json", "date/2025-03-28.bibtex", "date/2025-03-28.ris",
        "date/2025-03-28.csl.json", "date/2025-03-28.md", "llms.txt", "editions.xml", "api/index.json",
        "api/schema.json", "api/topics.json", "api/papers/1.json", "api/editions/2025.json",
    }  # fmt: skip
    assert [ref.label for ref in made.theme.site.nav] == ["Archive", "Papers", "Search", "About"]


@pytest.mark.parametrize("urls", ["file", "clean"])
def test_every_link_inside_the_site_leads_to_a_file_of_it(tmp_path: Path, urls: Any) -> None:
    made = Rendered(seen_twice(), config(tmp_path, urls=urls), RELATED)
    for route in sorted(made.routes):
        if route.endswith(".html") and route != "404.html":
            for address in _addresses(made[route]):
                target = _resolved(route, address)
                assert target in made.outputs, f"{route} links to {address}"


def test_no_search_engine_lists_the_page_of_what_is_not_there(site: Rendered) -> None:
    assert '<meta name="robots" content="noindex">' in site["404.html"]


def test_home_is_the_newest_edition(site: Rendered) -> None:
    assert _order(site["index.html"]) == _order(site["date/2025-03-28.html"]) == ["b", "a", "c"]
    assert site.outputs["index.html"].view.home
    assert re.search(r'<a class="brand" href="[^"]*" aria-current="page">', site["index.html"])


def test_an_edition_names_the_topics_that_several_of_its_papers_share(site: Rendered) -> None:
    assert re.findall(r'">deep sorting</a> <span class="count">(\d+)<', site["date/2025-03-28.html"]) == ["2"]
    assert "Topics of this edition" not in site["date/2025-03-27.html"]


def test_papers_are_new_once_and_seen_before_after_that(site: Rendered) -> None:
    cards = {card.id: card for card in site.outputs["date/2025-03-28.html"].view.cards}
    assert [cards[name].new for name in "abc"] == [False, True, True]
    assert [ref.label for ref in cards["a"].seen] == ["2025-03-27"]
    assert cards["c"].votes is None
    assert site.outputs["date/2025-03-28.html"].view.new_count == 2


def test_editions_and_papers_lead_to_their_neighbours(site: Rendered) -> None:
    view = site.outputs["date/2025-03-27.html"].view
    assert view.previous is None
    assert view.next.label == "2025-03-28"
    assert (view.week.route, view.month.route) == ("week/2025-W13.html", "month/2025-03.html")
    view = site.outputs["papers/a.html"].view
    assert (view.previous.label, view.next.label) == ("Second to none", r"Third in $O(n^2)$")


def test_lists_show_the_newest_listing_first(site: Rendered) -> None:
    assert _order(site["papers/index.html"]) == ["b", "a", "c"]
    assert [card.votes for card in site.outputs["week/2025-W13.html"].view.cards] == [9, 4, None]


def test_long_lists_come_in_parts_that_new_papers_do_not_shift(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(260)]
    papers, days = list(map(paper, names)), (edition("2025-03-28", *names[:250]), edition("2025-03-31", *names[250:]))
    before, after = (
        Rendered(catalog(papers[:count], *days[:number]), config(tmp_path)) for count, number in ((250, 1), (260, 2))
    )
    routes = ["papers/index.html", "papers/index.p2.html", "papers/index.p1.html"]
    views = [before.outputs[route].view for route in routes]
    assert [(len(view.cards), view.total) for view in views] == [(50, 250), (100, 0), (100, 0)]
    assert {view.first for view in views} == {"papers/index.html"}
    assert [len(after.outputs[route].view.cards) for route in routes] == [60, 100, 100]
    assert [before[route] == after[route] for route in routes] == [False, True, True]


def test_a_further_page_of_a_list_changes_only_as_the_next_to_a_new_one(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(760)]
    papers, days = list(map(paper, names)), (edition("2025-03-28", *names[:640]), edition("2025-04-01", *names[640:]))
    before, after = (
        Rendered(catalog(papers[:count], *days[:number]), config(tmp_path)) for count, number in ((640, 1), (760, 2))
    )
    further = [route for route in before.outputs if route.startswith("papers/index.p")]
    assert len(further) == 5
    changed = [route for route in further if before[route] != after[route]]
    # those that the new page is the next of, or whose navigation now leaves one out
    assert sorted(changed) == ["papers/index.p3.html", "papers/index.p4.html", "papers/index.p5.html"]


def test_a_day_of_thousands_comes_in_parts_and_home_shows_the_first(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(450)]
    day = edition("2025-03-28", *names, intro="A long day.", outro="That was all.")
    made = Rendered(catalog([paper(name) for name in names], day), config(tmp_path))
    assert ["A long day." in made[f"date/2025-03-28{part}.html"] for part in ("", ".p2", ".p3")] == [True, False, False]
    assert ["That was all." in made[f"date/2025-03-28{part}.html"] for part in ("", ".p2", ".p3")] == [
        False,
        False,
        True,
    ]
    parts = [_order(made[f"date/2025-03-28{part}.html"]) for part in ("", ".p2", ".p3")]
    assert [len(part) for part in parts] == [200, 200, 50]
    assert _order(made["index.html"]) == parts[0]
    assert 'href="date/2025-03-28.p2.html"' in made["index.html"]
    assert "450 papers" in made["date/2025-03-28.p3.html"]


def test_without_editions_home_lists_the_newest_papers(tmp_path: Path) -> None:
    made = Rendered(catalog([paper("a", published="2024"), paper("b", published="2025")]), config(tmp_path))
    assert _order(made["index.html"]) == ["b", "a"]
    assert "date/index.html" not in made.routes


def test_an_empty_site_says_how_to_add_a_digest(tmp_path: Path) -> None:
    made = Rendered(catalog([]), config(tmp_path))
    assert "sitegen add" in unescape(re.sub("<[^>]*>", "", made["index.html"]))
    assert "search/index.html" not in made.routes


def test_an_editor_s_about_page_stands_for_the_generated_one(tmp_path: Path) -> None:
    own = FreePage(slug="about", title="Who we are", body="Two people.", path="pages/about.md")
    made = Rendered(catalog([paper("a")], pages=(own,)), config(tmp_path))
    assert "Two people." in made["about.html"]
    generated = Rendered(catalog([paper("a")], edition("2025-03-28", "a", curator="AK")), config(tmp_path))
    assert "is a digest of research papers by AK." in generated["about.html"]
    assert "Its only edition so far is that of 28 March 2025." in generated["about.html"]
    # a site that says nothing of itself is described by what its page says
    [description] = _meta(generated["about.html"], "description")
    assert description.startswith("Paper digest is a digest of research papers by AK.")


def test_links_between_content_pages_work_on_the_site(tmp_path: Path) -> None:
    notes = "## Notes\n\nSee [b](b.md), [the day](../../editions/2025-03-28.md) and [us](../../pages/about.md#who)."
    day = edition("2025-03-28", "a", "b", note="As [a](../papers/2025/a.md).")
    about = FreePage(slug="about", title="About", body="## Who", path="pages/about.md")
    made = Rendered(catalog([paper("a", notes=notes), paper("b")], day, pages=(about,)), config(tmp_path))
    page = made["papers/a.html"]
    assert '<a href="b.html">b</a>' in page
    assert '<a href="../date/2025-03-28.html">the day</a>' in page
    assert '<a href="../papers/a.html">a</a>' in made["date/2025-03-28.html"]
    assert '<a href="papers/a.html">a</a>' in made["index.html"]


def test_machines_are_told_what_is_known_of_a_paper(site: Rendered) -> None:
    page = site["papers/a.html"]
    assert _meta(page, "citation_title") == ["First of all"]
    assert _meta(page, "citation_author") == ["Ada B", "Cy D"]
    assert _meta(page, "citation_publication_date") == ["2025/03/20"]
    assert _meta(page, "citation_pdf_url") == ["https://arxiv.org/pdf/2503.00001"]
    assert _meta(page, "citation_abstract_html_url") == [f"{BASE}papers/a.html"]
    article = _record(page)
    assert article["@type"] == "ScholarlyArticle"
    assert article["author"] == [{"@type": "Person", "name": "Ada B"}, {"@type": "Person", "name": "Cy D"}]
    assert article["url"] == f"{BASE}papers/a.html"


def test_nothing_is_told_that_is_not_known(site: Rendered) -> None:
    page = site["papers/c.html"]
    assert _meta(page, "citation_title") == ["Third in O(n²)"]
    assert _meta(page, "citation_author") == _meta(page, "citation_publication_date") == []
    assert set(_record(page)) == {"@context", "@type", "headline", "url"}


def test_no_title_can_end_the_script_element(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script> \u2028 & <!--"
    made = Rendered(catalog([paper("a", evil, evil)], edition("2025-03-28", "a")), config(tmp_path))
    assert _record(made["papers/a.html"])["headline"] == evil
    for route in made.routes:
        if route.endswith((".html", ".xml")):
            assert "<script>alert" not in made[route], route


def test_pages_hold_no_inline_script_or_style(site: Rendered) -> None:
    for route in site.routes:
        if route.endswith(".html"):
            page = site[route]
            assert not re.search(r"<style|\sstyle=|\son\w+=", page), route
            assert not [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "ld+json" not in tag]


def test_absolute_addresses_appear_only_with_a_base_url(site: Rendered, tmp_path: Path) -> None:
    assert f'<link rel="canonical" href="{BASE}">' in site["index.html"]
    bare = Rendered(seen_twice(), config(tmp_path))
    assert "canonical" not in bare["index.html"]
    assert "og:url" not in bare["papers/a.html"]


def test_examples_of_searches_name_a_paper_and_an_author_that_are_here(site: Rendered) -> None:
    page = site["search/index.html"]
    assert "<code>author:&#34;Ada B&#34;</code>" in page
    assert "<code>id:2503.00001</code>" in page


def test_the_page_for_lost_readers_links_from_the_root(site: Rendered) -> None:
    assert all(address.startswith("/digest/") for address in _addresses(site["404.html"]))


def test_the_page_for_lost_readers_links_to_a_folder_of_any_letters(tmp_path: Path) -> None:
    made = Rendered(seen_twice(), config(tmp_path, base_url="https://example.org/prüfung/"))
    assert all(address.startswith("/pr%C3%BCfung/") for address in _addresses(made["404.html"]))


def test_curator_and_newsletter_reach_the_pages(tmp_path: Path) -> None:
    made = site_view(catalog([paper("a")], edition("2025-03-28", "a", curator="AK")), config(tmp_path))
    assert made.curator == "AK"
    assert made.newsletter_action == ""


def test_the_about_page_names_the_newest_curator(tmp_path: Path) -> None:
    days = edition("2025-03-27", "a", curator="Ada"), edition("2025-03-28", "a", curator="Cy"), edition("2025-03-29")
    page = Rendered(catalog([paper("a")], *days), config(tmp_path))["about.html"].partition("<main")[2]
    assert "Cy" in page
    assert "Ada" not in page


def test_feeds_and_the_about_page_are_by_the_same_curator(tmp_path: Path) -> None:
    digest = catalog([paper("a")], edition("2025-03-28", "a", curator="Ada"), edition("2025-03-29"))
    for settings, curator in (({"curator": "Zoe"}, "Zoe"), ({}, "Ada")):
        made = Rendered(digest, config(tmp_path, **settings))
        assert f"by {curator}" in made["about.html"].partition("<main")[2]
        assert f"<author><name>{curator}</name></author>" in made["feed.xml"]


@pytest.mark.parametrize("sign", [": ", " – ", ", ", " "])
def test_what_an_editor_says_of_a_paper_in_a_list_is_shown_without_the_sign_before_it(
    tmp_path: Path, sign: str
) -> None:
    site = LittleSite(tmp_path)
    site.write("papers/2025/a.md", '---\ntitle: "A"\n---\n')
    site.write("pages/group.md", f"# Group\n\n- [Depth](../papers/2025/a.md){sign}the one to start with\n")
    site.build()
    assert "<p>the one to start with</p>" in site.html("group.html")


def test_an_address_that_an_editor_writes_with_a_space_is_one(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("papers/2025/a.md", '---\ntitle: "A"\ncode: "https://a.example/b c"\n---\n')
    site.build()
    assert 'href="https://a.example/b%20c"' in site.html("papers/a.html")


def test_a_link_of_a_paper_is_shown(tmp_path: Path) -> None:
    links = (Link("code", "https://github.com/a/b"),)
    made = Rendered(catalog([paper("a", links=links)], edition("2025-03-28", "a")), config(tmp_path))
    assert 'href="https://github.com/a/b"' in made["papers/a.html"]


def test_each_of_many_authors_stands_beside_their_own_affiliation(tmp_path: Path) -> None:
    one = paper("a")
    facts = replace(one.facts, authors=tuple(Author(f"Ada {n}", f"Place {n}") for n in range(30)))
    page = Rendered(catalog([replace(one, facts=facts)]), config(tmp_path))["papers/a.html"]
    found = re.findall(r'Ada (\d+)[^(]*<span class="affiliation">\(Place (\d+)\)</span>', page)
    assert found == [(str(n), str(n)) for n in range(30)]


def _addresses(page: str) -> list[str]:
    found = re.findall(r'\s(?:href|src)="([^"]*)"', page)
    return [
        address
        for address in map(unescape, found)
        if not re.match(r"https?:|mailto:|#", address) and "search/" not in address
    ]


def _resolved(route: str, address: str) -> str:
    from posixpath import dirname, join, normpath

    path = address.partition("#")[0].partition("?")[0]
    target = normpath(join(dirname(route), path))
    if path.endswith("/") or target == ".":
        target = normpath(f"{target}/index.html")
    return target if "." in target.rpartition("/")[2] and not re.search(r"\d-\d\d$", target) else f"{target}.html"


def _order(page: str) -> list[str]:
    return re.findall(r'<h2[^>]*><a href="[^"]*papers/(\w+)\.html"', page)


def _meta(page: str, name: str) -> list[str]:
    return [unescape(value) for value in re.findall(f'<meta name="{name}"[^>]* content="([^"]*)">', page)]


def _record(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    record: dict[str, Any] = json.loads(found[1])
    return record


NAMES = ("index", "index.p2", "Index", "CON", "aux", "com1.x", "names", "404", "feed", "search")


def test_whatever_pages_topics_and_authors_are_called_each_file_has_a_name_of_its_own(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    for number, name in enumerate(NAMES):
        head = f'id: "{name}"\ntitle: "{name}"\nauthors: ["{name}"]\ntopics: ["{name}"]\naliases: ["{name}", "x{name}"]'
        for copy in "ab":
            site.write(f"papers/2025/{number}{copy}.md", f"---\n{head}\n---\n\nAn abstract of {name}.\n")
        site.write(f"pages/{name}-{number}.md", f"---\ntitle: {name}\n---\n\nWords.\n")
        site.write(f"pages/{name}.md", f"---\ntitle: {name}\n---\n\nWords.\n")
    site.build()
    outputs = {path for path in site.routes if not path.startswith("assets/")}
    assert all(is_path(route) for route in outputs)
    assert len({route.lower() for route in outputs}) == len(outputs)
    assert site.titles("papers/index.html")
    assert 'id="names"' in site.html("topics/index.html")
    assert 'id="names"' in site.html("authors/index.html")
    assert "Not found" in site.text("404.html")


@pytest.mark.parametrize(("urls", "other", "section"), [("file", "b.html", "index.html"), ("clean", "b", "./")])
def test_papers_link_to_each_other_without_leaving_their_folder(
    tmp_path: Path, urls: Any, other: str, section: str
) -> None:
    made = Rendered(catalog([paper("a"), paper("b")], edition("2025-03-28", "a", "b")), config(tmp_path, urls=urls))
    page = made["papers/a.html"]
    assert f'<a href="{other}" rel="next">' in page
    assert f'<a href="{section}" aria-current="true">' in page
    assert "../papers/" not in page


@pytest.mark.parametrize(("urls", "home"), [("file", "index.html"), ("clean", "./")])
def test_a_page_beside_the_home_page_leads_there(tmp_path: Path, urls: Any, home: str) -> None:
    page = Rendered(catalog([paper("a")]), config(tmp_path, urls=urls))["saved.html"]
    assert f' href="{home}">' in page
    # an empty one leads to the page itself
    assert 'href=""' not in page


def test_papers_in_the_list_of_a_topic_name_their_other_topics(tmp_path: Path) -> None:
    topics: dict[str, tuple[str, ...]] = {"sorting": ("a", "b"), "graphs & trees": ("a", "b")}
    made = Rendered(catalog([paper("a"), paper("b")], edition("2025-03-28", "a", "b"), topics=topics), config(tmp_path))
    for own, other in (("sorting", "graphs-&-trees"), ("graphs-&-trees", "sorting")):
        _, entries = made[f"topics/{own}.html"].split('<ol class="entries">')
        assert entries.count("topics/" + other.replace("&", "%26")) == 2
        assert "topics/" + own.replace("&", "%26") not in entries.partition("</ol>")[0]


def test_pictures_that_the_settings_ask_for_want_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.render.plan.pictures.find_spec", lambda name: None)
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Slow clocks")
    site.build()
    assert site.findings == []
    site.write("site.toml", 'cards = "papers"\n')
    site.build()
    assert site.findings == ["note[missing-extra] site.toml"]


def test_the_plan_leaves_memory_without_the_garbage_collector_before_pages_are_rendered(
    site: Rendered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: WeakSet[Plan] = WeakSet()

    class WatchedPlan(Plan):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            plans.add(self)

    monkeypatch.setattr(plan, "Plan", WatchedPlan)
    gc.disable()
    try:
        planned = outputs(seen_twice(), config(tmp_path), site.theme)
        first = next(planned)
        assert plans
        assert len([first, *planned]) > 50
        assert not plans
    finally:
        gc.enable()
