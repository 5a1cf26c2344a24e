"""What a whole build costs, beside Hugo and Pagefind that build the same papers into the same kinds of pages.

Run it with `make bench`, or `python -m tests.bench.site [--papers N] [--runs N] [--scale] [--folder DIR]`. Runs of all
programs alternate, so that a busy machine slows each; a ratio is the median of the ratios within one turn. Memory is
taken in a turn of its own. Processors that others keep busy are counted during each run, as they slow it. What the two
do not do alike is in `sitegen/docs/benchmarks.md`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from tests.bench.report import note
from tests.bench.sites import digest
from tests.bench.sites.contest import Contest
from tests.bench.sites.programs import missing, rivals
from tests.bench.sites.scale import scale
from tests.bench.sites.table import show
from tests.paths import SHARED


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--papers", type=int, default=digest.SAMPLE, help="more than 10,000 are recombined ones")
    parser.add_argument("--runs", type=int, default=3, help="turns that are timed")
    parser.add_argument("--scale", action="store_true", help="also 100,000 papers against 10,000; slow")
    parser.add_argument("--no-preview", action="store_true", help="without edits under a preview")
    parser.add_argument("--folder", type=Path, help="work here and keep it, content to be used again included")
    given = parser.parse_args()
    # installed programs find their modules compiled
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (given.shared / "data" / "acl").exists():
        note(f"site: {given.shared / 'data' / 'acl'} is not there, so there is nothing to measure")
        return
    if lacking := missing():
        note(f"site: {' and '.join(lacking)} must be installed to compare with: pip install --editable '.[bench]'")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.folder or Path(scratch)).resolve()
        contest = Contest(folder / f"{given.papers}", given.papers, given.shared, rivals())
        note(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start, {given.runs} timed turns")
        for number in range(given.runs):
            contest.turn()
            note(f"turn {number + 1} of {given.runs} is over")
        contest.look()
        if not given.no_preview:
            contest.preview()
        show(contest)
        if given.scale:
            scale(folder, given.shared)
        contest.clear()


if __name__ == "__main__":
    main()
