"""Addresses and names that stand apart from the words that lead to them, or are broken with them, are put together."""

from __future__ import annotations

from sitegen.ingest.plaintext.lines import lines
from tests.bounds import at_most


def texts(text: str) -> list[str]:
    return [line.text for line in lines(list(enumerate(text.split("\n"), 1)))]


def test_brackets_behind_links_of_markdown_are_no_words_of_them() -> None:
    line = "[Slow Clocks](https://example.org/1)[PDF](https://example.org/2) https://example.org/3 [Small Maps]"
    assert texts(line) == [line]


def test_numbered_addresses_stand_where_their_numbers_are() -> None:
    page = (
        "   [1]Slow Clocks: Planning\n   [2]Ann Lee, [3]Bo Cho |\n\nReferences\n\n   1. https://example.org/1\n"
        "   2. https://example.org/lee\n   3. https://example.org/cho\n"
    )
    assert texts(page)[:2] == [
        "[Slow Clocks: Planning](https://example.org/1)",
        "[Ann Lee](https://example.org/lee), [Bo Cho](https://example.org/cho) |",
    ]


def test_numbers_behind_words_stand_for_addresses_below() -> None:
    mail = "SLOW CLOCKS (3 MINUTE READ) [5]\n\nSmall Maps [6]\nIn 2025 [1, 2] and [7]\n\nLinks:\n[5] https://example.org/5\n"
    assert texts(mail + "[6] https://example.org/6\n")[:3] == [
        "SLOW CLOCKS https://example.org/5",
        "Small Maps https://example.org/6",
        "In 2025 [1, 2] and [7]",
    ]


def test_two_numbers_behind_a_sentence_stand_for_two_addresses() -> None:
    page = "Clocks are slow.[2][1]\nMaps are small.[1]\n\n[1] https://example.org/1\n[2] https://example.org/2\n"
    assert texts(page)[:2] == [
        "Clocks are slow. https://example.org/2 https://example.org/1",
        "Maps are small. https://example.org/1",
    ]


def test_what_refers_to_a_footnote_is_no_part_of_words() -> None:
    note = "[^1]: Ann Lee and Bo Cho. *Slow Clocks of the World*. arXiv:2503.00001 (2025)."
    assert texts(f"Slow Clocks.[^1] We wait[^2]\n\n{note}") == ["Slow Clocks. We wait[^2]", note]


def test_a_footnote_of_names_and_an_address_stands_below_what_refers_to_it() -> None:
    notes = "[^a]: Ann Lee, Bo Cho. arXiv:2503.00001\n[^b]: Cy Roy (2025). https://example.org/2"
    assert texts(f"Slow Clocks[^a]\nSmall Maps[^b]\n\n{notes}") == [
        *("Slow Clocks", "Ann Lee, Bo Cho. arXiv:2503.00001"),
        *("Small Maps", "Cy Roy (2025). https://example.org/2"),
    ]


def test_footnotes_with_bare_numbers_at_the_end_of_a_text_are_read_likewise() -> None:
    notes = "[1] Ann Lee, Bo Cho, 2025.\n[2] Cy Roy (2024)"
    assert texts(f"Slow Clocks[1]\nSmall Maps[2]\n\n{notes}") == [
        *("Slow Clocks", "Ann Lee, Bo Cho, 2025."),
        *("Small Maps", "Cy Roy (2024)"),
    ]
    assert texts(f"{notes}\nSlow Clocks[1]")[-1] == "Slow Clocks[1]"
    assert texts("Slow Clocks[1]\n\n[1] A remark of mine.")[0] == "Slow Clocks[1]"


def test_whom_a_sentence_cites_with_a_bare_number_has_not_written_the_paper() -> None:
    below = "\n\n[1] Cy Roy, 2019\n[2] Gil Hay, 2020"
    for paper in (
        ["Slow Clocks", "Ann Lee", "We study clocks as in[1] and find them slow in rooms.[2]"],
        ["Slow Clocks", "Ann Lee[1], Bo Cho[2]"],
        ["Slow Clocks[2]", "Ann Lee, Bo Cho"],
    ):
        assert texts("\n".join(paper) + below) == [*paper, "Cy Roy, 2019", "Gil Hay, 2020"]
    sentence = "We study clocks as in[1] rooms."
    shown = texts(f"1. Slow Clocks[2]\n{sentence}{below}")
    assert shown == ["Slow Clocks", "Gil Hay, 2020", sentence, "Cy Roy, 2019"]


