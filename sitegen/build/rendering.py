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

    def files(self, outputs: Sequence[Output]) -> Iterator[File]:
        """The files of the outputs, in any order."""
        shares: list[Future[list[File]]] = []
        start = 0
        while left := len(outputs) - start:
            self._listen()
            for share in [share for share in shares if share.done()]:
                shares.remove(share)
                yield from share.result()
            size = min(_SHARE, left // 2)
            if size >= _BATCH and self._free(shares):
                shares.append(self._submitted(outputs[start : start + size]))
                start += size
            yield from render_batch(self._watch(outputs[start : start + _BATCH]), self._theme, self._made_by)
            start = min(start + _BATCH, len(outputs))
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
