"""What `add` and `search` pass on and print."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.ingest.streamed import Choice
from sitegen.model import Author, Digest, Entry, Facts, Link, Span
from sitegen.pipeline.content.imported import Imported, ImportedPaper
from sitegen.search.query import Answer, Hit, Note
from tests.cli.console import Console


@pytest.fixture
def adding(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Stands where sources are added, and holds what was asked."""
    import sitegen.pipeline.content.add

    asked: list[object] = []

    def add(config: Config, given: tuple[str, ...], date: str, report: Report, **more: Any) -> list[Imported]:
        asked.append((given, date, more["choice"]))
        return [Imported(f"sources/{name}", Digest(), ()) for name in given]

    monkeypatch.setattr(sitegen.pipeline.content.add, "add", add)
    return asked


def test_what_is_added_is_told(console: Console, adding: list[object]) -> None:
    assert console("add", "a.txt", "-", "--date", "2025-03-28") == 0
    assert adding == [(("a.txt", "-"), "2025-03-28", Choice())]
    assert console.err == "added content/sources/a.txt: 0 papers\nadded content/sources/-: 0 papers\n"


def test_many_sources_are_told_in_a_line(console: Console, adding: list[object]) -> None:
    assert console("add", *(f"{number}.txt" for number in range(289))) == 0
    assert console.err == "added 289 sources to content/sources: 0 papers\n"


