"""Files in which Git has left both sides of a merge."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.text import conflicts

PLAIN = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other branch\nd\n"
WITH_BASE = "a\n<<<<<<< HEAD\nb\n||||||| 5f0c9a4\nx\n=======\nc\n>>>>>>> other branch\nd\n"


@pytest.mark.parametrize("text", [PLAIN, WITH_BASE, PLAIN.replace("\n", "\r\n")], ids=["plain", "diff3", "Windows"])
def test_each_side_is_a_file(text: str) -> None:
    assert [side.replace("\r", "") for side in conflicts.sides(text)] == ["a\nb\nd\n", "a\nc\nd\n"]


def test_lines_keep_their_numbers_where_that_is_asked_for() -> None:
    assert conflicts.joined(WITH_BASE) == "a\n\nb\n\n\n\nc\n\nd\n"
    assert conflicts.sides(WITH_BASE, same_lines=True)[1] == "a\n\n\n\n\n\nc\n\nd\n"


def test_the_first_mark_is_reported() -> None:
    report = Report()
    assert conflicts.find(PLAIN, "ledger.json", report)
    assert [f"{found.severity} {found.at}" for found in report.diagnostics] == ["note ledger.json:2"]


@pytest.mark.parametrize("text", ["", "a\n=======\nb\n", "a\n <<<<<<< b\n", "Heading\n=======\n>>>>>>> quoted\n"])
def test_other_files_are_left_as_they_are(text: str) -> None:
    report = Report()
    assert not conflicts.find(text, "ledger.json", report)
    assert not report.diagnostics
    assert conflicts.joined(text) == text


def test_in_a_page_both_sides_are_named() -> None:
    report = Report()
    assert conflicts.refuse(WITH_BASE, "hope.md", report)
    (found,) = report.diagnostics
    assert found.message == "Git has left two sides of a merge here: HEAD and other branch"
    assert (found.severity, found.at and found.at.line) == ("error", 2)
    assert not conflicts.refuse("a\n=======\n <<<<<<< HEAD\n", "hope.md", report)
