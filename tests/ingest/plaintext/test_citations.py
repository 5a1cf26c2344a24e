"""References are read in whatever citation style they are printed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.citations import head_of_reference
from sitegen.ingest.plaintext.names import names
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.references import KNOWN, in_style


def papers() -> list[Paper]:
    listed = (
        ("Slow Clocks: Planning with Small Memories", ["Ann Lee", "Bo C. Cho", "Cy Roy"], "Example Letters", ""),
        ("Neural Maps of Large Rooms", ["Dee Park", "Ed van Berg"], "Journal of Examples", ""),
        ("What Do Robots Forget at Night?", ["Fay Gomez"], "Proceedings of the 3rd Workshop on Sleep", ""),
        ("Learning to Wait in Long Queues", ["Hal Ito", "Ida Jung", "Jo Klein", "Kay Lund"], "", "2501.00017"),
    )
    return [
        Paper(
            title=title,
            authors=authors,
            categories=["cs.AI"],
            venue=venue,
            pages="12-20",
            arxiv=arxiv,
            published=date(2025, 1, 2),
        )
        for title, authors, venue, arxiv in listed
    ]


@pytest.mark.parametrize("style", KNOWN)
@pytest.mark.parametrize("number", ["", "[1] ", "1. "])
def test_titles_and_names_are_read_in_a_citation_style(style: str, number: str) -> None:
    expected = papers()
    entries = in_style(Random(7), style, expected)
    text = "\n".join(number.replace("1", str(at)) + entry for at, entry in enumerate(entries, 1))
    report = Report()
    read = ingest(text.encode(), "2025-03-01.txt", report).entries
    assert [entry.facts.title for entry in read] == [paper.title for paper in expected]
    names = [[author.name for author in entry.facts.authors] for entry in read]
    # whose initial ends with the stop that parts names from the title is not said
    assert [[name.rstrip(".") for name in listed] for listed in names] == [
        [name.rstrip(".") for name in paper.authors] for paper in expected
    ]


@pytest.mark.parametrize("style", [style for style in KNOWN if style != "associacao-brasileira-de-normas-tecnicas"])
def test_the_journal_and_the_proceedings_are_read_in_a_citation_style(style: str) -> None:
    entries = in_style(Random(7), style, papers())
    read = ingest("\n".join(entries).encode(), "2025-03-01.txt", Report()).entries
    assert [entry.facts.venue for entry in read[1:]] == [paper.venue for paper in papers()[1:]]
    # the name of one that says nothing of journals may be part of the title
    assert read[0].facts.venue in ("", papers()[0].venue)


@pytest.mark.parametrize(
    ("reference", "names"),
    [
        ("Lee A, Cho BC, van Roy C. Slow Clocks.", "Lee A, Cho BC, van Roy C. "),
        ("Lee, A., Cho, B., & Roy, C. (2020). Slow Clocks.", "Lee, A., Cho, B., & Roy, C. "),
        ("Lee, A., B. Cho, and C. Roy. Slow Clocks.", "Lee, A., B. Cho, and C. Roy. "),
        ("A. Lee and B. Cho, “Slow Clocks”", "A. Lee and B. Cho, "),
        ("LEE A, CHO B C, ROY D, 等. Slow Clocks[J].", "LEE A, CHO B C, ROY D, 等. "),
        ("Lee A. и др. Slow Clocks // Letters", "Lee A. и др. "),
        ("Lee, A./Cho, B. (2024): Slow Clocks", "Lee, A./Cho, B. "),
        ("Lee A & Cho B Slow Clocks of Rooms", "Lee A & Cho B "),
        ("Lee A, Roy Cd, Berg Avd. Slow Clocks of Rooms", "Lee A, Roy Cd, Berg Avd. "),
        ("Lee A. Clocks, slow maps, and Dreams", "Lee A. "),
        ("Ann C. Lee, Bo Cho: Slow Clocks", ""),
        ("Lee, A., Cho", ""),
        ("Vitamin D and Slow Clocks", ""),
        ("H. pylori in Large Rooms", ""),
        ("Slow Clocks of the World. A Survey", ""),
    ],
)
def test_names_with_initials_end_where_the_title_begins(reference: str, names: str) -> None:
    assert reference[: head_of_reference(reference)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee, Ann; Cho, Bo", ["Lee, Ann", "Cho, Bo"]),
        ("Lee A, Cho B-C, Roy CD", ["Lee A", "Cho B-C", "Roy CD"]),
        ("Lee, A., de la Roy, C.", ["Lee, A.", "de la Roy, C."]),
        ("Lee A, Cho BC, Roy C.", ["Lee A", "Cho BC", "Roy C"]),
        ("Lee, A., B. Cho, and C. van Roy", ["Lee, A.", "B. Cho", "C. van Roy"]),
        ("Lee, Ann/Cho, Bo", ["Lee, Ann", "Cho, Bo"]),
        ("Lee, Ann og Cho, Bo og de la Roy, Cy", ["Lee, Ann", "Cho, Bo", "de la Roy, Cy"]),
        ("A.Lee, B.Cho", ["A.Lee", "B.Cho"]),
        ("Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Example Labs, Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
    ],
)
def test_names_of_one_form_are_told_apart(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_given_name_and_an_initial_begin_no_reference() -> None:
    assert head_of_reference("Ann C. Lee, Bo Cho: Slow Clocks of the World") == 0
    assert head_of_reference("Mary A. White and Bo Cho. Slow clocks of the moon.") == 0


def test_names_in_capitals_end_before_a_title_in_capitals() -> None:
    assert head_of_reference("LEE A, CHO BC: SLOW CLOCKS OF THE WORLD") == 15
    for name in ("ANN LEE", "MAX RAY", "LEE A", "LEE-CHO B"):
        assert head_of_reference(f"{name}: SLOW CLOCKS OF THE WORLD") == len(name) + 2, name


def test_a_name_with_an_initial_before_what_stands_in_parentheses_begins_no_reference() -> None:
    assert head_of_reference("Richard J. Young (arXiv:2512.13655)") == 0
    assert head_of_reference("Nicolas C. Menicucci & G. J. Milburn") == 0
    assert head_of_reference("Lee A. Slow Clocks of the World") == 7
