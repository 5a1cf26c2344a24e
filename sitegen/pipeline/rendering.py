"""Files are rendered in batches, here and in other processes at once, so that no more than a few are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, TypeAlias

from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

File: TypeAlias = tuple[Route, bytes, bytes | None]
"""A file of the site: the digest of what its bytes hang on, and the bytes, or None where they are in place."""
Watch: TypeAlias = Callable[[Iterable[Output]], Iterable[Output]]
_BATCH = 64
_SHARE = 4096
"""Files that another process renders at a time, at most."""


def render_batch(outputs: Iterable[Output], theme: Theme, made_by: bytes) -> list[File]:
    """A task: the files of some outputs."""
    return [(output.route, output.digest(made_by), output.render(output.view, theme)) for output in outputs]


def _filled(left: Sequence[Output], coming: Iterator[Sequence[Output]]) -> Sequence[Output]:
    """What is left and, unless it is enough for some time, what comes next."""
    while len(left) < 2 * _SHARE and (part := next(coming, None)) is not None:
        left = [*left, *part]
    return left


class Rendering:
    """A theme at work in several processes.

    Args:
        theme: makes the bytes.
        made_by: stands for the theme and the program in the digests of files.
        pool: does its share.
        others: how many processes there are beside this one.
        busy: tasks that keep some of them; what they tell is taken as soon as it is there, so that they can end.
        watch: is shown what is rendered.
    """

    def __init__(
        self,
        theme: Theme,
        made_by: bytes,
        pool: Executor,
        others: int,
        busy: Iterable[Future[Any]],
        watch: Watch,
    ) -> None:
        self._theme, self._made_by = theme, made_by
        self._pool, self._others, self._busy = pool, others, list(busy)
        self._watch = watch

    def files(self, parts: Iterable[Sequence[Output]]) -> Iterator[File]:
        """The files of the outputs of all parts, in any order."""
        shares: list[Future[list[File]]] = []
        coming = iter(parts)
        left: Sequence[Output] = ()
        while left := _filled(left, coming):
            self._listen()
            told = [share for share in shares if share.done()]
            shares = [share for share in shares if share not in told]
            size = min(_SHARE, len(left) // 2)
            if size >= _BATCH and self._free(shares):
                shares.append(self._submitted(left[:size]))
                left = left[size:]
            # now that another process is at work again
            for share in told:
                yield from share.result()
            yield from render_batch(self._watch(left[:_BATCH]), self._theme, self._made_by)
            left = left[_BATCH:]
        for share in shares:
            yield from share.result()

    def _listen(self) -> None:
        for task in [task for task in self._busy if task.done()]:
            self._busy.remove(task)
            # a failure is for whoever needs the result
            task.exception()

    def _free(self, shares: Sequence[Future[list[File]]]) -> bool:
        return len(self._busy) + len(shares) < self._others

    def _submitted(self, outputs: Sequence[Output]) -> Future[list[File]]:
        return self._pool.submit(render_batch, self._watch(outputs), self._theme, self._made_by)
