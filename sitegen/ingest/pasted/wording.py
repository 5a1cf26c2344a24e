"""How a text reads: like a title or like a paragraph of an abstract, as small costs for what is unusual in either."""

from __future__ import annotations

import re

from sitegen.ingest.pasted.style import LONG

_ENDED = re.compile(r"[.!?。！？…:;][\"'”’)\]*]*$")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(r"(?<=[a-z)\]\d%])[.!?]\s+(?=[A-Z])")
_ABBREVIATED = re.compile(r"(?:\.\.\.|\b(?:etc|al|vs|Inc|Jr|St|No|v\d)\.)[\"'”’)\]*]*$")
_OPENING = re.compile(
    r"(?:we|our|in this (?:paper|work|report|study)|this (?:paper|work|report|study)|abstract|code|project|tl;?dr|"
    r"keywords|index terms|the code|data|recent(?:ly)?|despite|although|while|however)\b[\s:,]",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"(?:to|such|these|those|this|additionally|moreover|furthermore|finally|extensive|experiments?|as|by|with|when|it|"
    r"specifically|first|second|third|here|thus|hence|therefore|then|through|unlike|compared|existing|if|all)\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(r"(?:\s(?:and|or|of|for|with|the|a|an|in|on|to|via|from|by|using|as|is|are)|[,;–—])$")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-*•>]|\([ivxa-d\d]{1,3}\))\s")
_ADDRESS = re.compile(r"https?://|www\.\w")


def is_ended(text: str) -> bool:
    """Whether the text ends as sentences and addresses do."""
    return bool(_ENDED.search(text) or _ADDRESS.search(text))


def is_title_case(text: str) -> bool:
    """Whether most words behind the first are capitalised, as in many a title and hardly a sentence."""
    words = [word for word in _WORD.findall(text)[1:] if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.5 * len(words)


def title_cost(text: str, length: int) -> float:
    """How unlike a title the text is."""
    cost = 0.0 if length <= 150 else min(5.0, (length - 150) / 30)
    if _ITEM.match(text):
        cost += 2.5
    if _ENDED.search(text) and text[-1:] not in "?!？！" and not _ABBREVIATED.search(text):
        cost += 4.0
        words = [word for word in _WORD.findall(text) if len(word) > 3]
        if len(words) > 5 and sum(word[0].isupper() for word in words) < 0.5 * len(words):
            cost += 3.0  # a sentence, and not set like a title
        if _LINKING.match(text):
            cost += 2.0
    elif _DANGLING.search(text):
        cost += 4.0
    cost += min(3, len(_SENTENCES.findall(text))) * 2.5
    if _ADDRESS.search(text):
        cost += 6.0
    if _OPENING.match(text):
        cost += 1.5
    first = text.split(" ", 1)[0]
    if first.islower() and first.isalpha():
        cost += 1.0
    return cost + (1.0 if length < 4 else 0.0)


def paragraph_cost(first: str, last: str, length: int, ended: bool) -> float:
    """How unlike a paragraph the text is, by its first and last line; `ended` is what `is_ended` says of the last."""
    cost = 0.0 if length >= LONG else 1.0 if length >= 160 else 2.5 if length >= 80 else 4.0
    if length >= LONG:
        return (0.0 if ended else 1.0) + max(0.0, (length - 2000) / 250)
    if ended and (length >= 160 or last[-1:] not in "?!"):
        cost -= 2.0
    else:
        cost += 6.0 if length < 160 and not ended else 3.0  # many a title ends as a question
    if _ITEM.match(first) or _OPENING.match(first) or _ADDRESS.search(first):
        cost -= 1.5
    return max(0.0, cost)
