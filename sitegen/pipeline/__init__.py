"""sources → pages → catalog → outputs → site: the stages in their order, and what carries them.

`build` runs them; `stages` holds each from one kind of record to the next. What changes the content folder is in
`content/`, what does the work and keeps its results in `execution/`, what writes the site in `output/`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from sitegen.diagnostics import Diagnostic, Report
from sitegen.model import Date, PaperId
from sitegen.pipeline.profile import Profile
from sitegen.routes import Route

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.pipeline.execution.tasks import Tasks

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is (0 where that is unknown)."""

Today: TypeAlias = Callable[[], Date]
"""Says what day it is, which only an import of new sources asks: a year far ahead is likely to be a mistake."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


class Stopwatch:
    """Measures the stages of a build, and reports its progress."""

    def __init__(self, progress: Progress = silent) -> None:
        self.seconds: dict[str, float] = {}
        """By stage."""
        self.progress = progress
        self._stage = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._stage = name
        self.tell(0, 0)
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 4)

    def tell(self, done: int, total: int) -> None:
        self.progress(self._stage, done, total)


class Context(Struct, frozen=True):
    """What the stages share: settings, who takes findings, who runs tasks, and the clock."""

    config: Config
    report: Report
    tasks: Tasks
    clock: Stopwatch = field(default_factory=Stopwatch)
    today: Today | None = None


class RepairMade(Struct, frozen=True):
    """A repair of a source's text, with its source and paper."""

    source: str
    paper: PaperId
    rule: str
    before: str
    after: str


class Result(Struct, frozen=True, kw_only=True):
    """What a build read and did."""

    papers: int
    editions: int
    topics: int
    outputs: int
    """Files of the site, its manifest apart."""
    size: int = 0
    """Bytes of all of them."""
    hosts: str = ""
    """Those that take it: `any host`, or their names."""
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    gone: tuple[Route, ...] = ()
    """Pages of the last build that are wanted no more, though readers may have kept their addresses."""
    seconds: dict[str, float] = {}
    """By stage, in the order of the stages."""
    repairs: tuple[RepairMade, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    profile: Profile = Profile()
    """Where processor time went; empty where nothing had to be done."""
