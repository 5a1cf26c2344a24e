"""Where lines end tells whether they go on."""

from __future__ import annotations

import re

import pytest

from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.layout import Line, wrap_width


def texts(text: str) -> list[str]:
    return [line.text for line in lines(list(enumerate(text.split("\n"), 1)))]


WRAPPED = """\
1. Slow Clocks of the World and
   the Time that They Keep, A. Lee
2. Small Maps and What They Leave
   Out on Purpose, B. Cho et al.
3. Dreams about Rooms in which a
   Person Finds a Door, C. Roy
"""


def test_items_that_are_wrapped_are_one_line_each() -> None:
    assert texts(WRAPPED)[:2] == [
        "Slow Clocks of the World and the Time that They Keep, A. Lee",
        "Small Maps and What They Leave Out on Purpose, B. Cho et al.",
    ]


def test_items_between_blank_lines_may_be_wrapped_without_a_margin() -> None:
    apart = re.sub(r"\n(?=\d)", "\n\n", WRAPPED).replace("   ", "")
    assert texts(f"Papers\n\n{apart}")[1:] == texts(WRAPPED)
    assert len(texts(WRAPPED.replace("   ", ""))) == 6


def test_names_behind_others_go_on_in_the_next_line() -> None:
    named = WRAPPED.replace("1. Slow", "0. Slow Clocks of Time, Ann Lee,\n   Maximiliana Cho, Cy Roy\n1. Slow")
    assert texts(named)[0] == "Slow Clocks of Time, Ann Lee, Maximiliana Cho, Cy Roy"


def test_an_item_ends_with_the_first_line_that_is_none_of_it() -> None:
    later = f"{WRAPPED}\nTitle: A Room with No Windows and\n       Without a Door\n"
    assert texts(later)[2:] == [
        "Dreams about Rooms in which a Person Finds a Door, C. Roy",
        *("Title: A Room with No Windows and", "Without a Door"),
    ]


def test_the_address_of_a_link_took_no_room_in_its_line() -> None:
    link = "[pdf](https://a.example/maps/of/small/rooms.pdf)"
    assert texts(f"{WRAPPED}4. Rooms\n   {link}")[-2:] == ["Rooms", link]


def test_items_whose_lines_end_before_they_must_keep_them() -> None:
    kept = texts(WRAPPED.replace("World and", "World"))
    assert kept[:2] == ["Slow Clocks of the World", "the Time that They Keep, A. Lee"]
    assert len(kept) == 6
    assert len(texts(WRAPPED.replace("   the", "the"))) == 6
    assert len(texts("".join(WRAPPED.splitlines(keepends=True)[:4]))) == 4


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ann Lee, Bo Cho and Cy", "Roy."),
        ("Ann Lee | Bo Cho | Cy", "Roy-Berg"),
        ("Ann Lee, Bo Cho, Cy C.", "Roy, Ed Berg"),
        ("Ann Lee, Bo Cho, et", "al.:"),
    ],
)
def test_the_last_of_names_that_had_no_room_is_joined(above: str, below: str) -> None:
    assert texts(f"Slow Clocks\n{above}\n{below}") == ["Slow Clocks", f"{above} {below}"]
    assert texts(f"Slow Clocks\n{above}\n\n{below}") == ["Slow Clocks", above, below]
    assert texts(f"Slow Clocks\n{above}\n- {below}") == ["Slow Clocks", above, below]


def test_the_last_of_linked_names_is_a_link_as_a_whole() -> None:
    people = [f"[{name}](https://a.example/{at})" for at, name in enumerate(("Ann Lee", "Bo Cho", "Cy"))]
    (_, names) = texts(f"Slow Clocks\n{', '.join(people)}\nRoy, [Ed Berg](https://a.example/9)")
    assert names.endswith("[Cy Roy](https://a.example/2), [Ed Berg](https://a.example/9)")


def test_a_family_name_belongs_to_the_names_above_amid_names_of_two_words() -> None:
    assert (
        texts("Ann Lee, Bo Cho, Mary Ann\nRoy and Dee Fox.\nSlow Clocks.")[0]
        == "Ann Lee, Bo Cho, Mary Ann Roy and Dee Fox."
    )
    assert texts("Ann Lee, Bo Cho, Cy Roy\nClocks and rain")[1] == "Clocks and rain"


def test_that_there_are_others_is_one_word_whatever_line_it_ends_in() -> None:
    assert texts("Slow Clocks (Ann Lee et\nal.; 2025)") == ["Slow Clocks (Ann Lee et al.; 2025)"]
    assert texts("Slow Clocks (Ann Lee et\n\nal.)")[1:] == ["al.)"]


def test_a_heading_of_names_ends_with_its_line() -> None:
    assert texts("## Ann Lee, Bo Cho and Cy\nRoy") == ["Ann Lee, Bo Cho and Cy", "Roy"]


def test_the_name_of_a_field_is_no_rest_of_a_name() -> None:
    assert texts("Slow Clocks\nAnn Lee, Bo Cho and Cy\nAuthors") == ["Slow Clocks", "Ann Lee, Bo Cho and Cy", "Authors"]


