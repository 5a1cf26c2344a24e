"""What search costs and how well it ranks, beside lunr.py, Pagefind and MiniSearch on the same papers.

Run it with `make bench`, or `python -m tests.bench.search [--shared FOLDER] [--quick]`. Pagefind comes with the extra
`bench`; MiniSearch is installed into a temporary folder that is kept. The weights of the ranking were tuned on other
queries, and on the first half of the judged ones; what is printed is of the second half.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gzip
import http.server
import importlib.util
import json
import math
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench import corpus
from tests.bench.report import note, row
from tests.paths import ROOT, SHARED
from tests.reading import chromium_program

NODE = ROOT / "tests" / "bench" / "node"
TOOLS = Path(tempfile.gettempdir()) / "sitegen-bench"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--quick", action="store_true", help="without the scale of 100,000 papers and without lunr.py")
    given = parser.parse_args()
    sample = given.shared / "data/acl/sample-10k.jsonl.gz"
    if not sample.exists():
        note(f"search: {sample} is not there, so there is nothing to measure")
        return
    tools = rivals()
    with tempfile.TemporaryDirectory() as scratch:
        building(sample, Path(scratch), tools, given.quick)
        bytes_and_time(Path(scratch), tools)
        ranking(sample, given.shared / "data/ir", Path(scratch), tools)
        if not given.quick:
            scale(given.shared / "data/gen_scale.py", Path(scratch))


def rivals() -> dict[str, Path]:
    """The Python that has Pagefind, and MiniSearch's module, which is fetched; what cannot be had is left out."""
    python = Path(sys.executable) if importlib.util.find_spec("pagefind_bin") else None
    module = TOOLS / "node_modules" / "minisearch"
    with contextlib.suppress(subprocess.CalledProcessError, OSError):
        if not module.exists():
            command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(TOOLS), "minisearch"]
            subprocess.run(command, check=True)
    return {name: path for name, path in (("pagefind", python), ("minisearch", module)) if path and path.exists()}


