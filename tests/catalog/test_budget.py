"""The file budget: what a large site does without, and in which order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.catalog import budget
from sitegen.catalog.budget import papers_a_file
from sitegen.config import Config
from sitegen.model import Catalog, Paper
from sitegen.topics import Vocabulary
from tests.catalogs import Rendered, assemble, catalog, config, edition, paper


def papers(*most: int) -> list[Paper]:
    """A paper for each listing of authors `A0`, `A1`, … who have so many papers."""
    return [
        paper(f"p{author}-{number}", authors=(f"A{author}",))
        for author, count in enumerate(most)
        for number in range(count)
    ]


def catalogue(papers: list[Paper], **settings: Any) -> Catalog:
    return assemble(papers, config=Config(**settings), vocabulary=Vocabulary())


def authors(catalog: Catalog) -> list[str]:
    return [author.name for author in catalog.authors]


@pytest.mark.parametrize(
    ("room", "names"), [(3, ["A0", "A1", "A2"]), (2, ["A1", "A2"]), (1, ["A2"]), (0, []), (-100, [])]
)
def test_authors_of_few_papers_lose_their_pages_first(room: int, names: list[str]) -> None:
    listed = papers(2, 3, 5)
    others = len(listed) + len(listed) // 3 + 1100
    catalog = catalogue(listed, max_files=-(-(others + room) * 4 // 3))
    assert authors(catalog) == names
    assert set(catalog.author_of) == set(names)


@pytest.mark.parametrize(("cards", "names"), [("none", ["A0", "A1"]), ("editions", ["A1"]), ("papers", [])])
def test_pictures_take_room_from_pages_of_authors(tmp_path: Path, cards: str, names: list[str]) -> None:
    listed, days = papers(2, 3), [edition("2025-03-28", "p0-0", "p1-0")]
    # an edition, a file of results, what is planned for feeds, and the rest
    others = len(listed) + 2 + 1100
    own = config(tmp_path, cards=cards, max_files=-(-(others + 2) * 4 // 3))
    assert authors(assemble(listed, days, config=own, vocabulary=Vocabulary())) == names


def test_an_author_of_ten_papers_has_a_page_however_little_room_there_is() -> None:
    assert authors(catalogue(papers(9, 10), max_files=0)) == ["A1"]


def test_the_editors_own_limit_for_authors_is_kept_to() -> None:
    assert authors(catalogue(papers(2, 3, 12), max_files=0, author_pages=11)) == ["A2"]


def test_a_name_without_a_page_is_text(tmp_path: Path) -> None:
    few = config(tmp_path, max_files=0)
    site = Rendered(assemble(papers(2, 10), config=few), few)
    assert "<p>A0</p>" in site["papers/p0-0.html"]
    assert '<a href="../authors/a1.html">A1</a>' in site["papers/p1-0.html"]


def test_files_of_results_grow_with_the_site_and_stay_few() -> None:
    sizes = [papers_a_file(count, 20_000) for count in (0, 3750, 3751, 7500, 7501, 100_000)]
    assert sizes == [3, 3, 6, 6, 12, 12]
    assert papers_a_file(7501, 200_000) == 3


def test_a_large_site_has_coins_in_editions_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for most, lists in ((2, 2), (1, 0)):
        monkeypatch.setattr(budget, "MANY", most)
        site = Rendered(catalog([paper("a"), paper("b")], edition("2025-03-28", "a", "b")), config(tmp_path))
        assert site["papers/index.html"].count("Z3988") == lists
        assert site["date/2025-03-28.html"].count("Z3988") == 2


def test_lists_of_a_large_site_have_bibliographies_as_bibtex_only(monkeypatch: pytest.MonkeyPatch) -> None:
    small = catalog([paper("a"), paper("b")], edition("2025-03-28", "a", "b"))
    for most, endings in ((2, ("bibtex", "ris", "csl.json")), (1, ("bibtex",))):
        monkeypatch.setattr(budget, "MANY", most)
        assert budget.bibliographies(small, feeds=0, authors=0)["edition"] == endings


def test_feeds_have_room_before_editions_as_markdown() -> None:
    small = catalog([paper("a")], edition("2025-03-28", "a"), edition("2025-03-29", "a"))
    assert budget.has_markdown_of_each(small, feeds=998)
    assert not budget.has_markdown_of_each(small, feeds=999)
    assert budget.markdown_files(small, feeds=999) == 1


def test_what_other_programs_read_is_a_twentieth_of_a_large_sites_files(tmp_path: Path) -> None:
    ids = [f"p{number}" for number in range(10_000)]
    days = [f"20{20 + month // 12}-{month % 12 + 1:02}-{day:02}" for month in range(22) for day in range(1, 29)]
    editions = [edition(day, *ids[number::616]) for number, day in enumerate(days)]
    topics = {f"t{number}": tuple(ids[number * 30 : number * 30 + 30]) for number in range(300)}
    large = catalog([paper(name) for name in ids], *editions, topics=topics)
    site = Rendered(large, config(tmp_path))
    pages = [route for route in site.routes if route.endswith(".html")]
    assert len(site.routes) - len(pages) <= len(pages) / 20
    assert {"month/2021-10.md", "month/2021-10.bibtex", "topics/t299.xml"} <= site.routes
    assert budget.markdown_files(large, len(topics)) == sum(route.endswith(".md") for route in site.routes)
