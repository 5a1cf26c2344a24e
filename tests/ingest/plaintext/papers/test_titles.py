"""What lists, browsers and notes put around titles is no part of them."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.facts import title_of, titles


def test_the_number_of_a_paper_in_brackets_before_its_title_is_no_part_of_it() -> None:
    assert title_of("] Slow Clocks") == "Slow Clocks"


def test_buttons_behind_several_titles_are_no_part_of_them() -> None:
    papers = [Paper(Item("T", f"{text} [OpenReview] [Poster]", 0, 0, 1.0)) for text in ("Slow Clocks", "Small Maps")]
    assert titles(papers) == ["Slow Clocks", "Small Maps"]


def test_kinds_of_publication_behind_several_titles_are_no_part_of_them() -> None:
    papers = [Paper(Item("T", f"{text} Journal Article", 0, 0, 1.0)) for text in ("Slow Clocks", "Small Maps")]
    assert titles(papers) == ["Slow Clocks", "Small Maps"]
    assert titles(papers[:1]) == ["Slow Clocks Journal Article"]
    reports = [Paper(Item("T", f"{text} Technical Report", 0, 0, 1.0)) for text in ("Slow-1", "Small-2")]
    assert titles(reports) == ["Slow-1 Technical Report", "Small-2 Technical Report"]


def test_titles_lose_what_stands_around_them() -> None:
    assert title_of("[PDF] Slow Clocks [code]") == "Slow Clocks"
    assert title_of("**Slow Clocks**") == title_of("\u3000《Slow Clocks》\u3000") == "Slow Clocks"


def test_marks_of_a_list_are_no_part_of_its_titles() -> None:
    def shown(*texts: str) -> list[str]:
        return titles([Paper(Item("T", text, at, at, 1.0)) for at, text in enumerate(texts)])

    assert shown("[papers] Slow Clocks", "[papers] Small Maps", "Old Words") == [
        "Slow Clocks",
        "Small Maps",
        "Old Words",
    ]
    assert shown("[Mask] Tokens Matter", "Small Maps") == ["[Mask] Tokens Matter", "Small Maps"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Slow Clocks (Oral)", "Slow Clocks"),
        ("Slow Clocks (Functional Pearl)", "Slow Clocks (Functional Pearl)"),
        ("« Slow Clocks ».", "Slow Clocks"),
        ('« Maps of "Slow" Rooms »,', 'Maps of "Slow" Rooms'),
        ('« Slow "Clocks" »,', 'Slow "Clocks"'),
        ("[CV] 《Slow Clocks", "Slow Clocks"),
        ("[cs.LG] Slow Clocks", "Slow Clocks"),
        ("[Slow] Clocks", "[Slow] Clocks"),
        ("Slow Clocks in C # and D", "Slow Clocks in C # and D"),
        ("[Re] Slow Clocks", "[Re] Slow Clocks"),
    ],
)
def test_what_browsers_notes_and_references_put_around_a_title_is_no_part_of_it(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize("behind", [" and Rooms", ": A Reply", ", Not “Fast”, Rooms", "—A Reply", "-Only Rooms"])
def test_a_quotation_that_begins_a_title_keeps_both_its_marks(behind: str) -> None:
    assert title_of(f"“Slow Clocks”{behind}") == f"“Slow Clocks”{behind}"


@pytest.mark.parametrize("behind", ["", ".", ",", ":", " —"])
def test_quotation_marks_around_a_whole_title_are_no_part_of_it(behind: str) -> None:
    assert title_of(f"“Slow Clocks”{behind}") == "Slow Clocks"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Average” Is Not “First”: Clocks", "“Average” Is Not “First”: Clocks"),
        ("“Slow Clocks”", "Slow Clocks"),
        ("Slow Clocks (GitHub Repo)", "Slow Clocks"),
        ("“Slow Clocks”.", "Slow Clocks"),
        ("Are Clocks Slow?.", "Are Clocks Slow?"),
    ],
)
def test_marks_around_titles_are_taken_off_and_those_in_them_stay(text: str, title: str) -> None:
    assert title_of(text) == title


def test_votes_and_numbers_around_titles_are_no_part_of_them() -> None:
    text = "Papers\n\n" + "".join(
        f"#{number} {title} [{number} votes]\n    Ann Lee, Bo Cho\n\n"
        for number, title in (
            (3, "Slow Clocks of the World"),
            (12, "Small Maps of Large Rooms"),
            (30, "Quiet Rivers of Sand"),
        )
    )
    entries = ingest(text.encode(), "2025-03-28.txt", Report()).entries
    assert [(entry.facts.title, entry.votes) for entry in entries] == [
        ("Slow Clocks of the World", 3), ("Small Maps of Large Rooms", 12), ("Quiet Rivers of Sand", 30)
    ]  # fmt: skip


def test_where_a_talk_is_held_is_no_part_of_its_title() -> None:
    assert title_of("[Findings] Slow Clocks") == "Slow Clocks"
    assert title_of("[Online] Slow Clocks") == "Slow Clocks"
    assert title_of("[Re] Slow Clocks") == "[Re] Slow Clocks"
