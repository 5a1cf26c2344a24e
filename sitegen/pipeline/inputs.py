"""What a build reads, without reading it: files by size and time of change, configuration, and sitegen itself.

A build that would read what the last one read, into a site that is as the last one left it, has nothing to do. So this
is looked at before anything heavy is imported.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.pipeline import versions
from sitegen.pipeline.stamps import Stamps, scan, stamp, with_unsettled_marked
from sitegen.render.theme_folders import theme_folders


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
    folders = {"content": config.content, "sitegen": versions.PACKAGE, **_theme(config)}
    # any number of processes gives the same bytes
    shown = structs.replace(config, jobs=0)
    settings = versions.digest_of([msgspec.to_builtins(shown, enc_hook=str), frozen, versions.libraries()])
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
