"""The direction of writing of names, titles and texts, which may be another than the page's."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_CONTROLS = "\u200f\u202a-\u202e\u2066-\u2069"
_RUNS_AGAINST = re.compile(
    f"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff{_CONTROLS}]"
).search
_BLOCK = re.compile(r"<(p|li|h[1-6]|dt|dd|t[hd])(?=[ >])")
_AUTO, _NONE = Markup(' dir="auto"'), Markup("")


def is_rtl(lang: str) -> bool:
    """Whether a language, given by its BCP 47 tag, is written from right to left."""
    return lang.partition("-")[0].lower() in _RIGHT_TO_LEFT


class Direction:
    """How a page in some language marks text that may run against it; what runs with it needs no mark.

    >>> page = Direction("en")
    >>> page.attribute("Graphs"), page.attribute("שלום")
    (Markup(''), Markup(' dir="auto"'))
    """

    def __init__(self, lang: str) -> None:
        self.is_rtl = is_rtl(lang)

    def attribute(self, text: str) -> Markup:
        """The attribute of an element that holds the text, with a space before it; empty where it needs none."""
        return _AUTO if self.is_rtl or (not text.isascii() and _RUNS_AGAINST(text)) else _NONE

    def directed(self, html: str) -> str:
        """HTML of texts in several directions, each block of which may have its own.

        >>> Direction("en").directed("<p>שלום</p>")
        '<p dir="auto">שלום</p>'
        """
        return _BLOCK.sub(r'<\1 dir="auto"', html) if self.attribute(html) else html

    def isolated(self, text: str) -> Markup:
        """The text for between others, whose order it leaves alone."""
        return Markup(f"<bdi>{escape(text)}</bdi>") if self.attribute(text) else escape(text)