def test_a_meeting_behind_names_is_no_first_name() -> None:
    assert texts("Ann Lee, Bo Cho, ICML\nSlow Clocks") == ["Ann Lee, Bo Cho, ICML", "Slow Clocks"]


@pytest.mark.parametrize("below", ["Cy Roy", "Example University", "We think of clocks."])
def test_what_stands_below_whole_names_is_a_line_of_its_own(below: str) -> None:
    assert texts(f"Slow Clocks\nAnn Lee, Bo Cho\n{below}") == ["Slow Clocks", "Ann Lee, Bo Cho", below]


def test_the_width_of_a_page_is_that_of_its_lines_without_links() -> None:
    wrapped = [Line("x" * (60 + at % 5), at) for at in range(20)]
    linked = [Line(f"[Ann Lee](https://example.org/{'x' * 60})", at) for at in range(20)]
    assert wrap_width([*wrapped, *linked]) == wrap_width(wrapped) == 64


def test_names_with_a_place_and_a_country_each_are_one_list() -> None:
    lee, cho, roy = "Ann Lee (KIT, Germany)", "Bo Cho (Clock Lab, Peru)", "Cy van Roy (Map Institute, UK)"
    assert texts(f"10:30\n{lee}\n{cho}\n{roy}\nSlow Clocks") == ["10:30", f"{lee}, {cho}, {roy}", "Slow Clocks"]
    for other in (f"{lee}\n\n{cho}", "Slow Clocks of Ulm (Oral, Hall)\nSmall Maps of Bonn (Poster, Foyer)"):
        assert texts(other) == list(filter(None, other.split("\n")))


def test_names_that_end_with_and_go_on_below() -> None:
    assert texts("Slow Clocks\nAnn Lee, Bo Cho and\nCy Roy") == ["Slow Clocks", "Ann Lee, Bo Cho and Cy Roy"]
    assert texts("Ann Lee, Bo Cho en\nCy Roy") == ["Ann Lee, Bo Cho en Cy Roy"]
    assert texts("Ann Lee, Bo Cho and\nSlow clocks of the world") == ["Ann Lee, Bo Cho and", "Slow clocks of the world"]


def test_a_blank_line_below_every_line_parts_none_where_two_part_paragraphs() -> None:
    def gaps(text: str) -> list[int]:
        return [line.gap for line in lines(list(enumerate(text.split("\n"), 1)))]

    rows = ("Slow Clocks of the World and", "the time that they keep", "in rooms of an old town.")
    assert gaps("\n\n\n".join(["\n\n".join(rows)] * 3)) == [0, 0, 0, 1, 0, 0, 1, 0, 0]
    assert gaps("\n\n".join(rows * 3)) == [0] + [1] * 8


def test_names_with_where_they_work_in_lines_of_their_own_are_one_line() -> None:
    names = "Ann Lee; Example University\n  Bo Cho; KIT\n  Hamid R. Roy; Academy of Clocks\n"
    assert texts(f"SLOW CLOCKS\n  {names}\nSmall Maps") == [
        "SLOW CLOCKS",
        "Ann Lee, Bo Cho, Hamid R. Roy",
        "Small Maps",
    ]
    assert texts("Ann Lee; Bo Cho\nCy Roy; Di Sun") == ["Ann Lee; Bo Cho", "Cy Roy; Di Sun"]


def test_the_last_name_may_stand_below_the_others() -> None:
    assert texts("Ann Lee, Bo Cho\net Cy Roy\npp. 4-9") == ["Ann Lee, Bo Cho et Cy Roy", "pp. 4-9"]
    assert texts("Slow Clocks\nand Small Maps") == ["Slow Clocks", "and Small Maps"]


def test_that_there_are_others_may_stand_below_the_names() -> None:
    assert texts("Ann Lee, Bo Cho\net al.\nWe wait.") == ["Ann Lee, Bo Cho et al.", "We wait."]
    assert texts("We wait for clocks.\net al.") == ["We wait for clocks.", "et al."]


def test_a_name_amid_names_with_their_places_is_one_of_them() -> None:
    names = ("Ann Lee (KIT, Germany)", "He He (Example Labs, USA)", "Remi Tachet de Bois (EPFL, Switzerland)")
    assert texts("\n".join(names)) == [", ".join(names)]
    assert texts("Slow Clocks of the World (Part One, Hours)\nMaps of Small Rooms (Part Two, Roads)") == [
        "Slow Clocks of the World (Part One, Hours)",
        "Maps of Small Rooms (Part Two, Roads)",
    ]


def test_weekdays_before_the_papers_that_are_read_on_them_are_no_words_of_theirs() -> None:
    assert texts("Mon: Slow Clocks\nTue: Small Maps\n") == ["Slow Clocks", "Small Maps"]
    assert texts("- Mo – Slow Clocks\n- Do – Small Maps\n") == ["Slow Clocks", "Small Maps"]
    assert texts("Sun: A Star\nClocks: Slow Ones\n") == ["Sun: A Star", "Clocks: Slow Ones"]
