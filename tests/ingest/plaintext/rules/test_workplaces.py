"""People are known beside where they work, and places are no names."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.workplaces import people_before_titles, places_above_names
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = (
    "Sparks of Intelligence: Early experiments with GPT-4",
    "Emergent Abilities of Large Language Models",
    "Denoising Diffusion Probabilistic Models",
    "Are Emergent Abilities of Models a Mirage?",
)


def test_who_works_where_alone_in_a_line_is_no_title() -> None:
    people = "Ann Lee (Example University, Chile)"
    assert corrected(labelled("Tt", [people, TITLES[1]]), [people_before_titles]) == "AT"
    both = [people, "Cy Roy (Institute of Maps)", TITLES[1]]
    assert corrected(labelled("Ttt", both), [people_before_titles]) == "AAT"
    assert corrected(labelled("TOt", ["Small Maps (Oral)", TITLES[1]]), [people_before_titles]) == "TOt"


def test_a_place_right_above_several_names_is_none_of_them() -> None:
    assert corrected(labelled("TAA", [TITLES[1], "ETH Zurich", "Ann Lee, Bo Cho"]), [places_above_names]) == "TOA"
    assert corrected(labelled("TAA", [TITLES[1], "Cy Roy", "Ann Lee, Bo Cho"]), [places_above_names]) == "TAA"
    assert corrected(labelled("TAA", [TITLES[1], "LEE Ann", "Bo Cho"]), [places_above_names]) == "TAA"
    assert corrected(labelled("TAA", [TITLES[1], "TJ Roy", "Ann Lee, Bo Cho"]), [places_above_names]) == "TAA"
