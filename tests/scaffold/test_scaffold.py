"""A new digest: what `sitegen init` writes can be built and published as it is, and nothing is overwritten."""

from __future__ import annotations

import filecmp
import json
import os
import re
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from sitegen import __version__, build
from sitegen.cli import main
from sitegen.config import load
from sitegen.diagnostics import UsageError
from sitegen.scaffold import Answers, Host, create, default_requirement, schema
from sitegen.scaffold.pages import new_edition, new_page
from tests.little import LittleSite
from tests.paths import ROOT

HOSTS = get_args(Host)


def written(folder: Path, **answers: Any) -> dict[str, str]:
    """The files of a new digest, by path."""
    create(folder, Answers(**answers))
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


def workflow(text: str) -> dict[str, Any]:
    loaded = yaml.safe_load(text)
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("host", HOSTS)
def test_a_new_digest_is_built_as_it_is(tmp_path: Path, host: Host) -> None:
    files = written(tmp_path, host=host, title='Maxwell\'s "demons" \\ @lang@', base_url="https://example.org/papers")
    config = load(tmp_path / "content")
    assert (config.title, config.base_url) == ('Maxwell\'s "demons" \\ @lang@', "https://example.org/papers/")
    assert not re.findall(r"@(?!lang@)[a-z_]+@", "".join(files.values()))
    result = build(tmp_path / "content", tmp_path / "site", jobs=1)
    assert not result.diagnostics
    assert (tmp_path / "site" / "about.html").is_file()


@pytest.mark.parametrize(("lang", "title"), [("en", "About"), ("de-AT", "Über diese Seite"), ("ar", "About")])
def test_the_about_page_is_in_the_language_of_the_interface(tmp_path: Path, lang: str, title: str) -> None:
    about = written(tmp_path, lang=lang)["content/pages/about.md"]
    assert about.startswith(f"# {title}\n\n")
    assert ("This digest lists" in about) == (title == "About")


