"""Which papers the keys of an entry lead to."""

from __future__ import annotations

from sitegen.pages.merge.identity import Index


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
