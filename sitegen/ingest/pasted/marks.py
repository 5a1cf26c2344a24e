"""What a line of a pasted page is, apart from titles and abstracts: votes, names, badges, dates, navigation.

Recognising is by the line alone (and the next, where a label and its value stand on two). A line that is recognised
here may still turn out to be a title such as '1984': that is decided by `layout`, from what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from sitegen.ingest.read.lines import Line
from sitegen.text import dates

MarkKind: TypeAlias = Literal[
    "noise",  # badges, rules, bullets, links of the page's navigation
    "header",  # words above a list of papers
    "curator",
    "number",
    "votes",
    "comments",
    "counts",  # several of these on one line
    "submitter",
    "authors",  # how many
    "names",
    "people",  # what may be names or may be a title
    "stars",
    "categories",
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


_LONGEST_COUNT = 12
"""Characters; what is longer counts nothing."""
_COUNT = r"\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d)?\s?[kK]?"
_SIGN = r"(?:[^\w\s*_\[(（【]{1,3}\s*)?"
"""A picture in front of a label."""
_HEADER = re.compile(
    r"new|subscribe|get trending papers in your email inbox.*|subscribe to (?:the |our )?newsletter.*|daily papers|"
    r"(?:hugging face )?(?:daily |trending )papers|your daily (?:dose|digest).*|papers?|"
    r"search (?:any paper|models, datasets).*|trending papers? (?:of|for|on) .*",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:[←→<>«»]\s*)?(?:models|datasets|spaces|buckets(?: new)?|posts|docs|enterprise|pricing|website|tasks|"
    r"huggingchat|"
    r"collections|languages|organizations|community|blog|learn|discord|forum|solutions|team & enterprise|"
    r"hugging face(?:'s logo| pro)?|enterprise support|inference (?:providers|endpoints)|storage buckets|log ?in|"
    r"sign (?:up|in)|daily|weekly|monthly|today|all time|search|join|back to papers|prev(?:ious)?|next|company|tos|"
    r"terms|privacy|about(?: us)?|careers|contact|jobs|terms of service|privacy policy|system theme|light|dark|menu|"
    r"home|© .{2,40}|skip to (?:main )?content|toggle navigation|(?:show|load) more|(?:view|see) all|sort by|"
    r"filters?|settings|"
    r"new activity|changelog|status|support|inference|hub|main navigation|notifications|upvote|trending|newest|"
    r"most upvoted|unsubscribe|view (?:this )?(?:e-?mail )?in (?:your )?browser|"
    r"api|help|feedback|cookie(?:s| settings)|accept(?: all)?|follow)(?:\s*[←→<>«»])?",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"[^\w\n]{0,4}(?:(?:view |read |open |see )?(?:(?:the |full )?paper(?: page)?|arxiv(?: page| explained)?|pdf|code|"
    r"project(?: page)?|website|demo|dataset|model|hugging ?face|abstract|abs|html|slides|video|poster|github|bibtex|"
    r"citation|cite|link)|(?:read|see|show|view) (?:more|less|full abstract)|ai[- ]generated summary|links?|copy link|"
    r"bookmark|save|share|add to (?:collection|library))"
    r"(?:\s*[|·•/,]\s*(?:pdf|arxiv|code|html|abs|project|paper|other))*[^\w\n]{0,4}",
    re.IGNORECASE,
)
_DATED_HEADER = re.compile(
    r"(?=.*(?:日报|周报|早报|速递|速览|每日|论文)).{0,30}?"
    r"((?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:19|20)\d\d-\d\d-\d\d)\D{0,12}"
)
_RULE = re.compile(r"[-=_*~·•.\s|+—–]{3,}|[·•|\[\]()–—]+")
_MAIL = re.compile(
    r"on .{8,80} wrote:|-{2,}\s*(?:forwarded|original) message\s*-{2,}|(?:from|to|cc|subject|sent):\s.*", re.I
)
_CATEGORY = r"(?:[a-z-]{2,8}\.[A-Z][A-Za-z-]{1,6}|(?:hep|nucl|astro|cond|math|gr|quant)-[a-z]{2,3})"
_NUMBER = re.compile(rf"(?:[▲△⬆↑👍❤🔥♥]\ufe0f?\s*)?({_COUNT}|[-–—])")
_VALUES: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    ("header", _HEADER),
    (
        "curator",
        re.compile(
            r"(?:curated\s+)?by\s*:?\s*(\S.*?(?:and|&)\s+(?:the\s+)?(?:research\s+)?community)\.?", re.IGNORECASE
        ),
    ),
    ("curator", re.compile(r"curated by:?\s+(\S.{1,60})", re.IGNORECASE)),
    # the name is a link on the page, so a paste may lose the space; no title starts with a small 'by' and a name
    ("curator", re.compile(r"by([A-Z]\S*(?: \S+){0,5})|by ([A-Z]\S*(?: \S+){0,3} (?:and|&) \S+(?: \S+){0,3})")),
    (
        "votes",
        re.compile(
            rf"(?:(?:up)?(?:votes?|likes?|points?)|{_SIGN}(?:点赞|投票|赞)数?)\s*[:：]?\s*({_COUNT})|"
            rf"[▲⬆👍]\ufe0f?\s*({_COUNT})|({_COUNT})\s+(?:up)?(?:votes?|likes?|points?)|({_COUNT})\s*(?:个?赞|票)",
            re.IGNORECASE,
        ),
    ),
    (
        "comments",
        re.compile(
            rf"(?:comments?|{_SIGN}评论数?)\s*[:：]?\s*({_COUNT})|💬\s*({_COUNT})|({_COUNT})\s+comments?", re.IGNORECASE
        ),
    ),
    ("authors", re.compile(r"[-*•·]?\s*(\d{1,4})\s+authors?(?:\s*[·•].*)?", re.IGNORECASE)),
    ("categories", re.compile(rf"({_CATEGORY}(?:\s*[·,;|]?\s*{_CATEGORY})*)")),
    (
        "names",
        re.compile(rf"{_SIGN}(?:\*\*)?(?:authors?|(?:论文)?作者)(?:\*\*)?\s*[:：](?:\*\*)?\s*(\S.+)", re.IGNORECASE),
    ),
    # where the authors work, and a title's translation beside it
    (
        "noise",
        re.compile(rf"{_SIGN}(?:affiliations?|institutions?|机构|单位|中文标题|中文题目|译名)\s*[:：]\s*(\S.+)", re.I),
    ),
    (
        "address",
        re.compile(
            rf"(?:{_SIGN}(?:arxiv|paper|pdf|link|url|abs|page|hf|source|doi|read more|hugging ?face|paper page|"
            r"arxiv page|(?:论文|原文|项目|代码)?(?:链接|地址|网址|主页)|论文|原文|代码|项目)"
            r"\s*[:：]?\s*|[-*•→🔗]\s*)?"
            r"(<?(?:https?://|www\.|arxiv\.org/|huggingface\.co/|doi\.org/)\S+>?|arxiv:\s?\S+(?:\s*\[[\w.-]+\])?|"
            r"10\.\d{4,9}/\S+)",
            re.IGNORECASE,
        ),
    ),
)
_SUBMITTER = re.compile(r"(?:submitted|posted|shared|uploaded) by\b\s*:?\s*(.{0,60})", re.IGNORECASE)
_STARS = re.compile(
    rf"(?:github|stars?)\s*[:·]?\s*(?:[★⭐]\ufe0f?\s*)?({_COUNT})?(?:\s*stars?)?|[★⭐]\ufe0f?\s*({_COUNT})",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:an?|\d{1,3})\s?(?:h|d|w|mo|y|min|hours?|days?|weeks?|months?|years?) ago|(?:\W*[a-z]+ )?#\d{1,4}",
    re.IGNORECASE,
)
_STARS_BELOW = re.compile(rf"(?:[★⭐]\ufe0f?\s*)?({_COUNT})")


def mark(found: Sequence[Line], place: int) -> Mark | None:
    """What the line at `place` is; None for what may be title or abstract."""
    text = found[place].text
    if len(text) <= 80:
        if labelled := _labelled(found, place):
            return labelled
        if number := _NUMBER.fullmatch(text):
            return Mark("number", number[1])
        if counts(text):
            return Mark("counts", text)
    if value := _valued(text):
        return value
    text = re.sub(r"^(?:[*•+-]\s+)+(?=\S)", "", text)
    if _RULE.fullmatch(text):
        return Mark("noise")
    if len(text) > 120:
        return None
    if dates.find(text):
        return Mark("date", text)
    if dated := _DATED_HEADER.fullmatch(text):
        return Mark("date", dated[1])
    if _NAVIGATION.fullmatch(text):
        return Mark("noise", "navigation")
    if _BADGE.fullmatch(text) or _MAIL.fullmatch(text):
        return Mark("noise")
    return None


def _valued(text: str) -> Mark | None:
    for kind, pattern in _VALUES:
        if match := pattern.fullmatch(text):
            return Mark(kind, next((group.strip() for group in match.groups() if group), ""))
    return None


def counts(text: str) -> tuple[Mark, ...]:
    """Votes, comments and the like on one line, `23 upvotes · 2 comments`; empty where anything else stands there."""
    parts = [part.strip() for part in re.split(r"[·•|]|,(?!\d{3}\b)|\s{2,}", text) if part.strip()]
    told = [part for part in parts if not (_STARS.fullmatch(part) or _AGO.fullmatch(part))]
    marks = [_valued(part) for part in told]
    known = tuple(mark for mark in marks if mark and mark.kind in ("votes", "comments", "authors", "date"))
    return known if len(parts) > 1 and len(known) == len(told) else ()


def tallies(text: str) -> tuple[Mark, ...]:
    """Votes and the like on a line, one kind alone, `👍 45`, or several."""
    alone = _valued(text) if len(text) <= 40 else None
    return (alone,) if alone and alone.kind in ("votes", "comments") else counts(text)


def _labelled(found: Sequence[Line], place: int) -> Mark | None:
    """A label with its value on the same line or the next: 'Submitted by' and a name, 'GitHub' and stars."""
    text = found[place].text
    following = found[place + 1].text if place + 1 < len(found) else ""
    if submitter := _SUBMITTER.fullmatch(text):
        if name := submitter[1].strip():
            return Mark("submitter", name)
        after = found[place + 2].text if place + 2 < len(found) else ""
        nameless = not 0 < len(following) <= 60 or (_NUMBER.fullmatch(following) and not _NUMBER.fullmatch(after))
        return Mark("submitter") if nameless else Mark("submitter", following, 2)
    if stars := _STARS.fullmatch(text):
        if value := stars[1] or stars[2]:
            return Mark("stars", value)
        if below := _STARS_BELOW.fullmatch(following):
            return Mark("stars", below[1], 2)
    return None


def number(text: str) -> int | None:
    """A count as pages show it, `1.2k`; None for a dash."""
    text = text.replace(",", "").replace(" ", "").lower()
    if len(text) > _LONGEST_COUNT:
        return None
    try:
        return round(float(text[:-1]) * 1000) if text.endswith("k") else int(float(text))
    except ValueError:
        return None


def is_badge(text: str) -> bool:
    """Whether a line says where its links lead and nothing else: 'PDF | Code'."""
    return bool(_BADGE.fullmatch(text))


def is_organisation(found: Sequence[Line], place: int) -> bool:
    """Whether the line is the organisation that stands where an author count would, beside a dot."""
    text = found[place].text
    if len(text) >= 60 or text[-1:] in ".?!":
        return False
    before, *after = (found[at].text if 0 <= at < len(found) else "" for at in (place - 1, place + 1, place + 2))
    if after[0] in _DOTS:
        return dates.find(after[1]) is not None
    return before in _DOTS and (not after[0] or bool(_NUMBER.fullmatch(after[0])))


_DOTS = ("·", "•")
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?"
_PERSON = re.compile(rf"(?:{_NAME}\s+){{1,4}}(?:(?:van|von|de|der|den|la|el|al|bin|di|da)\s+){{0,2}}{_NAME}[*†‡∗\d]*")
_BETWEEN = re.compile(r"\s*(?:[,;·&]|\band\b)\s*")
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)
_MORE = re.compile(r",?\s*(?:et al\.?|…|\.\.\.)$", re.IGNORECASE)


def may_be_people(text: str) -> bool:
    """Whether a line could be the authors' names; a title may look the same."""
    if len(text) > 2000:
        return False
    text = _MORE.sub("", _BY.sub("", text))
    # most lines are abstracts, and end here
    if not _PERSON.fullmatch(_BETWEEN.split(text.lstrip(",;·& "), maxsplit=1)[0]):
        return False
    return all(_PERSON.fullmatch(part) for part in _BETWEEN.split(text) if part)
