"""References that begin with names and a colon or a year have their titles behind these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest

from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.leading_names import (
    with_quoted_titles,
    with_styled_titles,
    with_titles_behind_names,
    with_titles_below_names,
)
from sitegen.ingest.plaintext.lines import lines

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
NAMES = ("Lee, Ann; Cho, Bo", "van der Roy, Cy", "Sun, Di; Berg, E. F.")


Correct = Callable[[Sequence[Line], Sequence[Chunk], Sequence[str]], list[str]]


def corrected(correct: Correct, given: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines."""
    text = lines(list(enumerate(rows, 1)))
    found = chunks(text)
    assert len(found) == len(given), [chunk.text for chunk in found]
    return "".join(correct(text, found, list(given)))


def labelled(labels: str, *rows: str) -> str:
    found = chunks(lines(list(enumerate(rows, 1))))
    assert len(found) == len(labels), [chunk.text for chunk in found]
    return "".join(with_titles_behind_names(found, list(labels)))


def test_behind_family_names_that_come_first_and_a_colon_stands_a_title() -> None:
    rows = [f"{names}: {title}. In: COLING 2020" for names, title in zip(NAMES, TITLES, strict=True)]
    assert labelled("TtOO" * 3, *rows) == "ATOO" * 3
    assert labelled("TtOO" * 2, *rows[:2]) == "TtOO" * 2


def test_a_label_in_brackets_may_stand_before_the_names() -> None:
    rows = [f"[L{n}0]\t{names}: {title}, 2020" for n, (names, title) in enumerate(zip(NAMES, TITLES, strict=True))]
    assert labelled("TtAO" * 3, *rows) == "OATO" * 3


def test_names_in_reading_order_count_where_they_were_taken_for_names() -> None:
    rows = [row for title in TITLES for row in ("Ann Lee, Bo Cho, Cy Roy:", f"{title}.", "COLING 2020")]
    assert labelled("ASO" * 3, *rows) == "ATO" * 3
    said = [row.replace("Ann Lee, Bo Cho, Cy Roy:", "What We Read Last Week:") for row in rows]
    assert labelled("OSO" * 3, *said) == "OSO" * 3
    # names alone in their lines are names
    assert labelled("OSO" * 3, *rows) == "ATO" * 3


def test_what_physicists_quote_behind_names_is_a_title() -> None:
    def quoted(given: str, *rows: str) -> str:
        return "".join(with_quoted_titles(chunks(lines(list(enumerate(rows, 1)))), list(given)))

    rows = [f'A. Lee and B. Cho, "{title}," Astron. J.' for title in TITLES]
    given = "".join("ATOO" for _ in TITLES)
    odd = 'C. Roy, "K to Pi (+-) Decays," Astron. J.'
    assert quoted(given + "OOOOOO", *rows, odd) == given + "ATtOOO"
    assert quoted("OOOOOO", odd) == "OOOOOO"
    # family names alone, and a quotation that ends in the next line
    wrapped = ['Lee, Cho and Roy, "K to Pi Decays', 'at Rest," Astron. J.']
    assert quoted(given + "OOOO", *rows, *wrapped) == given + "ATOO"


def test_words_before_a_colon_are_no_names() -> None:
    rows = [f"In this work, we ask {n} things: how clocks go. And why" for n in range(3)]
    assert labelled("SSS" * 3, *rows) == "SSS" * 3


@pytest.mark.parametrize("cited", ["Lee et al.", "Lee and Cho", "van Roy & Sun"])
def test_who_is_cited_with_a_year_wrote_what_follows(cited: str) -> None:
    rows = [f"Required: {cited}, 2021. {title}." for title in TITLES]
    assert labelled("OOOT" * 3, *rows) == "OAOT" * 3


def test_a_single_author_before_a_year_in_parentheses_is_one_where_a_title_is_behind() -> None:
    rows = [f"Required: Ann Lee (2021). {title}" for title in TITLES]
    assert labelled("OOOT" * 3, *rows) == "OAOT" * 3
    assert labelled("OOOO" * 3, *rows) == "OOOO" * 3


