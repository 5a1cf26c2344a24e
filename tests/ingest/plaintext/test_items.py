"""The words of a field are joined as they stand in the text, and names are parted."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.items import unmarked
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.names import authors_of, names
from sitegen.ingest.plaintext.papers.assembly import papers
from tests.ingest.plaintext.labelled import assembled, fields, labelled


def test_names_on_lines_of_their_own_are_names() -> None:
    (paper,) = assembled("T Slow Clocks", "A Ann Lee", "A Bo Cho", "A Cy Roy and", "A Di Sun")
    assert names(paper.text("A")) == ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun"]


def test_names_on_lines_of_their_own_may_have_places_behind_them() -> None:
    places = ("(Instituto Ribeira, Portugal)", "(Tarn Labs, France)", "(University of Northmere, UK)")
    people = ("Soline Felice", "Solange Rossato", "Wei Fang")
    rows = [f"{name} {place}" for name, place in zip(people, places, strict=True)]
    (paper,) = papers(labelled("TA", ["Slow Clocks", *rows]))[0]
    assert names(paper.text("A")) == list(people)


def test_inverted_names_on_lines_of_their_own_are_names() -> None:
    (paper,) = assembled("T Slow Clocks", "A Lee, Ann B.", "A de la Roy, Bo", "A Sun, Di", "A Gil Ruiz, Eva")
    assert names(paper.text("A")) == ["Lee, Ann B.", "de la Roy, Bo", "Sun, Di", "Gil Ruiz, Eva"]
    (paper,) = assembled("T Slow Clocks", "A Lee, Ann; Cho,", "A Bo; Sun, Di")
    assert names(paper.text("A")) == ["Lee, Ann", "Cho, Bo", "Sun, Di"]
    (paper,) = assembled("TA What Slow Clocks Do to the World / Q. Cho, L.", "A Cho, X. Sun")
    assert names(paper.text("A")) == ["Q. Cho", "L. Cho", "X. Sun"]


def test_names_go_on_in_the_next_line_where_the_last_is_broken() -> None:
    (paper,) = assembled("T Slow Clocks", "A with thanks to Ann Lee, Bo Cho, Cy", "A Roy")
    assert names(paper.text("A"))[1:] == ["Bo Cho", "Cy Roy"]


def test_linked_names_with_bars_between_them_are_names_over_lines() -> None:
    (paper,) = assembled(
        "T Slow Clocks",
        "AA [Ann Lee](https://example.org/lee) | [Bo Cho](https://example.org/cho) |",
        "AA [Cy Roy](https://example.org/roy) | [Di Sun](https://example.org/sun)",
    )
    assert names(paper.text("A")) == ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun"]


def test_a_title_behind_the_first_words_of_a_link_has_no_address_in_it() -> None:
    (paper,) = assembled("LTt [Paper page - Slow Clocks: Planning](https://huggingface.co/papers/2504.00001)")
    assert paper.title.text == "Slow Clocks: Planning"


def test_an_abstract_that_is_linked_over_several_lines_ends_before_the_address() -> None:
    (paper,) = assembled("T Slow Clocks", "S Agents think", "SL at every step.](https://example.org/1)")
    assert fields([paper], "S") == ["Agents think at every step."]


def test_words_that_are_divided_at_line_ends_are_whole() -> None:
    (paper,) = assembled("T Slow Clocks", "S Agents think at ev-", "S ery step of their house-", "S hold tasks.")
    assert fields([paper], "S") == ["Agents think at every step of their household tasks."]


def test_abbreviations_do_not_end_a_sentence() -> None:
    found = chunks(lines([(1, "Clocks of Prof. Lee are compared with maps, cf. Table 2. They tick.")]))
    assert [piece.text for piece in found] == ["Clocks of Prof. Lee are compared with maps, cf. Table 2.", "They tick."]


def test_names_go_on_behind_up_to_two_other_chunks() -> None:
    near = assembled("T Slow Clocks", "A Ann Lee,", "O of Ulm", "O of Bonn", "A Bo Cho")
    far = assembled("T Slow Clocks", "A Ann Lee,", "O of Ulm", "O of Bonn", "O of Jena", "A Bo Cho")
    assert [len(paper.fields["A"]) for (paper,) in (near, far)] == [1, 2]


def test_tags_and_marks_are_no_part_of_words() -> None:
    assert unmarked("H<sub>2</sub>O in **bold**, __bold__, *italic* and [linked](https://example.org/1) \\| more") == (
        "H2O in bold, bold, italic and linked | more"
    )
    assert unmarked("2 < 3 * 4 > 1") == "2 < 3 * 4 > 1"
    assert unmarked("<blockquote>We wait.</blockquote>") == "We wait."


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Ann Agüera y Arcas, Bo Cho", ["Ann Agüera y Arcas", "Bo Cho"]),
        ("Ann Lee, Bo Cho y Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, Bo Cho… Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee e colaboradores", ["Ann Lee"]),
        ("Ann Lee & co.", ["Ann Lee"]),
        ("Lee, Ann, et al.", ["Lee, Ann"]),
        ("Di Feng, Ann Lee", ["Di Feng", "Ann Lee"]),
        ("di Ann Lee e Bo Cho", ["Ann Lee", "Bo Cho"]),
    ],
)
def test_small_words_may_be_parts_of_names(text: str, listed: list[str]) -> None:
    assert names(text) == listed


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Lee, A., Cho, B. C., Roy, D.", ["Lee, A.", "Cho, B. C.", "Roy, D."]),
        ("Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Lee, Ann, Cho, Bo", ["Lee, Ann", "Cho, Bo"]),
        ("Lee, Ann, Bo Cho, Cy Roy", ["Lee, Ann", "Bo Cho", "Cy Roy"]),
        ("Lee, A., Bo Cho, Cy Roy, Di Sun, Ed Fox", ["Lee, A.", "Bo Cho", "Cy Roy", "Di Sun", "Ed Fox"]),
    ],
)
def test_family_names_before_given_names_are_one_name(text: str, listed: list[str]) -> None:
    assert names(text) == listed


def test_names_in_a_reference_to_a_paper_are_not_its_authors_again() -> None:
    (paper,) = assembled("T Slow Clocks", "A Ann Lee, S Kim, S Kim", "S We let agents think.", "A Ann Lee et al.")
    assert authors_of(paper.fields["A"]) == ["Ann Lee", "S Kim", "S Kim"]
    (paper,) = assembled("T Slow Clocks", "A Ann Lee", "O and", "A Bo Cho")
    assert authors_of(paper.fields["A"]) == ["Ann Lee", "Bo Cho"]


def test_a_quotation_goes_on_without_a_mark_in_the_next_line() -> None:
    rows = ("T Slow Clocks", "S > We study clocks that", "S are slow in all rooms,", "S Ulm's among them.")
    (paper,) = assembled(*rows)
    assert paper.text("S").endswith("We study clocks that are slow in all rooms, Ulm's among them.")
    cited = ("T Slow Clocks", "S > Clocks are slow, as Cho et al.", "S found by asking all who live there.")
    (paper,) = assembled(*cited)
    assert paper.text("S").endswith("Clocks are slow, as Cho et al. found by asking all who live there.")


def test_names_in_lines_with_and_without_semicolons_are_read_line_by_line() -> None:
    (paper,) = assembled("T Slow Clocks", "OA Speakers: Ann Lee", "OA Authors: Ann Lee; Bo Cho; Cy Roy")
    assert authors_of(paper.fields["A"]) == ["Ann Lee", "Bo Cho", "Cy Roy"]


def test_an_address_that_a_sentence_leads_to_is_a_part_of_the_abstract() -> None:
    (paper,) = assembled("T Slow Clocks", "SO Our code is at https://example.org/1.")
    assert fields([paper], "S") == ["Our code is at https://example.org/1."]
    (paper,) = assembled("T Slow Clocks", "SO All of our data is https://example.org/1")
    assert fields([paper], "S") == ["All of our data is https://example.org/1"]
    (paper,) = assembled("T Slow Clocks", "SO We wait. https://example.org/1")
    assert fields([paper], "S") == ["We wait."]
    (paper,) = assembled("T Slow Clocks", "SO Our code is at [this page](https://example.org/1)")
    assert fields([paper], "S") == ["Our code is at"]


def test_the_words_that_stand_for_an_address_end_an_abstract() -> None:
    link = "[this https URL](https://example.org/code)"
    (paper,) = assembled("T Slow Clocks", f"SOO We publish our code on the website {link}.")
    assert paper.text("S").endswith("on the website this https URL.")
