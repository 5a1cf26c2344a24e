"""Lines are what the lines in their place are in other entries of a list."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.regular_places import (
    with_bare_titles,
    with_linked_titles,
    with_regular_columns,
    with_regular_days,
    with_regular_places,
)
from sitegen.ingest.plaintext.strays import without_early_names

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "Agents that think at every step of {} waste most of it on what is known"


def corrected(labels: str, *rows: str) -> str:
    """The labels of rows of a chunk each after correction."""
    found = lines(list(enumerate(rows, 1)))
    pieces = chunks(found)
    assert len(pieces) == len(labels), [piece.text for piece in pieces]
    return "".join(with_regular_places(found, pieces, list(labels)))


def test_what_stands_below_a_repeated_line_is_a_title_where_most_are() -> None:
    entries = [row for title in (*TITLES, "A Paper like the Others") for row in ("Share", title, "Ann Lee, Bo Cho")]
    assert corrected("OTA" * 3 + "OSA", *entries) == "OTA" * 4
    assert corrected("OTA" * 3 + "OTA", *entries) == "OTA" * 4
    assert corrected("OTA" + "OSA" * 3, *entries) == "OTA" + "OSA" * 3


def test_a_repeated_line_may_have_a_number_of_its_own_and_stand_below_titles() -> None:
    titles = (*TITLES, "A Paper like the Others")
    below = [row for votes, title in enumerate(titles, 7) for row in (title, f"⇧ {votes}00 Likes", "Read it")]
    assert corrected("TOO" * 3 + "OOO", *below) == "TOO" * 4
    above = [row for number, title in enumerate(titles, 7) for row in (f"REA-{number}", title, "Feb 27")]
    assert corrected("OTD" * 3 + "OOD", *above) == "OTD" * 4
    chat = [row for minute, title in enumerate(titles, 10) for row in (f"Ann Lee, 9:{minute}", title, f"It is {title}")]
    assert corrected("OTD" * 3 + "OOD", *chat) == "OTD" * 3 + "OOD"


def test_the_second_line_of_a_title_above_a_repeated_line_is_no_other_title() -> None:
    entries = [row for title in TITLES for row in (title, "[icon] 9")]
    assert corrected("TtOTOTO", "Slow Clocks of the World", "And of All Others", *entries[1:]) == "TtOTOTO"


def test_a_sentence_below_a_repeated_line_belongs_to_the_title_above_it() -> None:
    titles = (*TITLES, "A Paper like the Others")
    entries = [row for title in titles for row in (title, "⇧ 900 Likes", SENTENCE.format(title), "Read it")]
    assert corrected("TOSO" * 3 + "TOOO", *entries) == "TOSO" * 4


def test_names_stand_where_those_of_lines_parted_alike_do() -> None:
    rows = [f"09:{minute} | {title} | Will Hipson" for minute, title in enumerate(TITLES * 2, 10)]
    rows += ["10:10 | Clocks: On Time | Will Hipson", "10:20 | A Paper like the Others | Maps and Rooms"]
    pieces = chunks(lines(list(enumerate(rows, 1))))

    def labels(most: str, fewest: str) -> str:
        return "".join(with_regular_columns(pieces, list("OTA" * 3 + most * 3 + fewest)))

    assert labels("OTA", "OTtGOTG") == "OTA" * 6 + "OTtAOTG"
    assert labels("OTG", "OTtGOTG") == "OTA" * 3 + "OTG" * 3 + "OTtGOTG"


def test_a_sentence_in_the_column_of_titles_is_one() -> None:
    rows = [f"09:1{at} – Ann Lee – {title}" for at, title in enumerate((*TITLES, "A Paper like the Others"))]
    found = chunks(lines(list(enumerate(rows, 1))))
    names = {"Ann Lee": "A"} | dict.fromkeys(TITLES, "T")
    labels = [names.get(chunk.text, "S" if "Others" in chunk.text else "O") for chunk in found]
    assert "".join(with_regular_columns(found, labels)) == "OAT" * 4
    labels = ["S" if label == "T" else label for label in labels]
    assert "".join(with_regular_columns(found, labels)) == "OAS" * 4


def bare(labels: str, *rows: str) -> str:
    found = lines(list(enumerate(rows, 1)))
    return "".join(with_bare_titles(found, chunks(found), list(labels)))


def test_lines_of_titles_alone_are_one_each() -> None:
    assert bare("TtTt", *TITLES, "A Paper like the Others") == "TTTT"
    assert bare("TtOtO", *TITLES[:2], "A Paper like the Others", TITLES[2], "Contact") == "TTTTO"
    others = (TITLES[2], "Ann Lee", "A Paper like the Others", "Bo Cho")
    assert bare("Tt" + "TO" * 2, *TITLES[:2], *others) == "Tt" + "TO" * 2
    wrapped = (
        "Slow Clocks of the World and",
        "Time That They Keep for Others",
        "Small Maps and What They",
        "Leave Out",
    )
    assert bare("TtTt", *wrapped) == "TtTt"


def test_headings_that_are_days_are_days_where_several_are() -> None:
    rows = ["### 2025-03-13 Thursday", TITLES[0], "### 2025-03-19 Wednesday", TITLES[1]]
    found = lines(list(enumerate(rows, 1)))
    assert "".join(with_regular_days(found, chunks(found), list("OTOT"))) == "DTDT"
    assert "".join(with_regular_days(found[1:], chunks(found[1:]), list("TOT"))) == "TOT"


def test_a_title_has_some_words_and_no_entry_has_two() -> None:
    entries = [row for title in (*TITLES, "Buy milk") for row in ("Share", title)]
    assert corrected("OTOTOTOO", *entries) == "OTOTOTOO"
    below = [row for title in (*TITLES, "A remark of some length") for row in ("Share", title)]
    assert corrected("OTOTOTOOT", *below, "A Paper like the Others") == "OTOTOTOOT"


def test_as_much_of_a_line_is_the_title_as_of_the_others() -> None:
    entries = [row for title in (*TITLES, "Clocks: On Time") for row in ("Share", f"{title}. ACL 2023")]
    assert corrected("OTO" * 3 + "OSSO", *entries) == "OTO" * 3 + "OTtO"


def test_a_line_below_each_title_is_a_sentence_where_most_are() -> None:
    entries = [row for title in (*TITLES, "A Paper like the Others") for row in ("", title, SENTENCE.format(title))]
    assert corrected("TS" * 3 + "TO", *entries) == "TS" * 4
    assert corrected("TS" * 3 + "OO", *entries) == "TS" * 3 + "OO"


def test_the_words_of_a_menu_above_the_list_are_no_names() -> None:
    found = chunks(lines([(1, "Journals & Conferences"), (2, "Cy Roy"), (3, TITLES[0]), (4, "Slow"), (5, "Ann Lee")]))
    assert "".join(without_early_names(found, list("AATAA"))) == "OATAA"


def test_a_repeated_line_may_have_a_month_of_its_own() -> None:
    months = ("Jan", "Mar", "Aug", "Dec")
    rows = [row for month, title in zip(months, (*TITLES, "A Paper like the Others"), strict=True)
            for row in (title, f"1 code implementation, 4 {month} 2024")]  # fmt: skip
    assert corrected("TO" * 3 + "OO", *rows) == "TO" * 4


def test_no_title_goes_on_in_a_line_that_others_have_too() -> None:
    rows = [row for number, title in enumerate(TITLES) for row in (title, f"Journal of Clocks 1{number}")]
    assert corrected("Tt" + "TO" * 2, *rows) == "TO" * 3


def test_a_line_that_is_a_day_is_the_day_of_a_list_where_another_is() -> None:
    found = lines(
        [
            (1, "*** 2025-04-30 Wednesday"),
            (2, "Slow Clocks"),
            (3, "*** 2025-05-01 Thursday"),
            (4, "2025-05-02"),
            (5, "#+a: b"),
        ]
    )
    pieces = chunks(found)
    assert "".join(with_regular_days(found, pieces, list("DTOO" + "O" * (len(pieces) - 4)))).startswith("DTDO")
    plain = lines([(1, "2025-04-30 Wednesday"), (2, "Slow Clocks"), (3, "2025-05-01 Thursday")])
    assert with_regular_days(plain, chunks(plain), list("OTO")) == list("OTO")


def test_names_with_marks_around_each_are_all_names() -> None:
    pieces = chunks(lines([(1, "Slow Clocks"), (2, "**Ann Lee**, **Bo Cho**, **Cy Roy**")]))
    texts = [piece.text for piece in pieces]
    labels = ["T", *("A" if text in ("Ann Lee", "Bo Cho") else "O" for text in texts[1:])]
    assert dict(zip(texts, with_regular_columns(pieces, labels), strict=True))["Cy Roy"] == "A"


def test_an_item_with_the_link_of_a_paper_has_a_title_where_the_others_have_theirs() -> None:
    link = "[[paper]](https://arxiv.org/abs/2502.0579{})"
    items = [f"- {title} {link.format(at)}" for at, title in enumerate((*TITLES, "(CVPR 2025) Another One", "(2025)"))]
    found = lines(list(enumerate(items, 1)))
    pieces = chunks(found)
    labels = ["T" if piece.text in TITLES else "L" if piece.url else "O" for piece in pieces]
    named = with_linked_titles(found, pieces, labels)
    assert [piece.text for piece, label in zip(pieces, named, strict=True) if label == "T"] == [*TITLES, "Another One"]
    few = ["O" if piece.text in TITLES[:2] else label for piece, label in zip(pieces, labels, strict=True)]
    assert with_linked_titles(found, pieces, few) == few
