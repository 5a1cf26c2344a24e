"""People are known beside where they work, and places are no names."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.rules.workplaces import people_before_titles, people_with_places, places_above_names
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = (
    "Sparks of Intelligence: Early experiments with GPT-4",
    "Emergent Abilities of Large Language Models",
    "Denoising Diffusion Probabilistic Models",
    "Are Emergent Abilities of Models a Mirage?",
)


def test_lines_below_titles_that_say_where_people_work_name_these() -> None:
    place = "School of Clocks, Example University, Ulm"
    rows = ("Slow Clocks", f"* Ann Lee, {place}", f"* Bo Cho, {place}", "Small Maps", f"* Cy Roy, {place}")
    text = labelled("TATTO", rows)
    assert corrected(text, [people_with_places]) == "TAATA"
    assert [chunk.text for chunk in text.labelled("A")] == ["Ann Lee", "Bo Cho", "Cy Roy"]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee, Example University, and Bo Cho, Other Institute",
        "Ann Lee, Example University; Bo Cho, Other Institute, Ulm",
        "Ann Lee, Bo Cho, Example University",
        "Ann Lee, Operations Research, Ulm",
        "Ann Lee, Bullying in Primary School, Ulm",
        "Ann Lee, [Slow Clocks](https://example.org/1), Example University, Ulm",
    ],
)
def test_other_people_titles_and_journals_behind_a_name_are_no_place_to_work_at(line: str) -> None:
    rows = ["Small Maps", line] * 4
    pieces = chunks(lines(list(enumerate(rows, 1))))
    text = labelled("O" * len(pieces), rows)
    for chunk in text.chunks:
        chunk.label = "T" if chunk.text == "Small Maps" else "O"
    assert "A" not in corrected(text, [people_with_places])


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
