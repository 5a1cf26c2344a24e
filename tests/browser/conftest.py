"""The seed's site, built once for all tests of its search, and a reader who searches it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.searcher import Searcher, searching
from tests.paths import ROOT
from tests.reading import launched, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CONTENT = ROOT / "content"
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types sitegen"
)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One for all tests of readers."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed's site, built as everybody builds it."""
    work = tmp_path_factory.mktemp("search")
    shutil.copytree(CONTENT, work / "content")
    subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "--quiet", "--output", "public/repo"], cwd=work, check=True
    )
    return work


@pytest.fixture(scope="package")
def site(folder: Path) -> Iterator[str]:
    """The address of the site, below `/repo/`."""
    with served(folder / "public", {"Content-Security-Policy": POLICY}) as address:
        yield f"{address}repo/"


@pytest.fixture(scope="package")
def papers(folder: Path) -> dict[str, str]:
    """Title and abstract of every paper by id, as its page in `content` has them."""
    texts = {}
    for path in (folder / "content" / "papers").rglob("*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        title = json.loads(re.search(r"^title: (.*)$", front, re.MULTILINE)[1])  # type: ignore[index]
        texts[path.stem] = f"{title}\n{body}"
    return texts


@pytest.fixture
def reader(chromium: Browser, site: str) -> Iterator[Searcher]:
    with searching(chromium, site) as searcher:
        yield searcher
