"""Fixtures of the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.config import Config
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(content=tmp_path / "content")
