"""Who wrote the papers of a list is told by all of its lines together."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.names import leaves_out, names
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.authors import authors_of, tidy

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
    tidy(papers)
    return papers


def read(entry: str, people: list[list[str]], sign: str = ", ") -> list[list[str]]:
    """The names that are read from a list of papers, which has them with a sign between."""
    rows = [entry.format(title=title, names=sign.join(names)) for title, names in zip(TITLES, people, strict=False)]
    text = "\n".join(["# Papers", "", *rows, ""])
    entries = ingest(text.encode(), "list.md", Report(), date_hint="2025-03-28").entries
    assert [one.facts.title for one in entries] == list(TITLES[: len(people)])
    return [[author.name for author in one.facts.authors] for one in entries]


def test_the_word_before_the_names_of_most_papers_is_no_part_of_the_first() -> None:
    def first_names(*texts: str) -> list[str]:
        return [names(paper.fields["A"][0].text)[0] for paper in listed(*texts)]

    assert first_names("De Ann Lee", "De Bo Cho, Ed Berg", "De Cy Roy", "Flo Sun") == [
        "Ann Lee", "Bo Cho", "Cy Roy", "Flo Sun",
    ]  # fmt: skip
    assert first_names("przez Ann Lee", "przez Bo Cho, Ed Berg", "przez Cy Roy") == ["Ann Lee", "Bo Cho", "Cy Roy"]
    assert first_names("van Ann Lee", "de Bo Cho", "ten Cy Roy") == ["van Ann Lee", "de Bo Cho", "ten Cy Roy"]
    assert first_names("De Vries", "De Boer", "Cy Roy") == ["De Vries", "De Boer", "Cy Roy"]
    assert first_names("Di Wu, Bo Lee", "Di Wu, Cy Roy", "Di Wu, Ed Sun") == ["Di Wu"] * 3
    assert first_names("Di Marco, A.", "Di Carlo, B.", "Di Luca, C.")[0].startswith("Di Marco")
    assert first_names("Ann Lee", "Ann Cho", "Ann Roy") == ["Ann Lee", "Ann Cho", "Ann Roy"]


@pytest.mark.parametrize(
    "entry",
    [
        "- {title} – {names}, NeurIPS 2022",
        "- {title} – {names}, Nature 2022",
        "- {title}, {names}, SIGMOD 2022",
        "- {title} ({names}, ICML 2022)",
        "- {title} ({names}; Jul 2022)",
        "- {title} ({names}: Jul 2022)",
        "- {title} ({names}, May 3 2022)",
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
    assert authors_of(shouted) == ["ANN LEE", "BO CHO"]


@pytest.mark.parametrize(
    "text",
    [
        "J. DUPONT", "C. ROY and D. SUN", "A. LEE, B. CHO", "Jean-Luc A. DUPONT",
        "Ann Lee, Jan Peters 2024", "van Roy, Ann; de Boer, Jan 2024", "Mai Lan, Jun Li 2024",
        "Ann Lee, BJ Ode 2024", "Lee A, Cho BC 2024", "A Lee, BC Cho 2024",
        "Cy Roy, Max Young 2024", "Ann Lee and Bo Cho, Cy Foe 2024", "Ann Lee, Suharto 2024", "Ann Lee, 王芳 2024",
    ],
)  # fmt: skip
def test_names_that_look_like_venues_or_months_stay_names(text: str) -> None:
    (paper,) = listed(text)
    assert paper.fields["A"][0].text == text
    assert "V" not in paper.fields


def test_a_word_behind_whole_names_is_a_venue_where_others_are_surely_some_or_it_stands_in_most_lines() -> None:
    mixed = listed("Ann Lee, Bo Cho, ICML 2024", "Cy Roy, Nature 2023", "Di Sun, ACL 2022")
    assert [authors_of(paper) for paper in mixed] == [["Ann Lee", "Bo Cho"], ["Cy Roy"], ["Di Sun"]]
    same = listed("Ann Lee, Bo Cho, Nature 2024", "Cy Roy, Nature 2023", "Di Sun, Nature 2022")
    assert [paper.text("V") for paper in same] == ["Nature 2024", "Nature 2023", "Nature 2022"]
    once = listed("Ann Lee, Bo Cho 2024", "Cy Roy, Nature 2023", "Di Sun, Ed Fox 2022")
    assert authors_of(once[1]) == ["Cy Roy", "Nature"]


def test_the_venue_behind_names_is_a_fact_unless_the_list_says_another() -> None:
    (first,) = listed("Ann Lee, Bo Cho, NeurIPS 2022")
    assert (authors_of(first), first.text("V")) == (["Ann Lee", "Bo Cho"], "NeurIPS 2022")
    (dated,) = listed("Ann Lee, Bo Cho, Jul 2022")
    assert (authors_of(dated), dated.text("V")) == (["Ann Lee", "Bo Cho"], "")


@pytest.mark.parametrize("entry", ["- {title} ({names}, 2022)", "- {title} — {names}"])
def test_two_words_are_two_families_where_other_papers_have_three(entry: str) -> None:
    people = [["Lee", "Cho"], ["Roy", "Sun", "Fox"], ["Ode", "Orr", "Ive", "Wu", "Ito"], ["Poe", "Zhu"]]
    assert read(entry, people) == people


def test_a_family_name_before_a_given_name_is_one_person_where_no_other_paper_says_otherwise() -> None:
    assert [authors_of(paper) for paper in listed("Lee, Ann", "Cho, Bo", "Roy, Cy")] == [
        ["Lee, Ann"], ["Cho, Bo"], ["Roy, Cy"],
    ]  # fmt: skip
    # one of many may name three people by one word each
    mixed = listed("Lee, Ann", "Cho, Bo", "Roy, Cy", "Sun, Di", "Fox, Ode, Orr")
    assert authors_of(mixed[0]) == ["Lee, Ann"]
    parted = listed("Turing, Alan", "Neumann, John; Morgenstern, Oskar", "Einstein, Podolsky, Rosen")
    assert [len(authors_of(paper)) for paper in parted] == [1, 2, 3]
    whole = listed("Lee, Ann", "Cy Roy, Di Sun", "Ed Fox, Flo Ode", "Gus Orr", "Fox, Ode, Orr")
    assert authors_of(whole[0]) == ["Lee, Ann"]


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
        return authors_of(paper)

    full = "Lee, Ann (57201); Cho, Bo (57202); van der Roy, Cy (57203)"
    assert read_names("Lee A.; Cho B.; van der Roy C.", full) == ["Lee, Ann", "Cho, Bo", "van der Roy, Cy"]
    assert len(read_names("Lee, A.; Cho, B.", "Sun, A.; Fox, B.")) == 4
    assert len(read_names("Ann Lee", "Bo Lee")) == 2
    assert len(read_names("Jing Lee", "Jian Lee")) == 2


@pytest.mark.parametrize("sign", ["  ", "\t"])
def test_names_that_only_room_parts_are_several(sign: str) -> None:
    people = [["Ann Lee", "Bo Cho"], ["Cy Roy", "Dee van der Fox", "Ed Berg"], ["Flo Hart"], ["Gus Ito", "Hal Jin"]]
    assert read("{title}\n{names}\nComputer Science\n2025\n", people, sign) == people


def test_a_speaker_below_the_authors_of_a_paper_is_one_of_them() -> None:
    paper = Paper(Item("T", "Slow Clocks", 0, 0, 1.0))
    lines = ["Ann Lee, Bo Cho, Cy Roy", "Bo Cho"]
    paper.fields["A"] = [Item("A", ", ".join(lines), 1, 2, 1.0, paragraphs=lines)]
    assert authors_of(paper) == ["Ann Lee", "Bo Cho", "Cy Roy"]
    lines[1] = "Ann Lee"
    paper.fields["A"] = [Item("A", ", ".join(lines), 1, 2, 1.0, paragraphs=lines)]
    assert authors_of(paper) == ["Ann Lee", "Bo Cho", "Cy Roy"]
    # two people of one name in a line are two
    paper.fields["A"] = [Item("A", "Bo Cho, Bo Cho", 1, 1, 1.0, paragraphs=["Bo Cho, Bo Cho"])]
    assert authors_of(paper) == ["Bo Cho", "Bo Cho"]


@pytest.mark.parametrize("more", [", and five more", " and 5 others", " and a dozen others", " y 3 otros"])
def test_how_many_more_people_there_are_is_none_of_them(more: str) -> None:
    assert names(f"Ann Lee, Bo Cho{more}") == ["Ann Lee", "Bo Cho"]
    assert leaves_out(f"Ann Lee, Bo Cho{more}")


def test_a_last_name_behind_a_word_for_and_is_somebody() -> None:
    assert names("Ann Lee and Max More") == ["Ann Lee", "Max More"]
    assert not leaves_out("Ann Lee and Max More")
