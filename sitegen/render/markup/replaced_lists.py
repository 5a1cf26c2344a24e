"""Lists of a page's Markdown in whose place something else is shown, such as the cards of the papers they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore


def replace_lists(state: StateCore) -> None:
    """markdown-it core rule: one token in the place of such a list, and so none of the footnotes that it alone has."""
    tokens, lists = state.tokens, state.env.get("lists", {})
    for start in range(len(tokens) - 1, -1, -1) if lists else ():
        token = tokens[start]
        if not token.level and token.type.endswith("list_open") and token.map and token.map[0] in lists:
            end = next(n for n in range(start, len(tokens)) if tokens[n].level == 0 and tokens[n].nesting == -1)
            tokens[start : end + 1] = [token.copy(type="replaced", nesting=0)]
