"""What the labeller's training tells of a list whose papers are known."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from tests.training.plaintext.align import labels
from tests.training.plaintext.lists import PastedList, filled, in_unknown_language, load
from tests.training.plaintext.papers import Paper

TITLE = "The Curse of Depth in Large Language Models"


def labelled(text: str, **paper: Any) -> tuple[str, bool]:
    found = lines(list(enumerate(text.splitlines(), 1)))
    names, is_whole = labels(found, chunks(found), {"papers": [{"title": TITLE, **paper}]})
    return "".join(names), is_whole


@pytest.mark.parametrize("words", ["by Wenfang Sun", "(Wenfang Sun et al.)", "Sun, Wenfang and others", "by Sun, W."])
def test_a_single_author_is_known_whatever_stands_around_the_name(words: str) -> None:
    name = "W. Sun" if words.endswith("W.") else "Wenfang Sun"
    assert labelled(f"{TITLE}\n{words}", authors=[name]) == ("TA", True)


def test_authors_are_known_beside_where_they_work() -> None:
    row = f"{TITLE}\nWenfang Sun (Institute of Maps and Clocks); Xinyuan Song (University of Example)"
    assert labelled(row, authors=["Wenfang Sun", "Xinyuan Song"]) == ("TA", True)


def test_a_number_of_more_authors_is_no_number_of_votes() -> None:
    assert labelled(f"{TITLE}\nMaxime Darrin +8 more", authors=["Ann Lee"], votes=8)[0] == "TO"


def test_a_list_whose_titles_are_not_cut_from_other_fields_teaches_nothing() -> None:
    names = ["Wenfang Sun", "Xinyuan Song"]
    assert not labelled(f"Also interesting\n{TITLE}, {' and '.join(names)}", authors=names)[1]
    venue = "Findings of the Association"
    assert not labelled(f"{TITLE}\n{'; '.join(names)} {venue}", authors=names)[1]
    assert labelled(f"{TITLE}\n{', '.join(names)}\n{venue}", authors=names) == ("TAO", True)


def test_a_name_linked_to_a_search_is_no_link_of_a_paper_without_an_identifier() -> None:
    row = f"{TITLE}\n[Wenfang Sun](https://example.org/search?name=Sun)"
    assert labelled(row, authors=["Wenfang Sun"]) == ("TA", True)


def test_slots_of_lists_are_filled_with_what_is_then_expected() -> None:
    ann = Paper(
        title="Slow Clocks of the World.",
        abstract="We look at clocks. They are slow. Nobody knows why.",
        authors=["Ann Lee", "Bo Cho", "Cy Roy"],
        arxiv="2502.05795",
        categories=[],
        published=date(2025, 1, 1),
    )
    text = (
        '⟦TITLE 1⟧ (⟦arxiv 1⟧)\n  ⟦title 1 2…⟧\n⟦authors 1 2 "; " " & "⟧, ⟦author 1.3 Lee, A.⟧\n⟦abstract 1 7 ¦20¦> ⟧\n'
    )
    shown, expected = filled(Random(1), PastedList(text, {"date": "2025-03-28", "papers": [{"votes": 3}]}), [ann])
    assert shown == (
        "SLOW CLOCKS OF THE WORLD (2502.05795)\n  SLOW CLOCKS OF THE WORLD\nAnn Lee & Bo Cho, Roy, C.\n"
        "We look at clocks.\n> They are slow.\n"
    )
    assert expected["papers"] == [
        {
            "votes": 3,
            "title": "SLOW CLOCKS OF THE WORLD",
            "arxiv": "2502.05795",
            "authors": ["Ann Lee", "Bo Cho", "Roy, C."],
            "abstract": "We look at clocks. They are slow.",
        }
    ]


def test_the_slots_of_all_lists_are_filled() -> None:
    papers = [
        Paper(
            title="Slow Clocks",
            abstract="They are slow.",
            authors=["Ann Lee"],
            categories=[],
            published=date(2025, 1, 1),
        )
    ]
    for listed in load():
        shown, expected = filled(Random(1), listed, papers * len(listed.said["papers"]))
        assert "⟦" not in shown
        # what a list links to without a word is known by its identifier
        assert all("title" in paper or paper.keys() == {"arxiv"} for paper in expected["papers"])


def test_in_an_unknown_language_slots_names_of_fields_days_and_addresses_stay() -> None:
    text = "Bookmarks\nAuthors: ⟦authors 1 2⟧\nSaved in March by 15 people\nhttps://example.org/save\nICML 2025\n"
    listed = PastedList(text, {"papers": [{"venue": "ICML 2025"}]})
    shown = in_unknown_language(Random(1), listed).text.split("\n")
    assert shown[1] == "Authors: ⟦authors 1 2⟧"
    assert shown[2].split()[2:5] == ["March", "by", "15"]
    assert shown[3:5] == ["https://example.org/save", "ICML 2025"]
    assert shown[0] != "Bookmarks"
    assert len(shown[0]) == len("Bookmarks")
    assert shown[0][0].isupper()
    assert shown[0][1] == shown[0][2]
