"""The flags that take a build past one machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.config import Config
from tests.cli.console import Asked, Console
from tests.pipeline.test_cut_off import tree

PAPER = "---\nid: x\ntitle: On Light\n---\n\nIt is bright.\n"


def test_shards_are_built_and_merged(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "papers").mkdir()
    (tmp_path / "content" / "papers" / "x.md").write_text(PAPER)
    assert console("build", "--jobs", "1") == 0
    for number in (1, 2):
        assert console("build", "--jobs", "1", "--shard", f"{number}/2", "--output", f"part-{number}") == 0
    assert console("merge", "part-1", "part-2", "--output", "merged") == 0
    assert "1 paper" in console.err
    assert tree(tmp_path / "merged") == tree(tmp_path / "site")
    assert console("merge", "part-1", "part-2", "--output", "again", "--format", "json") == 0
    assert json.loads(console.out)["papers"] == 1
    assert console("merge", "part-1", "--output", "other") == 2
    assert "error[shard]: 2/2 of the shards is missing" in console.err


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--shard", "3/2"), "error[shard]: '3/2' is no shard"),
        (("--shard", ""), "error[shard]: '' is no shard"),
        (("--shard", "1/2", "--output", "memory://site"), "error[shard]: a shard is no whole site"),
        (("--executor", "localhost:8786"), "error[executor]: 'localhost:8786' is no address of an executor"),
        (("--output", "nothing://bucket"), "error[output]: nothing://bucket: Protocol not known"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_built(
    console: Console, asked: Asked, flags: tuple[str, ...], message: str
) -> None:
    assert console("build", *flags) == 2
    assert message in console.err
    assert asked.config == Config()


def test_a_site_in_a_store_is_searched_where_it_was_built(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "papers").mkdir()
    (tmp_path / "content" / "papers" / "x.md").write_text(PAPER)
    assert console("build", "--jobs", "1", "--output", "memory://searched") == 0
    assert not (tmp_path / "memory:").exists()
    assert console("search", "light", "--output", "memory://searched") == 0
    assert "On Light" in console.out


def test_with_strict_a_warning_keeps_a_site_from_a_store(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "papers").mkdir()
    (tmp_path / "content" / "papers" / "x.md").write_text(PAPER.replace("title:", "titl: x\ntitle:"))
    store = tmp_path / "bucket"
    assert console("build", "--jobs", "1", "--strict", "--output", store.as_uri()) == 1
    assert f"the build failed, so {store.as_uri()} stays as it was" in console.err
    assert not store.exists()
    assert console("build", "--jobs", "1", "--output", store.as_uri()) == 0
    assert (store / "index.html").exists()
