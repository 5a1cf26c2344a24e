"""What stands before a field in digests that people or programs write: `**Authors**:`, `摘要：`, a table's headings.

Each label leads to the one name that the readers of digests use for the field.
"""

from __future__ import annotations

import re

from msgspec import Struct

_LABELS = {
    "title": "title|paper title|paper|papers|paper name|name|original title|(?:原文|英文|论文)?标题|题目|论文|"
    "제목|原題",
    "authors": "authors?|by|author list|first author|作者|论文作者|저자|著者|autoren|auteurs",
    "abstract": r"(?:original )?abstract|abstract \(original\)|summary|tl;?dr|description|"
    r"(?:论文)?摘要|一句话(?:摘要|总结)?|简介|概要|abstrakt|résumé",
    "link": "links?|url|urls|paper link|paper url|abs|(?:arxiv|pdf)(?: link)?|hugging ?face|hf(?: page| 페이지)?|"
    "(?:论文|原文|来源)?(?:链接|地址)|(?:阅读|查看)?(?:原文|论文)(?:链接)?|来源|(?:논문 )?링크",
    "doi": "doi",
    "arxiv": "arxiv id|paper id|arxiv-id|arxiv number|id",
    "code": "code|codes|github|repo|repository|code link|代码(?:链接|地址)?|开源地址|코드",
    "project": "project|project page|page|website|homepage|项目(?:主页|地址|链接)?|主页",
    "data": "data ?sets?",
    "note": "notes?|remarks?|备注",
    "categories": "category|categories|subjects?|(?:main|primary) category|arxiv category|分类|类别",
    "topics": "tags?|topics?|keywords?|标签|关键词",
    "published": "published(?: on)?|submitted|(?:publish|publication|submission|paper)?[ _]?date|year|"
    "(?:真实)?(?:发布|发表)(?:日期|时间)|日期",
    "updated": "updated|last updated|update date|updated on|更新日期",
    "venue": "venue|conference|journal|published in|publication|会议|期刊(?:/平台)?",
    "votes": "votes?|upvotes?|likes?|点赞|点赞数|赞|赞数|投票数?|추천",
    "comments": "comments?|评论|评论数",
    "organisation": "affiliations?|institutions?|organi[sz]ations?|机构|单位|组织|所属机构|기관",
    "translation": "translated title|title translation|中文标题|中文题目|译名|标题翻译",
    "announced": "type|announce type",
    "score": "score|relevance|rating|stars?|评分",
}
_ABSTRACT = re.compile(r"(?:original )?abstract|abstract \(original\)|(?:论文)?摘要|abstrakt|résumé", re.IGNORECASE)
_PATTERNS = tuple((re.compile(labels, re.IGNORECASE), name) for name, labels in _LABELS.items())
_LINE = re.compile(
    r"[-*+>\s]*?(?:[^\w\s*_:：\[(`]{1,3}\s*)?(?P<mark>\*\*|__|\*|_)?(?:[^\w\s*_:：\[(`]{1,3}\s*)?"
    r"(?P<label>[^\W\d_][\w;()./ -]{0,28}?)\s*"
    r"(?:(?P=mark)\s*[:：]|[:：]\s*(?P=mark)|[:：])\s*(?P<value>.*)"
)


class Labelled(Struct, frozen=True):
    """A line that begins with a label."""

    name: str
    """The field's name, such as `authors`."""
    value: str
    is_marked: bool
    """Whether the label is set in bold or italic type."""
    is_authors_own: bool
    """Whether it promises the abstract itself, and not what somebody says in short."""


def field(label: str) -> str:
    """The field that a label names; empty for any other words."""
    label = re.sub(r"^\W+|[*_`:：\s]+$", "", label)
    return next((name for pattern, name in _PATTERNS if pattern.fullmatch(label)), "")


def labelled(line: str) -> Labelled | None:
    """The line's label and what follows it; None for a line that has none that is known."""
    found = _LINE.fullmatch(line.strip()) if len(line) < 100_000 else None
    name = field(found["label"]) if found else ""
    if not found or not name:
        return None
    return Labelled(name, found["value"].strip(), bool(found["mark"]), is_abstract(found["label"]))


def is_abstract(label: str) -> bool:
    """Whether a label or a heading promises the abstract as its authors wrote it."""
    return bool(_ABSTRACT.fullmatch(label.strip(" *_`:：")))
