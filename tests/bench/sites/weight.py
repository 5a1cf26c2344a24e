"""What the pages of papers weigh on their way to a reader, and how much of that is not their text."""

from __future__ import annotations

import gzip
import random
import statistics
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from msgspec import Struct

_SAMPLE = 300
_UNSHOWN = ("script", "style", "title")


class Weight(Struct, frozen=True):
    """Medians over papers, in bytes."""

    page: float
    gzipped: float
    above_text: float
    """What the gzipped page has beyond the gzipped text that a reader sees."""
    above_abstract: float
    """What it has beyond the gzipped abstract."""


def weigh(folder: Path) -> Weight:
    """The weight of a sample of pages, all that lie in a folder and are no list."""
    pages = sorted(path for path in folder.glob("*.html") if not path.name.startswith("index."))
    texts = [path.read_text("utf-8") for path in random.Random(_SAMPLE).sample(pages, min(_SAMPLE, len(pages)))]

    def median(measure: Callable[[str], int]) -> float:
        return statistics.median(map(measure, texts))

    return Weight(
        page=median(lambda page: len(page.encode())),
        gzipped=median(_gzipped),
        above_text=median(lambda page: _gzipped(page) - _gzipped(_shown(page))),
        above_abstract=median(lambda page: _gzipped(page) - _gzipped(_shown(_abstract(page)))),
    )


def _gzipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 6, mtime=0))


def _abstract(page: str) -> str:
    return page.partition('<section class="paper-abstract">')[2].partition("</section>")[0]


def _shown(page: str) -> str:
    reader = _Text()
    reader.feed(page)
    return "".join(reader.texts)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unshown += tag in _UNSHOWN

    def handle_endtag(self, tag: str) -> None:
        self._unshown -= tag in _UNSHOWN

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.texts.append(data)
