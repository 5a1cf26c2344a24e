"""Whatever happens while sources are imported, nothing that an editor has is lost, and nothing outside is touched."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from sitegen.config import Config, load
from sitegen.diagnostics import Report
from sitegen.fetch import Client, Limits
from sitegen.files import Folder
from sitegen.model import Author
from sitegen.pages import documents, front_matter, ledger
from sitegen.pages.documents import Documents
from sitegen.pipeline.content.add import add
from sitegen.pipeline.content.importing import import_new
from sitegen.pipeline.content.pull import pull
from sitegen.pipeline.content.reading import ContentReader
from tests import answers, web
from tests.little import ABSTRACT, HEADER, LittleSite
from tests.pipeline.entries import entry, files, put

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed as POSIX systems do")


def pasted(date: str, *titles: str) -> str:
    papers = [f"{title}\n\n{ABSTRACT.format(topic=title.split()[-1])}\n\n" for title in titles]
    return HEADER + f"{date}\n\n" + "".join(papers)


def read(config: Config) -> Documents:
    report = Report()
    pages = documents.read(config.content, report)
    assert report.diagnostics == ()
    return pages


# many processes add at once


def adding(config: Config, *names: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sitegen", "add", *names, f"--content={config.content}"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)


def test_sources_that_are_added_at_once_are_all_kept(config: Config, tmp_path: Path) -> None:
    config.content.mkdir()
    names = [f"Paper of Process{number}" for number in range(4)]
    for number, name in enumerate(names):
        (tmp_path / f"{number}.txt").write_text(pasted("2025-03-28", name))
    running = [adding(config, (tmp_path / f"{number}.txt").as_posix()) for number in range(2)]
    running += [adding(config, "-") for _ in range(2)]
    for number in (2, 3):
        stdin = running[number].stdin
        assert stdin
        stdin.write((tmp_path / f"{number}.txt").read_bytes())
        stdin.close()
    for process in running:
        assert process.wait(60) == 0, process.stderr and process.stderr.read()
        if process.stderr:
            process.stderr.close()
        if process.stdin:
            process.stdin.close()
    assert sorted(page.paper.title for page in read(config).papers) == names
    kept = [path for path in files(config) if path.startswith("sources/2025")]
    assert len(kept) == 4
    assert len(json.loads(files(config)[ledger.PATH])) == 4
    (edition,) = read(config).editions
    assert len(edition.edition.listings) == 4


# an editor saves pages meanwhile


class Editor(ContentReader):
    """Saves files at the worst moment: after sitegen has read them and before it writes."""

    def __init__(self, config: Config, *saves: Callable[[], None]) -> None:
        super().__init__(config)
        self._saves = list(saves)

    def documents(self) -> Documents:
        pages = super().documents()
        if self._saves:
            self._saves.pop(0)()
        return pages


def test_a_page_that_is_saved_while_sources_are_imported_keeps_what_was_saved(config: Config) -> None:
    put(config, "a", entry("Hope"))
    import_new(config, Report())
    page = config.content / "papers/2025/hope.md"
    put(config, "b", entry("Hope", authors=(Author("Ada Lovelace"),)))

    def save() -> None:
        page.write_text(page.read_text() + "\n## Notes\n\nMine.\n")

    import_new(config, Report(), reader=Editor(config, save))
    assert "## Notes\n\nMine.\n" in page.read_text()
    assert "Ada Lovelace" in page.read_text()


def test_an_edition_that_is_saved_while_sources_are_imported_keeps_what_was_saved(config: Config) -> None:
    put(config, "a", entry("Hope"))
    import_new(config, Report())
    page = config.content / "editions/2025-03-28.md"
    put(config, "b", entry("Depth"))

    def save() -> None:
        page.write_text(page.read_text().replace("1. ", "My words.\n\n1. "))

    import_new(config, Report(), reader=Editor(config, save))
    assert "My words." in page.read_text()
    assert [listing.paper for listing in read(config).editions[0].edition.listings] == ["hope", "depth"]


def test_a_page_that_appears_while_sources_are_imported_is_not_written_over(config: Config) -> None:
    page = config.content / "papers/2025/hope.md"
    put(config, "a", entry("Hope", venue="ICML"))

    def save() -> None:
        page.parent.mkdir(parents=True)
        page.write_text('---\ntitle: "Hope"\n---\n\nMy abstract.\n')

    import_new(config, Report(), reader=Editor(config, save))
    assert "My abstract." in page.read_text()
    assert len(read(config).papers) == 1


def test_a_ledger_that_is_changed_while_sources_are_imported_is_read_again(config: Config) -> None:
    put(config, "a", entry("Hope"))
    import_new(config, Report())
    file = config.content / ledger.PATH
    mine = {"0" * 64: ledger.SourceRecord(path="sources/gone.txt", papers=("gone",))}
    put(config, "b", entry("Depth"))

    def save() -> None:
        _, known = ledger.read(Folder(config.content), Report())
        assert known
        file.write_bytes(ledger.written(known | mine))

    import_new(config, Report(), reader=Editor(config, save))
    assert {record["path"] for record in json.loads(file.read_text()).values()} == {
        "sources/a.jsonl",
        "sources/b.jsonl",
        "sources/gone.txt",
    }


def test_a_page_that_cannot_be_read_is_not_written_over(config: Config) -> None:
    page = config.content / "papers/2025/hope.md"
    page.parent.mkdir(parents=True)
    page.write_text("Half a page, without a title.")
    put(config, "a", entry("Hope"))
    report = Report()
    import_new(config, report)
    assert [found.code for found in report.diagnostics] == ["page-in-the-way"]
    assert page.read_text() == "Half a page, without a title."
    page.unlink()
    import_new(config, Report())
    assert [page.paper.title for page in read(config).papers] == ["Hope"]


# somebody pulls the plug


def killed(at: int, action: Callable[[], object]) -> bool:
    """Does something in a process that is gone when it is about to change the `at`th file; whether it came so far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    changes = itertools.count(1)

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*paths: Any, **named: Any) -> Any:
            if next(changes) == at:
                os._exit(9)
            return change(*paths, **named)

        return run

    try:
        os.replace, os.unlink = counted(os.replace), counted(os.unlink)
        action()
    finally:
        os._exit(0)


