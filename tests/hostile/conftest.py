"""The site of hostile texts, which is built once."""

from __future__ import annotations

import pytest

from tests.hostile.digests import PAYLOADS, site_of
from tests.little import LittleSite


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[LittleSite, dict[str, str]]:
    """A site with a day per text, and the texts by their days."""
    return site_of(PAYLOADS, tmp_path_factory.mktemp("hostile"))
