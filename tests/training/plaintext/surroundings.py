"""What stands above and below lists in pages, mails and minutes, as people paste it: the file `styles/surroundings`.

Each begins with `=== family name` and has a part `--- above`, a part `--- below` or both. None of their lines says a day,
as the day of a list would be there.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from msgspec import Struct

from tests.training.plaintext.entries import STYLES


class Surrounding(Struct, frozen=True):
    """The lines around the list of one page."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def surrounded(random: Random, text: str) -> str:
    """A list in the place of another: with the end of what stood above it, and the beginning of what stood below."""
    page = random.choice(_surroundings())
    above = page.above[random.randrange(len(page.above) + 1) :]
    below = page.below[: random.randrange(len(page.below) + 1)]
    gap = random.choice(("\n", "\n\n", "\n\n"))
    return gap.join(part for part in ("\n".join(above), text, "\n".join(below)) if part)


@cache
def _surroundings() -> tuple[Surrounding, ...]:
    pages = re.split(r"^=== .*\n", (STYLES / "surroundings").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    parts = (re.split(r"^--- (above|below)\n", page, flags=re.MULTILINE)[1:] for page in pages)
    lines = (
        {name: tuple(text.splitlines()) for name, text in zip(part[::2], part[1::2], strict=True)} for part in parts
    )
    return tuple(Surrounding(**each) for each in lines)
