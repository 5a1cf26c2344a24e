"""What was imported can be taken back, as far as it is not the editor's, and imported again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.config import Config, load
from sitegen.diagnostics import Report, UsageError
from sitegen.pipeline.content.add import add
from sitegen.pipeline.content.remove import remove
from tests.little import ABSTRACT, HEADER, LittleSite


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    site.paste("2025-03-31", "Learning to Hope", "Dreams of Sand")
    site.build()
    return site


def config(site: LittleSite) -> Config:
    return load(site.content, output=site.output)


def removed(site: LittleSite, target: str) -> list[str]:
    """`note[code] path` of what stays."""
    report = Report()
    remove(config(site), [target], report)
    root = f"{site.content.as_posix()}/"
    return [f"{found.code} {found.at.path.removeprefix(root)}" for found in report.diagnostics if found.at]


def papers(site: LittleSite) -> set[str]:
    return {Path(path).stem for path in site.pages if path.startswith("papers/")}


@pytest.mark.parametrize("target", ["sources/2025-03-28.txt", "2025-03-28.txt", "2025-03-28", "editions/2025-03-28.md"])
def test_a_source_goes_with_what_came_only_from_it(site: LittleSite, target: str) -> None:
    assert removed(site, target) == []
    assert papers(site) == {"learning-to-hope", "dreams-of-sand"}
    assert [path for path in site.pages if path.startswith(("editions/", "sources/2"))] == [
        "editions/2025-03-31.md",
        "sources/2025-03-31.txt",
    ]
    assert [record["path"] for record in json.loads(site.read("sources/ledger.json")).values()] == [
        "sources/2025-03-31.txt"
    ]
    site.build()
    assert site.findings == []
    assert "papers/a-curse-of-depth.html" not in site.routes


def test_a_list_that_loses_a_paper_and_then_goes_is_named_once(site: LittleSite) -> None:
    names = remove(config(site), ["a-curse-of-depth", "2025-03-28"], Report())
    assert names.count("editions/2025-03-28.md") == 1


def test_a_source_without_a_day_goes_with_its_papers(site: LittleSite) -> None:
    site.write("sources/books.bib", "@article{a, title = {Rivers of Doubt}, author = {Ada Lovelace}}")
    site.build()
    assert "rivers-of-doubt" in papers(site)
    assert removed(site, "books.bib") == []
    assert "rivers-of-doubt" not in papers(site)
    assert "sources/books.bib" not in site.pages


def test_a_paper_is_the_same_in_whatever_case_the_editor_writes_its_id(site: LittleSite) -> None:
    site.write("sources/books.bib", "@article{a, title = {Rivers of Doubt}, author = {Ada Lovelace}}")
    site.build()
    for path in [path for path in site.pages if path.startswith("papers/")]:
        identifier = Path(path).stem
        site.edit(path, f'id: "{identifier}"', f'id: "{identifier.title()}"')
    assert removed(site, "2025-03-28.txt") == []
    assert removed(site, "books.bib") == []
    assert papers(site) == {"learning-to-hope", "dreams-of-sand"}
    site.build()
    assert site.findings == []


def test_what_was_removed_can_be_added_again(site: LittleSite, tmp_path: Path) -> None:
    before = {path: text for path, text in site.pages.items() if path != "topics.toml"}
    given = tmp_path / "2025-03-28.txt"
    given.write_bytes((site.content / "sources/2025-03-28.txt").read_bytes())
    removed(site, "2025-03-28.txt")
    add(config(site), [given.as_posix()], "", Report())
    assert {path: text for path, text in site.pages.items() if path != "topics.toml"} == before


@pytest.mark.parametrize("target", ["2025-03-31", "dreams-of-sand"])
def test_what_brings_a_removed_day_or_paper_back_is_said_when_its_source_is_added_again(
    tmp_path: Path, target: str
) -> None:
    site, given = LittleSite(tmp_path), tmp_path / "dreams.csv"

    def hints(text: str) -> list[str]:
        given.write_text(text, "utf-8")
        report = Report()
        add(config(site), [given.as_posix()], "", report)
        return [f"{found.code} {found.hint}" for found in report.diagnostics]

    rows = "title,listed\nLearning to Hope,2025-03-28\nDreams of Sand,2025-03-31\n"
    assert hints(rows) == []
    assert hints(rows) == ["known-source "]
    before = papers(site)
    removed(site, target)
    source = f"{site.content.as_posix()}/sources/2025-03-31.csv"
    comes_back = f"it comes back when you add the source again after sitegen remove {source}"
    assert hints(rows) == [f"known-source {comes_back}"]
    assert hints(rows + "\n") == [f"deleted-paper {comes_back}"]
    assert papers(site) < before
    removed(site, "sources/2025-03-31.csv")
    assert hints(rows) == []
    assert papers(site) == before


def test_everything_can_be_removed(site: LittleSite) -> None:
    for day in ("2025-03-28", "2025-03-31"):
        assert removed(site, day) == []
    assert {path for path in site.pages if not path.endswith(".toml")} == {"sources/ledger.json"}
    assert json.loads(site.read("sources/ledger.json")) == {}


def test_a_page_that_the_editor_worked_on_stays_and_is_named(site: LittleSite) -> None:
    path = "papers/2025/a-curse-of-depth.md"
    site.write(path, site.read(path) + "\n## Notes\n\nMine.\n")
    assert removed(site, "2025-03-28.txt") == [f"not-removed {path}"]
    assert papers(site) == {"learning-to-hope", "dreams-of-sand", "a-curse-of-depth"}
    site.build()
    assert site.findings == []


def test_a_page_that_the_editor_has_made_a_draft_stays(site: LittleSite) -> None:
    path = "papers/2025/a-curse-of-depth.md"
    site.edit(path, "source:", 'draft: "true"\nsource:')
    assert removed(site, "2025-03-28.txt") == [f"not-removed {path}"]
    assert path in site.pages


def test_a_page_with_aliases_of_the_editors_stays(site: LittleSite) -> None:
    path = "papers/2025/a-curse-of-depth.md"
    site.edit(path, "source:", 'aliases: ["depth"]\nsource:')
    assert removed(site, "a-curse-of-depth") == [f"not-removed {path}"]
    assert removed(site, "2025-03-28.txt") == [f"not-removed {path}"]
    assert path in site.pages


def test_a_page_with_the_alias_of_one_that_it_was_joined_with_goes(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    facts = ({"title": "Slow Clocks", "doi": "10.1000/x"}, {"title": "Late Clocks", "arxiv": "2501.00001"})
    for number, record in enumerate((*facts, facts[0] | facts[1])):
        site.write(f"sources/{number}.jsonl", json.dumps(record | {"abstract": record["title"] + ABSTRACT}) + "\n")
        site.build()
    (path,) = (path for path in site.pages if path.startswith("papers/"))
    assert "\naliases: " in site.read(path)
    assert removed(site, Path(path).stem) == []
    assert path not in site.pages


def test_a_list_that_the_editor_changed_stays_with_its_papers(site: LittleSite) -> None:
    site.edit("editions/2025-03-28.md", "1. [Learning", "3. [Learning")
    first, second = (line for line in site.read("editions/2025-03-28.md").splitlines() if "](" in line)
    site.edit("editions/2025-03-28.md", f"{first}\n{second}", f"{second}\n{first}")
    assert sorted(removed(site, "2025-03-28.txt")) == [
        "not-removed editions/2025-03-28.md",
        "not-removed papers/2025/a-curse-of-depth.md",
    ]
    site.build()
    assert site.findings == []
    assert site.titles("date/2025-03-28.html") == ["A Curse of Depth", "Learning to Hope"]


@pytest.mark.parametrize("target", ["2025-03-31", "2025-03-31.txt", "dreams-of-sand"])
def test_a_list_is_not_the_editors_for_a_page_that_was_deleted(site: LittleSite, target: str) -> None:
    site.delete("papers/2025/learning-to-hope.md")
    assert removed(site, target) == []
    assert papers(site) == {"a-curse-of-depth"}
    assert "editions/2025-03-31.md" not in site.pages


def test_a_list_with_a_page_that_cannot_be_read_is_left_as_it_is(site: LittleSite) -> None:
    site.edit("papers/2025/learning-to-hope.md", "title: ", "title: [")
    assert removed(site, "a-curse-of-depth") == []
    assert "[Learning to Hope]" in site.read("editions/2025-03-28.md")


def test_what_the_editor_has_written_below_an_entry_stays_with_it(site: LittleSite) -> None:
    path = "editions/2025-03-28.md"
    site.write(path, site.read(path) + "\n   My words.\n")
    assert removed(site, "2025-03-28") == [f"not-removed {path}", "not-removed papers/2025/a-curse-of-depth.md"]
    assert papers(site) == {"a-curse-of-depth", "learning-to-hope", "dreams-of-sand"}
    assert "My words." in site.read(path)
    assert "Learning to Hope" not in site.read(path)


def test_an_edition_with_keys_of_the_editors_stays_without_entries(site: LittleSite) -> None:
    path = "editions/2025-03-28.md"
    site.edit(path, "generated:", "mood: good\ngenerated:")
    removed(site, "2025-03-28")
    assert "\nmood: good\n" in site.read(path)


def test_a_paper_that_is_removed_leaves_the_lists_and_stays_away(site: LittleSite) -> None:
    assert removed(site, "learning-to-hope") == []
    site.build()
    assert site.findings == []
    assert site.titles("date/2025-03-28.html") == ["A Curse of Depth"]
    # its source is read again, for its repairs are to be others
    site.write("site.toml", "repair = false\n")
    site.build()
    assert "learning-to-hope" not in papers(site)


def test_a_paper_that_an_editor_has_worked_on_stays_in_its_list(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope")
    site.build()
    path = "papers/2025/learning-to-hope.md"
    site.edit(path, "title:", "venue: ICML\ntitle:")
    before = site.pages
    assert removed(site, "learning-to-hope") == [f"not-removed {path}"]
    assert site.pages == before


LINE = "[A Curse of Depth](../papers/2025/a-curse-of-depth.md)"


@pytest.fixture
def curated(tmp_path: Path) -> LittleSite:
    """A site of which the editor has taken a line out of the only list and put the others into another order."""
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth", "Dreams of Sand", "Songs of Rain")
    site.build()
    path = "editions/2025-03-28.md"
    first, second, third, fourth = (line for line in site.read(path).splitlines() if "](" in line)
    assert second == f"2. {LINE}"
    site.edit(path, "\n".join([first, second, third, fourth]), "\n".join([third, second, first]))
    return site


def test_a_paper_leaves_a_list_that_the_editor_has_changed(curated: LittleSite) -> None:
    path = "editions/2025-03-28.md"
    expected = curated.read(path).replace(f"2. {LINE}\n", "")
    assert removed(curated, "a-curse-of-depth") == []
    assert curated.read(path) == expected
    assert papers(curated) == {"learning-to-hope", "dreams-of-sand", "songs-of-rain"}
    curated.build()
    assert curated.findings == []
    assert curated.titles("date/2025-03-28.html") == ["Dreams of Sand", "Learning to Hope"]


def test_a_paper_goes_by_its_earlier_id_and_with_its_source(site: LittleSite) -> None:
    page = "papers/2025/a-curse-of-depth.md"
    site.edit(page, 'id: "a-curse-of-depth"', 'id: "curse"\naliases: ["a-curse-of-depth"]')
    before = site.pages
    assert removed(site, "a-curse-of-depth") == []
    assert papers(site) == {"learning-to-hope", "dreams-of-sand"}
    for path, text in before.items():
        site.write(path, text)
    assert removed(site, "2025-03-28.txt") == []
    assert papers(site) == {"learning-to-hope", "dreams-of-sand"}


def test_a_paper_leaves_a_list_in_which_another_has_a_new_id(site: LittleSite) -> None:
    page = "papers/2025/learning-to-hope.md"
    site.edit(page, 'id: "learning-to-hope"', 'id: "hope"')
    assert removed(site, "a-curse-of-depth") == []
    assert papers(site) == {"learning-to-hope", "dreams-of-sand"}
    assert "[Learning to Hope]" in site.read("editions/2025-03-28.md")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hope.md)\n", "hope.md)\n\n   My words.\n"),
        ("hope.md)\n", "hope.md)\n\nMy closing words.\n"),
        ("1. [Dreams", "My own words.\n\n1. [Dreams"),
        (f"2. {LINE}\n", f"\n- {LINE}\n\n"),
    ],
    ids=["words under another", "words at the end", "words before", "blank lines"],
)
def test_all_else_in_a_list_stays_as_it_is_when_a_paper_leaves(curated: LittleSite, old: str, new: str) -> None:
    path = "editions/2025-03-28.md"
    curated.edit(path, "3. [Dreams", "1. [Dreams")
    curated.edit(path, old, new)
    others = [line for line in curated.read(path).splitlines() if line and LINE not in line]
    assert removed(curated, "a-curse-of-depth") == []
    after = curated.read(path)
    assert [line for line in after.splitlines() if line] == others
    assert "\n\n\n" not in after
    assert "a-curse-of-depth" not in papers(curated)


@pytest.mark.parametrize(
    "line",
    [
        f"{LINE} – read this",
        f"{LINE}\n\n   My words.",
        LINE.replace("[A Curse", "[The Curse"),
        "[[a-curse-of-depth]]",
        f"Read: {LINE}",
    ],
    ids=["remark", "words below", "title", "Obsidian's link", "words before"],
)
def test_a_line_of_the_editors_stays_with_its_paper_in_all_lists(curated: LittleSite, line: str) -> None:
    curated.paste("2025-04-01", "A Curse of Depth")
    curated.build()
    curated.edit("editions/2025-03-28.md", LINE, line)
    before = curated.pages
    kept = ["not-removed editions/2025-03-28.md", "not-removed papers/2025/a-curse-of-depth.md"]
    assert removed(curated, "a-curse-of-depth") == kept
    assert curated.pages == before


def test_a_list_goes_with_the_last_of_its_papers(curated: LittleSite) -> None:
    for paper in ("learning-to-hope", "a-curse-of-depth"):
        assert removed(curated, paper) == []
    assert "editions/2025-03-28.md" in curated.pages
    assert removed(curated, "dreams-of-sand") == []
    assert "editions/2025-03-28.md" not in curated.pages


def test_a_removal_that_leaves_something_fails(site: LittleSite) -> None:
    site.edit("papers/2025/a-curse-of-depth.md", "title:", "venue: ICML\ntitle:")
    for target, stays in (("a-curse-of-depth", True), ("dreams-of-sand", False), ("2025-03-28", True)):
        report = Report()
        remove(config(site), [target], report)
        assert report.failed() is stays


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2025-03-29", "2025-03-28"),
        ("papers/2025/learning-to-hop.md", "learning-to-hope"),
        ("2025-03-28.tx", "2025-03-28.txt"),
    ],
)
def test_a_name_that_nothing_has_is_a_usage_error_that_says_what_may_be_meant(
    site: LittleSite, wrong: str, right: str
) -> None:
    with pytest.raises(UsageError) as refused:
        removed(site, wrong)
    assert refused.value.diagnostic.hint == f"did you mean {right}?"


def test_nothing_is_removed_where_one_of_the_names_is_wrong(site: LittleSite) -> None:
    before = site.pages
    with pytest.raises(UsageError, match="dreams-of-rain"):
        remove(config(site), ["learning-to-hope", "2025-03-28.txt", "dreams-of-rain"], Report())
    assert site.pages == before


def test_of_several_names_one_may_be_gone_with_another(site: LittleSite) -> None:
    remove(config(site), ["2025-03-28.txt", "a-curse-of-depth", "2025-03-28", "dreams-of-sand"], Report())
    assert papers(site) == {"learning-to-hope"}


def test_a_source_moves_to_another_day_when_it_is_added_with_it(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    given = tmp_path / "papers.txt"
    given.write_text(f"{HEADER}2025-03-28\n\nLearning to Hope\n\n{ABSTRACT.format(topic='hope')}\n")
    add(config(site), [given.as_posix()], "", Report())
    report = Report()
    add(config(site), [given.as_posix()], "2025-04-01", report)
    assert [found.code for found in report.diagnostics] == ["date-given"]
    assert [path for path in site.pages if path.startswith(("editions/", "sources/2"))] == [
        "editions/2025-04-01.md",
        "sources/2025-04-01.txt",
    ]
    # and stays there when it is read again
    site.write("site.toml", "repair = false\n")
    site.build()
    assert "editions/2025-03-28.md" not in site.pages


def test_a_path_names_that_very_page(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    records = (
        {"title": f"{name} Clocks and What They Show", "abstract": f"{name} {ABSTRACT}"} for name in ("Slow", "Fast")
    )
    site.write("sources/clocks.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    site.build()
    slow, fast = (next(site.content.rglob(f"{name}-clocks*.md")) for name in ("slow", "fast"))
    slow.rename(slow.with_name("old.md"))
    fast.rename(slow)
    title = slow.read_text("utf-8")
    removed(site, slow.relative_to(site.content).as_posix())
    left = [path.read_text("utf-8") for path in slow.parent.glob("*.md")]
    assert title not in left
    assert len(left) == 1


def test_a_file_elsewhere_is_no_day_of_an_edition(site: LittleSite, tmp_path: Path) -> None:
    notes = tmp_path / "backup" / "2025-03-28.md"
    notes.parent.mkdir()
    notes.write_text("notes", "utf-8")
    with pytest.raises(UsageError, match="there is no source"):
        remove(config(site), [notes.as_posix()], Report())


def test_of_sources_of_one_name_none_is_removed(site: LittleSite) -> None:
    for folder in ("x", "y"):
        record = {"title": f"Clocks of {folder} and What They Show", "abstract": f"{folder} {ABSTRACT}"}
        site.write(f"sources/{folder}/list.jsonl", json.dumps(record) + "\n")
    site.build()
    with pytest.raises(UsageError, match="2 sources are called"):
        remove(config(site), ["list.jsonl"], Report())
    removed(site, "sources/x/list.jsonl")
    assert [path.parent.name for path in site.content.rglob("list.jsonl")] == ["y"]


def test_a_file_with_the_name_of_another_source_is_not_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, given = LittleSite(tmp_path), tmp_path / "col.bib"
    for title in ("Rivers of Doubt", "Hills of Hope"):
        given.write_text(f"@article{{a, title = {{{title}}}, author = {{Ada Lovelace}}}}", "utf-8")
        add(config(site), [given.as_posix()], "", Report())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as refused:
        removed(site, "col.bib")
    assert refused.value.diagnostic.hint == "name the one that is meant: sources/col-2.bib or sources/col.bib"
    assert removed(site, "sources/col-2.bib") == []
    assert papers(site) == {"rivers-of-doubt"}


@pytest.mark.parametrize("is_path", [True, False])
def test_a_source_that_the_editor_has_renamed_goes_under_its_new_name(site: LittleSite, is_path: bool) -> None:
    source = next((site.content / "sources").glob("2025-03-28*"))
    renamed = source.rename(source.with_name(f"march{source.suffix}"))
    site.build()
    removed(site, renamed.as_posix() if is_path else renamed.name)
    assert not renamed.exists()
    site.build()
    assert papers(site) == {"learning-to-hope", "dreams-of-sand"}


def test_pages_that_keep_facts_of_a_removed_source_are_named(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    site.write("sources/b.bib", "@article{a, title = {Learning to Hope}, doi = {10.1000/wrong}}")
    site.build()
    assert removed(site, "b.bib") == ["facts-stay papers/undated/learning-to-hope.md"]
    assert papers(site) == {"learning-to-hope", "a-curse-of-depth"}


def test_so_are_pages_of_which_a_removed_source_knew_more_than_others(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("sources/a.bib", "@article{a, title = {Learning to Hope}, author = {Ada Lovelace}}")
    site.build()
    site.write("sources/b.bib", "@article{a, title = {Learning to Hope}, author = {Ada Lovelace}, doi = {10.1000/x}}")
    site.build()
    assert removed(site, "b.bib") == ["facts-stay papers/undated/learning-to-hope.md"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("journal = {ICML}, arxiv = {2601.01234v1}", "arxiv = {2601.01234v2}"),
        ("doi = {10.1000/x}, keywords = {layers}", "journal = {ICML}"),
    ],
)
def test_so_are_pages_that_show_one_of_several_sources_that_are_trusted_alike(
    tmp_path: Path, first: str, second: str
) -> None:
    site = LittleSite(tmp_path)
    for name, facts in (("a", first), ("b", second)):
        site.write(
            f"sources/{name}.bib", f"@article{{a, title = {{Learning to Hope}}, author = {{Ada Lovelace}}, {facts}}}"
        )
    site.build()
    (page,) = papers(site)
    shown = site.read(f"papers/undated/{page}.md").partition('source: "sources/')[2].partition('"')[0]
    assert removed(site, shown) == [f"facts-stay papers/undated/{page}.md"]


def test_so_is_a_list_with_votes_that_a_removed_source_may_have_given(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    head = '{"sitegen": "papers", "version": 1, "date": "2025-03-28"}'
    for name, votes in (("a", 3), ("b", 30)):
        site.write(f"sources/{name}.jsonl", f'{head}\n{{"title": "Learning to Hope", "votes": {votes}}}\n')
    site.build()
    assert removed(site, "b.jsonl") == ["facts-stay editions/2025-03-28.md"]
    assert "30 votes" in site.read("editions/2025-03-28.md")
