"""What the address of the search page asks for, whatever stands in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.search_site import node

USUAL = {"q": "", "rank": "default", "sort": "relevance", "page": 1}


@pytest.mark.parametrize(
    ("given", "asked", "address"),
    [
        ("", {}, "?"),
        ("?q=deep+nets&sort=date&rank=lunr&page=3", {"q": "deep nets", "sort": "date", "rank": "lunr", "page": 3},
         "?q=deep+nets&rank=lunr&sort=date&page=3"),
        ("?q=a&sort=beauty&rank=other", {"q": "a"}, "?q=a"),
        ("?q=a&sort=listed", {"q": "a"}, "?q=a"),
        ("?q=a&page=0", {"q": "a"}, "?q=a"),
        ("?q=a&page=-7", {"q": "a"}, "?q=a"),
        ("?q=a&page=1.5", {"q": "a"}, "?q=a"),
        ("?q=a&page=many", {"q": "a"}, "?q=a"),
        ("?q=a&page=1000000", {"q": "a", "page": 100}, "?q=a&page=100"),
        ("?q=+a+", {"q": " a "}, "?q=a"),
        ("?topic=vision-models&year=2025&author=Ada+Lovelace&code=1",
         {"q": 'topic:"vision models" year:2025 author:"Ada Lovelace" has:code'},
         "?q=topic%3A%22vision+models%22+year%3A2025+author%3A%22Ada+Lovelace%22+has%3Acode"),
        # a quotation mark in a name ends no phrase
        ('?author=Bo+"Bob"+Cho', {"q": 'author:"Bo  Bob  Cho"'}, "?q=author%3A%22Bo++Bob++Cho%22"),
    ],
)  # fmt: skip
def test_an_address_asks_for_a_search(given: str, asked: dict[str, Any], address: str) -> None:
    (state,) = node("addresses.mjs", given=[given])
    assert state == {**USUAL, **asked, "address": address}


def test_a_long_query_is_cut_in_the_address_and_never_within_a_character() -> None:
    query = "x" * 999 + "😀"
    (state,) = node("addresses.mjs", given=[f"?q={query}"])
    assert state["q"] == query
    assert state["address"] == "?q=" + "x" * 999
