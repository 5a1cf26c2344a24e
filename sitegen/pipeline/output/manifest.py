"""The manifest of a site, `build.json`: which files are sitegen's, and whether a site may be written to a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.config import Config
from sitegen.diagnostics import usage_error
from sitegen.files import is_temporary
from sitegen.routes import Route
from sitegen.text.wording import first_few
from sitegen.version import __version__

MANIFEST = "build.json"
_GENERATOR = "sitegen"
_HARMLESS = frozenset({".gitignore", ".gitkeep", ".DS_Store", ".git"})


class Part(Struct, frozen=True, kw_only=True):
    """Which part of a site a folder holds, and what the site is made from."""

    number: int
    count: int
    versions: tuple[str, ...]
    settings: str
    theme: str
    content: str
    """Digests."""
    papers: int
    editions: int
    topics: int
    size: int = 0
    """Bytes of its files, once they are written."""


class Manifest(Struct, frozen=True, omit_defaults=True):
    """The files of a site that are sitegen's."""

    generator: str
    files: tuple[Route, ...]
    """As anybody may have written them: only what `files.is_path` accepts lies below the site."""
    part: Part | None = None
    """Where the site is not whole."""


def check_overlap(config: Config) -> None:
    """Raise a UsageError where the output folder overlaps the content; neither is looked through then."""
    output, content = config.output.resolve(), config.content.resolve()
    # also under another name
    is_inside = any(_is_same(output, folder) for folder in (content, *content.parents))
    if is_inside or any(_is_same(content, folder) for folder in output.parents):
        message = f"the site cannot be written to {config.output}, which overlaps {config.content}"
        raise usage_error("output", message, hint="name a folder of its own with --output")


def check_place(config: Config) -> None:
    """Raise a UsageError where the output folder is none, or holds files that sitegen did not put there."""
    output = config.output
    if nowhere := next((path for path in (output, *output.parents) if path.is_symlink() and not path.exists()), None):
        hint = "name another folder with --output, or make what the link leads to"
        raise usage_error("output", f"{nowhere} is a link that leads nowhere", hint=hint)
    if not output.is_dir():
        if output.exists():
            raise usage_error("output", f"{output} is no folder", hint="name a folder with --output")
        return
    if (output / MANIFEST).exists():
        known = read(output)
        if config.shard and known.files and not known.part:
            hint = "name another folder with --output"
            raise usage_error("output", f"{output} holds a whole site, and not a part of one", hint=hint)
    elif foreign := sorted(name for name in os.listdir(output) if name not in _HARMLESS and not is_temporary(name)):
        message = f"{output} is not empty, and sitegen did not make what is in it ({first_few(foreign, 3)})"
        raise usage_error("output", message, hint="name another folder with --output, or empty this one")


def read(folder: Path) -> Manifest:
    """The manifest of the site in a folder, empty for a new one. Raises UsageError for something else of that name."""
    file = folder / MANIFEST
    return decode(file.read_bytes(), str(file)) if file.exists() else Manifest("", ())


def decode(data: bytes, display_path: str) -> Manifest:
    """A manifest from its bytes; errors call it `display_path`. Raises UsageError."""
    try:
        known = msgspec.json.decode(data, type=Manifest)
    except msgspec.MsgspecError:
        known = None
    if known is None or known.generator.partition(" ")[0] != _GENERATOR:
        message = f"{display_path} is not what sitegen writes there, so it is unknown which files are sitegen's"
        hint = "move what is yours away from there and delete the rest, or name another folder with --output"
        raise usage_error("output", message, hint=hint)
    return known


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def of(routes: Iterable[Route], part: Part | None = None) -> Manifest:
    """The manifest of a site of these files, or of a part of one."""
    return Manifest(f"{_GENERATOR} {__version__}", tuple(sorted(routes)), part)
