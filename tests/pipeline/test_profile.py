"""Where the time of a build went, as `--profile` tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline import build
from sitegen.pipeline.profile import Profile, Profiler
from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    return site


def profiled(site: LittleSite, jobs: int) -> Profile:
    profiler = Profiler()
    build(load(site.content, {}, output=site.output, jobs=jobs), report=Report(), profiler=profiler)
    return profiler.profile()


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_rendered_file_is_told_once_by_its_kind(site: LittleSite, jobs: int) -> None:
    found = profiled(site, jobs)
    files = [route for route in tree(site.output) if route != "build.json" and not route.startswith("search/")]
    assert sum(kind.files for kind in found.kinds) == len(files) + ("search/index.html" in tree(site.output))
    kinds = {kind.name: kind for kind in found.kinds}
    assert kinds["paper"].files == 2
    assert {route for route, _ in kinds["paper"].slowest} == {
        "papers/a-curse-of-depth.html",
        "papers/learning-to-hope.html",
    }
    assert [kind.seconds for kind in found.kinds] == sorted((kind.seconds for kind in found.kinds), reverse=True)


def test_every_process_tells_what_it_did(site: LittleSite) -> None:
    found = profiled(site, 2)
    assert found.tasks[0].name == "build"
    assert "index_of" in {task.name for task in found.tasks}
    assert all(task.seconds >= 0 and task.processor >= 0 for task in found.tasks)


def test_a_profile_changes_no_byte(site: LittleSite, tmp_path: Path) -> None:
    site.build()
    plain = tree(site.output)
    site.output = tmp_path / "profiled"
    profiled(site, 2)
    assert tree(site.output) == plain


def test_a_build_with_nothing_to_do_has_little_to_tell(site: LittleSite) -> None:
    profiled(site, 1)
    found = profiled(site, 1)
    assert found.kinds == ()


def test_a_profile_is_told_to_people_and_to_programs(site: LittleSite, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", f"--content={site.content}", f"--output={site.output}", "--profile"]
    with pytest.raises(SystemExit):
        main([*command, "--quiet"])
    said = capsys.readouterr().err
    assert "  paper: papers/" in said
    assert "peak MB" in said
    with pytest.raises(SystemExit):
        main([*command, "--format=json", "--base-url=https://other.example/"])
    told = json.loads(capsys.readouterr().out)
    assert told["profile"]["kinds"][0]["files"]
    assert told["profile"]["tasks"][0]["name"] == "build"
