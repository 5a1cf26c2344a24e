"""How well related papers are chosen, and what finding them costs.

Run it with `make bench`, or `python -m tests.bench.similarity [--shared FOLDER] [--scale]`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from sitegen.config import Config
from sitegen.search.documents import Document, describe, text_of
from sitegen.search.index import Postings, index_texts, merge
from sitegen.search.neighbours import RELATED
from sitegen.search.similarity import find_related, weigh
from tests.bench import corpus
from tests.bench.report import note, row
from tests.paths import SHARED

_CHUNK = 128


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder of real papers")
    parser.add_argument("--scale", action="store_true", help="also 100,000 papers")
    given = parser.parse_args()
    data = given.shared / "data"
    if not data.is_dir():
        note(f"related papers: {data} is not there, so there is nothing to measure")
        return
    row("related papers of Cranfield that answer the same question, precision at 6", f"{cranfield(data):.3f}", "0.33")
    archive, category = arxiv(data)
    row("related papers of arXiv", f"same archive {archive:.3f}, a category in common {category:.3f}")
    cost("10,000 papers", data / "acl/sample-10k.jsonl.gz", "2.5")
    if given.scale:
        with tempfile.TemporaryDirectory() as scratch:
            papers = Path(scratch) / "papers.jsonl"
            subprocess.run([sys.executable, data / "gen_scale.py", "100000", "--seed", "7", "-o", papers], check=True)
            cost("100,000 papers", papers, "35")


def cranfield(data: Path) -> float:
    """Precision at 6: how many of a paper's related papers are judged to answer a question that it answers too."""
    rows = map(json.loads, (data / "ir/cran.jsonl").read_text("utf-8").splitlines())
    documents = [Document(id=str(row["id"]), title=row["title"], url="", abstract=row["abstract"]) for row in rows]
    good: defaultdict[str, set[str]] = defaultdict(set)
    for question in json.loads((data / "ir/cran.queries.json").read_text("utf-8")):
        answers = {paper for paper, grade in question["rel"].items() if grade > 0}
        for paper in answers:
            good[paper] |= answers - {paper}
    return _precision(documents, {paper: others for paper, others in good.items() if others})


def arxiv(data: Path) -> tuple[float, float]:
    """Precision at 6, where good means the same archive (`cs`, `hep-ph`), and where it means a common category."""
    documents, categories = [], {}
    for path in sorted((data / "arxiv/abs").glob("*.abs")):
        _, head, abstract, *_ = [*re.split(r"(?m)^\\\\\s*$", path.read_text("latin-1")), "", ""]
        title, listed = (re.search(rf"(?m)^{key}: (.*(?:\n  .*)*)", head) for key in ("Title", "Categories"))
        # versions of a paper have the same title
        if title and listed and title[1] not in categories:
            documents.append(Document(id=title[1], title=title[1], url="", abstract=abstract))
            categories[title[1]] = listed[1].split()
    archives = {paper: {names[0].split(".")[0]} for paper, names in categories.items()}
    return _precision(documents, _sharing(archives)), _precision(documents, _sharing(categories))


def _sharing(labels: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    return {
        paper: {other for other, theirs in labels.items() if not set(own).isdisjoint(theirs)}
        for paper, own in labels.items()
    }


def _precision(documents: Sequence[Document], good: Mapping[str, Collection[str]]) -> float:
    related = find_related(weigh(_postings(documents), documents), documents)
    return fmean(sum(other.paper in good[paper] for other in related.get(paper, ())) / RELATED for paper in good)


def _postings(documents: Sequence[Document]) -> Postings:
    return merge([index_texts(list(map(text_of, chunk)))] for chunk in _chunks(documents))[0]


def _chunks(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    return (documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK))


def cost(name: str, papers: Path, target: str) -> None:
    """Prints the processor's seconds of each step from documents to related papers."""
    documents = describe(corpus.catalog(papers), Config())
    start = time.process_time()
    chunks = [[index_texts(list(map(text_of, chunk)))] for chunk in _chunks(documents)]
    counted = time.process_time()
    postings, _ = merge(chunks)
    merged = time.process_time()
    len(find_related(weigh(postings, documents), documents))
    related = time.process_time()
    before = f"after counting {counted - start:.2f} s and merging {merged - counted:.2f} s"
    row(f"related papers of {name}", f"{related - merged:.2f} s of a processor, {before}", target)


if __name__ == "__main__":
    main()
