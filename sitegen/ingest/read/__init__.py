"""Syntax of source files, read without trust: JSON, XML, YAML, tagged lines, BibTeX, HTML, LaTeX, wikis, calendars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Numbered: TypeAlias = tuple[int, str]
"""A line and its number in the source."""


def barred(cells: Iterable[str]) -> str:
    """A row of a table as Markdown has it, which all tables that are drawn or marked up become.

    >>> barred(["Slow Clocks", "Ann Lee | Bo Cho"])
    '| Slow Clocks | Ann Lee \\\\| Bo Cho |'
    """
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
