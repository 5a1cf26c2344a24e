"""Results in memory between edits, for the preview.

The preview answers an edit in a fraction of a second by the same functions as a build: those whose arguments are the
last ones are looked up. Results are shared, so nobody may change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from operator import ne, not_
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """The last results of functions and of tasks, each by its arguments.

    >>> memory = Memory()
    >>> memory.call(sorted, "cab") is memory.call(sorted, "cab")
    True
    """

    def __init__(self) -> None:
        self._calls: dict[Callable[..., Any], tuple[tuple[Any, ...], Any]] = {}
        self._results: dict[Callable[..., Any], tuple[bytes, Sequence[Any], Sequence[Any]]] = {}

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """The result of a pure function; arguments that are the last ones' very objects compare quickly."""
        known = self._calls.get(function)
        if known and known[0] == arguments:
            return known[1]  # type: ignore[no-any-return]
        result = function(*arguments)
        self._calls[function] = arguments, result
        return result

    def results(
        self,
        task: Callable[..., Any],
        shared: bytes,
        inputs: Sequence[Any],
        run: Callable[[Sequence[Any]], Iterable[T]],
    ) -> Sequence[T]:
        """The results of a task in the order of its inputs.

        Args:
            task: whose last results are known.
            shared: stands for the arguments that all its calls share.
            inputs: arguments of each call.
            run: computes results; it is asked for those between the first and the last input that is new.
        """
        last, before, known = self._results.get(task, (shared, (), ()))
        before, known = (before, known) if last == shared else ((), ())
        start = _count_alike(before, inputs)
        end = _count_alike(reversed(before[start:]), reversed(inputs[start:]))
        new = run(inputs[start : len(inputs) - end])
        results = (*known[:start], *new, *known[len(known) - end :])
        self._results[task] = shared, inputs, results
        return results


def _count_alike(before: Iterable[Any], now: Iterable[Any]) -> int:
    """How many values at the beginning are the same in both."""
    return len(list(takewhile(not_, map(ne, before, now))))
