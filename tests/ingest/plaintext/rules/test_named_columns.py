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


def test_what_no_cell_can_be_is_not_told_of_it() -> None:
    row = "| 1 | Slow Clocks of the World | see page | Slow. | many | Dana |"
    assert named("OTAOOO" + "OTTTTS", HEAD, row) == "OOOOOO" + "OTOSOO"
    # names that nobody knows as names stay what they were taken for
    assert named("OTAOOO" + "OTATOO", HEAD, row.replace("see page", "Mediatic")) == "OOOOOO" + "OTASOO"


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


def test_days_without_a_year_below_date_are_those_of_lists_and_lines_below_a_head_are_nothing() -> None:
    rows = ("| Date | Paper |", "|:---|:---|", "| Mar 28, 31 | Slow Clocks of the World |")
    assert named("OO" + "OO" + "OT", *rows) == "OO" + "OO" + "DT"
    assert named("OO" + "OO" + "OT", *rows[:2], rows[2].replace("28, 31", "28, 2025")) == "OO" + "OO" + "PT"
    assert named("OO" + "OO" + "OT", rows[0].replace("Date", "Published"), *rows[1:]) == "OO" + "OO" + "PT"


def test_days_without_a_year_begin_rows_of_which_a_cell_goes_on_below() -> None:
    rows = ("Date\tTopic\tReadings\tDue", "Tue 27 Sep\tTrees\tSlow Clocks of the World", "Ann Lee\tQuiz")
    assert named("OOOO" + "OOT" + "AO", *rows) == "OOOO" + "DOT" + "AO"
    assert named("OOO" + "OOT", rows[0].removeprefix("Date\t"), rows[1]) == "OOO" + "OOT"
