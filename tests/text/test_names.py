"""The parts of people's names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.names import author, shortest, split_name


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ada King Lovelace", "Lovelace, Ada King"),
        ("Katharina von der Wense", "von der Wense, Katharina"),
        ("Charles de la Vallée Poussin", "de la Vallée Poussin, Charles"),
        ("Fernando De la Torre", "De la Torre, Fernando"),
        ("Jan Van den Berg", "Van den Berg, Jan"),
        ("Ada De Vries Jr.", "De Vries, Ada, Jr."),
        ("Chien Van Nguyen", "Nguyen, Chien Van"),
        ("Trung Van Le", "Le, Trung Van"),
        ("Yann LeCun", "LeCun, Yann"),
        ("Al Gore Jr.", "Gore, Al, Jr."),
        ("Gore Jr.", "Jr., Gore"),
        ("van Gogh", "Gogh, van"),
        ("张 伟", "张, 伟"),
        ("김 철수", "김, 철수"),
        ("Qwen Team", "Qwen Team"),
        ("Lovelace, Ada", "Lovelace, Ada"),
        ("Plato", "Plato"),
    ],
)
def test_family_given_name_and_suffix_are_known_by_their_places(name: str, inverted: str) -> None:
    assert split_name(name).inverted == inverted


@pytest.mark.parametrize(
    ("name", "family", "given", "suffix"),
    [
        ("García Márquez, José", "García Márquez", "José", ""),
        ("King, Martin Luther, Jr.", "King", "Martin Luther", "Jr."),
        ("Ada Lovelace, PhD", "Lovelace", "Ada", "PhD"),
        ("Sammy Davis, Jr.", "Davis", "Sammy", "Jr."),
        ("Gore, Jr., Al", "Gore", "Al", "Jr."),
        ("King, Martin Luther Jr", "King", "Martin Luther", "Jr"),
        ("Gates, William H. 3rd, PhD", "Gates", "William H.", "3rd, PhD"),
        ("Gore, Jr.", "Gore Jr.", "", ""),
        ("Rahman, Md", "Rahman", "Md", ""),
        ("Ai, Qing", "Ai", "Qing", ""),
        ("Li, Bo, III, PhD", "Li", "Bo", "III, PhD"),
        ("Bo Li III, PhD", "Li", "Bo", "III, PhD"),
        ("Lee, Ann,", "Lee", "Ann", ""),
        ("Heaps Unlimited,", "Heaps Unlimited", "", ""),
        (",", ",", "", ""),
        ("Team, Qwen", "Qwen Team", "", ""),
        ("Barnes and Noble, Inc.", "Barnes and Noble, Inc.", "", ""),
    ],
)
def test_a_comma_tells_where_a_family_name_ends_but_before_suffixes_and_companies(
    name: str, family: str, given: str, suffix: str
) -> None:
    parts = split_name(name)
    assert (parts.family, parts.given, parts.suffix) == (family, given, suffix)


@pytest.mark.parametrize(
    "name",
    ["World Sorting Organization", "Sorting Agency", "Society of Sorters", "Barnes and Noble", "Centre for Heaps",
     "Royal Heap Society", "Heap Research Council", "Ministry of Sorting", "Hope AI",
     "Team Heaps", "Royal HeapAI"],
)  # fmt: skip
def test_an_organisation_is_known_by_its_first_or_last_word_or_by_a_word_within(name: str) -> None:
    assert split_name(name).inverted == name
    assert not split_name(name).given


def test_a_person_may_be_called_ai() -> None:
    assert split_name("Qing Ai").inverted == "Ai, Qing"


def test_what_is_nothing_but_suffixes_is_no_given_name() -> None:
    assert split_name("Bo Cho, Jr. Jr.").inverted == "Cho, Bo, Jr. Jr."


@given(st.lists(st.sampled_from(["Bo", "Li", "von", ",", "Jr.", "PhD", "and", "Team", "孙", "文芳"]), max_size=6))
def test_the_shortest_form_of_a_name_has_the_same_parts_and_is_its_own(words: list[str]) -> None:
    written = " ".join(words).replace(" ,", ",")
    short = shortest(written)
    assert split_name(short) == split_name(written)
    assert author(short).name == author(written).name
    assert shortest(short) == short
