"""The output folder: what is ours is kept true, what is not is left alone."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from sitegen.diagnostics import UsageError, from_os_error
from sitegen.pipeline.execution.cache import Cache
from sitegen.pipeline.output.publish import Publication
from sitegen.pipeline.output.site_folder import last_related
from sitegen.pipeline.versions import program_digest
from sitegen.render.theme import Theme
from tests.disks import mounted
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


def test_folders_that_only_hold_folders_go_with_the_last_file(site: LittleSite) -> None:
    site.write("pages/figures/old/plot.svg", "<svg></svg>")
    site.write("pages/about.md", "# About\n\n![A plot](figures/old/plot.svg)\n")
    site.build()
    assert site.findings == []
    assert (site.output / "files/pages/figures/old/plot.svg").exists()
    site.write("pages/about.md", "# About\n\nNothing to see.\n")
    site.build()
    assert not (site.output / "files").exists()


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
    for _ in range(3):
        site.build()
        assert site.html("date/2025-03-29.html") == "mine"
        assert [finding for finding in site.findings if "not-ours" in finding] == [
            f"error[not-ours] {site.output.as_posix()}/date/2025-03-29.html"
        ]
    (site.output / "date" / "2025-03-29.html").unlink()
    site.build()
    assert site.findings == []
    assert site.titles("date/2025-03-29.html") == ["A New Day"]


def test_a_folder_or_a_file_of_somebody_else_in_our_way_is_told_and_stays(site: LittleSite) -> None:
    site.output.mkdir()
    site.build()
    (site.output / "index.html").unlink()
    (site.output / "index.html").mkdir()
    (site.output / "index.html" / "thesis.tex").write_text("years of work")
    shutil.rmtree(site.output / "papers")
    (site.output / "papers").write_text("mine")
    site.build()
    assert (site.output / "index.html" / "thesis.tex").read_text() == "years of work"
    assert (site.output / "papers").read_text() == "mine"
    told = {finding.removeprefix(f"error[not-ours] {site.output.as_posix()}/") for finding in site.findings}
    assert told >= {"index.html", "papers/learning-to-hope.html", "papers/index.html"}


def test_a_folder_where_a_file_of_ours_was_stays_when_the_site_has_no_such_file_any_more(site: LittleSite) -> None:
    site.build()
    page = site.output / "papers" / "learning-to-hope.html"
    page.unlink()
    page.mkdir()
    site.delete("papers/2025/learning-to-hope.md")
    site.edit("editions/2025-03-28.md", "1. ", "<!-- 1. ")
    site.build()
    assert page.is_dir()
    assert "papers/learning-to-hope.html" not in site.html("build.json")


def test_a_file_where_a_folder_of_ours_was_stays_when_the_site_has_no_such_folder_any_more(site: LittleSite) -> None:
    site.build()
    shutil.rmtree(site.output / "date")
    (site.output / "date").write_text("mine")
    shutil.rmtree(site.content / "editions")
    site.build()
    assert site.html("date") == "mine"
    assert "date/2025-03-28.html" not in site.html("build.json")


def test_the_home_page_of_a_new_site_comes_after_all_others(site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    replace = os.replace

    def noted(source: str, target: str) -> None:
        replace(source, target)
        if Path(target).parent == site.output:
            moved.append(Path(target).name)

    monkeypatch.setattr(os, "replace", noted)
    site.build(jobs=1)
    names = [name for name in moved if name != "build.json"]
    assert names.index("assets") < names.index("papers")
    assert names[-1] == "index.html"


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


@pytest.mark.parametrize("text", ['{"name": "a bundler\'s", "files": []}', '{"generator": "x", "files": []}', "", "[]"])
def test_a_manifest_that_is_none_of_ours_is_refused(site: LittleSite, text: str) -> None:
    site.build()
    (site.output / "build.json").write_text(text)
    whole = {file: file.read_bytes() for file in site.output.rglob("*") if file.is_file()}
    site.paste("2025-03-29", "A New Day")
    with pytest.raises(UsageError, match=r"build\.json is not what sitegen writes there"):
        site.build()
    assert {file: file.read_bytes() for file in site.output.rglob("*") if file.is_file()} == whole


def test_a_build_leaves_its_related_papers_to_a_preview(site: LittleSite) -> None:
    site.build()
    cache = Cache(site.content.parent / ".sitegen/results", program_digest())
    assert last_related(site.output, cache) is not None


def test_the_output_folder_may_be_a_link_to_one(site: LittleSite, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.output.symlink_to(tmp_path / "elsewhere")
    site.build()
    assert (tmp_path / "elsewhere" / "index.html").is_file()
    assert site.output.is_symlink()


def test_an_output_folder_that_is_none_is_refused(site: LittleSite, tmp_path: Path) -> None:
    site.output.write_text("mine")
    with pytest.raises(UsageError, match="is no folder"):
        site.build()
    site.output.unlink()
    site.output.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="site is a link that leads nowhere"):
        site.build()
    site.output /= "below"
    with pytest.raises(UsageError, match="site is a link that leads nowhere"):
        site.build()


@pytest.mark.parametrize("place", ["content", "content/site", "."])
def test_a_site_over_its_own_content_is_refused_by_whatever_name_it_goes(
    site: LittleSite, place: str, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    for output, content in ((tmp_path, tmp_path), (link, tmp_path), (tmp_path, link)):
        site.output, site.content = output / place, content / "content"
        with pytest.raises(UsageError, match="overlaps"):
            site.build()


@pytest.mark.parametrize("place", [".", "site", "sources"])
def test_a_folder_of_two_names_is_known_by_both(site: LittleSite, place: str, tmp_path: Path) -> None:
    # as `content` and `Content` are one on a disk that is blind to case
    with mounted("--bind", str(site.content), at=tmp_path / "Content"):
        site.output = tmp_path / "Content" / place
        with pytest.raises(UsageError, match="overlaps"):
            site.build()


def test_a_part_of_the_site_may_lie_on_another_disk(site: LittleSite, tmp_path: Path) -> None:
    with mounted("-t", "tmpfs", "none", at=tmp_path / "site" / "papers"):
        # an output folder that has a folder in it must be known as ours
        (site.output / "build.json").write_text('{"generator": "sitegen 0", "files": []}')
        site.build()
        assert site.findings == []
        assert "papers/learning-to-hope.html" in site.routes
        assert not [route for route in site.routes if ".sitegen-" in route]
        assert ".sitegen-" not in site.html("build.json")
        assert site.build().written == 0


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
    (site.output / ".sitegen-7-0123abcd.new").write_bytes(b"half")
    (site.output / "papers" / "learning-to-hope.html").unlink()
    site.build()
    assert {file: file.read_bytes() for file in site.output.rglob("*") if file.is_file()} == whole


def test_half_a_file_that_was_left_is_removed_though_nothing_has_changed(site: LittleSite) -> None:
    site.build()
    site.build()
    (site.output / ".sitegen-7-0123abcd.new").write_bytes(b"half")
    assert site.build().written == 0
    assert ".sitegen-7-0123abcd.new" not in site.routes


def test_what_another_version_of_sitegen_makes_differently_is_written(
    site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def robots(view: None, theme: Theme) -> bytes:
        return b"User-agent: *\nDisallow: /api/\n"

    site.build()
    monkeypatch.setattr("sitegen.render.formats.hosting.robots", robots)
    monkeypatch.setattr("sitegen.pipeline.versions.program_digest", lambda: b"another version")
    site.build()
    assert site.html("robots.txt") == "User-agent: *\nDisallow: /api/\n"


def test_a_folder_that_is_refused_is_not_even_looked_through(site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    # it may be the root of a whole disk
    def walk(folder: str) -> None:
        raise AssertionError(folder)

    site.output = Path("/")
    monkeypatch.setattr(os, "scandir", walk)
    with pytest.raises(UsageError, match="overlaps"):
        site.build()
    assert not (site.content.parent / ".sitegen").exists()


def test_a_site_that_is_deleted_under_the_build_is_no_bug(site: LittleSite, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Publication.put

    def put_and_delete(self: Publication, route: str, data: bytes) -> None:
        put(self, route, data)
        shutil.rmtree(site.output)

    with monkeypatch.context() as context:
        context.setattr(Publication, "put", put_and_delete)
        with pytest.raises(OSError, match="its folder went away") as caught:
            site.build(jobs=1)
    assert from_os_error(caught.value)
    site.build()
    assert "index.html" in site.routes


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no folder that takes no other")
def test_an_output_folder_that_cannot_be_made_is_no_bug(site: LittleSite) -> None:
    site.output = Path("/proc/sitegen")
    with pytest.raises(OSError, match="its folder went away") as caught:
        site.build(jobs=1)
    found = from_os_error(caught.value)
    assert found
    assert str(found.at) == "/proc/sitegen"
