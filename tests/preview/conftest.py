"""Fixtures of the tests of the preview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.preview.worker import Worker
from tests.preview.running import PAGE, Preview, Start


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site with one paper, a section and a page for what is not there."""
    folder = tmp_path / "site"
    for name, words in [
        ("index.html", b"home"),
        ("404.html", b"lost"),
        ("papers/index.html", b"papers"),
        ("papers/var.html", b"VAR"),
    ]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PAGE % words)
    (folder / "main.js").write_bytes(b"let x")
    (folder / "feed.xml").write_bytes(b"<feed/>")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture
def start(content: Path) -> Iterator[Start]:
    running: list[Preview] = []

    def begin(worker: Worker, **more: Any) -> Preview:
        running.append(Preview(worker, content, **more))
        return running[-1]

    yield begin
    for preview in running:
        preview.close()
