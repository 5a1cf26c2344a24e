"""Lists of papers, and what a paper's page says of dates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.catalog.trends import OF_TOPICS, Trends, of_topic
from sitegen.config import Newsletter
from sitegen.model import Edition, Link, Listing
from sitegen.render.plan.lists import PAPERS_A_PART
from sitegen.render.views import Card, list_filters
from tests.catalogs import Rendered, catalog, config, edition, paper


def test_a_week_shows_the_votes_of_its_own_days(tmp_path: Path) -> None:
    days = [edition(date, "a", "b", votes=votes) for date, votes in (("2025-03-20", (9, 1)), ("2025-03-21", (3, 1)))]
    later = [edition(date, "a", "b", votes=votes) for date, votes in (("2025-03-27", (70, 1)), ("2025-03-28", (80, 1)))]
    site = Rendered(catalog([paper("a"), paper("b")], *days, *later), config(tmp_path))
    assert re.findall(r'<data value="(\d+)">', site["week/2025-W12.html"]) == ["9", "1"]
    assert re.findall(r'<data value="(\d+)">', site["week/2025-W13.html"]) == ["80", "1"]


def test_a_month_names_the_order_of_votes_where_any_are_known(tmp_path: Path) -> None:
    papers = [paper(name, published=f"2025-01-0{day}") for day, name in enumerate("abc", 1)]
    days = [edition("2025-03-20", "a", "b"), edition("2025-03-21", "c")]
    voted = [edition("2025-04-20", "a", "b", votes=(9, 1)), edition("2025-04-21", "c")]
    site = Rendered(catalog(papers, *days, *voted), config(tmp_path))
    for month, order in (("03", "Digest order"), ("04", "Most votes")):
        assert f'<option value="">{order}</option>' in site[f"month/2025-{month}.html"]


def test_an_edition_is_in_trending_order_where_its_votes_say_so(tmp_path: Path) -> None:
    papers = [paper("a"), paper("b"), paper("c"), paper("d")]
    days = [
        edition("2025-03-26", "a", "b", "c", votes=(9, 4, 4)),
        edition("2025-03-27", "a", "b", "c", votes=(4, 9, 1)),
        edition("2025-03-28", "a", "b", "c"),
        edition("2025-03-29", "a", "b", "c", "d", votes=(9, 4)),
    ]
    site = Rendered(catalog(papers, *days), config(tmp_path))
    counts = [
        re.search(r'paper-count">\s*(.*)', site[f"date/2025-03-{day}.html"])[1].strip()  # type: ignore[index]
        for day in (26, 27, 28, 29)
    ]
    assert [count.split("<")[0].split(",")[0] for count in counts] == [
        "3 papers in trending order",
        "3 papers",
        "3 papers",
        "4 papers",
    ]


def test_an_update_on_the_day_of_publication_is_none(tmp_path: Path) -> None:
    papers = [paper("a", published="2025-03-01", updated="2025-03-01"), paper("b", updated="2025-03-02")]
    site = Rendered(catalog(papers), config(tmp_path))
    assert "Updated" not in site["papers/a.html"]
    assert "Updated" in site["papers/b.html"]


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://aclanthology.org/N19-1423/", "ACL Anthology"),
        ("https://www.openreview.net/forum?id=x", "OpenReview"),
        ("https://proceedings.mlr.press/v1/x.html", "PMLR"),
        ("https://papers.nips.cc/paper/x", "NeurIPS"),
        ("https://depth.example/", "Project page"),
    ],
)
def test_the_page_of_a_paper_in_an_archive_is_no_project_page(tmp_path: Path, url: str, label: str) -> None:
    papers = [paper("a", links=(Link("project", url),))]
    site = Rendered(catalog(papers, edition("2025-03-28", "a")), config(tmp_path))
    for page in ("papers/a.html", "date/2025-03-28.html"):
        assert f">{label}</a>" in site[page]


def test_a_pdf_is_offered_once_and_the_newest_listing_comes_first(tmp_path: Path) -> None:
    links = tuple(Link(kind=kind, url=f"https://x.example/{kind}") for kind in ("pdf", "code"))
    days = edition("2025-03-27", "a"), edition("2025-03-28", "a")
    page = Rendered(catalog([paper("a", links=links)], *days), config(tmp_path))["papers/a.html"]
    assert re.findall(r'<a href="https://x\.example/(\w+)"[^>]*>([^<]*)</a>', page) == [
        ("pdf", "PDF"),
        ("code", "Code"),
    ]
    appearances = page.partition("Listed in")[2]
    assert re.findall(r"date/([\d-]+)\.html", appearances) == ["2025-03-28", "2025-03-27"]


def test_an_index_of_people_sets_off_the_names_that_they_are_looked_up_by(tmp_path: Path) -> None:
    papers = [paper(name, authors=("Ada Lovelace",)) for name in "ab"]
    page = Rendered(catalog(papers), config(tmp_path))["authors/index.html"]
    assert '<span class="given-name">Ada </span>Lovelace' in page


def test_names_without_a_letter_come_last(tmp_path: Path) -> None:
    topics: dict[str, tuple[str, ...]] = dict.fromkeys(("@home", "zebra", "4bit", "alpha"), ("a", "b"))
    page = Rendered(catalog([paper("a"), paper("b")], topics=topics), config(tmp_path))["topics/index.html"]
    listed = page.partition('id="names"')[2]
    assert re.findall(r">([@\w]+)</a>", listed)[:4] == ["4bit", "alpha", "zebra", "@home"]


def test_a_topic_that_came_up_late_is_not_said_to_begin_with_the_digest() -> None:
    periods = tuple(f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13))
    late = (0,) * 30 + (1, 2, 1, 2, 1, 2)
    trends = Trends(
        unit="month",
        periods=periods,
        papers=(2,) * 36,
        votes=(),
        topics={"late": late, "early": (1,) * 36},
        since="2022-01-15",
        until="",
    )
    (shown, whole) = (of_topic(slug, trends) for slug in ("late", "early"))
    assert shown
    assert whole
    assert (shown.since, shown.periods[0], len(shown.papers)) == ("", "2023-01", OF_TOPICS)
    assert (whole.since, whole.periods[0]) == ("2022-01-15", "2022-01")
    assert whole.partly == ("2022-01",)


def test_an_entry_names_five_authors_and_counts_the_others(tmp_path: Path) -> None:
    papers = [paper("five", authors=tuple("ABCDE")), paper("six", authors=tuple("GHIJKL"))]
    page = Rendered(catalog(papers, edition("2025-03-28", "five", "six")), config(tmp_path))["index.html"]
    assert re.findall(r'<p class="authors">(.*?)</p>', page) == ["A, B, C, D, E", "G, H, I, J, K and 1 more"]


def test_new_papers_are_marked_where_they_are_the_fewer(tmp_path: Path) -> None:
    names = "abcd"
    days = edition("2025-03-27", "a", "b"), edition("2025-03-28", "a", "b", "c"), edition("2025-03-29", *names)
    site = Rendered(catalog(list(map(paper, names)), *days), config(tmp_path))
    counts = [site[f"date/{day.date}.html"].count('class="new"') for day in days]
    assert counts == [0, 1, 1]


def test_an_entry_says_how_arxiv_announced_what_is_not_new(tmp_path: Path) -> None:
    kinds = ("new", "cross", "replace", "replace-cross", "")
    day = Edition(
        date="2025-03-28",
        listings=tuple(Listing(paper=f"p{rank}", rank=rank, announced=kind) for rank, kind in enumerate(kinds, 1)),
    )
    papers = [paper(listing.paper) for listing in day.listings]
    page = Rendered(catalog(papers, day), config(tmp_path))["index.html"]
    said = [re.findall("<span>(cross-list|new version)<", entry) for entry in page.split('<li class="entry">')[1:]]
    assert said == [[], ["cross-list"], ["new version"], ["new version"], []]


def test_an_edition_counts_its_new_papers_where_not_all_are_new(tmp_path: Path) -> None:
    days = edition("2025-03-27", "a", "b"), edition("2025-03-28", "a", "b", "c"), edition("2025-03-29", "a")
    site = Rendered(catalog(list(map(paper, "abc")), *days), config(tmp_path))
    said = [re.findall('paper-count">(.*?)</p>', site[f"date/{day.date}.html"]) for day in days]
    assert said == [["2 papers"], ["3 papers, 1 new"], ["1 paper"]]


def test_a_paper_says_when_it_was_last_listed_before(tmp_path: Path) -> None:
    days = [edition(f"2025-03-{day}", "a") for day in (26, 27, 28)]
    page = Rendered(catalog([paper("a")], *days), config(tmp_path))["date/2025-03-28.html"]
    assert 'Listed before on <a href="../date/2025-03-27.html">27 March 2025</a>' in page


def test_neighbours_are_told_to_machines(tmp_path: Path) -> None:
    days = [edition(f"2025-03-{day}", "a") for day in (26, 27, 28)]
    page = Rendered(catalog([paper("a")], *days), config(tmp_path))["date/2025-03-27.html"]
    assert '<a href="../date/2025-03-26.html" rel="prev">26 March</a>' in page
    assert '<a href="../date/2025-03-28.html" rel="next">28 March</a>' in page


def test_a_neighbour_of_another_year_says_its_year(tmp_path: Path) -> None:
    days = [edition(day, "a") for day in ("2024-12-31", "2025-01-01")]
    page = Rendered(catalog([paper("a")], *days), config(tmp_path))["date/2025-01-01.html"]
    assert '<a href="../date/2024-12-31.html" rel="prev">31 December 2024</a>' in page


def test_a_list_in_parts_marks_its_part_and_has_no_controls(tmp_path: Path) -> None:
    names = [f"p{number}" for number in range(2 * PAPERS_A_PART)]
    day = edition("2025-03-28", *names, votes=range(len(names)))
    site = Rendered(catalog(list(map(paper, names)), day), config(tmp_path))
    for label, name in (("Newest", "papers/index.html"), ("1", "papers/index.p1.html")):
        assert re.findall(r'aria-current="page"[^>]*>(\w+)</a>', site[name])[-1] == label
        assert "list-controls" not in site[name]


def test_a_long_list_leads_to_its_first_its_last_and_the_pages_around(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(9 * PAPERS_A_PART)]
    days = edition("2025-03-10", *names[:450]), edition("2025-03-28", *names[450:])
    site = Rendered(catalog(list(map(paper, names)), *days), config(tmp_path))

    def navigation(route: str) -> list[str]:
        nav = re.search(r'<nav class="pagination".*?</nav>', site[route], re.DOTALL)
        return re.sub(r"<[^>]*>", " ", nav[0]).split() if nav else []

    assert navigation("papers/index.html") == ["Newest", "8", "7", "…", "1", "Next"]
    assert navigation("papers/index.p5.html") == ["Previous", "Newest", "…", "7", "6", "5", "4", "3", "…", "1", "Next"]
    assert navigation("papers/index.p1.html") == ["Previous", "Newest", "…", "3", "2", "1"]
    assert navigation("month/2025-03.html") == ["1", "2", "3", "…", "9", "Next"]
    assert '<a href="../papers/index.p6.html" rel="prev">' in site["papers/index.p5.html"]
    assert '<a href="../papers/index.p4.html" rel="next">' in site["papers/index.p5.html"]
    assert "<title>Papers, page 1 ·" in site["papers/index.p1.html"]
    assert "page" not in re.findall("<title>.*</title>", site["papers/index.html"])[0]


def test_further_pages_state_the_total_where_they_know_it(tmp_path: Path) -> None:
    names = [f"p{number:03}" for number in range(178)]
    days = edition("2025-03-27", *names[:90]), edition("2025-03-28", *names[90:])
    site = Rendered(catalog(list(map(paper, names)), *days, topics={"depth": tuple(names)}), config(tmp_path))

    def said(route: str) -> tuple[str, str]:
        count = re.search(r'paper-count">(.*?)</p>', site[route], re.DOTALL)
        about = re.search(r'<meta name="description" content="([^;"]*)', site[route])
        assert count
        assert about
        return " ".join(count[1].split()), about[1]

    assert said("month/2025-03.p2.html")[0] == "178 papers in 2 editions · page 2 of 2"
    assert said("month/2025-03.p2.html")[1].startswith("March 2025, page 2, 178 papers: ")
    assert said("topics/depth.html")[0] == "178 papers"
    # what is said here must hold when papers come
    assert said("topics/depth.p1.html")[0] == "Page 1"
    assert said("topics/depth.p1.html")[1].startswith("depth, page 1: ")


def test_a_list_has_filters_where_three_papers_differ() -> None:
    def card(number: int, code: bool) -> Card:
        links = (Link(kind="code", url="https://x.example"),) if code else ()
        return Card(id=str(number), title="", route=f"papers/{number}.html", votes=number, links=links)

    assert list_filters([card(1, True), card(2, False)]) == frozenset()
    assert list_filters([card(1, True), card(2, True), card(3, True)]) == {"votes"}
    assert list_filters([card(1, True), card(1, False), card(1, False)]) == {"code"}


def test_cards_that_show_the_same_are_equal_however_they_were_made() -> None:
    card = Card(id="a", title="A", route="papers/a.html", votes=3)
    assert replace(replace(card, votes=4), votes=3) == card != replace(card, votes=4)


def test_papers_of_no_edition_show_when_and_where_they_were_published(tmp_path: Path) -> None:
    proceedings = "Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics"
    papers = [
        paper("a", published="2024-08-11", venue="ACL 2024", authors=("Ada Lovelace",)),
        paper("b", published="2024-07", venue=proceedings, authors=("Ada Lovelace",)),
        paper("c"),
    ]
    site = Rendered(catalog(papers, topics={"depth": ("a", "b")}), config(tmp_path))
    for route in ("index.html", "papers/index.html", "topics/depth.html", "authors/ada-lovelace.html"):
        entries = " ".join(site[route].split()).split('<li class="entry">')[1:]
        assert '<span>ACL 2024</span> <time datetime="2024-08-11">11 August 2024</time>' in entries[0]
        assert '<time datetime="2024-07">July 2024</time>' in entries[1]
        assert proceedings not in entries[1]
        assert all("<time" not in entry for entry in entries[2:])


def test_a_paper_of_an_edition_shows_the_edition_instead_of_its_publication(tmp_path: Path) -> None:
    papers = [paper("a", published="2025-03-01", venue="ACL 2024")]
    page = Rendered(catalog(papers, edition("2025-03-28", "a")), config(tmp_path))["papers/index.html"]
    assert '<a href="../date/2025-03-28.html">28 March 2025</a>' in page
    assert "ACL 2024</span>" not in page
    assert "<time" not in page


def test_home_offers_new_papers_where_there_are_no_editions(tmp_path: Path) -> None:
    without, with_form = (
        Rendered(catalog([paper("a")]), config(tmp_path, **more))["index.html"]
        for more in ({}, {"newsletter": Newsletter(action="https://mail.example/subscribe")})
    )
    assert "Get new papers</h2>" in without
    assert "Get new papers by mail</h2>" in with_form
    assert "new editions" not in without + with_form
