"""Work in other processes: results and failures come back, and nobody is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

from sitegen.diagnostics import UsageError, usage_error
from sitegen.pipeline.workers import Forks, InTurn

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def large(letter: str) -> str:
    return letter * 1_000_000


def faulty() -> None:
    raise usage_error("template", "there is a fault", hint="mend it")


@pytest.mark.parametrize("pool", [InTurn, Forks, lambda: Forks(lambda: None)])
def test_results_come_back_whatever_order_they_are_asked_for_in(pool: type[Forks]) -> None:
    with pool() as tasks:
        made = [tasks.submit(large, letter) for letter in "abc"]
        assert [task.result()[0] for task in reversed(made)] == ["c", "b", "a"]
        assert made[0].result() is made[0].result()


def test_a_failure_is_told_with_what_it_carries() -> None:
    with Forks() as tasks, pytest.raises(UsageError) as caught:
        tasks.submit(faulty).result()
    assert caught.value.diagnostic.hint == "mend it"


def test_a_worker_that_is_killed_is_told() -> None:
    with Forks() as tasks, pytest.raises(RuntimeError, match="killed"):
        tasks.submit(os._exit, 9).result()


def test_a_build_that_fails_leaves_no_worker_behind() -> None:
    story = """
        import os
        from sitegen.pipeline.workers import Forks

        with Forks(lambda: None) as tasks:
            for letter in "abc":
                tasks.submit(str.__mul__, letter, 10_000_000)
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("alone")
    """
    assert _told(story).stdout == b"alone\n"


@pytest.mark.parametrize("task", ["str.__mul__, 'a', 10_000_000", "time.sleep, 600"])
def test_workers_end_when_their_parent_is_killed(task: str) -> None:
    story = f"""
        import os, signal, time
        from sitegen.pipeline.workers import Forks

        tasks = Forks(lambda: None)
        for _ in "abc":
            tasks.submit({task})
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert _told(story).returncode == -9


def _told(story: str) -> subprocess.CompletedProcess[bytes]:
    """What a process with that story prints. Its pipes close when the last of its workers is gone."""
    command = [sys.executable, "-c", textwrap.dedent(story)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)
