"""numpy is set up before it is imported, and nobody hears of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_VARIABLE = "NPY_DISABLE_CPU_FEATURES"
_LOAD = f"import os; from sitegen.pipeline.numerics import load_numpy; load_numpy(); print(os.environ['{_VARIABLE}'])"
_BUILD = f"""
import os, sys
from importlib.abc import MetaPathFinder


class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "numpy":
            print(os.environ.get({_VARIABLE!r}))


sys.meta_path.insert(0, Finder())
from sitegen import build

build("content", "site", jobs=1)
"""
"""A build that tells what is set when it imports numpy."""


@pytest.mark.parametrize(("set_by_user", "expected"), [(None, "AVX512_SKX X86_V4\n"), ("", "\n")])
def test_numpy_loads_without_a_warning_as_the_user_has_set_it_up(set_by_user: str | None, expected: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != _VARIABLE}
    if set_by_user is not None:
        environment[_VARIABLE] = set_by_user
    command = [sys.executable, "-W", "error", "-c", _LOAD]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (expected, "")


@pytest.mark.parametrize("settings", ["", '[[searches]]\nname = "Curse"\nquery = "curse"\n'])
def test_numpy_is_set_up_before_a_build_imports_it(settings: str, tmp_path: Path) -> None:
    (tmp_path / "content/papers").mkdir(parents=True)
    (tmp_path / "content/site.toml").write_text(settings, "utf-8")
    (tmp_path / "content/papers/curse.md").write_text("---\ntitle: The Curse of Depth\n---\n", "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != _VARIABLE}
    command = [sys.executable, "-c", _BUILD]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "AVX512_SKX X86_V4\n"
