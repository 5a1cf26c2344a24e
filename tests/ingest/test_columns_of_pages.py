"""Pages of documents as their text: columns side by side, remarks amid words."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.read import tracked_changes, tracks

TRACKS = """\
9:00–10:00   Plenary: Ten Years of Clocks (Hall A)

10:30–10:45                              10:30–10:45
   Slow Clocks of the World and             Small Maps without
   the Time They Keep                       Any Borders
   Ann Lee, Bo Cho and Cyrus Roy            Dora Fir and Ed Hart

10:45–11:00                              10:45–11:00
   Dreams of Rooms in the Dark              Learning to Wait for Others
   Flo Jung and Gil Klein                   Ida Sun and Jo Moss


12:00–13:30  Lunch
"""


def test_sessions_side_by_side_are_read_one_below_the_other() -> None:
    digest = ingest(TRACKS.encode(), "2026-03-05.txt", Report())
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        ("Slow Clocks of the World and the Time They Keep", ["Ann Lee", "Bo Cho", "Cyrus Roy"]),
        ("Small Maps without Any Borders", ["Dora Fir", "Ed Hart"]),
        ("Dreams of Rooms in the Dark", ["Flo Jung", "Gil Klein"]),
        ("Learning to Wait for Others", ["Ida Sun", "Jo Moss"]),
    ]


def test_columns_end_at_a_line_that_goes_over_them() -> None:
    def shown(*below: str) -> list[str]:
        lines = ["9:00     9:00", "Slow     Small", *below, "9:30     9:30", "A        B"]
        return [line for _, line in tracks.in_one_column(list(enumerate(lines)))]

    end = ["9:30", "A", "", "9:30", "B", ""]
    assert shown() == ["9:00", "Slow", "", "9:00", "Small", "", *end]
    for line in ("Poster session", "9:10     Break"):
        assert shown(line) == ["9:00", "Slow", "", "9:00", "Small", "", line, *end]
    assert shown("", "    47") == ["9:00", "Slow", "    47", "", "9:00", "Small", "", *end]
    assert shown("", "", "    47") == ["9:00", "Slow", "", "9:00", "Small", "", "", "    47", *end]


def test_lines_of_sessions_side_by_side_are_not_joined_before_these_are_parted() -> None:
    rows = [
        f"{left:40} {right}".rstrip()
        for left, right in (
            ("Programme, 5 March 2026", ""),
            ("", ""),
            ("9:00", "9:00"),
            ("Slow Clocks of the World", "Small Maps of Rooms"),
            ("Ann Lee, Bo Cho", "Cy Roy, Ed Sun"),
            ("", ""),
            ("9:30", "9:30"),
            ("Dreams of Rooms", "Learning to Wait"),
            ("in the Dark", "for Others"),
            ("Dora Fir", "Flo Jung"),
        )
    ]
    digest = ingest("\n".join(rows).encode(), "list.txt", Report())
    assert [(entry.facts.title, entry.line) for entry in digest.entries] == [
        ("Slow Clocks of the World", 4),
        ("Small Maps of Rooms", 4),
        ("Dreams of Rooms in the Dark", 8),
        ("Learning to Wait for Others", 8),
    ]


def test_times_amid_columns_and_many_of_them_make_none() -> None:
    for times in ("     9:00       9:00", "9:00   " * 9):
        rows = list(enumerate([times, "Slow Clocks    Small Maps", "", times, "Old Rooms      Dreams"]))
        assert tracks.in_one_column(rows) == rows


def test_times_that_stand_side_by_side_once_or_differ_make_no_columns() -> None:
    for lines in (["9:00     9:00", "Slow     Small"], ["9:00     9:30", "Slow     Small", "9:30     9:45"]):
        rows = list(enumerate(lines))
        assert tracks.in_one_column(rows) == rows


def test_what_somebody_said_of_a_document_or_took_out_is_no_part_of_it() -> None:
    lines = [
        "1. [why [this]",
        'one?]{.comment-start author="Bo"}Slow [Old]{.deletion author="Bo"}Clocks[]{.comment-end id="0"}',
        "2. [Small Maps]{.underline}",
    ]
    assert tracked_changes.without(list(enumerate(lines, 1))) == [(1, "1. Slow Clocks"), (3, lines[2])]


def test_a_paragraph_that_was_taken_out_leaves_no_mark_where_nothing_else_was_changed() -> None:
    mark = '[]{.paragraph-deletion author="Bo" date="2026-01-12"}'
    assert tracked_changes.without([(1, f"Slow Clocks{mark}"), (2, "Ann Lee")]) == [(1, "Slow Clocks"), (2, "Ann Lee")]
