"""A source that is added again with another day moves there, and loses nothing on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.model import Digest
from sitegen.pipeline.content import source_store
from sitegen.pipeline.content.add import add
from sitegen.pipeline.content.remove import remove
from sitegen.pipeline.content.sources import dated
from tests.little import ABSTRACT, HEADER, LittleSite

CLOCKS = "title,abstract\nSlow Clocks of Note,They are slow.\nFast Clocks of Note,They are fast.\n"


class Moved(LittleSite):
    """A digest with one source, which is added on several days."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.given = folder / "clocks.csv"
        self.given.write_text(CLOCKS, "utf-8")

    def add(self, day: str, given: Path | None = None) -> list[str]:
        """Codes of what is reported."""
        report = Report()
        add(load(self.content, output=self.output), [str(given or self.given)], day, report)
        return [found.code for found in report.diagnostics]

    @property
    def files(self) -> set[str]:
        """Sources, editions and papers."""
        return {path for path in self.pages if not path.endswith((".toml", ".json"))}


def stop(*_: object, **__: object) -> None:
    """Ctrl-C, wherever it is called."""
    raise KeyboardInterrupt


@pytest.fixture
def site(tmp_path: Path) -> Moved:
    site = Moved(tmp_path)
    site.add("2025-03-28")
    return site


def test_a_source_that_is_changed_stays_on_the_day_that_was_given(site: Moved, tmp_path: Path) -> None:
    given = tmp_path / "given.txt"
    papers = (f"{title}\n\n{ABSTRACT.format(topic=title.split()[-1])}\n\n" for title in ("Slow Maps", "New Rooms"))
    given.write_text(f"{HEADER}2025-01-07\n\n{''.join(papers)}", "utf-8")
    for day in ("2025-05-05", "2025-05-06"):
        site.add(day, given)
        edition, source = f"editions/{day}.md", f"sources/{day}.txt"
        for old, new in (("Slow Maps", "Slow Charts"), ("Slow Charts", "Slow Maps")):
            site.edit(source, old, new)
            site.build()
            assert site.titles(f"date/{day}.html") == [new, "New Rooms"]
            assert {path for path in site.pages if "2025-01-07" in path} == set()
        site.edit(edition, "2. ", "   Mine.\n\n2. ")
    site.edit(source, "Slow Maps", "Slow Charts")
    site.build()
    assert "Mine." in site.text("date/2025-05-06.html")
    assert "editions/2025-01-07.md" not in site.pages


