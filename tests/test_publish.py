"""The output folder: what is ours is kept true, what is not is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen.diagnostics import UsageError
from tests.little import LittleSite


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    return site


def test_what_the_site_no_longer_has_is_removed_with_its_folder(site: LittleSite) -> None:
    site.build()
    shutil.rmtree(site.content / "papers")
    shutil.rmtree(site.content / "editions")
    site.build()
    assert not any(route.startswith(("papers/learning", "date/2025")) for route in site.routes)
    assert not (site.output / "date").exists()


def test_files_of_other_people_stay(site: LittleSite) -> None:
    site.build()
    (site.output / "CNAME").write_text("digest.example.org")
    (site.output / "papers" / "mine.txt").write_text("mine")
    site.delete("papers/2025/learning-to-hope.md")
    site.edit("editions/2025-03-28.md", "1. ", "<!-- 1. ")
    site.build()
    assert (site.output / "CNAME").read_text() == "digest.example.org"
    assert (site.output / "papers" / "mine.txt").read_text() == "mine"


def test_a_file_of_somebody_else_in_our_place_is_not_overwritten(site: LittleSite) -> None:
    site.build()
    (site.output / "date" / "2025-03-29.html").write_text("mine")
    site.paste("2025-03-29", "A New Day")
    site.build()
    assert site.html("date/2025-03-29.html") == "mine"
    assert any(finding.startswith("error[not-ours]") for finding in site.findings)


def test_a_folder_with_strange_files_is_refused(site: LittleSite) -> None:
    site.output.mkdir()
    (site.output / "thesis.tex").write_text("years of work")
    with pytest.raises(UsageError, match="sitegen did not make what is in it"):
        site.build()
    assert [file.name for file in site.output.iterdir()] == ["thesis.tex"]


def test_a_folder_with_nothing_but_git_files_is_taken(site: LittleSite) -> None:
    site.output.mkdir()
    (site.output / ".gitignore").write_text("*\n")
    site.build()
    assert (site.output / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("place", ["content", "content/site", "."])
def test_a_site_over_its_own_content_is_refused(site: LittleSite, place: str, tmp_path: Path) -> None:
    site.output = tmp_path / place
    with pytest.raises(UsageError, match="overlaps"):
        site.build()


def test_a_manifest_that_points_outside_removes_nothing_there(site: LittleSite, tmp_path: Path) -> None:
    site.build()
    (tmp_path / "precious.txt").write_text("mine")
    manifest = (site.output / "build.json").read_text()
    (site.output / "build.json").write_text(manifest.replace('"404.html"', '"../precious.txt", "404.html"'))
    site.build()
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_a_build_that_was_cut_off_is_healed_by_the_next(site: LittleSite) -> None:
    site.build()
    whole = {file: file.read_bytes() for file in site.output.rglob("*") if file.is_file()}
    (site.output / "index.html").write_bytes(b"half a pa")
    (site.output / ".sitegen-new").write_bytes(b"half")
    (site.output / "papers" / "learning-to-hope.html").unlink()
    site.build()
    assert {file: file.read_bytes() for file in site.output.rglob("*") if file.is_file()} == whole
