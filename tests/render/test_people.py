"""Names of authors on a site, however an editor writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.search.query.engine import search
from tests.little import LittleSite


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LittleSite:
    site = LittleSite(tmp_path_factory.mktemp("people"))
    for name, author in (("heaps", "Lovelace, Ada"), ("queues", "Ada Lovelace"), ("trees", "García Márquez, José")):
        site.write(f"papers/2025/{name}.md", f'---\ntitle: "On {name}"\nauthors: ["{author}"]\n---\n\nSlow.\n')
    site.build()
    return site


def test_a_person_whose_family_name_comes_first_is_the_one_whose_given_name_does(site: LittleSite) -> None:
    assert sorted(site.titles("authors/ada-lovelace.html")) == ["On heaps", "On queues"]


def test_names_are_shown_in_reading_order(site: LittleSite) -> None:
    assert "José García Márquez" in site.text("papers/trees.html")
    assert "García Márquez, José" not in site.text("papers/index.html")


def test_programs_that_cite_are_told_where_the_family_name_ends(site: LittleSite) -> None:
    page = site.html("papers/trees.html")
    assert '{"@type":"Person","name":"José García Márquez","familyName":"García Márquez","givenName":"José"}' in page
    assert '<meta name="citation_author" content="García Márquez, José">' in page
    assert "rft.au=Garc%C3%ADa+M%C3%A1rquez%2C+Jos%C3%A9" in site.html("papers/index.html")


def test_a_search_for_an_author_finds_the_papers_of_both_orders(site: LittleSite) -> None:
    assert sorted(hit.id for hit in search(site.output, 'author:"Ada Lovelace"').hits) == ["heaps", "queues"]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_where_a_source_leaves_authors_out_every_list_of_them_says_so(tmp_path: Path, lang: str) -> None:
    site = LittleSite(tmp_path)
    site.write("site.toml", f'lang = "{lang}"\n')
    names = ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun", "Ed Poe", "Flo May"]
    for count in (2, 6):
        head = f'id: "by-{count}"\ntitle: "By {count}"\nauthors: {json.dumps(names[:count])}\nmore_authors: true'
        site.write(f"papers/2025/by-{count}.md", f"---\n{head}\n---\n\nSlow.\n")
    site.write("editions/2025-03-28.md", "---\ndate: 2025-03-28\n---\n\n1. [[by-2]]\n2. [[by-6]]\n")
    site.build()
    for page in ("index.html", "date/2025-03-28.html", "papers/index.html"):
        assert "Ann Lee, Bo Cho et al." in site.text(page)
        # nobody knows how many more there are
        assert "Di Sun, Ed Poe et al." in site.text(page)
    assert "Ann Lee, Bo Cho et al." in site.text("papers/by-2.html")
    assert "Ed Poe, Flo May et al." in site.text("papers/by-6.html")
    assert "\n\nAnn Lee, Bo Cho et al." in site.html("date/2025-03-28.md")
    (paper, _) = json.loads(site.html("api/papers/1.json"))["papers"]
    assert paper["more_authors"] is True
