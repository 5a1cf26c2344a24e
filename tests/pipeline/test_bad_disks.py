"""Disks that are full or closed: the old site stays, the error says what to do, and the next build makes up for it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disks import mounted, read_only
from tests.little import LittleSite
from tests.pipeline.test_cut_off import changed, first, reached, run, tree

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    return first(tmp_path)


def built_anew(site: LittleSite, folder: Path) -> dict[str, bytes]:
    """What a build of the same content makes where nothing was built before."""
    shutil.copytree(site.content, folder / "anew" / "content")
    if (site.content.parent / "templates").exists():
        shutil.copytree(site.content.parent / "templates", folder / "anew" / "templates")
    other = LittleSite.__new__(LittleSite)
    other.content, other.output = folder / "anew" / "content", folder / "anew" / "site"
    other.build(jobs=1)
    return tree(other.output)


# a limit of the size of files has the same effect as a full disk: a part is written, the rest is not
@pytest.mark.parametrize("size", [700, 2500, 8000])
def test_a_full_disk_is_told_with_the_file_and_what_to_do(tmp_path: Path, size: int) -> None:
    site = changed(tmp_path)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    with run(site, "build", "--jobs=1", "--quiet", patch=limit) as build:
        _, said = build.communicate(timeout=60)
    assert build.returncode == 1
    place = re.match(r"(.*): error\[files\]: File too large\n   hint: free some space", said)
    assert place, said
    assert ".new" not in place[1]
    assert ".sitegen-" not in place[1]
    reached(site.output)
    site.build(jobs=1)
    assert tree(site.output) == built_anew(site, tmp_path)


def test_a_disk_without_space_keeps_the_old_site(tmp_path: Path) -> None:
    with mounted("-t", "tmpfs", "-o", "size=4m", "none", at=tmp_path / "site"):
        site = first(tmp_path)
        old = tree(site.output)
        site.write("site.toml", 'title = "Another title"\n')
        filler = site.output / "filler"
        with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as file:  # noqa: PT012
            while True:
                file.write(bytes(1000))
        with pytest.raises(OSError, match="No space left") as caught:
            site.build(jobs=1)
        assert str(caught.value.filename).startswith(str(site.output))
        assert {path: data for path, data in tree(site.output).items() if path in old and path != "build.json"} == {
            path: data for path, data in old.items() if path != "build.json"
        }
        filler.unlink()
        site.build(jobs=1)
        assert tree(site.output) == built_anew(site, tmp_path)


def test_a_closed_output_folder_is_told_and_keeps_the_old_site(site: LittleSite, tmp_path: Path) -> None:
    old = tree(site.output)
    site.write("site.toml", 'title = "Another title"\n')
    with read_only(site.output), pytest.raises(OSError, match=f"{site.output}/") as caught:
        site.build()
    assert ".sitegen-" not in str(caught.value)
    assert tree(site.output) == old
    site.build()
    assert tree(site.output) == built_anew(site, tmp_path)


def test_a_closed_output_folder_is_good_enough_when_nothing_has_changed(site: LittleSite) -> None:
    shutil.rmtree(site.content.parent / ".sitegen")
    with read_only(site.output):
        assert site.build().written == 0


def test_a_closed_content_folder_is_good_enough_when_there_are_no_new_sources(site: LittleSite) -> None:
    site.write("site.toml", 'title = "Another title"\n')
    with read_only(site.content):
        assert site.build().written
    assert "Another title" in site.text("index.html")


def test_new_sources_in_a_closed_content_folder_are_told_and_keep_the_old_site(
    site: LittleSite, tmp_path: Path
) -> None:
    old = tree(site.output)
    site.paste("2025-03-31", "Shadows of Time")
    with read_only(site.content), pytest.raises(OSError, match=f"{site.content}/.*\\.md'"):
        site.build()
    assert tree(site.output) == old
    site.build()
    assert tree(site.output) == built_anew(site, tmp_path)


def _closed(cache: Path) -> None:
    """Stands for what the test does with a mount."""


def _missing(cache: Path) -> None:
    shutil.rmtree(cache)


def _a_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("mine")


def _garbage(cache: Path) -> None:
    for file in filter(Path.is_file, list(cache.rglob("*"))):
        file.write_bytes(b"\x93garbage" * 9)


def _cut(cache: Path) -> None:
    for file in filter(Path.is_file, list(cache.rglob("*"))):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _folders(cache: Path) -> None:
    for file in filter(Path.is_file, list(cache.rglob("*"))):
        file.unlink()
        file.mkdir()


@pytest.mark.parametrize("spoil", [_closed, _missing, _a_file, _garbage, _cut, _folders])
def test_a_spoilt_cache_costs_time_and_nothing_else(
    site: LittleSite, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    cache = site.content.parent / ".sitegen"
    spoil(cache)
    site.write("site.toml", 'title = "Another title"\n')
    site.edit("papers/2025/dreams-of-sand.md", "We study", "We look at")
    if spoil is _closed:
        with read_only(cache):
            site.build()
    else:
        site.build()
    assert site.findings == []
    assert tree(site.output) == built_anew(site, tmp_path)
    assert site.build().written == 0
