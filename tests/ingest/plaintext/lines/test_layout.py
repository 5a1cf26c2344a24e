"""Where lines end tells whether they go on."""

from __future__ import annotations

import re

import pytest

from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.layout import Line, _joined, wrap_width


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


def test_a_name_that_had_no_room_is_no_end_of_a_title() -> None:
    poster = WRAPPED.replace("A. Lee\n", "A. Lee\n4. Rooms of the Known World\n   Christodoulopoulou-Lee, C.\n")
    assert "Rooms of the Known World" in texts(poster)


def test_the_address_of_a_link_took_no_room_in_its_line() -> None:
    link = "[pdf](https://a.example/maps/of/small/rooms.pdf)"
    assert texts(f"{WRAPPED}4. Rooms\n   {link}")[-2:] == ["Rooms", link]


def test_names_behind_a_title_go_on_in_the_next_line_and_its_link_ends_before_them() -> None:
    items = (
        *("- [Slow Clocks of the World. Ann](https://a.example/1)", "  Christodoulopoulou and Bo Cho."),
        *("- [Small Maps and All of That. Cy](https://a.example/2)", "  Wolkenstein-Trostburg."),
        "- [Rooms. Ida Fox.](https://a.example/3)",
        *("- [Dreams about Rooms. Bo Li and Ann](https://a.example/4)", "  Lee-Nguyen, Ida Fox."),
        *("- [Dreams about Old Rooms and the](https://a.example/5)", "  Wolkenstein. Ida Fox."),
    )
    assert texts("\n".join(items)) == [
        "[Slow Clocks of the World.](https://a.example/1) Ann Christodoulopoulou and Bo Cho.",
        "[Small Maps and All of That.](https://a.example/2) Cy Wolkenstein-Trostburg.",
        "[Rooms. Ida Fox.](https://a.example/3)",
        "[Dreams about Rooms.](https://a.example/4) Bo Li and Ann Lee-Nguyen, Ida Fox.",
        "[Dreams about Old Rooms and the Wolkenstein.](https://a.example/5) Ida Fox.",
    ]


def test_a_remark_below_a_link_is_none_of_its_words() -> None:
    remark = "  and [code](https://a.example/c) for it, and all that goes with them"
    items = (f"- [Slow Clocks of the World]({at})\n{remark}" for at in ("https://a.example/1", "https://a.example/2"))
    assert all(not line.startswith("[Slow Clocks of the World and") for line in texts("\n".join(items)))


def test_a_linked_title_goes_on_in_the_next_line_up_to_its_stop_unless_names_stand_there() -> None:
    link = "(https://a.example/1)"
    joined = _joined(f"[Slow Clocks of the World]{link}", "Instances and Uses. Ann Lee, Bo Cho.")
    assert joined == f"[Slow Clocks of the World Instances and Uses.]{link} Ann Lee, Bo Cho."
    joined = _joined(f"[Slow Clocks of the World]{link}", "Ann Lee, Bo Cho, et al. (2023)")
    assert joined == f"[Slow Clocks of the World]{link} Ann Lee, Bo Cho, et al. (2023)"


def test_the_name_of_a_field_begins_a_line_of_its_own() -> None:
    named = WRAPPED.replace("the Time that They Keep, A. Lee", "Speaker:Christodoulopoulou-Lee")
    assert texts(named)[1] == "Speaker:Christodoulopoulou-Lee"


def test_items_whose_lines_end_before_they_must_keep_them() -> None:
    kept = texts(WRAPPED.replace("World and", "World"))
    assert kept[:2] == ["Slow Clocks of the World", "the Time that They Keep, A. Lee"]
    assert len(kept) == 4
    assert len(texts(WRAPPED.replace("   the", "the"))) == 6
    assert len(texts("".join(WRAPPED.splitlines(keepends=True)[:4]))) == 4


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ann Lee, Bo Cho and Cy", "Roy."),
        ("Ann Lee | Bo Cho | Cy", "Roy-Berg"),
        ("Ann Lee, Bo Cho, Cy C.", "Roy, Ed Berg"),
        ("Ann Lee, Bo C.", "Roy"),
        ("Authors: Ann Lee, Bo C.", "Roy, Ed Berg"),
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


def test_a_blank_line_below_every_line_parts_none_where_two_part_paragraphs() -> None:
    def gaps(text: str) -> list[int]:
        return [line.gap for line in lines(list(enumerate(text.split("\n"), 1)))]

    rows = ("Slow Clocks of the World and", "the time that they keep", "in rooms of an old town.")
    assert gaps("\n\n\n".join(["\n\n".join(rows)] * 3)) == [0, 0, 0, 1, 0, 0, 1, 0, 0]
    assert gaps("\n\n".join(rows * 3)) == [0] + [1] * 8


