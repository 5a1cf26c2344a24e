"""Cells of a table are what the head of their column says."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.rules.named_columns import named_columns
from sitegen.ingest.plaintext.words import field
from tests.ingest.plaintext.labelled import corrected, labelled

HEAD = "| # | Title | Authors | Summary | Votes | Who |"
WORDS = "It shows that clocks are slow in all towns of the world."


def named(labels: str, *rows: str) -> str:
    return corrected(labelled(labels, rows), [named_columns])


def test_cells_are_what_their_column_is_called() -> None:
    row = f"| 1 | Slow Clocks of the World | Ann Lee | {WORDS} | 12 | Dana |"
    assert named("OTAOOO" + "OTtTOA", HEAD, row) == "OOOOOO" + "OTASNO"
    assert named("OTtTOA", row) == "OTtTOA"
    assert named("OTAOOO" + "TtTOA", HEAD, row.replace("| 1 |", "| |")) == "OOOOOO" + "TASNO"


def test_cells_may_be_parted_by_tabs() -> None:
    rows = ("Title\tAuthors\tSummary", f"Slow Clocks of the World\tAnn Lee\t{WORDS}")
    assert named("TAO" + "TOT", *rows) == "OOO" + "TAS"


@pytest.mark.parametrize(
    "head", ["| Date | Paper | Presenter |", "| Termin | Titel | Vorgestellt von |", "| 日程 | 論文 | 担当 |"]
)
def test_dates_beside_who_presents_a_paper_are_days_of_lists(head: str) -> None:
    row = "| 2025-09-05 | Slow Clocks of the World | Dana |"
    assert named("OOO" + "PTO" + "OTO", head, row, row) == "OOO" + "DTO" + "DTO"
    assert named("OOO" + "PTO" + "DTO", "| Date | Paper | Room |", row, row) == "OOO" + "PTO" + "DTO"


def test_dates_of_one_weekday_are_days_of_lists() -> None:
    rows = [f"| 2025-09-{day} | Slow Clocks of the World |" for day in ("04", "11", "18", "25")]
    assert named("OO" + "PT" + "DT" * 3, "| Date | Paper |", *rows) == "OO" + "DT" * 4
    rows[1] = rows[1].replace("-11", "-12")
    assert named("OO" + "PT" + "DT" * 3, "| Date | Paper |", *rows) == "OO" + "PT" + "DT" * 3


def test_what_no_cell_can_be_is_not_told_of_it() -> None:
    row = "| 1 | Slow Clocks of the World | see page | Not yet. | many | Dana |"
    assert named("OTAOOO" + "OTTTTS", HEAD, row) == "OOOOOO" + "OTOOOO"
    # names that nobody knows as names stay what they were taken for
    assert named("OTAOOO" + "OTATOO", HEAD, row.replace("see page", "Mediatic")) == "OOOOOO" + "OTAOOO"


def test_a_row_with_names_has_a_title_in_the_column_of_titles() -> None:
    row = "| 1 | Slow Clocks of the World | Ann Lee | | | |"
    assert named("OTAOOO" + "OOA", HEAD, row) == "OOOOOO" + "OTA"
    assert named("OTAOOO" + "OOO", HEAD, row.replace("Ann Lee", "no session")) == "OOOOOO" + "OOO"
    long = row.replace(" of the World", ": How They Wait")
    assert named("OTAOOO" + "OOSA", HEAD, long) == "OOOOOO" + "OTtA"
    # what stands before a title in its cell is none
    assert named("OTAOOO" + "OOTA", HEAD, long) == "OOOOOO" + "OOTA"


def test_a_link_in_the_column_of_titles_is_one() -> None:
    row = "| 1 | [Slow Clocks](https://a.example/1) | | | | |"
    assert named("OTAOOO" + "OL", HEAD, row) == "OOOOOO" + "OT"
    assert named("OTAOOO" + "OL", HEAD, row.replace("Slow Clocks", "PDF")) == "OOOOOO" + "OL"
    assert named("OTAOOO" + "OO", HEAD, "| 1 | no session | | | | |") == "OOOOOO" + "OO"


def test_columns_end_with_their_table() -> None:
    row = "| 1 | Slow Clocks of the World | Ann Lee | Small Maps | 12 | Dana |"
    assert named("OTAOOO" + "T" + "OTATOA", HEAD, "Other papers", row) == "OOOOOO" + "T" + "OTATOA"
    # another number of cells is another table
    assert named("OTAOOO" + "TAT", HEAD, "| Slow Clocks of the World | Ann Lee | Small Maps |") == "OOOOOO" + "TAT"


def test_a_head_names_a_title_and_something_else() -> None:
    for head, labels in (("| Authors | Summary |", "AO"), ("| Title | Who |", "TO")):
        assert named(labels + "TA", head, "| Slow Clocks of the World | Ann Lee |") == labels + "TA"


def test_sentences_of_an_unknown_column_stay_where_no_column_has_summaries() -> None:
    head, row = "| Title | Authors | Remarks of ours |", f"| Slow Clocks of the World | Ann Lee | {WORDS} |"
    assert named("TAO" + "TAS", head, row) == "OOO" + "TAS"
    assert named("TAO" + "TAT", head, row) == "OOO" + "TAO"


@pytest.mark.parametrize("name", ["摘要", "一句话要点", "一句话说明"])
def test_what_a_sentence_says_of_a_paper_is_its_summary_in_tables_and_below_titles(name: str) -> None:
    rows = (f"| 题目 | {name} |", "| Slow Clocks of the World | 本文研究各地城镇中走得很慢的时钟，并说明其原因。 |")
    assert named("OO" + "TO", *rows) == "OO" + "TS"
    assert field(f"{name}：") == "abstract"


def test_what_a_paper_contributes_is_its_summary() -> None:
    assert field("**主要贡献**") == field("核心贡献：") == "abstract"


def test_who_presents_is_no_author_and_days_are_those_of_meetings_where_no_column_is_called_a_title() -> None:
    head, rows = (
        "| Date | Topic | Presenters | Notes |",
        ("| May 2 | Slow Clocks | Ann, Bo | Summary", "| May 9 | Maps | Cy | Notes |"),
    )
    assert named("OOOO" + "OTAO" + "OTAO", head, *rows) == "OOOO" + "DTOO" + "DTOO"
    assert named("OOOO" + "OTAO", head.replace("Presenters", "People"), rows[0]) == "OOOO" + "OTAO"


def test_the_surest_of_several_columns_of_titles_has_them() -> None:
    head = "| Item Name | Start | Title | Authors |"
    row = "| Talk | 9:10 | Slow Clocks of the World | Ann Lee |"
    assert named("OOOO" + "OOOA", head, row) == "OOOO" + "OOTA"


def test_days_without_a_year_below_date_are_those_of_lists_and_lines_below_a_head_are_nothing() -> None:
    rows = ("| Date | Paper |", "|:---|:---|", "| Mar 28, 31 | Slow Clocks of the World |")
    assert named("OO" + "OO" + "OT", *rows) == "OO" + "OO" + "DT"
    assert named("OO" + "OO" + "OT", *rows[:2], rows[2].replace("28, 31", "28, 2025")) == "OO" + "OO" + "PT"
    assert named("OO" + "OO" + "OT", rows[0].replace("Date", "Published"), *rows[1:]) == "OO" + "OO" + "PT"
