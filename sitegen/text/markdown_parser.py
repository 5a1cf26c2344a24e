"""The parser of Markdown as pages are written in it: CommonMark with tables, footnotes and math, raw HTML off."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sitegen.model import Span
from sitegen.text import math

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_CODE = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|`+", re.DOTALL)
"""Code in its first group; else what begins none, as an escaped mark and one that nothing closes."""


def parser() -> MarkdownIt:
    """A new parser of the flavour. Rendering rules for math and code are the renderer's to add."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath.index import math_block_dollar
    from mdit_py_plugins.footnote import footnote_plugin

    fenced = math_block_dollar(False, str, False)

    def math_block(state: StateBlock, line: int, last: int, silent: bool) -> bool:
        # only a line with nothing but dollars opens a block: formulas within a line are the inline rule's
        alone = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip() == "$$"
        return alone and fenced(state, line, last, silent)

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    markdown.inline.ruler.before("escape", "math", _math_rule)
    markdown.block.ruler.before("fence", "math_block", math_block)
    return markdown


@cache
def shared_parser() -> MarkdownIt:
    """The parser for text that is not rendered, made once: no rules are added to it, and parsing leaves no state."""
    return parser()


def _math_rule(state: StateInline, silent: bool) -> bool:
    """markdown-it inline rule: what `math.split` takes for math is math here too."""
    if state.src[state.pos] not in "$\\":
        return False
    cached = state.env.get("math")
    if cached is None or cached[0] != state.src:
        cached = state.env["math"] = (state.src, _formulas(state.src))
    formula = cached[1].get(state.pos)
    if formula is None or state.pos + len(formula.text) > state.posMax:
        return False
    if not silent:
        token = state.push("math_display" if formula.kind == "display" else "math_inline", "math", 0)
        token.content = formula.text
    state.pos += len(formula.text)
    return True


def _formulas(text: str) -> dict[int, Span]:
    """The formulas of a text by position. A dollar within code is none."""
    masked = _CODE.sub(lambda match: "x" * len(match[0]) if match[1] else match[0], text) if "`" in text else text
    formulas = {}
    position = 0
    for span in math.split(masked):
        if span.kind != "text":
            formulas[position] = Span(span.kind, text[position : position + len(span.text)])
        position += len(span.text)
    return formulas
