"""Builds behind the pages that are looked at: the newest state only, and never in the way."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import Empty, Queue

import pytest

from sitegen.config import Config, load
from sitegen.diagnostics import usage_error
from sitegen.preview.messages import Outcome
from sitegen.preview.publisher import Publisher, run_build
from tests.little import LittleSite


def wait_for_leave(folder: Path) -> Config:
    """A configuration that is read until a file says so, which stands for a build that takes its time."""
    (folder / f"begun-{os.getpid()}").touch()
    try:
        while not (folder / "leave").exists():
            time.sleep(0.01)
    except KeyboardInterrupt:
        (folder / "cut-off").touch()
        raise
    raise usage_error("config", f"read with niceness {os.nice(0) if os.name == 'posix' else 0}")


def fall_over() -> Config:
    """A configuration that takes its process down, as a library that crashes would."""
    os._exit(9)


class Builds:
    """Builds that last until the test ends them, or something newer does."""

    def __init__(self, folder: Path, load: Callable[[], Config]) -> None:
        self._folder = folder
        self.done: Queue[Outcome] = Queue()
        self.publisher = Publisher(load, self.done.put)

    @property
    def begun(self) -> list[int]:
        """Processes that a build began in."""
        return [int(file.name.removeprefix("begun-")) for file in self._folder.glob("begun-*")]

    @property
    def was_cut_off(self) -> bool:
        """Whether a build could put its things away when another was wanted."""
        return (self._folder / "cut-off").exists()

    def wait_until_begun(self, number: int) -> None:
        deadline = time.monotonic() + 60
        while len(self.begun) < number:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def let_end(self) -> None:
        (self._folder / "leave").touch()


@pytest.fixture
def builds(tmp_path: Path) -> Iterator[Builds]:
    builds = Builds(tmp_path, partial(wait_for_leave, tmp_path))
    yield builds
    builds.publisher.close()


def test_a_newer_state_takes_the_place_of_the_one_that_is_built(builds: Builds) -> None:
    builds.publisher.publish(1, 0)
    builds.wait_until_begun(1)
    builds.publisher.publish(2, 0)
    builds.wait_until_begun(2)
    assert builds.was_cut_off
    builds.let_end()
    assert builds.done.get(timeout=60).generation == 2
    with pytest.raises(Empty):
        builds.done.get(timeout=0.05)


def test_nothing_is_built_while_edits_follow_each_other(builds: Builds) -> None:
    builds.let_end()
    for generation in range(1, 6):
        builds.publisher.publish(generation, 0.5)
    assert builds.done.get(timeout=60).generation == 5
    assert len(builds.begun) == 1


@pytest.mark.skipif(os.name != "posix", reason="processes have no niceness elsewhere")
def test_a_build_gives_way_to_pages_that_are_rendered_meanwhile(builds: Builds) -> None:
    builds.let_end()
    builds.publisher.publish(1, 0)
    (error,) = builds.done.get(timeout=60).diagnostics
    assert error.message == f"read with niceness {min(os.nice(0) + 10, 19)}"


@pytest.mark.skipif(os.name != "posix", reason="a process is looked for by a signal")
def test_the_end_cuts_a_build_off(builds: Builds) -> None:
    builds.publisher.publish(1, 0)
    builds.wait_until_begun(1)
    (process,) = builds.begun
    builds.publisher.close()
    assert builds.done.empty()
    assert builds.was_cut_off
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_build_that_takes_its_process_down_is_a_finding_and_the_next_state_is_built(tmp_path: Path) -> None:
    builds = Builds(tmp_path, fall_over)
    for generation in (1, 2):
        builds.publisher.publish(generation, 0)
        outcome = builds.done.get(timeout=60)
        assert (outcome.generation, outcome.is_published) == (generation, False)
        assert [error.code for error in outcome.diagnostics] == ["bug"]
    builds.publisher.close()


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
    assert third.summary.startswith("1 paper: ")
