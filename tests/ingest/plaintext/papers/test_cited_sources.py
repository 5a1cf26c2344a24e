"""Sources below an answer have the addresses of the papers that it speaks of."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext import reader
from sitegen.model import Entry
from tests.ingest.plaintext.labelled import labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams of Rooms")
TOLD = [row for at, title in enumerate(TITLES) for row in (title, f"We show all that is in part {at} of one day.")]


def answer(labels: str, *sources: str) -> list[Entry]:
    """The entries of an answer that tells of all titles, above sources with these labels."""
    report = Report()
    text = labelled("D" + "TS" * len(TITLES) + labels, ("1 March 2025", *TOLD, *sources))
    entries = list(reader.digest(text, Source("a.txt", report)).entries)
    assert [entry.facts.title for entry in entries[: len(TITLES)]] == [*TITLES]
    assert all(entry.abstract for entry in entries[: len(TITLES)])
    assert [found.code for found in report.diagnostics if found.severity == "note"] == []
    return entries


@pytest.mark.parametrize("labels", ["TL" * 3, "OL" * 3])
def test_sources_have_the_addresses_of_papers_and_a_part_of_their_titles(labels: str) -> None:
    cut = ("Slow Clocks", "Small Maps and Wh…", "Dreams of Rooms")
    entries = answer(labels, *(f"{title} https://arxiv.org/abs/2503.0000{at}" for at, title in enumerate(cut)))
    assert [entry.facts.arxiv for entry in entries] == [f"2503.0000{at}" for at in range(3)]


def test_the_address_of_a_source_may_stand_below_its_title_or_be_an_arxiv_id_before_it() -> None:
    sources = (
        "Slow Clocks of the World",
        "a.example",
        "https://doi.org/10.1000/1",
        "[2503.00001v2] Small Maps - arXiv",
    )
    entries = answer("OOLOOO", *sources)
    assert [(entry.facts.doi, entry.facts.arxiv) for entry in entries] == [
        ("10.1000/1", ""),
        ("", "2503.00001"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Slow Clocks of the World https://blog.example/clocks",
        "Slow Clocks of my own https://arxiv.org/abs/2503.00001",
        "Sl https://arxiv.org/abs/2503.00001",
        "https://arxiv.org/abs/2503.00001",
    ],
)
def test_what_leads_to_no_paper_or_begins_no_title_is_no_source(source: str) -> None:
    assert {entry.facts.arxiv for entry in answer("O" * source.startswith("S") + "L", source)[:2]} == {""}


def test_a_word_of_few_letters_is_the_beginning_of_no_title() -> None:
    rows = ("1 March 2025", "A Map of All Rooms", "We draw a map.", *TOLD[:2], "A https://arxiv.org/abs/2503.00001")
    entries = reader.digest(labelled("DTSTSOL", rows), Source("a.txt")).entries
    assert [entry.facts.arxiv for entry in entries] == ["", "2503.00001"]


def test_an_address_above_the_next_title_is_no_source_of_the_one_before() -> None:
    addresses = [f"https://arxiv.org/abs/2503.0000{at}" for at in range(3)]
    rows = [row for address, *told in zip(addresses, TITLES, TOLD[1::2], strict=True) for row in ("", address, *told)]
    text = labelled("D" + "TS" + "LTS" * 2, ("1 March 2025", *rows[2:]))
    entries = reader.digest(text, Source("a.txt")).entries
    assert [entry.facts.arxiv for entry in entries] == ["", "2503.00001", "2503.00002"]


def test_a_paper_with_an_address_of_its_own_keeps_it() -> None:
    own, other = "https://arxiv.org/abs/2503.00009", "https://arxiv.org/abs/2503.00001"
    rows = ("1 March 2025", TITLES[0], TOLD[1], own, TITLES[1], TOLD[3], "Sources", f"Slow Clocks {other}")
    entries = reader.digest(labelled("DTSLTSOOL", rows), Source("a.txt")).entries
    assert entries[0].facts.arxiv == "2503.00009"


def test_the_beginning_of_two_titles_is_a_source_of_none() -> None:
    rows = (
        "1 March 2025",
        *TOLD,
        TITLES[0] + " Again",
        "We show more.",
        "Slow Clocks https://arxiv.org/abs/2503.00001",
    )
    entries = reader.digest(labelled("D" + "TS" * 4 + "OL", rows), Source("a.txt")).entries
    assert {entry.facts.arxiv for entry in entries[:3]} == {""}


def test_a_title_that_begins_another_is_no_source_where_nothing_is_said_of_either() -> None:
    rows = ("1 March 2025", "Slow Clocks of the World", "Slow Clocks", "https://arxiv.org/abs/2503.00001")
    entries = reader.digest(labelled("DTTL", rows), Source("a.txt")).entries
    assert [(entry.facts.title, entry.facts.arxiv) for entry in entries] == [
        ("Slow Clocks of the World", ""),
        ("Slow Clocks", "2503.00001"),
    ]
