"""How soon an edit is on the screen, with a real server and Chromium, on a site of many papers.

Run it with `make bench`, or `python -m tests.bench.preview [FOLDER] [--runs N]`; `content/` of FOLDER is edited, and
without one a digest of 10,000 papers is made. A time runs from the moment when the file is closed to the frame in which
the page shows the change; memory is that of all processes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.report import note, row
from tests.bench.sites import digest
from tests.bench.sites.programs import sitegen
from tests.paths import ROOT, SHARED
from tests.reading import chromium_program

if TYPE_CHECKING:
    from playwright.sync_api import Page

_WATCH = """
const look = () => {
  const main = document.querySelector('main');
  const marks = [main?.textContent.match(/mark-\\d+/)?.[0], main && `style-${getComputedStyle(main).outlineOffset}`];
  requestAnimationFrame(() => {
    for (const mark of marks) if (mark) (window.painted ??= {})[mark] ??= performance.timeOrigin + performance.now();
    look();
  });
};
requestAnimationFrame(look);
"""
"""In each frame notes what the frame before has shown, which is on the screen by then."""


class Row(NamedTuple):
    """One measurement."""

    name: str
    median: float
    worst: float
    goal: str
    unit: str = "ms"


class Server:
    """`sitegen serve` of a folder."""

    def __init__(self, folder: Path) -> None:
        self.started = time.time()
        command = [sys.executable, "-m", "sitegen", "serve", "--port", "0"]
        self._process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr
        self.address = ""
        for line in self._process.stderr:
            if found := re.search(r"http://\S+", line):
                self.address = found[0].rstrip("/")
                break

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path) as response:
            body: bytes = response.read()
        return body

    def wait_until_fresh(self) -> float:
        """Wait until the site on disk is what the content says; the most memory meanwhile, in megabytes."""
        with ThreadPoolExecutor() as threads:
            end = threads.submit(self._wait_until_fresh)
            most = self.memory
            while not end.done():
                most = max(most, self.memory)
                time.sleep(0.02)
            end.result()
        return most

    def _wait_until_fresh(self) -> None:
        with urllib.request.urlopen(f"{self.address}/_sitegen/events?path=/") as events:
            for line in events:
                state = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if state.get("errors"):
                    raise RuntimeError("\n".join(state["errors"]))
                if state.get("fresh"):
                    return

    @property
    def memory(self) -> float:
        """Megabytes of all its processes; what they share is counted once."""
        return sum(_megabytes(process) for process in _family(self._process.pid))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(20)


def measure(folder: Path, runs: int = 20) -> Iterator[Row]:
    """Rows of the time from an edit to the screen, of the first page of an existing site, and of memory."""
    templates = folder / "templates"
    shutil.rmtree(templates, ignore_errors=True)
    with contextlib.closing(Server(folder)) as server, contextlib.ExitStack() as after:
        after.callback(shutil.rmtree, templates, ignore_errors=True)
        server.get("/index.html")
        first = (time.time() - server.started) * 1000
        yield Row("first page of an existing site", first, first, "1000")
        server.wait_until_fresh()
        memory, building = [server.memory], []
        paper = _paper_of_a_topic(folder)
        edits: dict[str, tuple[str, Callable[[int], None]]] = {
            "paper": (f"papers/{paper.stem}.html", lambda number: _edit_paper(paper, number)),
            "its edition": (_page_with(folder, "date", paper.stem), lambda number: _edit_paper(paper, number)),
            "its topic": (_page_with(folder, "topics", paper.stem), lambda number: _edit_paper(paper, number)),
            "template": (f"papers/{paper.stem}.html", lambda number: _edit_template(folder, number)),
            "stylesheet": (f"papers/{paper.stem}.html", lambda number: _edit_style(folder, number)),
        }
        with _browser() as page:
            number = 100
            for name, (route, edit) in edits.items():
                _open(page, f"{server.address}/{route}")
                times = []
                for _ in range(runs):
                    number += 1
                    mark = f"style-{number}px" if name == "stylesheet" else f"mark-{number}"
                    edit(number)
                    times.append(_painted(page, mark, time.time()))
                    memory.append(server.memory)
                    time.sleep(0.4)
                building.append(server.wait_until_fresh())
                memory.append(server.memory)
                goal = "300" if name in ("template", "stylesheet") else "200"
                yield Row(f"{name}: edit to screen", statistics.median(times), max(times), goal)
        yield Row("memory", statistics.median(memory), max(memory), "300", "MB")
        yield Row("memory, the build behind included", statistics.median(building), max(building), "", "MB")


def _open(page: Page, address: str) -> None:
    from playwright.sync_api import Error

    # the page before may be loaded again just then, which goes before
    with contextlib.suppress(Error):
        page.goto(address)
        return
    page.goto(address)


def _painted(page: Page, mark: str, since: float) -> float:
    """Milliseconds from a moment to the frame that shows a mark."""
    from playwright.sync_api import Error

    while time.time() < since + 60:
        # a page that is loaded again answers nothing for a moment
        with contextlib.suppress(Error):
            if at := page.evaluate("mark => window.painted?.[mark]", mark):
                return float(at) - since * 1000
        time.sleep(0.02)
    raise TimeoutError(f"{mark} is not on the screen after a minute")


def _edit_paper(page: Path, number: int) -> None:
    text = page.read_text("utf-8")
    page.write_text(re.sub(r'^title: "(?:mark-\d+ )?', f'title: "mark-{number} ', text, flags=re.MULTILINE), "utf-8")


def _edit_template(folder: Path, number: int) -> None:
    template = folder / "templates" / "paper.html"
    template.parent.mkdir(exist_ok=True)
    text = (ROOT / "templates" / "paper.html").read_text("utf-8")
    start = "{%- block main -%}"
    template.write_text(text.replace(start, f"{start}<p>mark-{number}</p>"), "utf-8")


def _edit_style(folder: Path, number: int) -> None:
    sheet = folder / "templates" / "css" / "own.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(f"main {{ outline-offset: {number}px }}\n", "utf-8")


def _paper_of_a_topic(folder: Path) -> Path:
    """The page of a paper that stands high on its topic's first page."""
    topic = (folder / "site" / "topics" / "machine-translation.html").read_text("utf-8")
    papers = re.findall(r'href="\.\./papers/(?!index)([\w.-]+)\.html"', topic)
    return next((folder / "content" / "papers").rglob(f"{papers[0]}.md"))


def _page_with(folder: Path, section: str, paper: str) -> str:
    name = "machine-translation.html" if section == "topics" else "*.html"
    pages = sorted((folder / "site" / section).glob(name))
    return next(
        path.relative_to(folder / "site").as_posix()
        for path in pages
        if f"papers/{paper}.html" in path.read_text("utf-8")
    )


@contextlib.contextmanager
def _browser() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    program = chromium_program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        page = browser.new_page()
        page.add_init_script(_WATCH)
        yield page
        browser.close()


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _megabytes(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) / 1024  # type: ignore[index]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="holds content/ and a built site/")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    given = parser.parse_args()
    if not given.folder and not (given.shared / "data" / "acl").exists():
        note(f"preview: {given.shared / 'data' / 'acl'} is not there, so there is nothing to measure")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        if not given.folder:
            digest.write(folder, digest.SAMPLE, given.shared)
            subprocess.run(sitegen().command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
        for name, median, worst, goal, unit in measure(folder, given.runs):
            row(f"preview, {name}", f"{median:,.0f} {unit}, at most {worst:,.0f}", f"{goal} {unit}")


if __name__ == "__main__":
    main()