def test_a_source_that_moves_keeps_its_papers_and_what_is_written_on_them(site: Moved) -> None:
    slow, fast = "papers/2025/slow-clocks-of-note.md", "papers/2025/fast-clocks-of-note.md"
    site.write(slow, site.read(slow) + "\n## Notes\n\nMine.\n")
    assert site.add("2025-04-01") == []
    assert site.files == {slow, fast, "editions/2025-04-01.md", "sources/2025-04-01.csv"}
    assert "Mine." in site.read(slow)
    assert all('source: "sources/2025-04-01.csv"' in site.read(path) for path in (slow, fast))
    # and back
    site.add("2025-03-28")
    assert site.files == {slow, fast, "editions/2025-03-28.md", "sources/2025-03-28.csv"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_summary_says_what_has_moved_and_which_edition_is_gone(site: Moved, *, dry_run: bool) -> None:
    (moved,) = add(load(site.content), [str(site.given)], "2025-04-01", Report(), dry_run=dry_run)
    assert (moved.earlier, moved.path) == ("sources/2025-03-28.csv", "sources/2025-04-01.csv")
    assert (moved.has_moved, moved.removed) == (True, ("editions/2025-03-28.md",))
    assert ("editions/2025-03-28.md" in site.files) == dry_run


def test_an_edition_that_another_source_of_the_run_lists_papers_in_is_not_named_as_gone(site: Moved) -> None:
    site.given.write_text("title,listed\nSlow Maps,2025-01-07\nNew Rooms,2025-01-21\n", "utf-8")
    site.add("2025-05-05")
    (back,) = add(load(site.content), [str(site.given)], "2025-01-07", Report())
    assert back.removed == ("editions/2025-05-05.md",)


def test_papers_that_the_editor_has_deleted_stay_deleted_on_the_other_day(site: Moved) -> None:
    remove(load(site.content), ["slow-clocks-of-note"], Report())
    site.add("2025-04-01")
    assert "papers/2025/slow-clocks-of-note.md" not in site.files
    assert "Slow Clocks" not in site.read("editions/2025-04-01.md")
    assert "Fast Clocks" in site.read("editions/2025-04-01.md")


def test_a_line_that_the_editor_has_deleted_stays_deleted_on_the_other_day_and_back(site: Moved) -> None:
    line = "1. [Slow Clocks of Note](../papers/2025/slow-clocks-of-note.md)\n"
    site.edit("editions/2025-03-28.md", line, "")
    for day in ("2025-04-01", "2025-03-28"):
        site.add(day)
        assert "Slow Clocks" not in site.read(f"editions/{day}.md")
        assert "Fast Clocks" in site.read(f"editions/{day}.md")
    assert "papers/2025/slow-clocks-of-note.md" in site.files


def test_a_line_of_a_page_that_could_not_be_read_meanwhile_is_not_taken_for_deleted(site: Moved) -> None:
    page = "papers/2025/slow-clocks-of-note.md"
    site.edit(page, "title: ", "title: [")
    site.add("2025-04-01")
    site.edit(page, "title: [", "title: ")
    site.add("2025-04-02")
    assert "Slow Clocks" in site.read("editions/2025-04-02.md")


def test_a_line_deleted_from_one_of_several_days_stays_deleted_when_its_source_comes_back(site: Moved) -> None:
    site.given.write_text("title,listed\nSlow Maps,2025-01-07\nNew Rooms,2025-01-07\nOld Rooms,2025-01-21\n", "utf-8")
    site.add("")
    site.edit("editions/2025-01-07.md", "1. [Slow Maps](../papers/2025/slow-maps.md)\n", "")
    for day in ("2025-05-05", "2025-01-07"):
        site.add(day)
        assert not [path for path in site.files if path.startswith("editions/") and "Slow Maps" in site.read(path)]
    assert "Old Rooms" in site.read("editions/2025-01-21.md")


def test_a_deleted_paper_does_not_take_the_page_of_one_of_its_title(site: Moved) -> None:
    site.given.write_text("title,authors\nSmall Maps of Rooms,Ann Lee\nSmall Maps of Rooms,Bo Cho\n", "utf-8")
    site.add("2025-03-28")
    (deleted,) = (Path(path).stem for path in site.pages if "small-maps-of-rooms-" in path)
    remove(load(site.content), [deleted], Report())
    for day in ("2025-04-01", "2025-04-02"):
        site.add(day)
        assert 'authors: ["Ann Lee"]' in site.read("papers/2025/small-maps-of-rooms.md")
        assert not any(deleted in path for path in site.files)


SLOW, FIRST, SECOND = "slow-clocks-of-note.md)", "editions/2025-03-28.md", "editions/2025-04-01.md"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SLOW, f"{SLOW}, read it"),
        (SLOW, f"{SLOW}\n\n   Mine, below an entry."),
        ("1. [", "Mine, above the list.\n\n1. ["),
        ("generated:", 'start: "2025-03-20"\nmood: mine\ngenerated:'),
    ],
)
def test_a_list_goes_to_the_other_day_with_all_that_the_editor_has_written(site: Moved, old: str, new: str) -> None:
    site.edit(FIRST, old, new)
    written = site.read(FIRST)
    assert site.add("2025-04-01") == []
    assert FIRST not in site.files
    assert site.read(SECOND) == written.replace("2025-03-28", "2025-04-01").replace('start: "2025-03-20"\n', "")
    site.build()
    assert site.titles("date/2025-04-01.html") == ["Slow Clocks of Note", "Fast Clocks of Note"]


@pytest.mark.parametrize("new", ["Mine, above the list.\n\n1. [", "0. [Mine](https://a.example)\n1. ["])
def test_what_the_editor_has_written_is_named_where_the_other_day_has_an_edition(site: Moved, new: str) -> None:
    other = site.content.parent / "maps.csv"
    other.write_text("title,abstract\nSmall Maps,They are small.\n", "utf-8")
    site.add("2025-04-01", other)
    site.edit(FIRST, "1. [", new)
    report = Report()
    add(load(site.content), [str(site.given)], "2025-04-01", report)
    (found,) = report.diagnostics
    assert (found.code, "move what you wrote to the edition" in found.hint) == ("not-removed", True)
    assert {FIRST, SECOND} < site.files