def test_a_meeting_behind_names_is_no_first_name() -> None:
    assert texts("Ann Lee, Bo Cho, ICML\nSlow Clocks") == ["Ann Lee, Bo Cho, ICML", "Slow Clocks"]


@pytest.mark.parametrize("below", ["Cy Roy", "Example University", "We think of clocks."])
def test_what_stands_below_whole_names_is_a_line_of_its_own(below: str) -> None:
    assert texts(f"Slow Clocks\nAnn Lee, Bo Cho\n{below}") == ["Slow Clocks", "Ann Lee, Bo Cho", below]


def test_the_width_of_a_page_is_that_of_its_lines_without_links() -> None:
    wrapped = [Line("x" * (60 + at % 5), at) for at in range(20)]
    linked = [Line(f"[Ann Lee](https://example.org/{'x' * 60})", at) for at in range(20)]
    assert wrap_width([*wrapped, *linked]) == wrap_width(wrapped) == 64


def test_the_last_author_stands_below_how_many_are_left_out() -> None:
    assert texts("Slow Clocks\nAnn Lee, Bo Cho\n+3 authors\nCy Roy\n2025")[1:] == ["Ann Lee, Bo Cho, Cy Roy", "2025"]
    for other in (
        "Ann Lee\n+3 authors\n21 June",
        "Slow clocks\n+3 authors\nCy Roy",
        "+3 authors\nCy Roy",
        "Ann Lee\n+3 authors\n\nCy Roy",
    ):
        assert texts(other) == list(filter(None, other.split("\n")))


def test_names_with_a_place_and_a_country_each_are_one_list() -> None:
    lee, cho, roy = "Ann Lee (KIT, Germany)", "Bo Cho (Clock Lab, Peru)", "Cy van Roy (Map Institute, UK)"
    assert texts(f"10:30\n{lee}\n{cho}\n{roy}\nSlow Clocks") == ["10:30", f"{lee}, {cho}, {roy}", "Slow Clocks"]
    for other in (f"{lee}\n\n{cho}", "Slow Clocks of Ulm (Oral, Hall)\nSmall Maps of Bonn (Poster, Foyer)"):
        assert texts(other) == list(filter(None, other.split("\n")))


def test_names_that_end_with_and_go_on_below() -> None:
    assert texts("Slow Clocks\nAnn Lee, Bo Cho and\nCy Roy") == ["Slow Clocks", "Ann Lee, Bo Cho and Cy Roy"]
    assert texts("Ann Lee, Bo Cho en\nCy Roy") == ["Ann Lee, Bo Cho en Cy Roy"]
    assert texts("Ann Lee, Bo Cho and\nSlow clocks of the world") == ["Ann Lee, Bo Cho and", "Slow clocks of the world"]


def test_the_last_speaker_of_a_talk_may_go_on_in_the_line_below() -> None:
    assert (
        texts("10.45   A. Lee, B. Cho, C.\n        Roy, D. Sun:\nSlow Clocks")[0]
        == "10.45   A. Lee, B. Cho, C. Roy, D. Sun:"
    )
    assert texts("10.45   A. Lee, B. Cho:\n        Slow Clocks")[1] == "Slow Clocks"


def test_a_time_within_names_stays() -> None:
    assert (
        texts("Monday 10:30 A. Lee, B. Cho, C.\n   Roy, D. Sun:\nSlow Clocks")[0] == "Monday 10:30 A. Lee, B. Cho, C."
    )


def test_initials_above_a_name_stand_for_its_picture() -> None:
    named = "Slow Clocks\nAL\nAnn Lee\nKv\nKay van Roy\nAuthor\nDS\nDi Sun"
    assert texts(named) == ["Slow Clocks", "Ann Lee, Kay van Roy", "Author", "Di Sun"]
    acronyms = ("RL\nRoy Lane", "Slow Clocks\nSAM\nSven Ann Mo", "Slow Clocks\nPR\nPhysical Review", "- RL\n- Roy Lane")
    for listed in (*acronyms, "Slow Clocks\n\nRL\nRoy Lane", "Slow Clocks\n\n- RL\nRoy Lane"):
        assert texts(listed)[-2] in ("RL", "SAM", "PR")
    assert texts("Slow Clocks\nAI\nAnn Lee\nin\nIto Novak") == ["Slow Clocks", "AI", "Ann Lee", "in", "Ito Novak"]
