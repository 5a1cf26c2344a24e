"""A small digest in which nearly everything occurs, and all that sitegen makes of it.

`content/` is the digest, `expected/` the outline of each file of its site. After a change that is meant to be seen,
`python -m tests.whole` writes the outlines anew; the difference then shows in `git diff` what readers will see.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import sitegen
from tests.whole.outline import outline

FOLDER = Path(__file__).parent
EXPECTED = FOLDER / "expected"


def outlines() -> dict[str, str]:
    """Builds the site and outlines its files, by their paths in `expected/`.

    Files of the theme and of the search index are left out, as their own tests read them; so are pictures, and the list
    of digests that the preview compares.
    """
    with tempfile.TemporaryDirectory() as scratch:
        content, site = Path(scratch, "content"), Path(scratch, "site")
        shutil.copytree(FOLDER / "content", content)
        result = sitegen.build(content, site)
        assert not result.diagnostics, result.diagnostics
        routes = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
        return {f"{route}.txt": outline(route, (site / route).read_text("utf-8")) for route in routes if _shown(route)}


def _shown(route: str) -> bool:
    if route.startswith("search/"):
        return route.endswith(".html")
    return not route.startswith("assets/") and not route.endswith(".png") and route != "build.json"