def test_a_venue_may_stand_before_the_year_in_parentheses() -> None:
    for year in ("(ACL 2018).", "(FINDINGS 2022).", "(ACL Findings 2023)."):
        assert labelled("OOT" * 3, *[f"- Ann Lee et al. {year} {title}" for title in TITLES]) == "AOT" * 3


def test_two_words_of_titles_before_a_year_are_no_names() -> None:
    rows = [
        f"{words}, 2025. {title}"
        for words, title in zip(("Learning and Planning", "Maps and Models", "Data and Words"), TITLES, strict=True)
    ]
    assert labelled("TOT" * 3, *rows) == "TOT" * 3


def test_names_with_nothing_behind_them_stay_as_they_are() -> None:
    assert labelled("OO" * 3, *["Lee et al., 2021."] * 3) == "OO" * 3


def test_who_presents_a_paper_is_none_of_its_authors() -> None:
    rows = [f"Jule Berg\tLee et al. (2026): {title}" for title in TITLES]
    assert labelled("AAOT" * 3, *rows) == "OAOT" * 3


def test_a_question_in_a_title_may_go_on() -> None:
    rows = [f"{names}: What Is Time? A Study of {n} Clocks. In: COLING" for names, n in zip(NAMES, "abc", strict=True)]
    assert labelled("TttOO" * 3, *rows) == "ATtOO" * 3
    rows = [f"{names}: What Is Time? COLING 2020" for names in NAMES]
    assert labelled("TtO" * 3, *rows) == "ATO" * 3


def test_a_title_that_is_linked_as_a_whole_goes_on_behind_a_colon() -> None:
    rows = [
        f"Ann Lee and Bo Cho. 2018. [Part {n}: {title}](https://example.org/{n})." for n, title in enumerate(TITLES)
    ]
    count = len(chunks(lines([(1, rows[0])])))
    assert labelled(("AOTt" + "O" * (count - 4)) * 3, *rows).count("Tt") == 3


def test_behind_the_names_that_begin_an_item_or_a_paragraph_stands_a_title_as_elsewhere() -> None:
    below = partial(corrected, with_titles_below_names)

    names = ("Ann Lee, Bo Cho.", "Cy Roy.", "Ed Berg, Flo Sun.", "Fay Holm.")
    titles = (*TITLES, "A Language of Rooms")
    rows = [row for name, title in zip(names, titles, strict=True) for row in (name, title, "In Letters", "")]
    assert below("ATO" * 3 + "OOO", *rows) == "ATO" * 4
    assert below("ATO" * 2 + "OOO" * 2, *rows) == "ATO" * 2 + "OOO" * 2
    apart = [*rows[:13], "", *rows[13:]]
    assert below("ATO" * 3 + "OOO", *apart) == "ATO" * 3 + "OOO"
    # a channel that is called like somebody stands above all of its messages
    assert below("ATO" * 3 + "OOO", *(row.replace("Fay Holm", "Cy Roy") for row in rows)) == "ATO" * 3 + "OOO"
    cited = [f"- {name[:-1]} (2021). {title}." for name, title in zip(names, titles, strict=True)]
    assert below("AOT" * 3 + "OOT", *cited) == "AOT" * 4


def test_what_items_have_in_italics_behind_their_names_is_their_title() -> None:
    styled = partial(corrected, with_styled_titles)

    rows = [f"- {name}, A., *{title}*, Letters" for name, title in zip(("Lee", "Cho", "Roy"), TITLES, strict=True)]
    talk = "- Invited talk at Example University"
    assert styled("OOO" * 3 + "O", *rows, talk) == "ATO" * 3 + "O"
    assert styled("OOO" * 2, *rows[:2]) == "OOO" * 2
    assert styled("OOO" * 3, *[rows[0]] * 3) == "OOO" * 3
    assert styled("OOO" * 3, *rows[:2], "- Roy, C., *Emphasis*, Letters") == "OOO" * 3
    journals = [f"- {name}. Slow Atomic Clocks. *{title}*, 2007" for name, title in zip(NAMES, TITLES, strict=True)]
    assert styled("ATOOO" * 3, *journals) == "ATOOO" * 3
    assert styled("OOO" * 3, *(f"- In our view, *{title}*, is good" for title in TITLES)) == "OOO" * 3
