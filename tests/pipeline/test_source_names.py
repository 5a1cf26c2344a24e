"""What a source is called from its file or its address."""

from __future__ import annotations

import pytest

from sitegen.config import Config
from sitegen.pipeline.content.sources import own_name, recipe, suffix
from tests.desk import BIB, Desk


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Reading list.bib", "reading-list"),
        ("folder/2025 papers.tar.gz", "2025-papers"),
        ("my.refs.v2.CSV", "my-refs-v2"),
        ("0704.0001.abs", "0704-0001"),
        ("0704.0001", "0704-0001"),
        ("https://a.example/lists/Papers%20of%20May.bib?raw=1", "papers-of-may"),
        ("https://papers.example.org/", "papers-example-org"),
        ("---", "source"),
        ("https://---/", "source"),
    ],
)
def test_a_source_without_a_day_is_called_like_its_file_or_its_server(given: str, name: str) -> None:
    assert own_name(given) == name


@pytest.mark.parametrize(
    ("given", "data", "ending"),
    [
        ("list.bib", b"", ".bib"),
        ("list.jsonl.gz", b"", ".jsonl.gz"),
        ("https://a.example/feed", b"<rss version='2.0'>", ".xml"),
        ("https://a.example/feed", b' {"a": 1}', ".json"),
        ("list", b"Slow Clocks", ".txt"),
    ],
)
def test_a_source_without_an_ending_gets_that_of_its_data(given: str, data: bytes, ending: str) -> None:
    assert suffix(given, data) == ending


def test_the_order_in_which_rules_are_left_out_makes_no_source_be_read_again() -> None:
    assert recipe(Config(repair_skip=("one", "two"))) == recipe(Config(repair_skip=("two", "one")))


def test_no_source_takes_the_name_of_another_or_of_the_ledger(desk: Desk) -> None:
    assert desk.add(desk.file("Ledger.bib", BIB)) == ["ledger-2.bib"]
    assert desk.add(desk.file("LEDGER.bib", BIB.replace("curse", "gift"))) == ["ledger-3.bib"]


def test_sources_of_a_day_are_numbered_on_past_names_that_are_taken(desk: Desk) -> None:
    files = [desk.file(f"{name}.bib", BIB.replace("Curse", name)) for name in ("Gift", "Loss", "Cost")]
    (desk.config.content / "sources").mkdir(parents=True)
    (desk.config.content / "sources" / "2025-03-28-2.bib").write_text(BIB, "utf-8")
    names = desk.add(*files, date="2025-03-28")
    assert sorted(names) == ["2025-03-28-2.bib", "2025-03-28-3.bib", "2025-03-28-4.bib", "2025-03-28.bib"]


def test_a_source_is_called_by_its_day_however_that_was_written(desk: Desk) -> None:
    assert desk.add(desk.file("list.bib", BIB), date="20250328") == ["2025-03-28.bib"]
