"""Eight real papers (arXiv's metadata, CC0) in every form that an editor meets: each form gives the same papers.

`tests/corpus/papers.json` has the facts, `tests/corpus/files` one file a form. A new form is a new file there and a row
in `ABSENT` for what it does not say.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.model import Digest
from tests.paths import ROOT

CORPUS = ROOT / "tests" / "corpus"
PAPERS: list[dict[str, Any]] = json.loads((CORPUS / "papers.json").read_text("utf-8"))
FILES = sorted((CORPUS / "files").iterdir())
ABSENT = {
    "trending.txt": {"authors", "arxiv", "published"},
    "table.md": {"abstract", "published"},
    "digest.md": {"published"},
    "sheet.tsv": {"published"},
    "feed.rss": {"published"},
    "bibtex.bib": {"published"},
}
"""What a form does not say; a year alone is no day of publication."""


def read(file: Path) -> tuple[Digest, Report]:
    report = Report()
    return ingest(file.read_bytes(), file.name, report, date_hint="2025-06-03"), report


def abstract(entry: Any) -> str:
    return " ".join("".join(span.text for span in paragraph) for paragraph in entry.abstract)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_form_gives_every_paper_with_all_that_it_says(file: Path) -> None:
    digest, report = read(file)
    assert not report.failed()
    absent = ABSENT.get(file.name, set())
    assert [entry.facts.title for entry in digest.entries] == [paper["title"] for paper in PAPERS]
    for entry, paper in zip(digest.entries, PAPERS, strict=True):
        facts = entry.facts
        says = {
            "authors": [author.name for author in facts.authors],
            "arxiv": facts.arxiv,
            "abstract": abstract(entry),
            "published": facts.published,
        }
        for key, value in says.items():
            if key not in absent:
                assert value == paper[key], (paper["title"], key)
        if "authors" in absent:
            assert not facts.authors
        if "arxiv" in absent:
            assert not facts.arxiv


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_form_that_is_cut_short_loses_nothing_before_the_cut_and_is_no_bug(file: Path) -> None:
    whole = file.read_bytes()
    for share in (4, 2):
        report = Report()
        digest = ingest(whole[: len(whole) // share * (share - 1)], file.name, report, date_hint="2025-06-03")
        titles = [paper["title"] for paper in PAPERS]
        complete = [entry.facts.title for entry in digest.entries if entry.facts.title in titles]
        assert complete == titles[: len(complete)]
        assert len(complete) >= len(PAPERS) // share * (share - 1) - 2 or report.failed()
