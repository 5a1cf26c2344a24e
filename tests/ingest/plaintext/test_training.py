"""What the labeller's training tells of a list whose papers are known."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines
from tests.training.plaintext.align import labels

TITLE = "The Curse of Depth in Large Language Models"


def labelled(text: str, **paper: Any) -> tuple[str, bool]:
    found = lines(list(enumerate(text.splitlines(), 1)))
    names, is_whole = labels(found, chunks(found), {"papers": [{"title": TITLE, **paper}]})
    return "".join(names), is_whole


@pytest.mark.parametrize("words", ["by Wenfang Sun", "(Wenfang Sun et al.)", "Sun, Wenfang and others", "by Sun, W."])
def test_a_single_author_is_known_whatever_stands_around_the_name(words: str) -> None:
    name = "W. Sun" if words.endswith("W.") else "Wenfang Sun"
    assert labelled(f"{TITLE}\n{words}", authors=[name]) == ("TA", True)


def test_a_number_of_more_authors_is_no_number_of_votes() -> None:
    assert labelled(f"{TITLE}\nMaxime Darrin +8 more", authors=["Ann Lee"], votes=8)[0] == "TO"


def test_a_list_whose_titles_are_not_cut_from_other_fields_teaches_nothing() -> None:
    names = ["Wenfang Sun", "Xinyuan Song"]
    assert not labelled(f"Also interesting\n{TITLE}, {' and '.join(names)}", authors=names)[1]
    venue = "Findings of the Association"
    assert not labelled(f"{TITLE}\n{'; '.join(names)} {venue}", authors=names)[1]
    assert labelled(f"{TITLE}\n{', '.join(names)}\n{venue}", authors=names) == ("TAO", True)
