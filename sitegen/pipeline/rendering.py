"""Outputs become bytes in batches, here or in other processes, so that no more than a few batches are in memory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from sitegen.pipeline.execution.executor import Calls
from sitegen.pipeline.profile import PageTime
from sitegen.routes import Output, Route

if TYPE_CHECKING:
    from sitegen.render.theme import Theme

BATCH = 128
_AHEAD = 3
"""Batches waiting for each process, so that none is idle while this one writes files."""


class File(Struct, frozen=True):
    """A file of the site, ready to be written."""

    route: Route
    data: bytes
    time: PageTime


Batch: TypeAlias = list[File]


def render_batch(outputs: Iterable[Output], theme: Theme) -> Batch:
    """Render some outputs: a task for any executor."""
    return list(render_here(outputs, theme))


def render_here(outputs: Iterable[Output], theme: Theme) -> Iterator[File]:
    """Render outputs in this process: lists share the cards of papers, which would not survive a journey."""
    for output in outputs:
        start = time.process_time()
        data = output.render(output.view, theme)
        spent = time.process_time() - start
        yield File(output.route, data, PageTime(output.kind, output.route, spent))


def render_anywhere(outputs: Iterable[Output], theme: Theme, executor: Executor, processes: int) -> Iterator[File]:
    """Render outputs that share little on an executor; files come in the order of the outputs."""
    calls: Calls[Batch] = Calls(executor)
    remaining = iter(outputs)
    while batch := list(islice(remaining, BATCH)):
        calls.submit(render_batch, batch, theme)
        if len(calls) > _AHEAD * processes:
            yield from calls.take()
    while calls:
        yield from calls.take()
