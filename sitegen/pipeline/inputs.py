"""What a build reads, without reading it: files by size and time of change, configuration, and sitegen itself.

A build that would read what the last one read, into a site that is as the last one left it, has nothing to do. So this
is looked at before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import time
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import unidata_version

import msgspec
from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.folders import is_utf_8
from sitegen.render.theme_folders import theme_folders
from sitegen.version import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = ("jinja2", "latex2mathml", "lunr", "markdown-it-py", "mdit-py-plugins", "numpy", "pygments", "pyyaml")
"""Those that the bytes of a site depend on."""

Stamp: TypeAlias = tuple[int, int, int]
"""Size in bytes, and the times of the last change of content and of status in nanoseconds."""
Stamps: TypeAlias = dict[str, Stamp]
"""By path below a folder, with `/`."""

_TICK = 20_000_000
"""Nanoseconds in which a file system's clock may stand still."""
_COARSE_TICK = 2_000_000_000
"""The same where times are kept in whole milliseconds or seconds."""


class Inputs(Struct, frozen=True):
    """Everything that a build reads."""

    settings: bytes
    """Digest of the configuration, of what was asked for, and of the libraries' versions."""
    files: dict[str, Stamps]
    """Those of the content folder by the name `content`; the theme's and the program's own by others."""

    @property
    def size(self) -> int:
        """Bytes of the content folder's files."""
        return sum(size for size, *_ in self.files["content"].values())

    @property
    def without_content(self) -> Inputs:
        """The same but for what is shown: settings, theme and program."""
        return structs.replace(self, files={name: files for name, files in self.files.items() if name != "content"})


def find_inputs(config: Config, frozen: bool) -> Inputs:
    """Look at everything that a build would read, without reading it."""
    now = time.time_ns()
    folders = {"content": config.content, "sitegen": _PACKAGE, **_theme(config)}
    # any number of processes gives the same bytes
    shown = structs.replace(config, jobs=0)
    settings = _digest([msgspec.to_builtins(shown, enc_hook=str), frozen, _libraries()])
    return Inputs(settings, {name: with_unsettled_marked(scan(folder), now) for name, folder in folders.items()})


def update_inputs(seen: Inputs, config: Config, paths: Iterable[str]) -> Inputs | None:
    """The inputs after a few files of content and theme changed; None where a look at everything is needed.

    Args:
        seen: the inputs before, of the same configuration.
        paths: files in full. A folder, or a file that was not known and is not there, may stand for many.
    """
    now, root = time.time_ns(), config.content
    stamps = dict(seen.files["content"])
    for path in paths:
        file = Path(path)
        name = next(
            (file.relative_to(top).as_posix() for top in (root, root.resolve()) if file.is_relative_to(top)), ""
        )
        if name and file.is_file() and not any(part.startswith(".") for part in name.split("/")):
            stamps |= with_unsettled_marked({name: stamp(file)}, now)
        elif name in stamps and not file.exists():
            del stamps[name]
        elif name or not file.is_file():
            return None
    theme = {name: with_unsettled_marked(scan(folder), now) for name, folder in _theme(config).items()}
    return Inputs(seen.settings, {"content": stamps, "sitegen": seen.files["sitegen"], **theme})


def _theme(config: Config) -> dict[str, Path]:
    return {f"theme {number}": folder for number, folder in enumerate(theme_folders(config))}


def program_digest() -> bytes:
    """Sixteen bytes that differ for another sitegen and for other versions of the libraries that it uses."""
    code = [(name, (_PACKAGE / name).read_bytes()) for name in sorted(scan(_PACKAGE)) if not name.endswith(".pyc")]
    return _digest([code, _libraries()])


def versions() -> tuple[str, ...]:
    """Versions of all that the bytes of a site depend on, for programs on other machines to compare."""
    names = [name for name in sorted(scan(_PACKAGE)) if name.endswith((".py", ".toml", ".bin"))]
    # a theme is no part of the program, and lies elsewhere in a checkout
    code = [(name, (_PACKAGE / name).read_bytes()) for name in names if not name.startswith("templates/")]
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return f"sitegen {__version__} ({_digest(code).hex()[:8]})", f"Unicode {unidata_version}", *libraries


def _libraries() -> list[str]:
    """The versions of everything installed, as names of folders give them, which is the fastest way to read them."""
    folders = [folder for folder in sys.path if os.path.isdir(folder)]
    names = {name for folder in folders for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))}
    return [__version__, platform.python_version(), *sorted(names)]


def _digest(record: Any) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode(record)).digest()[:16]


def scan(folder: Path) -> Stamps:
    """The stamps of all files below a folder, empty where there is none; not of hidden files and Python's own, nor of
    those whose names are not UTF-8."""
    stamps: Stamps = {}
    waiting = [(str(folder), "")]
    while waiting:
        folder_path, prefix = waiting.pop()
        try:
            entries = os.scandir(folder_path)
        except OSError:
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name[0] == "." or name == "__pycache__" or not is_utf_8(name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{prefix}{name}/"))
                else:
                    stamps[prefix + name] = stamp(entry)
    return stamps


def stamp(file: os.DirEntry[str] | Path | str) -> Stamp:
    """The stamp of one file; zeros for a link that leads nowhere."""
    try:
        status = file.stat() if isinstance(file, os.DirEntry) else os.stat(file)
    except OSError:
        return (0, 0, 0)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def with_unsettled_marked(stamps: Stamps, now: int) -> Stamps:
    """The stamps, but for files changed just now, which may change again within one tick and keep their stamp.

    Those get a stamp that no later look will give, so that nothing learned from them is taken for known.

    Args:
        now: nanoseconds since 1970, no later than when the files are read.
    """
    return {
        path: stamp if now - stamp[2] > (_TICK if stamp[2] % 1_000_000 else _COARSE_TICK) else (stamp[0], now, 0)
        for path, stamp in stamps.items()
    }
