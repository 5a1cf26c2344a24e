"""Remarks, rooms and issues of journals are no part of a paper's fields."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.asides import without_asides
from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines

TITLE = "Slow Clocks of the World"


def labels(given: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines."""
    text = lines(list(enumerate(rows, 1)))
    return "".join(without_asides(text, chunks(text), list(given)))


@pytest.mark.parametrize(
    "issue",
    [
        "Example Letters, Volume 38, Issue 3, September 2023, Pages 984–999",
        "Example Letters, Vol. 3, No. 2, Page 7",
        "Letters & Examples15 November 2023",
        "Letters (Online)July–Aug 2023",
    ],
)
def test_what_names_an_issue_is_no_title(issue: str) -> None:
    assert labels("Tt", TITLE, issue) == "TV"


def test_what_names_proceedings_by_their_pages_is_no_title() -> None:
    assert labels("TATt", TITLE, "Ann Lee", "ACL: Proceedings of the 56th Meeting of..., Pages 1437–1447") == "TAVV"


def test_a_title_with_a_month_or_a_volume_is_one() -> None:
    assert labels("Tt", TITLE, "What We Saw in November 2023") == "Tt"
    assert labels("Tt", TITLE, "Letters, Volume 38") == "Tt"


def test_what_names_proceedings_is_no_abstract() -> None:
    said = "In Proceedings of the 60th Meeting of Clocks"
    assert labels("ATS", f"Lee, A. {TITLE}. {said}.".replace("Lee, A.", "Ann Lee:")) == "ATV"
    assert labels("TS", TITLE, "Proceedings of the past are what we look at.") == "TS"


def test_words_above_an_address_are_no_title_where_a_card_shows_that_of_its_page() -> None:
    card = ("arxiv.org/abs/2406.19227", "arXiv.org", TITLE)
    assert labels("TLOT", "For those who like tables.", *card) == "OLOT"
    assert labels("TLOT", "For those who like tables.", card[0], "Ann Lee", TITLE) == "TLOT"
    assert labels("TLOO", TITLE, *card[:2], "We let agents think.") == "TLOO"


def test_rooms_are_no_authors() -> None:
    assert labels("TAA", TITLE, "Ann Lee", "Room A") == "TAO"
    assert labels("TAA", TITLE, "Ann Lee", "Bo Roomer") == "TAA"
    assert labels("TA", TITLE, "Hall, A.; Lee, B.") == "TA"


def test_journals_behind_titles_and_meetings_with_their_year_are_no_authors() -> None:
    assert labels("ATAO", 'A. Lee, "Slow Clocks," Astron. J.') == "ATVO"
    assert labels("TA", '"Slow Clocks," J. Lee') == "TA"
    assert labels("TAA", TITLE, "Lee A, Cho B", "Proc Conf Ex Comput Meet") == "TAV"
    assert labels("TAA", TITLE, "Ann Lee, Bo Cho. NLP4Maps 2020.") == "TAV"


def test_a_remark_below_an_abstract_is_no_part_of_it() -> None:
    assert labels("TSSS", TITLE, "We look at clocks.", "Relevance: I can cite it.") == "TSOO"
    assert labels("TSS", TITLE, "Comments: we look at clocks.") == "TSS"


def test_who_presents_a_paper_says_nothing_of_it() -> None:
    assert labels("TSS", TITLE, "Ann presented. Clocks are slow in all of the world.") == "TOS"


def test_what_is_said_below_a_list_is_no_end_of_its_last_abstract() -> None:
    rows = (TITLE, "We look at clocks.", "Small Maps", "We look at maps.", "", "All rights reserved.", "Try again.")
    assert labels("TSTSSS", *rows) == "TSTSOO"
    assert labels("TSTSSS", *rows[:4], rows[5], rows[6]) == "TSTSSS"
    assert labels("TSTSSS", *rows[:5], "This topic was automatically closed today.", "Ask again.") == "TSTSOO"
    for owner in ("Our pages are Copyright © Example Society.", "© 2025 Example Society."):
        assert labels("TSTSS", *rows[:5], owner) == "TSTSO"
    assert labels("TSTS", *rows[:3], "We keep what all rights reserve.") == "TSTS"
    assert labels("TSST", *rows[:2], "", "All rights reserved.", "Small Maps") == "TSST"


def test_questions_and_answers_below_abstracts_are_no_part_of_them() -> None:
    entry = (TITLE, "We look at clocks.", "Q. Which ones?", "A. All that are slow.")
    size = len(chunks(lines(list(enumerate(entry)))))
    given = "TS" + "S" * (size - 2)
    assert labels(given * 2, *entry, *entry) == ("TS" + "O" * (size - 2)) * 2
    assert labels(given, *entry) == given


def test_what_is_to_be_done_with_a_paper_is_no_title() -> None:
    rows = (TITLE, "To read", "Ann Lee", "", "Small Maps of Rooms", "To read", "Bo Cho")
    assert labels("TTATTA", *rows) == "TOATOA"
    assert labels("TSATSA", *(row.replace("To read", "Daily Papers") for row in rows)) == "TOATOA"
    assert labels("TTATTA", *rows[:5], "To skim", rows[6]) == "TTATTA"
    assert labels("TTATTA", TITLE, "", *rows[1:5], "", *rows[5:]) == "TTATTA"


def test_titles_of_a_table_of_contents_are_titles_below_it() -> None:
    contents = ("Overview", "Mamba", "Voyager")
    entries = [row for title in contents[1:] for row in (title, "Ann Lee, Bo Cho")]
    assert labels("TTT" + "TA" * 2, *contents, *entries) == "TTT" + "TA" * 2
