"""Web addresses in a running text: how far each goes, for a sentence may go on behind it without a space."""

from __future__ import annotations

import re

_BRACKETS = {")": "(", "]": "[", "}": "{"}
_ENDS_NO_ADDRESS = ".,;:!?'\"\u2019\u201d*~\u2026>"

# Chinese, Japanese and Korean sentences go on behind an address without a space, and Markdown's links behind their text
LETTERS = r"(?:(?!\]\()[^\s<>{}\"\u201c\u201d`|\\^\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef])+"
"""A regular expression for what may stand in an address, and behind it the stops of the sentence."""

# browsers take any number of slashes, of either kind
_DISGUISED = re.compile(r"\s*(?:https?:[/\\]*[^/\\?#]*@|[/\\]{2})", re.IGNORECASE)


def is_disguised(address: str) -> bool:
    """Whether an address leads to another host than a reader sees: one behind the name of a user, or without a scheme.

    >>> is_disguised("https://arxiv.org@x.example/"), is_disguised("//x.example"), is_disguised("https://x.example/@a")
    (True, True, False)
    """
    return _DISGUISED.match(address) is not None


def trimmed(address: str) -> str:
    """An address without the stops and brackets of the sentence around it.

    >>> trimmed("https://a.b/c_(d)).")
    'https://a.b/c_(d)'
    """
    unopened = {last: address.count(last) - address.count(opening) for last, opening in _BRACKETS.items()}
    is_emphasis = address.count("_") == 1
    end = len(address)
    while end:
        last = address[end - 1]
        if not (unopened.get(last, 0) > 0 or last in _ENDS_NO_ADDRESS or (last == "_" and is_emphasis)):
            break
        if last in unopened:
            unopened[last] -= 1
        end -= 1
    return address[:end]
