"""What a line of a pasted page is, apart from titles and abstracts: votes, names, badges, dates, navigation.

Recognising is by the line alone (and the next, where a label and its value stand on two). A line that is recognised
here may still turn out to be a title such as '1984': that is decided by `layout`, from what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from sitegen.ingest.lines import Line
from sitegen.text import dates

MarkKind: TypeAlias = Literal[
    "noise",
    "header",
    "curator",
    "number",
    "votes",
    "comments",
    "submitter",
    "count",
    "names",
    "stars",
    "address",
    "date",
]


class Mark(Struct, frozen=True):
    """A line that is neither title nor abstract."""

    kind: MarkKind
    value: str = ""
    """The number, name, address or date it tells."""
    lines: int = 1
    """Lines it takes: two for a label with its value below."""


_NAVIGATION = frozenset(
    """
    models|datasets|spaces|buckets|buckets new|posts|docs|enterprise|pricing|website|tasks|huggingchat|collections|
    languages|organizations|community|blog|daily papers|learn|discord|forum|solutions|team & enterprise|
    hugging face pro|enterprise support|inference providers|inference endpoints|storage buckets|log in|login|sign up|
    sign in|hugging face|hugging face's logo|papers|trending papers|daily|weekly|monthly|today|all time|search|
    join|back to papers|previous|next|← previous|next →|company|tos|terms|privacy|about|about us|careers|contact|
    jobs|terms of service|privacy policy|system theme|light|dark|© hugging face|menu|home|skip to content|
    skip to main content|toggle navigation|show more|load more|view all|see all|sort by|filter|settings|new activity|
    changelog|status|support|inference|hub|transformers|diffusers|gradio|main navigation|notifications|upvote|
    trending|newest|most upvoted|api|help|feedback|cookies|cookie settings|accept|accept all|follow|share
    """.replace("\n", "")
    .replace("  ", "")
    .strip()
    .split("|")
)
_HEADER = re.compile(
    r"new|subscribe|get trending papers in your email inbox.*|subscribe to (?:the )?newsletter.*|daily papers|"
    r"trending papers|your daily (?:dose|digest).*|search (?:any paper|models, datasets).*|papers?",
    re.IGNORECASE,
)
_CURATOR = re.compile(
    r"(?:curated\s+)?by\s*:?\s*(?P<name>\S.*?(?:and|&)\s+(?:the\s+)?(?:research\s+)?community)\.?", re.IGNORECASE
)
_CURATED = re.compile(r"curated by:?\s+(?P<name>\S.{1,60})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[▲△⬆↑👍❤🔥♥]\ufe0f?\s*)?(\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d)?\s?[kK]?|[-–—])")
_VOTES = re.compile(
    r"(?:(?:up)?votes?|likes?|points?)\s*:?\s*(\d[\d,.]*[kK]?)|[▲⬆👍]\ufe0f?\s*(\d[\d,.]*[kK]?)|(\d[\d,.]*[kK]?)\s+(?:up)?(?:votes?|likes?|points?)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"comments?\s*:?\s*(\d[\d,.]*[kK]?)|💬\s*(\d[\d,.]*[kK]?)|(\d[\d,.]*[kK]?)\s+comments?", re.IGNORECASE
)
_SUBMITTER = re.compile(r"(?:submitted|posted|shared|uploaded) by\b\s*:?\s*(?P<name>.{0,60})", re.IGNORECASE)
_COUNT = re.compile(r"[-*•·]?\s*(\d{1,4})\s+authors?(?:\s*[·•].*)?", re.IGNORECASE)
_NAMES = re.compile(r"authors?\s*:\s*(?P<names>\S.+)", re.IGNORECASE)
_STARS = re.compile(
    r"(?:github|stars?)\s*[:·]?\s*(?:[★⭐]\ufe0f?\s*)?(\d[\d,.]*\s?[kK]?)?(?:\s*stars?)?|[★⭐]\ufe0f?\s*(\d[\d,.]*\s?[kK]?)",
    re.IGNORECASE,
)
_STARS_VALUE = re.compile(r"(?:[★⭐]\ufe0f?\s*)?(\d[\d,.]*\s?[kK]?)")
_BADGE = re.compile(
    r"\W*(?:(?:(?:view |read |open |see )?(?:arxiv|arxiv page|arxiv explained|pdf|paper|the paper|paper page|full paper|code|"
    r"project page|project|website|demo|dataset|model|huggingface|hugging face|abstract|abs|html|slides|video|poster|"
    r"github|bibtex|citation|cite|link))|(?:read|see|show|view) (?:more|less|full abstract)|ai[- ]generated summary|\[?links?\]?|"
    r"copy link|bookmark|save|share|add to (?:collection|library))(?:\s*[|·•/,]\s*(?:pdf|arxiv|code|html|abs|project|other))*\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:(?:arxiv|paper|pdf|link|url|abs|page|hf|source|doi|read more|huggingface|hugging face|paper page|arxiv page)\s*:?\s*)|[-*•→🔗]\s*)?"
    r"(?P<url><?(?:https?://|(?:www\.|arxiv\.org/|huggingface\.co/|doi\.org/))\S+>?|arxiv:\s?\S+(?:\s*\[[\w.-]+\])?|10\.\d{4,9}/\S+)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-=_*~·•.\s|+—–]{3,}|[·•|\[\]()–—]+")


def mark(found: Sequence[Line], place: int) -> Mark | None:
    """What the line at `place` is; None for what may be title or abstract."""
    line = found[place]
    text = line.text
    if len(text) > 160:
        return _long(text)
    if len(text) <= 80 and (two := _labelled(found, place)):
        return two
    if number := _NUMBER.fullmatch(text):
        return Mark("number", number[1])
    for kind, pattern in _VALUES:
        if match := pattern.fullmatch(text):
            value = next((group for group in match.groups() if group), "")
            return Mark(kind, value.strip())
    if when := dates.find(text):
        return Mark("date", text if not when.count else text)
    if text.lower() in _NAVIGATION or _RULE.fullmatch(text) or _BADGE.fullmatch(text):
        return Mark("header" if _HEADER.fullmatch(text) else "noise")
    return None


_VALUES: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("header", _HEADER),
    ("curator", _CURATOR),
    ("curator", _CURATED),
    ("votes", _VOTES),
    ("comments", _COMMENTS),
    ("count", _COUNT),
    ("names", _NAMES),
    ("address", _ADDRESS),
)


def _long(text: str) -> Mark | None:
    """Even a long line may be a list of authors or an address."""
    if names := _NAMES.fullmatch(text):
        return Mark("names", names["names"])
    if address := _ADDRESS.fullmatch(text):
        return Mark("address", address["url"])
    return None


def _labelled(found: Sequence[Line], place: int) -> Mark | None:
    """A label with its value on the same line or the next: 'Submitted by' and a name, 'GitHub' and stars."""
    text = found[place].text
    following = found[place + 1].text if place + 1 < len(found) else ""
    if submitter := _SUBMITTER.fullmatch(text):
        name = submitter["name"].strip()
        if name:
            return Mark("submitter", name)
        after = found[place + 2].text if place + 2 < len(found) else ""
        nameless = len(following) > 60 or (_NUMBER.fullmatch(following) and not _NUMBER.fullmatch(after))
        return Mark("submitter") if nameless else Mark("submitter", following, 2)
    if stars := _STARS.fullmatch(text):
        value = stars[1] or stars[2]
        if value:
            return Mark("stars", value)
        if below := _STARS_VALUE.fullmatch(following):
            return Mark("stars", below[1], 2)
    return None


def number(text: str) -> int | None:
    """A count as pages show it, `1.2k`; None for a dash."""
    text = text.replace(",", "").replace(" ", "").lower()
    try:
        return round(float(text[:-1]) * 1000) if text.endswith("k") else int(float(text))
    except ValueError:
        return None


def is_organisation(found: Sequence[Line], place: int) -> bool:
    """Whether the line is the organisation that stands where an author count would: a name, a dot, a date."""
    if place + 2 >= len(found) or found[place + 1].text not in ("·", "•"):
        return False
    return len(found[place].text) < 60 and dates.find(found[place + 2].text) is not None
