"""What an editor is asked to look at."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.papers import doubts
from sitegen.ingest.plaintext.papers.assembly import papers
from tests.ingest.plaintext.labelled import labelled
from tests.ingest.plaintext.papers.test_refusals import LISTED, text_of, with_names

BRIEF = ("Clocks run slow at night.", "Small maps omit what matters.", "Most walks take place outdoors.")


def doubted(*rows: tuple[str, str, float], titles: Sequence[float] = ()) -> list[tuple[int, str]]:
    text, report = text_of(rows, titles), Report()
    doubts.report_doubts(papers(text)[0], text, Source("x.txt", report))
    return [(found.at.line, found.message) for found in report.diagnostics if found.at]


def test_a_clear_list_is_not_doubted() -> None:
    assert doubted(*with_names(*LISTED)) == []


def test_a_paper_that_lacks_or_has_what_the_others_do_not_is_doubted() -> None:
    assert doubted(*with_names(*LISTED), ("T", "Bare Bones", 1.0)) == [
        (7, "'Bare Bones' has no authors, though the others have")
    ]
    assert doubted(*with_names("Slow Clocks"), ("T", "Small Maps", 1.0), ("T", "Long Walks", 1.0)) == [
        (1, "'Slow Clocks' has authors, though the others have none")
    ]


def test_a_paper_that_is_read_with_doubt_is_shown_with_the_part_that_is_doubtful() -> None:
    rows = with_names(*LISTED)
    rows[0] = ("T", LISTED[0], 0.64)
    rows[3] = ("A", "Bo Cho", 0.64)
    assert doubted(*rows) == [
        (1, "'Slow Clocks' may not be a title, or end elsewhere"),
        (3, "the authors of 'Small Maps' may begin or end elsewhere"),
    ]


def test_what_is_doubtful_is_said_one_by_one_up_to_a_number() -> None:
    said = doubted(*[("T", f"Slow Clock {number}", 0.64) for number in range(23)])
    assert len(said) == 21
    assert said[-1] == (21, "3 more papers from here on are doubtful")


def test_an_abstract_of_a_few_words_is_doubted() -> None:
    said = doubted(("T", "Slow Clocks", 1.0), ("S", "Agents think.", 1.0))
    assert said == [(1, "the abstract of 'Slow Clocks' is very short")]


def test_a_sentence_of_chinese_is_no_short_abstract() -> None:
    assert (
        doubted(("T", "Slow Clocks", 1.0), ("S", "我们提出一种让时钟变慢的方法，并在三个任务上证明它有效。", 1.0)) == []
    )


def test_more_names_of_a_field_than_papers_are_a_sign_of_one_that_was_missed() -> None:
    rows = [row for title in LISTED for row in (("O", "Title:", 1.0), ("T", title, 1.0))]
    assert doubted(*rows) == []
    said = doubted(*rows, ("O", "Title:", 1.0))
    assert said == [(1, "'Title:' stands here 4 times; papers that were read: 3")]


def test_a_line_that_may_be_a_paper_is_shown() -> None:
    rows = [*with_names(*LISTED), ("O", "Bare Bones", 1.0), ("O", "Bones", 1.0)]
    assert doubted(*rows, titles=[0.0] * 6 + [0.16] * 2) == [
        (7, "'Bare Bones' may be a paper, and was not read as one")
    ]
    assert doubted(*rows, titles=[0.0] * 6 + [0.15] * 2) == []
    assert doubted(*rows, rows[6], titles=[0.0] * 6 + [0.16] * 3) == []


def untold(said: Sequence[str]) -> list[str]:
    rows = [row for title, words in zip(LISTED, said, strict=False) for row in (("T", title, 1.0), ("O", words, 1.0))]
    text, report = text_of(rows), Report()
    doubts.report_doubts(papers(text)[0], text, Source("x.txt", report))
    return [found.message for found in report.diagnostics if "no abstracts" in found.message]


@pytest.mark.parametrize(
    "printed",
    [
        [f"Cited by {number} other papers." for number in (12, 3, 7)],
        [f"Room {number}, second floor, please." for number in (12, 3, 7)],
        ["Journal of Slow Things, in press.", "Annals of Small Maps, in press.", "Dreams of Today, in press."],
        [f"You have full access to {what}." for what in ("this", "all", "everything")],
    ],
)
def test_what_pages_print_below_each_title_is_no_sentence_of_it(printed: list[str]) -> None:
    assert not untold(printed)


def test_days_that_may_have_their_month_first_are_doubtful_unless_another_day_tells() -> None:
    def doubtful(labels: str, *rows: str) -> list[tuple[str, int]]:
        report = Report()
        doubts.report_day_or_month(labelled(labels, rows), Source("x.txt", report))
        return [(found.code, found.at.line) for found in report.diagnostics if found.at]

    rows = ("Ann", "05/01/2026", "Slow Clocks")
    assert doubtful("ODT", *rows) == [("doubtful-date", 2)]
    assert doubtful("OTAOT", "[05/01/2026, 09:12] Slow Clocks", "Ann Lee", "[06/01/2026, 10:12] Small Maps")
    assert doubtful("ODTDT", *rows, "13/01/2026", "Small Maps") == []
    assert doubtful("DTS", "5 January 2026", "Slow Clocks", "We wait until 05/01/2026 at night.") == []


def test_only_days_of_lists_that_have_two_readings_are_doubtful() -> None:
    def doubtful(labels: str, *rows: str) -> bool:
        report = Report()
        doubts.report_day_or_month(labelled(labels, rows), Source("x.txt", report))
        return bool(report.diagnostics)

    assert doubtful("DT", "05/06/2026", "Slow Clocks")
    assert not doubtful("DT", "05/05/2026", "Slow Clocks")
    assert not doubtful("DT", "Monday 05/01/2026", "Slow Clocks")
    assert not doubtful("DTP", "5 January 2026", "Slow Clocks", "03/02/2025")
