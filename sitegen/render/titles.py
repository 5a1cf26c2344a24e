"""A paper's title: plain text in which math keeps its TeX."""

from __future__ import annotations

from markupsafe import Markup, escape

from sitegen.render.math import mathml
from sitegen.text import math


def html(title: str) -> Markup:
    """The title for a page, its formulas as MathML in the line."""
    if not _may_have_math(title):
        return escape(title)
    spans = math.split(title)
    return Markup("").join(escape(s.text) if s.kind == "text" else Markup(mathml(s.text, inline=True)) for s in spans)


def text(title: str) -> str:
    """The title where no markup can be: its formulas as Unicode."""
    return math.title_text(title) if _may_have_math(title) else title


def words(title: str) -> str:
    """The title for somebody else's search: its formulas as plain words."""
    return math.title_words(title) if _may_have_math(title) else title


def _may_have_math(title: str) -> bool:
    return "$" in title or "\\" in title
