"""A build that ends before its time, wherever it is by then: the site works, and the next build completes it."""

from __future__ import annotations

import itertools
import os
import posixpath
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from sitegen.pipeline.output.publish import Publication
from tests.little import LittleSite

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are cut off as POSIX systems do")

LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
CUT = 9


def first(folder: Path) -> LittleSite:
    """A site of two editions, built."""
    site = LittleSite(folder)
    site.paste("2025-03-27", "Learning to Hope", "A Curse of Depth", "Notes on Light")
    site.paste("2025-03-28", "Dreams of Sand", "A Study of Rivers")
    site.build(jobs=1)
    return site


def changed(folder: Path) -> LittleSite:
    """The same after a day's work: an edition more, a paper less, another theme."""
    site = first(folder)
    site.paste("2025-03-31", "Shadows of Time", "Learning to Forget")
    site.delete("papers/2025/learning-to-hope.md")
    site.edit("editions/2025-03-27.md", "1. ", "<!-- -->\n\n1. ")
    (folder / "templates").mkdir()
    (folder / "templates" / "extra.css").write_text("p { color: inherit }")
    site.write("site.toml", 'title = "Another title"\n')
    return site


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def reached(folder: Path) -> set[str]:
    """All that a reader who comes in by the front door can get to. Every link must lead to a file."""
    found, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        if not page.endswith(".html"):
            assert (folder / page).is_file(), page
            continue
        text = (folder / page).read_text("utf-8")
        assert text.rstrip().endswith("</html>"), page
        for link in LINK.findall(text):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            target += "/index.html" if parts.path.endswith("/") else ""
            assert (folder / target).is_file(), f"{page} leads to {target}"
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def cut_off(site: LittleSite, at: int, jobs: int) -> bool:
    """Builds in a process that is gone when it is about to change the `at`th file; whether it came so far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == CUT
    changes, builder = itertools.count(1), os.getpid()

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(path: Any, *more: Any, **named: Any) -> Any:
            if os.getpid() == builder and next(changes) == at:
                if change is os_replace:
                    # killed while writing what was to be renamed
                    os.truncate(path, Path(path).stat().st_size // 2)
                os._exit(CUT)
            return change(path, *more, **named)

        return run

    os_replace = os.replace
    try:
        os.replace, os.unlink, os.rmdir = counted(os.replace), counted(os.unlink), counted(os.rmdir)
        site.build(jobs=jobs)
    finally:
        os._exit(0)


def test_files_that_a_page_shows_or_offers_are_there_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = changed(tmp_path)
    site.write("site.toml", 'books = "editions"\n')
    site.edit("papers/2025/a-curse-of-depth.md", "\n---\n\n", "\n---\n\n![A plot](plot.png)\n\n")
    (site.content / "papers" / "2025" / "plot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    there, put = set(tree(site.output)), Publication.put

    def checked(publication: Publication, route: str, data: bytes) -> None:
        for link in LINK.findall(data.decode()) if route.endswith(".html") else ():
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(route), urlsplit(link).path))[1:]
            if target.endswith((".png", ".epub", ".bib", ".md", ".css", ".js")) and "://" not in link:
                assert target in there, f"{route} leads to {target}"
        put(publication, route, data)
        there.add(route)

    monkeypatch.setattr(Publication, "put", checked)
    site.build(jobs=1)
    assert {"date/2025-03-31.epub", "files/papers/2025/plot.png"} <= there


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]:
    """Files of the first site, of the changed one, and of its content, built without any trouble."""
    before = first(tmp_path_factory.mktemp("first"))
    after = changed(tmp_path_factory.mktemp("changed"))
    after.build(jobs=1)
    assert len(reached(after.output)) > 20
    return tree(before.output), tree(after.output), tree(after.content)


@pytest.mark.slow
@pytest.mark.parametrize(("jobs", "step"), [(1, 11), (2, 41)])
def test_a_build_that_is_killed_anywhere_leaves_a_site_that_works_and_is_completed(
    tmp_path: Path, whole: tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]], jobs: int, step: int
) -> None:
    before, after, content = whole
    for at in itertools.count(1, step):
        folder = tmp_path / str(at)
        folder.mkdir()
        site = changed(folder)
        if not cut_off(site, at, jobs):
            break
        reached(site.output)
        for path, data in tree(site.output).items():
            if path != "build.json" and not path.startswith(".sitegen-"):
                assert data in (before.get(path), after.get(path)), f"{path} after {at}"
        site.build(jobs=jobs)
        assert tree(site.output) == after, at
        assert tree(site.content) == content, at
        shutil.rmtree(folder)
    assert at > 100


def killed_in_a_write(site: LittleSite, at: int) -> bool:
    """Builds in a process that is gone with the `at`th piece half written; whether it came so far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == CUT
    write, count = os.write, itertools.count(1)

    def half(file: int, data: Any) -> int:
        if next(count) == at:
            write(file, bytes(data)[: len(data) // 2])
            os._exit(CUT)
        return write(file, data)

    try:
        os.write = half
        site.build(jobs=1)
    finally:
        os._exit(0)


@pytest.mark.slow
def test_a_first_build_that_is_killed_in_a_write_leaves_no_half_file_under_a_name(
    tmp_path: Path, whole: tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]
) -> None:
    before, _, _ = whole
    killed = 0
    for at in itertools.count(5, 17):
        site = first(tmp_path / str(at))
        shutil.rmtree(site.output)
        shutil.rmtree(site.content.parent / ".sitegen")
        if not killed_in_a_write(site, at):
            break
        killed += site.output.exists()
        for path, data in tree(site.output).items():
            if path != "build.json" and not path.startswith(".sitegen-"):
                assert data == before[path], f"{path} after {at}"
        site.build(jobs=1)
        assert tree(site.output) == before, at
    assert killed > 3


@pytest.mark.slow
def test_at_every_moment_of_a_build_every_link_leads_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = changed(tmp_path)
    moments: list[str] = []

    def looked_at(change: Callable[..., Any]) -> Callable[..., Any]:
        def run(*paths: Any, **named: Any) -> Any:
            result = change(*paths, **named)
            if str(paths[-1]).startswith(f"{site.output}/"):
                reached(site.output)
                moments.append(str(paths[-1]).removeprefix(f"{site.output}/"))
            return result

        return run

    monkeypatch.setattr(os, "replace", looked_at(os.replace))
    monkeypatch.setattr(os, "unlink", looked_at(os.unlink))
    site.build(jobs=1)
    new = max(map(moments.index, ("papers/shadows-of-time.html", "date/2025-03-31.html")))
    assert new < moments.index("feed.xml") < moments.index("index.html")
    assert moments.index("index.html") < moments.index("papers/learning-to-hope.html")
    assert moments[0] == moments[-1] == "build.json"


def run(site: LittleSite, *arguments: str, patch: str = "", ignore: bool = False) -> subprocess.Popen[str]:
    """The command in a process of its own, with a line of Python run before it."""
    script = f"import os, sys\n{patch}\nfrom sitegen.cli import main\nmain(sys.argv[1:])"
    command = [sys.executable, "-c", script, *arguments, f"--content={site.content}", f"--output={site.output}"]
    pipe = subprocess.PIPE
    # a shell starts what runs in the background with SIGINT ignored, and so may have started the tests
    signals = lambda: signal.signal(signal.SIGINT, signal.SIG_IGN if ignore else signal.SIG_DFL)  # noqa: E731
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True, preexec_fn=signals)


