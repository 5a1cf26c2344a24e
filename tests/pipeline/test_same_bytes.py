"""One content, one site: whatever the time, the place, the locale, the seed, the order of files or the processors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from inspect import isfunction
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree

pytestmark = pytest.mark.slow

BUILD = "from sitegen.cli import main; main(sys.argv[1:])"

OTHER_TIME = """
import datetime, time
class Never(datetime.datetime):
    @classmethod
    def now(cls, tz=None): raise AssertionError("a build asked for the time")
    @classmethod
    def today(cls): raise AssertionError("a build asked for the time")
    utcnow = today
class NoDay(datetime.date):
    @classmethod
    def today(cls): raise AssertionError("a build asked for the day")
datetime.datetime, datetime.date = Never, NoDay
seconds, nanoseconds = time.time, time.time_ns
time.time = lambda: seconds() + 4e8
time.time_ns = lambda: nanoseconds() + 4 * 10**17
"""
"""Twelve years later, and nobody may ask what day it is."""

OTHER_ORDER = """
class Listing:
    def __init__(self, entries): self.left = iter(entries)
    def __enter__(self): return self
    def __exit__(self, *rest): pass
    def close(self): pass
    def __next__(self): return next(self.left)
    def __iter__(self): return self
scandir, listdir = os.scandir, os.listdir
os.scandir = lambda *where: Listing(sorted(scandir(*where), key=lambda entry: hash(entry.name)))
os.listdir = lambda *where: sorted(listdir(*where), key=hash)
"""
"""Folders list their files in the order of the hash seed."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LittleSite:
    """A digest with all that a page shows: several editions, topics, notes, a free page, letters of many scripts."""
    site = LittleSite(tmp_path_factory.mktemp("site"))
    site.write("site.toml", 'title = "Žluťoučký 摘要"\nbase_url = "https://digest.example/x/"\n')
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth", "Über Maß und I\u0307stanbul")
    site.paste("2025-03-31", "Shadows of Time", "Learning to Forget", "Naïve Café ÅNGSTRÖM")
    site.paste("2025-04-01", "The Rest of ångström", "Zebra and Äpfel")
    site.write("pages/about.md", "# About\n\nA *digest*.\n")
    site.build(jobs=1)
    for number, page in enumerate(sorted((site.content / "papers").rglob("*.md"))):
        words = 'topics: ["straße", "Ärzte", "zebra"]\nauthors: ["Åke Öberg", "Zoë Adams"]\ngenerated:'
        page.write_text(page.read_text("utf-8").replace("generated:", words, 1) + f"\n## Notes\n\n{number}\n", "utf-8")
    return site


@pytest.fixture(scope="module")
def expected(site: LittleSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site.output = tmp_path_factory.mktemp("expected") / "site"
    site.build(jobs=1)
    assert not site.report.failed()
    files = tree(site.output)
    assert {"topics/zebra.html", "feed.xml", "sitemap.xml", "search/manifest.json"} <= files.keys()
    return files


@pytest.mark.parametrize(
    ("place", "jobs", "environment", "before"),
    [
        ("above", 1, {"TZ": "Pacific/Kiritimati"}, ""),
        ("inside", 2, {"TZ": "America/Los_Angeles", "SOURCE_DATE_EPOCH": "86400"}, ""),
        ("elsewhere", 1, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, ""),
        ("above", 2, {"LC_ALL": "tr_TR.UTF-8"}, ""),
        ("inside", 1, {"PYTHONHASHSEED": "1"}, OTHER_ORDER),
        ("elsewhere", 2, {"PYTHONHASHSEED": "2"}, OTHER_ORDER),
        ("above", 5, {"PYTHONHASHSEED": "3"}, OTHER_ORDER),
        ("inside", 1, {}, OTHER_TIME),
        ("elsewhere", 3, {}, OTHER_TIME),
    ],
)
def test_a_site_hangs_on_its_content_and_on_nothing_else(
    site: LittleSite,
    expected: dict[str, bytes],
    tmp_path: Path,
    place: str,
    jobs: int,
    environment: dict[str, str],
    before: str,
) -> None:
    output = tmp_path / "elsewhere" / "out"
    output.parent.mkdir()
    where = {"above": site.content.parent, "inside": site.content, "elsewhere": output.parent}[place]
    content = site.content if place == "elsewhere" else Path(os.path.relpath(site.content, where))
    command = [sys.executable, "-c", f"import os, sys\n{before}\n{BUILD}", "build", "--strict", f"--jobs={jobs}"]
    shutil.rmtree(site.content.parent / ".sitegen")
    done = subprocess.run(
        [*command, f"--content={content}", f"--output={output}"],
        cwd=where,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment},
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert tree(output) == expected


class Noting(ProcessPoolExecutor):
    """Remembers the names of its tasks."""

    asked: frozenset[str] = frozenset()

    def submit(self, fn: Any, /, *args: Any, **named: Any) -> Any:
        self.asked |= {part.__name__ for part in (fn, *args) if isfunction(part)}
        return super().submit(fn, *args, **named)


def test_a_pool_of_somebody_elses_gives_the_same_bytes(tmp_path: Path) -> None:
    elsewhere, here = LittleSite(tmp_path / "elsewhere"), LittleSite(tmp_path / "here")
    for site in (elsewhere, here):
        for day in range(1, 19):
            site.paste(f"2025-03-{day:02}", *(f"Graphs of Day {day} under Lens{number}of{day}" for number in range(8)))
    # nothing is inherited by a process that is spawned: all that a task needs has to come with it
    with Noting(1, mp_context=get_context("spawn")) as pool:
        elsewhere.build(executor=pool, jobs=4)
    assert {"_execute", "render_batch"} <= pool.asked
    here.build(jobs=1)
    assert tree(elsewhere.output) == tree(here.output)
