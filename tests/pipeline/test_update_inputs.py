"""A second look at what changed sees what a look at everything sees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.config import Config, load
from sitegen.pipeline.inputs import Inputs, find_inputs, update_inputs


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for name in ("papers/one.md", "papers/two.md", "papers/2025/three.md", "topics.toml"):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
        # long ago, so that the time is trusted
        os.utime(file, (1_000_000_000, 1_000_000_000))
    return load(tmp_path / "content", output=tmp_path / "site")


def names(inputs: Inputs) -> dict[str, dict[str, int]]:
    """The files of each folder with their sizes, where these are trusted."""
    return {
        folder: {name: max(stamp[0], 0) for name, stamp in stamps.items()} for folder, stamps in inputs.files.items()
    }


def edit(content: Path) -> list[Path]:
    (content / "papers/one.md").write_text("longer than it was")
    return [content / "papers/one.md"]


def add(content: Path) -> list[Path]:
    (content / "papers/new.md").write_text("new")
    return [content / "papers/new.md"]


def delete(content: Path) -> list[Path]:
    (content / "papers/one.md").unlink()
    return [content / "papers/one.md"]


def rename(content: Path) -> list[Path]:
    (content / "papers/one.md").rename(content / "papers/first.md")
    return [content / "papers/one.md", content / "papers/first.md"]


def hide(content: Path) -> list[Path]:
    (content / ".obsidian").mkdir()
    (content / ".obsidian/x.json").write_text("{}")
    return [content / ".obsidian/x.json"]


def delete_folder(content: Path) -> list[Path]:
    shutil.rmtree(content / "papers/2025")
    return [content / "papers/2025"]


def pass_by(content: Path) -> list[Path]:
    (content / "papers/short.md").write_text("there for a moment")
    (content / "papers/short.md").unlink()
    return [content / "papers/short.md"]


def edit_template(content: Path) -> list[Path]:
    template = content.parent / "templates" / "paper.html"
    template.parent.mkdir()
    template.write_text("x")
    return [template]


@pytest.mark.parametrize("act", [edit, add, delete, rename])
def test_files_are_looked_at_by_themselves(config: Config, act: Callable[[Path], list[Path]]) -> None:
    seen = find_inputs(config, frozen=False)
    again = update_inputs(seen, config, map(str, act(config.content)))
    assert again is not None
    now = find_inputs(config, frozen=False)
    assert again.files["content"].keys() == now.files["content"].keys()
    assert (again.settings, names(again).keys()) == (now.settings, names(now).keys())
    assert again != seen


def test_a_theme_is_looked_at_as_a_whole(config: Config) -> None:
    seen = find_inputs(config, frozen=False)
    again = update_inputs(seen, config, map(str, edit_template(config.content)))
    assert again is not None
    assert again != seen
    assert any("paper.html" in stamps for name, stamps in again.files.items() if name != "content")


@pytest.mark.parametrize("act", [hide, delete_folder, pass_by])
def test_what_may_stand_for_more_calls_for_a_look_at_everything(
    config: Config, act: Callable[[Path], list[Path]]
) -> None:
    assert update_inputs(find_inputs(config, frozen=False), config, map(str, act(config.content))) is None


def test_another_number_of_processes_is_the_same_to_a_build_and_another_address_is_not(config: Config) -> None:
    settings = find_inputs(config, frozen=False).settings
    assert find_inputs(replace(config, jobs=2), frozen=False).settings == settings
    assert find_inputs(replace(config, base_url="https://digest.example/"), frozen=False).settings != settings
