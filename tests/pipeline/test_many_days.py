"""A file to which somebody adds a week on top, week after week: each of its lists is an edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.ingest import ingest, jsonl
from sitegen.pipeline.content.remove import remove
from tests.little import LittleSite

WEEKS = {
    "March 24 - March 30": ["Looking Closely at Attention", "Counting Heads"],
    "March 17 - March 23": ["Counting Heads", "A Map of Small Worlds"],
    "March 10 - March 16": ["Walks on Graphs", "Of Trees and Forests"],
}
NUMBERS = {title: number for number, title in enumerate(sorted({title for week in WEEKS.values() for title in week}))}


def readme(*newest: str) -> str:
    parts = ["# Papers of the Week\n"]
    for week, titles in (({"March 31 - April 6": list(newest)} if newest else {}) | WEEKS).items():
        parts.append(f"## Top Papers of the Week ({week}) - 2025\n\n| **Paper** | **Links** |\n| --- | --- |")
        for place, title in enumerate(titles, 1):
            number = NUMBERS.setdefault(title, len(NUMBERS))
            parts.append(
                f"| {place}) **{title}** - This paper looks at what happens when readers look closely at {title}. |"
                f" [Paper](https://arxiv.org/abs/2503.{number:05}) |"
            )
        parts.append("\n---\n")
    return "\n".join(parts)


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.write("sources/README.md", readme())
    site.build()
    return site


def editions(site: LittleSite) -> list[str]:
    return sorted(path.removeprefix("editions/") for path in site.pages if path.startswith("editions/"))


def test_every_week_is_an_edition_with_its_days(site: LittleSite) -> None:
    assert editions(site) == ["2025-03-16.md", "2025-03-23.md", "2025-03-30.md"]
    assert 'start: "2025-03-17"' in site.read("editions/2025-03-23.md")
    assert site.titles("date/2025-03-30.html") == WEEKS["March 24 - March 30"]
    assert site.titles("date/2025-03-23.html") == WEEKS["March 17 - March 23"]
    assert all("doubtful-paper" in finding for finding in site.findings)


def test_the_name_of_a_source_gives_the_year_where_its_days_have_none(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("sources/list-2024.csv", "title,authors,listed\nSlow Clocks,Ann Lee,Mar 28\nSmall Maps,Bo Cho,Mar 27\n")
    site.build()
    assert editions(site) == ["2024-03-27.md", "2024-03-28.md"]


def test_a_paper_of_two_weeks_is_one_page_in_both(site: LittleSite) -> None:
    assert len([path for path in site.pages if "counting-heads" in path or "2503.00001" in path]) == 1
    assert "Counting Heads" in site.read("editions/2025-03-23.md")
    assert "Counting Heads" in site.read("editions/2025-03-30.md")


def test_a_week_added_on_top_adds_one_edition_and_leaves_the_others(site: LittleSite) -> None:
    before = site.pages
    site.write("sources/README.md", readme("A Seventh Paper Here", "An Eighth One"))
    site.build()
    assert editions(site) == ["2025-03-16.md", "2025-03-23.md", "2025-03-30.md", "2025-04-06.md"]
    assert all(site.pages[path] == text for path, text in before.items() if path.startswith("editions/"))


def test_an_edition_that_was_deleted_stays_deleted(site: LittleSite) -> None:
    site.delete("editions/2025-03-23.md")
    site.write("sources/README.md", readme("A Seventh Paper Here", "An Eighth One"))
    site.build()
    assert editions(site) == ["2025-03-16.md", "2025-03-30.md", "2025-04-06.md"]


def test_a_week_that_is_taken_back_takes_the_papers_of_no_other_along(site: LittleSite) -> None:
    before = {path for path in site.pages if path.startswith("papers/")}
    report = Report()
    remove(load(site.content), ["2025-03-23"], report)
    assert not report.diagnostics
    assert editions(site) == ["2025-03-16.md", "2025-03-30.md"]
    assert before - site.pages.keys() == {f"papers/2025/2503.{NUMBERS['A Map of Small Worlds']:05}.md"}


def test_a_week_that_was_taken_back_stays_away_when_its_source_changes(site: LittleSite) -> None:
    remove(load(site.content), ["2025-03-23"], Report())
    site.write("sources/README.md", readme("A Seventh Paper Here"))
    site.build()
    assert editions(site) == ["2025-03-16.md", "2025-03-30.md", "2025-04-06.md"]
    assert f"papers/2025/2503.{NUMBERS['A Map of Small Worlds']:05}.md" not in site.pages


def test_a_source_goes_when_the_last_of_its_weeks_is_taken_back(site: LittleSite) -> None:
    for day in ("2025-03-23", "2025-03-30", "2025-03-16"):
        report = Report()
        remove(load(site.content), [day], report)
        assert not report.diagnostics
    assert {path for path in site.pages if not path.endswith(".toml")} == {"sources/ledger.json"}
    assert site.read("sources/ledger.json") == "{}\n"


@pytest.mark.parametrize("is_renamed", [False, True])
def test_a_source_stays_while_papers_of_a_week_do_whose_edition_has_another_day_now(
    site: LittleSite, is_renamed: bool
) -> None:
    for title in WEEKS["March 10 - March 16"] if is_renamed else ():
        name = f"2503.{NUMBERS[title]:05}"
        site.edit(f"papers/2025/{name}.md", f'id: "{name}"', f'id: "Own-{name}"\naliases: ["{name}"]')
    edition = site.content / "editions" / "2025-03-16.md"
    edition.write_text(edition.read_text("utf-8").replace("2025-03-16", "2025-04-02"), "utf-8")
    for day in ("2025-03-23", "2025-03-30"):
        remove(load(site.content), [day], Report())
    assert "sources/README.md" in site.pages


def test_an_edition_that_was_reordered_stays_so(site: LittleSite) -> None:
    lines = site.read("editions/2025-03-30.md").splitlines()
    first, second = (place for place, line in enumerate(lines) if line.startswith(("1. ", "2. ")))
    lines[first], lines[second] = lines[second], lines[first]
    site.write("editions/2025-03-30.md", "\n".join(lines) + "\n")
    site.write("sources/README.md", readme("A Seventh Paper Here", "An Eighth One"))
    site.build()
    assert site.titles("date/2025-03-30.html") == WEEKS["March 24 - March 30"][::-1]


def test_another_source_of_one_of_its_days_joins_that_edition(site: LittleSite, tmp_path: Path) -> None:
    site.paste("2025-03-23", "Something Pasted That Day")
    site.build()
    assert site.titles("date/2025-03-23.html") == ["Something Pasted That Day", *WEEKS["March 17 - March 23"]]
    other = LittleSite(tmp_path / "other")
    other.paste("2025-03-23", "Something Pasted That Day")
    other.build()
    other.write("sources/README.md", readme())
    other.build()
    assert other.pages == site.pages


def test_days_and_weeks_are_kept_in_our_own_lines() -> None:
    digest = ingest(readme().encode(), "README.md", Report())
    assert digest.ranges == (("2025-03-10", "2025-03-16"), ("2025-03-17", "2025-03-23"), ("2025-03-24", "2025-03-30"))
    again = ingest(b"".join(jsonl.write(digest.entries, digest)), "x.jsonl", Report())
    assert again.ranges == digest.ranges
    assert [entry.listed for entry in again.entries] == [entry.listed for entry in digest.entries]


def test_how_arxiv_announced_a_paper_is_in_the_edition_and_on_the_page(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    rows = [
        f'{{"title": "{kind} Paper", "announced": "{kind}", "organisation": "ETH"}}'
        for kind in ("new", "cross", "replace")
    ]
    site.write(
        "sources/2025-03-28.jsonl", "\n".join(['{"sitegen": "papers", "version": 1, "date": "2025-03-28"}', *rows])
    )
    site.build()
    lines = [line for line in site.read("editions/2025-03-28.md").splitlines() if ". [" in line]
    kinds = ["new", "cross-list", "replacement"]
    assert [line.partition(") · ")[2] for line in lines] == [f"from ETH · {kind}" for kind in kinds]
    site.edit("editions/2025-03-28.md", "· replacement", "· 3 votes · replacement")
    site.build()
    text = site.text("date/2025-03-28.html")
    assert "ETH cross-list" in text
    assert "3 votes ETH new version" in text
