"""What may be read wrong is reported in words, with its line."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.papers.assembly import papers
from sitegen.ingest.plaintext.papers.doubts import report_doubts
from tests.ingest.plaintext.labelled import labelled


def doubts(labels: str, text: str) -> list[str]:
    """The doubts about a text of which each line has the label at its place."""
    return [message for _, message in doubted(labelled(labels, text.splitlines()))]


def doubted(text: Text) -> list[tuple[int, str]]:
    """The doubts about a text, each with its line."""
    report = Report()
    report_doubts(papers(text)[0], text, Source("digest.txt", report))
    return [(found.at.line, found.message) for found in report.diagnostics if found.at]


@pytest.mark.parametrize(
    ("authors", "odd"), [("Ann Lee, Bo Cho, Cy", "Cy"), ("newline Ann Lee, Bo Cho 3x", "Bo Cho 3x")]
)
def test_a_name_that_looks_like_none_is_doubted(authors: str, odd: str) -> None:
    assert doubts("TA", f"Slow Clocks\n{authors}\n") == [
        f"'{odd}' among the authors of 'Slow Clocks' may be no whole name"
    ]


@pytest.mark.parametrize("authors", ["Ann Lee, Bo Cho", "Lee", "Lee, A.; Cho, B.", "José O’Neill, Bo van der Cho"])
def test_names_are_not_doubted(authors: str) -> None:
    assert doubts("TA", f"Slow Clocks\n{authors}\n") == []


def test_authors_that_were_passed_over_are_doubted() -> None:
    found = doubts("TOTO", "Slow Clocks\nAnn Lee\nSmall Maps\nBo Cho\n")
    assert found == ["no authors were read, though names such as 'Ann Lee' stand near the titles"]
    assert doubts("TOTO", "Slow Clocks\n초록\nSmall Maps\n초록\n") == []


def test_links_to_two_papers_beside_a_title_are_doubted() -> None:
    text = "Slow Clocks\nhttps://arxiv.org/abs/2503.00001\nhttps://arxiv.org/abs/2503.00002\n"
    assert doubts("TLL", text) == ["several papers are linked near 'Slow Clocks'; one may be missing"]


def test_more_abstracts_than_papers_are_doubted() -> None:
    text = "Slow Clocks\nAbstract:\nAgents think.\nSmall Maps\nAbstract:\nRobots forget.\n"
    assert "'Abstract:' stands here 2 times; papers that were read: 1" in doubts("TOSOOS", text)


def test_the_rest_of_a_line_with_a_title_is_not_told_of_once_more() -> None:
    text = labelled("TOOO", ("Slow Clocks: Small Maps", "Dreams: Long Walks"), [1.0, 0.5, 0.0, 0.5])
    assert doubted(text) == [(2, "'Long Walks' may be a paper, and was not read as one")]


def test_a_line_that_may_be_a_title_with_a_colon_is_told_of() -> None:
    text = labelled("TOO", ("Slow Clocks", "Small Maps: A Study"), [1.0, 0.5, 0.0])
    assert doubted(text) == [(2, "'Small Maps:' may be a paper, and was not read as one")]


def test_titles_that_hold_a_sentence_or_names_are_doubted() -> None:
    chat = "yep, and the follow up Training Slow Clocks on Walls"
    assert doubts("T", chat) == [f"'{chat}' may begin with words that are no part of the title"]
    for lead in ("And this", "Look at this"):
        assert doubts("Tt", f"{lead}: Slow Clocks") == [
            f"'{lead}: Slow Clocks' may begin with words that are no part of the title"
        ]
    assert doubts("Tt", "Slow Clocks: A Study") == doubts("Tt", "Wait and See: A Study") == []
    named = "Slow Clocks of the World, Ann Lee, Bo Cho"
    assert doubts("T", named) == [f"'{named}' may end with the names of its authors"]
    assert doubts("TT", "iClock Maps of the World\nwaiting, watching and counting in slow clocks\n") == []


def test_names_that_commas_part_are_not_doubted_beside_others_that_semicolons_part() -> None:
    assert doubts("TAVA", "Slow Clocks\nCho, B., Roy, C. y Sun, D.\nAnnals of Clocks\nEd Fox; Gil Hay\n") == []
