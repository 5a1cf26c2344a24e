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


def test_a_title_with_a_month_or_a_volume_is_one() -> None:
    assert labels("Tt", TITLE, "What We Saw in November 2023") == "Tt"
    assert labels("Tt", TITLE, "Letters, Volume 38") == "Tt"


def test_rooms_are_no_authors() -> None:
    assert labels("TAA", TITLE, "Ann Lee", "Room A") == "TAO"
    assert labels("TAA", TITLE, "Ann Lee", "Bo Roomer") == "TAA"
    assert labels("TA", TITLE, "Hall, A.; Lee, B.") == "TA"


def test_a_remark_below_an_abstract_is_no_part_of_it() -> None:
    assert labels("TSSS", TITLE, "We look at clocks.", "Relevance: I can cite it.") == "TSOO"
    assert labels("TSS", TITLE, "Comments: we look at clocks.") == "TSS"


def test_what_is_said_below_a_list_is_no_end_of_its_last_abstract() -> None:
    rows = (TITLE, "We look at clocks.", "Small Maps", "We look at maps.", "", "All rights reserved.", "Try again.")
    assert labels("TSTSSS", *rows) == "TSTSOO"
    assert labels("TSTSSS", *rows[:4], rows[5], rows[6]) == "TSTSSS"
    assert labels("TSTS", *rows[:3], "We keep what all rights reserve.") == "TSTS"
    assert labels("TSST", *rows[:2], "", "All rights reserved.", "Small Maps") == "TSST"


def test_questions_and_answers_below_abstracts_are_no_part_of_them() -> None:
    entry = (TITLE, "We look at clocks.", "Q. Which ones?", "A. All that are slow.")
    size = len(chunks(lines(list(enumerate(entry)))))
    given = "TS" + "S" * (size - 2)
    assert labels(given * 2, *entry, *entry) == ("TS" + "O" * (size - 2)) * 2
    assert labels(given, *entry) == given
