"""Pages while sources are merged: new ones lie in a temporary file when they are many."""

from __future__ import annotations

import pytest
from msgspec import structs

from sitegen import spool
from sitegen.model import Facts, Paper
from sitegen.pages.merge.papers import Pages
from sitegen.pages.paper import PaperPage


def page(name: str, title: str = "") -> PaperPage:
    return PaperPage(paper=Paper(id=name, facts=Facts(title=title or name), path=f"papers/{name}.md"))


def test_pages_are_told_apart_by_what_became_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "FEW", 1)
    pages = Pages([page("a"), page("b"), page("c"), page("d")])
    pages["x"] = page("x")
    pages["y"] = page("y")
    pages["y"] = page("y", "another title")
    pages["b"] = page("b", "another title")
    pages["c"] = structs.replace(page("c"), draft=True)
    del pages["d"]
    assert list(pages) == ["a", "b", "c", "x", "y"]
    assert [each.paper.title for each in pages.values()] == ["a", "another title", "c", "x", "another title"]
    assert pages.new == {"x", "y"}
    assert pages.updated == {"b", "c"}
    assert pages.retitled == {"b"}


def test_many_new_pages_are_not_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "FEW", 2)
    pages = Pages(())
    given = [page(f"p{number}") for number in range(5)]
    for each in given:
        pages[each.paper.id] = each
    assert [pages[each.paper.id] is each for each in given] == [True, True, False, False, False]
    assert list(pages.values()) == given
