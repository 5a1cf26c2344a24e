"""Who wrote the papers of a list is told by all of its lines together."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.names import authors_of, leaves_out, names
from sitegen.ingest.plaintext.papers.assembly import Paper

TITLES = (
    "Slow Clocks for Large Language Models",
    "A Survey of Sundials in the Digital Age",
    "Hourglass Attention Is Enough for Long Documents",
    "Learning to Wait with Sparse Rewards",
)


def listed(*texts: str) -> list[Paper]:
    """Papers of a list, each with the text that names who wrote it."""
    papers = [Paper(Item("T", "Slow Clocks", 0, 0, 1.0)) for _ in texts]
    for paper, text in zip(papers, texts, strict=True):
        paper.fields["A"] = [Item("A", text, 1, 1, 1.0, paragraphs=[text])]
    return papers


def read(entry: str, people: list[list[str]], sign: str = ", ") -> list[list[str]]:
    """The names that are read from a list of papers, which has them with a sign between."""
    rows = [entry.format(title=title, names=sign.join(names)) for title, names in zip(TITLES, people, strict=False)]
    text = "\n".join(["# Papers", "", *rows, ""])
    entries = ingest(text.encode(), "list.md", Report(), date_hint="2025-03-28").entries
    assert [one.facts.title for one in entries] == list(TITLES[: len(people)])
    return [[author.name for author in one.facts.authors] for one in entries]


@pytest.mark.parametrize(
    "entry",
    [
        "- {title} – {names}, NeurIPS 2022",
        "- {title}, {names}, SIGMOD 2022",
        "- {title} ({names}, ICML 2022)",
        "- {title} ({names}: Jul 2022)",
        "- “{title}”. {names}. CVPR, 2022.",
        "- [{title}](https://arxiv.org/abs/2401.00001) by {names} (EMNLP 2022)",
    ],
)
def test_where_and_when_a_paper_came_out_is_no_author(entry: str) -> None:
    people = [["Ann Lee", "Bo Cho"], ["Cy Roy"], ["Di Sun", "Ed Fox", "Flo Ode"], ["Gus Orr", "Hal Ive"]]
    assert read(entry, people) == people


def test_the_last_author_before_a_year_stays_one() -> None:
    people = [["Ann Lee", "Bo Cho"], ["Cy Roy", "Di Sun"], ["Ed Fox", "Flo Ode"]]
    assert read("- {title} ({names} 2022)", people) == people
    assert read("- {title} ({names}, 2022)", people) == people
    (shouted,) = listed("ANN LEE, BO CHO 2022")
    assert authors_of(shouted.fields["A"]) == ["ANN LEE", "BO CHO"]


@pytest.mark.parametrize("sign", [", ", "; "])
def test_names_that_a_sign_and_a_space_part_are_no_cells_of_a_table(sign: str) -> None:
    people = [
        ["Ann Lee", "Bo Cho", "Cy Roy"],
        ["Di Sun", "Ed Fox", "Flo Ode"],
        ["Gus Orr", "Hal Ive", "Ike Poe"],
        ["Jo Wu"],
    ]
    assert read('- "{title}", {names}, ICML 2022', people, sign) == people


@pytest.mark.parametrize("mark", ["*", "(*)", "†", "1,2"])
def test_marks_of_footnotes_are_no_part_of_names(mark: str) -> None:
    people = [["Ann Lee", "Bo Cho"], ["Cy Roy", "Dee Sun"], ["Ed Fox", "Flo Ode"]]
    marked = [[f"{first}<sup>{mark}</sup>", second] for first, second in people]
    assert read("- {names}: “{title}”, 2024", marked) == people
    assert read("### {title}\n{names}", [[f"Bo Li<sup>{mark}</sup>", "Ann Wu"], ["Cy Roy"]])[0] == ["Bo Li", "Ann Wu"]


def test_authors_that_are_told_in_short_and_in_full_are_told_once() -> None:
    def read_names(*lines: str) -> list[str]:
        paper = Paper(Item("T", "Slow Clocks", 0, 0, 1.0))
        paper.fields["A"] = [Item("A", told, 1, 1, 1.0, paragraphs=[told]) for told in lines]
        return authors_of(paper.fields["A"])

    full = "Lee, Ann (57201); Cho, Bo (57202); van der Roy, Cy (57203)"
    assert read_names("Lee A.; Cho B.; van der Roy C.", full) == ["Lee, Ann", "Cho, Bo", "van der Roy, Cy"]
    assert len(read_names("Lee, A.; Cho, B.", "Sun, A.; Fox, B.")) == 4
    assert len(read_names("Ann Lee", "Bo Lee")) == 2
    assert len(read_names("Jing Lee", "Jian Lee")) == 2


@pytest.mark.parametrize("sign", ["  ", "\t"])
def test_names_that_only_room_parts_are_several(sign: str) -> None:
    people = [["Ann Lee", "Bo Cho"], ["Cy Roy", "Dee van der Fox", "Ed Berg"], ["Flo Hart"], ["Gus Ito", "Hal Jin"]]
    assert read("{title}\n{names}\nComputer Science\n2025\n", people, sign) == people


@pytest.mark.parametrize("more", [", and 5 more", " and 5 others", " y 3 otros"])
def test_how_many_more_people_there_are_is_none_of_them(more: str) -> None:
    assert names(f"Ann Lee, Bo Cho{more}") == ["Ann Lee", "Bo Cho"]
    assert leaves_out(f"Ann Lee, Bo Cho{more}")


def test_a_last_name_behind_a_word_for_and_is_somebody() -> None:
    assert names("Ann Lee and Max More") == ["Ann Lee", "Max More"]
    assert not leaves_out("Ann Lee and Max More")


def test_family_names_alone_are_several_people_where_others_of_the_list_are_such() -> None:
    entries = "- Slow Clocks (Lee, Cho 2015)\n- Small Maps of Large Rooms ({} 2016)\n"
    assert people(entries.format("Roy, Sun, Wu, Fox")) == [["Lee", "Cho"], ["Roy", "Sun", "Wu", "Fox"]]
    assert people(entries.format("Roy")) == [["Lee", "Cho"], ["Roy"]]


def people(text: str, *messages: str) -> list[list[str]]:
    """Who wrote the papers of a text, of which these things are reported."""
    report = Report()
    entries = ingest(text.encode(), "2025-03-28.txt", report).entries
    assert [message for message in messages if message not in str([*map(str, report.diagnostics)])] == []
    return [[author.name for author in one.facts.authors] for one in entries]


def test_two_words_in_parentheses_that_may_be_one_name_are_doubted() -> None:
    doubted = "the authors of 'Small Maps of Large Rooms' may begin or end elsewhere"
    listed = people("- Slow Clocks of the World (Ann Lee)\n- Small Maps of Large Rooms (Cho, Bo)\n", doubted)
    assert listed == [["Ann Lee"], ["Cho, Bo"]]


def test_authors_that_are_called_so_end_with_their_line() -> None:
    text = """- Title: Slow Clocks of the World
  Authors: Ann Lee, Bo Cho et al., ICCL 2020
