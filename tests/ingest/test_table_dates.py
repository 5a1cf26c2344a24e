"""What dates in the cells of a table are of: papers, or the days of lists."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from tests.ingest.test_table_shapes import DEPTH, HOPE, codes, read


def test_a_few_papers_without_a_date_are_not_in_merged_cells() -> None:
    days = ("2025-06-09", "2025-06-06", "", "2025-06-05", "2025-06-02")
    digest, _ = read(
        "Title,Authors,Date\n" + "".join(f"Paper {n} of Five,A. Lee,{day}\n" for n, day in enumerate(days))
    )
    assert [entry.facts.published for entry in digest.entries] == [*days]


@pytest.mark.parametrize(
    "days",
    [
        ("2024-01-15", "TBD", "in press"),
        ("2024-01-15", "TBD", "2024-01-22", "in press"),
        ("2024-01-15", "", ""),
        ("2024-01-22", "", "2024-01-15", "", "2024-01-29"),
    ],
    ids=["words", "words between", "one day", "in no order"],
)
def test_dates_with_gaps_are_those_of_papers_unless_they_are_like_merged_cells(days: tuple[str, ...]) -> None:
    digest, _ = read("Title,Date\n" + "".join(f"Paper {n} of All,{day}\n" for n, day in enumerate(days)))
    assert [entry.facts.published for entry in digest.entries] == [day if day[0:1] == "2" else "" for day in days]
    assert (digest.date, {entry.listed for entry in digest.entries}) == ("", {""})


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        (("1/15/24", "3/2/24"), ["2024-01-15", "2024-03-02"]),
        (("15/1/24", "3/2/98"), ["2024-01-15", "1998-02-03"]),
        (("15.01.24", "03.02.24"), ["2024-01-15", "2024-02-03"]),
        (("2023年5月", "2023년 6월"), ["2023-05", "2023-06"]),
        (("2023年5月9日", "2023年"), ["2023-05-09", "2023"]),
    ],
)
def test_dates_are_read_as_spreadsheets_show_them(cells: tuple[str, str], published: list[str]) -> None:
    digest, report = read(f'Title,Date\n{HOPE},{cells[0]}\n"{DEPTH}",{cells[1]}\n')
    assert [entry.facts.published for entry in digest.entries] == published
    assert codes(report) == []


def test_a_date_of_two_digits_that_may_have_its_day_first_is_doubtful() -> None:
    digest, report = read(f'Title,Date\n{HOPE},3/2/24\n"{DEPTH}",4/2/24\n')
    assert [entry.facts.published for entry in digest.entries] == ["2024-03-02", "2024-04-02"]
    assert codes(report) == [("warning", "doubtful-date", 2)]


def test_dates_that_are_not_read_are_told_of_once_and_words_in_their_place_are_not() -> None:
    rows = f'{HOPE},in press\n"{DEPTH}",24-01-15\nSlow Clocks of the World,week 7\n'
    digest, report = read(f"Title,Date\n{rows}")
    assert [entry.facts.published for entry in digest.entries] == ["", "", ""]
    (found,) = report.diagnostics
    assert (found.code, found.message) == ("doubtful-date", "'24-01-15' was not read as a date, nor were 1 more")


@pytest.mark.parametrize("name", ["Vortragende/r", "Vortragende*r", "Discussion lead"])
def test_a_column_of_people_who_speak_makes_its_dates_days_of_lists(name: str) -> None:
    digest, _ = read(f'Datum,{name},Paper,Autoren\n07.01.2025,Ann,{HOPE},"Lee, Bo"\n')
    assert digest.date == "2025-01-07"
    assert [entry.facts.published for entry in digest.entries] == [""]


def test_the_dates_of_a_schedule_with_presenters_are_the_days_of_its_lists() -> None:
    digest, _ = read(f"Date,Title,Speaker\n2026-11-06,{HOPE},Ada\n2026-11-27,Slow Clocks of the World,Bo Cho\n")
    assert [(entry.listed, entry.facts.published) for entry in digest.entries] == [
        ("2026-11-06", ""),
        ("2026-11-27", ""),
    ]
    assert [entry.facts.authors for entry in digest.entries] == [(), ()]
    digest, report = read(f"Date,Title,Speaker\n2026-11-06,{HOPE},Ada\n2026-11,Slow Clocks of the World,Bo Cho\n")
    assert [entry.facts.published for entry in digest.entries] == ["2026-11-06", "2026-11"]
    assert codes(report) == []
    digest, _ = read(f"Date,Title,Venue\n2026-11-06,{HOPE},ICML\n2026-11-27,Slow Clocks of the World,ACL\n")
    assert [(entry.listed, entry.facts.published) for entry in digest.entries] == [
        ("", "2026-11-06"),
        ("", "2026-11-27"),
    ]


def test_days_without_a_year_in_a_column_called_date_are_those_of_lists() -> None:
    rows = f"Mar 28,{HOPE}\nMar 21,{DEPTH}\n"
    for head, place in (("Date,Title", 0), ("Published,Title", 1)):
        digest = ingest(f"{head}\n{rows}".encode(), "papers.csv", Report(), date_hint="2025-04-01")
        days = [(entry.listed, entry.facts.published)[place] for entry in digest.entries]
        assert days == ["2025-03-28", "2025-03-21"]
    text = f"Date,Title,Year\nMar 28,{HOPE},2024\n"
    digest = ingest(text.encode(), "papers.csv", Report(), date_hint="2025-04-01")
    assert digest.entries[0].listed == ""


@pytest.mark.parametrize(("name", "field"), [("When", "listed"), ("Date", "published")])
def test_a_day_as_excel_shows_it_is_read(name: str, field: str) -> None:
    digest, report = read(f'Title,{name}\n{HOPE},3-Dec-26\n"{DEPTH}",04-Dez-98\n')
    days = [getattr(entry if field == "listed" else entry.facts, field) for entry in digest.entries]
    assert (days, codes(report)) == (["2026-12-03", "1998-12-04"], [])


@pytest.mark.parametrize(
    ("cell", "code"), [("3 Dec", "date-without-year"), ("5. week", "doubtful-date"), ("to be said", "")]
)
def test_what_is_no_day_of_a_list_is_told_of_and_is_not_the_day_of_another_row(cell: str, code: str) -> None:
    digest, report = read(f'Title,When\n{HOPE},2026-12-01\n"{DEPTH}",{cell}\nSlow Clocks of the World,\n')
    assert (digest.date, [entry.listed for entry in digest.entries]) == ("", ["2026-12-01", "", ""])
    assert codes(report) == [("warning", code, 3)] * bool(code)


def test_hours_below_the_day_of_a_list_are_no_doubtful_dates() -> None:
    digest, report = read(f'Title,When,Authors\n1 December 2026,,\n{HOPE},10:30,Ann Lee\n"{DEPTH}",11:30,Bo Cho\n')
    assert (digest.date, codes(report)) == ("2026-12-01", [])


@pytest.mark.parametrize("cell", ["2026-12-01T21:04:12+02:00", "2026-12-01 8.58.11", "1 Dec 2026 08.58"])
def test_the_time_behind_a_day_may_have_a_zone_or_points(cell: str) -> None:
    digest, report = read(f'Timestamp,Title\n{cell},{HOPE}\n{cell},"{DEPTH}"\n')
    assert (digest.date, codes(report)) == ("2026-12-01", [])


def test_the_year_in_a_files_name_is_that_of_its_days() -> None:
    table = f"Date,Title,Authors\n3 March,{HOPE},Ann Lee\n10 March,Slow Clocks,Bo Cho\n"
    digest = ingest(table.encode(), "readings-2025.csv", Report())
    assert [entry.listed for entry in digest.entries] == ["2025-03-03", "2025-03-10"]


MET = ("22.04.2025", "29.04.2025", "06.05.2025", "20.05.2025")


def listed_on(days: tuple[str, ...], name: str = "Datum") -> list[str]:
    rows = "".join(f"{day};Slow Clocks of Room {number};Ann Lee\n" for number, day in enumerate(days))
    digest, _ = read(f"{name};Titel;Autoren\n{rows}")
    return [entry.listed for entry in digest.entries]


def test_days_of_one_weekday_are_those_of_meetings() -> None:
    assert listed_on(MET) == ["2025-04-22", "2025-04-29", "2025-05-06", "2025-05-20"]
    assert listed_on(("<2025-04-22 Di>", "<2025-04-29 Di>", "<2025-05-06 Di>", "<2025-05-20 Di>"))[0] == "2025-04-22"
    for others in (MET[:3], (*MET[:3], "21.05.2025"), (MET[1], MET[0], *MET[2:]), MET[:1] * 4):
        assert {*listed_on(others)} == {""}, others
    assert {*listed_on(MET, "Veröffentlicht")} == {""}


@pytest.mark.parametrize("name", ["Reading day", "For which session?", "Für welchen Termin?"])
def test_columns_and_questions_may_name_the_day_of_a_meeting(name: str) -> None:
    assert listed_on(("22.04.2025", "23.04.2025"), name) == ["2025-04-22", "2025-04-23"]


def test_days_alone_in_rows_may_have_a_weekday_or_a_remark() -> None:
    head, row = "序号\t论文题目\t作者\n", "\tSlow Clocks of the World\tAnn Lee\n"
    digest, _ = read(
        f"{head}2026年3月9日（星期一）\t\t\n1{row}31 July 2026 (extra session)\t\t\n2{row.replace('Slow', 'Fast')}"
    )
    assert [entry.listed for entry in digest.entries] == ["2026-03-09", "2026-07-31"]


def test_a_session_is_the_day_of_a_meeting_only_where_it_is_a_day() -> None:
    assert listed_on(("22.04.2025", "23.04.2025"), "Sesión") == ["2025-04-22", "2025-04-23"]
    digest, report = read("Session;Titel;Autoren\n3A;Slow Clocks;Ann Lee\n3B;Small Maps;Bo Cho\n")
    assert ({entry.listed for entry in digest.entries}, codes(report)) == ({""}, [])


def test_days_years_after_papers_came_out_are_those_of_meetings() -> None:
    def listed(*numbers: str) -> list[str]:
        days = ("2025-08-04", "2025-07-30", "2025-07-21")
        rows = zip(days, (DEPTH, HOPE, "Heaps"), numbers, strict=True)
        table = "".join(f'{day},"{title}",https://arxiv.org/abs/{number}\n' for day, title, number in rows)
        return [entry.listed for entry in read(f"Date,Paper,Link\n{table}")[0].entries]

    assert listed("1912.02292", "2102.01293", "1909.08593") == ["2025-08-04", "2025-07-30", "2025-07-21"]
    assert listed("2508.02292", "2507.01293", "2507.08593") == ["", "", ""]
