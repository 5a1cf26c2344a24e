"""What sitegen costs before it does anything: the installation, and the first build of the seed.

Run it with `make bench`, or `python -m tests.bench.start_up [--rounds N]`. Runs of the build and of a process that
only imports the libraries alternate, so that a busy machine slows both; the ratio of their medians is what counts.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from tests.bench.report import row
from tests.paths import ROOT

IMPORTS = "import markdown_it, jinja2, pygments, lunr"


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--no-install", action="store_true", help="measure the build only")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if not given.no_install:
            seconds, megabytes = installation(Path(scratch))
            row("installation (wheel and its libraries)", f"{seconds:.1f} s, {megabytes:.0f} MB")
        for name, kept in [("clone (pages and ledger there)", True), ("source alone (all pages made)", False)]:
            imports, build = first_builds(Path(scratch), given.rounds, kept)
            result = f"{build / imports:.2f} times the imports: {build:.3f} s, imports alone {imports:.3f} s"
            row(f"first build of the seed, {name}", result, "4")


def installation(scratch: Path) -> tuple[float, float]:
    """Seconds and megabytes of `pip install` into an empty environment, building the wheel included."""
    folder = scratch / "environment"
    venv.create(folder, with_pip=True)
    python = next(place for place in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if place.exists())
    before = size(folder)
    start = time.perf_counter()
    subprocess.run([python, "-m", "pip", "install", "--quiet", ROOT], check=True)
    return time.perf_counter() - start, (size(folder) - before) / 1e6


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def first_builds(scratch: Path, rounds: int, kept: bool) -> tuple[float, float]:
    """Median seconds of a process that only imports, and of one that builds the seed from nothing.

    Args:
        scratch: a folder to build in.
        rounds: runs of each; one more of each goes first and is not counted.
        kept: whether the seed's pages and ledger are there, as in a clone, or only its source.
    """
    imports, builds = [], []
    for _ in range(rounds + 1):
        imports.append(seconds([sys.executable, "-c", IMPORTS], scratch))
        site = fresh(scratch, kept)
        builds.append(seconds([sys.executable, "-m", "sitegen", "build", "--quiet"], site))
    return statistics.median(imports[1:]), statistics.median(builds[1:])


def fresh(scratch: Path, kept: bool) -> Path:
    """A folder with the seed's content and nothing built."""
    place = scratch / "fresh"
    shutil.rmtree(place, ignore_errors=True)
    if kept:
        shutil.copytree(ROOT / "content", place / "content")
    else:
        (place / "content" / "sources").mkdir(parents=True)
        shutil.copy(ROOT / "content" / "sources" / "2025-03-28.txt", place / "content" / "sources")
    return place


def seconds(command: list[str], folder: Path) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
