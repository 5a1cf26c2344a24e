"""The first sentences of a text, where there is no room for all of it."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*(?= [\"“‘(\[]?[A-Z0-9])|[。！？]")


def excerpt(text: str, length: int = 240, more: str = "") -> str:
    """The first sentences of a plain text, at most `length` characters; a long first sentence is cut after a word.

    `more` stands behind whole sentences, where readers would take them for all of the text.

    >>> excerpt("One sentence. Another one, longer than allowed.", 30)
    'One sentence.'
    """
    start = " ".join(text[: 2 * length].split())
    # white space may have hidden words that still fit
    text = start if len(start) > length else " ".join(text.split())
    if len(text) <= length:
        return text
    most = length - len(more)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, length + 2) if match.end() <= most]
    # a first sentence of three words says too little to stand for an abstract
    if ends and ends[-1] >= length // 3:
        return text[: ends[-1]] + more
    cut = text[:length].rpartition(" ")[0]
    if len(cut) < length // 2:
        # no spaces, as in Chinese: cut anywhere
        cut = text[: length - 1]
    return cut.rstrip(" ,;:–—-(") + "…"
