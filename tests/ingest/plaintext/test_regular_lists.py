"""What nearly all entries of a list have is looked for in the others."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.regular_lists import (
    regular_names,
    regular_sentences,
    regular_titles,
    regular_votes,
)
from tests.ingest.plaintext.labelled import corrected, label, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"


def test_right_behind_titles_stand_names_where_they_do_behind_most() -> None:
    def labels(given: str, last: str) -> str:
        listed = (row for title in TITLES for row in (title, "Ann Lee, Bo Cho"))
        return corrected(labelled(given, (*listed, "Last Words", *last.split("\n"))), [regular_names])

    assert labels("TATATATO", "M. Roy") == "TATATATA"
    assert labels("TATATATO", "Roy, M.") == "TATATATA"
    assert labels("TATATATO", "M. Roy (Example Labs)") == "TATATATA"
    assert labels("TATATATO", "clocks at rest") == "TATATATO"
    assert labels("TATATATOO", "#4\nM. Roy") == "TATATATOA"
    assert labels("TOTOTATO", "M. Roy") == "TOTOTATO"


def test_where_all_else_is_titles_and_abstracts_a_line_between_them_is_a_title_without_one() -> None:
    long = " ".join([SENTENCE] * 3)
    rows = [part for title in TITLES for part in (title, "", long, "")]
    rows[4:4] = ["What Is a Good Map?", ""]
    assert corrected(labelled("TSOTSTS", rows), [regular_titles]) == "TSTTSTS"


def test_the_number_of_its_section_is_no_part_of_a_title() -> None:
    rows = [part for title in (*TITLES[:2], f"2.3\t{TITLES[2]}") for part in (title, "Ann Lee, Bo Cho")]
    assert corrected(labelled("TATAOOA", rows), [regular_titles]) == "TATAOTA"


def test_pages_and_buttons_between_titles_and_names_do_not_part_them() -> None:
    titles = (*TITLES, "What Is a Good Map?")
    pages = [part for at, title in enumerate(titles) for part in (f"{title}\t{at}1-{at}9", "Ann Lee, Bo Cho")]
    buttons = [part for title in titles for part in (title, "PDF", "Ann Lee, Bo Cho")]
    for rows in (pages, buttons):
        assert corrected(labelled("TOA" * 3 + "OOA", rows), [regular_titles]) == "TOA" * 4


def test_right_before_titles_stand_names_where_they_do_before_most() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [f"{listed} 2025. “{title}”" for listed, title in zip(names, TITLES, strict=True)]
        return corrected(labelled(given, rows), [regular_names])

    assert labels("AOTAOTOOT", "Lee, A.", "Cho, B.", "Roy, C.") == "AOTAOTAOT"
    assert labels("OOTOOTOOT", "Lee, A., and B. Cho.", "Cho, B., and C. Roy.", "Roy, C., and A. Lee.") == "AOT" * 3
    assert labels("AOTOOTOOT", "Lee, A.", "Cho, B.", "Roy, C.") == "AOTOOTOOT"


def test_a_name_alone_in_the_line_above_a_title_is_its_author_where_names_stand_above_most() -> None:
    def labels(given: str, *above: str) -> str:
        rows = [row for listed, title in zip(above, TITLES, strict=True) for row in (listed, title)]
        return corrected(labelled(given, rows), [regular_names])

    assert labels("ATATOT", "Ann Lee, Bo Cho:", "Cy Roy, Ed Sun:", "Flo Berg:") == "ATATAT"
    assert labels("ATATOOT", "Ann Lee, Bo Cho", "Cy Roy, Ed Sun", "Chair: Flo Berg") == "ATATOOT"
    assert labels("ATATOT", "Ann Lee, Bo Cho:", "Cy Roy, Ed Sun:", "Clocks and maps") == "ATATOT"


def test_names_go_on_behind_where_somebody_works() -> None:
    words = ("Ann Lee", "(Example U., INP)", ", Kai Liu", "(Apr 2, 2007)", ", in a word")
    found = [Chunk(TITLES[0], 0), *(Chunk(text, 1) for text in words)]
    label(found, "TAOOOO")
    assert corrected(Text([], found), [regular_names]) == "TAOAOO"


def test_pages_are_no_names() -> None:
    assert corrected(labelled("TAA", (TITLES[0], "Nr. 7, S. 12–20", "Ann Lee")), [regular_names]) == "TOA"


SAID = f"{SENTENCE}, which is as slow as it is dear. " * 2 + "What they think of is of no use to most of us."


def test_long_sentences_below_titles_are_abstracts_where_nearly_all_have_some() -> None:
    def labels(given: str, *below: str, said: str = SAID) -> str:
        rows = [row for title, remark in zip(TITLES, below, strict=True) for row in (title, remark, said)]
        return corrected(labelled(given, rows), [regular_sentences])

    assert labels("TOOOO" * 3, *["It was read by all of us."] * 3) == "TSSSS" * 3
    assert labels("TSSSS" + "TOOOO" * 2, *["It was read by all of us."] * 3) == "TSSSS" * 3
    assert labels("TOOOO" * 3, *["Share"] * 3) == "TOSSS" * 3
    assert labels("TAOOO" * 3, *["Ann Lee"] * 3) == "TASSS" * 3
    assert labels("TASSS" * 2 + "TAOOO", *["Ann Lee"] * 3, said=f"{SAID[:-1]} …") == "TASSS" * 3


def test_remarks_below_titles_are_no_abstracts() -> None:
    remark = "It was read by all of us, and they liked it."
    rows = [row for title in TITLES for row in (title, remark)]
    assert corrected(labelled("TO" * 3, rows), [regular_sentences]) == "TO" * 3
    mixed = [*(row for title in TITLES for row in (title, "Ann Lee")), TITLES[0], SAID]
    assert corrected(labelled("TATATATOOO", mixed), [regular_sentences]) == "TATATATOOO"


def test_numbers_above_titles_are_votes_unless_all_are_years() -> None:
    def labels(*numbers: str) -> str:
        rows = [row for number, title in zip(numbers, TITLES, strict=True) for row in (number, title)]
        return corrected(labelled("OT" * len(numbers), rows), [regular_votes])

    assert labels("12", "7", "2019") == "NTNTNT"
    assert labels("2024", "2019", "2021") == "OTOTOT"
