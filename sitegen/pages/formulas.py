"""Formulas with mistakes in the editor's words. In those of papers, which come from sources, are commands of their
authors by the thousand; they are left alone.
"""

from __future__ import annotations

from sitegen.diagnostics import Location, Report
from sitegen.pages.keys import Keys
from sitegen.text import comments, mathml
from sitegen.text.markdown_parser import shared_parser


def check(keys: Keys, path: str, words: str, report: Report) -> None:
    """Warn of formulas that are not shown as they are meant.

    Args:
        words: the editor's, on those lines of the page's body where they stand.
    """
    if not any(mark in words for mark in ("$", "\\(", "\\[")):
        return
    words = comments.blanked(words)
    lines = words.split("\n")
    for block in shared_parser().parse(words):
        start = sum(len(line) + 1 for line in lines[: block.map[0]]) if block.map else 0
        for token in (block, *(block.children or ())):
            if not token.type.startswith("math_"):
                continue
            formula = f"$${token.content}$$" if token.type == "math_block" else token.content
            # further lines of one in a quotation or a list begin otherwise here
            shown = formula.partition("\n")[0]
            start = max(start, words.find(shown, start))
            if mistake := mathml.find_mistake(formula):
                message, hint = mistake
                at = Location.of(path, words, start)
                excerpt, at = lines[at.line - 1], Location(path, keys.body_line + at.line - 1, at.column)
                report.warning("bad-formula", message, at, excerpt=excerpt, length=len(shown), hint=hint)
            start += len(shown)
