"""Builds at once: one waits for another, and for nobody who is gone."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.config import Config, load
from sitegen.diagnostics import Report
from sitegen.files import Draft
from sitegen.pipeline import lock
from sitegen.pipeline.content.remove import remove
from sitegen.pipeline.execution.executor import ForkedWorkers
from sitegen.pipeline.output.publish import Publication
from tests import answers
from tests.desk import Desk, pasted, play_catalogues
from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree
from tests.web import Web

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the tests lock as POSIX systems do")


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    return site


class Taken(Exception):
    """Somebody else holds the lock."""


def _give_up(what: str, done: int, total: int) -> None:
    raise Taken(what)


def config_of(site: LittleSite) -> Config:
    return load(site.content, output=site.output)


@contextlib.contextmanager
def building(site: LittleSite) -> Iterator[subprocess.Popen[str]]:
    """Another process that builds, and says what it does on its error stream."""
    with running("build", f"--content={site.content}", f"--output={site.output}") as process:
        yield process


@contextlib.contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "sitegen", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_build_waits_for_another_of_the_same_content_and_says_for_whom(site: LittleSite) -> None:
    with building(site) as other:
        assert other.stderr
        with lock.of_content(config_of(site)):
            assert other.stderr.readline() == f"waiting for another build of this site (process {os.getpid()}) …\n"
            assert not site.output.exists()
        assert "2 papers" in other.stderr.read()
        assert other.wait(60) == 0


def test_who_takes_back_a_paper_is_told_that_a_build_is_waited_for(site: LittleSite) -> None:
    with lock.of_content(config_of(site)), running("remove", "nothing", f"--content={site.content}") as other:
        assert other.stderr
        assert other.stderr.readline() == f"waiting for another build of this site (process {os.getpid()}) …\n"


def test_who_holds_the_lock_is_told(site: LittleSite) -> None:
    config = config_of(site)
    told = f"waiting for another build of this site \\(process {os.getpid()}\\)"
    with lock.of_content(config), pytest.raises(Taken, match=told), lock.of_content(config, _give_up):
        pass


def test_only_who_holds_the_lock_changes_the_content(
    tmp_path: Path, server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, server)
    changed: list[str] = []
    rename = Draft.rename

    def renamed(draft: Draft, path: str) -> None:
        if Path(draft.temporary).parent == desk.config.content:
            with pytest.raises(Taken), lock.of_content(desk.config, _give_up):
                pass
            changed.append(path)
        rename(draft, path)

    def changes() -> set[str]:
        paths = {path.partition("/")[0] for path in changed}
        changed.clear()
        return paths

    monkeypatch.setattr(Draft, "rename", renamed)
    play_catalogues(server, monkeypatch)
    desk.add(desk.file("a.txt", pasted("The Curse of Depth")))
    assert changes() >= {"sources", "papers", "editions"}
    server.says("/daily", answers.hugging_face_day("Learning to Hope"))
    desk.feeds("/daily")
    desk.pull()
    assert changes() >= {"sources", "papers", "editions"}
    server.says("/api/query", answers.arxiv("The Curse of Depth"))
    desk.enrich()
    assert changes() >= {"sources", "papers"}
    remove(desk.config, ["2025-03-28"], Report())
    assert changes() >= {"sources"}


def test_two_contents_take_turns_at_one_output_folder(site: LittleSite) -> None:
    site.output.mkdir()
    place = str(site.output)
    with lock.of_site(place), pytest.raises(Taken, match="another build into"), lock.of_site(place, _give_up):
        pass
    assert list(site.output.iterdir()) == []


def test_two_contents_take_turns_at_an_output_folder_that_is_not_there_yet(site: LittleSite) -> None:
    with Publication(site.output, Report()) as first:
        with pytest.raises(Taken, match="another build into"), Publication(site.output, Report(), _give_up):
            pass
        first.announce(["index.html"])
        first.put("index.html", b"first")
    assert site.routes == {"build.json", "index.html"}


def test_where_files_cannot_be_locked_nothing_is_waited_for(site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(file: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", no_locks)
    with lock.of_content(config_of(site), _give_up):
        site.output.mkdir()
        with lock.of_site(str(site.output), _give_up):
            pass


@pytest.mark.parametrize("spoilt", ["a file in its place", "a folder in its place", "closed"])
def test_a_cache_folder_that_cannot_be_used_is_no_way_around_the_lock(site: LittleSite, spoilt: str) -> None:
    config = config_of(site)
    if spoilt == "a file in its place":
        config.cache.write_text("mine")
    elif spoilt == "a folder in its place":
        (config.cache / lock.NAME).mkdir(parents=True)
    else:
        config.cache.symlink_to("/dev/null/nowhere")
    with lock.of_content(config), pytest.raises(Taken), lock.of_content(config, _give_up):
        pass
    site.build()
    assert "index.html" in site.routes


def test_a_lock_is_open_to_the_next_when_its_holder_is_killed(site: LittleSite) -> None:
    config = config_of(site)
    child = os.fork()
    if not child:
        with lock.of_content(config), lock.of_site(str(site.content)):
            os._exit(9)
    os.waitpid(child, 0)
    with lock.of_content(config, _give_up), lock.of_site(str(site.content), _give_up):
        pass


def test_the_workers_of_a_build_that_is_killed_do_not_keep_its_lock(site: LittleSite) -> None:
    config = config_of(site)
    child = os.fork()
    if not child:
        with lock.of_content(config), ForkedWorkers(2) as workers:
            workers.submit(time.sleep, 600)
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with lock.of_content(config):
        pass


def test_a_lock_ends_with_the_build_though_a_forked_process_lives_on(site: LittleSite) -> None:
    config = config_of(site)
    reading, writing = os.pipe()
    with lock.of_content(config):
        child = os.fork()
        if not child:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
    with lock.of_content(config, _give_up):
        pass
    os.close(reading)
    os.close(writing)
    os.waitpid(child, 0)


def test_a_lock_that_is_deleted_while_it_is_waited_for_is_sought_anew(site: LittleSite) -> None:
    config = config_of(site)
    waited: list[str] = []
    with contextlib.ExitStack() as first:
        first.enter_context(lock.of_content(config))

        def tidy(what: str, done: int, total: int) -> None:
            waited.append(what)
            shutil.rmtree(config.cache)
            first.close()

        with lock.of_content(config, tidy), pytest.raises(Taken), lock.of_content(config, _give_up):
            pass
    assert len(waited) == 1


@pytest.mark.slow
def test_a_preview_and_builds_at_once_get_along(site: LittleSite) -> None:
    site.build()
    flags = [f"--content={site.content}", f"--output={site.output}", "--port=0"]
    command = [sys.executable, "-m", "sitegen", "serve", *flags]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as preview:
        assert preview.stderr
        while "preview at" not in preview.stderr.readline():
            assert preview.poll() is None
        for number in range(4):
            site.paste(f"2025-04-0{number + 1}", f"Paper of Day{number}")
            with building(site) as other:
                assert other.stderr
                said = other.stderr.read()
                assert other.wait(60) == 0, said
        preview.send_signal(signal.SIGTERM)
        said = preview.stderr.read()
        assert preview.wait(60) == 0, said
    assert "error" not in said
    site.build()
    built = tree(site.output)
    shutil.rmtree(config_of(site).cache)
    shutil.rmtree(site.output)
    site.build()
    assert tree(site.output) == built
    assert len(list((site.content / "papers").rglob("*.md"))) == 6
