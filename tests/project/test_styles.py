"""The theme's styles: sizes are named once, in `tokens.css`, and lists without signs are lists in every browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.paths import ROOT

OWN = {"tokens.css", "print.css", "chart.css"}
"""Sheets with measures of their own: where tokens are named, for paper, for drawings."""
SHEETS = sorted(sheet for sheet in (ROOT / "templates/css").glob("*.css") if sheet.name not in OWN)
DECLARATION = re.compile(r"^\s*([a-z-]+): ([^;{}]+);", re.MULTILINE)
LENGTH = re.compile(r"(?<![\w-])-?[\d.]+rem")
LIST_STYLE = re.compile(r"([^{}]+)\{[^{}]*list-style(?:-type)?: none;")
SPACE = re.compile(r"(?:scroll-)?(?:margin|padding)(?:-[a-z-]+)?|(?:row-|column-)?gap")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_sizes_are_tokens(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    own = [
        f"{name}: {value}"
        for name, value in DECLARATION.findall(text)
        if (SPACE.fullmatch(name) and LENGTH.search(value) and "clamp(" not in value)
        or (name == "font-size" and LENGTH.search(value))
        or (name == "line-height" and not re.search(r"var\(--|^0$|inherit", value))
    ]
    assert own == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_no_list_loses_its_role_in_safari(sheet: Path) -> None:
    # a list whose style is `none` is none there; an item of one, or a summary, may have it
    selectors = [selector.strip() for selector in LIST_STYLE.findall(sheet.read_text("utf-8"))]
    assert [selector for selector in selectors if not selector.endswith(("summary", ".task-list-item"))] == []
