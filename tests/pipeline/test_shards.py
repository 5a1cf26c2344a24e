"""A site built in parts: put together it has the bytes of one build, and what does not fit is refused in a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sitegen.config import Config
from sitegen.diagnostics import Report, UsageError
from sitegen.model import Catalog
from sitegen.pipeline.output.shards import PartOf, Shard, merge, parse_shard
from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-27", "A Study of Light", "A Theory of Rivers", "A Curse of Sand")
    site.paste("2025-03-28", "A Map of Wind", "An Atlas of Snow")
    site.build()
    return site


def build_shard(
    site: LittleSite, number: int, count: int, checkout: str = "", template: str = "", jobs: int = 1
) -> Path:
    """A shard that is built where only the content is, as in CI."""
    home = site.content.parent / f"{checkout or 'home'}-{number}-{count}"
    shutil.copytree(site.content, home / "content")
    other = LittleSite.__new__(LittleSite)
    other.content, other.output = home / "content", home / "part"
    if template:
        (home / "templates").mkdir()
        (home / "templates/page.html").write_text(template, "utf-8")
    other.build(shard=(number, count), jobs=jobs, theme=home / "templates" if template else None)
    return other.output


@pytest.mark.parametrize("count", [1, 3])
def test_merged_shards_are_the_site_of_one_build(site: LittleSite, tmp_path: Path, count: int) -> None:
    parts = [build_shard(site, number, count) for number in range(1, count + 1)]
    result = merge(parts[::-1], tmp_path / "merged", Report())
    assert tree(tmp_path / "merged") == tree(site.output)
    assert (result.papers, result.editions, result.written) == (5, 2, len(tree(site.output)) - 1)
    built = site.build()
    assert (result.outputs, result.size) == (built.outputs, built.size)
    if count > 1:
        assert all(len(tree(part)) < len(tree(site.output)) / 2 for part in parts)
        again = merge(parts, tmp_path / "merged", Report())
        assert (again.written, again.removed) == (0, 0)


def test_shards_may_come_from_machines_of_more_and_of_fewer_processors(site: LittleSite, tmp_path: Path) -> None:
    parts = [build_shard(site, number, 2, jobs=number) for number in (1, 2)]
    merge(parts, tmp_path / "merged", Report())
    assert tree(tmp_path / "merged") == tree(site.output)


def test_a_folder_that_held_another_shard_holds_only_the_new_one(site: LittleSite) -> None:
    with pytest.raises(UsageError, match="holds a whole site"):
        site.build(shard=(1, 2))
    shutil.rmtree(site.output)
    first = site.build(shard=(1, 2))
    second = site.build(shard=(2, 2))
    assert first.outputs + second.outputs == len(tree(site.output)) - 1 + second.removed
    assert second.removed == first.outputs


def test_a_shard_is_no_place_for_the_site_and_is_named_once(site: LittleSite, tmp_path: Path) -> None:
    parts = [build_shard(site, number, 2) for number in (1, 2)]
    before = tree(parts[0])
    with pytest.raises(UsageError, match="cannot become the site"):
        merge(parts, parts[0], Report())
    with pytest.raises(UsageError, match="given twice"):
        merge([*parts, parts[0]], tmp_path / "merged", Report())
    assert tree(parts[0]) == before
    assert not (tmp_path / "merged").exists()


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_missing_shard_is_named(site: LittleSite, tmp_path: Path, missing: int) -> None:
    parts = [build_shard(site, number, 3) for number in {1, 2, 3} - {missing}]
    with pytest.raises(UsageError, match=f"{missing}/3 of the shards is missing"):
        merge(parts, tmp_path / "merged", Report())
    assert not (tmp_path / "merged").exists()


def test_missing_shards_are_named(site: LittleSite, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2/3, 3/3 of the shards are missing"):
        merge([build_shard(site, 1, 3)], tmp_path / "merged", Report())


def test_a_shard_that_is_there_twice_is_named(site: LittleSite, tmp_path: Path) -> None:
    part = build_shard(site, 1, 2)
    shutil.copytree(part, tmp_path / "copy")
    with pytest.raises(UsageError, match="are the same shard, 1/2"):
        merge([part, tmp_path / "copy"], tmp_path / "merged", Report())


def test_shards_of_other_content_settings_theme_or_count_are_refused(site: LittleSite, tmp_path: Path) -> None:
    first = build_shard(site, 1, 2)
    others = {"2/3 and 1/2": build_shard(site, 2, 3)}
    site.write("site.toml", 'title = "Another"\n')
    others["different settings"] = build_shard(site, 2, 2, "settings")
    site.delete("site.toml")
    others["different themes"] = build_shard(site, 2, 2, "theme", template="{% extends '!page.html' %}\n")
    site.edit("papers/2025/a-map-of-wind.md", "tasks", "chores")
    others["different content"] = build_shard(site, 2, 2, "content")
    for message, other in others.items():
        with pytest.raises(UsageError, match=f"are (shards of )?{message}"):
            merge([first, other], tmp_path / "merged", Report())


def test_shards_whose_pages_differ_are_refused_though_the_index_is_the_same(site: LittleSite, tmp_path: Path) -> None:
    first = build_shard(site, 1, 2)
    page = "papers/2025/a-map-of-wind.md"
    site.write(page, f"{(site.content / page).read_text('utf-8')}\n## Notes\n\nOther words.\n")
    with pytest.raises(UsageError, match="shards of different content"):
        merge([first, build_shard(site, 2, 2, "other")], tmp_path / "merged", Report())


def test_a_shard_is_known_by_all_files_of_the_search_index() -> None:
    def content(index: dict[str, bytes]) -> str:
        part = PartOf((1, 2), "")
        list(part.files(index.items()))
        described = part.describe(Config(), Catalog(papers={}))
        assert described
        return described.content

    indexes = [{"search/a.json": b"1"}, {"search/a.json": b"2"}, {"search/b.json": b"1"}, {}]
    assert len(set(map(content, indexes))) == len(indexes)


def test_a_shard_of_which_a_file_was_cut_off_is_refused(site: LittleSite, tmp_path: Path) -> None:
    parts = [build_shard(site, number, 2) for number in (1, 2)]
    page = next(parts[0].rglob("*.html"))
    page.write_bytes(page.read_bytes()[:-1])
    with pytest.raises(UsageError, match=r"bytes of the [\d,]+ that were written there"):
        merge(parts, tmp_path / "merged", Report())
    assert not (tmp_path / "merged").exists()


def test_shards_of_other_versions_are_refused(site: LittleSite, tmp_path: Path) -> None:
    parts = [build_shard(site, number, 2) for number in (1, 2)]
    manifest = parts[1] / "build.json"
    record = json.loads(manifest.read_bytes())
    record["part"]["versions"][0] = "sitegen 0.0.1 (00000000)"
    manifest.write_text(json.dumps(record))
    with pytest.raises(UsageError, match=r"was built with sitegen 0\.0\.1 \(00000000\), and .* with sitegen"):
        merge(parts, tmp_path / "merged", Report())


def test_a_shard_without_one_of_its_files_is_refused(site: LittleSite, tmp_path: Path) -> None:
    parts = [build_shard(site, number, 2) for number in (1, 2)]
    lost = next(parts[0].rglob("*.html"))
    lost.unlink()
    with pytest.raises(UsageError, match=f"lacks {lost.relative_to(parts[0]).as_posix()}"):
        merge(parts, tmp_path / "merged", Report())


def test_a_whole_site_and_an_empty_folder_are_no_shards(site: LittleSite, tmp_path: Path) -> None:
    for folder in (site.output, tmp_path / "nothing"):
        with pytest.raises(UsageError, match="is no shard of a site"):
            merge([folder], tmp_path / "merged", Report())


def test_a_shard_is_written_as_a_number_of_a_count() -> None:
    expected: list[Shard] = [(1, 1), (2, 5), (5, 5)]
    assert list(map(parse_shard, ("1/1", "2/5", "5/5"))) == expected
    for text in ("", "2", "0/5", "6/5", "1/x", "-1/3", "1/3/5"):
        with pytest.raises(UsageError, match="is no shard"):
            parse_shard(text)
