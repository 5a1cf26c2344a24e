"""The workflows and the project's own files: what runs elsewhere and would be noticed late."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.paths import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"

pytestmark = pytest.mark.skipif(not WORKFLOWS.is_dir(), reason="an sdist carries no workflows")


def workflow(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    # YAML 1.1 reads the key `on` as true
    loaded["on"] = loaded.pop(True)
    assert isinstance(loaded, dict)
    return loaded


def action() -> dict[str, Any]:
    """The composite action of this repository, as a job."""
    runs = yaml.safe_load((WORKFLOWS.parent / "action.yml").read_text(encoding="utf-8"))["runs"]
    assert isinstance(runs, dict)
    return runs


def steps(job: dict[str, Any], uses: str) -> list[dict[str, Any]]:
    return [step for step in job["steps"] if step.get("uses", "").startswith(f"{uses}@")]


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("name", ["test.yml", "publish.yml", "release.yml"])
def test_no_workflow_may_do_more_than_read_unless_a_job_says_so(name: str) -> None:
    assert workflow(name)["permissions"] == {"contents": "read"}


def test_only_the_deployment_may_write_pages_and_only_the_schedule_content() -> None:
    jobs = workflow("publish.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["pull"]["permissions"] == {"contents": "write"}
    assert jobs["pull"]["if"] == "github.event_name == 'schedule'"


def test_every_morning_the_feeds_are_pulled_and_committed_before_the_site_is_built() -> None:
    jobs = workflow("publish.yml")["jobs"]
    (pulled,) = [step for step in jobs["pull"]["steps"] if "sitegen pull" in step.get("run", "")]
    assert pulled["continue-on-error"] is True
    assert "git push" in commands(jobs["pull"])[-1]
    assert jobs["build"]["needs"] == "pull"
    (checkout,) = steps(jobs["build"], "actions/checkout")
    assert checkout["with"]["ref"] == "${{ github.event_name == 'schedule' && github.ref_name || '' }}"


def test_a_run_without_a_pull_is_built_all_the_same() -> None:
    jobs = workflow("publish.yml")["jobs"]
    assert jobs["build"]["if"] == "${{ !cancelled() && !failure() }}"
    # a pull that was skipped would have the deployment skipped too, were it not asked of the build alone
    assert "needs.build.result == 'success'" in jobs["deploy"]["if"]


def test_a_pull_request_is_built_and_not_deployed() -> None:
    found = workflow("publish.yml")
    assert "pull_request" in found["on"]
    assert "github.event_name != 'pull_request'" in found["jobs"]["deploy"]["if"]
    assert "pull_request" not in found["jobs"]["build"]["if"]
    (upload,) = steps(action(), "actions/upload-pages-artifact")
    assert upload["if"] == "github.event_name != 'pull_request'"


def test_the_site_is_rebuilt_every_day() -> None:
    (schedule,) = workflow("publish.yml")["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])


def test_the_base_url_is_what_pages_says_it_is_where_the_settings_have_none() -> None:
    (pages,) = steps(action(), "actions/configure-pages")
    made, _ = [step for step in action()["steps"] if "sitegen build" in step.get("run", "")]
    assert made["env"]["SITEGEN_HOST_URL"] == f"${{{{ steps.{pages['id']}.outputs.base_url }}}}"
    assert {"$ARGUMENTS", "--format", "github"} <= set(made["run"].split())
    (used,) = [step for step in workflow("publish.yml")["jobs"]["build"]["steps"] if step["uses"] == "./.github"]
    assert used["with"]["arguments"] == "--frozen --strict"


def test_a_release_is_published_without_a_password_and_after_the_wheel_was_tried() -> None:
    jobs = workflow("release.yml")["jobs"]
    assert workflow("release.yml")["on"] == {"push": {"tags": ["v*"]}}
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["needs"] == "build"
    assert "secrets." not in (WORKFLOWS / "release.yml").read_text("utf-8")
    tried = "\n".join(commands(jobs["build"]))
    assert tried.index("python -m build") < tried.index('"sitegen, version ${GITHUB_REF_NAME#v}"')
    assert "sitegen init --title Trial --host none\nsitegen build --strict" in tried


def test_actions_are_pinned_by_digest() -> None:
    files = [*WORKFLOWS.glob("*.yml"), WORKFLOWS.parent / "action.yml"]
    used = [name for file in files for name in re.findall(r"(?m)^ *(?:- )?uses: (\S+)", file.read_text("utf-8"))]
    assert len(used) >= 10
    assert [name for name in used if not re.fullmatch(r"\./\.github|(?:actions|pypa)/[\w-]+@[0-9a-f]{40}", name)] == []


def test_the_action_installs_the_checkout_it_lies_in() -> None:
    assert 'python -m pip install "$GITHUB_ACTION_PATH/.."' in commands(action())
    assert all(step["shell"] == "bash" for step in action()["steps"] if "run" in step)


def test_a_deployment_under_way_is_let_finish() -> None:
    assert workflow("publish.yml")["concurrency"]["cancel-in-progress"] == (
        "${{ github.event_name == 'pull_request' }}"
    )


def test_every_python_that_is_promised_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [found[1] for words in project["classifiers"] if (found := re.search(r":: (3\.\d+)$", words))]
    job = workflow("test.yml")["jobs"]["test"]
    assert job["strategy"]["matrix"]["python"] == promised
    assert commands(job) == [".ci/run"]
    assert commands(workflow("test.yml")["jobs"]["lint"]) == ["make lint"]


def test_no_configuration_says_where_packages_come_from() -> None:
    addresses = re.compile(r"index-url|\"resolved\"|registry\s*=|registry\.npmjs|pypi\.org|pythonhosted", re.IGNORECASE)
    kinds = {".toml", ".json", ".yml", ".yaml", ".cfg", ".ini", ".npmrc", ".lock"}
    folders = [ROOT, ROOT / ".js-lint", ROOT / ".build", WORKFLOWS]
    for path in (path for folder in folders for path in folder.glob("*") if path.is_file()):
        if path.suffix in kinds or path.name in {"Makefile", ".npmrc"}:
            assert not addresses.search(path.read_text(encoding="utf-8")), path
