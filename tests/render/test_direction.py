"""Titles and names that are written in another direction than the page."""

from __future__ import annotations

import pytest

from sitegen.render.markup.direction import Direction


@pytest.mark.parametrize(
    ("lang", "text", "is_marked"),
    [
        ("en", "Depth", False),
        ("de", "Über Ökonomie: 深度, Ψ", False),
        ("en", "של BERT", True),
        ("en", "نماذج", True),
        ("en-GB", "A rule \u200fof direction", True),
        ("en", "A title\u202e that turns the rest of its line around", True),
        ("en", "Half an isolate\u2066", True),
        ("en", "zero\u200bwidth", False),
        ("ar", "Depth", True),
        ("he-IL", "של", True),
    ],
)
def test_text_that_may_run_against_the_page_is_marked(lang: str, text: str, is_marked: bool) -> None:
    page = Direction(lang)
    assert page.attribute(text) == (' dir="auto"' if is_marked else "")
    assert page.isolated(text) == (f"<bdi>{text}</bdi>" if is_marked else text)


def test_an_isolated_text_is_escaped() -> None:
    assert Direction("en").isolated("<b>") == "&lt;b&gt;"
    assert Direction("ar").isolated("<b>") == "<bdi>&lt;b&gt;</bdi>"
