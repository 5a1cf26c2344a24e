"""Names of authors on a site, however an editor writes them."""

from __future__ import annotations

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
