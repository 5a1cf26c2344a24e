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


def test_a_headline_of_a_ticker_stands_below_its_section() -> None:
    assert shown("+++ Maps +++ Slow Clocks +++", "+++ Small Maps +++") == [
        *("Maps", "", "**Slow Clocks**", ""),
        *("", "", "**Small Maps**", ""),
    ]
    assert shown("+++ Maps", "C+++ is no language") == ["+++ Maps", "C+++ is no language"]


def test_names_with_room_between_them_are_a_list() -> None:
    assert shown("Ann Lee   Bo Cho    Cy Roy") == ["Ann Lee, Bo Cho, Cy Roy"]
    assert shown("Ann Lee   Slow clocks of the world") == ["Ann Lee   Slow clocks of the world"]


def test_where_comments_are_is_no_part_of_words() -> None:
    comments = ["Slow Clocks[AL1]", "We wait.[BC2]", "[AL1] Which ones?", "[BC2] Why?"]
    assert shown(*comments) == ["Slow Clocks", "We wait.", *comments[2:]]
    assert shown("A Room of Maps[B12]") == ["A Room of Maps[B12]"]
    assert shown("H[X2] of Maps[X1]", "H[X1]") == ["H[X2] of Maps[X1]", "H[X1]"]


def test_tags_and_the_host_behind_a_title_above_who_posted_it_are_no_part_of_it() -> None:
    below = "via plover 3 hours ago | archive | 9 comments"
    assert shown("Looped World Models ai formalmethods pdf arxiv.org", below) == ["Looped World Models", below]
    assert shown("Learning to wait ai arxiv.org", below)[0] == "Learning to wait"
    assert shown("ai pdf arxiv.org", below)[0] == "ai pdf arxiv.org"
    assert shown("Looped World Models ai pdf arxiv.org", "Ann Lee")[0] == "Looped World Models ai pdf arxiv.org"


def test_where_an_answer_has_its_sentences_from_is_no_part_of_them() -> None:
    assert shown("Clocks wait【1†source】【2†L4-L9】. Maps too. 【3:0†maps.pdf】") == ["Clocks wait. Maps too."]
    assert shown("Clocks wait. :contentReference[oaicite:0]{index=0}") == ["Clocks wait."]
    assert shown("【概要】Clocks wait.", "Ann Lee†, Bo Cho†") == ["【概要】Clocks wait.", "Ann Lee†, Bo Cho†"]


LOG = (
    "--- Log opened Sat Mar 01 09:00:00 2025",
    "09:01 <@ann> at last https://arxiv.org/abs/2503.00001",
    "09:01 <+titles> [arXiv] Slow Clocks | Ann Lee, Bo Cho",
    "09:02 < bo_> I like clocks",
    "09:03 < bo_> https://example.org/maps",
    "09:03 <+titles> [example.org] A drawer of maps",
)


def test_a_title_with_which_a_program_answers_an_address_is_a_link_to_it() -> None:
    assert shown(*LOG) == [
        *(LOG[0], "[Slow Clocks](https://arxiv.org/abs/2503.00001)", "Ann Lee, Bo Cho"),
        *LOG[3:],
    ]


def test_an_address_in_a_chat_that_nothing_answers_stands_alone() -> None:
    bare, named = "[09:04:10] <ann> and https://arxiv.org/abs/2503.00002", "09:05 <bo_> Small Maps of a Closed Door"
    assert shown(*LOG, bare, named)[-2:] == ["https://arxiv.org/abs/2503.00002", named]
    named += " https://arxiv.org/abs/2503.00003"
    assert shown(*LOG, named)[-1] == named
    assert shown(bare, named) == [bare, named]