def test_each_paper_is_shown_when_asked_for(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    import sitegen.pipeline.content.add

    facts = Facts(title="Hope", authors=(Author("Ada"),), arxiv="2401.00001", links=(Link("code", "https://x.org/a"),))
    entry = Entry(facts=facts, abstract=((Span("text", "We hope."),),))
    papers = (ImportedPaper("hope", is_new=True), ImportedPaper("sand"), ImportedPaper("cut"))
    sand = Entry(facts=Facts(title="Sand", doi="10.1000/sand"))
    cut = Entry(facts=Facts(title="Cut", authors=(Author("Ada"),), more_authors=True))
    digest = Digest(date="2025-03-28", format="JSON", entries=(entry, sand, cut))
    source = Imported("sources/a.txt", digest, papers)
    monkeypatch.setattr(sitegen.pipeline.content.add, "add", lambda *given, **more: [source])
    head = "content/sources/a.txt: JSON, edition of 2025-03-28, 3 papers, 1 of them new\n"
    assert console("add", "a.txt") == 0
    assert console.err == f"added {head}"
    assert console("add", "a.txt", "--dry-run") == 0
    assert console.err == (
        f"would add {head}"
        "  new · Hope · Ada · 2 words of abstract · arXiv 2401.00001 · code https://x.org/a\n"
        "  known · Sand · no authors · no abstract · DOI 10.1000/sand\n"
        "  known · Cut · Ada et al. · no abstract\n"
    )


def test_a_source_of_several_days_is_shown_with_all_of_them(
    console: Console, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sitegen.pipeline.content.add

    entries = tuple(Entry(facts=Facts(title=day), listed=day) for day in ("2025-03-27", "2025-03-28", "2025-03-25"))
    digest = Digest(date="2025-03-28", format="JSON", entries=entries)
    source = Imported("sources/a.txt", digest, (ImportedPaper("hope"),) * 3)
    monkeypatch.setattr(sitegen.pipeline.content.add, "add", lambda *given, **more: [source])
    assert console("add", "a.txt") == 0
    assert "JSON, 3 editions from 2025-03-25 to 2025-03-28, 3 papers" in console.err


@pytest.mark.parametrize(
    ("written", "what"), [("2025-02-30", "of the calendar"), ("28.03.2025", "in a form"), ("", "empty")]
)
def test_what_is_wrong_with_a_day_is_said(console: Console, adding: list[object], written: str, what: str) -> None:
    for flag in ("--date", "--since"):
        assert console("add", "a.txt", flag, written) == 2
        assert what in console.err
    assert adding == []


@pytest.mark.parametrize("written", ["20250328", "2025-W13-5"])
def test_a_day_in_another_form_of_iso_8601_is_the_day(console: Console, adding: list[object], written: str) -> None:
    assert console("add", "a.txt", "--date", written, "--since", written) == 0
    assert adding == [(("a.txt",), "2025-03-28", Choice(since="2025-03-28"))]


@pytest.mark.parametrize("command", ["add a.txt", "pull", "enrich"])
def test_of_many_findings_of_a_kind_a_few_are_shown(
    console: Console, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def find(*given: object, **more: object) -> list[object]:
        (report,) = (argument for argument in given if isinstance(argument, Report))
        for number in range(30):
            report.note("duplicate-paper", f"paper {number} is here twice")
            report.error("broken-record", f"record {number} is broken")
        return []

    name = command.split()[0]
    monkeypatch.setattr(f"sitegen.pipeline.content.{name}.{name}", find)
    assert console(*command.split()) == 1
    assert console.err.count("error[broken-record]") == 30
    assert console.err.count("note[duplicate-paper]: ") == 10
    assert "20 more of note[duplicate-paper]" in console.err


def test_what_is_wanted_of_a_source_is_passed_on(console: Console, adding: list[object]) -> None:
    assert console("add", "dump.json.gz", "--since", "2025-03-01", "--category", "cs.CL", "--category", "stat") == 0
    assert adding == [(("dump.json.gz",), "", Choice(since="2025-03-01", categories=("cs.CL", "stat")))]


def test_a_day_that_is_none_is_a_misuse(console: Console, adding: list[object]) -> None:
    assert console("add", "dump.json.gz", "--since", "March") == 2
    assert "'March' is no day" in console.err


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Stands where the search is, and holds what was asked."""
    asked: list[object] = []

    def search(site: Path, query: str, *, rank: str, limit: int) -> Answer:
        asked.append((site, query, rank, limit))
        notes = [Note("replaced", "netwroks", ("networks", "network")), Note("unknown", "zzz")]
        return Answer(
            hits=[] if "+zzz" in query else [Hit("var", "VAR \x1b[31m", "papers/var.html", 4.125000000000001)],
            notes=notes if "netwroks" in query else [],
            author=("Ada \x1b", "authors/ada.html") if "ada" in query else None,
        )

    module = ModuleType("sitegen.search.query")
    module.search = search  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sitegen.search.query", module)
    return asked


def test_a_search_is_passed_on_as_its_words_were_written(console: Console, searched: list[object]) -> None:
    assert console("search", "curse", "+of", "-depth", "--rank", "lunr", "--limit", "3", "--output", "out") == 0
    assert searched == [(Path("out"), "curse +of -depth", "lunr", 3)]
    assert console.out == "  1. VAR \N{REPLACEMENT CHARACTER}[31m\n     papers/var.html  4.125\n"


def test_the_page_of_an_author_comes_before_the_papers(console: Console, searched: list[object]) -> None:
    assert console("search", "ada", "lovelace") == 0
    assert console.out.startswith("     Ada \N{REPLACEMENT CHARACTER}\n     authors/ada.html\n  1. VAR")


def test_what_was_changed_in_a_query_is_said_as_on_the_page(console: Console, searched: list[object]) -> None:
    assert console("search", "netwroks", "zzz") == 0
    assert console.err == (
        "No paper has “netwroks”; showing “networks”, “network”.\nNo paper has “zzz” or a similar word.\n"
    )
    assert console.out.startswith("  1. VAR")


def test_what_was_tried_in_vain_is_not_said_to_be_shown(console: Console, searched: list[object]) -> None:
    assert console("search", "+netwroks", "+zzz") == 0
    assert console.err.startswith("Nothing was found with “networks”, “network” for “netwroks” either.\n")


def test_a_paper_that_no_word_has_scored_shows_no_score(
    console: Console, searched: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer([Hit("v", "V", "v.html", 0.0)], notes=[], author=None)
    monkeypatch.setattr(sys.modules["sitegen.search.query"], "search", lambda *_, **__: answer)
    assert console("search", "year:2025") == 0
    assert console.out == "  1. V\n     v.html\n"


def test_a_list_that_is_read_again_is_not_said_to_be_an_edition(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sitegen.pipeline.content.add

    digest = Digest(date="2025-03-28", entries=(Entry(facts=Facts(title="Hope")),))
    source = Imported("sources/a.txt", digest, (ImportedPaper("hope"),), earlier="sources/a.txt")
    monkeypatch.setattr(sitegen.pipeline.content.add, "add", lambda *given, **more: [source])
    assert console("add", "a.txt") == 0
    assert console.err == "updated content/sources/a.txt: list of 2025-03-28, 1 paper, 0 of them new, 0 pages changed\n"


def test_json_of_a_search_is_a_list_of_what_was_found(console: Console, searched: list[object]) -> None:
    assert console("search", "var", "--format", "json") == 0
    assert json.loads(console.out) == [
        {"id": "var", "title": "VAR \x1b[31m", "score": 4.125000000000001, "url": "papers/var.html"}
    ]