def test_the_number_of_a_link_that_had_no_room_stands_behind_its_words() -> None:
    page = "Slow Clocks\n[1]\n\nWe wait.\n\nSmall Maps [2]\n\n[1] https://example.org/1\n[2] https://example.org/2"
    assert texts(page)[:2] == ["Slow Clocks https://example.org/1", "We wait."]
    assert texts("We wait.\n[2]\nAnn Lee. Slow Clocks.")[0] == "We wait."
    # where none had room, they are numbers of something else
    assert texts("We wait.\n[12]\n\nThey wait.\n[13]\n")[0] == "We wait."


def test_the_kind_of_a_result_that_is_said_twice_is_no_part_of_its_title() -> None:
    assert texts("[CITATION][C] Slow Clocks\n[ZITATION][C] Small Maps\n[PDF][PDF] New Rooms") == [
        *("Slow Clocks", "Small Maps", "New Rooms")
    ]
    link = "[MAPS][C] of rooms\n\n[C]: https://example.org/1"
    assert texts(link)[0] == "[MAPS](https://example.org/1) of rooms"


def test_a_numbered_list_of_addresses_is_no_list_of_references() -> None:
    assert texts("1. https://example.org/1\n2. https://example.org/2\n") == [
        "https://example.org/1",
        "https://example.org/2",
    ]


PAGE = """\
   [1]Index

   [2]pdf [3]bib
   [4]Slow Clocks of the World and of
   Its Large Rooms
   [5]Ann Lee | [6]Bo Cho | [7]Cyrian
   Roy | [8]Ed Berg

   [9]pdf [10]bib
   [11]Small Maps of a Closed Door
   [12]Flo Sun

   Those were all the papers of 2024.
"""


def test_lines_below_links_that_had_room_above_stand_alone() -> None:
    page = PAGE.replace("of\n   Its Large Rooms", "on\n   In Letters 4")
    short = page.replace("World and on", "World").replace("Cyrian\n   Roy", "Cy Roy\n  ")
    assert texts(short)[2:4] == ["Slow Clocks of the World", "In Letters 4"]


def test_names_below_a_link_are_no_part_of_it() -> None:
    page = PAGE.replace("Its Large Rooms", "Anastasia Lee-Berg, Bo Cho")
    assert texts(page)[2:4] == ["Slow Clocks of the World and of", "Anastasia Lee-Berg, Bo Cho"]


def test_a_page_of_nothing_but_references_has_no_lines_of_other_kinds() -> None:
    references = "\n".join(f"[{at}]: https://arxiv.org/abs/2401.0000{at}" for at in range(1, 7))
    assert all(text.startswith(("http", "[")) for text in texts(references))


def test_a_link_that_is_called_by_its_number_keeps_its_address() -> None:
    page = "".join(f"Slow Clocks {n}. [{n}](https://arxiv.org/abs/2503.0000{n})\n" for n in range(1, 7))
    assert texts(page) == page.rstrip("\n").split("\n")


def test_words_before_a_label_lead_to_its_address() -> None:
    page = '- [Slow Clocks][clocks] and [Small Maps][no such]\n\n[Clocks]: https://example.org/1 "Clocks"\n'
    assert texts(page) == ["[Slow Clocks](https://example.org/1) and Small Maps"]
    assert texts("Slow Clocks [1][PDF]\n\n   1. https://example.org/1\n") == [
        "Slow Clocks [1][PDF]",
        "https://example.org/1",
    ]
    assert texts("* [[https://example.org/1][Slow Clocks]]") == ["[Slow Clocks](https://example.org/1)"]


def test_words_before_a_label_may_go_on_in_the_next_line() -> None:
    page = "[Slow Clocks\nof the World][a]\n{}\n[a]: https://example.org/1\n"
    assert texts(page.format("")) == ["[Slow Clocks", "of the World](https://example.org/1)"]
    assert texts(page.replace("Clocks\n", "Clocks\n\n").format("[Maps][a]"))[:2] == ["[Slow Clocks", "of the World][a]"]


def test_lines_without_end_are_put_together_in_time() -> None:
    with at_most(10):
        assert texts(".. [1] Ann Lee\n" + "   and so on\n" * 50_000)


def test_a_long_footnote_stands_once_however_often_it_is_referred_to() -> None:
    names = "Ann Lee, " * 40
    assert sum(map(len, texts("Slow Clocks[^1]" * 2_000 + f"\n\n[^1]: {names}2024"))) < 40_000


