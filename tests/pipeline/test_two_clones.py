"""Two clones of a digest import different sources, and Git merges them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.files import Folder
from sitegen.pages import ledger
from sitegen.pipeline.content.remove import remove
from sitegen.scaffold import Answers, create
from sitegen.topics.reading import parse
from tests.little import LittleSite

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
BOTH = ["sources/2025-03-28.txt", "sources/2025-04-01.txt", "sources/2025-04-02.txt"]


def git(folder: Path, *arguments: str) -> int:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, timeout=60).returncode


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path / "digest")
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    site.build()
    (tmp_path / "digest/.gitignore").write_text("site/\n.sitegen/\n")
    assert git(tmp_path / "digest", "init") == 0
    return site


def merge(
    site: LittleSite, ours: tuple[str, ...], theirs: tuple[str, ...], style: str = "merge", topic: str = ""
) -> int:
    """Import papers in the site and others in a clone of it, delete a page there, and merge the clone into the site."""
    folder = site.content.parent
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Begin")
    clone = LittleSite(folder.parent / "clone")
    shutil.rmtree(clone.content)
    assert git(folder.parent, "clone", "digest", "clone") == 0
    for at, day, titles in ((clone, "2025-04-01", theirs), (site, "2025-04-02", ours)):
        at.paste(day, *titles)
        at.build()
        if at is clone:
            remove(load(at.content, output=at.output), ["dreams-of-sand"], Report())
            assert "papers/2025/dreams-of-sand.md" not in at.pages
        if topic:
            at.write("topics.toml", at.read("topics.toml") + topic.format(f"World models of {day}"))
        git(at.content.parent, "add", ".")
        git(at.content.parent, "commit", "-m", day)
    git(folder, "fetch", "../clone")
    return git(folder, "-c", f"merge.conflictStyle={style}", "merge", "--no-edit", "FETCH_HEAD")


MARKS = ("<<<<<<<", "=======", ">>>>>>>")
RAIN = ("Songs of Rain", "Language Models of Rain", "Language Models of Snow")
SAND = ("Dreams of Sand", "Graph Networks of Sand", "Graph Networks of Snow")


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_two_clones_have_imported_is_kept(site: LittleSite, style: str) -> None:
    assert merge(site, RAIN, SAND, style) != 0
    assert "<<<<<<<" in site.read("sources/ledger.json")
    assert "<<<<<<<" in site.read("topics.toml")
    site.build()
    assert site.findings == ["note[both-sides] sources/ledger.json", "note[both-sides] topics.toml"]
    records = json.loads(site.read("sources/ledger.json")).values()
    assert [record["path"] for record in records] == BOTH
    # what was deleted in one of the clones is not brought back
    assert "papers/2025/dreams-of-sand.md" not in site.pages
    assert "<<<<<<<" not in site.read("topics.toml")
    site.build()
    assert site.findings == []
    # and a source that is read again finds all as it was
    site.write("site.toml", "repair = false\n")
    site.build()
    assert "papers/2025/dreams-of-sand.md" not in site.pages


def test_a_source_with_both_sides_is_not_read_until_somebody_has_chosen(site: LittleSite) -> None:
    source = "sources/2025-04-01.txt"
    git(site.content.parent, "add", ".")
    git(site.content.parent, "commit", "-m", "Begin")
    clone = LittleSite(site.content.parents[1] / "clone")
    shutil.rmtree(clone.content)
    git(clone.content.parents[1], "clone", "digest", "clone")
    for at, titles, deleted in ((clone, SAND, "dreams-of-sand"), (site, RAIN, "songs-of-rain")):
        at.paste("2025-04-01", *titles)
        at.build()
        remove(load(at.content), [deleted], Report())
        git(at.content.parent, "add", ".")
        git(at.content.parent, "commit", "-m", "More")
    git(site.content.parent, "fetch", "../clone")
    assert git(site.content.parent, "merge", "--no-edit", "FETCH_HEAD") != 0
    git(site.content.parent, "checkout", "--theirs", "content/editions")
    before = site.pages.keys()
    for _ in range(2):
        site.build()
        assert f"error[both-sides] {source}" in site.findings
        assert site.pages.keys() == before
    site.write(source, "".join(line for line in site.read(source).splitlines(True) if line[:7] not in MARKS))
    site.build()
    assert site.report.count("error") == 0
    # what was deleted in either clone is not brought back
    assert {"papers/2025/dreams-of-sand.md", "papers/2025/songs-of-rain.md"}.isdisjoint(site.pages)


def test_sides_are_joined_by_an_import_too(site: LittleSite) -> None:
    merge(site, RAIN, SAND)
    site.paste("2025-04-03", "Notes on Paper")
    site.build()
    assert site.findings == ["note[both-sides] sources/ledger.json", "note[both-sides] topics.toml"]
    records = json.loads(site.read("sources/ledger.json")).values()
    assert [record["path"] for record in records] == [*BOTH, "sources/2025-04-03.txt"]
    assert "<<<<<<<" not in site.read("topics.toml")


def test_a_frozen_build_reads_both_sides_and_writes_nothing(site: LittleSite) -> None:
    merge(site, RAIN, SAND)
    before = site.pages
    site.build(frozen=True)
    assert site.findings == ["note[both-sides] sources/ledger.json", "note[both-sides] topics.toml"]
    assert site.pages == before


def test_git_shows_a_conflict_in_the_topics_of_a_new_digest(site: LittleSite) -> None:
    create(site.content.parent, Answers(host="none"))
    topic = '\n[hoping]\nlabel = "hoping"\ndescription = """\n{}.\n"""\n'
    assert merge(site, RAIN, SAND, topic=topic) != 0
    assert "<<<<<<<" in site.read("topics.toml")


def test_a_topic_that_both_clones_have_found_is_read_once(site: LittleSite) -> None:
    topic = '\n[hoping]\nlabel = "hoping"\nspellings = ["hope", "{}"]\n'
    merge(site, RAIN, SAND, topic=topic)
    site.build()
    notes = ["note[both-sides] sources/ledger.json", "note[both-sides] topics.toml"]
    assert site.findings == [*notes, "warning[topics] topics.toml"]
    found = parse(site.read("topics.toml"), "topics.toml", Report()).topics
    assert [topic.spellings for topic in found if topic.slug == "hoping"] == [
        ("hope", "World models of 2025-04-02", "World models of 2025-04-01")
    ]


def test_of_one_source_what_either_side_has_recorded_is_kept(site: LittleSite) -> None:
    def record(paper: str, versions: str, more: str = "") -> str:
        return f'"k": {{"path": "sources/a.bib", "papers": ["x", "{paper}"], "versions": {{{versions}}}{more}}}'

    ours = record("y", '"x": 3, "w": 2')
    theirs = record("z", '"x": 2, "w": 4', ', "origin": "https://lab.example/a.bib", "trust": 30')
    text = f"{{\n<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other\n}}\n"
    site.write("sources/ledger.json", text)
    _, known = ledger.read(Folder(site.content), Report())
    assert known is not None
    assert (known["k"].papers, known["k"].versions) == (("x", "y", "z"), {"x": 3, "w": 4})
    assert (known["k"].origin, known["k"].trust) == ("https://lab.example/a.bib", 30)


def test_sides_that_are_no_ledgers_are_an_error(site: LittleSite) -> None:
    site.write("sources/ledger.json", "{\n<<<<<<< HEAD\n=======\n}\n>>>>>>> other\n")
    site.build()
    assert site.findings == ["error[ledger] sources/ledger.json"]
