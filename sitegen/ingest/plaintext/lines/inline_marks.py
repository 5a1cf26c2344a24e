"""The marks of Org, wikis, forums and pages in HTML as those of Markdown, inside lines.

>>> without_own_names("**Lee, A.**, & Cho, B. (2024). *Slow Clocks.*")
'Lee, A., & Cho, B. (2024). *Slow Clocks.*'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from sitegen.ingest.plaintext.citations import is_inverted_name
from sitegen.ingest.plaintext.people import INVERTED, are_people
from sitegen.ingest.plaintext.words import common_share, field, words
from sitegen.text import dates

_LINKS = frozenset(("title", "link", "id", "code"))
"""Fields that stand in square brackets where a page has links."""


def _as_label(mark: re.Match[str]) -> str:
    """The name of a field with a colon behind it instead of brackets around it, `【概要】` as `概要：`."""
    named = field(mark[3])
    # `[CITATION]` is what Google Scholar calls a paper that it has not seen itself
    is_label = bool(named) and mark[3] != "CITATION" and (mark[2] != "[" or named not in _LINKS)
    return f"{mark[1]}{mark[3]}{': ' if mark[3].isascii() else '：'}" if is_label else mark[0]


def _as_year(mark: re.Match[str]) -> str:
    """The year of a reference without the month of its meeting, `(2023, May 3-5)` as `(2023)`."""
    return f"({mark[1]})" if dates.month_number(mark[2]) else mark[0]


Rule: TypeAlias = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
SIGNS = (
    *(
        "[",
        "](",
        "]{",
        "{:",
        "{#",
        "{{",
        "<",
        "''",
        ":`",
        "# @",
        "- @",
        "* @",
        ": @",
        "【",
        "［",
        "〔",
        "〈",
        "＜",
        "(19",
        "(20",
    ),
    *("avatar", " icon", "( )", "- de ", "– de ", "— de ", " & al", " +", "oauthors", "-authors", "… Expand", " cols."),
    *("Show ", "Read ", "See ", "rXiv ", "rxiv ", ")*"),
    *("讲", "领读", "报告", "汇报", "発表", "担当", "발표"),
)
"""One of these is in every line that has a mark, but for those of Org."""
_ORG: tuple[Rule, ...] = (
    (re.compile(r"^\s*:(?:PROPERTIES|LOGBOOK|END):\s*$"), ""),
    (re.compile(r"^\s*#\+title:\s*", re.I), ""),
    (re.compile(r"^\s*#\+begin_abstract\b.*$", re.I), "Abstract:"),
    (re.compile(r"^\s*#\+(?:begin|end)_\w+\b.*$", re.I), ""),
    (re.compile(r"^\s*(?:(?:CLOSED|SCHEDULED|DEADLINE): [<\[].*|- State \"[^\"]{1,40}\" +from .*)$"), ""),
    (
        re.compile(r"^(\s*):([A-Za-z_-]{2,24}):(\s.*)$"),
        lambda row: f"{row[1]}{row[2]}:{row[3]}" if field(row[2]) else "",
    ),
    (re.compile(r"(?<=\S)\s+:(?:[\w@#%]+:)+\s*$"), ""),
    (re.compile(r"(?<=\S) \[\d{0,3}(?:%|/\d{0,3})\]\s*$"), ""),
    (re.compile(r"(?<!\S)/(?=[^\s/])([^/]{3,600})(?<=[^\s/])/(?!\S)"), r"*\1*"),
    (re.compile(r"[<\[](\d{4}-\d\d-\d\d) [^\W\d_]{1,4}\.?(?: [\d:+-]{1,12})?[>\]]"), r"\1"),
)
_ORG_AUTHOR: Rule = (re.compile(r"^\s*#\+author:.*$", re.I), "")
FILE_ENDING = r"\.(?:pdf|docx?|odt|pptx?|epub|djvu|caj|ps)"
_PHRASE = re.compile(r"\S[\s_]+\S+[\s_]+\S|[\u3400-\u9fff\uac00-\ud7a3]{4}")


def _as_title(name: re.Match[str]) -> str:
    """The words of a link to a file without its ending, if they are a title and no label such as `[paper.pdf]`."""
    if not _PHRASE.search(name[1]):
        return name[0]
    words = name[1] if " " in name[1] else name[1].replace("_", " ")
    return f"[{' '.join(words.split())}]"


_PRESENTED = r"[（(][^\d()（）]{1,12}(?:讲|领读|报告|汇报|発表|担当|발표)[)）]"
_EMOJI = r":[a-z][a-z\d_+-]{1,40}:"
"""By its name, as GitHub writes one."""
_WIKI: tuple[Rule, ...] = (
    (
        re.compile(rf"^((?:\s*[-*+] )?\s*)\[{_EMOJI}\]\(([^()\s]{{1,1500}})\)\s*(?=\S)(.*)$"),
        lambda row: f"{row[1]}{row[3]}" + f" [link]({row[2]})" * row[2].startswith("http"),
    ),
    (re.compile(r"\[!\[([^\[\]]{1,300})\]\([^()\s]{0,1500}\)\]\("), r"[\1]("),
    (re.compile(r"(?<!\[)!\[[^\[\]]{0,300}\]\([^()\s]{0,1500}\)"), ""),
    (re.compile(r"\[(?i:avatar|favicon|thumbnail|logo|icon|image|img)\](?!\() ?|^\s*avatar (?:for|of) \S.*$"), ""),
    # what a picture behind a title shows
    (re.compile(r"(?<=\S)\s+(?i:pdf|html|code|(?:external |web ?)?link|lock|open access|download) icon\s*$"), ""),
    (re.compile(r"^\s*\( \) (?=\d{1,5}$)"), ""),
    # what footnotes of names are marked with, where `C<sup>*</sup>-Algebras` are none
    (
        re.compile(
            r"(?<=[^\W\d_]{2})\s?<sup>\s?(?:\(?[*†‡§¶#✉]{1,4}\)?|\d{1,2}(?:, ?[\d*†‡]{1,2})+[*†‡]?)\s?</sup>"
            r"(?=\s*(?:[,;&.:]|and\b|$))"
        ),
        "",
    ),
    (re.compile(r"<a\s[^<>]{0,200}?href=[\"']([^\"'<>]{4,500})[\"'][^<>]{0,200}>([^<>]{1,400})</a>"), r"[\2](\1)"),
    (
        re.compile(
            r"\(((?:19|20)\d\d[a-z]?), ([^\W\d_]{3,10})\.?(?: \d{1,2}(?:\s?[–-]\s?(?:[A-Z]\w+ )?\d{1,2})?)?\)(?=\.\s)"
        ),
        _as_year,
    ),
    # a whole reference as a link: `[Lee, A. (2024). Slow Clocks. *Clock Letters*](https://…)`
    (
        re.compile(r"\[([^\[\]]{4,400}\((?:19|20)\d\d[a-z]?\)\. [^\[\]]{8,400})\]\((https?://[^\s()]{4,500})\)"),
        r"\1 \2",
    ),
    (re.compile(r"\{\{\[{0,2}(?:TODO|DONE)\]{0,2}\}\}\s*|^.*\{\{zotero-[a-z]{1,20}-file .*$"), ""),
    (re.compile(r"^(\s*title::\s)@(?=\S)"), r"\1"),
    # what boards and lists of tasks have behind sentences: `#clocks`, `@{2026-06-09}`
    (re.compile(r"(?<=[.!?…])(?:\s+(?:#[a-z][\w/-]*|@@?\{[^{}]{1,20}\}|[📅⏳🛫✅] ?\d{4}-\d\d-\d\d))+\s*$"), ""),
    (re.compile(r"(?<=\]\]) (?=\[\[)"), ", "),
    (re.compile(r"^([^\w\[\]]{0,8})[\[{](\d{4}\.\d{4,5})(?:v\d{1,2})?[\]}]\s+(?=\S)([^\[\]]+)$"), r"\1\3 arXiv:\2"),
    (re.compile(r"^(\s*(?:#{1,6}|[-*+])\s+)@[\w:.]{3,60}\s*(?::|\s[–—-])\s+(?=\S)"), r"\1"),
    (re.compile(r"\[{1,2}@[\w:.-]{1,80}\]{1,2}\s*|<!--[^<>]{0,300}-->\s*"), ""),
    (re.compile(r"<button\b[^<>]{0,2000}>[^<>]{0,80}</button>|\{:[^{}]{1,120}\}"), ""),
    (
        re.compile(r"(?<=\]\()<?([^()<>\"'\n]{1,600}\.(?:md|pdf|html?|ipynb))>?(?=\))"),
        lambda path: path[1].replace(" ", "%20"),
    ),
    # Org has braces for brackets in the words of a link
    (re.compile(r"\[\[([^\[\]|]{1,500})\]\[(?:\{\d{4}\.\d{4,5}(?:v\d{1,2})?\}\s+)?([^\[\]]{1,500})\]\]"), r"[\2](\1)"),
    # a file on somebody's disk by the arXiv id of its paper
    (
        re.compile(r"(?<=\]\()(?:file:)?(?:[^()\s:]{0,200}/)?(\d{4}\.\d{4,5})(?:v\d{1,2})?\.pdf(?=\))"),
        r"https://arxiv.org/abs/\1",
    ),
    (re.compile(r"\[\[(https?://[^\s\[\]|]{4,500})\|([^\[\]]{1,500})\]\]"), r"[\2](\1)"),
    (re.compile(r"!?\[\[(?:[^\[\]|]{1,500}\|)?@?([^\[\]|]{1,500})\]\](?!\()"), r"\1"),
    (re.compile(r"(?<![\]\w])\[(https?://[^\s\[\]]{4,500}) ([^\[\]]{1,400})\]"), r"[\2](\1)"),
    # AsciiDoc, with its mark for another window, and with that of a line's end
    (re.compile(r"(?<![\[(<\w])(?:link:)?(https?://[^\s\[\]()<>]{4,500})\[([^\[\]]{2,400}?)\^?\](?: \+$)?"), r"[\2](\1)"),
    (re.compile(r"<(https?://[^\s<>|]{4,500})\|([^<>]{1,400})>"), r"[\2](\1)"),
    (re.compile(r"`([^`<>]{1,400}) <(https?://[^\s<>]{4,500})>`_{1,2}"), r"[\1](\2)"),
    (re.compile(r":(doi|arxiv):`(?:[^`<>]{1,300} <)?([^\s`<>]{4,200})>?`", re.I), r"\1:\2"),
    (re.compile(r"'''((?:[^']|'(?!'')){1,400})'''"), r"**\1**"),
    (re.compile(r"^>?\s*\[!\w+\][-+]?\s*"), ""),
    # names and title in China's standard GB/T 7714, `Lee A,Cho B.Slow clocks[J]`
    (re.compile(r"(?<=[^\W\d_])[.．](?=[^\W\d_a-z][^.．\[\]]{8,300}\[[A-Z](?:/OL)?\])"), ". "),
    (re.compile(rf"\[([^\[\]]{{4,300}}?){FILE_ENDING}\](?=\()", re.I), _as_title),
    (re.compile(r"\[([^\[\]]{1,500})\]\{[.#][A-Za-z][^{}]{0,200}\}"), r"\1"),
    (re.compile(r"\]?\{(?:\.[A-Za-z]|#[^\s{}])[^\s{}]{0,200}(?: [^{}]{0,200})?\}"), ""),
    (re.compile(r"^\s*\[(?=by )"), ""),
    (re.compile(r"^\s*(?:#[^#]{1,30}#\s*)*【([^【】]{12,300})】"), r"**\1** "),
    (re.compile(r"^([\s*•-]*)([【［〔〈＜\[])([^\W\d_][^\W_]{0,19})[】］〕〉＞\]][:：]?\s*(?=[^\s(\[:：])"), _as_label),
    # whose a quoted title is, in the word that does not begin family names as well
    (re.compile(r"(?<=[»”“\"])\s?[–—-]{1,2} de (?=[^\W\d_a-z])"), " por "),
    (re.compile(r"^([\d\W]{0,12}(?:[^\W\d_a-z][\w'’.-]*\s){1,4})(?:&|\+|and) ?co-?authors[,:] (?=\S)"), r"\1et al.: "),
    # where pages cut abstracts off, with a button right behind the last letter
    (re.compile(r"(?<=…) Expand$|(?<!\S)((?!\w+://|www\.)\S*(?:[^\W\d_A-Z]|[,;)]))(?:Show|Read|See) [Mm]ore$"), r"\1"),
    (re.compile(r"(?<=\w) (?:(?:& al|(?:& |\+ ?)co-?authors)\b\.?|[ye] cols\.)"), " et al."),
    # who presents a paper: `（小王讲）Slow Clocks`
    (re.compile(rf"{_PRESENTED}\s*$"), ""),
    (re.compile(rf"^(\s*\d{{0,3}}[.、]?\s*){_PRESENTED}"), r"\1"),
    # family names in a column of their own, and no topics: `Slow Clocks  [Lee, Cho] ok`
    (
        re.compile(r"(?<=\s\s)\[((?:[^\W\d_a-z][\w'’-]+(?:, |(?=\]))){2,60})\](?=(?:\s+[\w.]{1,12}){0,2}\s*$)"),
        lambda mark: mark[0] if common_share(words(mark[1].lower())) else f"({mark[1]})",
    ),
    (re.compile(r"(?<![\w/.:(])(?<!\bto )(?<!\bon )(?<!\bof )(arXiv) (?=\d{4}\.\d{4,5})", re.I), r"\1:"),
    # who answers mails, as CMT marks one: `Ann Lee (Ulm University)*; Bo Cho (Example Labs)`
    (re.compile(r"(?<=[^\s*]\))\*(?=;|\s*$)"), ""),
    (re.compile(r"^From <(https?://[^\s<>]{4,500})>\s*$"), r"\1"),
)
_WIKI_ITALIC: Rule = (re.compile(r"(?<!')''([^']{1,400})''(?!')"), r"*\1*")
_SET_OFF = re.compile(
    r"(?<![*_\w])(\*\*|__|\*|_|<(?:b|u|strong)>)(?=\S)([^*_<>\n]{3,60}?)(?<=\S)(?:\1|</(?:b|u|strong)>)(?![*_\w])"
)
"""Words in bold or italics, or underlined."""
_NAME_BEFORE = re.compile(r"([^,;&]+)(?:[,;&]|\band)\s*$")
_NAME_BEHIND = re.compile(r"\s*(?:[,;]\s|&|and\b)(?:\s*(?:and\b|&))?([^,;&]+)")
_VOLUME = re.compile(r"[\s*_]{1,6}(?!(?:19|20)\d\d\b)\d")
"""Behind a journal: `Ann Lee, *Acta Arith.* **214** (2024)`."""
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
    # beside entries with drawers, the author of a file has put the list together
    own = (_ORG_AUTHOR,) * (is_org and head.count(":PROPERTIES:") > 1)
    return [*own, *(_ORG * is_org), *_WIKI, *((_WIKI_ITALIC,) * is_wiki), *((_OWN_TAG,) * has_own_tags)]


def without_own_names(line: str) -> str:
    """A line whose authors are set alike, as pages of people set their own names in bold among others."""
    return _SET_OFF.sub(_alike, line) if "*" in line or "_" in line or "<" in line else line


def _alike(mark: re.Match[str]) -> str:
    """A name without what sets it off; anything else as it is."""
    line, name = mark.string, mark[2].strip(" ,;")
    above, below = line[max(0, mark.start() - _NEAR) : mark.start()], line[mark.end() :]
    beside = _NAME_BEFORE.search(above), _NAME_BEHIND.match(below)
    is_listed = not _VOLUME.match(below) and any(other and are_people(other[1].strip(" *_")) for other in beside)
    is_inverted = ";" in (above.rstrip()[-1:], below[:1]) and bool(INVERTED.fullmatch(name))
    return mark[2] if is_inverted or is_inverted_name(name) or (is_listed and are_people(name)) else mark[0]
