"""Diagnostics as they are collected, raised, and shown to people, programs and CI."""

from __future__ import annotations

import errno
import pickle

import pytest

from sitegen.diagnostics import (
    Diagnostic,
    FetchError,
    Location,
    Report,
    SitegenError,
    UsageError,
    as_annotation,
    as_json,
    as_text,
    from_os_error,
    suggest,
    usage_error,
)
from sitegen.files import PathRefused
from sitegen.preview.app import as_html

OPEN = Diagnostic(
    severity="error",
    code="front-matter",
    message="a quoted text does not end",
    at=Location("content/papers/x.md", 4, 8),
    excerpt='title: "Open',
    length=5,
    hint="close the text with a quotation mark",
)


def test_a_report_has_each_finding_once_by_its_place() -> None:
    report = Report([OPEN])
    report.note("chosen", "2 papers were chosen")
    report.warning("no-date", "no day", Location("content/a.txt", 2))
    report.warning("no-date", "no day", Location("content/a.txt", 2))
    report.extend([OPEN])
    assert [found.code for found in report.diagnostics] == ["chosen", "no-date", "front-matter"]
    assert [report.count(severity) for severity in ("error", "warning", "note")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("severity", "fails", "fails_strictly"), [("error", True, True), ("warning", False, True), ("note", False, False)]
)
def test_what_makes_a_command_fail(severity: str, fails: bool, fails_strictly: bool) -> None:
    report = Report()
    getattr(report, severity)("x", "y")
    assert (report.failed(), report.failed(strict=True)) == (fails, fails_strictly)


def test_text_shows_the_line_with_a_marker() -> None:
    assert as_text(OPEN) == str(OPEN)
    assert as_text(OPEN).splitlines() == [
        "content/papers/x.md:4:8: error[front-matter]: a quoted text does not end",
        '    4 | title: "Open',
        "      |        ^^^^^",
        "   hint: close the text with a quotation mark",
    ]


def test_of_a_long_line_the_stretch_around_the_column_is_shown() -> None:
    long = Diagnostic(severity="note", code="x", message="y", at=Location("a", 1, 500), excerpt="a" * 499 + "b" * 900)
    _, shown, marker = as_text(long).splitlines()
    assert len(shown) == len("      | ") + 120
    assert shown[marker.index("^")] == "b"
    assert shown[marker.index("^") - 1] == "a"


def test_a_marker_ends_where_the_shown_line_does() -> None:
    long = Diagnostic(severity="note", code="x", message="y", at=Location("a", 1, 500), excerpt="a" * 1400, length=900)
    _, shown, marker = as_text(long).splitlines()
    assert marker.endswith("^")
    assert len(marker) == len(shown)


def test_json_has_the_place_in_parts() -> None:
    assert as_json(OPEN) == {
        "severity": "error",
        "code": "front-matter",
        "message": "a quoted text does not end",
        "file": "content/papers/x.md",
        "line": 4,
        "column": 8,
        "hint": "close the text with a quotation mark",
    }
    assert as_json(Diagnostic(severity="note", code="x", message="y"))["file"] is None


def test_an_annotation_cannot_be_ended_by_what_it_says() -> None:
    sly = Diagnostic(severity="note", code="a:b,c", message="100%\n::error::x", at=Location("a,b:c.md", 1))
    assert as_annotation(sly) == "::notice title=a%3Ab%2Cc,file=a%2Cb%3Ac.md,line=1::100%25%0A::error::x"


def test_html_is_escaped() -> None:
    assert "&lt;b&gt;" in as_html(Diagnostic(severity="error", code="x", message="<b>"))


@pytest.mark.parametrize("kind", [SitegenError, UsageError, FetchError, PathRefused])
def test_an_error_comes_whole_out_of_another_process(kind: type[SitegenError]) -> None:
    problem = pickle.loads(pickle.dumps(kind(OPEN, OPEN)))
    assert type(problem) is kind
    assert isinstance(problem, SitegenError)
    assert problem.diagnostics == (OPEN, OPEN)
    assert str(problem).count("error[front-matter]") == 2


def test_a_usage_error_is_made_of_its_parts() -> None:
    assert usage_error("port", "none is free", hint="name another").diagnostic == Diagnostic(
        severity="error", code="port", message="none is free", hint="name another"
    )


def test_failures_of_the_machine_are_no_bugs() -> None:
    full = from_os_error(OSError(errno.ENOSPC, "No space left on device", "site\\index.html"))
    assert full
    assert (full.code, str(full.at), full.message) == ("files", "site/index.html", "No space left on device")
    assert full.hint.startswith("free some space")
    assert from_os_error(OSError(errno.EBADF, "Bad file descriptor")) is None


def test_the_nearest_of_a_few_or_many_names_is_suggested_as_a_person_writes_it() -> None:
    names = ["graph-learning", "a-curse-of-depth"]
    many = [*(f"{number}-other" for number in range(5000)), *names]
    for known in (names, many):
        assert suggest("graph-lerning", known, "-", "papers/{}.md".format) == "did you mean papers/graph-learning.md?"
        assert suggest("curse-of-depth", known, "-") == "did you mean a-curse-of-depth?"
        assert suggest("xyz", known, "see the manual") == "see the manual"


def test_a_number_is_not_taken_for_one_that_is_near() -> None:
    known = ["2412.21079", "2412.21037-notes", "2025-03-28"]
    assert suggest("2412.2107", known, "-") == "did you mean 2412.21079?"
    assert suggest("2412.21078", known, "see the manual") == "see the manual"
    assert suggest("2025-03-29", known, "-") == "did you mean 2025-03-28?"
