"""Caches of computed values, for the time in which one site is rendered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_CALLS = 50_000


class Memo(dict[K, V]):
    """Values of a pure function by its argument. As a mapping its look-up costs no Python call.

    >>> squares = Memo(lambda number: number * number)
    >>> squares[12], squares
    (144, {12: 144})
    """

    def __init__(self, function: Callable[[K], V], limit: int = 0) -> None:
        """
        Args:
            function: computes the value of a key.
            limit: values to keep, 0 for all. A large site's pages come in order, so old ones are seldom needed again
                and simply dropped.
        """
        self._function, self._limit = function, limit

    def __missing__(self, key: K) -> V:
        if self._limit and len(self) >= self._limit:
            self.clear()
        value = self[key] = self._function(key)
        return value


def remember_calls() -> Callable[..., Any]:
    """A function `once` for which `once(macro, …)` is `macro(…)`, remembered by its arguments.

    A paper's entry stands under each of its topics and authors, and the head of the site on every page. A template's
    macro has to be an imported one, so that it sees nothing but its arguments and what all pages share.
    """
    results: Memo[tuple[Any, ...], Any] = Memo(lambda call: call[0](*call[1:]), _CALLS)
    return lambda function, *arguments: results[(function, *arguments)]