def test_ids_in_feeds_are_settled_with_the_first_address(tmp_path: Path) -> None:
    create(tmp_path, Answers(base_url="https://example.org/papers"))
    assert load(tmp_path / "content").feed_id == "tag:example.org,2025:papers/"
    moved = load(tmp_path / "content", base_url="https://elsewhere.example/")
    assert moved.feed_id == "tag:example.org,2025:papers/"
    create(tmp_path / "other", Answers())
    assert load(tmp_path / "other" / "content").feed_id == ""
    assert "\n# feed_id = " in (tmp_path / "other" / "content" / "site.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("base_url", "feed_id"),
    [
        ("https://example.org/été/", "tag:example.org,2025:%C3%A9t%C3%A9/"),
        ("https://münchen.example/", "tag:xn--mnchen-3ya.example,2025:"),
        ("https://example.org/~me/a,b/", "tag:example.org,2025:~me/a%2Cb/"),
        ("https://example.org/a:b/", "tag:example.org,2025:a%3Ab/"),
        # RFC 4151 has no tags of numbers
        ("https://[::1]/x/", ""),
    ],
)
def test_a_digest_at_any_address_has_settings_that_a_build_takes(tmp_path: Path, base_url: str, feed_id: str) -> None:
    create(tmp_path, Answers(base_url=base_url))
    assert load(tmp_path / "content").feed_id == feed_id


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.toml").write_text('title = "Mine"\n')
    (tmp_path / "README.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("Mine.")
    kept = {path for path, is_new in create(tmp_path, Answers()).files.items() if not is_new}
    assert kept == {"content/site.toml", "README.md"}
    assert (tmp_path / "content" / "site.toml").read_text() == 'title = "Mine"\n'
    assert (tmp_path / "elsewhere.md").read_text() == "Mine."
    assert not any(create(tmp_path, Answers()).files.values())


def test_a_readme_saved_with_other_ends_of_lines_says_how_to_publish_all_the_same(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_bytes(written(tmp_path, host="netlify")["README.md"].replace("\n", "\r\n").encode())
    assert create(tmp_path, Answers(host="netlify")).publishing == ""
    assert create(tmp_path, Answers(host="gitlab")).publishing != ""


def test_what_hosts_read_is_well_formed_and_installs_what_was_asked_for(tmp_path: Path) -> None:
    requirement = "sitegen-digest[cards] @ git+https://git.example/me/sitegen@5f0c9a41"
    files = {host: written(tmp_path / host, host=host, requirement=requirement) for host in HOSTS}
    assert workflow(files["github"][".github/workflows/publish.yml"])["env"]["SITEGEN"] == requirement
    assert workflow(files["gitlab"][".gitlab-ci.yml"])["variables"]["SITEGEN"] == requirement
    netlify = tomllib.loads(files["netlify"]["netlify.toml"])
    assert netlify["build"]["environment"]["SITEGEN"] == requirement
    assert f"pip install '{requirement}'\n" in files["cloudflare"]["build.sh"]
    assert all(f"pip install '{requirement}'\n" in files[host]["README.md"] for host in HOSTS)


def test_a_workflow_runs_on_pushes_to_the_branch_of_the_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--initial-branch=trunk", tmp_path], check=True)
    files = written(tmp_path, host="github")
    assert '\n    branches: ["trunk"]\n' in files[".github/workflows/publish.yml"]
    assert "/digest/edit/trunk/content/" in files["content/site.toml"]


def test_a_digest_for_gitlab_links_to_its_editor_and_keeps_the_built_site_out_of_git(tmp_path: Path) -> None:
    files = written(tmp_path, host="gitlab")
    assert "gitlab.com/me/digest/-/edit/main/content/" in files["content/site.toml"]
    assert "/public/" in files[".gitignore"].splitlines()
    (tmp_path / ".gitignore").write_text("site/\n.sitegen\n.venv\nmail\n")
    assert [create(tmp_path, Answers(host=host)).ignored for host in ("github", "gitlab")] == [[], ["/public/"]]


def test_papers_that_were_pulled_are_committed_though_somebody_pushed_meanwhile(tmp_path: Path) -> None:
    jobs = workflow(written(tmp_path, host="github")[".github/workflows/publish.yml"])["jobs"]
    assert "git pull --rebase && git push\n" in jobs["pull"]["steps"][-1]["run"]


def test_the_workflow_may_do_no_more_than_it_must_and_its_actions_are_pinned(tmp_path: Path) -> None:
    text = written(tmp_path, host="github")[".github/workflows/publish.yml"]
    jobs = workflow(text)["jobs"]
    assert workflow(text)["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "pull": {"contents": "write"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    used = re.findall(r"uses: (\S+)", text)
    assert len(used) >= 7
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action) for action in used)


@pytest.mark.skipif(os.name != "posix", reason="a runner's shell is bash")
def test_the_workflows_steps_build_the_same_site_as_an_editor_does(tmp_path: Path) -> None:
    text = written(tmp_path / "repository", host="github")[".github/workflows/publish.yml"]
    steps = [step for step in workflow(text)["jobs"]["build"]["steps"] if "sitegen build" in step.get("run", "")]
    summary = tmp_path / "summary.md"
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SITEGEN_HOST_URL": "https://me.github.io/papers/",
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    for step in steps:
        command = ["bash", "-eo", "pipefail", "-c", step["run"]]
        subprocess.run(command, cwd=tmp_path / "repository", env=environment, check=True, capture_output=True)
    assert "0 papers" in summary.read_text()
    build(tmp_path / "repository" / "content", tmp_path / "local", base_url="https://me.github.io/papers/", jobs=1)
    published = sorted(p.relative_to(tmp_path / "local") for p in (tmp_path / "local").rglob("*") if p.is_file())
    pairs = tmp_path / "local", tmp_path / "repository" / "site", [str(path) for path in published]
    assert filecmp.cmpfiles(*pairs, shallow=False)[1:] == ([], [])


def command_of(host: Host, files: dict[str, str]) -> str:
    """What a host runs to publish the site."""
    if host == "github":
        steps = workflow(files[".github/workflows/publish.yml"])["jobs"]["build"]["steps"]
        step = next(step for step in steps if "sitegen build" in step.get("run", ""))
        addresses = {"${{ steps.pages.outputs.base_url }}": "$PAGES_URL"}
        exports = "".join(f'export {name}="{addresses[value]}"\n' for name, value in step["env"].items())
        return f"{exports}{step['run']}"
    if host == "gitlab":
        return "\n".join(workflow(files[".gitlab-ci.yml"])["pages"]["script"])
    if host == "netlify":
        return str(tomllib.loads(files["netlify.toml"])["context"]["production"]["command"])
    return files["build.sh"]


ADDRESS = """
import click
from sitegen.cli.options import Options, common

@click.command()
@click.argument("command")
@click.option("--frozen", is_flag=True)
@common
def show(options: Options, command: str, frozen: bool) -> int:
    print(options.config().base_url)
    return 0

show()
"""
"""A program that takes the arguments of `sitegen build`, and shows the site's address."""
NO_FILE = "no file"
PROJECT = "https://5f0c9a41.digest.pages.example"


@pytest.mark.skipif(os.name != "posix", reason="a host's shell is bash")
@pytest.mark.parametrize(
    "written_as",
    [NO_FILE, "", "base_url='https://own.example/'", '\ufeffbase_url   = "https://own.example/"'],
)
@pytest.mark.parametrize(
    ("host", "environment", "address"),
    [
        ("github", {"PAGES_URL": "https://me.github.example/digest/"}, "https://me.github.example/digest"),
        ("gitlab", {"CI_PAGES_URL": "https://me.gitlab.example/digest"}, "https://me.gitlab.example/digest"),
        ("netlify", {"URL": "https://digest.netlify.example"}, "https://digest.netlify.example"),
        ("cloudflare", {"CF_PAGES_URL": PROJECT, "CF_PAGES_BRANCH": "main"}, "https://digest.pages.example"),
        (
            "cloudflare",
            {"CF_PAGES_URL": PROJECT, "CF_PAGES_BRANCH": "trunk", "PRODUCTION_BRANCH": "trunk"},
            "https://digest.pages.example",
        ),
    ],
)
def test_a_host_publishes_at_the_address_of_the_settings_or_else_at_its_own(
    tmp_path: Path, host: Host, environment: dict[str, str], address: str, written_as: str
) -> None:
    command = command_of(host, written(tmp_path, host=host))
    (tmp_path / "content/site.toml").unlink()
    if written_as != NO_FILE:
        (tmp_path / "content/site.toml").write_text(written_as, "utf-8")
    has_own = "own.example" in written_as
    assert run_command(tmp_path, command, environment) == ("https://own.example/" if has_own else f"{address}/")


@pytest.mark.skipif(os.name != "posix", reason="a host's shell is bash")
def test_a_preview_is_at_its_own_address(tmp_path: Path) -> None:
    files = written(tmp_path, host="cloudflare", base_url="https://own.example/")
    assert load(tmp_path / "content").urls == "clean"
    environment = {"CF_PAGES_URL": PROJECT, "CF_PAGES_BRANCH": "idea"}
    assert run_command(tmp_path, files["build.sh"], environment) == f"{PROJECT}/"


def run_command(folder: Path, command: str, environment: dict[str, str]) -> str:
    """The address at which `sitegen build` finds the site when a host's command runs; nothing is installed or built."""
    tools = folder / "tools"
    tools.mkdir()
    for name, text in (("pip", ""), ("sitegen", f'exec {sys.executable} {folder / "address.py"} "$@"')):
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    (folder / "address.py").write_text(ADDRESS)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    run = ["bash", "-eo", "pipefail", "-c", command]
    variables = {"PATH": path, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(run, cwd=folder, env=variables, check=True, capture_output=True, text=True).stdout.strip()


def test_sources_are_kept_byte_for_byte_by_git(tmp_path: Path) -> None:
    create(tmp_path, Answers())
    (tmp_path / "content/sources").mkdir()
    source = tmp_path / "content/sources/papers.csv"
    source.write_bytes(b"title\r\nSlow Clocks\r\n")
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=x"], ["checkout", "."]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True, capture_output=True)
    show = [*git, "show", "HEAD:content/sources/papers.csv"]
    assert subprocess.run(show, cwd=tmp_path, check=True, capture_output=True).stdout == source.read_bytes()
    assert source.read_bytes() == b"title\r\nSlow Clocks\r\n"


@pytest.mark.skipif(os.name != "posix", reason="a runner's shell is bash")
def test_the_job_that_announces_fits_the_workflow_and_commits_what_was_announced_once(tmp_path: Path) -> None:
    files = written(tmp_path / "work", host="github")
    text = files[".github/workflows/publish.yml"]
    (written_job,) = re.findall(r"(?s)```yaml\n(.*?)```", files["README.md"])
    job = workflow(f"{text}\n{written_job}")["jobs"]["announce"]
    assert job["needs"] in workflow(text)["jobs"]
    assert set(re.findall(r"uses: (\S+)", written_job)) <= set(re.findall(r"uses: (\S+)", text))
    tell, remember = [step["run"] for step in job["steps"] if "run" in step][1:]
    assert tell.startswith("sitegen announce latest")

    def git(*arguments: str, folder: str = "work") -> str:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments]
        return subprocess.run(command, cwd=tmp_path / folder, check=True, capture_output=True, text=True).stdout

    (tmp_path / "origin").mkdir()
    git("init", "--bare", "--quiet", folder="origin")
    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message=A digest")
    git("remote", "add", "origin", str(tmp_path / "origin"))
    git("push", "--quiet", "--set-upstream", "origin", "main")
    for _ in range(2):
        (tmp_path / "work/content/announced.jsonl").write_text("{}\n")
        subprocess.run(
            ["bash", "-eo", "pipefail", "-c", remember], cwd=tmp_path / "work", check=True, capture_output=True
        )
    assert len(git("log", "--oneline", "main", folder="origin").splitlines()) == 2
    assert "content/announced.jsonl" in git("ls-tree", "-r", "--name-only", "main", folder="origin")


def test_the_schema_knows_every_key_of_the_settings() -> None:
    assert b'"author_pages"' in schema()
    assert b'"standard_index_limit"' in schema()


def test_a_release_is_installed_where_nothing_else_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.scaffold.DISTRIBUTION", "no-such-distribution")
    assert default_requirement() == f"no-such-distribution[cards]=={__version__}"


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        (
            {"url": "https://git.example/me/sitegen", "vcs_info": {"vcs": "git", "commit_id": "5f0c"}},
            "sitegen-digest[cards] @ git+https://git.example/me/sitegen@5f0c",
        ),
        (
            {"url": "https://me:p@ss@git.example/me/sitegen", "vcs_info": {"vcs": "git", "commit_id": "5f0c"}},
            "sitegen-digest[cards] @ git+https://git.example/me/sitegen@5f0c",
        ),
        (
            {"url": "ssh://git@git.example/me", "vcs_info": {"commit_id": "5f0c"}},
            f"sitegen-digest[cards]=={__version__}",
        ),
        ({"url": "file:///no/such/folder", "dir_info": {}}, f"sitegen-digest[cards]=={__version__}"),
        ({}, f"sitegen-digest[cards]=={__version__}"),
    ],
)
def test_a_host_installs_the_sitegen_that_runs_here(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any], requirement: str
) -> None:
    class Distribution:
        def read_text(self, name: str) -> str:
            return json.dumps(origin)

    monkeypatch.setattr("sitegen.scaffold.distribution", lambda name: Distribution())
    assert default_requirement() == requirement