def measured(which: str, papers: Path, folder: Path, python: Path | str = sys.executable) -> dict[str, float]:
    """Seconds and megabytes of building one index."""
    command = [python, "-m", "tests.bench.search_build", which, papers, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def building(sample: Path, scratch: Path, tools: Mapping[str, Path], quick: bool) -> None:
    """Prints what building the index costs."""
    # Pagefind's process reads plain lines, as it has none of our libraries
    lines = scratch / "papers.jsonl"
    lines.write_text("\n".join(map(json.dumps, corpus.rows(sample))), "utf-8")
    runs = [measured("sitegen", sample, scratch / "sitegen") for _ in range(3)]
    ours = {name: statistics.median(run[name] for run in runs) for name in ("seconds", "megabytes")}
    row("index of 10,000 papers", f"{ours['seconds']:.2f} s, {ours['megabytes']:.0f} MB")
    if not quick:
        other = measured("lunr.py", sample, scratch / "lunr")
        times = f"{other['seconds'] / ours['seconds']:.1f} times our time"
        row("lunr.py's index", f"{other['seconds']:.1f} s, {other['megabytes']:.0f} MB, {times}", "6")
    if "pagefind" in tools:
        other = measured("pagefind", lines, scratch / "pagefind", tools["pagefind"])
        times, memory = (f"{other[name] / ours[name]:.1f} times our" for name in ("seconds", "megabytes"))
        result = f"{other['seconds']:.1f} s, {other['megabytes']:.0f} MB, {times} time, {memory} memory"
        row("Pagefind's index", result, "4, 4")


def asked(site: Path, rank: str, queries: Sequence[str]) -> list[dict[str, Any]]:
    """What the browser's engine gives for each query."""
    command: list[str | Path] = ["node", NODE / "ranks.mjs", site, rank]
    done = subprocess.run(command, input=json.dumps(queries), check=True, capture_output=True, text=True)
    result: list[dict[str, Any]] = json.loads(done.stdout)
    return result


def spread(numbers: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(numbers), statistics.quantiles(numbers, n=20)[-1]


def bytes_and_time(scratch: Path, tools: Mapping[str, Path]) -> None:
    """Prints what a reader's first query costs."""
    queries = corpus.realistic()
    told = asked(scratch / "sitegen", "bytes", queries)
    index, late = spread([one["index"] / 1000 for one in told])
    shown, most = spread([one["documents"] / 1000 for one in told])
    result = f"index {index:.1f} KB (p95 {late:.1f}), ten results {shown:.1f} KB (p95 {most:.1f})"
    row(f"a first query, {len(queries)} realistic ones, gzip", result, "35, 20")
    monolith = scratch / "lunr" / "lunr.json"
    if monolith.exists():
        size = len(gzip.compress(monolith.read_bytes()))
        row("lunr.py's whole index, gzip", f"{size / 1e6:.1f} MB, {size / 1000 / index:.0f} times ours")
    middle, slow = spread([one["milliseconds"] for one in told])
    row("answering with all at hand", f"{middle:.1f} ms (p95 {slow:.1f})", "10")
    if "pagefind" in tools:
        with pagefind_page(scratch / "pagefind") as ask:
            costs = [ask(query, True)["bytes"] / 1000 for query in queries]
        middle, late = spread(costs)
        result = f"{middle:.0f} KB (p95 {late:.0f}), results not counted, {middle / index:.1f} times ours"
        row("a first query of Pagefind", result, "6")


@contextlib.contextmanager
def pagefind_page(folder: Path) -> Iterator[Any]:
    """A function that asks Pagefind in a browser: for ids of the best, and the bytes of its index it fetched."""
    from playwright.sync_api import sync_playwright

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (folder / "index.html").write_text("<title>Pagefind</title>", "utf-8")
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        sizes: list[int] = []

        def count(response: Any) -> None:
            path = folder / response.url.removeprefix(address).split("?")[0]
            if "/pagefind/" in response.url and "/fragment/" not in response.url and path.is_file():
                content = path.read_bytes()
                sizes.append(min(len(content), len(gzip.compress(content))))

        page.on("response", count)
        page.goto(address)

        def ask(query: str, fresh: bool = False) -> dict[str, Any]:
            sizes.clear()
            if fresh:
                page.goto(address)
            ids = page.evaluate(
                """async (query) => {
                  const pagefind = await import('/pagefind/pagefind.js');
                  const { results } = await pagefind.search(query);
                  const best = await Promise.all(results.slice(0, 20).map((result) => result.data()));
                  return best.map(({ url }) => url.replace(/^\\/|\\.html$/g, ''));
                }""",
                query,
            )
            return {"ids": ids, "bytes": sum(sizes)}

        yield ask
        browser.close()
    server.shutdown()


def ranking(sample: Path, judged: Path, scratch: Path, tools: Mapping[str, Path]) -> None:
    """Prints how well each ranks, by known items of the sample and by judged questions of another collection."""
    papers = judged / "cran.jsonl"
    measured("sitegen", papers, scratch / "judged")
    questions = json.loads((judged / "cran.queries.json").read_text("utf-8"))[1::2]
    known = {kind: items[1::2] for kind, items in corpus.known_items(sample).items()}
    texts = [item.query for items in known.values() for item in items]
    asks = [question["q"] for question in questions]
    judgements = [question["rel"] for question in questions]

    def show(name: str, of_texts: Sequence[Sequence[str]], of_asks: Sequence[Sequence[str]]) -> None:
        found = iter(of_texts)
        means = {kind: _mrr([(item.paper, next(found)) for item in items]) for kind, items in known.items()}
        scores = ", ".join(f"{kind} {mean:.3f}" for kind, mean in means.items())
        result = f"{scores}; nDCG@10 of judged questions {_ndcg(of_asks, judgements):.3f}"
        row(f"ranking of {name}, MRR of known items", result, "0.96, 0.92, 0.90; 0.37")

    for rank in ("default", "lunr"):
        told = [[one["ids"] for one in asked(scratch / place, rank, queries)]
                for place, queries in (("sitegen", texts), ("judged", asks))]  # fmt: skip
        show(f"sitegen, {rank}", *told)
    if "minisearch" in tools:
        of_texts, of_asks = (minisearch(tools["minisearch"], path, queries)
                             for path, queries in ((sample, texts), (papers, asks)))  # fmt: skip
        for name in of_texts:
            show(f"MiniSearch, {name}", of_texts[name], of_asks[name])
    if "pagefind" in tools:
        lines = scratch / "judged.jsonl"
        lines.write_text("\n".join(json.dumps({"authors": [], **row}) for row in corpus.rows(papers)), "utf-8")
        measured("pagefind", lines, scratch / "pagefind-judged", tools["pagefind"])
        told = []
        for place, queries in (("pagefind", texts), ("pagefind-judged", asks)):
            with pagefind_page(scratch / place) as ask:
                told.append([ask(query)["ids"] for query in queries])
        show("Pagefind", *told)


def minisearch(module: Path, papers: Path, queries: Sequence[str]) -> dict[str, list[list[str]]]:
    """MiniSearch's best for each query, by its settings."""
    rows = [{"authors": [], **row} for row in corpus.rows(papers)]
    documents = [
        {"id": row["id"], "title": row["title"], "abstract": row["abstract"], "authors": " ".join(row["authors"])}
        for row in rows
    ]
    given = json.dumps({"papers": documents, "queries": queries})
    command: list[str | Path] = ["node", NODE / "minisearch.mjs", module]
    done = subprocess.run(command, input=given, check=True, capture_output=True, text=True)
    result: dict[str, list[list[str]]] = json.loads(done.stdout)
    return result


def _mrr(found: Sequence[tuple[str, Sequence[str]]]) -> float:
    return statistics.fmean(1 / (1 + ids.index(paper)) if paper in ids else 0.0 for paper, ids in found)


def _ndcg(found: Sequence[Sequence[str]], judgements: Sequence[Mapping[str, int]]) -> float:
    def gain(grades: Sequence[int]) -> float:
        return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades[:10]))

    return statistics.fmean(
        gain([grades.get(document, 0) for document in ids]) / gain(sorted(grades.values(), reverse=True))
        for ids, grades in zip(found, judgements, strict=True)
        if any(grades.values())
    )


def scale(generator: Path, scratch: Path) -> None:
    """Prints what 100,000 papers cost."""
    papers = scratch / "scale.jsonl"
    subprocess.run([sys.executable, generator, "100000", "--seed", "7", "-o", papers], check=True)
    ours = measured("sitegen", papers, scratch / "scale")
    told = asked(scratch / "scale", "bytes", corpus.realistic())
    index, late = spread([one["index"] / 1000 for one in told])
    middle, slow = spread([one["milliseconds"] for one in told])
    query = f"first query {index:.1f} KB (p95 {late:.1f}), answered in {middle:.1f} ms (p95 {slow:.1f})"
    row("index of 100,000 papers", f"{ours['seconds']:.1f} s, {ours['megabytes']:.0f} MB, {query}", "30, 1,000, 80")


if __name__ == "__main__":
    main()
