"""Whatever files are called and wherever links lead, nothing outside the content folder is read or written."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from sitegen.config import Config, load
from sitegen.diagnostics import Report, UsageError
from sitegen.fetch import Client, Limits
from sitegen.files import Folder, is_path
from sitegen.model import Digest
from sitegen.pages import ledger
from sitegen.pipeline.content.add import add
from sitegen.pipeline.content.imported import Received
from sitegen.pipeline.content.importing import import_new
from sitegen.pipeline.content.pull import pull
from tests import web
from tests.little import LittleSite
from tests.pipeline.entries import entry, files, put


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


def test_the_address_of_a_paper_is_the_name_of_its_file_letter_for_letter(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("papers/2025/iTransformer.md", "---\ntitle: iTransformer\n---\n\nWe study time.\n")
    site.write("pages/about.md", "# About\n\nWe liked [this](../papers/2025/iTransformer.md).\n")
    site.build()
    assert "papers/iTransformer.html" in site.routes
    assert '<a href="papers/iTransformer.html">this</a>' in site.html("about.html")


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
    folders = (config.content, config.cache)
    assert all(any(path.is_relative_to(folder) for folder in folders) for path in made)
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


@pytest.mark.skipif(sys.platform != "linux", reason="only names of text can be given there")
def test_what_has_no_name_of_text_is_left_out_and_said_and_costs_nothing_else(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope")
    for name in (b"pages/\xe9.md", b"papers/d\xe9/x.md", b"editions/\xe9.md", b"sources/\xe9.txt", b"assets/\xe9.png"):
        file = site.content / os.fsdecode(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# Secret\n")
    for _ in range(2):
        site.build()
        wrong = [finding for finding in site.findings if finding.startswith("error[not-read]")]
        assert [finding.partition(" ")[2] for finding in wrong] == [
            "editions/\ufffd.md", "pages/\ufffd.md", "papers/d\ufffd", "sources/\ufffd.txt"
        ]  # fmt: skip
        assert "Learning to Hope" in site.text("index.html")


@pytest.mark.skipif(sys.platform != "linux", reason="only names of text can be given there")
def test_a_digest_may_lie_in_a_folder_that_has_no_name_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / os.fsdecode(b"d\xe9")
    folder.mkdir()
    monkeypatch.chdir(folder)
    site = LittleSite(Path())
    site.paste("2025-03-28", "Learning to Hope")
    site.build()
    assert "Learning to Hope" in site.text("index.html")
    assert site.build().written == 0


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


def test_a_page_that_may_not_be_read_is_told_and_hides_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "The Curse of Depth", "Learning Hope", "Counting Stars")
    site.build()
    curse, hope = "papers/2025/the-curse-of-depth.md", "papers/2025/learning-hope.md"
    site.write(hope, "no title\n")
    # who runs tests may be allowed to read all
    monkeypatch.setattr("os.access", lambda path, mode: not str(path).endswith(curse))
    site.build()
    assert sorted(site.findings) == [f"error[no-title] {hope}", f"error[not-read] {curse}"]
    assert site.titles("date/2025-03-28.html") == ["Counting Stars"]


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


def test_a_title_has_one_name_of_a_file_that_every_system_takes_however_it_is_written(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    titles = [
        "Schr\u00f6dinger\u2019s Caf\u00e9",
        "Schro\u0308dinger\u2019s Cafe\u0301",
        "CON",
        "nul.txt",
        "Ends with a point.",
    ]
    titles += ["%2f..%2f", "..\\..\\up", "Deep and long " * 12, "\u5f8b" * 200, "x\x00y"]
    for number, title in enumerate(titles, 10):
        site.paste(f"2025-04-{number}", title)
    site.build()
    names = [path.name for path in (site.content / "papers").rglob("*.md")]
    # the first two titles differ in how their accents are coded
    assert len(names) == len(titles) - 1
    assert "schrodingers-cafe.md" in names
    assert all(is_path(name) and name.isascii() and len(name) < 100 for name in names)
    assert len({name.lower() for name in names}) == len(names)
    site.build()
    assert sorted(names) == sorted(path.name for path in (site.content / "papers").rglob("*.md"))


def test_half_a_character_of_json_costs_no_other_paper(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    lines = (
        '{"title": "A lone \\ud800 half", "abstract": [["x \\udfff y"]]}',
        '{"title": "Another", "abstract": [["z"]]}',
    )
    site.write("sources/2025-03-28.jsonl", "\n".join(lines) + "\n")
    site.build()
    assert len(site.titles("date/2025-03-28.html")) == 2
