"""Files of the content folder that pages refer to: where they may lie, and their bytes as part of the site."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from msgspec import Struct

from sitegen.files import is_path
from sitegen.render.theme import Theme
from sitegen.routes import Route
from sitegen.text.references import Reference

MAX_FILE = 25 * 2**20
"""Bytes of a file: Cloudflare Pages takes none that is larger, and no reader waits for it."""
ASSETS = "assets"
"""Folder of the content for files that belong to no page."""


class FileView(Struct, frozen=True, kw_only=True):
    """A file of the content folder that is published as it is."""

    uses_theme: ClassVar = False
    """A changed template leaves the file alone."""

    route: Route
    path: str
    sha256: bytes


def render_file(view: FileView, theme: Theme) -> bytes:
    """The bytes of a file of the content folder."""
    return Path(view.path).read_bytes()


def path_of(target: str, path: str) -> str:
    """Where a link of a page leads, relative to the content folder, from which `/` leads."""
    path = "" if target.startswith("/") else path
    target = target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def files_of(reference: Reference, path: str) -> tuple[str, ...]:
    """Paths of the files that a reference of a page may mean."""
    both = (path_of(reference.target, path), f"{ASSETS}/{path_of(reference.target, '')}")
    return (*both, path_of(reference.target, "")) if reference.is_wiki else both


def names_with_sign(reference: Reference) -> list[str]:
    """Names of files that may be meant by `a b.png`, or `C# notes.md`, which leads to a part of `C`."""
    signs = ("#", "# ", " #") if reference.part else ("",) if reference.rest else ()
    name = f"{reference.part}{reference.rest}"
    return [f"{reference.target}{sign}{name}{ending}" for sign in signs for ending in ("", ".md")]


def name_problem(path: str) -> str:
    """What keeps a file from being published under its name; empty for nothing."""
    if any(part.startswith(".") for part in path.split("/")):
        return "is hidden"
    return "" if is_path(path) else "has a name that not every system can hold"


def as_address(path: str) -> str:
    """A path as Markdown has it between the parentheses of a link.

    >>> as_address("a b.png"), as_address("C# notes.md")
    ('<a b.png>', 'C%23%20notes.md')
    """
    if "#" in path or "%" in path:
        return quote(path, safe="/~")
    return f"<{path}>" if " " in path else path
