"""Which papers the keys of an entry lead to."""

from __future__ import annotations

from sitegen.model import Author, Facts
from sitegen.pages.merge.identity import Index, differ


def test_a_key_leads_to_all_papers_that_have_it_each_once_and_in_their_order() -> None:
    index = Index()
    for paper in ("depth", "depth", "other-depth", "third-depth", "other-depth"):
        index.add(["title:depth"], paper)
    assert index.find(["title:depth"]) == ["depth", "other-depth", "third-depth"]


def test_the_surest_key_leads_first() -> None:
    index = Index()
    index.add(["title:depth"], "other-depth")
    index.add(["arxiv:2502.05795", "title:depth"], "depth")
    assert index.find(["arxiv:2502.05795", "title:depth"]) == ["depth", "other-depth"]
    assert index.find(["doi:10.1000/x"]) == []


def test_a_preprint_and_its_journal_may_be_two_years_apart() -> None:
    journal = Facts(title="Depth", published="2025-03")
    assert not differ(Facts(title="Depth", published="2023-11-02"), journal)
    assert differ(Facts(title="Depth", published="2022-11-02"), journal)


def test_names_of_people_whose_family_name_comes_first_are_one_with_and_without_a_space() -> None:
    spaced = Facts(title="拡散", authors=(Author("山田 太郎"),))
    assert not differ(spaced, Facts(title="拡散", authors=(Author("山田太郎"),)))
    assert differ(spaced, Facts(title="拡散", authors=(Author("鈴木花子"),)))
