"""Tables of MediaWiki."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read.wiki_tables import as_markdown

SCHEDULE = """\
{{Shortcut|JC}}
Please add your paper.

{| class="wikitable sortable" style="width:100%"
|+ Spring 2025
! rowspan="2" | Date !! colspan="2" | Talk !! rowspan=2 | Abstract / remarks
|-
! Presenter !! Paper
|-
| rowspan="2" | 2025-04-07
| [[User:Ann|Ann]]
| Bo Cho, Cy Roy: ''[https://arxiv.org/abs/2502.05795 Slow Clocks of the World]''
| We wait.
|-
| Di || ''Small Maps of Long Rooms''<br />Eva B. Sun || <!-- to follow -->
|- style="background:#eee"
| 2025-04-14 || colspan="3" | ''no meeting''
|-
| 2025-04-21 || Kim || TBA ||
|}
"""


def shown(text: str) -> list[str]:
    return [line for _, line in as_markdown(list(enumerate(text.split("\n"), 1)))]


def test_a_schedule_of_a_wiki_is_a_table_of_talks() -> None:
    report = Report()
    digest = ingest(SCHEDULE.encode(), "schedule.wiki", report)
    assert [(entry.listed or digest.date, entry.line) for entry in digest.entries] == [
        ("2025-04-07", 10),
        ("2025-04-07", 15),
    ]
    first, second = (entry.facts for entry in digest.entries)
    assert (first.title, first.arxiv, [author.name for author in first.authors]) == (
        "Slow Clocks of the World",
        "2502.05795",
        ["Bo Cho", "Cy Roy"],
    )
    assert (second.title, [author.name for author in second.authors]) == ("Small Maps of Long Rooms", ["Eva B. Sun"])
    assert {found.code for found in report.diagnostics} <= {"untitled-record", "doubtful-paper"}


def test_cells_go_over_rows_columns_and_lines() -> None:
    table = "{|\n|-\n! A !! B !! C\n|-\n| colspan=2 | 1 || 2\n|-\n| rowspan=2 | 3\nand on\n| 4 || 5\n|-\n| 6\n| 7\n|}"
    assert shown(table) == [
        "| A | B | C |",
        "|---|",
        "| 1 |  | 2 |",
        "| 3<br>and on | 4 | 5 |",
        "| 3<br>and on | 6 | 7 |",
    ]
    assert shown("| no | table |") == ["| no | table |"]


def test_a_table_may_have_no_end() -> None:
    table = "{|\n! Title !! Authors\n|-\n| Slow Clocks of the World || Ann Lee\n|-\n| Small Maps || Bo Cho"
    assert shown(table)[2:] == ["| Slow Clocks of the World | Ann Lee |", "| Small Maps | Bo Cho |"]
    digest = ingest(table.encode(), "schedule.wiki", Report())
    assert digest.format.startswith("tables")
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks of the World", "Small Maps"]


def test_nobody_sees_comments_and_pictures() -> None:
    table = "{|\n! A !! B\n|-\n| Slow Clocks<!-- ask Ann --> || [[File:Clock.svg|20px]] Ann Lee\n|}"
    assert shown(table)[2:] == ["| Slow Clocks | Ann Lee |"]
