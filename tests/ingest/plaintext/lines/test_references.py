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
    assert texts(f"Slow Clocks.[^1] We wait[^2]\n\n{note}") == ["Slow Clocks. We wait", note]


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


def test_the_numbers_of_addresses_at_the_end_may_have_colons() -> None:
    page = "\n".join(f"Slow Clocks {number} [{number}]\nby Ann Lee\n" for number in range(1, 5))
    ends = "\n".join(f"[{number}]: https://arxiv.org/abs/2503.0000{number}" for number in range(1, 5))
    assert "https://arxiv.org/abs/2503.00003" in " ".join(
        line for line in texts(f"{page}\n{ends}") if "Clocks 3" in line
    )


def test_numbers_of_links_in_a_view_for_reading_are_no_words() -> None:
    assert texts("[Slow Clocks][1]\n[[Ann Lee]][2], Bo Cho\n[\n[Small Maps][3]\n][4]") == [
        *("Slow Clocks", "[Ann Lee], Bo Cho", "Small Maps")
    ]
    assert texts("[Slow Clocks][1]") == ["[Slow Clocks][1]"]
    # but two notes stay those of a sentence
    sentences = ["Clocks wait.[1][2]", "Maps are small.[3][4]", "Rooms are not.[5][6]"]
    assert texts("\n".join(sentences)) == sentences


def test_the_kind_of_a_result_that_is_said_twice_is_no_part_of_its_title() -> None:
    assert texts("[CITATION][C] Slow Clocks\n[ZITATION][C] Small Maps\n[PDF][PDF] New Rooms") == [
        *("Slow Clocks", "Small Maps", "New Rooms")
    ]


def test_links_that_are_wrapped_are_whole() -> None:
    page = "[Slow Clocks of the\nWorld](/papers/slow-\nclocks.html)\n\n     Ann Lee\n"
    assert texts(page) == ["[Slow Clocks of the World](/papers/slow-clocks.html)", "Ann Lee"]


def test_brackets_without_an_address_join_no_lines() -> None:
    page = "Slow Clocks [see\nbelow] (Ann Lee)\nSmall Maps [a\n\nb](/c)\n" + "[open\n" * 9
    assert texts(page)[:4] == ["Slow Clocks [see", "below] (Ann Lee)", "Small Maps [a", "b](/c)"]


def test_an_entry_of_bibtex_that_is_wrapped_below_a_paper_is_left_out() -> None:
    entry = "@InProceedings{Lee_2025, author = {Lee, Ann and\nCho, Bo}, title = {Slow\nClocks}, year = {2025} }\n"
    assert texts(f"Slow Clocks\n\n[bibtex]\n\n{entry}\nSmall Maps") == ["Slow Clocks", "[bibtex]", "Small Maps"]
