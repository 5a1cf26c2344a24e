"""Small catalogs and built indexes for the tests of search, and the browser's side of it run by Node."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import Config
from sitegen.model import Appearance, Author, Catalog, Facts, Link, Listing, Paper, Topic
from sitegen.routes import Route
from sitegen.search.documents import IndexedText, describe, targets, text_of
from sitegen.search.index import IndexedChunk, files, index_texts, merge
from tests.paths import ROOT

SCRIPTS = Path(__file__).parent / "search"
LUNR = ROOT / "templates" / "vendor" / "lunr.min.js"

PAPERS = (
    ("attention", "Attention Is All You Need", "A transformer needs no recurrence, only attention.", ("Ada Lovelace",)),
    ("survey", "A Survey of Surveys", "We survey surveys; every key idea has its way.", ("Bo Müller", "Ada Lovelace")),
    ("1984", "Surveillance and Language", "How language models watch, and attention to it.", ("Eric Blair",)),
    ("vq", "Vector Quantization with $k$-means", "Quantization of vectors (e.g., codebooks) — state-of-the-art.", ()),
    ("7", "Seven Lessons", "Attention, again: attention and translation.", ("Cy Twombly",)),
    ("cjk", "面向大模型的注意力机制 for BERT模型", "我们提出一种新的方法。注意力は重要です。", ("王小明",)),
    ("cafe", "Naïve Cafés", "The café’s naïve e-mail, 3.5% of GPT-4.", ("José García",)),
    ("script", "<script>alert(1)</script> considered", 'It says "hello" & \\ goodbye 😀 emoji😀.', ("O'Brien",)),
)


def catalog(papers: Iterable[tuple[str, str, str, Sequence[str]]] = PAPERS) -> Catalog:
    """A catalog of papers given by id, title, abstract and authors, some with topics, votes, dates and code."""
    made = {}
    appearances = {}
    topics_of = {}
    for number, (identifier, title, abstract, authors) in enumerate(papers):
        links = (Link("code", "https://example.org/code"),) if number % 3 == 0 else ()
        facts = Facts(
            title=title,
            authors=tuple(map(Author, authors)),
            published=f"20{20 + number % 4}-01-0{1 + number % 9}",
            links=links,
        )
        made[identifier] = Paper(id=identifier, facts=facts, plain=abstract)
        listing = Listing(paper=identifier, rank=1, votes=number * 7 % 11 if number % 4 else None)
        appearances[identifier] = (Appearance("2025-03-28", listing),)
        if number % 2 == 0:
            topics_of[identifier] = ("attention-models",)
    topic = Topic(slug="attention-models", label="attention models", papers=tuple(topics_of))
    return Catalog(papers=made, appearances=appearances, topics=(topic,), topics_of=topics_of)


def index(made: Catalog, config: Config | None = None, chunk: int = 1024) -> Iterator[tuple[Route, bytes]]:
    """All files of the index of a catalog's papers."""
    documents = describe(made, config or Config())
    chunks = [documents[start : start + chunk] for start in range(0, len(documents), chunk)]
    texts = [list(map(text_of, chunk)) for chunk in chunks]
    config = config or Config()
    return files(*merge(map(index_apart, texts)), documents, targets(made, config), config)


def index_apart(texts: Sequence[IndexedText]) -> list[IndexedChunk]:
    """A chunk of documents as a build indexes it, topics apart from all else."""
    return [index_texts([text.of_paper() for text in texts]), index_texts([text.of_topics() for text in texts])]


def write(folder: Path, made: Catalog, config: Config | None = None) -> Path:
    """Builds the index of a catalog into a folder."""
    for route, content in index(made, config):
        path = folder / route
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def real_papers(sample: Path) -> Catalog:
    """The catalog of a sample of real papers."""
    papers = {}
    with gzip.open(sample, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            facts = Facts(
                title=row["title"], authors=tuple(map(Author, row["authors"])), published=str(row["year"] or "")
            )
            papers[row["id"]] = Paper(id=row["id"], facts=facts, plain=row["abstract"])
    half = tuple(list(papers)[::2])
    topic = Topic(slug="language-models", label="language models", papers=half)
    return Catalog(papers=papers, topics=(topic,), topics_of=dict.fromkeys(half, ("language-models",)))


def node(script: str, *arguments: str | Path, given: object = None) -> Any:
    """Runs a script of `tests/search/` and reads the JSON it prints."""
    program = shutil.which("node")
    if not program or not LUNR.exists():
        pytest.skip("Node or lunr.js is not installed")
    command = [program, SCRIPTS / script, *arguments]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def answers(site: Path, *requests: Mapping[str, object]) -> list[dict[str, Any]]:
    """What the browser's engine answers, request by request, on one site."""
    return [one["answer"] for one in node("answers.mjs", site, given=list(requests))]
