"""Commands as an editor types them, one after the other, and what each says and leaves behind."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

import sitegen.pipeline.external
import sitegen.preview
from sitegen.cli import deliver
from sitegen.cli.options import today
from sitegen.delivery.journal import State
from sitegen.delivery.mail import Sent
from tests import answers
from tests.cli.console import Console
from tests.little import HEADER, LittleSite
from tests.web import Web

PAPERS = "papers/2025"


@pytest.fixture
def site(console: Console, tmp_path: Path) -> LittleSite:
    """A digest with an edition of two papers, in the folder where commands run."""
    (tmp_path / "content").rmdir()
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", "A study of depth", "Notes on width")
    little.build(jobs=1)
    return little


def test_a_page_and_an_edition_are_started_with_a_command_each(console: Console, site: LittleSite) -> None:
    assert console("new", "page", "Reading group", "--text", "We meet on Fridays.") == 0
    assert console.err == "wrote content/pages/reading-group.md\n"
    assert site.read("pages/reading-group.md") == "# Reading group\n\nWe meet on Fridays.\n"
    assert console("new", "page", "Reading group") == 2
    assert "error[page-in-the-way]: pages/reading-group.md is there already" in console.err
    assert console("new", "page", " ") == 2
    assert "error[no-title]" in console.err
    assert console("new", "edition", "2025-04-01", "notes-on-width") == 0
    assert console.err == "wrote content/editions/2025-04-01.md\n"
    assert "[Notes on width](../papers/2025/notes-on-width.md)" in site.read("editions/2025-04-01.md")
    assert console("new", "edition", "2025-04-31") == 2
    assert "'2025-04-31' is no day of the calendar" in console.err
    assert console("new", "edition", "2205-04-01") == 2
    assert "'2205-04-01' is no day of the years 1900 to 2099" in console.err


def test_a_new_edition_is_of_today(console: Console, site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743465600")
    assert console("new", "edition", "--quiet") == 0
    assert console.err == ""
    assert 'date: "2025-04-01"' in site.read("editions/2025-04-01.md")


def test_today_is_the_day_where_the_editor_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    days = []
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        days.append(today(local=True))
    monkeypatch.undo()
    time.tzset()
    # 26 hours lie between the two
    assert days[0] < days[1]


def test_an_import_is_taken_back_and_each_file_is_named(console: Console, site: LittleSite) -> None:
    assert console("remove", "2025-03-28") == 0
    removed = {line.removeprefix("removed content/") for line in console.err.splitlines()}
    assert removed >= {"sources/2025-03-28.txt", "editions/2025-03-28.md", f"{PAPERS}/a-study-of-depth.md"}
    assert not any((site.content / path).exists() for path in removed)
    assert console("remove", "2025-03-28") == 2
    assert "error[" in console.err


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_page_that_was_renamed_is_noted_by_whichever_command_finds_it_gone(
    console: Console, site: LittleSite, command: str
) -> None:
    site.write("pages/group.md", "# Group\n")
    assert console("build", "--quiet") == 0
    (site.content / "pages/group.md").rename(site.content / "pages/circle.md")
    console(command)
    assert "note[lost-address]: gone since the last build, and nothing leads on from there: group.html\n" in console.err
    console(command)
    assert "lost-address" not in console.err


def test_several_codes_are_explained_at_once(console: Console, site: LittleSite) -> None:
    assert console("explain", "lost-address", "same-title") == 0
    assert ("You gave a page another" in console.out, "with the title of another one" in console.out) == (True, True)
    assert console("explain", "lost-address", "nonsense") == 2


def test_of_many_removed_files_the_first_are_named(console: Console, site: LittleSite) -> None:
    site.paste("2025-03-29", *(f"Title number {number}" for number in range(12)))
    site.build(jobs=1)
    assert console("remove", "2025-03-29") == 0
    assert console.err.splitlines()[-1] == "and 4 more files"
    assert len(console.err.splitlines()) == 11


def test_a_feed_is_pulled_once_a_day_and_only_from_where_it_may(
    console: Console, site: LittleSite, server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743292800")
    url = server.says("/daily", answers.hugging_face_day("The Curse of Depth", "Learning to Hope", day="2025-03-29"))
    site.write("site.toml", f'[[feeds]]\nurl = "{url}"\n')
    assert console("pull") == 1
    assert "private network" in console.err
    assert server.asked == []
    assert console("pull", "--allow-private") == 0
    assert console.err.startswith("added content/sources/2025-03-29.json: ")
    assert console.err.endswith("edition of 2025-03-29, 2 papers\n")
    assert console("pull", "--allow-private", "--format", "json") == 0
    assert [found["code"] for found in json.loads(console.out)["diagnostics"]] == ["known-source"]


def test_nothing_is_looked_up_where_all_is_known(console: Console, site: LittleSite) -> None:
    for name in ("a-study-of-depth", "notes-on-width"):
        site.edit(f"{PAPERS}/{name}.md", "title:", f"doi: 10.1000/{name}\ntitle:")
    assert console("enrich") == 0
    assert console.err == "nothing found\n"
    assert console("enrich", "a-study-of-dept") == 2
    assert "a-study-of-depth" in console.err


def test_what_pages_link_to_elsewhere_is_asked_for_when_wanted(
    console: Console, site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sitegen.pipeline.external, "check_external", lambda links, *_: asked.extend(links))
    site.write("pages/about.md", "# About\n\nAs [they](https://example.org/gone) say.\n")
    assert console("check", "--jobs", "1") == 0
    assert not asked
    assert console("check", "--jobs", "1", "--external") == 0
    assert "https://example.org/gone" in asked


def test_private_addresses_are_asked_only_where_the_editor_allows_it(
    console: Console, site: LittleSite, server: Web
) -> None:
    address = server.says("/there", "x")
    site.write("pages/about.md", f"# About\n\nAs [they]({address}) say.\n")
    console("check", "--jobs", "1", "--external")
    assert server.paths == []
    shutil.rmtree(".sitegen")
    assert console("check", "--jobs", "1", "--external", "--allow-private") == 0
    assert server.paths == ["/there"]


def test_papers_are_exported_in_the_format_that_a_files_ending_names(console: Console, site: LittleSite) -> None:
    assert console("export", "papers.bib", "latest") == 0
    assert console.err == "wrote papers.bib: 2 papers\n"
    assert "A study of depth" in Path("papers.bib").read_text("utf-8")
    assert console("export", "PAPERS.RIS") == 0
    assert "TI  - A study of depth" in Path("PAPERS.RIS").read_text("utf-8")
    assert console("export", "papers.docx") == 2
    assert ".bib" in console.err
    assert console("export", "papers") == 2
    assert "the file has no ending" in console.err
    assert console("export", "part.bib", "") == 2
    assert "no edition is of ''" in console.err
    # a name that some file systems have for a device
    assert console("export", "aux.bib") == 2
    assert "error[path]: this is no name for a file" in console.err


def test_nothing_stands_among_exported_papers_whatever_is_to_be_said(console: Console, site: LittleSite) -> None:
    site.write(f"{PAPERS}/odd.md", "---\ntitle: Odd\ndrafft: true\n---\n\nIt is odd.\n")
    for format in ("json", "github"):
        assert console("export", "-", "--format", format) == 0
        records = [json.loads(line) for line in console.out.splitlines()]
        assert not any("diagnostics" in record for record in records)
        assert "Odd" in [record.get("title") for record in records]
        assert "warning[unknown-key]" in console.err


def test_a_mail_is_written_counted_and_not_sent_without_a_server(console: Console, site: LittleSite) -> None:
    pytest.importorskip("css_inline")
    site.write("site.toml", 'base_url = "https://papers.example/"\n[mail]\nsender = "digest@papers.example"\n')
    Path("people.txt").write_text("ada@example.org\nalan@example.org\n", "utf-8")
    assert console("mail", "latest") == 0
    assert console.err == "wrote mail/2025-03-28.eml\n"
    assert Path("mail/2025-03-28.eml").read_bytes().startswith(b"From: digest@papers.example")
    assert console("mail", "latest", "--send", "people.txt", "--dry-run") == 0
    assert console.err == "2025-03-28 would be sent to 2 of 2 people, 0 not due\n"
    outcomes: dict[State, int] = {"sent": 990, "refused": 7, "failed": 2, "sending": 1}
    sent = Sent(edition="2025-W13", people=1005, due=1000, outcomes=outcomes)
    assert deliver.sent_line(sent, dry_run=True) == "2025-W13 would be sent to 1,000 of 1,005 people, 5 not due"
    counts = "2025-W13 to 1,005 people, 5 not due: 990 sent, 7 refused, 2 put off, 1 unknown"
    assert deliver.sent_line(sent, dry_run=False) == counts
    assert console("mail", "latest", "--format", "json") == 0
    assert json.loads(console.out) == {"file": "mail/2025-03-28.eml", "diagnostics": []}
    assert console("mail", "latest", "--send", "people.txt", "--dry-run", "--format", "json") == 0
    outcome = {"edition": "2025-03-28", "people": 2, "due": 2, "outcomes": {}, "diagnostics": []}
    assert json.loads(console.out) == outcome
    assert console("mail", "latest", "--send", "people.txt") == 2
    assert "SITEGEN_SMTP_HOST" in console.err
    assert console("mail", "latest", "--dry-run") == 2
    assert "error[dry-run]: without --send nothing is sent anyway" in console.err


def test_an_edition_with_an_error_is_not_sent_and_has_the_exit_code_of_content(
    console: Console, site: LittleSite
) -> None:
    pytest.importorskip("css_inline")
    site.write("site.toml", 'base_url = "https://papers.example/"\n[mail]\nsender = "digest@papers.example"\n')
    site.paste("2025-03-29", "On waiting")
    Path("people.txt").write_text("ada@example.org\n", "utf-8")
    assert console("mail", "latest", "--send", "people.txt", "--dry-run") == 1
    assert "error[not-ready]: nothing is sent before these errors are mended" in console.err
    assert console("mail", "2025-03-29") == 2
    assert "hint: run sitegen build first" in console.err


def test_who_stops_a_mailing_is_told_of_no_build(
    console: Console, site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.delivery.mail.write_mail", stop)
    assert console("mail", "latest") == 130
    assert console.err.startswith("stopped; the same command sends the rest")


@pytest.mark.parametrize(
    ("arguments", "work", "line"),
    [
        (
            ["remove", "2025-03-28"],
            "sitegen.pipeline.content.remove.remove",
            "stopped; the same command takes back the rest",
        ),
        (
            ["enrich"],
            "sitegen.pipeline.content.enrich.enrich",
            "stopped; the same command does the rest, and adds nothing twice",
        ),
        (
            ["pull"],
            "sitegen.pipeline.content.pull.pull",
            "stopped; the same command does the rest, and adds nothing twice",
        ),
        (["export", "x.bib"], "sitegen.pipeline.export.export_file", "stopped"),
    ],
)
def test_who_stops_a_command_is_told_what_it_leaves(
    console: Console, site: LittleSite, monkeypatch: pytest.MonkeyPatch, arguments: list[str], work: str, line: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(work, stop)
    assert console(*arguments) == 130
    assert console.err == f"{line}\n"


def test_what_is_odd_in_a_page_is_told_to_whoever_sends_an_edition(console: Console, site: LittleSite) -> None:
    pytest.importorskip("css_inline")
    addresses = 'base_url = "https://papers.example/"\n[mail]\nsender = "digest@papers.example"\n'
    site.write("site.toml", f'{addresses}[[announce]]\nservice = "slack"\n')
    site.write(f"{PAPERS}/odd.md", "---\ntitle: Odd\ndrafft: true\n---\n\nIt is odd.\n")
    for command in ("mail", "announce"):
        console(command, "latest")
        assert f"content/{PAPERS}/odd.md:3:1: warning[unknown-key]" in console.err


def test_an_edition_is_announced_on_each_service_once(
    console: Console, site: LittleSite, server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("site.toml", 'base_url = "https://papers.example/"\n[[announce]]\nservice = "slack"\n')
    monkeypatch.setenv("SITEGEN_ANNOUNCE_SLACK", server.says("/hook", b"ok"))
    assert console("announce", "latest", "--dry-run") == 0
    assert console.err == "2025-03-28 would be announced to slack\n"
    assert server.asked == []
    assert console("announce", "latest", "--allow-private") == 0
    assert console.err == "2025-03-28 announced to slack\n"
    assert console("announce", "latest", "--allow-private") == 0
    assert console.err == "2025-03-28 announced earlier to slack\n"
    assert console("announce", "latest", "--format", "json") == 0
    outcome = {"edition": "2025-03-28", "announced": [], "earlier": ["slack"], "diagnostics": []}
    assert json.loads(console.out) == outcome
    assert server.paths == ["/hook"]


def test_a_digest_is_started_with_answers_given_on_the_terminal(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["Depth weekly", "netlfy", "netlify"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt: next(typed))
    assert console("init", "my digest") == 0
    assert "'netlfy' is not one of" in console.err + console.out
    assert "wrote my digest/netlify.toml\n" in console.err
    assert "next: cd 'my digest' && sitegen add SOURCE" in console.err
    assert 'title = "Depth weekly"' in (tmp_path / "my digest/content/site.toml").read_text("utf-8")
    assert "the host installs" in console.err
    assert console("init", "my digest", "--title", "Other", "--host", "netlify") == 0
    assert "left alone my digest/content/site.toml\n" in console.err
    assert "the host installs" not in console.err


def test_a_digest_that_moves_to_another_host_is_told_how_that_publishes(console: Console, tmp_path: Path) -> None:
    assert console("init", "mine", "--host", "netlify") == 0
    assert console.err.endswith("; README.md says how to publish\n")
    before = (tmp_path / "mine/README.md").read_bytes()
    assert console("init", "mine", "--host", "cloudflare") == 0
    assert "; what follows says how to publish\n\nCreate a Pages project" in console.err
    assert "`sh build.sh`" in console.err
    assert (tmp_path / "mine/README.md").read_bytes() == before
    assert console("init", "mine", "--host", "netlify") == 0
    assert console.err.endswith("; README.md says how to publish\n")


def test_a_digest_in_a_repository_is_told_what_git_is_to_leave_alone(console: Console, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/.gitignore").write_text("__pycache__/\nsite\n")
    assert console("init", "mine") == 0
    assert "write /.sitegen/ /.venv/ /mail/ into mine/.gitignore, a line each" in console.err
    assert console("init", "other") == 0
    assert "into other/.gitignore" not in console.err


def test_ctrl_c_instead_of_an_answer_starts_no_digest(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", interrupt)
    assert console("init", "mine") == 130
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("flag", ["--content", "--output"])
def test_a_digest_is_not_started_in_folders_of_other_names(console: Console, tmp_path: Path, flag: str) -> None:
    assert console("init", "mine", flag, "elsewhere") == 2
    assert f"{flag} has no meaning here" in console.err
    assert not (tmp_path / "mine").exists()


def test_a_preview_is_asked_for_as_the_flags_say(
    console: Console, site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(sitegen.preview, "serve", lambda load, **more: asked.update(more, title=load().title))
    site.write("site.toml", 'title = "Depth weekly"\n')
    assert console("serve", "--port", "9000", "--host", "0.0.0.0", "--open") == 0
    assert (asked["port"], asked["host"], asked["open_browser"]) == (9000, "0.0.0.0", True)
    assert asked["title"] == "Depth weekly"
    assert asked["content"] == Path("content")
    assert console("serve", "--port", "65536") == 2


def test_what_would_be_added_is_shown_paper_by_paper(console: Console, site: LittleSite) -> None:
    text = f"{HEADER}2025-04-02\n\nOn height\n\nWe study how height behaves when a reader looks at it closely.\n"
    Path("papers.txt").write_text(text, "utf-8")
    assert console("add", "papers.txt", "--dry-run") == 0
    assert "would add" in console.err
    assert "new · On height · no authors" in console.err
    assert not (site.content / "editions/2025-04-02.md").exists()


def test_who_adds_to_a_folder_without_a_digest_is_told_where_one_starts(console: Console, tmp_path: Path) -> None:
    Path("papers.csv").write_text("title\nSlow Clocks of Note\n", "utf-8")
    assert console("add", "missing.csv", "--content", "other") == 1
    assert "new digest" not in console.err
    for start in ([f"started a new digest in {tmp_path / 'other'}; --content names another folder"], []):
        assert console("add", "papers.csv", "--content", "other") == 0
        assert [line for line in console.err.splitlines() if "new digest" in line] == start


def test_signs_of_chinese_and_japanese_are_counted(console: Console, site: LittleSite) -> None:
    rows = [{"title": "慢钟", "abstract": "我们研究慢钟，用 LLM。"}, {"title": "Rest", "abstract": "Wait."}]
    Path("papers.json").write_text(json.dumps(rows), "utf-8")
    assert console("add", "papers.json", "--dry-run", "--verbose", "--date", "2025-04-02") == 0
    assert "慢钟 · no authors · 9 characters of abstract" in console.err
    assert "Rest · no authors · 1 word of abstract" in console.err
