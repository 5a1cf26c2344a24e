"""Pasted lists that become lists with slots, to be filled with other papers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.training.plaintext.lists import PastedList, filled, load, shortened
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.slots import quoting, slotted

TITLE = "Slow Clocks of the World and What They Tell of Small Maps"
ABSTRACT = "We look at the clocks of many old towns, and find that they are slow. Nobody has known why until today."
PAPER: dict[str, Any] = {"title": TITLE, "abstract": ABSTRACT, "authors": ["Ann Lee", "Bo Cho"], "arxiv": "2502.05795"}


def slots(text: str, **more: Any) -> tuple[str, dict[str, Any]]:
    made = slotted(text, {"date": "2025-03-28", "papers": [PAPER | more]})
    assert made
    return made


@pytest.mark.parametrize(
    "text",
    [
        f"- {TITLE} (Ann Lee and Bo Cho)\n  {ABSTRACT} arXiv:2502.05795\n",
        f"{TITLE[:38]}\n  {TITLE[39:]}\nLee, A., Cho, B.\n> {ABSTRACT[:69]}\n> {ABSTRACT[70:]}\narXiv:2502.05795v2\n",
    ],
)
def test_a_list_that_is_filled_with_its_own_paper_is_as_it_was(text: str) -> None:
    with_slots, said = slots(text)
    assert TITLE.split()[0] not in with_slots
    own = Paper(**PAPER, categories=[], published=date(2025, 1, 1))
    shown, expected = filled(Random(1), PastedList(with_slots, said), [own])
    assert shown == text
    assert expected["papers"][0]["title"] == TITLE


def test_names_that_are_not_in_a_row_are_slots_of_their_own() -> None:
    assert slots(f"{TITLE}\nAnn Lee [Example Labs] – Bo Cho [Town]")[0].split("\n")[1] == (
        "⟦author 1.1⟧ [Example Labs] – ⟦author 1.2⟧ [Town]"
    )


def test_what_is_cut_off_in_a_list_is_cut_off_in_its_slots() -> None:
    shown, said = slots(f"{ABSTRACT[:71]}...\n{TITLE[:20]}…", title=f"{TITLE[:20]}…", abstract=f"{ABSTRACT[:71]}...")
    assert shown == "⟦abstract 1 16…⟧\n⟦title 1 5…⟧"
    assert said["papers"] == [{"authors": ["Ann Lee", "Bo Cho"], "arxiv": "2502.05795"}]


def test_summaries_that_no_other_paper_has_stay() -> None:
    summary = "Uhren in alten Orten gehen nach, und bis heute wusste niemand, warum das so ist."
    shown, said = slots(f"{TITLE}\n{summary}", abstract=summary)
    assert shown == f"⟦title 1⟧\n{summary}"
    assert said["papers"][0]["abstract"] == summary


def test_a_list_without_one_of_its_titles_is_left_out() -> None:
    assert slotted("Small Maps\nAnn Lee", {"papers": [PAPER]}) is None


def test_a_shortened_list_has_its_first_papers_and_its_last_and_what_stands_around_them() -> None:
    papers: list[dict[str, Any]] = [{}] * 12
    entries = "".join(f"## {'*' * number}\n⟦title {number}⟧ by ⟦author {number}.1⟧\n" for number in range(1, 13))
    short = shortened(PastedList(f"Digest\n{entries}Bye\n", {"papers": papers}), 2)
    assert short.text == ("Digest\n## *\n⟦title 1⟧ by ⟦author 1.1⟧\n## **\n⟦title 2⟧ by ⟦author 2.1⟧\nBye\n")
    assert short.said == {"papers": [{}, {}]}


def test_a_list_stays_as_long_as_it_is_where_papers_stand_in_columns_or_more_is_known_of_them() -> None:
    columns = PastedList("⟦title 1⟧ | ⟦title 2⟧\n⟦authors 1 3⟧ | ⟦authors 2 3⟧\n", {"papers": [{}, {}]})
    voted = PastedList("12 ⟦title 1⟧\n7 ⟦title 2⟧\n", {"papers": [{"votes": 12}, {"votes": 7}]})
    assert shortened(columns, 1) is columns
    assert shortened(voted, 1) is voted
    joined = PastedList("⟦title 1⟧\n⟦title 2⟧ and ⟦title 3⟧\n", {"papers": [{}, {}, {}]})
    assert shortened(joined, 1) is joined


def test_a_list_that_still_quotes_an_abstract_is_known(tmp_path: Path) -> None:
    said = "We look at the clocks of many old towns, and find\nthat they are slow."
    (tmp_path / "data" / "hf" / "api").mkdir(parents=True)
    (tmp_path / "data" / "hf" / "api" / "2025-03-28.json").write_text(json.dumps([{"paper": {"summary": said}}]))
    quoted = "- ⟦title 1⟧: we look at the **clocks** of many old towns, and find that"
    assert quoting(["⟦abstract 1 80⟧ Share", quoted, "We look at the clocks of ⟦title 1⟧."], tmp_path) == {1}


@pytest.mark.slow
@pytest.mark.shared
def test_no_list_quotes_an_abstract_of_the_material(shared: Path) -> None:
    assert quoting([listed.text for listed in load()], shared) == set()
