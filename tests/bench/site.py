"""What a whole build costs, beside Hugo and Pagefind that build the same papers into the same kinds of pages.

Run it with `make bench`, or `python -m tests.bench.site [--papers N] [--runs N] [--scale] [--folder DIR]`. Runs of all
programs alternate, so that a busy machine slows each; a ratio is the median of the ratios within one turn. Memory is
taken in a turn of its own. What the two do not do alike is printed too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.sites import digest
from tests.bench.sites.contest import Contest
from tests.bench.sites.programs import missing, rivals
from tests.bench.sites.scale import scale
from tests.bench.sites.table import show
from tests.paths import SHARED

_BUSY = 0.5
"""Load of others above which wall times say little."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--papers", type=int, default=digest.SAMPLE, help="more than 10,000 are recombined ones")
    parser.add_argument("--runs", type=int, default=3, help="turns that are timed")
    parser.add_argument("--scale", action="store_true", help="also 100,000 papers against 10,000; slow")
    parser.add_argument("--folder", type=Path, help="work here and keep it, content to be used again included")
    given = parser.parse_args()
    # installed programs find their modules compiled
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (given.shared / "data" / "acl").exists():
        print(f"site: {given.shared / 'data' / 'acl'} is not there, so there is nothing to measure")
        return
    if lacking := missing():
        print(f"site: {' and '.join(lacking)} must be installed to compare with: pip install --editable '.[bench]'")
        return
    with tempfile.TemporaryDirectory() as scratch:
        load = os.getloadavg()[0]
        folder = (given.folder or Path(scratch)).resolve()
        contest = Contest(folder / f"{given.papers}", given.papers, given.shared, rivals())
        print(f"{os.cpu_count()} processors, load {load:.1f} at the start, {given.runs} timed turns")
        if load > _BUSY:
            print(
                "other programs are busy here: trust the seconds of processors, and not what a clock on the wall says"
            )
        for number in range(given.runs):
            contest.turn()
            print(f"turn {number + 1} of {given.runs} is over", file=sys.stderr)
        contest.look()
        contest.preview()
        show(contest)
        if given.scale:
            scale(folder, given.shared)
        contest.clear()


if __name__ == "__main__":
    main()
