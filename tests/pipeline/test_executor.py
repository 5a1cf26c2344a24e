"""Tasks in other processes: results and failures come back, and no process is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from sitegen.diagnostics import UsageError, usage_error
from sitegen.pipeline.execution.executor import Calls, ForkedWorkers, SerialExecutor

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def large(letter: str) -> str:
    return letter * 1_000_000


def faulty() -> None:
    raise usage_error("template", "there is a fault", hint="mend it")


@pytest.mark.parametrize("executor", [SerialExecutor, lambda: ForkedWorkers(2)])
def test_results_come_back_whatever_order_they_are_asked_for_in(executor: Callable[[], Executor]) -> None:
    with executor() as tasks:
        results = [tasks.submit(large, letter) for letter in "abc"]
        assert [result.result()[0] for result in reversed(results)] == ["c", "b", "a"]


@pytest.mark.parametrize("executor", [SerialExecutor, lambda: ForkedWorkers(2)])
def test_a_failure_carries_its_diagnostic(executor: Callable[[], Executor]) -> None:
    with executor() as tasks, pytest.raises(UsageError) as caught:
        tasks.submit(faulty).result()
    assert caught.value.diagnostic.hint == "mend it"


def test_a_worker_that_is_killed_is_reported() -> None:
    with ForkedWorkers(2) as tasks, pytest.raises(BrokenProcessPool):
        tasks.submit(os._exit, 9).result()


def test_an_executor_that_is_closed_leaves_no_worker_behind() -> None:
    story = """
        import os
        from sitegen.pipeline.execution.executor import ForkedWorkers

        with ForkedWorkers(2) as tasks:
            for letter in "abcdefgh":
                tasks.submit(str.__mul__, letter, 10_000_000)
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("alone")
    """
    assert _run(story).stdout == b"alone\n"


@pytest.mark.parametrize("task", ["str.__mul__, 'a', 10_000_000", "time.sleep, 600"])
def test_workers_end_when_their_parent_is_killed(task: str) -> None:
    story = f"""
        import os, signal, time
        from sitegen.pipeline.execution.executor import ForkedWorkers

        tasks = ForkedWorkers(3)
        for _ in "abc":
            tasks.submit({task})
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert _run(story).returncode == -9


def test_a_worker_that_is_told_to_end_while_it_starts_ends() -> None:
    story = """
        import os, signal
        from concurrent.futures.process import BrokenProcessPool
        from sitegen.pipeline.execution.executor import ForkedWorkers

        signal.signal(signal.SIGTERM, lambda *_: None)
        os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGTERM))
        try:
            with ForkedWorkers(2) as tasks:
                tasks.submit(abs, 1).result()
        except BrokenProcessPool:
            print("ended")
    """
    assert _run(story).stdout == b"ended\n"


def _run(story: str) -> subprocess.CompletedProcess[bytes]:
    """What a process with that story prints. Its pipes close when the last of its workers is gone."""
    command = [sys.executable, "-c", textwrap.dedent(story)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("jobs", "size", "before", "kind"),
    [
        (2, 0, "", "ForkedWorkers"),
        (1, 2**30, "", "SerialExecutor"),
        (2, 0, "import threading; threading.Thread(target=input, daemon=True).start()", "SerialExecutor"),
        (0, 2**30, "import os; os.cpu_count = lambda: 2", "ForkedWorkers"),
        (0, 2**17, "import os; os.cpu_count = lambda: 2", "SerialExecutor"),
    ],
)
def test_processes_are_forked_for_several_jobs_or_much_to_do_and_never_beside_a_thread(
    jobs: int, size: int, before: str, kind: str
) -> None:
    create = "from sitegen.pipeline.execution.executor import make_executor"
    story = f"{before}\n{create}\nprint(type(make_executor({jobs}, {size})).__name__)"
    with subprocess.Popen(
        [sys.executable, "-c", story], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        assert run.stdout.readline() == f"{kind}\n"


class Idle(ForkedWorkers):
    """Begins nothing, as executors do whose workers are busy."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]


def test_who_waits_runs_what_no_worker_has_begun_the_last_call_first() -> None:
    executor, order = Idle(), list[int]()

    def call(number: int) -> int:
        order.append(number)
        return number

    calls: Calls[int] = Calls(executor)
    for number in range(4):
        calls.submit(call, number)
    # a worker has begun the first one, and takes long
    first = executor.futures[0]
    first.set_running_or_notify_cancel()
    threading.Timer(0.2, first.set_result, [0]).start()
    assert [calls.take() for _ in range(len(calls))] == [0, 1, 2, 3]
    assert order == [3, 2, 1]
    assert all(future.cancelled() for future in executor.futures[1:])


def test_what_other_executors_have_not_done_is_waited_for() -> None:
    class Cluster(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            threading.Timer(0.1, future.set_result, [7]).start()
            return future

    calls: Calls[int] = Calls(Cluster())
    calls.submit(max, 1, 2)
    assert calls.take() == 7


def test_a_call_that_fails_where_it_is_waited_for_fails_when_its_result_is_taken() -> None:
    calls: Calls[float] = Calls(Idle())
    calls.submit(float, "1.5")
    calls.submit(float, "no number")
    assert calls.take() == 1.5
    with pytest.raises(ValueError, match="no number"):
        calls.take()
    assert not calls
