"""Every promise of SECURITY.md names tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.paths import ROOT

ROWS = re.findall(r"(?m)^\| (?!threat|---)(.+?) \| (.+?) \| (.+?) \|$", (ROOT / "SECURITY.md").read_text("utf-8"))


@pytest.mark.parametrize(("promise", "tests"), [row[1:] for row in ROWS], ids=[row[0][:40] for row in ROWS])
def test_a_promise_is_held_by_tests_that_are_there(promise: str, tests: str) -> None:
    names = re.findall(r"`(tests/[\w/.]+)`", tests)
    assert names, promise
    for name in names:
        files = [ROOT / name] if name.endswith(".py") else list((ROOT / name).glob("test_*.py"))
        assert files
        assert all("def test_" in file.read_text("utf-8") for file in files), name
