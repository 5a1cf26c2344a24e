"""What an editor shows beside a text is no part of it."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read.screens import without_numbers

NUMBERED = "  8 Slow Clocks\n  9 \n 10 Small Maps of\n    the World\n 11 \n 12 Rooms\n 13   Ann Lee\n"


def test_numbers_of_all_lines_are_no_part_of_a_text_in_whatever_format() -> None:
    assert without_numbers(NUMBERED) == "Slow Clocks\n\nSmall Maps of\nthe World\n\nRooms\n  Ann Lee\n"
    entry = ("@article{lee,", "  title = {Slow Clocks},", "", "  author = {Lee, Ann},", "  year = 2025", "}")
    shown = "\n".join(f"{number:>3} {line}" for number, line in enumerate(entry, 1))
    digest = ingest(shown.encode(), "list.txt", Report())
    assert [(paper.facts.title, digest.format) for paper in digest.entries] == [("Slow Clocks", "BibTeX and BibLaTeX")]


@pytest.mark.parametrize(
    "text",
    [
        NUMBERED.replace(" 10 ", " 20 "),
        NUMBERED.replace("  9 \n", "  9 Doors\n").replace(" 11 \n", " 11 Streets\n"),
        "".join(f" {number}\n   Slow Clocks {number}\n" for number in range(1, 9)),
        "1 Slow Clocks\n2 Small Maps\n",
        "".join(f"{number} Slow Clocks\n" if number != 5 else "5\n" for number in range(1, 12)),
        "",
    ],
)
def test_numbers_that_do_not_count_all_lines_stay(text: str) -> None:
    assert without_numbers(text) == text
