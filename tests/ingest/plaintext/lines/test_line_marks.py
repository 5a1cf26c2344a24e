"""Marks and numbers before lines: bullets, and what counts, with digits or letters."""

from __future__ import annotations

import pytest

from tests.ingest.plaintext.lines.test_lines import read, texts


def test_numbers_of_lists_may_stand_in_wide_brackets() -> None:
    assert [(line.ordinal, line.text) for line in read("（1）Slow Clocks\n（2） Small Maps\n")] == [
        (1, "Slow Clocks"),
        (2, "Small Maps"),
    ]


@pytest.mark.parametrize("sign", [")", "."])
def test_letters_that_count_are_numbers_of_a_list(sign: str) -> None:
    rows = [
        f"  {letter}{sign}  {title}"
        for letter, title in zip("abc", ("Slow Clocks", "Small Maps", "Rooms"), strict=True)
    ]
    assert [(line.ordinal, line.text) for line in read("\n".join(rows))] == [
        (1, "Slow Clocks"),
        (2, "Small Maps"),
        (3, "Rooms"),
    ]
    assert texts("e. coli grow slowly\n")[0] == "e. coli grow slowly"


def test_numbers_of_lists_may_be_chinese() -> None:
    found = read("一、Slow Clocks\n十、Small Maps\n十二、Rooms\n二十、Dreams\n一二 Trees\n")
    assert [(line.text, line.ordinal) for line in found] == [
        ("Slow Clocks", 1),
        ("Small Maps", 10),
        ("Rooms", 12),
        ("Dreams", 20),
        ("一二 Trees", 0),
    ]


def test_marks_before_a_line_are_taken_off_and_kept() -> None:
    found = read("- [ ] 3. Slow Clocks\n  [4] Small Maps\n* • Dreams\n  5. 6. Rooms\n")
    assert [(line.text, line.marker, line.ordinal, line.mark, line.indent) for line in found] == [
        ("Slow Clocks", "1", 3, "- 3. ", 0),
        ("Small Maps", "[1", 4, "[4] ", 2),
        ("Dreams", "-", 0, "* • ", 0),
        ("6. Rooms", "1", 5, "5. ", 2),
    ]


def test_stars_before_words_are_marks_of_a_list_and_before_numbers_are_not() -> None:
    found = read("★ Slow Clocks\n★ 12\n")
    assert [(line.text, line.marker) for line in found] == [("Slow Clocks", "-"), ("★ 12", "")]


def test_numbers_count_with_or_without_a_chapter() -> None:
    found = read("2 Papers\n2.1 Slow Clocks\nAnn Lee\n2.2 Small Maps\nBo Cho\n")
    assert [(line.ordinal, line.text) for line in found if line.ordinal] == [(1, "Slow Clocks"), (2, "Small Maps")]
    headings = read("## 2. Papers\n### 2.1 Slow Clocks\nAnn Lee\n### 2.2 Small Maps\nBo Cho\n")
    assert [line.text for line in headings if line.text != "Papers"] == [
        "Slow Clocks",
        "Ann Lee",
        "Small Maps",
        "Bo Cho",
    ]
    assert texts("2.5 Years in Class\nAnn Lee\n") == ["2.5 Years in Class", "Ann Lee"]
    chapters = read("1.1 Slow Clocks\n1.2 Small Maps\n2.1 Long Lists\n2.2 Dry Rivers\n2.3 Loud Rooms\n")
    assert [line.ordinal for line in chapters] == [1, 2, 1, 2, 3]


@pytest.mark.parametrize(
    "marks",
    [
        ("a)", "b)", "c)"),
        ("[O3]", "[O4]", "[O5]"),
        ("P11:", "P12:", "P13:"),
        ("P1-1", "★P1-2", "P1-3"),
        ("1.º", "2.º", "3.º"),
        ("一、", "二、", "三、"),
        ("■1■", "■2■", "■3■"),
    ],
)
def test_marks_that_count_are_numbers_of_items(marks: tuple[str, ...]) -> None:
    found = read("\n".join(f"{mark} Slow Clocks" for mark in marks))
    assert {line.text for line in found} == {"Slow Clocks"}
    assert [line.ordinal - found[0].ordinal for line in found] == [0, 1, 2]


def test_what_leads_back_from_a_reference_is_a_mark() -> None:
    assert texts("↑ Ann Lee: Slow Clocks\n↑ a b Bo Cho: Small Maps\n^ a A Dream") == [
        "Ann Lee: Slow Clocks", "Bo Cho: Small Maps", "A Dream",
    ]  # fmt: skip


def test_words_that_begin_with_letters_and_numbers_are_no_marks_where_they_do_not_count() -> None:
    assert texts("GPT-4 Is Slow\nT5 Agents Rest\nWMT22 Models Talk") == [
        "GPT-4 Is Slow", "T5 Agents Rest", "WMT22 Models Talk",
    ]  # fmt: skip


def test_numbers_that_go_down_count_as_well() -> None:
    found = read("[C12] Slow Clocks\n\n[C11] Small Maps\n\n[C10] Long Walks\n")
    assert [(line.ordinal, line.text) for line in found] == [
        (12, "Slow Clocks"),
        (11, "Small Maps"),
        (10, "Long Walks"),
    ]


def test_the_dot_of_japanese_lists_is_a_mark() -> None:
    assert [(line.text, line.marker) for line in read("・Slow Clocks\n・ Small Maps\n李四・王五\n")] == [
        ("Slow Clocks", "-"),
        ("Small Maps", "-"),
        ("李四・王五", ""),
    ]


def test_the_number_of_a_day_is_no_mark_of_an_item() -> None:
    for day in ("5. Januar 2026", "5. Jan. 2026 (Montag)", "5. Januar"):
        assert [(line.text, line.level, line.ordinal) for line in read(f"## {day}\n")] == [(day, 2, 0)], day
    for item in ("May the Clocks Wait", "May 12: Clocks", "Set Clocks 2026"):
        assert [(line.text, line.ordinal) for line in read(f"5. {item}\n")] == [(item, 5)], item


def test_the_number_of_an_item_is_no_days_where_a_title_goes_on_behind_a_month() -> None:
    for item in ("March 2023 Banking Crisis: A View", "Mars 2020: Clocks", "August 2021 Floods", "March 2011, Ann Lee"):
        assert [(line.text, line.ordinal) for line in read(f"3. {item}\n")] == [(item, 3)], item


def test_the_numbers_of_a_thread_may_begin_with_two() -> None:
    posts = ("Papers of the week", "2/ Slow Clocks", "3/ small maps", "4/ Rooms")
    assert [(line.ordinal, line.text) for line in read("\n\n".join(posts))] == [
        (0, "Papers of the week"),
        (2, "Slow Clocks"),
        (3, "small maps"),
        (4, "Rooms"),
    ]
    assert texts("24/ 7 is a long time\n") == ["24/ 7 is a long time"]
