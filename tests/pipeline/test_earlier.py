"""What an earlier version wrote is read and carried on; `earlier/` is of 0.1.0, before topics were content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.little import LittleSite

EARLIER = Path(__file__).parent / "earlier"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    shutil.copytree(EARLIER, tmp_path, dirs_exist_ok=True)
    return site


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_its_content_is_not_imported_again_and_its_files_are_replaced(site: LittleSite, tmp_path: Path) -> None:
    (site.output / "CNAME").write_text("papers.example")
    pages, old = site.pages, files(site.output)
    site.build()
    assert {path: site.pages[path] for path in pages} == pages
    assert set(site.pages) - set(pages) == {"topics.toml"}
    assert site.titles("index.html") == ["A Theory of Rivers", "A Study of Light"]
    built = files(site.output)
    assert built.pop("CNAME") == b"papers.example"
    assert not {path for path in old if path.startswith("search/leaves/")} & set(built)
    fresh = LittleSite(tmp_path / "fresh")
    shutil.copytree(site.content, fresh.content, dirs_exist_ok=True)
    fresh.build()
    assert built == files(fresh.output)


def test_its_pages_count_as_unedited(site: LittleSite) -> None:
    old = "We study how Light behaves when a reader looks at it closely, and find that it behaves well."
    assert old in site.read("papers/2025/a-study-of-light.md")
    for name in ("2025-03-27", "2025-03-28"):
        site.edit(f"sources/{name}.txt", old, f"{old} Our experiments on three tasks show that it keeps its promises.")
    site.build()
    assert "keeps its promises" in site.read("papers/2025/a-study-of-light.md")
    assert site.findings == []
