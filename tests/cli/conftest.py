"""Fixtures of the tests of the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import sitegen.pipeline.build
from tests.cli.console import Asked, Console


@pytest.fixture
def console(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("SITEGEN_") or name in ("NO_COLOR", "SOURCE_DATE_EPOCH"):
            monkeypatch.delenv(name)
    (tmp_path / "content").mkdir()
    return Console(capsys)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    stand_in = Asked()
    monkeypatch.setattr(sitegen.pipeline.build, "build", stand_in)
    return stand_in
