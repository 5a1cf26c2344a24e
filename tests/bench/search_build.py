"""Builds one index in a process of its own: `python -m tests.bench.search_build WHICH PAPERS FOLDER`.

Prints seconds (without reading the papers) and the peak of memory in megabytes, of the process and its children.
"""

from __future__ import annotations

import html
import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    """Builds and prints."""
    which, papers, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    seconds = {"sitegen": sitegen, "lunr.py": lunr_py, "pagefind": pagefind}[which](papers, folder)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": max(own, children) if which == "pagefind" else own}))


def sitegen(papers: Path, folder: Path) -> float:
    """Ours, numpy's import and the writing of the files included."""
    from tests.bench.corpus import catalog
    from tests.search_site import index

    made = catalog(papers)
    start = time.perf_counter()
    folders: set[Path] = set()
    for route, content in index(made):
        path = folder / route
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(content)
    return time.perf_counter() - start


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
