"""Builds one index in a process of its own: `python -m tests.bench.search_build WHICH PAPERS FOLDER`.

`again` builds a large index and the same after one abstract changed, in turn, and prints the seconds of the processor
for both and their ratio; numpy is imported before, the files are made and not written, and the memo is.

Prints seconds (without reading the papers) and the peak of memory in megabytes, of the process and its children.
"""

from __future__ import annotations

import collections
import html
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from msgspec import structs

from sitegen.config import SearchRules

_RUNS = 7


def main() -> None:
    """Builds and prints."""
    which, papers, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if which == "again":
        print(json.dumps(again(papers, folder)))
        return
    seconds = {"sitegen": sitegen, "lunr.py": lunr_py, "pagefind": pagefind}[which](papers, folder)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": max(own, children) if which == "pagefind" else own}))


def sitegen(papers: Path, folder: Path) -> float:
    """Ours, numpy's import and the writing of the files included."""
    from sitegen.config import Config
    from sitegen.search import build_index
    from tests.bench.corpus import catalog

    made = catalog(papers)
    start = time.perf_counter()
    folders: set[Path] = set()
    for route, content in build_index(made, Config()):
        path = folder / route
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(content)
    return time.perf_counter() - start


def again(papers: Path, folder: Path) -> dict[str, object]:
    """Ours, whole and after one abstract changed; a different one each time."""
    from sitegen.config import Config
    from sitegen.search import build_index, prepare
    from tests.bench.corpus import catalog

    prepare()
    config = Config(search=SearchRules(standard_index_limit=0))
    made = catalog(papers)
    names = list(made.papers)
    collections.deque(build_index(made, config, folder), maxlen=0)
    full: list[float] = []
    after: list[float] = []
    for number in range(_RUNS):
        paper = made.papers[names[(number * 2 + 1) * len(names) // (2 * _RUNS)]]
        paper = structs.replace(paper, text=f"{paper.text} This changes how models are evaluated, by {number} points.")
        made = structs.replace(made, papers={**made.papers, paper.id: paper})
        for memo, seconds in ((None, full), (folder, after)):
            start = time.process_time()
            collections.deque(build_index(made, config, memo), maxlen=0)
            seconds.append(round(time.process_time() - start, 3))
    return {"full": full, "after an edit": after, "ratio": round(median(after) / median(full), 4)}


def lunr_py(papers: Path, folder: Path) -> float:
    """lunr.py's index over the same fields, serialised."""
    from lunr import lunr

    from tests.bench.corpus import rows

    documents = [
        {"id": row["id"], "title": row["title"], "abstract": row["abstract"], "authors": " ".join(row["authors"])}
        for row in rows(papers)
    ]
    start = time.perf_counter()
    index = lunr(ref="id", fields=[{"field_name": "title", "boost": 4}, "abstract", "authors"], documents=documents)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lunr.json").write_text(json.dumps(index.serialize(), separators=(",", ":")), "utf-8")
    return time.perf_counter() - start


def pagefind(papers: Path, folder: Path) -> float:
    """Pagefind's index over a page a paper, with the title as its heading, which Pagefind weighs most."""
    folder.mkdir(parents=True, exist_ok=True)
    for line in papers.read_text("utf-8").splitlines():
        row = json.loads(line)
        parts = [html.escape(text) for text in (row["title"], row["abstract"], ", ".join(row["authors"]))]
        page = "<html lang=en><body><h1>{}</h1><p>{}</p><p>{}</p></body></html>".format(*parts)
        (folder / f"{row['id']}.html").write_text(page, "utf-8")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pagefind", "--site", folder], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
