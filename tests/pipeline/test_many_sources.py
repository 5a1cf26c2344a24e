"""Real sources by the hundred: every day of them an edition, every paper one page, whatever came first."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from sitegen.config import Config
from sitegen.diagnostics import Report
from sitegen.pages import documents
from sitegen.pages.documents import Documents
from sitegen.pipeline.content.add import add
from sitegen.pipeline.content.importing import import_new

pytestmark = pytest.mark.shared


def read(config: Config) -> Documents:
    """The pages, which nobody has touched since they were written."""
    report = Report()
    found = documents.read(config.content, report)
    assert not report.diagnostics
    assert all(page.is_unedited for page in found.papers)
    assert all(page.is_unedited for page in found.editions)
    return found


@pytest.mark.slow
def test_all_days_of_hugging_face_at_once(shared: Path, tmp_path: Path) -> None:
    config, report = Config(content=tmp_path / "content"), Report()
    days = shared / "data" / "hf" / "api"
    assert len(add(config, [days.as_posix()], "", report)) == len(list(days.iterdir())) == 289
    found = read(config)
    assert len(found.editions) == 289
    identifiers = [page.paper.facts.arxiv for page in found.papers]
    assert len(set(identifiers)) == len(identifiers)
    listed = {listing.paper for page in found.editions for listing in page.edition.listings}
    assert listed == {page.paper.id for page in found.papers}
    print(f"{len(found.editions)} editions, {len(found.papers)} papers")
    before = {file: file.stat().st_mtime_ns for file in config.content.rglob("*")}
    assert add(config, [days.as_posix()], "", report) == []
    assert {file: file.stat().st_mtime_ns for file in config.content.rglob("*")} == before


def mixed(shared: Path) -> dict[str, Path]:
    """Days of Hugging Face, the same days as pasted pages, arXiv's answers and bibliographies, by names of our own."""
    data = shared / "data"
    found = [
        *sorted((data / "hf" / "api").glob("2025-0[23]-*.json")),
        *sorted((data / "pasted").glob("rendered*/*2025-0[23]-*.txt")),
        *sorted(file for file in (data / "arxiv").rglob("*") if file.suffix in (".xml", ".json", ".txt"))[:15],
        *sorted((data / "bib").rglob("*.bib"))[:10],
    ]
    return {
        file.name if file.parent.name == "api" else f"{file.stem}-x{number}{file.suffix}": file
        for number, file in enumerate(found)
    }


def pages_of(files: Mapping[str, Path], groups: Iterable[Sequence[str]], content: Path) -> tuple[list[str], list[Any]]:
    """What the pages say but for ids, after group upon group of sources was put there and read."""
    config = Config(content=content)
    (content / "sources").mkdir(parents=True)
    for group in groups:
        for name in group:
            shutil.copy(files[name], content / "sources" / name)
        import_new(config, Report())
    found = read(config)
    titles = {page.paper.id: page.paper.title for page in found.papers}
    papers = sorted(repr((page.paper.facts, page.paper.abstract, page.source)) for page in found.papers)
    listings = [[structs.replace(x, paper=titles[x.paper]) for x in page.edition.listings] for page in found.editions]
    return papers, listings


@pytest.mark.slow
def test_real_sources_make_the_same_pages_in_any_order(shared: Path, tmp_path: Path) -> None:
    files = mixed(shared)
    order = list(files)
    random.Random(1).shuffle(order)
    in_threes = [order[start : start + 3] for start in range(0, len(order), 3)]
    at_once = pages_of(files, [list(files)], tmp_path / "at-once")
    assert len(at_once[0]) > 300
    assert pages_of(files, in_threes, tmp_path / "in-threes") == at_once