@pytest.mark.parametrize(
    "remote",
    [
        "git@git.example:",
        "ssh://git@git.example/",
        "ssh://git@git.example:2222/",
        "https://git.example/",
        "https://oauth2:SECRET@git.example/",
    ],
)
def test_a_host_installs_the_commit_of_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remote: str) -> None:
    commit = start_checkout(tmp_path, f"{remote}me/sitegen.git")
    install_from(tmp_path, monkeypatch)
    assert default_requirement() == f"sitegen-digest[cards] @ git+https://git.example/me/sitegen.git@{commit}"


def test_a_copy_of_sitegen_inside_another_repository_is_no_commit_of_that_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_checkout(tmp_path, "https://git.example/me/thesis.git")
    (tmp_path / "sitegen").mkdir()
    install_from(tmp_path / "sitegen", monkeypatch)
    assert default_requirement() == f"sitegen-digest[cards]=={__version__}"


def start_checkout(folder: Path, remote: str) -> str:
    """Make a repository with one commit, and return that."""

    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        run = ["git", "-C", str(folder), *identity, *arguments]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()

    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message", "x")
    git("remote", "add", "origin", remote)
    return git("rev-parse", "HEAD")


def install_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Distribution:
        def read_text(self, name: str) -> str:
            return json.dumps({"url": folder.as_uri(), "dir_info": {"editable": True}})

    monkeypatch.setattr("sitegen.scaffold.distribution", lambda name: Distribution())


