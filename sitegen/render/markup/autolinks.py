"""Bare web addresses in Markdown become links, once everything else is parsed.

Parsed text has no escapes, and formulas and code are separate tokens, so an address has the letters that it should
have; an inline rule would see the backslashes in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.text.addresses import LETTERS, is_disguised, trimmed, within_brackets

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
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not depth and "://" in token.content:
            yield from _split(token)
        else:
            yield token


def _split(token: Token) -> Iterator[Token]:
    end = 0
    for match in _ADDRESS.finditer(token.content):
        address = trimmed(within_brackets(match[0]))
        if address.endswith("//") or is_disguised(address):
            continue
        if match.start() > end:
            yield token.copy(content=token.content[end : match.start()])
        yield token.copy(type="link_open", tag="a", nesting=1, content="", attrs={"href": address})
        yield token.copy(content=address)
        yield token.copy(type="link_close", tag="a", nesting=-1, content="")
        end = match.start() + len(address)
    if end < len(token.content):
        yield token.copy(content=token.content[end:])
