"""Names for files and addresses are short, legal everywhere, and nobody else's."""

from __future__ import annotations

import pytest

from sitegen.text.slug import LIMIT, arxiv_slug, unique


def test_a_long_name_ends_with_a_word_and_a_digest() -> None:
    title = "Representation " * 8
    name = unique(title, ())
    words, _, digest = name.rpartition("-")
    assert words == "-".join(["representation"] * 4)
    assert len(digest) == 8
    assert len(name) <= LIMIT


def test_a_single_long_word_is_cut_to_the_limit_with_its_digest() -> None:
    assert len(unique("z" * 2 * LIMIT, ())) == LIMIT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Søren Łukasz", "soren-lukasz"),
        ("Đặng Œuvre", "dang-oeuvre"),
        ("Þór Straße", "thor-strasse"),
        ("İnci ŋ", "inci-ng"),
        ("Ǿre Ǽlla", "ore-aella"),
    ],
)
def test_letters_that_have_no_plain_one_within_are_spelt_out(text: str, name: str) -> None:
    assert unique(text, ()) == name


@pytest.mark.parametrize("name", ["", "Index", "CON", "aux", "LPT1", "com9"])
def test_a_name_that_some_system_keeps_for_itself_gets_a_digest(name: str) -> None:
    stem, _, digest = unique(name, ()).rpartition("-")
    assert (stem, len(digest)) == (name.lower(), 8)


def test_a_name_that_is_taken_gets_another_each_time() -> None:
    taken: list[str] = []
    for _ in range(4):
        taken.append(unique("Hope", taken))
    assert taken[0] == "hope"
    assert len(set(taken)) == 4


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("hep-ex/0406020", "hep-ex-0406020"), ("2503.02130", "2503.02130"), ("math.GT/0309136.", "math.gt-0309136")],
)
def test_an_arxiv_id_makes_a_name_that_no_point_ends(identifier: str, name: str) -> None:
    assert arxiv_slug(identifier) == name
