"""Rules for markdown-it's core, which sees all tokens of a text: bare addresses become links, lists are replaced."""

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
    """Make links of bare web addresses, once everything else is parsed.

    Parsed text has no escapes, and formulas and code are separate tokens, so an address has the letters that it should
    have; an inline rule would see the backslashes in it.
    """
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


def replace_lists(state: StateCore) -> None:
    """Put one token in the place of each list that something else is shown for, such as the cards of its papers.

    So there are none of the footnotes that it alone has.
    """
    tokens, lists = state.tokens, state.env.get("lists", {})
    for start in range(len(tokens) - 1, -1, -1) if lists else ():
        token = tokens[start]
        if not token.level and token.type.endswith("list_open") and token.map and token.map[0] in lists:
            end = next(n for n in range(start, len(tokens)) if tokens[n].level == 0 and tokens[n].nesting == -1)
            tokens[start : end + 1] = [token.copy(type="replaced", nesting=0)]
