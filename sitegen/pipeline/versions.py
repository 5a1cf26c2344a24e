"""Versions of the program and of the libraries that it uses: with others, the same inputs may give other bytes."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import unidata_version

import msgspec

from sitegen.pipeline.stamps import scan
from sitegen.version import __version__

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the program."""
_LIBRARIES = ("jinja2", "latex2mathml", "lunr", "markdown-it-py", "mdit-py-plugins", "numpy", "pygments", "pyyaml")
"""Those that the bytes of a site depend on."""


def program_digest() -> bytes:
    """Sixteen bytes that differ for another sitegen and for other versions of the libraries that it uses."""
    code = [(name, (PACKAGE / name).read_bytes()) for name in sorted(scan(PACKAGE)) if not name.endswith(".pyc")]
    return digest_of([code, libraries()])


def versions() -> tuple[str, ...]:
    """Versions of all that the bytes of a site depend on, for programs on other machines to compare."""
    names = [name for name in sorted(scan(PACKAGE)) if name.endswith((".py", ".toml", ".bin"))]
    # a theme is no part of the program, and lies elsewhere in a checkout
    code = [(name, (PACKAGE / name).read_bytes()) for name in names if not name.startswith("templates/")]
    releases = [f"{name} {version(name)}" for name in _LIBRARIES]
    return f"sitegen {__version__} ({digest_of(code).hex()[:8]})", f"Unicode {unidata_version}", *releases


def libraries() -> list[str]:
    """The versions of everything installed, as names of folders give them, which is the fastest way to read them."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]
    names = {name for folder in folders for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))}
    return [__version__, platform.python_version(), *sorted(names)]


def digest_of(record: Any) -> bytes:
    """Sixteen bytes that differ for another record."""
    return hashlib.sha256(msgspec.msgpack.encode(record)).digest()[:16]
