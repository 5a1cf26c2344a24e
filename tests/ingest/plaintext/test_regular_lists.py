"""What nearly all entries of a list have is looked for in the others."""

from __future__ import annotations

from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.regular_lists import (
    with_regular_names,
    with_regular_sentences,
    with_regular_titles,
    with_regular_votes,
)

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
SENTENCE = "We let agents think at every step of the way"


def test_right_behind_titles_stand_names_where_they_do_behind_most() -> None:
    def labels(given: str, last: str) -> str:
        listed = (row for title in TITLES for row in (title, "Ann Lee, Bo Cho"))
        rows = lines(list(enumerate((*listed, "Last Words", *last.split("\n")), 1)))
        return "".join(with_regular_names(chunks(rows), list(given)))

    assert labels("TATATATO", "M. Roy") == "TATATATA"
    assert labels("TATATATO", "Roy, M.") == "TATATATA"
    assert labels("TATATATO", "M. Roy (Example Labs)") == "TATATATA"
    assert labels("TATATATO", "clocks at rest") == "TATATATO"
    assert labels("TATATATOO", "#4\nM. Roy") == "TATATATOA"
    assert labels("TOTOTATO", "M. Roy") == "TOTOTATO"


def test_where_all_else_is_titles_and_abstracts_a_line_between_them_is_a_title_without_one() -> None:
    long = " ".join([SENTENCE] * 3)
    rows = [part for title in TITLES for part in (title, "", long, "")]
    text = lines(list(enumerate([*rows[:4], "What Is a Good Map?", "", *rows[4:]], 1)))
    assert "".join(with_regular_titles(text, chunks(text), list("TSOTSTS"))) == "TSTTSTS"


def test_the_number_of_its_section_is_no_part_of_a_title() -> None:
    rows = [part for title in (*TITLES[:2], f"2.3\t{TITLES[2]}") for part in (title, "Ann Lee, Bo Cho")]
    text = lines(list(enumerate(rows, 1)))
    assert "".join(with_regular_titles(text, chunks(text), list("TATAOOA"))) == "TATAOTA"


def test_pages_and_buttons_between_titles_and_names_do_not_part_them() -> None:
    titles = (*TITLES, "What Is a Good Map?")
    pages = [part for at, title in enumerate(titles) for part in (f"{title}\t{at}1-{at}9", "Ann Lee, Bo Cho")]
    buttons = [part for title in titles for part in (title, "PDF", "Ann Lee, Bo Cho")]
    for rows in (pages, buttons):
        text = lines(list(enumerate(rows, 1)))
        assert "".join(with_regular_titles(text, chunks(text), list("TOA" * 3 + "OOA"))) == "TOA" * 4


def test_right_before_titles_stand_names_where_they_do_before_most() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [f"{listed} 2025. “{title}”" for listed, title in zip(names, TITLES, strict=True)]
        return "".join(with_regular_names(chunks(lines(list(enumerate(rows, 1)))), list(given)))

    assert labels("AOTAOTOOT", "Lee, A.", "Cho, B.", "Roy, C.") == "AOTAOTAOT"
    assert labels("OOTOOTOOT", "Lee, A., and B. Cho.", "Cho, B., and C. Roy.", "Roy, C., and A. Lee.") == "AOT" * 3
    assert labels("AOTOOTOOT", "Lee, A.", "Cho, B.", "Roy, C.") == "AOTOOTOOT"


def test_a_name_alone_in_the_line_above_a_title_is_its_author_where_names_stand_above_most() -> None:
    def labels(given: str, *above: str) -> str:
        rows = [row for listed, title in zip(above, TITLES, strict=True) for row in (listed, title)]
        return "".join(with_regular_names(chunks(lines(list(enumerate(rows, 1)))), list(given)))

    assert labels("ATATOT", "Ann Lee, Bo Cho:", "Cy Roy, Ed Sun:", "Flo Berg:") == "ATATAT"
    assert labels("ATATOOT", "Ann Lee, Bo Cho", "Cy Roy, Ed Sun", "Chair: Flo Berg") == "ATATOOT"
    assert labels("ATATOT", "Ann Lee, Bo Cho:", "Cy Roy, Ed Sun:", "Clocks and maps") == "ATATOT"


def test_names_go_on_behind_where_somebody_works() -> None:
    words = ("Ann Lee", "(Example U., INP)", ", Kai Liu", "(Apr 2, 2007)", ", in a word")
    found = [Chunk(TITLES[0], 0), *(Chunk(text, 1) for text in words)]
    assert "".join(with_regular_names(found, list("TAOOOO"))) == "TAOAOO"


def test_pages_are_no_names() -> None:
    found = chunks(lines([(1, TITLES[0]), (2, "Nr. 7, S. 12–20"), (3, "Ann Lee")]))
    assert "".join(with_regular_names(found, list("TAA"))) == "TOA"


SAID = f"{SENTENCE}, which is as slow as it is dear. " * 2 + "What they think of is of no use to most of us."


def test_long_sentences_below_titles_are_abstracts_where_nearly_all_have_some() -> None:
    def labels(given: str, *below: str, said: str = SAID) -> str:
        rows = [row for title, remark in zip(TITLES, below, strict=True) for row in (title, remark, said)]
        return "".join(with_regular_sentences(chunks(lines(list(enumerate(rows, 1)))), list(given)))

    assert labels("TOOOO" * 3, *["It was read by all of us."] * 3) == "TSSSS" * 3
    assert labels("TSSSS" + "TOOOO" * 2, *["It was read by all of us."] * 3) == "TSSSS" * 3
    assert labels("TOOOO" * 3, *["Share"] * 3) == "TOSSS" * 3
    assert labels("TAOOO" * 3, *["Ann Lee"] * 3) == "TASSS" * 3
    assert labels("TASSS" * 2 + "TAOOO", *["Ann Lee"] * 3, said=f"{SAID[:-1]} …") == "TASSS" * 3


def test_remarks_below_titles_are_no_abstracts() -> None:
    remark = "It was read by all of us, and they liked it."
    found = chunks(lines(list(enumerate([row for title in TITLES for row in (title, remark)], 1))))
    assert "".join(with_regular_sentences(found, list("TO" * 3))) == "TO" * 3
    mixed = [*(row for title in TITLES for row in (title, "Ann Lee")), TITLES[0], SAID]
    found = chunks(lines(list(enumerate(mixed, 1))))
    assert "".join(with_regular_sentences(found, list("TATATATOOO"))) == "TATATATOOO"


def test_numbers_above_titles_are_votes_unless_all_are_years() -> None:
    def labels(*numbers: str) -> str:
        rows = [row for number, title in zip(numbers, TITLES, strict=True) for row in (number, title)]
        return "".join(with_regular_votes(chunks(lines(list(enumerate(rows, 1)))), list("OT" * len(numbers))))

    assert labels("12", "7", "2019") == "NTNTNT"
    assert labels("2024", "2019", "2021") == "OTOTOT"
