"""Tables of LaTeX, whole or a part of one, whose rows may go over several lines."""

from __future__ import annotations

from time import process_time

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read import latex

ROWS = r"""
\textbf{Date} & \textbf{Paper} & \textbf{Chair} \\ \midrule
1 May 2025 & \emph{Slow Clocks} at
    50\% of Their Pace \newline {\small Ann Lee, Bo Cho} & Tom \\
8 May 2025 & \multicolumn{2}{l}{\textit{no meeting}} \\ % moved?
15 May 2025 & Cats \& Dogs of the World \newline {\small Cy Roy, Di Sun} & Kim \\[2pt]
"""
TABLE = "\\begin{tabular}{lll}\n"


def shown(text: str) -> list[str]:
    return [line for _, line in latex.with_tabs(list(enumerate(text.split("\n"), 1))) if line.strip()]


@pytest.mark.parametrize("frame", ["\\begin{{tabularx}}{{\\textwidth}}{{lXl}}{}\\end{{tabularx}}\n"])
def test_columns_are_what_their_head_says_and_names_in_small_letters_are_authors(frame: str) -> None:
    digest = ingest(frame.format(ROWS).encode(), "plan.tex", Report())
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        ("Slow Clocks at 50% of Their Pace", ["Ann Lee", "Bo Cho"]),
        ("Cats & Dogs of the World", ["Cy Roy", "Di Sun"]),
    ]
    assert [entry.listed for entry in digest.entries] == ["2025-05-01", "2025-05-15"]


def test_what_is_mostly_something_else_is_no_table() -> None:
    text = "We let agents think of matrices at every step of the way.\n" * 9 + "a & b \\\\\nc & d \\\\"
    assert shown(text) == text.split("\n")
    assert shown("Cats & Dogs\nMaps & Rooms") == ["Cats & Dogs", "Maps & Rooms"]


@pytest.mark.parametrize(
    "row",
    [
        "Slow Clocks\tR&D\\\\",
        "| Slow Clocks | $a & b \\\\ c$ |",
        "Slow Clocks,Ann Lee & Bo Cho,\\\\srv\\a.pdf",
        "$a & b \\\\",
    ],
)
def test_rows_of_other_tables_are_as_they_were(row: str) -> None:
    assert shown(f"{row}\n{row}") == [row, row]


@pytest.mark.parametrize("piece", ["& a ", "a & b \\\\ ", "\\emph{", "{", "% ", "\\newline ", "a &\n", "\t", "&"])
def test_time_grows_with_the_text(piece: str) -> None:
    start = process_time()
    latex.with_tabs(list(enumerate(f"a & b \\\\\nc & d \\\\\n{piece * 40_000}".split("\n"))))
    assert process_time() - start < 4


def test_a_row_goes_on_until_two_backslashes() -> None:
    assert shown(f"{TABLE}{ROWS}")[1:3] == [
        "1 May 2025\tSlow Clocks at 50% of Their Pace<br>Ann Lee, Bo Cho\tTom",
        "8 May 2025\tno meeting",
    ]
    assert shown(f"{TABLE}{ROWS}22 May 2025 & Small Maps\n  of Rooms")[-1] == "22 May 2025\tSmall Maps of Rooms"
    assert shown(f"{TABLE}Mo & Lee & ``Slow Clocks'' \\\\\n   & Cho & ``Small Maps'' \\\\")[-1] == '\tCho\t"Small Maps"'


def test_rows_over_all_columns_are_days_and_ends_of_pages_are_nothing() -> None:
    text = (
        "\\begin{longtable}{@{}l p{3cm}@{}}\nTitle & Authors \\\\ \\cmidrule(lr){1-2}\n\\endfirsthead\n\\endfoot\n"
        "\\multicolumn{2}{@{}l}{\\textbf{Monday, 20 July 2026}}\\\\*[2pt]\nSlow Clocks & Ann Lee, Bo Cho \\\\*\n"
        "\\end{longtable}\n"
    )
    assert shown(text) == ["Title\tAuthors", "**Monday, 20 July 2026**", "Slow Clocks\tAnn Lee, Bo Cho"]
