"""Days as people write them above a list."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text import dates


def day(line: str, hint: str = "2025-03-28.txt") -> tuple[str, str] | None:
    found = dates.find(line)
    return dates.resolve(found, hint) if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Mar 28", "Mar. 28", "March 28th", "28 March", "28 March 2025", "Mar 28, 2025", "2025-03-28", "2025/3/28",
        "2025.03.28", "03/28/2025", "28/03/2025", "28.03.2025", "28-Mar-2025", "Friday, 28 March 2025", "Fri, Mar 28",
        "Fri Mar 28 2025", "Updated Mar 28, 2025", "Published on Mar 28", "Mar 28 · 3 comments", "Mar 28, 2025 6",
        "2025年3月28日", "3月28日", "2025년 3월 28일", "Mar 28, 2025 10:20", "2025-03-28T10:20:00Z",
        "Mar 28, 2025 (Friday)", "28. März 2025", "28 mars 2025", "Today, Mar 28", "Papers of March 28",
        "Daily Papers - Mar 28", "the 28th of March",
    ],
)  # fmt: skip
def test_one_day_is_read(line: str) -> None:
    assert day(line) == ("2025-03-28", "")


@pytest.mark.parametrize(
    "line",
    ["Mar 24 - Mar 28, 2025", "Mar 24–28", "24-28 March 2025", "2025-03-24 to 2025-03-28", "March 24 - 28, 2025"],
)
def test_a_range_is_read(line: str) -> None:
    assert day(line) == ("2025-03-28", "2025-03-24")


def test_a_range_may_cross_the_new_year() -> None:
    assert day("Dec 29 - Jan 2", "2025") == ("2025-01-02", "2024-12-29")


@pytest.mark.parametrize(
    "line",
    ["1984", "42", "March 2025", "May 2025", "Feb 30", "2025-13-01", "31/31/2025", "Mar 28 is a day", "", "20250328",
     "An Image is Worth 16x16 Words", "Mar 28: A Paper", "1.2k"],
)  # fmt: skip
def test_what_is_no_day_is_none(line: str) -> None:
    assert dates.find(line) is None


def test_a_day_without_a_year_needs_a_hint() -> None:
    found = dates.find("Mar 28")
    assert found is not None
    assert not found.year
    assert dates.resolve(found) == ("", "")
    assert dates.resolve(found, "2024") == ("2024-03-28", "")


def test_the_year_next_to_the_hint_is_taken_where_it_is_nearer() -> None:
    assert day("Dec 31", "2025-01-01.txt") == ("2024-12-31", "")
    assert day("Jan 1", "2024-12-31") == ("2025-01-01", "")


def test_a_leap_day_waits_for_a_leap_year() -> None:
    assert day("Feb 29", "2025") == day("Feb 29", "2026-06-01") == ("", "")
    assert day("Feb 29", "2024") == ("2024-02-29", "")


def test_a_number_of_comments_may_stand_behind_the_date() -> None:
    assert day("Mar 8, 2024 6") == day("Mar 8, 2024 · 1.2k comments") == ("2024-03-08", "")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("12/13/2025", "2025-12-13"),
        ("13/12/2025", "2025-12-13"),
        ("3/12/2025", "2025-03-12"),
        ("3.12.2025", "2025-12-03"),
        ("3-12-2025", "2025-12-03"),
    ],
)
def test_figures_are_american_where_both_readings_are_days_and_slashes_part_them(line: str, expected: str) -> None:
    assert day(line) == (expected, "")


@pytest.mark.parametrize(
    ("figures", "are_open"),
    [("02/12/2026", True), ("12/11/2026", True), ("13/12/2026", False), ("12/12/2026", False), ("02/13/2026", False)],
)
def test_figures_have_two_readings_where_both_are_different_months(figures: str, are_open: bool) -> None:
    assert dates.has_two_readings(f"Papers of {figures}") is are_open


def test_a_range_that_ends_before_it_starts_is_its_last_day() -> None:
    assert day("2025-03-28 - 2025-03-24") == ("2025-03-24", "")
    assert day("2025-03-24 - 2025-03-28") == ("2025-03-28", "2025-03-24")


@given(st.dates())
def test_any_iso_day_between_1900_and_2099_is_read(when: object) -> None:
    text = str(when)
    assert day(text) == ((text, "") if "1900" <= text[:4] <= "2099" else None)


@given(st.text(), st.text())
def test_no_line_and_no_hint_break_it(line: str, hint: str) -> None:
    day(line, hint)


@pytest.mark.parametrize("name", ["2024_09_12.md", "2024.09.12 list.md", "2024-09-12.md", "list-20240912.txt"])
def test_the_name_of_a_file_has_its_day_however_it_is_parted(name: str) -> None:
    assert dates.read_hint(name) == (2024, date(2024, 9, 12))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19 marca 2026", "2026-03-19"),
        ("26 października 2026", "2026-10-26"),
        ("4. listopadu 2025", "2025-11-04"),
        ("12 maart 2026", "2026-03-12"),
        ("12. marts 2026", "2026-03-12"),
        ("8 maj 2026", "2026-05-08"),
        ("12. maaliskuuta 2026", "2026-03-12"),
        ("12 Mayıs 2026", "2026-05-12"),
        ("5 Μαρτίου 2026", "2026-03-05"),
    ],
)
def test_months_are_known_in_the_languages_of_europe(text: str, expected: str) -> None:
    assert day(text) == (expected, "")


@pytest.mark.parametrize(
    "line",
    [
        "viernes, 28 de marzo de 2025", "Freitag, 28. März 2025", "28. März 2025 (Fr)", "Fr 28.03.2025",
        "sexta-feira, 28 de março de 2025", "пятница, 28 марта 2025 г.", "2025年3月28日（星期五）", "2025/3/28(金)",
        "2025. 3. 28. (금)", "<2025-03-28 Fr>", "28º de março de 2025", "vrijdag 28 maart 2025, 15h30 – 17h00",
        "ven. 28 mars 2025", "vendredi 28 mars 2025",
    ],
)  # fmt: skip
def test_a_day_may_have_its_weekday_and_its_hours_beside_it_in_many_languages(line: str) -> None:
    assert day(line) == ("2025-03-28", "")


@pytest.mark.parametrize("line", ["Mar 28", "Mar 28, 2025", "mar. 28 mars 2025"])
def test_a_month_that_is_called_as_a_weekday_elsewhere_is_a_month(line: str) -> None:
    assert day(line) == ("2025-03-28", "")
