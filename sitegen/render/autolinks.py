"""Bare web addresses become links, as readers expect, once everything else is parsed.

Working on the finished text, where escapes are undone and formulas and code are apart, keeps an address the letters
that it has in the source; a rule among the inline rules would see the backslashes that protect it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.text.urls import LETTERS, trimmed

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ADDRESS = re.compile(rf"(?<![A-Za-z0-9])https?://{LETTERS}", re.IGNORECASE)


def link_addresses(state: StateCore) -> None:
    """markdown-it core rule, to run after text is joined."""
    for block in state.tokens:
        if block.type == "inline" and block.children and "://" in block.content:
            block.children = list(_linked(block.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    within = 0
    for token in tokens:
        within += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not within and "://" in token.content:
            yield from _parted(token)
        else:
            yield token


def _parted(token: Token) -> Iterator[Token]:
    end = 0
    for found in _ADDRESS.finditer(token.content):
        address = trimmed(found[0])
        if address.endswith("//"):
            continue
        if found.start() > end:
            yield token.copy(content=token.content[end : found.start()])
        yield token.copy(type="link_open", tag="a", nesting=1, content="", attrs={"href": address})
        yield token.copy(content=address)
        yield token.copy(type="link_close", tag="a", nesting=-1, content="")
        end = found.start() + len(address)
    if end < len(token.content):
        yield token.copy(content=token.content[end:])
