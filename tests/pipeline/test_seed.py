"""The digest that the repository carries: what it is made of, and what a reader finds in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.little import LittleSite
from tests.paths import ROOT

CONTENT = ROOT / "content"
NFIG = "papers/nfig-autoregressive-image-generation-with-next-frequency-prediction.html"


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> LittleSite:
    """The repository's own content, built with `--frozen` as CI builds it."""
    folder = tmp_path_factory.mktemp("seed")
    site = LittleSite(folder)
    shutil.copytree(CONTENT, site.content, dirs_exist_ok=True)
    site.build(frozen=True)
    assert site.findings == []
    return site


def test_the_tracked_pages_are_what_the_source_gives(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    shutil.copy(CONTENT / "sources" / "2025-03-28.txt", site.content / "sources")
    site.build()
    tracked = {
        file.relative_to(CONTENT).as_posix(): file.read_text("utf-8") for file in CONTENT.rglob("*") if file.is_file()
    }
    assert site.findings == []
    assert site.pages == tracked


def test_the_edition_lists_all_papers_in_the_order_of_the_digest(seed: LittleSite) -> None:
    titles = seed.titles("date/2025-03-28.html")
    assert len(titles) == 68
    assert titles[4] == "The Curse of Depth in Large Language Models"
    assert titles == seed.titles("index.html")
    assert "by AK and the research community" in seed.text("index.html")
    assert "28 March 2025" in seed.text("index.html")


def test_a_paper_leads_to_its_like(seed: LittleSite) -> None:
    related = seed.html(NFIG).partition("Related papers")[2].partition("</section>")[0]
    for name in ("Visual Autoregressive Modeling:", "M-VAR", "FlowAR", "FlexVAR", "Collaborative Decoding"):
        assert name in related


def test_a_paper_without_an_identifier_offers_title_searches(seed: LittleSite) -> None:
    page = seed.html(NFIG)
    for host in ("arxiv.org", "scholar.google.com", "huggingface.co"):
        assert re.search(rf'href="https://{host}/[^"]*NFIG', page)


def test_nothing_empty_is_shown(seed: LittleSite) -> None:
    folders = {route.partition("/")[0] for route in seed.routes if "/" in route}
    assert folders == {"papers", "date", "topics", "api"}
    assert " votes" not in seed.text("index.html")
