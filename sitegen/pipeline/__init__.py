"""sources → pages → catalog → outputs → site: the whole flow, and what came of it.

A build with nothing new reads, renders and compares, and writes nothing. Nothing here knows a format: the stages do.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, structs

from sitegen import catalog, search
from sitegen.model import PaperId
from sitegen.pipeline import lock, workers

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.diagnostics import Report
    from sitegen.pipeline.profile import Profiler

Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told a stage, how much of it is done, and how much there is (0 where nobody knows)."""


_PREPARED = ("study", "relate", "index_of")
"""Tasks of one build that want numpy, which takes longer to import than a small site takes to study."""


class RepairMade(Struct, frozen=True):
    """A repair of a source's text, and whose."""

    source: str
    paper: PaperId
    rule: str
    before: str
    after: str


class Summary(Struct, frozen=True, kw_only=True):
    """What a build found and did."""

    papers: int
    editions: int
    topics: int
    outputs: int
    written: int
    unchanged: int
    removed: int
    seconds: dict[str, float]
    """By stage, in the order of the stages."""
    repairs: tuple[RepairMade, ...]


def build(
    config: Config,
    *,
    report: Report,
    progress: Progress | None = None,
    frozen: bool = False,
    pool: Executor | None = None,
    profiler: Profiler | None = None,
) -> Summary:
    """Builds the site.

    Args:
        config: what to build, and where to.
        report: takes every finding.
        progress: is told how far the build is.
        frozen: ingest nothing, and report new sources as errors.
        pool: runs the tasks; by default other processes on this machine, as many as `config.jobs` says.
        profiler: is told where the time goes.

    Raises:
        UsageError: the output folder or the theme cannot be used; nothing has been written to the site then.
    """
    from sitegen.pipeline import manifest

    manifest.check_place(config)
    with lock.of_content(config, progress):
        from sitegen.pipeline import state
        from sitegen.pipeline.clock import Clock
        from sitegen.pipeline.scan import scan

        clock = Clock(progress)
        with clock.stage("look"):
            now = time.time_ns()
            seen, last, site = state.look(config, frozen), state.recall(config), scan(config.output)
        is_same = last and last.seen == seen and len(last.intact(site)) == len(last.outputs)
        if last and is_same and not manifest.is_cut_off(config.output):
            report.extend(last.findings)
            return structs.replace(last.again, seconds=clock.seconds)
        # the first worker gets ready while this process still imports what the stages need
        with pool or workers.executor(config.jobs, _prepare, _PREPARED) as tasks:
            from sitegen.pipeline.flow import Flow

            given = profiler.over(tasks) if profiler else tasks
            return Flow(config, report, given, clock, seen=seen, now=now, last=last, site=site).run(frozen)


def _prepare() -> None:
    catalog.prepare()
    search.prepare()