- “Small Maps”, by Cy Roy and Di Sun (Annals, vol. 61, p. 11-34)
"""
    assert people(text)[0] == ["Ann Lee", "Bo Cho"]


def test_dots_before_the_last_of_names_stand_for_others() -> None:
    for sign in ("... & ", "… ", "... "):
        assert names(f"Lee, A., Cho, B. C., {sign}Roy, D.") == ["Lee, A.", "Cho, B. C.", "Roy, D."]
        assert leaves_out(f"Lee, A., Cho, B. C., {sign}Roy, D.")
    assert not leaves_out("Lee, A., Cho, B. C., & Roy, D.")


def test_where_several_people_work_stands_behind_them() -> None:
    assert names("Ann Lee, Bo Cho, and Cy Roy, ByteDance; Di Sun, KIT; Ed Poe and Flo May, Example University") == [
        "Ann Lee", "Bo Cho", "Cy Roy", "Di Sun", "Ed Poe", "Flo May"
    ]  # fmt: skip
    assert names("Ann Lee, Universidad de los Relojes; Bo Cho, NVIDIA") == ["Ann Lee", "Bo Cho"]
    assert names("Garcia Lopez, Maria; Perez Ruiz, Juan") == ["Garcia Lopez, Maria", "Perez Ruiz, Juan"]


def test_how_many_authors_are_left_out_may_stand_before_the_last() -> None:
    assert names("Ann Lee, Bo Cho, +4 authors Cy Roy") == ["Ann Lee", "Bo Cho", "Cy Roy"]
    assert leaves_out("Ann Lee, Bo Cho, +4 authors Cy Roy")


def test_where_a_paper_came_out_behind_its_authors_is_nobody() -> None:
    for venue in ("Findings of ACL 2024", "EACL 2024 (Demo)", "ICML ’24"):
        assert names(f"Ann Lee, Bo Cho u. a., {venue}") == ["Ann Lee", "Bo Cho"]
    assert names("Ann Lee, Bo McRoy") == ["Ann Lee", "Bo McRoy"]


def test_family_names_alone_may_be_joined_before_the_last() -> None:
    assert names("Lee, Cho, Roy e Sun") == ["Lee", "Cho", "Roy", "Sun"]
    assert names("Lee, Ann & Cho, Bo") == ["Lee, Ann", "Cho, Bo"]


def test_a_name_that_is_written_twice_is_of_one_person() -> None:
    told = [Item("A", text, 1, 1, 1.0, paragraphs=[text]) for text in ("Lee, A.", "A. Lee, B. Cho")]
    assert authors_of(told) == ["A. Lee", "B. Cho"]
    assert authors_of(told[::-1]) == ["A. Lee", "B. Cho"]
