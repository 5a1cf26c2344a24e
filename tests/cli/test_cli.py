"""The command line: what it passes on, what it prints where, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import sitegen.pipeline.build
from sitegen.cli import main
from sitegen.cli.options import source_date
from sitegen.config import Config
from sitegen.diagnostics import Location, Report, UsageError, usage_error
from sitegen.ingest.streamed import Choice
from sitegen.model import Author, Digest, Entry, Facts, Link, Span
from sitegen.pipeline import RepairMade, Result
from sitegen.pipeline.importing import Imported, ImportedPaper

SUMMARY = Result(
    papers=68,
    editions=1,
    topics=14,
    outputs=92,
    written=3,
    unchanged=88,
    removed=1,
    seconds={"read": 0.01, "write": 0.2},
    repairs=(RepairMade("sources/a.txt", "var", "times", "256times256", "256×256"),),
)


class Console:
    """Runs the command line in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str) -> int:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        self.out, self.err = self._capsys.readouterr()
        assert isinstance(end.value.code, int)
        return end.value.code


@pytest.fixture
def console(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("SITEGEN_") or name in ("NO_COLOR", "SOURCE_DATE_EPOCH"):
            monkeypatch.delenv(name)
    (tmp_path / "content").mkdir()
    return Console(capsys)


class Asked:
    """Stands where the build is: keeps what it was asked, and answers as it is told."""

    def __init__(self) -> None:
        self.config = Config()
        self.frozen = False
        self.answer: Callable[[Report], None] = lambda report: None

    def __call__(self, config: Config, *, report: Report, progress: Any, frozen: bool) -> Result:
        self.config, self.frozen = config, frozen
        progress("write", 1, 2)
        self.answer(report)
        return SUMMARY

    def raises(self, problem: BaseException) -> None:
        def answer(report: Report) -> None:
            raise problem

        self.answer = answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    stand_in = Asked()
    monkeypatch.setattr(sitegen.pipeline.build, "build", stand_in)
    return stand_in


def unknown_paper(report: Report) -> None:
    at = Location("content/editions/2025-03-28.md", 14, 5)
    report.error("unknown-paper", "no page has the id 'x'", at, excerpt="3. [x](../papers/x.md)", hint="mend the link")


def odd(report: Report) -> None:
    report.warning("no-abstract", "the paper has no abstract")


def test_only_the_commands_that_exist_are_offered(console: Console) -> None:
    assert console("--help") == 0
    offered = [line.split()[0] for line in console.out.partition("Commands:\n")[2].splitlines()]
    assert offered == [
        "add",
        "announce",
        "build",
        "check",
        "enrich",
        "explain",
        "init",
        "mail",
        "pull",
        "remove",
        "search",
        "serve",
    ]


def test_a_build_tells_people_what_it_did_on_the_error_stream(console: Console, asked: Asked) -> None:
    assert console("build") == 0
    assert console.out == ""
    expected = "68 papers, 1 edition, 14 topics · 1 repair of TeX · 92 files: 3 written, 1 removed · 0.21 s\n"
    assert console.err == expected


def test_json_is_one_object_with_everything_in_it(console: Console, asked: Asked) -> None:
    asked.answer = unknown_paper
    assert console("build", "--format", "json") == 1
    found = json.loads(console.out)
    assert console.err == ""
    counts = {"papers": 68, "editions": 1, "topics": 14, "outputs": 92, "written": 3, "unchanged": 88, "removed": 1}
    assert counts.items() <= found.items()
    assert found["seconds"] == {"read": 0.01, "write": 0.2}
    assert found["repairs"][0]["after"] == "256×256"
    assert found["diagnostics"][0]["file"] == "content/editions/2025-03-28.md"


def test_errors_in_content_end_with_1_and_show_the_place(console: Console, asked: Asked) -> None:
    asked.answer = unknown_paper
    assert console("build") == 1
    assert console.err.startswith("content/editions/2025-03-28.md:14:5: error[unknown-paper]: no page has the id 'x'\n")
    assert "hint: mend the link" in console.err


def test_quiet_shows_errors_and_nothing_else(console: Console, asked: Asked) -> None:
    asked.answer = odd
    assert console("build", "--quiet") == 0
    assert console.err == ""
    asked.answer = unknown_paper
    assert console("build", "--quiet") == 1
    assert "unknown-paper" in console.err
    assert "68 papers" not in console.err


def test_strict_fails_on_warnings_and_then_shows_them_even_when_quiet(console: Console, asked: Asked) -> None:
    asked.answer = odd
    assert console("build") == 0
    assert console("build", "--strict", "--quiet") == 1
    assert console.err == "warning[no-abstract]: the paper has no abstract\n"


def test_github_gets_annotations(console: Console, asked: Asked) -> None:
    asked.answer = unknown_paper
    assert console("build", "--format", "github") == 1
    assert console.out.startswith("::error title=unknown-paper,file=content/editions/2025-03-28.md,line=14,col=5::")


def test_a_configuration_that_cannot_be_read_ends_with_2(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "site.toml").write_text('titel = "x"')
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:1:1: error[config]: site.toml has no key 'titel'")
    assert "did you mean title?" in console.err
    assert console("build", "--format", "json") == 2
    assert json.loads(console.out)["diagnostics"][0]["line"] == 1


def test_a_mistyped_content_folder_is_a_misuse_and_leaves_the_site_alone(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content" / "pages").mkdir()
    (tmp_path / "content" / "pages" / "note.md").write_text("A note.")
    assert console("build", "--jobs", "1") == 0
    before = {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()}
    for folder in ("contents", "content/site.toml"):
        (tmp_path / "content" / "site.toml").write_text("")
        assert console("build", "--content", folder) == 2
    assert "is not a folder" in console.err
    assert console("build", "--content", "contnet") == 2
    assert console.err == "error[content]: there is no folder contnet\n   hint: did you mean content?\n"
    assert {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()} == before
    assert not (tmp_path / "contnet").exists()


def test_a_source_is_not_added_to_a_file(console: Console, tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text("x")
    assert console("add", "papers.txt", "--content", "papers.txt") == 2
    assert console.err.startswith("error[content]: papers.txt is not a folder")


WRONG = """\
titel = "x"
lang = "de_DE"
base_url = "https://["
cadence = "hourly"
author_pages = 99999999999999999999999
languages = ["en", 3]
"-content" = "x"
[topics]
minimum = "x"
[newsletter]
action = "https://list.example;script-src *"
[[feeds]]
url = "https://feed.example/"
[[feeds]]
  stale = "x"
"""


def test_all_that_is_wrong_in_the_settings_is_told_in_one_run(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "site.toml").write_text(WRONG)
    assert console("build", "--format", "json") == 2
    told = [(found["line"], found["column"], found["message"]) for found in json.loads(console.out)["diagnostics"]]
    assert sorted(told) == [
        (1, 1, "site.toml has no key 'titel'"),
        (2, 1, "lang: 'de_DE' is no language tag"),
        (3, 1, "base_url: 'https://[' is not the address of a site"),
        (4, 1, "cadence: invalid value 'hourly'"),
        (5, 1, "author_pages: expected a whole number <= 1000000000"),
        (6, 1, "languages: expected text, got a whole number"),
        (7, 1, "site.toml has no key '-content'"),
        (9, 1, "topics.minimum: expected a whole number, got text"),
        (11, 1, "newsletter.action: 'https://list.example;script-src *' is no web address"),
        (14, 3, "url is missing"),
        (15, 3, "feeds.1.stale: expected a whole number, got text"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title = 'x'\nauthor_pages = " + "9" * 5000, "2:16: error[config]: a number is too large"),
        ("title = " + "[" * 5000, " error[config]: brackets are nested too deeply"),
        ("title = 'x'\ntitle = 'y'", "2: error[config]: cannot overwrite a value"),
        ("title = ", "1: error[config]: invalid value"),
    ],
)
def test_settings_that_are_no_toml_end_with_2(console: Console, tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(text)
    assert console("build") == 2
    assert console.err.startswith(f"content/site.toml:{place}")


@pytest.mark.parametrize(
    "action",
    [
        "javascript:alert(1)",
        "//list.example/",
        "list.example",
        "https://list.example; script-src *",
        "https://list.example;script-src/",
        "https://list.example/ https://other.example",
        "https://list.example\n/",
        "https://user:pass@list.example/",
        "https://*",
        "https://[",
    ],
)
def test_the_newsletters_form_posts_to_a_web_address(console: Console, tmp_path: Path, action: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(f"[newsletter]\naction = {json.dumps(action)}\n")
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:2:1: error[config]: newsletter.action: ")


@pytest.mark.parametrize("url", ["https://[", "ftp://example.org/", "https://example.org/?a", "example.org"])
def test_a_base_url_from_the_command_line_is_no_fault_of_a_file(console: Console, url: str) -> None:
    assert console("build", "--base-url", url) == 2
    assert console.err.startswith("error[config]: base_url: ")


@pytest.mark.parametrize("url", ["https://git.example/edit/", "content/{path}"])
def test_an_edit_url_without_a_page_in_it_is_told(console: Console, tmp_path: Path, url: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(f'title = "x"\nedit_url = "{url}"')
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:2:1: error[config]: edit_url")


@pytest.mark.parametrize("arguments", [["buidl"], ["build", "--no-such-flag"], ["build", "--jobs", "-1"], ["add"]])
def test_a_misuse_ends_with_2(console: Console, arguments: list[str]) -> None:
    assert console(*arguments) == 2
    assert "Error" in console.err


def test_an_output_that_cannot_be_used_ends_with_2(console: Console, asked: Asked) -> None:
    asked.raises(usage_error("output", "site/ is not ours"))
    assert console("build") == 2
    assert console.err == "error[output]: site/ is not ours\n"


def test_a_bug_ends_with_3_and_says_how_to_report_it(console: Console, asked: Asked) -> None:
    asked.raises(KeyError("x"))
    assert console("build") == 3
    assert "error[bug]: sitegen met a bug of its own: KeyError: 'x'" in console.err
    assert "Traceback" not in console.err
    log = Path(console.err.split("please report it with ")[1].split(" and")[0])
    assert "Traceback" in log.read_text()
    log.unlink()


def test_debug_shows_the_traceback_of_a_bug(console: Console, asked: Asked) -> None:
    asked.raises(KeyError("x"))
    assert console("build", "--debug") == 3
    assert "Traceback" in console.err


def test_a_full_disk_is_no_bug(console: Console, asked: Asked) -> None:
    asked.raises(OSError(errno.ENOSPC, "No space left on device", "site/index.html"))
    assert console("build") == 1
    assert console.err == (
        "site/index.html: error[files]: No space left on device\n"
        "   hint: free some space and try again; what is there by now is whole\n"
    )


def test_ctrl_c_ends_with_a_line(console: Console, asked: Asked) -> None:
    asked.raises(KeyboardInterrupt())
    assert console("build") == 130
    assert console.err == "stopped before the end; what is there by now is whole, and the next build completes it\n"


def test_a_flag_wins_over_the_environment_that_over_the_file_that_over_the_default(
    console: Console, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert console("build") == 0
    assert (asked.config.base_url, asked.config.output, asked.config.content) == ("", Path("site"), Path("content"))
    (tmp_path / "content" / "site.toml").write_text('base_url = "https://file.example/"')
    console("build")
    assert asked.config.base_url == "https://file.example/"
    monkeypatch.setenv("SITEGEN_BASE_URL", "https://environment.example/")
    monkeypatch.setenv("SITEGEN_OUTPUT", "public")
    console("build")
    assert (asked.config.base_url, asked.config.output) == ("https://environment.example/", Path("public"))
    console("build", "--base-url", "https://flag.example/repo", "--output", "out")
    assert (asked.config.base_url, asked.config.output) == ("https://flag.example/repo/", Path("out"))


def test_the_other_settings_of_the_environment_reach_the_build(
    console: Console, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "papers").mkdir()
    monkeypatch.setenv("SITEGEN_CONTENT", "papers")
    monkeypatch.setenv("SITEGEN_THEME", "theme")
    monkeypatch.setenv("SITEGEN_JOBS", "3")
    monkeypatch.setenv("SITEGEN_QUIET", "1")
    assert console("build", "--frozen") == 0
    assert console.err == ""
    assert (asked.config.content, asked.config.theme, asked.config.jobs) == (Path("papers"), Path("theme"), 3)
    assert asked.frozen


@pytest.mark.parametrize("epoch", ["yesterday", "1e400", "9" * 40])
def test_a_source_date_that_is_none_is_told(epoch: str) -> None:
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        source_date(epoch)


def test_profile_shows_the_longest_stage_first(console: Console, asked: Asked) -> None:
    assert console("build", "--profile", "--quiet") == 0
    assert [line.split()[-1] for line in console.err.splitlines()[1:3]] == ["write", "read"]


def test_pasted_text_cannot_command_the_terminal(console: Console, asked: Asked) -> None:
    asked.answer = lambda report: report.error("odd", "a title \x1b]0;owned\x07 \x9b2J", Location("x.md"))
    assert console("build") == 1
    assert not set(console.err) & set("\x1b\x07\x9b")


@pytest.fixture
def adding(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Stands where sources are added, and holds what was asked."""
    import sitegen.pipeline.add

    asked: list[object] = []

    def add(config: Config, given: tuple[str, ...], date: str, report: Report, **more: Any) -> list[Imported]:
        asked.append((given, date, more["choice"]))
        return [Imported(f"sources/{name}", Digest(), ()) for name in given]

    monkeypatch.setattr(sitegen.pipeline.add, "add", add)
    return asked


def test_what_is_added_is_told(console: Console, adding: list[object]) -> None:
    assert console("add", "a.txt", "-", "--date", "2025-03-28") == 0
    assert adding == [(("a.txt", "-"), "2025-03-28", Choice())]
    assert console.err == "added content/sources/a.txt: 0 papers\nadded content/sources/-: 0 papers\n"


def test_many_sources_are_told_in_a_line(console: Console, adding: list[object]) -> None:
    assert console("add", *(f"{number}.txt" for number in range(289))) == 0
    assert console.err == "added 289 sources to content/sources: 0 papers\n"


def test_each_paper_is_shown_when_asked_for(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    import sitegen.pipeline.add

    facts = Facts(title="Hope", authors=(Author("Ada"),), links=(Link("code", "https://x.org/a"),))
    entry = Entry(facts=facts, abstract=((Span("text", "We hope."),),))
    papers = (ImportedPaper(entry, "hope", is_new=True), ImportedPaper(Entry(facts=Facts(title="Sand")), "sand"))
    source = Imported("sources/a.txt", Digest(date="2025-03-28", format="JSON"), papers)
    monkeypatch.setattr(sitegen.pipeline.add, "add", lambda *given, **more: [source])
    head = "content/sources/a.txt: JSON, edition of 2025-03-28, 2 papers, 1 of them new\n"
    assert console("add", "a.txt") == 0
    assert console.err == f"added {head}"
    assert console("add", "a.txt", "--dry-run") == 0
    assert console.err == (
        f"would add {head}"
        "  new · Hope · Ada · 2 words of abstract · code https://x.org/a\n"
        "  known · Sand · no authors · no abstract\n"
    )


def test_a_date_that_is_none_is_wrong_usage(console: Console, adding: list[object]) -> None:
    assert console("add", "a.txt", "--date", "2025-02-30") == 2
    assert adding == []


def test_of_many_findings_of_a_kind_a_few_are_shown(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    import sitegen.pipeline.add

    def add(config: Config, given: tuple[str, ...], date: str, report: Report, **more: Any) -> list[Imported]:
        for number in range(30):
            report.note("duplicate-paper", f"paper {number} is here twice")
            report.error("broken-record", f"record {number} is broken")
        return []

    monkeypatch.setattr(sitegen.pipeline.add, "add", add)
    assert console("add", "a.txt") == 1
    assert console.err.count("error[broken-record]") == 30
    assert console.err.count("note[duplicate-paper]: ") == 10
    assert "20 more of note[duplicate-paper]" in console.err


def test_what_is_wanted_of_a_source_is_passed_on(console: Console, adding: list[object]) -> None:
    assert console("add", "dump.json.gz", "--since", "2025-03-01", "--category", "cs.CL", "--category", "stat") == 0
    assert adding == [(("dump.json.gz",), "", Choice(since="2025-03-01", categories=("cs.CL", "stat")))]


def test_a_day_that_is_none_is_a_misuse(console: Console, adding: list[object]) -> None:
    assert console("add", "dump.json.gz", "--since", "March") == 2
    assert "'March' is no day" in console.err


class Found(NamedTuple):
    id: str
    title: str
    score: float
    url: str


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Stands where the search is, and holds what was asked."""
    asked: list[object] = []

    def search(site: Path, query: str, *, rank: str, limit: int) -> list[Found]:
        asked.append((site, query, rank, limit))
        return [Found("var", "VAR \x1b[31m", 4.125, "papers/var.html")]

    room = ModuleType("sitegen.search.query")
    room.search = search  # type: ignore[attr-defined]
    room.find_author = lambda site, query: ("Ada \x1b", "authors/ada.html") if "ada" in query else None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sitegen.search.query", room)
    return asked


def test_a_search_is_passed_on_as_its_words_were_written(console: Console, searched: list[object]) -> None:
    assert console("search", "curse", "+of", "-depth", "--rank", "lunr", "--limit", "3", "--output", "out") == 0
    assert searched == [(Path("out"), "curse +of -depth", "lunr", 3)]
    assert console.out == "  1. VAR \N{REPLACEMENT CHARACTER}[31m\n     papers/var.html  4.125\n"


def test_the_page_of_an_author_comes_before_the_papers(console: Console, searched: list[object]) -> None:
    assert console("search", "ada", "lovelace") == 0
    assert console.out.startswith("     Ada \N{REPLACEMENT CHARACTER}\n     authors/ada.html\n  1. VAR")


def test_json_of_a_search_is_a_list_of_what_was_found(console: Console, searched: list[object]) -> None:
    assert console("search", "var", "--format", "json") == 0
    assert json.loads(console.out) == [{"id": "var", "title": "VAR \x1b[31m", "score": 4.125, "url": "papers/var.html"}]


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "sitegen", *arguments], capture_output=True, timeout=60, **more)


def test_a_reader_that_leaves_the_pipe_gets_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sitegen", "build", "--help"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 1


def test_a_terminal_of_few_letters_is_no_reason_to_fail(tmp_path: Path) -> None:
    done = run("build", "--content", "naïve×", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert b"UnicodeEncodeError" not in done.stderr


def test_a_build_off_the_terminal_loads_nothing_that_only_others_need(tmp_path: Path) -> None:
    script = """
import sys
from sitegen.cli import main
try:
    main(["build"])
except SystemExit:
    pass
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    loaded = set(done.stdout.decode().split())
    assert "sitegen.pipeline" in loaded
    assert not loaded & {"starlette", "uvicorn", "watchfiles", "asyncio", "sitegen.preview"}
