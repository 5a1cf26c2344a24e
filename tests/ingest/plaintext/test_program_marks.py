"""Marks of programs are no part of the lines that they stand in."""

from __future__ import annotations

from sitegen.ingest.plaintext.program_marks import without


def shown(*lines: str) -> list[str]:
    return [line for _, line in without(list(enumerate(lines, 1)))]


def test_a_task_of_an_agenda_is_an_item_of_a_list() -> None:
    assert shown("  papers:     Sched. 3x:  TODO [#B] Slow Clocks (2503.00001)   :read:skim:") == [
        "- Slow Clocks (2503.00001)"
    ]
    assert shown("  papers:     11:00 Seminar: Slow Clocks") == ["  papers:     11:00 Seminar: Slow Clocks"]


def test_states_of_tasks_are_taken_off() -> None:
    assert shown("- {{[[TODO]]}} Slow Clocks", "- {{query}} Maps") == ["- Slow Clocks", "- {{query}} Maps"]


def test_texts_with_classes_of_their_own_stand_in_lines_of_their_own() -> None:
    assert shown("[Ann Lee, Bo Cho]{.authors} [cs.CL]{.badge}") == ["Ann Lee, Bo Cho", "cs.CL"]
    assert shown("See [Slow Clocks]{.title} too.") == ["See [Slow Clocks]{.title} too."]


def test_sources_with_how_many_more_there_are_are_left_out_and_others_stay() -> None:
    assert shown("It waits.", "arxiv", "+2", "", "Maps") == ["It waits.", "", "Maps"]
    assert shown("arxiv", "2", "Ann Lee", "+2") == ["arxiv", "2", "Ann Lee", "+2"]
