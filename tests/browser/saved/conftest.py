"""The site that papers are saved from, and a reader with a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.saved.saver import (
    CROWD,
    EDITION,
    FOX,
    LED,
    SITE,
    Meet,
    Reader,
)
from tests.little import LittleSite
from tests.reading import served


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is served: a site below `/repo/`."""
    root = tmp_path_factory.mktemp("saved")
    little = LittleSite(root)
    little.output = root / "served" / "repo"
    little.write("site.toml", SITE)
    little.write("papers/2025/2503.02130.md", FOX)
    little.write("papers/2025/crowd.md", CROWD)
    little.write("papers/2025/bare.md", '---\nid: "bare"\ntitle: "Bare"\n---\n')
    little.write("papers/2025/led.md", LED)
    little.write("editions/2025-03-28.md", EDITION)
    little.build()
    return root / "served"


@pytest.fixture(scope="package")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield f"{address}repo/"


@pytest.fixture
def meet(chromium: Any, address: str) -> Iterator[Meet]:
    """A reader, whose browser is as the settings say; `script` runs before those of a page."""
    readers: list[Reader] = []

    def meet(script: str = "", **settings: Any) -> Reader:
        context = chromium.new_context(**settings)
        if script:
            context.add_init_script(script)
        readers.append(Reader(context, address))
        return readers[-1]

    yield meet
    for reader in readers:
        reader.context.close()
