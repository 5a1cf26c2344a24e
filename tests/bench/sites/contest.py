"""Runs of all programs in turn over the same papers, and what was seen of them."""

from __future__ import annotations

import json
import random
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.model import Catalog
from tests.bench.sites import digest, hugo
from tests.bench.sites.edit import change_word
from tests.bench.sites.files import Difference, File, difference, empty, files, floor
from tests.bench.sites.gauge import Cost, cost, memory
from tests.bench.sites.live import seconds_to_show
from tests.bench.sites.programs import HUGO, SITEGEN, Program, previews, sitegen

COLD, UNCHANGED, CHANGED, ADDED, TEMPLATE = "cold", "unchanged", "one paper changed", "thirty papers", "a template"
CASES = (COLD, UNCHANGED, CHANGED, ADDED, TEMPLATE)
DISTURBED = 0.25
"""Processors that others keep busy from which a run is called disturbed."""
_EDITS = 5
_OWN_TEMPLATE = '{% extends "!base.html" %}{% block footer %}{{ super() }}'
"""Edits under a running preview."""


class Seen(Struct, frozen=True):
    """What a run of a program left behind."""

    peak: float
    """Megabytes."""
    site: dict[str, File]
    did: Difference
    memo: Difference
    """What it did to what it keeps beside the site."""
    summary: dict[str, int]
    """What sitegen says of itself; empty for others."""


class Contest:
    """One digest, and the programs that build it."""

    def __init__(self, folder: Path, papers: int, shared: Path, rivals: Sequence[Program]) -> None:
        self.folder, self._shared = folder, shared
        self.content = digest.write(folder / "sitegen", papers, shared)
        self.catalog: Catalog = digest.catalog(self.content)
        if not (folder / "hugo").exists():
            hugo.write(folder / "hugo", self.catalog)
        self.programs = {program.name: program for program in (sitegen(), *rivals)}
        self.costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
        self.floors: list[float] = []
        self.seen: dict[tuple[str, str], Seen] = {}
        self.shown: dict[str, list[list[float]]] = {}
        self._edits = len(list((self.content / "sources").glob("2031-*")))
        long = [paper.id for paper in self.catalog.papers.values() if len(paper.text.split()) > 40]
        self._papers = random.Random(digest.SAMPLE).sample(long, len(long))

    def turn(self) -> None:
        """Each program once in each case, with nobody looking on; those that keep nothing, only cold."""
        for case in CASES:
            self._ready(case)
            for program in self._programs(case):
                self.costs[case, program.name].append(cost(program.command, self._place(program)))
                if case == ADDED and program.name == SITEGEN:
                    # Hugo is told what sitegen has found out
                    hugo.add(self.folder / "hugo", digest.catalog(self.content))
        self.floors.append(floor(self.folder / "sitegen" / "site", self.folder / "floor"))

    def look(self) -> None:
        """Each program once in each case, with an eye on its memory and its files."""
        for case in CASES:
            self._ready(case)
            for program in self._programs(case):
                self.seen[case, program.name] = self._look(program)

    def preview(self) -> None:
        """Edits under each program's preview."""
        papers = [self._next_paper() for _ in range(_EDITS)]
        pages: dict[str, Callable[[str], Path]] = {SITEGEN: self._ours, HUGO: self._theirs}
        folders = {SITEGEN: "date", HUGO: "editions"}
        for name, command in previews(self.programs[HUGO]).items():
            days = {paper: self.catalog.appearances[paper][-1].date for paper in papers}
            edited = [
                (pages[name](paper), (f"papers/{paper}.html", f"{folders[name]}/{days[paper]}.html"))
                for paper in papers
            ]
            self.shown[name] = seconds_to_show(command, self._place(self.programs[name]), edited)

    def clear(self) -> None:
        """Removes what earlier turns left, when nothing is timed any more."""
        for place in (self.folder, *map(self._place, self.programs.values())):
            empty(place)

    def ratio(self, measure: Callable[[Cost], float], case: str, numerator: str, *denominators: str) -> float:
        """One program's cost against that of others together, within a turn; the median of all turns."""
        ours = [measure(one) for one in self.costs[case, numerator]]
        theirs = [[measure(one) for one in self.costs[case, name]] for name in denominators]
        ratios: list[float] = [one / sum(others) for one, *others in zip(ours, *theirs, strict=True)]
        return statistics.median(ratios)

    def _programs(self, case: str) -> list[Program]:
        """The programs that run in a case: what rebuilds all every time is as fast warm as cold."""
        return [one for name, one in self.programs.items() if case == COLD or name in (SITEGEN, HUGO)]

    @property
    def others(self) -> list[float]:
        """Processors that others kept busy during each run."""
        return [run.others for runs in self.costs.values() for run in runs]

    def _place(self, program: Program) -> Path:
        return self.folder / ("sitegen" if program.name == SITEGEN else "hugo")

    def _ready(self, case: str) -> None:
        if case == COLD:
            for program in self.programs.values():
                program.forget(self._place(program))
            return
        self._edits += case != UNCHANGED
        if case == ADDED:
            digest.add_day(self.content, self._edits, self._shared)
        elif case == TEMPLATE:
            own = self.content.parent / "templates" / "base.html"
            own.parent.mkdir(exist_ok=True)
            own.write_text(f"{_OWN_TEMPLATE}<p>{self._edits}</p>{{% endblock %}}")
            hugo.change_template(self.folder / "hugo", self._edits)
        elif case == CHANGED:
            paper = self._next_paper()
            for page in (self._ours(paper), self._theirs(paper)):
                change_word(page, self._edits)

    def _look(self, program: Program) -> Seen:
        place = self._place(program)
        before, memo = files(place / program.output), _all(place, program.memo)
        as_json = ("--format", "json") if program.name == SITEGEN else ()
        peak, said = memory((*program.command, *as_json), place)
        after = files(place / program.output)
        summary = json.loads(said) if as_json else {}
        return Seen(
            peak=peak,
            site=after,
            did=difference(before, after),
            memo=difference(memo, _all(place, program.memo)),
            summary={key: value for key, value in summary.items() if isinstance(value, int)},
        )

    def _next_paper(self) -> str:
        self._papers.append(self._papers.pop(0))
        return self._papers[-1]

    def _ours(self, paper: str) -> Path:
        return self.content / self.catalog.papers[paper].path

    def _theirs(self, paper: str) -> Path:
        return self.folder / "hugo" / "content" / hugo.page_of(paper)


def _all(place: Path, names: Sequence[str]) -> dict[str, File]:
    return {f"{name}/{path}": file for name in names for path, file in files(place / name).items()}
