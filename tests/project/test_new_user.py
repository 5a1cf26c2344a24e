"""Somebody who has never seen sitegen: the wheel alone, an empty folder, and at the end a published digest."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml

from tests.project.test_packaging import Machine, clone

__all__ = ["clone"]

BASE_URL = "https://me.github.io/my-digest/"
PAPERS = """March 28, 2025

The Curse of Depth in Large Language Models

We study why half of the layers of a large language model do almost nothing, and show that scaling the variance of the
layer normalisation lets deep layers learn. The experiments span models from 130 million to 7 billion parameters.

Diffusion Without Noise

We train a generator that removes blur in place of noise, and show that it needs a tenth of the steps at the same
quality on three tasks of image synthesis. An analysis of its errors explains where the rest of them comes from.
"""


def environment(machine: Machine, **more: str) -> dict[str, str]:
    """Variables of a person or runner: the machine's Python first, and an identity for Git."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("SITEGEN_", "GIT_"))}
    identity = {f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**variables, **identity, "PATH": f"{machine.bin}{os.pathsep}{os.environ['PATH']}", **more}


def shell(command: str, folder: Path, variables: dict[str, str], code: int = 0) -> str:
    """What a command says; it has to end with a code."""
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == code, f"{command}\n{done.stdout}"
    return done.stdout


@contextmanager
def served(folder: Path, variables: dict[str, str]) -> Iterator[str]:
    """The address of the preview of a digest."""
    command = ["bash", "-c", "exec sitegen serve --port 0"]
    with subprocess.Popen(command, cwd=folder, env=variables, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        lines = iter(server.stderr.readline, "")
        try:
            yield next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        finally:
            server.terminate()
            server.communicate()


def seen(address: str, text: str) -> bool:
    """Whether a page of the preview comes to say something."""
    for _ in range(120):
        with urlopen(address) as page:
            if text in page.read().decode():
                return True
        time.sleep(0.5)
    return False


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the commands are for a shell")
def test_from_the_wheel_alone_to_a_published_digest(clone: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(clone)]
    subprocess.run(pip, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    person = Machine(tmp_path / "person")
    person.install(str(wheel))
    installed = time.monotonic()
    ours = environment(person)
    home = tmp_path / "home"
    home.mkdir()
    (home / "papers.txt").write_text(PAPERS, "utf-8")
    shell(f"sitegen init my-digest --title 'My digest' --host github --install-from '{wheel}'", home, ours)
    digest = home / "my-digest"
    said = shell("sitegen add ../papers.txt --date 2025-03-28", digest, ours)
    assert "edition of 2025-03-28, 2 papers" in said

    edition = digest / "content" / "editions" / "2025-03-28.md"
    whole = edition.read_text("utf-8")
    with served(digest, ours) as address:
        assert seen(address, "Diffusion Without Noise")
        edition.write_text(whole + "\n   A tenth of the steps!\n", "utf-8")
        assert seen(address, "A tenth of the steps!")
    edition.write_text(whole.replace("papers/2025/diffusion-without-noise", "papers/2025/diffusion"), "utf-8")
    broken = shell("sitegen build", digest, ours, code=1)
    assert re.search(r"content/editions/2025-03-28\.md:\d+:\d+: error\[unknown-paper\]", broken)
    assert "hint: did you mean ../papers/2025/diffusion-without-noise.md?" in broken
    edition.write_text(whole + "\n   A tenth of the steps!\n", "utf-8")
    shell("sitegen check --strict", digest, ours)

    shell("git init --quiet --bare --initial-branch main hosted.git", tmp_path, ours)
    shell("git init --quiet --initial-branch main && git add . && git commit --quiet -m 'My digest'", digest, ours)
    shell(f"git push --quiet {tmp_path / 'hosted.git'} main", digest, ours)
    shell("git clone --quiet hosted.git runner", tmp_path, ours)

    workflow = yaml.safe_load((tmp_path / "runner" / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    summary = tmp_path / "summary.md"
    runner = environment(
        Machine(tmp_path / "runners"),
        SITEGEN=workflow["env"]["SITEGEN"],
        SITEGEN_HOST_URL=BASE_URL,
        GITHUB_STEP_SUMMARY=str(summary),
    )
    for step in workflow["jobs"]["build"]["steps"]:
        if "run" in step:
            shell(step["run"], tmp_path / "runner", runner)
    assert "2 papers, 1 edition" in summary.read_text("utf-8")

    shell(f"sitegen build --base-url {BASE_URL} --output ../local", digest, ours)
    published, local = tmp_path / "runner" / "site", home / "local"
    files = sorted(str(file.relative_to(local)) for file in local.rglob("*") if file.is_file())
    assert files == sorted(str(file.relative_to(published)) for file in published.rglob("*") if file.is_file())
    assert filecmp.cmpfiles(local, published, files, shallow=False)[1:] == ([], [])
    assert "A tenth of the steps!" in (published / "index.html").read_text("utf-8")
    print(f"installed in {installed - start:.0f} s, published {time.monotonic() - installed:.0f} s later")
