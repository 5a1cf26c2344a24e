"""Tasks over chunks, and the store that keeps their results."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from numpy.typing import NDArray

from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.execution.executor import ForkedWorkers, SerialExecutor
from sitegen.pipeline.execution.tasks import Memory, Tasks, chunks

names = st.lists(st.text(st.characters(codec="utf-8"), max_size=8), unique=True, max_size=60)


class Lengths(Struct, frozen=True):
    """What `measure` gives."""

    words: list[str]
    lengths: NDArray[np.int64]


def measure(words: list[str], extra: int) -> Lengths:
    return Lengths(words, np.array([len(word) + extra for word in words], np.int64))


def lengths(words: list[str], extra: int) -> list[int]:
    return [len(word) + extra for word in words]


def measured(words: list[str]) -> Lengths:
    return measure(words, 0)


def increased(lengths: Lengths, by: int) -> list[int]:
    return [int(length) + by for length in lengths.lengths]


class CountingExecutor(SerialExecutor):
    """Counts the tasks that are really run."""

    submitted = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submitted += 1
        return super().submit(fn, *args, **kwargs)


def totals(tasks: Tasks, words: list[list[str]], extra: int = 0) -> list[list[int]]:
    return [result.lengths.tolist() for result in tasks.map(measure, [(chunk,) for chunk in words], extra)]


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


@given(names)
def test_chunks_are_all_the_items_in_their_order(items: list[str]) -> None:
    cut = chunks(items, str, 8)
    assert [item for chunk in cut for item in chunk] == items
    assert all(cut)


@given(names, st.text(st.characters(codec="utf-8"), max_size=8), st.integers(0, 60))
def test_an_inserted_item_changes_one_chunk(items: list[str], new: str, place: int) -> None:
    before = [tuple(chunk) for chunk in chunks(items, str, 8)]
    after = [tuple(chunk) for chunk in chunks([*items[:place], new, *items[place:]], str, 8)]
    # one chunk became another, or two where the new item ends one
    assert len(set(before) - set(after)) <= 1
    assert len(after) - len(before) in (0, 1)


def test_a_task_is_not_run_again_for_the_same_inputs(tmp_path: Path) -> None:
    executor = CountingExecutor()
    for _ in range(2):
        assert totals(Tasks(executor, Cache(tmp_path, b"1")), [["a", "bcd"], ["ef"]]) == [[1, 3], [2]]
    assert executor.submitted == 2


def test_inputs_are_asked_for_as_results_are_taken(tmp_path: Path) -> None:
    # the second time all of them are stored
    for _ in range(2):
        numbers = iter(range(1000))
        results = Tasks(SerialExecutor(), Cache(tmp_path, b"1")).map(measured, (([str(one)],) for one in numbers))
        assert next(numbers) < 100
        assert len(list(results)) == 999


def test_results_that_are_inputs_of_another_task_all_arrive(tmp_path: Path) -> None:
    tasks = Tasks(SerialExecutor(), Cache(tmp_path, b"1"))
    words = tasks.map(measured, (([str(number)],) for number in range(100)))
    assert [number for numbers in tasks.map(increased, words.encoded(), 1) for number in numbers] == [
        len(str(number)) + 1 for number in range(100)
    ]


@pytest.mark.parametrize(
    ("program", "words", "extra"), [(b"2", ["a", "bcd"], 0), (b"1", ["a", "bce"], 0), (b"1", ["a", "bcd"], 1)]
)
def test_another_program_other_inputs_and_other_shared_inputs_are_another_task(
    tmp_path: Path, program: bytes, words: list[str], extra: int
) -> None:
    executor = CountingExecutor()
    totals(Tasks(executor, Cache(tmp_path, b"1")), [["a", "bcd"]])
    totals(Tasks(executor, Cache(tmp_path, program)), [words], extra)
    assert executor.submitted == 2


@pytest.mark.parametrize("memory", [None, Memory()])
def test_recalled_results_are_one_for_each_item(tmp_path: Path, memory: Memory | None) -> None:
    tasks = Tasks(SerialExecutor(), Cache(tmp_path, b"1"), memory)
    for words in (["a", "bcd", "ef"], ["a", "bc", "ef"], ["a", "ef"]):
        assert list(tasks.recall(lengths, words, 1, key=str)) == [len(word) + 1 for word in words]


def test_recalled_results_are_those_of_the_arguments_that_all_items_share(tmp_path: Path) -> None:
    tasks = Tasks(SerialExecutor(), Cache(tmp_path, b"1"), Memory())
    for extra in (1, 2):
        assert list(tasks.recall(lengths, ["a", "bcd"], extra, key=str)) == [1 + extra, 3 + extra]


def test_results_are_the_same_from_other_processes(tmp_path: Path) -> None:
    words = [["a", "bcd"], ["ef"], []]
    with ForkedWorkers(2) as workers:
        assert totals(Tasks(workers, Cache(tmp_path, b"1")), words) == [[1, 3], [2], []]


def test_a_damaged_entry_is_computed_again_wherever_the_damage_is(tmp_path: Path) -> None:
    totals(Tasks(SerialExecutor(), Cache(tmp_path, b"1")), [["a", "bcd"]])
    (entry,) = files(tmp_path)
    whole = entry.read_bytes()
    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert totals(Tasks(SerialExecutor(), Cache(tmp_path, b"1")), [["a", "bcd"]]) == [[1, 3]]
        assert entry.read_bytes() == whole
        entry.write_bytes(whole[:place])
        assert totals(Tasks(SerialExecutor(), Cache(tmp_path, b"1")), [["a", "bcd"]]) == [[1, 3]]


def test_entries_that_a_build_did_not_use_are_dropped(tmp_path: Path) -> None:
    totals(Tasks(SerialExecutor(), Cache(tmp_path, b"1")), [["a"], ["b"], ["c"]])
    cache = Cache(tmp_path, b"1")
    totals(Tasks(SerialExecutor(), cache), [["b"], ["d"]])
    (tmp_path / ".sitegen-1-0123abcd.new").write_bytes(b"half of an entry that a killed build wrote")
    cache.drop_unused()
    assert len(files(tmp_path)) == 2
    executor = CountingExecutor()
    totals(Tasks(executor, Cache(tmp_path, b"1")), [["b"], ["d"]])
    assert executor.submitted == 0


def test_a_store_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert totals(Tasks(SerialExecutor(), Cache(tmp_path / "file" / "results", b"1")), [["a"]]) == [[1]]


def test_tasks_share_the_results_of_the_task_before_them(tmp_path: Path) -> None:
    executor = CountingExecutor()
    for by in (1, 2):
        tasks = Tasks(executor, Cache(tmp_path, b"1"))
        assert [*tasks.recall(increased, ["a", "bc"], by, key=str, through=measured)] == [1 + by, 2 + by]
    assert executor.submitted == 3
