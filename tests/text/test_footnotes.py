"""Footnotes of words that are written as one text and shown apart."""

from __future__ import annotations

import pytest

from sitegen.text import footnotes


@pytest.mark.parametrize(
    "note",
    ["[^1]: A line.", "[^1]: Two\nlines.", "[^1]: One.\n\n    Another\n    paragraph.\n\n\tA third."],
)
def test_a_text_takes_the_whole_of_its_footnote_along(note: str) -> None:
    closing = f"The end.\n\n{note}\n[^2]: Another."
    assert footnotes.shared(["See.[^1]", closing]) == (f"See.[^1]\n\n{note}", closing)


def test_footnotes_of_footnotes_come_along() -> None:
    notes = "[^a]: See[^b] and[^a].\n[^b]: More."
    assert footnotes.shared(["One.[^a]", notes])[0] == "One.[^a]\n\n[^a]: See[^b] and[^a].\n\n[^b]: More."


def test_a_footnote_of_its_own_counts_first_and_one_that_is_none_stays() -> None:
    texts = ("One.[^1] \\[^2] [^3]\n\n[^1]: Mine.", "[^1]: Theirs.\n[^2]: Theirs.\n\n# Not of it")
    assert footnotes.shared(texts) == texts