STUCK = """
import sitegen.pipeline.output.publish as publish
put, count = publish.Publication.put, iter(range(9))
def slow(self, route, data):
    put(self, route, data)
    if next(count) == 8:
        print("here", flush=True)
        import time
        # a signal that comes between two steps of Python does not end a sleep that begins after it
        while True:
            time.sleep(0.01)
publish.Publication.put = slow
"""
"""Stops in the middle of writing, for ever."""


def test_a_build_in_the_background_is_ended_by_kill_and_not_by_ctrl_c(tmp_path: Path) -> None:
    site = changed(tmp_path)
    with run(site, "build", "--jobs=2", patch=STUCK, ignore=True) as build:
        assert build.stdout
        assert build.stdout.readline() == "here\n"
        os.killpg(build.pid, signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            build.wait(0.5)
        os.killpg(build.pid, signal.SIGTERM)
        assert build.wait(60) == 143
        build.communicate()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_told_to_end_says_so_in_a_line_and_leaves_no_process(
    tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    site = changed(tmp_path)
    with run(site, "build", "--jobs=2", patch=STUCK) as build:
        assert build.stdout
        assert build.stderr
        assert build.stdout.readline() == "here\n"
        # as a terminal does, to all processes of the command
        os.killpg(build.pid, sent)
        # the pipes close when the last of them is gone
        assert build.stdout.read() == ""
        said = [line for line in build.stderr.read().splitlines() if not line.endswith("…")]
    assert said == ["stopped; the files that are there are complete, and the next build does the rest"]
    assert build.returncode == code
    assert not list(site.output.glob(".sitegen-*"))
    reached(site.output)
