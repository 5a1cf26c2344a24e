"""Tables drawn with lines, as text browsers show them."""

from __future__ import annotations

import re

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read import drawn

GRID = """Papers of 28 March 2025

+------------------------+-------------+
| Title                  | Authors     |
+========================+=============+
| Slow Clocks: Planning  | Ann Lee, Bo |
| at the Pace of Thought | Cho         |
+------------------------+-------------+
| Small Maps             | Cy Roy      |
+------------------------+-------------+
"""
BOXES = re.sub(r"(?m)^\+(.*)\+$", r"├\1┤", GRID).translate(str.maketrans("|-=+", "│─═┼"))


@pytest.mark.parametrize("text", [GRID, BOXES], ids=["signs", "boxes"])
def test_a_row_of_a_drawn_table_may_go_over_several_lines(text: str) -> None:
    report = Report()
    digest = ingest(text.encode(), "papers.txt", report)
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        ("Slow Clocks: Planning at the Pace of Thought", ["Ann Lee", "Bo Cho"]),
        ("Small Maps", ["Cy Roy"]),
    ]
    assert (digest.date, [entry.line for entry in digest.entries]) == ("2025-03-28", [6, 9])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Learning with Trees for", "New York, Los Angeles"),
        ("A Map of Small Towns:", "Old Houses, Big Windows"),
        ("How Slow Clocks Improve Many", "Machine Translation, Image Search"),
    ],
)
def test_the_rest_of_a_title_is_no_names_in_a_cell(above: str, below: str) -> None:
    width = len(max(above, below, key=len))
    rule = f"+{'-' * (width + 2)}+------+"
    lines = [
        f"| {title:<{width}} | {year:<4} |" for title, year in ((above, "2024"), (below, ""), ("Small Maps", "2023"))
    ]
    head = f"| {'Title':<{width}} | Year |"
    text = "\n".join((rule, head, rule, *lines[:2], rule, lines[2], rule, ""))
    facts = ingest(text.encode(), "list.txt", Report()).entries[0].facts
    assert (facts.title, facts.authors) == (f"{above} {below}", ())


@pytest.mark.parametrize(("others", "is_name"), [("Short Paper", False)])
def test_an_empty_line_in_a_cell_parts_a_title_from_a_single_author_where_others_have_several(
    others: str, is_name: bool
) -> None:
    cells = (("Slow Clocks of the", "We show that clocks"), ("World and Its Rooms", "wait."), ("", ""))
    rows = [
        "".join(f"| {title:22} | {said:25} |\n" for title, said in (*cells, (name, "")))
        for name in ("*Ann Lee*", others)
    ]
    rule = f"+{'-' * 24}+{'-' * 27}+\n"
    text = f"{rule}| {'Paper':22} | {'Abstract':25} |\n{rule}{rows[0]}{rule}{rows[1]}{rule}"
    facts = ingest(text.encode(), "list.txt", Report()).entries[0].facts
    assert (facts.title == "Slow Clocks of the World and Its Rooms") is is_name
    assert [author.name for author in facts.authors] == ["Ann Lee"] * is_name


def test_the_rows_of_a_table_without_rules_between_them_are_a_line_each() -> None:
    lines = ["+---+---+", "| Title | Year |", "+---+---+", "| Clocks | 2025 |", "| Maps | 2024 |", "+---+---+"]
    assert [line for _, line in drawn.rows(list(enumerate(lines)))] == lines
    groups = [
        "| Title | Year |",
        "|---+---|",
        "| Clocks | 2025 |",
        "| Maps | 2024 |",
        *["|---+---|", "| Tea | 2023 |"] * 3,
    ]
    assert [line for _, line in drawn.rows(list(enumerate(groups)))] == groups


COLUMNS = """Notes of the week

Title                  Authors                 Link
---------------------  ----------------------  --------------------------------
Slow Clocks            Ann Lee,                https://arxiv.org/abs/2504.00001
                       Bo Cho
Small Maps | and More  Cy Roy                  https://arxiv.org/abs/2504.00002

See you on Friday, when the clocks are slower than all of the maps of the world.
"""
PARTED = """
  ------------------------------------------------
  Title                      Authors
  -------------------------- ---------------------
  Slow Clocks: Planning at   Ann Lee,
  the Pace of Thought        Bo Cho

  Small Maps                 Cy Roy
  ------------------------------------------------
"""


