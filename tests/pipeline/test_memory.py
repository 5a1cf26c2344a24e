"""Results that are looked up are those that would be computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.pipeline import Context
from sitegen.pipeline.content.reading import read_pages
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import SerialExecutor
from sitegen.pipeline.execution.tasks import Memory, Tasks
from sitegen.pipeline.inputs import find_inputs


def test_a_function_runs_again_only_for_other_arguments() -> None:
    calls = []

    def total(numbers: tuple[int, ...], factor: int) -> int:
        calls.append(numbers)
        return sum(numbers) * factor

    memory = Memory()
    assert [memory.call(total, (1, 2), 3), memory.call(total, (1, 2), 3)] == [9, 9]
    assert len(calls) == 1
    assert memory.call(total, (1, 2), 4) == 12
    assert memory.call(total, (1, 2), 3) == 9
    assert len(calls) == 3


def test_findings_come_again_with_what_is_looked_up(tmp_path: Path) -> None:
    config = Config(content=tmp_path / "content")
    (config.content / "papers").mkdir(parents=True)
    (config.content / "papers" / "x.md").symlink_to(tmp_path)
    tasks = Tasks(SerialExecutor(), Cache(config.cache, b""), Memory())
    for _ in range(2):
        report = Report()
        read_pages(Context(config, report, tasks), find_inputs(config, frozen=True))
        assert [found.code for found in report.diagnostics] == ["not-read"]


def doubled(values: Sequence[int]) -> list[int]:
    return [value * 2 for value in values]


@given(st.lists(st.lists(st.integers(0, 5), max_size=8), max_size=6))
def test_results_of_a_task_are_those_of_its_inputs_whatever_came_before(runs: list[list[int]]) -> None:
    memory = Memory()
    for inputs in runs:
        assert list(memory.results(sum, b"", inputs, doubled)) == [value * 2 for value in inputs]


def test_only_what_lies_between_changed_inputs_is_computed_anew() -> None:
    asked: list[Sequence[int]] = []

    def run(new: Sequence[int]) -> Iterable[int]:
        asked.append(new)
        return doubled(new)

    memory = Memory()
    for inputs in ([1, 2, 3, 4], [1, 2, 9, 4], [1, 2, 9, 4], [0, 1, 2, 9, 4], [1, 2, 9]):
        memory.results(sum, b"", inputs, run)
    assert asked == [[1, 2, 3, 4], [9], [], [0], [1, 2, 9]]


def test_of_results_with_other_shared_arguments_only_the_last_are_kept() -> None:
    memory = Memory()
    asked: list[Sequence[int]] = []

    def run(new: Sequence[int]) -> Iterable[int]:
        asked.append(new)
        return doubled(new)

    for shared in (b"a", b"b", b"b", b"a"):
        assert memory.results(sum, shared, [1, 2], run) == (2, 4)
    assert asked == [[1, 2], [1, 2], [], [1, 2]]
