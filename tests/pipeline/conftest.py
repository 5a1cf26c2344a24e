"""Fixtures of the tests of commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.config import Config
from tests import web
from tests.desk import Desk
from tests.web import Web


@pytest.fixture
def server() -> Iterator[Web]:
    with web.running() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(content=tmp_path / "content")