def test_init_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> int | str | None:
        with pytest.raises(SystemExit) as end:
            main(["init", *arguments])
        return end.value.code

    assert run("mine", "--title", "Mine", "--host", "gitlab", "--lang", "de") == 0
    assert "wrote mine/.gitlab-ci.yml" in capsys.readouterr().err
    assert load(Path("mine/content")).lang == "de"
    assert run("other", "--lang", "de_DE") == 2
    wrong = "error[config]: lang: 'de_DE' is no language tag\n   hint: as in en or de-DE\n"
    assert capsys.readouterr().err == wrong
    assert run("other", "--base-url", "example.org") == 2
    assert not Path("other").exists()


def test_a_host_that_wants_another_setting_of_a_digest_that_is_there_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    def said(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main(["init", ".", *arguments])
        return capsys.readouterr().err

    wanted = 'write urls = "clean" into content/site.toml'
    assert wanted not in said("--host", "github")
    assert wanted in said("--host", "cloudflare")
    Path("content/site.toml").write_text('urls = "clean"\n')
    assert wanted not in said("--host", "cloudflare")


def test_a_digest_that_moves_to_another_host_is_told_what_its_address_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    def said(*arguments: str) -> list[str]:
        with pytest.raises(SystemExit):
            main(["init", ".", *arguments])
        return [line for line in capsys.readouterr().err.splitlines() if line.startswith("write ")]

    assert said("--host", "github", "--base-url", "https://me.example/digest/") == []
    site = Path("content/site.toml")
    tag = 'feed_id = "tag:me.example,2025:digest/"'
    site.write_text(site.read_text("utf-8").replace(tag, ""), "utf-8")
    address, feeds, ignored = said("--host", "gitlab")
    assert ignored.startswith("write /public/ ")
    assert address.startswith(
        "write the new address as base_url into content/site.toml: it is https://me.example/digest/ "
    )
    assert feeds.startswith(f"write {tag} into content/site.toml: ")
    assert said("--host", "gitlab") == [ignored]
    site.write_text(f"{tag}\n{site.read_text('utf-8')}", "utf-8")
    assert said("--host", "netlify") == [address]


def test_a_page_and_an_edition_are_started(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("papers/2025/depth.md", '---\ntitle: "The Curse of Depth"\naliases: ["curse"]\n---\n\nWe study depth.\n')
    assert new_page(site.content, "Reading group").name == "reading-group.md"
    new_edition(site.content, "2025-04-04", ["depth", "curse", "Depth"])
    site.build()
    assert site.titles("date/2025-04-04.html") == ["The Curse of Depth"]
    assert "Reading group" in site.text("reading-group.html")
    assert site.findings == []


def test_what_is_there_already_is_not_started_again(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    new_page(site.content, "Search")
    new_edition(site.content, "2025-04-04", [])
    assert [known.code for known in site.build().diagnostics] == ["empty-edition"]
    for again in (partial(new_page, site.content, "Search"), partial(new_edition, site.content, "2025-04-04", [])):
        with pytest.raises(UsageError, match="is there already"):
            again()
    with pytest.raises(UsageError, match="no paper has the id 'x'"):
        new_edition(site.content, "2025-04-05", ["x"])


def test_a_day_has_one_edition_whatever_its_page_is_called(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.write("editions/new-year.md", '---\ndate: "2025-01-01"\n---\n\nA day off.\n')
    with pytest.raises(UsageError, match=r"is there already: editions/new-year\.md"):
        new_edition(site.content, "2025-01-01", [])
    assert "editions/2025-01-01.md" not in site.pages


def test_a_new_digest_has_the_schema_of_its_pages(tmp_path: Path) -> None:
    create(tmp_path, Answers())
    schema = json.loads((tmp_path / "content" / "front-matter.schema.json").read_text("utf-8"))
    assert "draft" in schema["$defs"]["paper"]["properties"]
