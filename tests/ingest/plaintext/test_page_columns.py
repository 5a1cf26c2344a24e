"""Pages in two columns."""

from __future__ import annotations

from sitegen.ingest.plaintext.page_columns import one_below_the_other

LEFT = ("Learning with Few Labels", "Ann Lee, Bo Chen", "We learn with few labels on", "three benchmarks and more.")
RIGHT = ("Planning with World Models", "Cy Dorn", "We plan with learned models of the", "world in games.")


def read(*lines: str) -> list[str]:
    return [line.rstrip() for _, line in one_below_the_other(list(enumerate(lines, 1))) if line.strip()]


def test_the_right_column_stands_below_the_left_one() -> None:
    rows = [f"{left:<34}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert read("Posters of today", "", *rows) == ["Posters of today", *LEFT, *RIGHT]


def test_a_line_over_both_columns_ends_them() -> None:
    rows = [f"{left:<34}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    over = "What is said here goes over both of the columns"
    assert read(*rows, over, *rows) == [*LEFT, *RIGHT, over, *LEFT, *RIGHT]


def test_lines_of_one_column_stand_in_their_own() -> None:
    rows = [f"{left:<34}{right}" for left, right in zip((*LEFT[:3], "three."), RIGHT, strict=True)]
    assert read(*rows, f"{'':<34}It is ours.") == [*LEFT[:3], "three.", *RIGHT, "It is ours."]


def test_rows_of_a_table_stay_as_they_are() -> None:
    cells = [f"{title:<34}{name}" for title, name in zip(LEFT, ("Ann Lee", "Bo Chen", "Cy Dorn", "Eva"), strict=True)]
    assert read(*cells) == cells
    several = [f"{cell:<50}Room {room}" for room, cell in enumerate(cells)]
    assert read(*several) == several


def test_tables_with_sentences_in_several_columns_stay_as_they_are() -> None:
    rows = [f"{left:<34}{right:<40}we go on" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert read(*rows[:4], f"{LEFT[0]:<34}{RIGHT[0]}") == [*rows[:4], f"{LEFT[0]:<34}{RIGHT[0]}"]


def test_columns_are_told_apart_by_blank_lines() -> None:
    rows = [f"{left:<34}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    lines = [line.strip() for _, line in one_below_the_other(list(enumerate(rows, 1)))]
    assert lines == [*LEFT, "", *RIGHT, ""]


def test_a_right_column_may_go_on_below_the_left_one() -> None:
    rows = [f"{left:<34}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    below = [f"{'':<34}{words}" for words in ("It is the only one,", "as all others are", "left of it,", "and go on.")]
    assert read(*rows, *below) == [*LEFT, *RIGHT, *(line.strip() for line in below)]
