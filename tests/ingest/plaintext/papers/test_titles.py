"""What lists, browsers and notes put around titles is no part of them."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.facts import title_of, titles


def test_the_number_of_a_paper_in_brackets_before_its_title_is_no_part_of_it() -> None:
    assert title_of("] Slow Clocks") == "Slow Clocks"


def test_buttons_behind_several_titles_are_no_part_of_them() -> None:
    papers = [Paper(Item("T", f"{text} [OpenReview] [Poster]", 0, 0, 1.0)) for text in ("Slow Clocks", "Small Maps")]
    assert titles(papers) == ["Slow Clocks", "Small Maps"]


def test_titles_lose_what_stands_around_them() -> None:
    assert title_of("[PDF] Slow Clocks [code]") == "Slow Clocks"
    assert title_of("[Slow Clocks]") == title_of("Slow Clocks[1]") == "Slow Clocks"
    assert title_of("Slow Clocks [TACL]") == title_of("Slow Clocks [NAACL 2025]") == "Slow Clocks"
    assert title_of("Slow Clocks, in") == title_of("Slow Clocks, In:") == "Slow Clocks"
    assert title_of("Where We Check In") == "Where We Check In"
    assert title_of('2/5 "Slow Clocks"') == "Slow Clocks"
    assert title_of("**Slow Clocks**") == title_of("\u3000《Slow Clocks》\u3000") == "Slow Clocks"
    assert title_of("Learning to Search with A*") == "Learning to Search with A*"


def test_marks_of_a_list_are_no_part_of_its_titles() -> None:
    def shown(*texts: str) -> list[str]:
        return titles([Paper(Item("T", text, at, at, 1.0)) for at, text in enumerate(texts)])

    assert shown("[papers] Slow Clocks", "[papers] Small Maps", "Old Words") == [
        "Slow Clocks",
        "Small Maps",
        "Old Words",
    ]
    assert shown("[Mask] Tokens Matter", "Small Maps") == ["[Mask] Tokens Matter", "Small Maps"]
    assert shown("[ClockNet] Slow Clocks", "[Map-2 v1] Small Maps", "Old Words") == [
        "Slow Clocks",
        "Small Maps",
        "Old Words",
    ]
    assert shown("Slow Clocks S. 3", "Small Maps p. 19", "Old Words [p. 4-9]") == [
        "Slow Clocks",
        "Small Maps",
        "Old Words",
    ]
    assert shown("[Clocks] Slow Hands", "[Maps] Small Towns", "[Rooms] Old Doors", "Words") == [
        "Slow Hands",
        "Small Towns",
        "Old Doors",
        "Words",
    ]
    assert shown("[MOVED to room 12] Slow Clocks", "Small Maps (Invited Talk)") == ["Slow Clocks", "Small Maps"]


@pytest.mark.parametrize(
    "lines",
    [
        ["[C II] Emission from Clocks", "[OIII] Lines in Maps"],
        ["[Ar III] Lines in Clouds", "[Ca II] Lines in Stars", "[He I] Lines in Rooms"],
        ["[FeFe] Hydrogenases in Cells", "[NiFe] Hydrogenases in Rooms", "[3 2] Cycloaddition of Rings"],
        ["[Almost] Everything about Clocks", "[Citation needed] Trust in Maps"],
        ["[Not] Knowing Clocks", "[Gender] Bias in Maps", "[CLIP] Small Words", "Doors", "Windows", "Rooms"],
    ],
)
def test_different_words_in_brackets_begin_titles_where_few_do_or_they_are_of_chemistry(lines: list[str]) -> None:
    shown = titles([Paper(Item("T", text, at, at, 1.0)) for at, text in enumerate(lines)])
    assert shown == [line.removeprefix("[CLIP] ") for line in lines]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Slow Clocks #paper #to-read", "Slow Clocks"),
        ("Slow Clocks #drift", "Slow Clocks #drift"),
        ("Slow Clocks (Oral)", "Slow Clocks"),
        ("Slow Clocks (Tool Demo)", "Slow Clocks"),
        ("Slow Clocks (Functional Pearl)", "Slow Clocks (Functional Pearl)"),
        ("« Slow Clocks ».", "Slow Clocks"),
        ('« Maps of "Slow" Rooms »,', 'Maps of "Slow" Rooms'),
        ('« "Slow" Clocks », ', '"Slow" Clocks'),
        ('« Slow "Clocks" »,', 'Slow "Clocks"'),
        ("Slow Clocks [Remote]", "Slow Clocks"),
        ("Slow Clocks 论文总结", "Slow Clocks"),
        ("#1133 Slow Clocks ★ SAC highlight", "Slow Clocks"),
        ("[CV] 《Slow Clocks", "Slow Clocks"),
        ("[cs.LG] Slow Clocks", "Slow Clocks"),
        ("[Short] Slow Clocks", "Slow Clocks"),
        ("[Slow] Clocks", "[Slow] Clocks"),
        ("（一）Slow Clocks", "Slow Clocks"),
        ("【一】Slow Clocks", "Slow Clocks"),
        ("Slow Clocks (00:29:05)", "Slow Clocks"),
        ("Slow Clocks 🏆 Best paper candidate", "Slow Clocks"),
        ("Slow Clocks in C # and D", "Slow Clocks in C # and D"),
        ("④ Slow Clocks", "Slow Clocks"),
        ("What ④ Means", "What ④ Means"),
        ("Slow Clocks(ICML'18)", "Slow Clocks"),
        ("Slow Clocks(SIGMOD 2024)", "Slow Clocks"),
        ("Slow Clocks(SIGMOD 2024)*:", "Slow Clocks"),
        ("[REVIEW]Slow Clocks", "Slow Clocks"),
        ("Slow Clocks presented", "Slow Clocks"),
        ("Clocks of Ca(Fe11)", "Clocks of Ca(Fe11)"),
        ("Slow Clocks of 2018(b)", "Slow Clocks of 2018(b)"),
        ("[Re] Slow Clocks", "[Re] Slow Clocks"),
        ("Who Represented Clocks", "Who Represented Clocks"),
        ("How Slow Clocks Are Presented", "How Slow Clocks Are Presented"),
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


def titled(*texts: str) -> list[str]:
    return titles([Paper(Item("T", text, at, at, 1.0)) for at, text in enumerate(texts)])


def test_tags_of_a_list_are_no_part_of_its_titles() -> None:
    assert titled("Slow Clocks #drift", "Small Maps #llm", "Long Walks") == ["Slow Clocks", "Small Maps", "Long Walks"]
    assert titled("Slow Clocks in #tweets", "Small Maps #llm", "Long Walks #rl")[0] == "Slow Clocks in #tweets"
    kinds = titled("Slow Clocks Original Research", "Small Maps Original Research", "Long Walks Brief Report")
    assert kinds == ["Slow Clocks", "Small Maps", "Long Walks Brief Report"]


def test_who_speaks_of_a_paper_is_no_part_of_its_title_where_some_speak_of_several() -> None:
    spoken = titled("Ada: Slow Clocks", "Bo: Small Maps: A Survey", "Ada: Long Walks", "New Rooms")
    assert spoken == ["Slow Clocks", "Small Maps: A Survey", "Long Walks", "New Rooms"]
    for heads in (("Ada", "Bo", "Cy", "Di"), ("GPT", "GPT", "BERT", "RL")):
        read = titled(*(f"{head}: {title}" for head, title in zip(heads, spoken, strict=True)))
        assert [title.partition(":")[0] for title in read] == [*heads]


def test_how_papers_may_be_read_is_no_part_of_their_titles() -> None:
    assert titled("Slow Clocks Open Access", "Small Maps Free Access", "Long Walks") == [
        "Slow Clocks",
        "Small Maps",
        "Long Walks",
    ]
    assert titled("The Price of Open Access", "Small Maps", "Long Walks")[0] == "The Price of Open Access"


def test_links_beside_most_titles_are_no_part_of_them() -> None:
    assert titled("2A-1 Slow Clocks", "2A-2 Small Maps", "Rooms") == ["Slow Clocks", "Small Maps", "Rooms"]
    assert titled("3-D Clocks", "Small Maps", "2.5 Rooms") == ["3-D Clocks", "Small Maps", "2.5 Rooms"]
    assert titled("[pdf] [bib] Slow Clocks", "[pdf] Small Maps", "Rooms") == [
        "Slow Clocks",
        "Small Maps",
        "Rooms",
    ]
    assert titled("pdf bib abs Slow Clocks", "pdf abs Small Maps", "Abs") == ["Slow Clocks", "Small Maps", "Abs"]
    assert titled("Slow Clocks pdf icon", "Small Maps pdf icon") == ["Slow Clocks", "Small Maps"]


def test_pages_behind_most_titles_are_no_part_of_them() -> None:
    pages = ("Slow Clocks 15-24", "Small Maps pp. 25–31", "Long Walks")
    assert titled(*pages) == ["Slow Clocks", "Small Maps", "Long Walks"]
    assert titled("Clocks of 1900-1950", "Small Maps", "Long Walks")[0] == "Clocks of 1900-1950"


def test_pages_in_brackets_behind_most_titles_are_no_part_of_them() -> None:
    shown = titled("Slow Clocks? [p. 9-31]", "Small Maps [p. 33-52]", "Long Walks")
    assert shown == ["Slow Clocks?", "Small Maps", "Long Walks"]


def test_numbers_of_items_of_minutes_are_no_part_of_titles() -> None:
    assert titled("TOP 2 Slow Clocks", "TOP 3 Small Maps", "Item 9") == ["Slow Clocks", "Small Maps", "Item 9"]


def test_who_presents_most_papers_is_no_part_of_their_titles() -> None:
    assert titled("Slow Clocks (Ann)", "Small Maps (Bo)", "Old Words") == ["Slow Clocks", "Small Maps", "Old Words"]
    assert titled("Slow Clocks (Ann)", "Small Maps", "Old Words")[0] == "Slow Clocks (Ann)"


def test_when_most_titles_came_is_no_part_of_them() -> None:
    assert titled("Slow Clocks, May 22, 04:00", "Small Maps, May 3, 14:00") == ["Slow Clocks", "Small Maps"]
    assert titled("Slow Clocks, May 22, 04:00", "Small Maps", "Words")[0] == "Slow Clocks, May 22, 04:00"


def test_the_state_of_a_task_is_no_part_of_its_title() -> None:
    assert title_of("TODO [#A] Slow Clocks") == title_of("TODO Slow Clocks") == "Slow Clocks"


def test_the_numbers_of_posts_are_no_part_of_titles() -> None:
    assert titled("2/ Slow Clocks", "3/5 Small Maps", "Long Walks") == ["Slow Clocks", "Small Maps", "Long Walks"]
    assert titled("#1 Slow Clocks", "#2 Small Maps", "Long Walks") == ["Slow Clocks", "Small Maps", "Long Walks"]
    assert titled("1/ f Noise in Clocks", "Small Maps", "Long Walks")[0] == "1/ f Noise in Clocks"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Average” Is Not “First”: Clocks", "“Average” Is Not “First”: Clocks"),
        ("“Slow Clocks”", "Slow Clocks"),
        ("„Slow Clocks“ (2020)", "Slow Clocks"),
        ("Optional: Slow Clocks", "Slow Clocks"),
        ("Optional Stopping: A Survey", "Optional Stopping: A Survey"),
        ("Slow Clocks (GitHub Repo)", "Slow Clocks"),
        ("Slow Clocks (2020)", "Slow Clocks (2020)"),
        ("Slow Clocks #5", "Slow Clocks"),
        ("“Slow Clocks”.", "Slow Clocks"),
        ("Are Clocks Slow?.", "Are Clocks Slow?"),
        ("Slow Clocks @today @done(2025-03-01)", "Slow Clocks"),
    ],
)
def test_marks_around_titles_are_taken_off_and_those_in_them_stay(text: str, title: str) -> None:
    assert title_of(text) == title
