"""Pictures of the site of this repository's `content/`, for the README: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline.build import build
from tests.paths import ROOT
from tests.reading import chromium_program, served

PICTURES = ROOT / ".github" / "pictures"
MOST_BYTES = 150_000
PAGES = {
    "home": "index.html",
    "paper": "papers/the-curse-of-depth-in-large-language-models.html",
    "topic": "topics/image-generation.html",
    "topics": "topics/index.html",
    "search": "search/index.html?q=diffusion",
}
READY = {"search": "[data-part=results] li"}
"""What a page has to show before it is a picture, where it comes by script."""


class View(NamedTuple):
    """How somebody looks at the site."""

    width: int
    height: int
    scheme: str


VIEWS = {"light": View(1120, 640, "light"), "dark": View(1120, 640, "dark"), "mobile": View(390, 640, "light")}


def main() -> int:
    """Builds the site in a folder of its own, and takes a picture of each page as each reader sees it."""
    program = chromium_program()
    if program is None:
        print("There is no Chromium to take pictures with; .ci/chromium installs it.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(load(ROOT / "content", output=Path(folder)), report=Report())
        with served(Path(folder)) as address:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            large = [path for name in VIEWS for path in taken(browser, address, name)]
            browser.close()
    for path in large:
        print(f"{path.relative_to(ROOT)} is larger than {MOST_BYTES:,} bytes", file=sys.stderr)
    return 1 if large else 0


def taken(browser: Browser, address: str, name: str) -> list[Path]:
    """Takes the pictures of one view, and gives those that became too large."""
    view = VIEWS[name]
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme="dark" if view.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    large = []
    for title, route in PAGES.items():
        page.goto(address + route, wait_until="networkidle")
        if title in READY:
            page.locator(READY[title]).first.wait_for()
        path = PICTURES / f"{title}-{name}.png"
        page.screenshot(path=path)
        if path.stat().st_size > MOST_BYTES:
            large.append(path)
    context.close()
    return large


if __name__ == "__main__":
    sys.exit(main())
