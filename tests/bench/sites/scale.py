"""How the cost of a cold build grows from 10,000 papers to ten times as many, all recombined from one sample."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

from tests.bench.report import row
from tests.bench.sites import digest
from tests.bench.sites.files import empty
from tests.bench.sites.gauge import Cost, cost, memory
from tests.bench.sites.programs import sitegen

SMALL, LARGE = 10_000, 100_000


def scale(folder: Path, shared: Path) -> None:
    """Builds both and prints their ratio."""
    folders = {papers: folder / f"scale-{papers}" for papers in (SMALL, LARGE)}
    for papers, place in folders.items():
        digest.write(place, papers, shared, recombined=True)
    # a short run hangs more on what else the machine does
    before, large, after = _cold(folders[SMALL]), _cold(folders[LARGE]), _cold(folders[SMALL])
    small = min(before, after, key=attrgetter("wall"))
    peak, _ = memory(sitegen().command, folders[LARGE])
    for place in folders.values():
        empty(place)
    result = (
        f"**{large.processor / small.processor:.1f}** times the processors' seconds ({large.processor:.1f} and "
        f"{small.processor:.1f} s), {large.wall / small.wall:.1f} times the time ({large.wall:.1f} and "
        f"{small.wall:.1f} s), {peak:,.0f} MB"
    )
    row(f"cold, {LARGE:,} papers against {SMALL:,}", result, "10.5 times, 1,200 MB")


def _cold(folder: Path) -> Cost:
    program = sitegen()
    program.forget(folder)
    taken = cost(program.command, folder)
    program.forget(folder)
    return taken
