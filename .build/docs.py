"""Builds the manual with sitegen itself: `python .build/docs.py site-docs` writes it there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from sitegen import __version__, build
from sitegen.cli import manual
from sitegen.cli.commands import sitegen as commands


def write(content: Path) -> None:
    """Write the pages of the manual as the content of a site."""
    (content / "pages").mkdir(parents=True)
    (content / "site.toml").write_text('title = "sitegen"\ndescription = "The manual of sitegen."\n', "utf-8")
    (content / "pages" / "about.md").write_text(
        f"# About\n\n[sitegen](index.md) {__version__}, MIT licence.\n", "utf-8"
    )
    for name in manual.NAMES:
        (content / "pages" / f"{name}.md").write_text(manual.page(name, commands), "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "content")
        result = build(Path(folder) / "content", sys.argv[1], jobs=1)
    print(*result.diagnostics, f"{result.outputs} files in {sys.argv[1]}", sep="\n")
    sys.exit(bool(result.diagnostics))