def test_a_table_in_columns_has_a_row_for_what_begins_in_the_first() -> None:
    entries = ingest(COLUMNS.encode(), "a.txt", Report()).entries
    assert [(entry.facts.title, entry.facts.arxiv) for entry in entries] == [
        ("Slow Clocks", "2504.00001"), ("Small Maps | and More", "2504.00002")
    ]  # fmt: skip
    assert [[author.name for author in entry.facts.authors] for entry in entries] == [["Ann Lee", "Bo Cho"], ["Cy Roy"]]


def test_empty_lines_part_the_rows_of_a_table_with_a_rule_at_its_end() -> None:
    entries = ingest(PARTED.encode(), "a.md", Report()).entries
    assert [(entry.facts.title, len(entry.facts.authors)) for entry in entries] == [
        ("Slow Clocks: Planning at the Pace of Thought", 2), ("Small Maps", 1)
    ]  # fmt: skip


def test_words_over_the_beginning_of_a_column_make_no_table() -> None:
    text = "Title   Authors\n------  -------\nSlow Clocks of the World\n"
    assert [line for _, line in drawn.rows(list(enumerate(text.split("\n"), 1)))] == text.split("\n")


ASCIIDOC = """= Reading list

[cols="3,2*",options="header"]
|===
|Title |Authors |Link

|Slow Clocks
and More
|Ann Lee, Bo Cho
|https://arxiv.org/abs/2504.00001[arXiv]

|Small Maps |Cy Roy |https://arxiv.org/abs/2504.00002[arXiv]
|===
"""


def test_cells_of_asciidoc_may_stand_in_lines_of_their_own() -> None:
    entries = ingest(ASCIIDOC.encode(), "a.adoc", Report()).entries
    assert [(entry.facts.title, len(entry.facts.authors), entry.facts.arxiv, entry.line) for entry in entries] == [
        ("Slow Clocks and More", 2, "2504.00001", 7), ("Small Maps", 1, "2504.00002", 12)
    ]  # fmt: skip
    by_first_row = ASCIIDOC.replace('[cols="3,2*",options="header"]\n', "")
    assert len(ingest(by_first_row.encode(), "a.adoc", Report()).entries) == 2
    cut_off = list(enumerate(ASCIIDOC.split("\n|Small")[0].split("\n"), 1))
    assert drawn.rows(cut_off) == cut_off


def test_links_behind_a_bar_and_heads_between_two_are_those_of_confluence() -> None:
    rows = "|Slow Clocks|Ann Lee|[arXiv|https://arxiv.org/abs/2504.00001]|\n|Small Maps|Cy Roy|[DOI|https://doi.org/10.1000/1]|\n"
    entries = ingest(f"h2. Reading list\n\n||Title||Authors||Link||\n{rows}".encode(), "a.txt", Report()).entries
    assert [(entry.facts.title, entry.facts.authors[0].name) for entry in entries] == [
        ("Slow Clocks", "Ann Lee"), ("Small Maps", "Cy Roy")
    ]  # fmt: skip
    assert (entries[0].facts.arxiv, entries[1].facts.doi) == ("2504.00001", "10.1000/1")


def test_numbered_rows_may_have_no_rules_between_them() -> None:
    table = """> open picks.json | select title authors
╭───┬──────────────────────────┬──────────────────╮
│ # │          title           │     authors      │
├───┼──────────────────────────┼──────────────────┤
│ 0 │ Slow Clocks: Planning at │ Ann Lee, Bo Cho  │
│   │ the Pace of Thought      │                  │
│ 1 │ Small Maps               │ Cy Roy, Dee Fox, │
│   │                          │ Ed Day           │
╰───┴──────────────────────────┴──────────────────╯
> ls
╭───┬───────────╮
│ 0 │ a.json    │
╰───┴───────────╯
"""
    entries = ingest(table.encode(), "a.txt", Report()).entries
    assert [(entry.facts.title, len(entry.facts.authors)) for entry in entries][:2] == [
        ("Slow Clocks: Planning at the Pace of Thought", 2), ("Small Maps", 3)
    ]  # fmt: skip
