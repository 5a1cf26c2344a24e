"""The benchmark's Hugo site says the same of the papers as sitegen's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Report
from sitegen.pages import documents
from tests.bench.sites import digest, hugo
from tests.bench.sites.edit import change_word
from tests.bench.sites.files import difference, files
from tests.catalogs import catalog, edition, paper
from tests.little import LittleSite


def page(text: str) -> tuple[dict[str, Any], str]:
    front, _, abstract = text.partition("\n\n")
    told: dict[str, Any] = json.loads(front)
    return told, abstract


def test_a_paper_carries_the_topics_authors_and_editions_that_sitegen_shows() -> None:
    papers = [
        paper("deep", "Deep", "It is deep.", authors=("Ada Lovelace", "Bob"), published="2025-03"),
        paper("wide", "Wide", "It is wide.", authors=("Ada Lovelace",)),
    ]
    known = catalog(
        papers, edition("2025-03-27", "wide"), edition("2025-03-28", "deep", "wide", votes=(12, 3)),
        topics={"neural nets": ("deep", "wide")},
    )  # fmt: skip
    told, abstract = page(dict(hugo.pages(known))["papers/deep.md"])
    assert abstract == "It is deep.\n"
    assert told["topics"] == ["neural nets"]
    assert told["authors"] == ["Ada Lovelace"]
    assert [author["name"] for author in told["by"]] == ["Ada Lovelace", "Bob"]
    assert told["editions"] == ["2025-03-28"]
    assert told["weeks"] == ["2025-W13"]
    assert told["months"] == ["2025-03"]
    assert told["listed"] == [{"date": "2025-03-28", "rank": 1, "votes": 12}]


def test_hugo_lists_an_edition_in_its_order() -> None:
    papers = [paper(name) for name in ("a", "b", "c")]
    made = dict(hugo.pages(catalog(papers, edition("2025-03-28", "c", "a", "b"))))
    moments = {name: page(made[f"papers/{name}.md"])[0]["date"] for name in ("a", "b", "c")}
    assert sorted(moments, key=moments.__getitem__, reverse=True) == ["c", "a", "b"]


def test_each_paper_is_listed_once_and_no_day_has_two_editions() -> None:
    papers = [paper(f"p{number}", published=("2025-03", "2024", "")[number % 3]) for number in range(200)]
    editions = list(digest.editions(papers))
    listed = [listing.paper for made in editions for listing in made.listings]
    assert sorted(listed) == sorted(one.id for one in papers)
    assert len({made.date for made in editions}) == len(editions)


def test_an_edit_changes_one_word_of_the_abstract_on_both_sides(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "On Depth")
    site.build()
    known = digest.catalog(site.content)
    hugo.write(tmp_path / "hugo", known)
    (only,) = known.papers.values()
    before = files(tmp_path)
    theirs = tmp_path / "hugo" / "content" / hugo.page_of(only.id)
    words = {change_word(place, 1) for place in (site.content / only.path, theirs)}
    assert len(words) == 1
    assert set(difference(before, files(tmp_path)).written) == {
        f"content/{only.path}",
        f"hugo/content/papers/{only.id}.md",
    }
    read = documents.read(site.content, Report()).papers[0].paper
    changed = [(old, new) for old, new in zip(only.text.split(), read.text.split(), strict=True) if old != new]
    assert [new for _, new in changed] == list(words)
    assert page(theirs.read_text("utf-8"))[1].strip() == read.abstract
