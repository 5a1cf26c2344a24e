"""Comments in Markdown, `<!-- to myself -->`: words in the editor's files that are published nowhere.

    The proof holds. <!-- ask Bo about lemma 2 -->

They stay in what is read of a page, which may be written again, and are taken out of what the site is made of. The text
itself is looked at, and no tree of it, because some files are published as Markdown. In fenced code and between
backticks they are text, and so is one that nothing closes: it would take the rest of the page with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.text.references import CODE

_PART = re.compile(rf"{CODE}|\\.|(?P<comment><!--.*?(?:-->|\Z))", re.MULTILINE | re.DOTALL)
"""Code, an escaped letter, or a comment."""


def without(markdown: str) -> str:
    """The text without its comments.

    >>> without("One <!-- or two -->paper, `<!-- code -->`")
    'One paper, `<!-- code -->`'
    """
    return _replaced(markdown, lambda _: "")


def blanked(markdown: str) -> str:
    """The text with spaces for its comments, so that all else has its line and column.

    >>> blanked("a <!-- b -->c")
    'a           c'
    """
    return _replaced(markdown, lambda comment: re.sub(r"[^\n]", " ", comment))


def find_open(markdown: str) -> int:
    """Where a comment begins that nothing closes; -1 for none."""
    parts = _PART.finditer(markdown) if "<!--" in markdown else ()
    return next((part.start() for part in parts if part["comment"] and not part[0].endswith("-->")), -1)


def _replaced(markdown: str, replacement: Callable[[str], str]) -> str:
    if "<!--" not in markdown:
        return markdown

    def shown(part: re.Match[str]) -> str:
        is_comment = part["comment"] and part[0].endswith("-->")
        return replacement(part[0]) if is_comment else part[0]

    return _PART.sub(shown, markdown)
