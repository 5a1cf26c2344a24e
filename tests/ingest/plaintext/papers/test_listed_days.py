"""The days of the lists in a text."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.papers.assembly import papers
from sitegen.ingest.plaintext.papers.listed_days import listed_days
from tests.bounds import at_most
from tests.ingest.plaintext.labelled import labelled


def days(labels: str, *rows: str, hint: str = "") -> list[str]:
    """The day of each paper in rows of a chunk each, with these labels."""
    text = labelled(labels, rows)
    listed, free = papers(text)
    read = listed_days(text, listed, free, hint)
    return [day or read.date for day in read.by_paper]


def test_the_days_of_a_text_tell_of_each_other_which_number_is_the_month() -> None:
    rows = ("Slow Clocks", "Small Maps", "25/08/2025", "Dreams", "Rooms")
    assert days("DTTDTT", "01/09/2025", *rows) == ["2025-09-01", "2025-09-01", "2025-08-25", "2025-08-25"]
    assert days("DTT", "01/09/2025", *rows[:2]) == ["2025-01-09"] * 2
    assert days("DTT", "01/09/2025", *rows[:2], hint="2025-09-03") == ["2025-09-01"] * 2


def test_days_in_figures_are_read_alike_though_some_are_near_each_other_otherwise() -> None:
    rows = ("# 11/07/2025", "Slow Clocks", "# 12/11/2025", "Small Maps", "# 12/18/2025", "Dreams")
    assert days("DTDTDT", *rows) == ["2025-11-07", "2025-12-11", "2025-12-18"]


def test_of_several_days_above_the_papers_the_one_that_is_known_otherwise_counts() -> None:
    rows = ("2025-09-05", "2025-09-08", "Slow Clocks", "Small Maps")
    assert days("DDTT", *rows, hint="2025-09-08") == ["2025-09-08"] * 2
    assert days("DDTT", *rows, hint="2025-09-05") == ["2025-09-05"] * 2


def test_lines_written_as_the_day_of_a_list_are_days_of_lists() -> None:
    rows = ("Giovedì 5 settembre 2025", "Slow Clocks", "Small Maps", "Venerdì 6 settembre 2025", "Dreams", "Rooms")
    assert days("OTTDTT", *rows) == ["2025-09-05", "2025-09-05", "2025-09-06", "2025-09-06"]


def test_days_that_stand_alone_and_are_written_alike_are_days_of_lists() -> None:
    rows = ("giovedì 5 marzo 2026", "Slow Clocks", "Small Maps", "", "giovedì 12 marzo 2026", "Dreams", "Rooms")
    assert days("OTTOTT", "", *rows) == ["2026-03-05", "2026-03-05", "2026-03-12", "2026-03-12"]
    # not those amid lines or amid words
    assert days("OTTOTT", "", *rows[:3], *rows[4:]) == ["2026-03-05"] * 4
    named = (
        "",
        "New since the fifth of these: 5 March 2026",
        *rows[1:4],
        "New since the tenth of those: 12 March 2026",
    )
    assert len({*days("OOTTOOTT", *named, *rows[5:])}) == 1


def test_weeks_and_days_with_a_remark_on_lines_of_their_own_are_days_of_lists() -> None:
    weeks = ("Week 13, 2025", "", "Slow Clocks", "Small Maps", "", "Week 12, 2025", "", "Dreams", "Rooms")
    assert days("OTTOTT", *weeks) == ["2025-03-30"] * 2 + ["2025-03-23"] * 2
    updated = ("Mar 28 (updated)", "", "Slow Clocks", "Small Maps", "", "Mar 27", "", "Dreams", "Rooms")
    assert days("OOTTDTT", *updated, hint="2025-03-30") == ["2025-03-28"] * 2 + ["2025-03-27"] * 2


def test_a_day_set_as_those_on_which_papers_came_out_is_one_of_these() -> None:
    rows = ("Slow Clocks", "20 May 2026", "Small Maps", "13 May 2026", "Dreams", "26 April 2026")
    assert days("TPTPTD", *rows) == [""] * 3
    assert days("TPTPTOD", *rows[:5], "Updated: 2026-05-24") == ["2026-05-24"] * 3


def test_a_day_above_the_papers_goes_before_days_below_them_of_other_lists() -> None:
    rows = ("by Ann 2025. 11. 12. 21:40", "Slow Clocks", "Small Maps", "Older lists", "2025.11.05")
    assert days("OOOOTTOD", *rows) == ["2025-11-12"] * 2
    assert days("TTOD", *rows[1:]) == ["2025-11-05"] * 2
    assert days("TTOD", *rows[1:], hint="2025-11-12") == ["2025-11-12"] * 2


def test_a_day_among_papers_is_not_that_of_their_list() -> None:
    rows = ("5.9.2025", "Slow Clocks", "Small Maps", "Friday 6 September 2025", "Dreams", "Rooms")
    assert days("OTTDTT", *rows) == ["2025-09-05"] * 4
    assert days("TTDTT", *rows[1:]) == [""] * 4


def test_two_days_above_a_paper_are_taken_from_it_once() -> None:
    rows = ("2025-09-05", "2025-09-06", "Slow Clocks", "Small Maps", "Dreams", "Rooms")
    assert days("PPTTTT", *rows) == ["2025-09-05"] * 4


def test_many_days_among_many_papers_are_told_in_time() -> None:
    count = 45_000
    rows = [row for at in range(count) for row in (f"Slow Clocks {at}", f"2025-03-{1 + at % 28:02}")]
    text = labelled("TD" * count, rows)
    with at_most(15):
        listed, free = papers(text)
        assert len(listed_days(text, listed, free, "").by_paper) == count


def test_a_number_before_a_day_that_is_larger_begins_no_range() -> None:
    rows = ("Slow Clocks", "Small Maps")
    for head, day in (("Version 3 – 1 April 2026", "2026-04-01"), ("Maps of 3 – 10 April 2026", "2026-04-10")):
        assert days("ODTT", head, *rows) == [day] * 2


def test_days_that_stand_alone_above_single_papers_are_those_of_meetings() -> None:
    titles = ("Slow Clocks", "Small Maps", "Dreams", "Rooms")
    met = [f"2025-09-{day}" for day in ("05", "12", "19", "26")]
    apart = [part for day, title in zip(met, titles, strict=True) for part in ("", day, title)]
    assert days("DT" * 4, *apart) == met
    # days beside each title are when the papers came out
    beside = [part for day, title in zip(met, titles, strict=True) for part in ("", title, day)]
    assert days("TP" * 4, *beside, hint="2025-10-01") == ["2025-10-01"] * 4


def test_days_of_a_table_with_names_of_columns_are_those_of_meetings() -> None:
    titles = ("Slow Clocks", "Small Maps", "Dreams", "Rooms")
    met = [f"2025-09-{day}" for day in ("05", "12", "19", "26")]
    rows = [f"| {day} | {title} | Bo |" for day, title in zip(met, titles, strict=True)]
    assert days("OOO" + "DTO" * 4, "| Date | Paper | Presenter |", *rows) == met
    # without names of columns they may be when the papers came out
    assert days("DTO" * 4, *rows, hint="2025-10-01") == ["2025-10-01"] * 4


def test_labelled_days_of_papers_are_none_of_lists_though_a_table_of_contents_names_each_once_more() -> None:
    names = ("Slow Clocks", "Small Maps", "Old Rooms", "Big Dreams")
    rows = [row for day, name in enumerate(names, 1) for row in (name, "", f"Last updated: 2025-10-0{day}", "")]
    assert days("D" + "T" * 4 + "TOD" * 4, "9 May 2025", *names, *rows) == ["2025-05-09"] * 8


def test_a_score_tells_of_no_days_with_a_year_which_number_is_the_month() -> None:
    assert days("DTTO", "04/05/2024", "Slow Clocks", "Small Maps", "24/7") == ["2024-04-05"] * 2
    assert days("DTTD", "04/05/2024", "Slow Clocks", "Small Maps", "25/12") == ["2024-04-05"] * 2


def test_a_whole_day_or_a_term_is_no_day_without_its_year() -> None:
    def undated(labels: str, *rows: str) -> str:
        text = labelled(labels, rows)
        item = listed_days(text, *papers(text), "").undated
        return item.text if item else ""

    rows = ("Slow Clocks", "Posted 2 Jan 2025", "Small Maps", "Posted 1 Jan 2025", "Dreams", "Posted 9 Nov 2024")
    assert undated("TDTDTD", *rows) == undated("DT", "Spring 2019 Schedule", "Slow Clocks") == ""
    assert undated("DT", "2 Jan", "Slow Clocks") == "2 Jan"


def test_weeks_in_headings_are_those_of_lists_whatever_stands_above() -> None:
    rows = ("Digest", "", "Week 3, 2026", "", "Slow Clocks", "", "Week 2, 2026", "", "Small Maps")
    assert days("OOTOT", *rows) == ["2026-01-18", "2026-01-11"]
    assert days("OOTOT", rows[0], "", "KW 3/2026", *rows[3:6], "KW 2/2026", *rows[7:]) == ["2026-01-18", "2026-01-11"]


def test_days_in_headings_are_those_of_lists_without_a_weekday_too() -> None:
    rows = ("## 12.01.26", "Slow Clocks", "", "## 09.01.26", "Small Maps")
    for labels in ("OTOT", "DTPT"):
        assert days(labels, "", *rows) == ["2026-01-12", "2026-01-09"], labels
    plain = [row.removeprefix("## ") for row in rows]
    assert days("DTPT", *plain) == ["2026-01-12"] * 2


def test_a_day_without_its_year_is_near_one_that_has_it() -> None:
    rows = ("2 January 2026", "Slow Clocks", "30 December", "Small Maps")
    assert days("DTDT", *rows) == ["2026-01-02", "2025-12-30"]
    assert days("DTDT", *rows, hint="2024") == ["2026-01-02", "2024-12-30"]


def test_a_day_without_its_year_is_near_the_last_one() -> None:
    rows = ("# 1 September 2025", "Slow Clocks", "# 9 December", "Small Maps", "# 3 March", "Rooms")
    assert days("DTDTDT", *rows) == ["2025-09-01", "2025-12-09", "2026-03-03"]


def test_a_heading_below_that_of_a_title_is_no_list() -> None:
    rows = ("# 12 January 2026", "## Slow Clocks", "### 3 May 2010", "## Small Maps", "### 3 May 2011")
    assert days("DTPTP", *rows) == days("DTOTO", *rows) == ["2026-01-12"] * 2


def test_school_years_go_on_in_headings_without_a_year() -> None:
    rows = ("# 1 September 2025", "Slow Clocks", "# 9 October", "Small Maps", "# 3 December", "Rooms")
    assert days("DT" * 3, *rows) == ["2025-09-01", "2025-10-09", "2025-12-03"]


def test_a_weekday_tells_which_number_is_the_month() -> None:
    assert days("DT", "Tue 06/01/2026", "Slow Clocks") == days("OT", "Tue 06/01/2026", "Slow Clocks") == ["2026-01-06"]


def test_a_line_written_as_a_day_without_its_year_is_one() -> None:
    rows = ("Thursday, March 5th", "Slow Clocks", "", "Friday, March 6th", "Small Maps")
    assert days("DTOT", *rows, hint="2026-03-05") == ["2026-03-05", "2026-03-06"]


def test_days_below_a_label_that_comes_again_are_those_on_which_papers_came_out() -> None:
    rows = ("Slow Clocks", "Publication date:", "2025-04-11", "Small Maps", "Publication date:", "2025-04-09")
    assert days("TOD" * 2, *rows, hint="2025-04-14") == ["2025-04-14"] * 2
    # but one label above all papers is that of the list
    assert days("ODTT", "Date:", "2025-04-11", "Slow Clocks", "Small Maps", hint="2025-04-14") == ["2025-04-11"] * 2


def test_the_day_of_an_update_is_that_of_the_list_only_where_there_is_no_other() -> None:
    rows = ("最終更新: 2025年3月5日", "", "Slow Clocks", "Small Maps")
    assert days("OODTT", "プログラム 2025年3月12日(水)", "", *rows) == ["2025-03-12"] * 2
    assert days("ODDTT", "Last updated: 5 March 2025", "12 March 2025", *rows[2:]) == ["2025-03-12"] * 2
    assert days("ODTT", "Last updated: 5 March 2025", *rows[2:]) == ["2025-03-05"] * 2


def test_a_day_between_the_names_of_a_paper_and_its_abstract_is_none_of_a_list() -> None:
    entry = ("Slow Clocks", "Ann Lee, Bo Cho", "Nov {} 2024", "We wait for clocks that are slower than all maps.")
    rows = [row.format(day) for day in (15, 13, 13, 11) for row in entry]
    assert set(days("TADS" * 4, *rows)) == {""}
    # but one above the next title is
    listed = ("Mar 3 2025", "Slow Clocks", "Ann Lee", "Mar 4 2025", "Small Maps", "Bo Cho")
    assert days("DTADTA", *listed) == ["2025-03-03", "2025-03-04"]


def test_the_time_at_which_a_page_was_looked_at_is_no_day_of_a_list() -> None:
    text = (
        "Agenda\n\nThe current conference time is: 29th Aug 2023, 03:12:40pm EEST\n\nTuesday, 05/Sept/2023:\n\n"
        "Slow Clocks of the World\nAnn Lee, Bo Cho\n\nSmall Maps of Large Rooms\nCy Roy, Di Sun\n"
    )
    assert ingest(text.encode(), "list.txt", Report()).date == "2023-09-05"


def test_the_days_of_meetings_stand_in_headings_and_below_rules() -> None:
    rows = ("Slow Clocks", "Small Maps", "# Meeting 2025-03-14", "Dreams", "Rooms")
    assert days("OTTOTT", "# Meeting 2025-03-16", *rows) == ["2025-03-16"] * 2 + ["2025-03-14"] * 2
    ruled = ("-----", "Tuesday 4 March 2025", "Slow Clocks", "-----", "Tuesday 11 March 2025", "Small Maps")
    assert days("OOTOOT", *ruled) == ["2025-03-04", "2025-03-11"]
    assert days("OTOT", *(row for row in ruled if row != "-----")) == ["2025-03-04"] * 2


def test_days_between_what_is_of_no_paper_and_a_title_are_those_of_lists() -> None:
    rows = ("March 14, 2025", "Slow Clocks", "Add to Citations", "March 13, 2025", "Small Maps", "Add to Citations")
    assert days("OTOPTO", *rows) == ["2025-03-14", "2025-03-13"]
    # the day of a paper stands below its title
    below = ("March 14, 2025", "Slow Clocks", "March 13, 2025", "Small Maps", "Add to Citations")
    assert days("OTPTO", *below) == ["2025-03-14"] * 2


def test_days_with_a_weekday_that_stand_apart_are_those_of_talks() -> None:
    rows = ("", "Jeudi 6 février 2025", "Ann Lee", "Slow Clocks", "", "Jeudi 27 février 2025", "Bo Cho", "Small Maps")
    assert days("PATPAT", *rows) == ["2025-02-06", "2025-02-27"]


def test_days_below_the_word_for_time_are_those_of_sessions() -> None:
    rows = ("Zeit:", "Mittwoch, 26.02.2025:", "Slow Clocks", "Zeit:", "Donnerstag, 27.02.2025:", "Small Maps", "Rooms")
    assert days("ODTODTT", *rows) == ["2025-02-26", "2025-02-27", "2025-02-27"]
    others = [row.replace("Zeit", "Published on") for row in rows]
    assert len({*days("ODTODTT", *others)}) == 1


def test_days_of_a_course_have_no_year() -> None:
    rows = ("Tue 1/20", "Slow Clocks", "Thu 1/22", "Small Maps")
    assert days("DTDT", *rows, hint="2026-01-22") == ["2026-01-20", "2026-01-22"]


def test_days_below_who_wrote_a_post_are_those_of_the_posts() -> None:
    named = ["Mar 4, 2026", "Mar 3, 2026", "Mar 2, 2026", "Mar 1, 2026"]
    titles = ("Slow Clocks", "Small Maps", "Dreams", "Rooms")
    posts = [row for day, title in zip(named, titles, strict=True) for row in ("@ann.example.org", day, title)]
    expected = ["2026-03-04", "2026-03-03", "2026-03-02", "2026-03-01"]
    assert days("ODT" * 4, *posts) == expected
    assert days("ODT" * 4, *[row.replace("@ann.example.org", "Ann Lee") for row in posts]) == ["2026-03-04"] * 4