def joining(folder: Path) -> Config:
    """Content in which two pages are about to turn out to be one paper's, one of them listed in an edited edition."""
    config = Config(content=folder / "content")
    put(config, "a", entry("Depth", authors=(Author("Ada Lovelace"),)), entry("Hope"), date="2025-03-28")
    put(config, "b", entry("The Curse of Depth", arxiv="2502.05795"), entry("Sand"), date="2025-03-29")
    put(config, "d", entry("Depth"), entry("Rivers"), date="2025-03-31")
    import_new(config, Report())
    edited = config.content / "editions/2025-03-31.md"
    edited.write_text(edited.read_text().replace("2. [Rivers]", "1. [Rivers]").replace("1. [Depth]", "2. [Depth]"))
    edited.write_text(edited.read_text().replace("1. [Rivers](../papers/2025/rivers.md)\n", ""))
    put(config, "c", entry("Depth", arxiv="2502.05795"), date="2025-03-30")
    return config


@pytest.mark.slow
@forks
def test_joining_two_pages_survives_a_kill_at_each_write(tmp_path: Path) -> None:
    undisturbed = joining(tmp_path / "undisturbed")
    import_new(undisturbed, Report())
    assert not (undisturbed.content / "papers/2025/depth.md").exists()
    wanted = files(undisturbed)
    papers = [record["papers"] for record in json.loads(wanted.pop(ledger.PATH)).values()]
    for at in itertools.count(1):
        config = joining(tmp_path / str(at))
        if not killed(at, lambda config=config: import_new(config, Report())):  # type: ignore[misc]
            break
        # whoever builds now, or looks at the content, finds no link that leads nowhere
        report = Report()
        documents.read(config.content, report)
        # a page that is still to go is told of by the alias that leads to it
        assert {(found.severity, found.code) for found in report.diagnostics} <= {("warning", "id-taken")}
        import_new(config, Report())
        found = files(config)
        # who gave a fact that was written before the kill is not known for certain
        assert [record["papers"] for record in json.loads(found.pop(ledger.PATH)).values()] == papers
        assert found == wanted, at
        assert "removes" not in files(config)[ledger.PATH]
    assert at > 6


