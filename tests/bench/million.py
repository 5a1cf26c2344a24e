"""What a million papers would cost, projected from builds of three sizes, part by part.

Run it with `make bench`, or `python -m tests.bench.million [--shared FOLDER] [--folder DIR]`. Each size is built cold,
with its memory watched, and once more after a change of one paper; papers are recombined from real sentences. The
assumptions:

- a part of the work grows with a power of the number of papers, the one that fits the three sizes; vocabulary grows
  slower than papers, and related papers somewhat faster
- memory, files and bytes grow along a line
- all machines are like this one, and the tasks and the pages of the files that fall to a shard are its n-th part
- 30 papers a day; a host's store takes each file that changed
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pages import documents
from tests.bench.report import note, row
from tests.bench.sites import digest
from tests.bench.sites.edit import change_word
from tests.bench.sites.files import difference, files
from tests.bench.sites.gauge import cost, memory
from tests.bench.sites.programs import sitegen
from tests.paths import SHARED

MILLION = 1_000_000
SIZES = (5_000, 10_000, 20_000)
SHARDS = 16


class Build(Struct, frozen=True):
    """What builds of one size cost."""

    papers: int
    parts: Mapping[str, float]
    """Seconds of processors by part of the work: tasks and pages, which shards divide, and the rest."""
    megabytes: float
    files: int
    bytes: int
    update: float
    """Seconds of processors after one paper changed."""
    written: int
    """Files that the update wrote."""


def main() -> None:
    """Measures, projects and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--folder", type=Path, help="work here and keep it")
    given = parser.parse_args()
    if not (given.shared / "data" / "acl").exists():
        note(f"million: {given.shared / 'data' / 'acl'} is not there, so there is nothing to measure")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.folder or Path(scratch)).resolve()
        builds = [measure(folder / f"million-{papers}", papers, given.shared) for papers in SIZES]
    project(builds)


def measure(folder: Path, papers: int, shared: Path) -> Build:
    """Builds one size."""
    content = digest.write(folder, papers, shared, recombined=True)
    program = sitegen()
    program.forget(folder)
    cold = cost(program.command, folder)
    program.forget(folder)
    peak, said = memory((*program.command, "--format", "json", "--profile"), folder)
    profile: dict[str, Any] = json.loads(said)["profile"]
    tasks = sum(task["seconds"] for task in profile["tasks"])
    pages = sum(kind["seconds"] for kind in profile["kinds"])
    before = files(folder / program.output)
    config = load(content)
    first = documents.page_paths(config.content, documents.PAPERS, Report())[papers // 2]
    change_word(content / first, papers)
    update = cost(program.command, folder)
    after = files(folder / program.output)
    note(f"{papers:,} papers: {cold.processor:.1f} s of processors, {peak:,.0f} MB, update {update.processor:.2f} s")
    return Build(
        papers=papers,
        parts={"tasks": tasks, "pages": pages, "the rest": cold.processor - tasks - pages},
        megabytes=peak,
        files=len(after),
        bytes=sum(file.length for file in after.values()),
        update=update.processor,
        written=len(difference(before, after).written),
    )


def project(builds: Sequence[Build]) -> None:
    """Prints what a million papers cost if nothing else happens on the way."""
    sizes = [build.papers for build in builds]
    parts: dict[str, float] = {}
    grown = []
    for part in builds[0].parts:
        seconds, exponent = power(sizes, [build.parts[part] for build in builds])
        parts[part] = seconds
        grown.append(f"{part} {seconds / 60:,.0f} min (n^{exponent:.2f})")
    total, divided = sum(parts.values()), parts["tasks"] + parts["pages"]
    row("1,000,000 papers, projected: processors", f"{total / 60:,.0f} min: {', '.join(grown)}")
    shard = parts["the rest"] + parts["tasks"] + parts["pages"] / SHARDS
    cluster = parts["the rest"] + divided / SHARDS
    row(
        f"1,000,000 papers, projected: time with {SHARDS} processors",
        f"{cluster / 60:,.0f} min as a cluster, {shard / 60:,.0f} min as shards of CI",
    )
    megabytes, held, size = (
        line(sizes, values)
        for values in (
            [build.megabytes for build in builds],
            [build.files for build in builds],
            [build.bytes / 1e9 for build in builds],
        )
    )
    row(
        "1,000,000 papers, projected: memory and site", f"{megabytes / 1000:,.1f} GB; {held:,.0f} files, {size:,.1f} GB"
    )
    update, exponent = power(sizes, [build.update for build in builds])
    written = line(sizes, [build.written for build in builds])
    row(
        "1,000,000 papers, projected: one paper changed",
        f"{update / 60:,.1f} min of processors (n^{exponent:.2f}), {max(written, builds[-1].written):,.0f} files",
    )


def power(sizes: Sequence[int], values: Sequence[float]) -> tuple[float, float]:
    """The value at a million along a power of the size that fits, and its exponent.

    >>> value, exponent = power([1000, 10_000], [1, 10])
    >>> round(value), round(exponent, 3)
    (1000, 1.0)
    """
    slope, intercept = statistics.linear_regression(*([math.log(number) for number in row] for row in (sizes, values)))
    return math.exp(intercept + slope * math.log(MILLION)), slope


def line(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The value at a million along a line that fits."""
    slope, intercept = statistics.linear_regression(sizes, values)
    return intercept + slope * MILLION


if __name__ == "__main__":
    main()
