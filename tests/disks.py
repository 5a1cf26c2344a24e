"""Folders as other disks are: closed to writing, small, or known by two names. Some need a mount, and so root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody can write below the folder."""
    if os.geteuid():
        inside = [folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())]
        for path in inside:
            path.chmod(0o555)
        yield
        for path in inside:
            path.chmod(0o755)
    else:
        # nothing is closed to root but a disk
        with mounted("--bind", str(folder), at=folder):
            _mount("-o", "remount,bind,ro", str(folder))
            yield


@contextmanager
def mounted(*what: str, at: Path) -> Iterator[None]:
    """Something is mounted at a folder; the test is skipped where that cannot be."""
    at.mkdir(parents=True, exist_ok=True)
    _mount(*what, str(at))
    try:
        yield
    finally:
        subprocess.run(["umount", at], check=True, timeout=20)


def _mount(*arguments: str) -> None:
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can mount")
    done = subprocess.run(["mount", *arguments], capture_output=True, timeout=20, check=False)
    if done.returncode:
        pytest.skip("nothing can be mounted here")
