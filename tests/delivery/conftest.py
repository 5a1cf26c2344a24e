"""A digest that can be sent, and a server that takes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.config import Config, load
from sitegen.delivery.send import Clock
from tests import web
from tests.little import LittleSite

if TYPE_CHECKING:
    from tests.delivery.post_office import PostOffice

# without the mail server of the dev extra nothing here can be tested
collect_ignore_glob = [] if find_spec("aiosmtpd") and find_spec("css_inline") else ["test_*.py"]

SETTINGS = """\
title = "Papers of the day"
base_url = "https://papers.example/digest/"

[mail]
sender = "Papers of the day <digest@papers.example>"
unsubscribe = "https://papers.example/leave?reader={address}"
rate = 0
"""


class Digest(LittleSite):
    """A little site with two editions in one week, and settings for mails."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.home = folder
        self.write("site.toml", SETTINGS)
        self.paste("2025-03-27", "A study of depth", "Notes on width")
        self.paste("2025-03-28", "Bounds for trees", "Learning to rank", "A survey of graphs")
        self.build()

    @property
    def config(self) -> Config:
        return load(self.content, output=self.output)

    def people(self, *addresses: str) -> Path:
        """A list of these people."""
        path = self.home / "people.txt"
        path.write_text("\n".join(addresses), "utf-8")
        return path


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    return Digest(tmp_path)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    from tests.delivery.post_office import open_office

    with open_office() as found:
        yield found


@pytest.fixture
def time() -> web.Clock:
    return web.Clock()


@pytest.fixture
def clock(time: web.Clock) -> Clock:
    return Clock(seconds=time, sleep=time.sleep, now=lambda: datetime(2025, 3, 28, 6, tzinfo=UTC))
