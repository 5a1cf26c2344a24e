"""Dates, numbers and first sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.elsewhere import title_searches
from sitegen.render.wording import daterange, excerpt, longdate, number


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-03-28", "28 March 2025"),
        ("2025-12-01", "1 December 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2025-W05", "Week 5, 2025"),
        ("", ""),
        ("2025-99-01", "1 99 2025"),
    ],
)
def test_dates_read_as_people_write_them(date: str, words: str) -> None:
    assert longdate(date) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("", "2025-03-28", "28 March 2025"),
        ("2025-03-28", "2025-03-28", "28 March 2025"),
        ("2025-03-03", "2025-03-07", "3–7 March 2025"),
        ("2025-03-31", "2025-04-04", "31 March – 4 April 2025"),
        ("2024-12-30", "2025-01-03", "30 December 2024 – 3 January 2025"),
    ],
)
def test_ranges_say_nothing_twice(start: str, end: str, words: str) -> None:
    assert daterange(start, end) == words


def test_numbers_have_commas() -> None:
    assert (number(7), number(1234567)) == ("7", "1,234,567")


@given(st.text(), st.integers(20, 400))
def test_an_excerpt_is_short_and_from_the_start(text: str, length: int) -> None:
    short = excerpt(text, length)
    assert len(short) <= length
    whole = " ".join(text.split())
    assert whole.startswith(short.removesuffix("…")) or whole == short


def test_an_excerpt_ends_with_a_sentence_where_it_can() -> None:
    text = "We show that it works well, e.g. in practice. " + "It also works in theory " * 20
    assert excerpt(text, 80) == "We show that it works well, e.g. in practice."
    assert excerpt("One word after the other " * 20, 40) == "One word after the other One word after…"
    assert excerpt("深度" * 300, 50) == "深度" * 24 + "深…"


def test_searches_ask_for_the_plain_words_of_a_title() -> None:
    found = dict(title_searches(r"Sorting in $\mathcal{O}(n)$ & more"))
    assert list(found) == ["arXiv", "Google Scholar", "Hugging Face"]
    assert found["Google Scholar"].endswith("?q=Sorting+in+O%28n%29+%26+more")
