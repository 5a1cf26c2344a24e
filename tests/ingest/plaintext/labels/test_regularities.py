"""What a chunk is told of the rest of its list: what those that stand or look alike were taken for."""

from __future__ import annotations

import numpy as np

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.labels.features import describe
from sitegen.ingest.plaintext.labels.regularities import regularities
from sitegen.ingest.plaintext.lines import lines

LABELS = ["O", "T", "A", "S"]


def told(text: str, taken: str, odds: float = 0.9) -> list[set[str]]:
    """The features of each line of a text, taken for the given labels with the given odds."""
    found = lines(list(enumerate(text.split("\n"), 1)))
    described = describe(found, chunks(found))
    numbers = [LABELS.index(label) for label in taken]
    others = (1 - odds) / (len(LABELS) - 1)
    probabilities = np.where(np.eye(len(LABELS))[numbers] > 0, odds, others)
    return [set(names) for names in regularities(described, LABELS, probabilities, numbers)]


FOUR = "Slow Clocks\nAnn Lee\nSmall Maps\nBo Cho\nOld Towns\nCy Roy\nLong Roads\nby others"


def test_a_chunk_knows_what_stands_in_its_place_below_other_titles() -> None:
    *_, last = told(FOUR, "TATATATO")
    # one line behind the title, first in its line; nearly all others there are authors, of which there are three
    assert {"g5=A4", "g5=A42", "g5=A4O"} <= last


def test_what_a_chunk_is_itself_is_none_of_what_others_are() -> None:
    first, second = told("Slow Clocks\nSmall Maps", "TS")
    assert {"g0=S4", "g0=S4T"} <= first
    assert {"g0=T4", "g0=T4S"} <= second


def test_a_chunk_that_is_like_no_other_is_told_nothing_of_others() -> None:
    (only,) = told("Slow Clocks", "T")
    assert not any(name.startswith("g") for name in only)
    assert {"L=T", "Lp=T4", "L-1=e", "L+1=e", "nT=1"} <= only


def test_what_else_a_chunk_may_be_is_told_only_where_it_is_in_question() -> None:
    (sure,) = told("Slow Clocks", "T", 0.97)
    (unsure,) = told("Slow Clocks", "T", 0.4)
    assert not any(name.startswith("L2") for name in sure)
    assert any(name.startswith("L2") for name in unsure)


def test_a_paper_knows_what_it_lacks_that_others_have() -> None:
    rows = told(FOUR, "TATATATO")
    assert {"hA=05", "hAT=05"} <= rows[6]
    assert {"hA=13", "hAA=13"} <= rows[1]
    # one paper has no others
    assert not any(name.startswith("h") for name in told("Slow Clocks\nAnn Lee", "TA")[1])


def test_lines_far_from_any_title_have_no_place() -> None:
    rows = told("\n".join(["Slow Clocks", *"abcdefghijklmnop"]), "T" + "O" * 16)
    assert any(name.startswith("g5") for name in told("Slow Clocks\na\nSmall Maps\nb", "TOTO")[1])
    assert not any(name.startswith("g5") for name in rows[-1])


def test_a_text_without_titles_has_features_of_each_chunk() -> None:
    assert [sorted(name for name in row if name[:2] in ("L=", "nT")) for row in told("a\nb", "OO")] == [
        ["L=O", "nT=0"]
    ] * 2
