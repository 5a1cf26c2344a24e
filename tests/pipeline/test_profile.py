"""Where the time of a build went, as `--profile` tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline.build import build
from sitegen.pipeline.profile import Profile, Task, make_profile
from tests.little import LittleSite
from tests.pipeline.test_cut_off import tree


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth")
    return site


def profiled(site: LittleSite, jobs: int) -> Profile:
    return build(load(site.content, output=site.output, jobs=jobs), report=Report()).profile


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


def test_every_task_is_counted_with_its_runs(site: LittleSite) -> None:
    tasks = {task.name: task for task in profiled(site, 2).tasks}
    assert tasks["parse_papers"].runs == 1
    assert all(task.seconds >= 0 for task in tasks.values())


def test_runs_of_a_task_are_summed_up_and_need_the_memory_of_the_largest() -> None:
    runs = [Task(name="tokenise", seconds=1.5, memory=40), Task(name="tokenise", seconds=0.5, memory=70)]
    (task,) = make_profile([], runs).tasks
    assert (task.runs, task.seconds, task.memory) == (2, 2.0, 70)


def test_a_new_topic_indexes_no_text_again(site: LittleSite) -> None:
    first = {task.name: task.runs for task in profiled(site, 1).tasks}
    site.write("topics.toml", '[hope]\nlabel = "Learning to Hope"\nspellings = ["hope"]\n')
    site.edit("papers/2025/learning-to-hope.md", 'title: "', 'topics: ["hope"]\ntitle: "')
    again = {task.name: task.runs for task in profiled(site, 1).tasks}
    # what papers say, and their topics
    assert (first["index_texts"], again["index_texts"]) == (2, 1)


def test_a_build_with_nothing_to_do_has_little_to_tell(site: LittleSite) -> None:
    # the second reads again what the first wrote a moment ago, and renders nothing
    assert profiled(site, 1).kinds
    assert not profiled(site, 1).kinds
    assert profiled(site, 1) == Profile()
    # nor has one with more processes, as any number of them gives the same bytes
    assert site.build(jobs=2).seconds.keys() == {"look"}


def test_a_build_after_that_of_an_edit_renders_nothing(site: LittleSite) -> None:
    profiled(site, 1)
    site.edit("papers/2025/learning-to-hope.md", "tasks", "chores")
    assert profiled(site, 1).kinds
    assert not profiled(site, 1).kinds


def test_a_profile_is_told_to_people_and_to_programs(site: LittleSite, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", f"--content={site.content}", f"--output={site.output}", "--profile"]
    with pytest.raises(SystemExit):
        main([*command, "--quiet"])
    said = capsys.readouterr().err
    assert "  paper: papers/" in said
    assert "peak MB" in said
    site.paste("2025-03-29", "Slow Clocks of the World")
    with pytest.raises(SystemExit):
        main([*command, "--format=json"])
    told = json.loads(capsys.readouterr().out)
    assert told["profile"]["kinds"][0]["files"]
    assert {"parse_papers"} <= {task["name"] for task in told["profile"]["tasks"]}