def test_a_page_that_was_to_go_and_was_edited_after_a_kill_stays(config: Config) -> None:
    page = "papers/2025/depth.md"
    put(config, "a", entry("Depth"), date="2025-03-28")
    import_new(config, Report())
    folder = Folder(config.content)
    before, known = ledger.read(folder, Report())
    assert known
    (key, record), *_ = known.items()
    file = config.content / page
    read_before = front_matter.digest(file.read_text("utf-8"))
    to_go = ledger.written({key: structs.replace(record, removes={page: read_before.hex()})})
    assert folder.replace(ledger.PATH, to_go, before)
    file.write_text(file.read_text("utf-8") + "\n## Notes\n\nMine.\n", "utf-8")
    import_new(config, Report())
    assert "Mine." in file.read_text("utf-8")
    assert b"removes" not in (config.content / ledger.PATH).read_bytes()


@pytest.mark.slow
@forks
def test_a_pull_that_is_killed_anywhere_keeps_where_its_sources_came_from(tmp_path: Path) -> None:
    def pulled(site: LittleSite) -> None:
        client = Client(Limits(timeout=1.0, attempts=1), allow_private=True, sleep=lambda seconds: None)
        pull(load(site.content), "2025-03-29", Report(), client=client)

    with web.running() as server:
        for day in range(22, 28):
            server.says(f"/days?date=2025-03-{day}", "[]")
        url = server.says("/days?date=2025-03-28", answers.hugging_face_day("Depth"))
        for at in itertools.count(1):
            site = LittleSite(tmp_path / str(at))
            feed = url.replace("2025-03-28", "{date}")
            site.write("site.toml", f'[[feeds]]\nurl = "{feed}"\n')
            was_killed = killed(at, lambda site=site: pulled(site))  # type: ignore[misc]
            # the next answer of the same day has other bytes
            server.says("/days?date=2025-03-28", answers.hugging_face_day("Depth", f"Hope {at}"))
            pulled(site)
            records = json.loads(site.read("sources/ledger.json")).values()
            assert [record["origin"] for record in records] == [url], at
            assert [path for path in site.pages if path.startswith("sources/2025")] == ["sources/2025-03-28.json"]
            if not was_killed:
                break
    assert at > 3


@forks
def test_an_add_that_is_killed_anywhere_keeps_the_day_that_was_given(tmp_path: Path) -> None:
    source = tmp_path / "digest.txt"
    source.write_text(pasted("2025-03-27", "Depth"))
    for at in itertools.count(1):
        config = Config(content=tmp_path / str(at) / "content")
        was_killed = killed(at, lambda config=config: add(config, [str(source)], "2025-03-28", Report()))  # type: ignore[misc]
        if config.content.is_dir():
            import_new(config, Report())
        days = [page.edition.date for page in read(config).editions]
        if not was_killed:
            break
        assert days in ([], ["2025-03-28"]), at
    assert days == ["2025-03-28"]
    assert at > 3


# names and links that lead elsewhere


# pages that cannot be read


def test_an_edition_that_is_no_utf_8_gets_what_is_added_once_it_is_mended(config: Config) -> None:
    page, source = config.content / "editions/2025-03-28.md", config.content / "sources/days.txt"
    page.parent.mkdir(parents=True)
    source.parent.mkdir()
    page.write_bytes('---\ndate: "2025-03-28"\n---\n\nGrüße!\n'.encode("latin-1"))
    source.write_text(pasted("2025-03-28", "Learning to Hope"))
    report = Report()
    import_new(config, report)
    assert [(found.code, found.at and found.at.path) for found in report.diagnostics] == [
        ("page-in-the-way", page.as_posix())
    ]
    page.write_text('---\ndate: "2025-03-28"\n---\n\nGrüße!\n', "utf-8")
    import_new(config, Report())
    (edition,) = read(config).editions
    assert [listing.paper for listing in edition.edition.listings] == ["learning-to-hope"]


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("broken", ['title: "Learning to Hope', 'title: "Learning to Hope"\n<<<<<<< ours'])
def test_a_paper_whose_page_is_broken_gets_what_sources_say_once_it_is_mended(
    config: Config, broken: str, name: str
) -> None:
    put(config, "a", entry("Learning to Hope"))
    import_new(config, Report())
    (page,) = config.content.glob("papers/**/*.md")
    whole = page.read_text("utf-8")
    page.write_text(whole.replace('title: "Learning to Hope"', broken), "utf-8")
    put(config, name, entry("Learning to Hope", arxiv="2503.10001"))
    report = Report()
    import_new(config, report)
    assert [found.code for found in report.diagnostics] == ["page-in-the-way"]
    put(config, "c", entry("Learning to Wait"))
    page.write_text(whole, "utf-8")
    import_new(config, Report())
    assert sorted(it.paper.facts.arxiv for it in read(config).papers) == ["", "2503.10001"]
