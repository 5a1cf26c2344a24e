"""Whatever happens while sources are imported, nothing that an editor has is lost, and nothing outside is touched."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from sitegen.config import Config, load
from sitegen.diagnostics import Report, UsageError
from sitegen.fetch import Client, Limits
from sitegen.files import Folder
from sitegen.ingest import jsonl
from sitegen.model import Author, Digest, Entry, Facts, Span
from sitegen.pages import documents, ledger
from sitegen.pages.documents import Documents
from sitegen.pipeline.add import add
from sitegen.pipeline.importing import ContentReader, Received, import_new
from sitegen.pipeline.pull import pull
from tests import answers, web
from tests.little import ABSTRACT, HEADER, LittleSite

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed as POSIX systems do")


def pasted(date: str, *titles: str) -> str:
    papers = [f"{title}\n\n{ABSTRACT.format(topic=title.split()[-1])}\n\n" for title in titles]
    return HEADER + f"{date}\n\n" + "".join(papers)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(content=tmp_path / "content")


def files(config: Config) -> dict[str, str]:
    found = (file for file in config.content.rglob("*") if file.is_file() and file.name != "topics.toml")
    return {file.relative_to(config.content).as_posix(): file.read_text("utf-8") for file in sorted(found)}


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


def entry(title: str, **facts: Any) -> Entry:
    return Entry(facts=Facts(title=title, **facts), abstract=((Span("text", f"On {title}."),),))


def put(config: Config, name: str, *entries: Entry, date: str = "2025-03-28") -> None:
    file = config.content / "sources" / f"{name}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"".join(jsonl.write(entries, Digest(date=date))))


class Editor(ContentReader):
    """Saves files at the worst moment: after sitegen has read them and before it writes."""

    def __init__(self, config: Config, *saves: Callable[[], None]) -> None:
        super().__init__(config.content)
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
        read(config)
        import_new(config, Report())
        found = files(config)
        # who gave a fact that was written before the kill is not known for certain
        assert [record["papers"] for record in json.loads(found.pop(ledger.PATH)).values()] == papers
        assert found == wanted, at
        assert "removes" not in files(config)[ledger.PATH]
    assert at > 6


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


# names and links that lead elsewhere


@pytest.mark.parametrize("name", ["ledger.json", "Ledger.JSON", "ledger.bib", "con.bib", "aux.json", "LPT1.txt"])
def test_a_source_may_be_called_anything(config: Config, tmp_path: Path, name: str) -> None:
    put(config, "2025-03-27", entry("Hope"))
    import_new(config, Report())
    before = files(config)[ledger.PATH]
    given = tmp_path / "downloads" / name
    given.parent.mkdir()
    given.write_text("@article{curse, title = {The Curse of Depth}, author = {Ada Lovelace}}\n")
    report = Report()
    (added,) = add(config, [given.as_posix()], "", report)
    assert added.path.casefold() != ledger.PATH
    assert len(json.loads(files(config)[ledger.PATH])) == 2
    assert json.loads(before).items() <= json.loads(files(config)[ledger.PATH]).items()
    assert [found.severity for found in report.diagnostics if found.severity == "error"] == []


def test_a_feed_may_be_called_ledger(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    with web.running() as server:
        url = server.says("/list.json", json.dumps([{"title": "The Curse of Depth", "doi": "10.1000/x"}]))
        site.write("site.toml", f'[[feeds]]\nname = "Ledger"\nurl = "{url}"\n')
        client = Client(Limits(timeout=1.0, attempts=1), allow_private=True, sleep=lambda seconds: None)
        pull(load(site.content), "2025-03-29", Report(), client=client)
    json.loads(site.read("sources/ledger.json"))


@pytest.mark.parametrize("date", ["../../templates/404", "../papers/2025/mine", "ledger", "2025-03-28/../../../x"])
@pytest.mark.parametrize("where", ["date", "listed", "published"])
def test_no_date_of_a_source_leads_out_of_its_folder(config: Config, where: str, date: str) -> None:
    # as if no reader had looked at it
    new = entry("Hope", published=date if where == "published" else "")
    if where == "listed":
        new = structs.replace(new, listed=date)
    config.content.mkdir()
    (config.content / "sources").mkdir()
    source = config.content / "sources/a.jsonl"
    source.write_text("{}")
    outside = set(config.content.parent.rglob("*"))
    digest = Digest(date=date if where == "date" else "2025-03-28", entries=(new,))
    received = {ledger.digest(b"{}"): Received(digest=digest)}
    report = Report()
    import_new(config, report, received)
    made = set(config.content.parent.rglob("*")) - outside
    assert all(path.is_relative_to(config.content) for path in made)
    if where != "published" and "/" in date:
        assert [found.code for found in report.diagnostics] == ["path"]


def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.md"
    file.write_text('---\ntitle: "A Secret"\n---\n\nNobody may read this.\n')
    return file


def links(site: LittleSite, target: Path) -> Iterator[str]:
    for path in ("sources/x.txt", "papers/2025/x.md", "editions/x.md", "pages/x.md"):
        link = site.content / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
        yield path


def test_links_that_lead_out_of_the_content_are_neither_read_nor_published(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope")
    paths = list(links(site, secret(tmp_path)))
    site.build()
    assert {f"error[not-read] {path}" for path in paths} <= set(site.findings)
    assert not [file for file in site.output.rglob("*") if file.is_file() and b"Secret" in file.read_bytes()]
    assert "Learning to Hope" in site.text("index.html")


def test_a_link_within_the_content_is_read(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("drafts/x.md", '---\ntitle: "Hope"\n---\n')
    (site.content / "papers").mkdir()
    (site.content / "papers/x.md").symlink_to(site.content / "drafts/x.md")
    site.build()
    assert site.findings == []
    assert "papers/x.html" in site.routes


def test_nothing_is_written_through_a_folder_that_is_a_link(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (site.content / "papers").symlink_to(tmp_path / "elsewhere")
    site.paste("2025-03-28", "Learning to Hope")
    site.write("pages/about.md", "# About\n")
    site.build()
    assert [found for found in site.findings if found.startswith("error")] == [
        "error[not-read] papers",
        "error[path] papers/2025/learning-to-hope.md",
    ]
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert "about.html" in site.routes


def test_a_vocabulary_that_is_a_link_is_not_written_to_nor_waited_for(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    (tmp_path / "mine.toml").write_text("")
    (site.content / "topics.toml").symlink_to(tmp_path / "mine.toml")
    site.paste("2025-03-28", *(f"Learning to Hope with Diffusion Models {number}" for number in range(5)))
    site.build()
    assert site.findings == ["error[not-read] topics.toml"]
    assert (tmp_path / "mine.toml").read_text() == ""


@pytest.mark.parametrize("target", ["elsewhere.json", "content/ledger.json"])
def test_a_ledger_that_is_a_link_is_no_missing_one(tmp_path: Path, target: str) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "Learning to Fear")
    site.build()
    site.delete("papers/2025/learning-to-fear.md")
    (site.content / "sources/ledger.json").rename(tmp_path / target)
    (site.content / "sources/ledger.json").symlink_to(tmp_path / target)
    site.paste("2025-03-29", "Learning to Wait")
    before = (tmp_path / target).read_bytes()
    site.build()
    assert "error[not-read] sources/ledger.json" in site.findings
    assert [page for page in site.pages if page.startswith("papers/")] == ["papers/2025/learning-to-hope.md"]
    assert (tmp_path / target).read_bytes() == before


@pytest.mark.parametrize("name", ["elsewhere.toml", "nowhere.toml", "content/inside.toml"])
def test_settings_that_are_a_link_are_refused(tmp_path: Path, name: str) -> None:
    site = LittleSite(tmp_path)
    if not name.startswith("nowhere"):
        (tmp_path / name).write_text('title = "Somebody else\'s"')
    (site.content / "site.toml").symlink_to(tmp_path / name)
    with pytest.raises(UsageError, match=r"site\.toml: error\[not-read\]: this is a link or no file"):
        site.build()


@pytest.mark.parametrize("linked", ["papers", "papers/2025"])
def test_a_folder_that_is_a_link_is_reported_and_not_read(tmp_path: Path, linked: str) -> None:
    site = LittleSite(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    secret(tmp_path).rename(tmp_path / "elsewhere/secret.md")
    (site.content / linked).parent.mkdir(exist_ok=True)
    (site.content / linked).symlink_to(tmp_path / "elsewhere")
    site.build()
    assert f"error[not-read] {linked}" in site.findings
    assert "papers/secret.html" not in site.routes


def test_a_page_that_is_no_file_is_reported_and_all_else_is_built(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope")
    for folder in ("papers", "editions", "pages"):
        (site.content / folder).mkdir(exist_ok=True)
        os.mkfifo(site.content / folder / "pipe.md")
        (site.content / folder / "nowhere.md").symlink_to(tmp_path / "nowhere.md")
    site.build()
    assert sorted(site.findings) == sorted(
        f"error[not-read] {folder}/{name}.md"
        for folder in ("papers", "editions", "pages")
        for name in ("pipe", "nowhere")
    )
    assert "Learning to Hope" in site.text("index.html")


@pytest.mark.parametrize("identifier", ["x" * 300, "index", "Index", "index.p2", "CON", "aux", "lpt1.old", "a\x00b"])
def test_an_id_that_cannot_be_a_file_is_reported_and_all_else_is_built(tmp_path: Path, identifier: str) -> None:
    site = LittleSite(tmp_path)
    site.write("papers/good.md", '---\ntitle: "A Good Page"\n---\n')
    site.write("papers/bad.md", f'---\ntitle: "A Bad Page"\nid: {json.dumps(identifier)}\n---\n')
    site.build()
    assert {finding.partition("]")[2].strip() for finding in site.findings} == {"papers/bad.md"}
    assert all(found.at and found.at.line for found in site.report.diagnostics)
    assert sorted(site.titles("papers/index.html")) == ["A Bad Page", "A Good Page"]
    assert Folder(site.output).read("papers/good.html")