def test_words_around_a_list_of_several_days_do_not_go_to_one_of_them(site: Moved) -> None:
    site.given.write_text("title,listed\nSlow Maps,2025-01-07\nNew Rooms,2025-01-21\n", "utf-8")
    site.add("2025-05-05")
    site.edit("editions/2025-05-05.md", "1. [", "Mine.\n\n1. [")
    assert site.add("2025-01-07") == ["date-given", "not-removed"]
    assert "New Rooms" not in site.read("editions/2025-01-07.md")
    assert "Mine." in site.read("editions/2025-05-05.md")


@pytest.mark.parametrize(("day", "told"), [("2025-04-02", ["not-removed"]), ("2025-04-01", [])])
def test_a_list_to_which_the_editor_gave_another_day_is_named_where_its_papers_would_be_listed_twice(
    site: Moved, day: str, told: list[str]
) -> None:
    site.edit("editions/2025-03-28.md", "2025-03-28", "2025-04-01")
    assert site.add(day) == told


def test_a_source_that_cannot_be_read_with_the_other_day_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Moved(tmp_path)
    given = tmp_path / "papers.txt"
    given.write_text(f"{HEADER}\nLearning to Hope\n\n{ABSTRACT.format(topic='hope')}\n", "utf-8")
    site.add("2025-03-28", given)
    before = site.pages
    monkeypatch.setattr("sitegen.pipeline.content.sources.read", lambda *_: Digest())
    assert site.add("2025-04-01", site.content / "sources/2025-03-28.txt") == ["nothing-read"]
    assert site.pages == before


def test_a_run_that_is_stopped_while_it_reads_moves_nothing(site: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site.pages
    with monkeypatch.context() as patch:
        patch.setattr("sitegen.pipeline.content.sources.read", stop)
        with pytest.raises(KeyboardInterrupt):
            site.add("2025-04-01")
    assert site.pages == before


@pytest.mark.parametrize("stage", ["register", "import_new"])
def test_a_move_that_is_stopped_is_finished_by_the_next_build(
    site: Moved, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(source_store, stage, stop)
        with pytest.raises(KeyboardInterrupt):
            site.add("2025-04-01")
    site.build()
    assert site.titles("date/2025-04-01.html") == ["Slow Clocks of Note", "Fast Clocks of Note"]
    assert "editions/2025-03-28.md" not in site.files


def test_a_source_given_twice_moves_once(site: Moved, tmp_path: Path) -> None:
    twin = tmp_path / "twin.csv"
    twin.write_text(CLOCKS, "utf-8")
    add(load(site.content), [str(site.given), str(twin)], "2025-04-01", Report())
    assert {path for path in site.files if path.startswith("sources/")} == {"sources/2025-04-01.csv"}


def test_a_list_of_a_week_that_is_given_another_day_does_not_start_before_it() -> None:
    week = Digest(date="2025-03-28", start="2025-03-24")
    assert dated(week, "2025-03-28").start == "2025-03-24"
    assert (dated(week, "2025-04-01").date, dated(week, "2025-04-01").start) == ("2025-04-01", "")


def test_a_source_of_several_days_goes_to_another_with_a_warning_and_back_with_one_of_its_own(site: Moved) -> None:
    site.given.write_text("title,authors,listed\nSlow Maps,Ann Lee,2025-01-07\nNew Rooms,Bo Cho,2025-01-21\n", "utf-8")
    site.add("")
    before = site.files
    report = Report()
    add(load(site.content), [str(site.given)], "2025-05-05", report)
    (told,) = report.diagnostics
    assert (told.severity, told.code) == ("warning", "date-given")
    assert "2025-01-07 to 2025-01-21" in told.message
    assert "--date 2025-01-07" in told.hint
    assert {"editions/2025-01-07.md", "editions/2025-01-21.md"}.isdisjoint(site.files)
    site.add("2025-01-07")
    assert site.files == before
    site.edit("sources/2025-01-21.csv", "Slow Maps,Ann Lee,2025-01-07\n", "")
    site.build()
    assert "New Rooms" not in site.read("editions/2025-01-07.md")
