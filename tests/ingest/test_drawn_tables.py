"""Tables drawn with lines, as text browsers show them."""

from __future__ import annotations

import re

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read import drawn
from sitegen.ingest.values import prose

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
LINKS = re.sub(r"(?m)(?<=\|\n)\+([-=+]+)\+(?=\n\|)", lambda rule: f"|{rule[1].replace('=', '-')}|", GRID)
BOXES = re.sub(r"(?m)^\+(.*)\+$", r"├\1┤", GRID).translate(str.maketrans("|-=+", "│─═┼"))


@pytest.mark.parametrize("text", [GRID, BOXES, LINKS], ids=["signs", "boxes", "bars"])
def test_a_row_of_a_drawn_table_may_go_over_several_lines(text: str) -> None:
    report = Report()
    digest = ingest(text.encode(), "papers.txt", report)
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        ("Slow Clocks: Planning at the Pace of Thought", ["Ann Lee", "Bo Cho"]),
        ("Small Maps", ["Cy Roy"]),
    ]
    assert (digest.date, [entry.line for entry in digest.entries]) == ("2025-03-28", [6, 9])


def test_names_below_a_title_in_its_cell_are_its_authors_where_they_had_room_behind_it() -> None:
    text = """\
+---+-----------------------------+------------+
| # | Paper                       | Id         |
+---+-----------------------------+------------+
| 1 | Slow Clocks of the World    | 2503.00001 |
|   | and the Time They Keep      |            |
|   | Ann Lee, Bo Cho, Cyrus Roy, |            |
|   | Di Sun                      |            |
+---+-----------------------------+------------+
| 2 | Small Maps and Rooms        | 2503.00002 |
|   | Ed Fir and Flo Hart         |            |
+---+-----------------------------+------------+
"""
    digest = ingest(text.encode(), "list.txt", Report())
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        ("Slow Clocks of the World and the Time They Keep", ["Ann Lee", "Bo Cho", "Cyrus Roy", "Di Sun"]),
        ("Small Maps and Rooms", ["Ed Fir", "Flo Hart"]),
    ]


def test_a_box_around_paragraphs_is_no_table() -> None:
    box = [
        "+-----+",
        "| Slow Clocks |",
        "| Ann Lee |",
        "+-----+",
        "| Small Maps |",
        "+-----+",
        "| Last Words |",
        "+-----+",
    ]
    assert [line for _, line in drawn.rows(list(enumerate(box)))] == [
        "", "Slow Clocks", "Ann Lee", "", "Small Maps", "", "Last Words", "",
    ]  # fmt: skip


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


RECORDS = """papers=> \\x
-[ {name} 1 ]-------------------------------------------
id       | 17
title    | Slow Clocks: Planning at the Pace of Thought
authors  | {{"Ann Lee","Bo Cho"}}
arxiv_id | 2504.00001
abstract | Planners think fast and badly. We give them clocks that    +
         | wait, and they find ways that are shorter than those of    +
         | planners whose clocks are fast.
tags     | {{}}
-[ {name} 2 ]-------------------------------------------
id       | 18
title    | Small Maps for Robots That Forget Where They Were
authors  | {{"Cy Roy"}}
arxiv_id |
abstract | Robots forget where they were. Small maps help them to     +
         | remember, at a tenth of the costs that large maps have.
tags     | {{maps,"to read"}}

Time: 2 ms
"""
UNICODE = str.maketrans("-|+", "─│↵")


@pytest.mark.parametrize("text", [RECORDS, RECORDS.translate(UNICODE)], ids=["ascii", "unicode"])
@pytest.mark.parametrize("name", ["RECORD", "DATENSATZ", "ЗАПИСЬ"])
def test_records_of_a_database_are_papers_with_their_fields(name: str, text: str) -> None:
    clocks, maps = ingest(text.format(name=name).encode(), "2025-03-28.txt", Report()).entries
    assert clocks.facts.title == "Slow Clocks: Planning at the Pace of Thought"
    assert [author.name for author in clocks.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert prose.text(clocks.abstract) == (
        "Planners think fast and badly. We give them clocks that wait, and they find ways that are shorter than those "
        "of planners whose clocks are fast."
    )
    assert prose.text(maps.abstract).endswith("help them to remember, at a tenth of the costs that large maps have.")
    assert [entry.facts.arxiv for entry in (clocks, maps)] == ["2504.00001", ""]


def test_a_line_between_records_stays_as_it_is() -> None:
    lines = ["-[ RECORD 1 ]--", "a | x", "Time: 2 ms", "b | y", "", "-[ RECORD 2 ]--", "a | {}", "c | z"]
    assert [line for _, line in drawn.rows(list(enumerate(lines)))] == [
        "", "a: x", "Time: 2 ms", "b | y", "", "", "c: z",
    ]  # fmt: skip
