"""numpy is set up before it is imported, and nobody hears of it."""

import os
import subprocess
import sys

import pytest

_VARIABLE = "NPY_DISABLE_CPU_FEATURES"
_LOAD = f"import os; from sitegen.pipeline.numerics import load_numpy; load_numpy(); print(os.environ['{_VARIABLE}'])"


@pytest.mark.parametrize(("set_by_user", "expected"), [(None, "AVX512_SKX X86_V4\n"), ("", "\n")])
def test_numpy_loads_without_a_warning_as_the_user_has_set_it_up(set_by_user: str | None, expected: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != _VARIABLE}
    if set_by_user is not None:
        environment[_VARIABLE] = set_by_user
    command = [sys.executable, "-W", "error", "-c", _LOAD]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (expected, "")
