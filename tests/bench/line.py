"""The first search over a slow line, beside Pagefind's default interface on pages of the same papers.

Run it with `make bench`, or `python -m tests.bench.line [--shared FOLDER] [--runs N] [--papers N]... [--folder DIR]`.
A reader opens the page of the search, waits until it is there, and types a query; what counts is the time from the key
press to the first result in the page. Runs alternate; each has a browser profile of its own, in which a second visit
with another query follows. Round trips are waves of requests, each of which begins a round trip after the one before.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.pages import documents
from tests.bench import corpus
from tests.bench.report import note, row
from tests.bench.sites import digest
from tests.bench.sites.programs import PAGEFIND, SITEGEN, pagefind, sitegen
from tests.bench.slow_line import ROUND_TRIP, Host, Protocol, Sent, slow_host, trust
from tests.paths import SHARED
from tests.reading import chromium_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

_PAGE = {SITEGEN: "search/index.html", PAGEFIND: "index.html"}
_BOX = {SITEGEN: "main input[name=q]", PAGEFIND: ".pagefind-ui__search-input"}
_RESULT = {SITEGEN: "main li[data-id]", PAGEFIND: ".pagefind-ui__result-link"}
_PROTOCOLS: tuple[Protocol, ...] = ("http/1.1", "h2")
_INTERFACE = """<!doctype html><html lang=en><meta charset=utf-8><title>Search</title>
<link href="pagefind/pagefind-ui.css" rel="stylesheet"><script src="pagefind/pagefind-ui.js"></script>
<div id="search"></div><script>new PagefindUI({ element: '#search', showSubResults: true })</script></html>"""
_WATCH = """
([box, result]) => {
  const input = document.querySelector(box);
  window.taken = new Promise((resolve) => {
    let start = 0;
    input.addEventListener('input', () => { start ||= performance.now(); }, { capture: true });
    new MutationObserver(() => {
      if (start && document.querySelector(result)) resolve(performance.now() - start);
    }).observe(document, { childList: true, subtree: true });
  });
}
"""


class Visit(Struct, frozen=True):
    """What one search cost."""

    milliseconds: float
    requests: int
    kilobytes: float
    round_trips: int


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--runs", type=int, default=10, help="visits of each kind")
    parser.add_argument("--papers", type=int, action="append", help="how many; 2,000 and 20,000 by default")
    parser.add_argument("--folder", type=Path, help="work here and keep it")
    given = parser.parse_args()
    if not (given.shared / "data" / "acl").exists():
        note(f"line: {given.shared / 'data' / 'acl'} is not there, so there is nothing to measure")
        return
    if lacking := [name for name in ("pagefind_bin", "hypercorn", "h2") if not importlib.util.find_spec(name)]:
        note(f"line: {' and '.join(lacking)} must be installed to compare with: pip install --editable '.[bench]'")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.folder or Path(scratch)).resolve()
        for papers in given.papers or (2_000, 20_000):
            sites = write_sites(folder / f"line-{papers}", papers, given.shared)
            for protocol in _PROTOCOLS:
                compare(sites, papers, protocol, Path(scratch), given.runs)


def write_sites(folder: Path, papers: int, shared: Path) -> dict[str, Path]:
    """Both sites of the same papers, by program."""
    content, other = digest.write(folder, papers, shared), folder / "pagefind-site"
    subprocess.run(sitegen().command, cwd=folder, check=True, capture_output=True)
    if not (other / "pagefind").exists():
        (other / "papers").mkdir(parents=True, exist_ok=True)
        (other / "index.html").write_text(_INTERFACE, "utf-8")
        for page in documents.read(content, Report()).papers:
            title, text = html.escape(page.paper.title), html.escape(page.paper.text)
            authors = html.escape(", ".join(author.name for author in page.paper.facts.authors))
            body = f"<body data-pagefind-body><h1>{title}</h1><p>{authors}</p><p>{text}</p></body>"
            file = other / "papers" / f"{page.paper.id}.html"
            file.write_text(f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title>{body}", "utf-8")
        finder = pagefind().command[0]
        subprocess.run([finder, "--site", other, "--glob", "papers/*.html", "--quiet"], check=True)
    return {SITEGEN: folder / "site", PAGEFIND: other}


def compare(sites: dict[str, Path], papers: int, protocol: Protocol, scratch: Path, runs: int) -> None:
    """Visits both sites in alternation over one protocol, and prints a row for a cold cache and one for a warm one."""
    from playwright.sync_api import sync_playwright

    queries = corpus.realistic()
    visits: dict[tuple[str, str], list[Visit]] = {}
    with ExitStack() as opened:
        hosts = {name: opened.enter_context(slow_host(site, protocol, scratch)) for name, site in sites.items()}
        driver = opened.enter_context(sync_playwright())
        arguments = [trust(scratch), "--no-sandbox"]
        browser = driver.chromium.launch(executable_path=chromium_program(), args=arguments)
        for number in range(runs):
            asked = queries[2 * number % len(queries)], queries[(2 * number + 1) % len(queries)]
            for name, (address, host) in hosts.items():
                for cache, visit in zip(
                    ("cold", "warm"), visit_twice(browser, name, address, host, asked), strict=True
                ):
                    visits.setdefault((cache, name), []).append(visit)
        browser.close()
    for cache in ("cold", "warm"):
        show(
            f"slow line, {papers:,} papers, {protocol}, {cache} cache", visits[cache, SITEGEN], visits[cache, PAGEFIND]
        )


def visit_twice(browser: Browser, name: str, address: str, host: Host, queries: Sequence[str]) -> Iterator[Visit]:
    """Two visits with one browser profile."""
    context = browser.new_context()
    for query in queries:
        yield _visit(context, name, address, host, query)
    context.close()


def _visit(context: BrowserContext, name: str, address: str, host: Host, query: str) -> Visit:
    page = context.new_page()
    page.goto(address + _PAGE[name], wait_until="networkidle")
    page.wait_for_selector(_BOX[name])
    page.evaluate(_WATCH, [_BOX[name], _RESULT[name]])
    host.sent.clear()
    start = time.monotonic()
    page.locator(_BOX[name]).focus()
    page.keyboard.insert_text(query)
    milliseconds: float = page.evaluate("() => window.taken")
    sent = [one for one in list(host.sent) if one.at - start <= milliseconds / 1000 + 0.1]
    page.close()
    return Visit(milliseconds, len(sent), sum(one.bytes for one in sent) / 1000, _waves(sent))


def _waves(sent: Sequence[Sent]) -> int:
    count, begun = 0, -1.0
    for at in sorted(one.at for one in sent):
        if at >= begun + 0.95 * ROUND_TRIP:
            count, begun = count + 1, at
    return count


def show(label: str, ours: Sequence[Visit], theirs: Sequence[Visit]) -> None:
    """Prints a row: the median of the ratios of alternating visits, and what each costs."""
    ratio = statistics.median(one.milliseconds / other.milliseconds for one, other in zip(ours, theirs, strict=True))
    row(
        label, f"**{ratio:.2f}** of Pagefind's; {_cost(SITEGEN, ours)}; {_cost(PAGEFIND, theirs)}", "0.8, 3 round trips"
    )


def _cost(name: str, visits: Sequence[Visit]) -> str:
    seconds, requests, size, trips = (
        statistics.median(values)
        for values in zip(
            *((one.milliseconds / 1000, one.requests, one.kilobytes, one.round_trips) for one in visits), strict=True
        )
    )
    return f"{name} {seconds:.2f} s, {requests:.0f} requests, {size:.0f} kB, {trips:.0f} round trips"


if __name__ == "__main__":
    main()
