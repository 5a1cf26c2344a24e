"""The command line: what it passes on, what it prints where, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitegen.cli import main
from sitegen.diagnostics import Location, Report, usage_error
from tests.cli.console import Asked, Console


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
        "export",
        "init",
        "mail",
        "merge",
        "new",
        "pull",
        "remove",
        "search",
        "serve",
    ]


def test_a_build_tells_people_what_it_did_on_the_error_stream(console: Console, asked: Asked) -> None:
    assert console("build") == 0
    assert console.out == ""
    files = "92 files, 1.2 MB, for any host: 3 written, 1 removed"
    assert console.err == f"68 papers, 1 edition, 0 topics · 1 repair of TeX · {files} · 0.21 s\n"


def test_json_is_one_object_with_everything_in_it(console: Console, asked: Asked) -> None:
    asked.answer = unknown_paper
    assert console("build", "--format", "json") == 1
    found = json.loads(console.out)
    assert console.err == ""
    counts = {"papers": 68, "editions": 1, "topics": 0, "outputs": 92, "written": 3, "unchanged": 88, "removed": 1}
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


@pytest.mark.parametrize("flags", ["", "--quiet", "--format json", "--format github"])
def test_only_people_who_want_it_see_progress(
    console: Console,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flags: str,
) -> None:
    monkeypatch.setattr("sitegen.cli.progress._DELAY_S", 0)
    with pytest.raises(SystemExit):
        main(["build", *flags.split()])
    assert capsys.readouterr().err.startswith("write …\n") == (flags == "")


def test_strict_fails_on_warnings_and_then_shows_them_even_when_quiet(console: Console, asked: Asked) -> None:
    asked.answer = odd
    assert console("build") == 0
    assert console("build", "--strict", "--quiet") == 1
    assert console.err == "warning[no-abstract]: the paper has no abstract\n"


def test_github_gets_annotations(console: Console, asked: Asked) -> None:
    asked.answer = unknown_paper
    assert console("build", "--format", "github") == 1
    assert console.out.startswith("::error title=unknown-paper,file=content/editions/2025-03-28.md,line=14,col=5::")


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
        "   hint: free some space and try again; the files that are there are complete\n"
    )


def test_ctrl_c_ends_with_a_line(console: Console, asked: Asked) -> None:
    asked.raises(KeyboardInterrupt())
    assert console("build") == 130
    assert console.err == "stopped; the files that are there are complete, and the next build does the rest\n"


def test_profile_shows_the_longest_stage_first(console: Console, asked: Asked) -> None:
    assert console("build", "--profile", "--quiet") == 0
    assert [line.split()[-1] for line in console.err.splitlines()[1:3]] == ["write", "read"]


def test_pasted_text_cannot_command_the_terminal(console: Console, asked: Asked) -> None:
    asked.answer = lambda report: report.error("odd", "a title \x1b]0;owned\x07 \x9b2J", Location("x.md"))
    assert console("build") == 1
    assert not set(console.err) & set("\x1b\x07\x9b")


@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_a_terminal_has_colours_unless_its_owner_wants_none(
    console: Console, asked: Asked, monkeypatch: pytest.MonkeyPatch, no_color: str, is_coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    asked.answer = lambda report: report.error("odd", "a title of error[odd]")
    assert console("build") == 1
    severity = "\x1b[31m\x1b[1merror\x1b[0m" if is_coloured else "error"
    assert f"{severity}[odd]: a title of error[odd]\n" in console.err


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "sitegen", *arguments], capture_output=True, timeout=60, **more)


@pytest.mark.skipif(sys.platform != "linux", reason="shells of other systems close no streams")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        *(("build >&-", 0), ("build 2>&-", 0), ("add - <&-", 1)),
        *(("export - >/dev/full", 1), ("build --format json >/dev/full", 1)),
    ],
)
def test_a_stream_that_is_closed_or_full_gets_no_traceback(tmp_path: Path, command: str, code: int) -> None:
    (tmp_path / "content/papers").mkdir(parents=True)
    (tmp_path / "content/papers/x.md").write_text("---\ntitle: Slow Clocks\n---\nLate.\n")
    shell = ["sh", "-c", f'"{sys.executable}" -m sitegen {command}']
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"error[bug]" not in done.stderr
    assert (tmp_path / "site/index.html").is_file() == command.startswith("build")


@pytest.mark.parametrize("arguments", [["build", "--help"], ["explain", "formats"], ["build", "--format", "json"]])
def test_a_reader_that_leaves_the_pipe_gets_no_traceback(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sitegen", *arguments]
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


def test_a_build_with_nothing_to_do_loads_nothing_that_reads_or_renders_pages(tmp_path: Path) -> None:
    script = """
import atexit, sys
from sitegen.cli import main
atexit.register(lambda: print(*sys.modules))
main(["build"])
"""
    (tmp_path / "content").mkdir()
    # the first build may write pages, which the second reads
    for _ in range(3):
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert b"nothing to write" in done.stderr
    loaded = set(done.stdout.decode().split())
    assert "sitegen.pipeline" in loaded
    assert not loaded & {"jinja2", "sitegen.pages", "sitegen.render.theme"}


@pytest.mark.skipif(sys.platform != "linux", reason="only text can be given as an argument there")
@pytest.mark.parametrize("option", ["--output", "--content", "--base-url"])
def test_what_is_given_as_no_text_is_refused_without_a_trace(tmp_path: Path, option: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", option, b"https://a.example/\xe9"],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "'https://a.example/\ufffd' is not UTF-8" in done.stderr.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="only text can be given as an argument there")
def test_a_word_is_refused_by_the_encoding_that_it_is_not_of(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "new", "page", "Über".encode()],
        cwd=tmp_path,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert b"is not ASCII" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only text can be given as an argument there")
def test_a_source_may_have_a_name_of_any_bytes(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.bib")).write_text("@article{a, title={Slow Clocks}, author={Ann Lee}}")
    command: list[str | bytes] = [sys.executable, "-m", "sitegen", "add", b"caf\xe9.bib", "--date", "2025-03-28"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"1 paper" in done.stderr) == (0, True), done.stderr
