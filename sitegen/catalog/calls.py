"""How functions over a whole catalog are called, so that the preview can reuse their results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Call(Protocol):
    """Calls a pure function, or looks up what it gave for the same arguments."""

    def __call__(self, function: Callable[..., T], *arguments: Any) -> T: ...


def call_here(function: Callable[..., T], *arguments: Any) -> T:
    """Call a function and remember nothing."""
    return function(*arguments)
