"""Builds behind the pages that are looked at: they end when they are told to, and are never in the way."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import util
from pathlib import Path

import pytest

from sitegen.config import Config, load
from sitegen.diagnostics import usage_error
from sitegen.preview.messages import Outcome
from sitegen.preview.publisher import run_build
from sitegen.preview.worker import Worker
from tests.little import LittleSite


def wait_for_leave(folder: Path) -> Config:
    """A configuration that is read until a file says so, which stands for a build that takes its time."""
    try:
        # a build that has begun may be ended at once
        (folder / f"begun-{os.getpid()}").touch()
        while not (folder / "leave").exists():
            time.sleep(0.01)
    except KeyboardInterrupt:
        (folder / "cut-off").touch()
        raise
    raise usage_error("config", f"read with niceness {os.nice(0) if os.name == 'posix' else 0}")


def fall_over() -> Config:
    """A configuration that takes its process down, as a library that crashes would."""
    os._exit(9)


def be_ended() -> Config:
    """A configuration during which the system ends the process, as it may before that can say what it does then."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
    raise AssertionError


def be_ended_within_a_callback(folder: Path) -> Config:
    """A configuration that takes its time, and during which the process is told to end where Python loses that."""

    class Callback:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)

    Callback()
    return wait_for_leave(folder)


class EndedAsItStarts:
    """A configuration that arrives in a process which is told to end before it has begun to build."""

    def __call__(self) -> Config:
        raise AssertionError

    def __setstate__(self, state: object) -> None:
        def nice(increment: int) -> int:
            os.kill(os.getpid(), signal.SIGTERM)
            return increment

        os.nice = nice

    def __getstate__(self) -> bool:
        return True


def be_ended_after_the_build() -> Config:
    """A configuration that cannot be read, in a process that is told to end when it has said so."""
    util.Finalize(None, os.kill, (os.getpid(), signal.SIGTERM), exitpriority=0)
    raise usage_error("config", "not to be read")


class Builds:
    """Builds that last until the test ends them, or something newer does."""

    def __init__(self, folder: Path, load: Callable[[], Config]) -> None:
        self._folder = folder
        self.worker = Worker(load)

    @property
    def begun(self) -> list[int]:
        """Processes that a build began in."""
        return [int(file.name.removeprefix("begun-")) for file in self._folder.glob("begun-*")]

    @property
    def was_cut_off(self) -> bool:
        """Whether a build could put its things away when it was given up."""
        return (self._folder / "cut-off").exists()

    async def until_begun(self) -> None:
        async with asyncio.timeout(60):
            while not self.begun:
                await asyncio.sleep(0.01)

    def let_end(self) -> None:
        (self._folder / "leave").touch()


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    return Builds(tmp_path, partial(wait_for_leave, tmp_path))


def test_a_build_that_is_given_up_puts_its_things_away_and_its_process_ends(builds: Builds) -> None:
    async def give_up() -> None:
        task = asyncio.create_task(builds.worker.build(1, 0))
        await builds.until_begun()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(give_up())
    assert builds.was_cut_off
    (process,) = builds.begun
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal")
def test_a_build_that_the_system_ends_is_no_fault_of_the_build(builds: Builds) -> None:
    async def end() -> Outcome | None:
        task = asyncio.create_task(builds.worker.build(1, 0))
        await builds.until_begun()
        os.kill(builds.begun[0], signal.SIGTERM)
        return await task

    assert asyncio.run(end()) is None
    assert builds.was_cut_off


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal")
def test_a_build_that_the_system_ends_at_once_is_no_fault_of_the_build_either() -> None:
    assert asyncio.run(Worker(be_ended).build(1, 0)) is None


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal")
def test_a_build_ends_though_it_is_told_to_where_python_loses_that(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def end() -> Outcome | None:
        async with asyncio.timeout(60):
            return await Worker(partial(be_ended_within_a_callback, tmp_path)).build(1, 0)

    assert asyncio.run(end()) is None
    assert "KeyboardInterrupt" not in capfd.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="the process is ended by a signal")
@pytest.mark.parametrize("load", [EndedAsItStarts(), be_ended_after_the_build], ids=["before", "after"])
def test_a_build_that_is_told_to_end_before_or_after_its_work_says_nothing_of_it(
    load: Callable[[], Config], capfd: pytest.CaptureFixture[str]
) -> None:
    outcome = asyncio.run(Worker(load).build(1, 0))
    assert outcome is None or [error.message for error in outcome.diagnostics] == ["not to be read"]
    assert capfd.readouterr().err == ""


def test_nothing_is_built_while_edits_follow_each_other(builds: Builds) -> None:
    async def edit() -> Outcome | None:
        for generation in range(1, 5):
            task = asyncio.create_task(builds.worker.build(generation, 0.5))
            await asyncio.sleep(0)
            task.cancel()
        return await builds.worker.build(5, 0)

    builds.let_end()
    outcome = asyncio.run(edit())
    assert outcome
    assert outcome.generation == 5
    assert len(builds.begun) == 1


@pytest.mark.skipif(os.name != "posix", reason="processes have no niceness elsewhere")
def test_a_build_gives_way_to_pages_that_are_rendered_meanwhile(builds: Builds) -> None:
    builds.let_end()
    outcome = asyncio.run(builds.worker.build(1, 0))
    assert outcome
    (error,) = outcome.diagnostics
    assert error.message == f"read with niceness {min(os.nice(0) + 10, 19)}"


def test_a_build_that_takes_its_process_down_is_a_finding() -> None:
    outcome = asyncio.run(Worker(fall_over).build(3, 0))
    assert outcome
    assert (outcome.generation, outcome.is_published) == (3, False)
    assert [error.code for error in outcome.diagnostics] == ["bug"]


def test_a_build_says_what_it_wrote_and_that_the_site_is_there(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    for name in ("Hope", "Fear"):
        site.write(f"papers/2025/{name.lower()}.md", f"---\ntitle: {name}\n---\n\nWe study it.\n")
    first, second = (run_build(lambda: load(site.content, output=site.output, jobs=1), 7) for _ in range(2))
    assert (first.generation, first.is_published, first.changed) == (7, True, True)
    assert re.match(r"2 papers: \d\d+ files written \(", first.summary)
    assert (second.is_published, second.changed) == (True, False)
    assert second.summary.startswith("2 papers: nothing to write (")
    (site.content / "papers/2025/fear.md").unlink()
    third = run_build(lambda: load(site.content, output=site.output, jobs=1), 8)
    assert re.match(r"1 paper: \d+ files written, \d+ files removed \(", third.summary)
    site.write("site.toml", "[search]\nstandard_index_limit = 0\n")
    fourth = run_build(lambda: load(site.content, output=site.output, jobs=1), 9)
    # a file less is a change too
    assert fourth.summary.startswith("1 paper: 1 file removed (")
    assert (fourth.changed, (site.output / "search/lunr.json").exists()) == (True, False)
