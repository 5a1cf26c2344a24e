"""Fixtures of the tests of fetching."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import web
from tests.web import Web


@pytest.fixture
def server() -> Iterator[Web]:
    with web.running() as found:
        yield found
