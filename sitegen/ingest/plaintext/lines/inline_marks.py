"""The marks of Org, wikis, forums and pages in HTML as those of Markdown, inside lines.

>>> without_own_names("**Lee, A.**, & Cho, B. (2024). *Slow Clocks.*")
'Lee, A., & Cho, B. (2024). *Slow Clocks.*'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TypeAlias

from sitegen.ingest.plaintext.citations import is_inverted_name
from sitegen.ingest.plaintext.words import are_people, field
from sitegen.ingest.read import wiki

Rule: TypeAlias = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
SIGNS = ("&", "[", "](", "{.", "{:", "{#", "<", "''", ":`", "\\")
"""One of these is in every line that has a mark, but for those of Org."""
_ORG: tuple[Rule, ...] = (
    (re.compile(r"^\s*:(?:PROPERTIES|LOGBOOK|END):\s*$"), ""),
    (re.compile(r"^\s*#\+title:\s*", re.I), ""),
    (re.compile(r"^\s*#\+(?:begin|end)_\w+\b.*$", re.I), ""),
    (re.compile(r"^\s*(?:(?:CLOSED|SCHEDULED|DEADLINE): [<\[].*|- State \"[^\"]{1,40}\" +from .*)$"), ""),
    (
        re.compile(r"^(\s*):([A-Za-z_-]{2,24}):(\s.*)$"),
        lambda row: f"{row[1]}{row[2]}:{row[3]}" if field(row[2]) else "",
    ),
    (re.compile(r"(?<=\S)\s+:(?:[\w@#%]+:)+\s*$"), ""),
    (re.compile(r"[<\[](\d{4}-\d\d-\d\d) [^\W\d_]{1,4}\.?(?: [\d:+-]{1,12})?[>\]]"), r"\1"),
)
_WIKI: tuple[Rule, ...] = (
    (re.compile(r"&(?:nbsp|middot|bull|ndash|mdash|amp|quot);"), lambda mark: unescape(mark[0])),
    # what a browser shows of a link that is pointed at
    (re.compile(r"(\]\([^()\s\"]{1,1500}) \"[^\"]{0,300}\"(?=\))"), r"\1"),
    (re.compile(r"\[!\[([^\[\]]{1,300})\]\([^()\s]{0,1500}\)\]\("), r"[\1]("),
    (re.compile(r"(?<!\[)!\[[^\[\]]{0,300}\]\([^()\s]{0,1500}\)"), ""),
    (re.compile(r"<a\s[^<>]{0,200}?href=[\"']([^\"'<>]{4,500})[\"'][^<>]{0,200}>([^<>]{1,400})</a>"), r"[\2](\1)"),
    # as a browser's tab shows a page of arXiv
    (re.compile(r"^([^\w\[\]]{0,8})\[(\d{4}\.\d{4,5})(?:v\d{1,2})?\]\s+(?=\S)([^\[\]]+)$"), r"\1\3 arXiv:\2"),
    (re.compile(r"\[{1,2}@[\w:.-]{1,80}\]{1,2}\s*|<!--[^<>]{0,300}-->\s*"), ""),
    (re.compile(r"\[\[([^\[\]|]{1,500})\]\[([^\[\]]{1,500})\]\]"), r"[\2](\1)"),
    *wiki.LINKS,
    # AsciiDoc, with its mark for another window, and with that of a line's end
    (
        re.compile(r"(?<![\[(<\w])(?:link:)?(https?://[^\s\[\]()<>]{4,500})\[([^\[\]]{2,400}?)\^?\](?: \+$)?"),
        r"[\2](\1)",
    ),
    (re.compile(r"<(https?://[^\s<>|]{4,500})\|([^<>]{1,400})>"), r"[\2](\1)"),
    (re.compile(r"`([^`<>]{1,400}) <(https?://[^\s<>]{4,500})>`_{1,2}"), r"[\1](\2)"),
    wiki.BOLD,
    # where Markdown and Typst break a line
    (re.compile(r"(?<=[^\s\\])\s?\\$"), ""),
    # names and title in China's standard GB/T 7714, `Lee A,Cho B.Slow clocks[J]`
    (re.compile(r"(?<=[^\W\d_])[.．](?=[^\W\d_a-z][^.．\[\]]{8,300}\[[A-Z](?:/OL)?\])"), ". "),
    # attributes of Pandoc and kramdown
    (re.compile(r"\{(?::|\.[A-Za-z]|#[^\s{}])[^{}]{0,200}\}"), ""),
)
_FORUM: tuple[Rule, ...] = (
    (re.compile(r"^\s*\[\*\]\s*"), "- "),
    (re.compile(r"\[url=[\"']?(https?://[^\s\[\]\"']{4,500})[\"']?\]([^\[\]]{1,400})\[/url\]", re.I), r"[\2](\1)"),
    (re.compile(r"\[b\]([^\[\]]{1,400})\[/b\]", re.I), r"**\1**"),
    (re.compile(r"\[/?(?:url|[bisu]|size|color|font|quote|list|center|left|right)(?:=[^\[\]]{1,80})?\]", re.I), ""),
)
"""BBCode."""
_SET_OFF = re.compile(
    r"(?<![*_\w])(\*\*|__|\*|_|<(?:b|u|strong)>)(?=\S)([^*_<>\n]{3,60}?)(?<=\S)(?:\1|</(?:b|u|strong)>)(?![*_\w])"
)
"""Words in bold or italics, or underlined."""
_STYLED_OTHERS = re.compile(r"([*_]{1,2})(et al\.?,?)\1")
_GERMAN_OTHERS = re.compile(r"(?<=[^\W\d_] )u\. ?a\.(?=\s*(?:[(\[,;:–]|$))")
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"(?:[,;&]|\band)\s*$"), re.compile(r"\s*(?:[,;&]|and\b)")
_NEAR = 80
"""Characters before a name."""
_INLINE = frozenset(("cite", "code", "data", "time"))
_OWN_TAG: Rule = (
    re.compile(r"<(/?)([a-z]{2,12})(?:\s[^<>]{0,100})?>", re.I),
    lambda tag: f"{tag[2]}: " if field(tag[2]) and not tag[1] and tag[2].lower() not in _INLINE else "",
)
"""An invented tag as a label, `<gist>` as `gist: `, but none that HTML has amid sentences."""


def marks_of(head: str, *, is_org: bool) -> list[Rule]:
    """What replaces the marks of a text, of which `head` is the beginning."""
    is_wiki = bool(re.search(r"'''|^={2,4} .+ ={2,4}$", head, re.M))
    has_own_tags = head.count("</title>") > 1 or head.count("</abstract>") > 1
    is_forum = bool(re.search(r"\[/(?:url|b|list)\]", head, re.I))
    return [*(_ORG * is_org), *(_FORUM * is_forum), *_WIKI, *((wiki.ITALIC,) * is_wiki), *((_OWN_TAG,) * has_own_tags)]


def with_others(line: str) -> str:
    """A line in which `et al.` says that there are others, as a journal or a German sets it.

    >>> with_others("Ann Lee *et al.*, Slow Clocks"), with_others("Ann Lee u.a. (2025)"), with_others("u. a. Uhren")
    ('Ann Lee et al., Slow Clocks', 'Ann Lee et al. (2025)', 'u. a. Uhren')
    """
    line = _STYLED_OTHERS.sub(r"\2", line) if "et al" in line else line
    return _GERMAN_OTHERS.sub("et al.", line) if "a." in line and "u." in line else line


def without_own_names(line: str) -> str:
    """A line whose authors are set alike, as pages of people set their own names in bold among others."""
    return _SET_OFF.sub(_alike, line) if "*" in line or "_" in line or "<" in line else line


def _alike(mark: re.Match[str]) -> str:
    """A name without what sets it off; anything else as it is."""
    above, below = mark.string[max(0, mark.start() - _NEAR) : mark.start()], mark.string[mark.end() :]
    is_listed = _JOINED_BEFORE.search(above) or _JOINED_BEHIND.match(below)
    name = mark[2].strip(" ,;")
    return mark[2] if is_inverted_name(name) or (is_listed and are_people(name)) else mark[0]