def test_the_numbers_of_addresses_at_the_end_may_have_colons() -> None:
    page = "\n".join(f"Slow Clocks {number} [{number}]\nby Ann Lee\n" for number in range(1, 5))
    ends = "\n".join(f"[{number}]: https://arxiv.org/abs/2503.0000{number}" for number in range(1, 5))
    assert "https://arxiv.org/abs/2503.00003" in " ".join(
        line for line in texts(f"{page}\n{ends}") if "Clocks 3" in line
    )


def test_numbers_of_links_whose_addresses_were_not_copied_are_left_out() -> None:
    papers = [f"   [{at}]Slow Clocks {at}\n   [{at + 1}]Ann Lee | [{at + 2}]Bo Cho\n" for at in (7, 10, 13)]
    assert texts("\n".join(papers))[:2] == ["Slow Clocks 7", "Ann Lee | Bo Cho"]
    assert texts("\n".join(papers[:2]))[1] == "Ann Lee | [9]Bo Cho"
    cited = ["Clocks wait [1]in May [4]or June", "Maps wait [2]in May [9]or June", "We wait [3]in May [7]or June"]
    assert texts("\n".join(cited)) == cited


def test_years_between_names_and_titles_of_references_have_signs() -> None:
    rows = ["- Lee & Cho 2025 Slow Clocks", "- Roy et al 2024 Small Maps", "3) Sun 2023 Rooms: A Study"]
    assert texts("\n".join(rows)) == [
        "Lee & Cho (2025): Slow Clocks",
        "Roy et al (2024): Small Maps",
        "Sun (2023): Rooms: A Study",
    ]
    assert texts("\n".join(rows[:2])) == [row[2:] for row in rows[:2]]
    jotted = [
        'Lee et al., 2025, "Slow Clocks"',
        "Roy+ 2024: Small Maps",
        "Sun et al (2023) – Rooms",
        "Fox et al. (2022) Dreams",
    ]
    assert texts("\n".join(jotted)) == [
        'Lee et al. (2025): "Slow Clocks"',
        "Roy+ (2024): Small Maps",
        "Sun et al (2023): Rooms",
        jotted[-1],
    ]
    meetings = ["CLK 2025 Papers", "Clocks 2024 Papers", "Maps 2023 Papers"]
    assert texts("\n".join(meetings)) == meetings


def test_titles_in_single_quotation_marks_behind_names_and_a_year_have_double_ones() -> None:
    rows = ["Lee 2025 'Slow Clocks' pp. 1-9", "Roy (2024) ‘Small Men’s Maps’, Letters", 'Sun & Fox 2023 "Old Rooms"']
    assert texts("\n".join(rows)) == [
        "Lee (2025): “Slow Clocks” pp. 1-9",
        "Roy (2024): “Small Men’s Maps”, Letters",
        'Sun & Fox (2023): "Old Rooms"',
    ]
    assert texts("\n".join(rows[:2])) == rows[:2]
    several = ["Lee, Cho 2025 'Slow Clocks'", "Roy, Sun & Fox, 2024. 'Small Maps'", "Fox, Sun, et al. 2023 'Old Rooms'"]
    assert [row.partition(": ")[0] for row in texts("\n".join(several))] == [
        "Lee, Cho (2025)",
        "Roy, Sun & Fox (2024)",
        "Fox, Sun, et al. (2023)",
    ]
    meetings = ["CLK 2025 'Slow Clocks'", "NeurCLK 2025 'Small Maps'", "CLK 2024 'Old Rooms'"]
    assert texts("\n".join(meetings)) == meetings


def test_an_address_that_is_broken_behind_its_scheme_is_whole() -> None:
    assert texts("- Slow Clocks https://\nexample.org/1\n- Small Maps https://www.\nexample.org/2") == [
        "Slow Clocks https://example.org/1",
        "Small Maps https://www.example.org/2",
    ]
    assert texts("begins with https://\nas all do") == ["begins with https://", "as all do"]


def test_years_in_titles_have_no_signs() -> None:
    rows = ["Maps and Rooms 2025 Trends", "Clocks & Bells 2030 Goals", "Rooms and Halls 2024 Visions"]
    assert texts("\n".join(rows)) == rows
    above = [line for row in rows for line in (row.replace("and Rooms", "et al."), "Ann Lee, Bo Cho")]
    assert texts("\n".join(above)) == above
