"""Text that an editor may paste by mistake or by malice: nothing is lost, nothing raises."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.words import people_share
from sitegen.model import Digest
from tests.bounds import at_most
from tests.ingest.plaintext.test_styles import TITLES, listed

ABSTRACT = (
    "We study how models learn to read long texts. Our method is simple and works better than all others on four "
    "benchmarks, by ten percent. We release code and data so that others can go on from here."
)


def read(text: str, path: str = "2025-03-28.md") -> Digest:
    return ingest(text.encode(), path, Report())


def numbered(*titles: str) -> str:
    papers = (f"## {title}\n\n**Authors**: Ann Lee, Bo Cho\n\n{ABSTRACT}\n" for title in titles)
    return "# Papers, 28 March 2025\n\n" + "\n".join(papers)


def test_a_numbered_digest_with_a_gap_keeps_all_its_papers() -> None:
    titles = ["Depth of Models", "Width of Models", "Height of Models", "Length of Models", "Weight of Models"]
    digest = read(numbered(*(f"{number}. {title}" for number, title in zip((1, 2, 4, 5, 6), titles, strict=True))))
    assert [entry.facts.title for entry in digest.entries] == titles


def test_a_numbered_digest_with_an_empty_heading_keeps_the_other_papers() -> None:
    digest = read(numbered("1. Depth of Models", "2. Width of Models", "3. ", "4. Height of Models"))
    assert [entry.facts.title for entry in digest.entries] == ["Depth of Models", "Width of Models", "Height of Models"]


@pytest.mark.parametrize("marks", ["1" * 1_000, "* , " * 300, "†1 " * 400])
def test_marks_behind_a_name_take_no_time_to_be_none(marks: str) -> None:
    with at_most(10):
        assert people_share(f"Ann Lee{marks}x!")[1] < 1
        assert read(f"{TITLES[0]}\nAnn Lee {marks}x!, Bo Cho\n\n{ABSTRACT}\n").entries


@pytest.mark.parametrize("link", ["[code]()", "[link](<>)", "![](<>)"])
def test_a_link_to_nowhere_is_no_link(link: str) -> None:
    digest = read(f"# The Depth of Models\n\n{link}\n\n{ABSTRACT}\n")
    assert [entry.facts.title for entry in digest.entries] == ["The Depth of Models"]
    assert not digest.entries[0].facts.links


@pytest.mark.parametrize("votes", ["9" * 6000, "9" * 6000 + "k"])
def test_votes_of_thousands_of_digits_are_no_votes(votes: str) -> None:
    text = listed("Title: {title}\nAuthors: {names}\nVotes: 3\nAbstract: {abstract}")
    digest = read(text.replace("Votes: 3", f"Votes: {votes}", 1))
    assert [entry.facts.title for entry in digest.entries] == TITLES
    assert [entry.votes for entry in digest.entries] == [None, 3, 3]


PIECES = [
    "[(",
    "**",
    "{",
    "1,",
    "[",
    "_a ",
    "<a ",
    "](",
    "](a b",
    "][",
    "[a][b",
    "<button ",
    "{:a",
    "**Lee, A.**, ",
    "A 3:4, ",
    "[x](",
    "[1]a",
    "|a",
    "> ",
    "''a",
    ". ",
    "http://",
    "A. Lee, ",
    "Lee A, ",
    "a & ",
    ", ",
    "; ",
    "·张",
    " ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_line_of_the_same_marks_is_read_in_time(piece: str) -> None:
    digest = read(f"1. {TITLES[0]}\n\n- {piece * (40_000 // len(piece))}x\n")
    assert len(digest.entries) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "- 1,1,1",
        "Speakers",
        "Ann Lee",
        "Lee A, Cho BC. Slow[J]//",
        "Slow Clocks, Ann Lee",
        "《",
        "A1-1 Slow",
        "## Abstract\nx",
    ],
)
def test_many_short_lines_are_read(line: str) -> None:
    assert len(read(f"{line}\n" * 20_000).entries) <= 1


@pytest.mark.slow
def test_names_with_the_family_first_in_many_lines_are_read_in_time() -> None:
    with at_most(10):
        (entry,) = read("Slow Clocks of the World\n" + "Lee, Ann\nCho, Bo\n" * 4_400 + f"\n{ABSTRACT}\n").entries
    assert len(entry.facts.authors) == 8_800


def test_a_line_of_a_calendar_that_goes_on_and_on_is_read() -> None:
    long = "SUMMARY:Slow Clocks" + "\n ticking" * 80_000
    assert len(read(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{long}\nEND:VEVENT\nEND:VCALENDAR\n").entries) <= 1
