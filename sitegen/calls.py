"""How pure functions and tasks are called: here, or by whoever remembers their results and has other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Call(Protocol):
    """Calls a pure function, or looks up what it gave for the same arguments."""

    def __call__(self, function: Callable[..., T], *arguments: Any) -> T: ...


class Run(Protocol):
    """Calls a task with each of several arguments, followed by arguments that are the same for all."""

    def __call__(self, task: Callable[..., T], inputs: Iterable[tuple[Any, ...]], *shared: Any) -> Iterable[T]: ...


def call_here(function: Callable[..., T], *arguments: Any) -> T:
    """Call a function and remember nothing."""
    return function(*arguments)


def run_here(task: Callable[..., T], inputs: Iterable[tuple[Any, ...]], *shared: Any) -> Iterator[T]:
    """Run the task in this process."""
    return (task(*arguments, *shared) for arguments in inputs)
