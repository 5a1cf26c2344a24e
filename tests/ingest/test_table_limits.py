"""Which texts are tables, and where a table ends."""

from __future__ import annotations

import pytest

from tests.ingest.test_table_shapes import DEPTH, HOPE, codes, read, titles

TITLES = (
    "Slow Clocks of the World: A Survey",
    "Small Maps and What They Leave Out",
    "Dreams about Rooms in Large Language Models",
)


def test_a_long_heading_among_full_rows_is_no_paper() -> None:
    rows = "".join(f"A Paper Number {number},Ann Lee,x\n" for number in range(5))
    digest, report = read(f"Title,Authors,Link\nSession One: Depth and Hope,,\n{rows}")
    assert len(digest.entries) == 5
    assert codes(report) == [("warning", "doubtful-paper", 2)]
    alone = "".join(f"A Paper of Which No More Is Known {number},,\n" for number in range(5))
    assert len(read(f"Title,Authors,Link\n{alone}")[0].entries) == 5


def test_a_table_of_nothing_but_titles_is_read_line_by_line() -> None:
    digest, report = read(f'Titel\r\n"{DEPTH}"\r\n{HOPE}\r\nGute Wörter\r\n')
    assert titles(digest) == [DEPTH, HOPE, "Gute Wörter"]
    assert not report.diagnostics


@pytest.mark.parametrize(
    "text",
    [
        f"Papers\n{HOPE}\nJan Berg, Ann Lee\nWe hope that this is an abstract of some length.\n",
        f"Paper\n{HOPE}\nJan Berg, Ann Lee\nWe hope that this is an abstract of some length.\n",
        f"Artikel\n{HOPE}\nJan Berg, Ann Lee\nWe hope that this is an abstract of some length.\n",
        f"Title\n{HOPE}\nAuthors\nJan Berg, Ann Lee\nAbstract\nWe hope that this is an abstract of some length.\n",
        f"Title\n{HOPE}\nhttps://arxiv.org/abs/2502.05795\n",
    ],
)
def test_a_heading_or_a_form_is_no_table_of_titles(text: str) -> None:
    assert read(text, "papers.txt")[0].format == "pasted text or HTML"


def test_a_table_of_something_else_below_a_list_is_not_the_list() -> None:
    weeks = "\n\n".join(
        f"Week {at}\n{title} (https://arxiv.org/abs/2502.0579{at})" for at, title in enumerate(TITLES, 1)
    )
    digest, _ = read(f"{weeks}\n\nDate\tDetails\tDue\nMon 1 May\tReading response\t11pm\n", "course.txt")
    assert [entry.facts.title for entry in digest.entries] == list(TITLES)


def test_lines_below_a_table_are_no_rows_of_it() -> None:
    rows = "".join(f"{title}\tAnn Lee, Bo Cho\tgood\n" for title in TITLES)
    notes = "To do before Tuesday:\nAnn: find the code of the first row\nBo: tell the department of law\n"
    digest, report = read(f"Title\tAuthors\tNotes\n{rows}\n{notes}", "list.tsv")
    assert [entry.facts.title for entry in digest.entries] == list(TITLES)
    assert {code for _, code, _ in codes(report)} == {"doubtful-paper"}


def test_cells_of_several_lines_without_quotation_marks_are_no_rows() -> None:
    rows = "\n".join(
        f"{at}.\t{title}\nAnn Lee, Bo Cho\narXiv:2502.0579{at}\tCy\tgood" for at, title in enumerate(TITLES, 1)
    )
    digest, _ = read(f"No.\tPaper\tWho\tComments\n{rows}\n", "list.txt")
    assert [(entry.facts.title, len(entry.facts.authors)) for entry in digest.entries] == [
        (title, 2) for title in TITLES
    ]


def test_a_table_that_seems_to_be_of_something_else_is_doubted() -> None:
    packages = "name,version,description\nnumpy,1.26,Arrays for scientific computing\nclick,8.1,Command lines\n"
    assert codes(read(packages)[1]) == [("warning", "doubtful-paper", 2)]
    assert not read(f"Title,Authors\nHope,Jan Berg\n{HOPE},Ann Lee\n")[1].diagnostics
