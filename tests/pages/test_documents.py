"""Pages are read from a folder, and findings name them by one path."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics import Report
from sitegen.pages import documents


def test_a_page_of_the_folder_that_sitegen_runs_in_has_no_dot_before_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/a.md").write_text("---\nauthors: []\n---\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/about.md").write_text("---\ntitle: [\n---\n")
    monkeypatch.chdir(tmp_path)
    report = Report()
    documents.read(Path(), report)
    assert {found.at.path for found in report.diagnostics if found.at} == {"papers/a.md", "pages/about.md"}
