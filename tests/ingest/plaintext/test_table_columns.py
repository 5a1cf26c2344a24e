"""The head of a table amid other text says what its cells are."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.table_columns import RULES
from tests.ingest.plaintext.labelled import corrected
from tests.ingest.plaintext.labelled import labelled as text_of


def labelled(given: str, *rows: str) -> str:
    return corrected(text_of(given, rows), RULES)


HEAD, RULE = "| # | Title | Authors | Key idea | ID |", "|---|---|---|---|---|"


def test_cells_are_what_their_columns_are_called() -> None:
    rows = (HEAD, RULE, "| 1 | Slow Clocks: A Study | Ann Lee et al. | They wait; nobody knows | 2502.05795 |")
    assert labelled("O" * 10 + "OTtAAL", *rows) == "O" * 10 + "OTtASL"


def test_only_a_table_with_titles_counts_and_only_as_far_as_its_rows_go() -> None:
    assert labelled("O" * 4 + "TO", "| Owner | Item |", "|---|---|", "| Ann Lee | Rerun it |") == "O" * 4 + "TO"
    assert labelled("O" * 4 + "OO", "| Stage | Title |", "|---|---|", "| 1 | K-means |") == "O" * 6
    rows = ("| Title | Authors |", "|---|---|", "| Slow Clocks | Ann Lee |", "", "Old words and small maps")
    assert labelled("OOOO" + "OO" + "S", *rows) == "OOOO" + "TA" + "S"


def test_sentences_in_a_column_of_another_name_are_abstracts_where_none_is_called_so() -> None:
    said = "We show that clocks wait"
    row = f"| Slow Clocks | Ann Lee | {said} |"
    assert (
        labelled("OOO" + "OOO" + "TTS", "| Title | Presenter | Note |", "|---|---|---|", row) == "OOO" + "OOO" + "TOS"
    )
    both = ("| Title | Abstract | Note |", "|---|---|---|", f"| Slow Clocks | {said} | {said} |")
    assert labelled("OOO" + "OOO" + "TSS", *both) == "OOO" + "OOO" + "TSO"


def test_an_empty_cell_moves_no_other() -> None:
    assert labelled(
        "O" * 8 + "OO", "| Title | Authors | Venue | ID |", "|---|---|---|---|", "| Slow Clocks | | Maps | |"
    ) == ("O" * 8 + "TV")


def test_a_chat_with_a_table_and_a_list_is_read_whole() -> None:
    text = f"""Here is the overview of November 6, 2025:

{HEAD}
{RULE}
| 1 | **Slow Clocks Make Better Planners** | Ann Lee et al. | Agents wait; plans become longer | `2502.05795` |
| 2 | **Small Maps and What They Leave Out** | Bo Cho, Cy Roy | Maps without streets | `2502.05796` |

3. **Dreams about Rooms of One's Own** — Di Sun, arXiv:2502.05797
"""
    read = ingest(text.encode(), "2025-11-06.md", Report())
    assert [entry.facts.title for entry in read.entries] == [
        "Slow Clocks Make Better Planners",
        "Small Maps and What They Leave Out",
        "Dreams about Rooms of One's Own",
    ]
    assert [len(entry.facts.authors) for entry in read.entries] == [1, 2, 1]
    assert read.entries[0].abstract[0][0].text == "Agents wait; plans become longer"


def test_sentences_beside_a_title_in_its_cell_stay() -> None:
    rows = ("| Title | Authors |", "|---|---|", "| **Slow Clocks** - They wait for no train at all. | Ann Lee |")
    assert labelled("O" * 4 + "TSO", *rows) == "O" * 4 + "TSA"
