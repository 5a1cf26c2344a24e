"""Builds behind the pages that are looked at: the newest state only, and never in the way."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from sitegen.config import Config
from sitegen.pipeline.memory import Memory
from sitegen.preview import publisher as module
from sitegen.preview.messages import Outcome
from sitegen.preview.publisher import Publisher


class Builds:
    """Builds that last until the test ends them, or something newer does."""

    def __init__(self) -> None:
        self.begun: Queue[int] = Queue()
        self.done: Queue[Outcome] = Queue()
        self.may_end = threading.Event()
        self.steps = 0
        self.publisher = Publisher(Config, Memory(), self.done.put)

    def build(self, load: object, generation: int, memory: Memory, step: Callable[[], None]) -> Outcome:
        self.begun.put(generation)
        while not self.may_end.is_set():
            step()
            self.steps += 1
            time.sleep(0.001)
        return Outcome(generation=generation)


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Builds]:
    builds = Builds()
    monkeypatch.setattr(module, "run_build", builds.build)
    yield builds
    builds.publisher.close()


def test_a_newer_state_takes_the_place_of_the_one_that_is_built(builds: Builds) -> None:
    builds.publisher.publish(1, 0)
    assert builds.begun.get(timeout=20) == 1
    builds.publisher.publish(2, 0)
    assert builds.begun.get(timeout=20) == 2
    builds.may_end.set()
    assert builds.done.get(timeout=20).generation == 2
    with pytest.raises(Empty):
        builds.done.get(timeout=0.05)


def test_nothing_is_built_while_edits_follow_each_other(builds: Builds) -> None:
    builds.may_end.set()
    for generation in range(1, 6):
        builds.publisher.publish(generation, 0.5)
    assert builds.done.get(timeout=20).generation == 5
    assert list(itertools.islice(iter(builds.begun.get_nowait, None), 1)) == [5]
    assert builds.begun.empty()


def test_a_build_rests_while_somebody_waits_for_a_page(builds: Builds) -> None:
    builds.publisher.publish(1, 0)
    builds.begun.get(timeout=20)
    builds.publisher.pause()
    time.sleep(0.05)
    steps = builds.steps
    time.sleep(0.1)
    assert builds.steps == steps
    builds.publisher.resume()
    builds.may_end.set()
    assert builds.done.get(timeout=20).generation == 1


def test_the_end_cuts_a_build_off(builds: Builds) -> None:
    builds.publisher.publish(1, 0)
    builds.begun.get(timeout=20)
    builds.publisher.pause()
    builds.publisher.close()
    assert builds.done.empty()
