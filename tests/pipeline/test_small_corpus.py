"""The same eight papers from fourteen kinds of sources are eight pages, in whatever order the sources come."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sitegen import add, build
from tests.ingest.test_small_corpus import FILES, PAPERS
from tests.little import LittleSite


@pytest.mark.parametrize("seed", range(3))
def test_each_paper_has_one_page_with_the_facts_of_all_sources(tmp_path: Path, seed: int) -> None:
    sources = random.Random(seed).sample(FILES, len(FILES))
    site = LittleSite(tmp_path)
    for source in sources:
        added = add(source, content=site.content, date="2025-06-03")
        assert not [problem for problem in added.diagnostics if problem.severity == "error"]
    result = build(site.content, site.output)
    assert result.papers == len(PAPERS)
    pages = [page for path, page in site.pages.items() if path.startswith("papers/")]
    for paper in PAPERS:
        (page,) = [page for page in pages if f'arxiv: "{paper["arxiv"]}"' in page]
        assert f'published: "{paper["published"]}"' in page
        assert all(author in page for author in paper["authors"])
        assert paper["abstract"][:60] in page
    assert sorted(site.titles("date/2025-06-03.html")) == sorted(paper["title"] for paper in PAPERS)
