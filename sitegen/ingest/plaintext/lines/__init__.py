"""A pasted text as lines, freed of what the program it was copied from put around them.

Mail quoting, list marks, headings, and the markup of LaTeX, Org and wikis become properties of a line and the inline
markup of Markdown, so that what follows has one language to read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from sitegen.ingest.plaintext.lines.inline_marks import SIGNS, marks_of, with_others, without_own_names
from sitegen.ingest.plaintext.lines.layout import (
    Line,
    single_spaced,
    whole_items,
    whole_names,
    with_days,
    without_weekdays,
)
from sitegen.ingest.plaintext.lines.references import with_references
from sitegen.ingest.read import Numbered, latex, wiki

_INVISIBLE = "[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\ufffc\x00-\x08\x0b-\x1f]"
_UNSEEN = re.compile(
    rf"{_INVISIBLE}|View ORCID Profile|(?:Author|Profile) Picture(?=[A-Z]|$)"
    r"|Abstract page for arXiv paper \d{4}\.\d{4,5}(?:v\d+)?: .*"
    r"|^View article ?titled, .*|^Open the ?PDF ?for .* in another window$"
    r"|^(?:pdf|bib)(?: (?:bib|abs)){1,2} (?=\S)"
)
"""Also what pages say to those who see no pictures, `View ORCID ProfileAnn Lee`, what arXiv's say of themselves, and
the buttons before titles of the ACL Anthology."""
_QUOTE = re.compile(r"\s{0,3}((?:>\s?)+)")
_BULLET = re.compile(
    r"([-*+•\uf000-\uf0ff‣▪◦▫■□●○·・➢➤➜→►▸✔✅☐☑✓]|[–—](?=\s)|\*\*(?=\s)|[★☆◆◇❖✦✧✱❯](?=\s+\D)|\\item\b"
    r"|o(?=\t)|(?:↑|\^(?= [a-z]\s))(?: [a-z](?=\s))*(?=\s))(?:\s+|(?<=[•●◦▪・])(?=\S))(?=\S)"
)
_NUMBER = re.compile(
    r"(?:(?:No\.|Nr\.|Paper|Talk|#)\s?(?=\d))?(\(|（|\[|【|[■◆●]|)(\d{1,3}|[一二三四五六七八九十]{1,3}(?=、))(?:([.)\]:】、）■◆●]|\.?[ºª°])(?:\s+|(?<=[】、）])|(?<=[.)\]])(?=[A-Z*\[“\"]))|(\ufe0f?\u20e3)\s*)(?=\S)",
    re.I,
)
_FIGURES = "零一二三四五六七八九"
_STATES = r"TODO|DONE|NEXT|WAIT(?:ING)?|STARTED|DOING|NOW|LATER|HOLD|READ|SKIP|DROP"
"""Of tasks in Org."""
_BOX = re.compile(rf"(?:\[[ xX-]\]|{_STATES}|\[#[A-Z]\])\s+(?=\S)")
_OWN_STATES = re.compile(r"^#\+(?:SEQ_|TYP_)?TODO:(.*[^\W\d_].*)$", re.M | re.I)
"""The states of tasks that a file of Org names itself."""
_LONGEST_STATES = 500
_HEADING = re.compile(r"(#{1,6})\s+(.*)$|(={1,6})\s*([^=].*?)\s*\3$")
_ORG_LINE = re.compile(r"^(?:#\+\w+:|\s*:PROPERTIES:|\*\* \S|\* [<\[]\d{4}-\d\d-\d\d )", re.M)
_ORG_BLOCK = re.compile(r"\s*#\+(?:begin|end)_", re.I)
_ORG_HEADING = re.compile(r"(\*{1,6})\s+(?=\S)")
_SPACES = re.compile(r"[^\S\t]{9,}")
_COMMENT_MARK = re.compile(r"(?<=\S)\[(?:[a-z]{1,2}|[A-Z]{2,3}\d{1,2})\]")
_FIRST_COMMENT = re.compile(r"\[a\]|\s?\[[A-Z]{2,3}1\](?=\S)")
"""As Google's and Microsoft's programs number them; the latter with who made them."""
_REFERENCE = re.compile(r"http|doi|\b(?:19|20)\d\d[.)]", re.I)
"""In what is no comment."""
_MINUTES = re.compile(r"\(\d{1,3} min(?:ute)?s? read\)(?=\s*(?:\[\d{1,3}\])?$)", re.I)
_LONGEST_HEADLINE = 4
"""Lines."""
_RULE = re.compile(r"[-=_*~#+\s─━═╌┄—–·]{3,}$")
_UNDERLINE = re.compile(r"-{3,}|={3,}|[─━═╌┄]{3,}")
_COUNTERS = (
    (re.compile(r"^\s*(\d{1,3})\s+(?=[\"“A-Z\u4e00-\u9fff])"), 1, False),
    (re.compile(r"^\s*(\d{1,3})/\d{0,3}\s+(?=\S)"), 0, False),
    (re.compile(r"^\s*(?:#{1,6}\s+)?(?:\d{1,2}[.-]){1,2}(\d{1,2})\.?\s+(?=[\"“]|[^\W\d_])"), 1, True),
    (re.compile(r"^\s*\(?([a-z])[.)]\s+(?=\S)"), 1, False),
    (
        re.compile(
            r"^[\s★☆◎●]*[\[(]?[A-Z]{1,3}[-.]?(?:\d{1,2}[-.])?(\d{1,3})[\])]?[.:]?\s+(?=[\"“A-Z\d\u4e00-\u9fff])"
        ),
        0,
        True,
    ),
)
"""`3 Title`, `3/ Title`, which a thread may begin with 2, `2.3 Title`, `2-3 Title`, `c) Title`, `[O3] Title`.

With the first number, 0 for any; and whether numbers begin anew in each chapter.
"""
_ENTRY = re.compile(r"\s*@[a-zA-Z]{3,20}\{[^\s{},]{1,100},\s*")
"""The beginning of an entry of BibTeX."""
_LONGEST_ENTRY = 60
"""Lines."""
_TAGS = re.compile(
    r"</?(?:p|div|li|ul|ol|h\d|hr|table|tr|td|th|details|summary|center|section|article|paper|digest|item)\b[^<>]{0,200}>",
    re.I,
)
_PAGE = re.compile(r"(?:[ \t]*\t[ \t]*|\.{4}[ \t]?|(?:\.[ \t]){4,}|[ \t]{3,})(\d{1,4})$")
_LEADER = 24
"""Characters at the end of an entry of a table of contents in which its page is: `2.1 Slow Clocks ........ 7`."""
_WIDTH = 80
"""Characters of a line of a mail, which a rule below a longer heading has too."""
_SENT = re.compile(r"\[([^\[\]]{1,40})\] \[([^\[\]]{0,8}\d{1,2}:\d\d[^\[\]]{0,4})\] (?=\S)")
"""Before a message: `[Ann Lee] [오전 9:40] `."""
_BETWEEN_RULES = re.compile(r"([-─━—]{3,})\s+(\S.{0,100}?)\s+\1")
"""A heading in the middle of a rule: `──── Vision ────`."""
_CHAPTER = re.compile(r"^\d[\d.]{0,8} ")


def lines(numbered: Sequence[Numbered]) -> list[Line]:
    """The lines of a text with what stands around them taken off."""
    numbered = _without_contents(_with_whole_headlines(_without_entries(numbered)))
    is_latex = latex.is_latex(numbered)
    numbered = list(latex.rows(numbered) if is_latex else wiki.rows(numbered))
    rows = _without_comments(
        [
            (number, _UNSEEN.sub("", re.sub(r"^(\t+)(?! *\d*\t)", lambda mark: "    " * len(mark[1]), raw)))
            for number, raw in numbered
        ]
    )
    rows = with_references(_parted_messages(rows))
    head = "\n".join(raw for _, raw in rows[:3000])
    is_org = bool(_ORG_LINE.search(head))
    if is_org and (own := _OWN_STATES.search(head)):
        names = "|".join(re.findall(r"[^\W\d_]+", own[1][:_LONGEST_STATES]))
        state = re.compile(rf"^(\*+ )(?:{names}) ")
        rows = [(number, state.sub(r"\1TODO ", raw)) for number, raw in rows]
    has_quotes = sum(raw.lstrip().startswith(">") for _, raw in rows) > 2
    rules = marks_of(head, is_org=is_org)
    counted = _counted(rows)
    text_lines: list[Line] = []
    gap = 0
    for number, raw in rows:
        if number in counted:
            pattern, ordinal = counted[number]
            raw = pattern.sub(f"{ordinal}. ", raw)
        quote = 0
        if has_quotes and (mark := _QUOTE.match(raw)):
            quote = mark[1].count(">")
            raw = raw[mark.end() :]
        is_blank = not raw.strip()
        is_parted = is_org and bool(_ORG_BLOCK.match(raw))
        if is_org or any(sign in raw for sign in SIGNS):
            for pattern, by in rules:
                raw = pattern.sub(by, raw)
        is_tagged = "<" in raw and bool(_TAGS.search(raw))
        for at, part in enumerate(_TAGS.split(raw) if is_tagged else (raw,)):
            # a tag parts as a blank line does
            line = _line(part, number, max(gap, at > 0), quote, is_org)
            if line is not None:
                text_lines.append(line)
                gap = 0
        gap = max(gap + is_blank, is_parted)
    return whole_items(whole_names(single_spaced(_underlined(without_weekdays(with_days(text_lines))))))


def _without_entries(rows: Sequence[Numbered]) -> list[Numbered]:
    """The lines without the entries of BibTeX among them, which say again what the lines above them say."""
    kept: list[Numbered] = []
    end = -1
    for at, row in enumerate(rows):
        if at > end and _ENTRY.match(row[1]):
            below = rows[at : at + _LONGEST_ENTRY]
            depths = accumulate(raw.count("{") - raw.count("}") for _, raw in below)
            end = next((last for last, depth in enumerate(depths, at) if depth <= 0), -1)
        if at > end:
            kept.append(row)
    return kept


def _without_contents(rows: list[Numbered]) -> list[Numbered]:
    """The lines without a table of contents, which names headings of the text with their pages, in order."""
    headings = [_heading(raw) for _, raw in rows]
    known = Counter(filter(None, headings))
    pages = {}
    for at, (_, raw) in enumerate(rows):
        page = _PAGE.search(raw.rstrip()[-_LEADER:])
        if page and _heading(raw.rstrip()[: -len(page[0])].rstrip(" \t.")) in known:
            pages[at] = int(page[1])
    is_contents = len(pages) > 1 and list(pages.values()) == sorted(pages.values())
    # the first line of an entry that goes on
    pages |= {at - 1: 0 for at in pages if at and known[headings[at - 1]] > 1}
    return [row for at, row in enumerate(rows) if at not in pages] if is_contents else rows


def _heading(raw: str) -> str:
    """A line without the number of a chapter."""
    return _CHAPTER.sub("", " ".join(raw.split()))


def _without_comments(rows: list[Numbered]) -> list[Numbered]:
    """The lines without comments on a document, which are below it, and without their marks, `word[a]`, `word[AL1]`."""
    first = next((at for at, (_, raw) in enumerate(rows) if _FIRST_COMMENT.match(raw)), 0)
    is_marked = any(_COMMENT_MARK.search(raw) for _, raw in rows[:first])
    is_marked = is_marked and not any(_REFERENCE.search(raw) for _, raw in rows[first:])
    return [(number, _COMMENT_MARK.sub("", raw)) for number, raw in rows[:first]] if is_marked else rows


def _parted_messages(rows: list[Numbered]) -> list[Numbered]:
    """The lines, of which messages of a chat are two each: who wrote it and when, and its words."""
    parted: list[Numbered] = []
    for number, raw in rows:
        sent = _SENT.match(raw)
        parted += (
            [(number, ""), (number, f"{sent[1]} {sent[2]}"), (number, raw[sent.end() :])] if sent else [(number, raw)]
        )
    return parted


def _with_whole_headlines(rows: Sequence[Numbered]) -> list[Numbered]:
    """The lines without how long a headline takes to read, `(3 MINUTE READ)`; one that was wrapped is one line."""
    whole: list[Numbered] = []
    start = 0
    for number, raw in rows:
        above = whole[-1][1].rstrip() if whole else ""
        # none goes on below a sentence, or the name of a section, `RESEARCH`
        is_new = above.isupper() and any(map(str.islower, _MINUTES.sub("", raw)))
        is_new = is_new or above.endswith((".", "!", "…")) or not raw.strip()
        start = len(whole) + (not raw.strip()) if is_new else start
        whole.append((number, raw))
        if start < len(whole) <= start + _LONGEST_HEADLINE and "read)" in raw.lower():
            headline = " ".join(line.strip() for _, line in whole[start:])
            if read := _MINUTES.search(headline):
                whole[start:] = [(whole[start][0], headline[: read.start()].rstrip() + headline[read.end() :])]
                start = len(whole)
    return whole


def _line(raw: str, number: int, gap: int, quote: int, is_org: bool) -> Line | None:
    text = _SPACES.sub("        ", raw.strip())
    text = without_own_names(with_others(text))
    if ruled := _BETWEEN_RULES.fullmatch(text):
        text = ruled[2]
    if not text:
        return None
    indent = len(raw) - len(raw.lstrip())
    line = Line(text, number, gap, indent, quote=quote)
    if _RULE.fullmatch(text):
        line.marker = "rule"
        return line
    if is_org and not indent and (star := _ORG_HEADING.match(text)):
        line.level, line.text = len(star[1]), text[star.end() :]
    elif text[0] in "#=" and (heading := _HEADING.match(text)):
        line.level, line.text = len(heading[1] or heading[3]), (heading[2] or "").rstrip(" \t#") or heading[4] or ""
    if not line.text:
        return None
    for _ in range(3):
        if bullet := _BULLET.match(line.text):
            line.marker, line.mark, line.text = "-", line.mark + bullet[0], line.text[bullet.end() :]
        elif box := _BOX.match(line.text):
            line.marker, line.text = "x", line.text[box.end() :]
        elif (mark := _NUMBER.match(line.text)) and not line.ordinal:
            line.marker = mark[1] + "1"
            line.ordinal, line.mark, line.text = _ordinal(mark[2]), line.mark + mark[0], line.text[mark.end() :]
        else:
            break
    return line


def _ordinal(number: str) -> int:
    """A number of a list, in figures, in Chinese or by a letter: `12`, `十二`, `l`."""
    if number.isdecimal():
        return int(number)
    if number.isascii():
        return ord(number) - ord("a") + 1
    tens, ten, ones = number.rpartition("十")
    return 10 * (_FIGURES.find(tens) or len(ten)) + _FIGURES.find(ones)


def _underlined(text_lines: list[Line]) -> list[Line]:
    """The lines; those with a rule right below, about as long or as wide as mails, are headings without it."""
    rules = set()
    for at, (line, below) in enumerate(pairwise(text_lines), 1):
        is_alone = line.gap or line is text_lines[0]
        is_line = bool(_UNDERLINE.fullmatch(below.text)) and len(below.text) > 0.5 * min(len(line.text), _WIDTH)
        if is_line and is_alone and not below.gap:
            line.level, line.text = 2, line.text.removeprefix("** ")
            rules.add(at)
    return [line for at, line in enumerate(text_lines) if at not in rules]


def _counted(rows: Sequence[Numbered]) -> dict[int, tuple[re.Pattern[str], int]]:
    """Marks that lines begin with, and their numbers, if these count: by line."""
    counted: dict[int, tuple[re.Pattern[str], int]] = {}
    for pattern, first, begins_anew in _COUNTERS:
        marks = [(number, mark) for number, raw in rows if (mark := pattern.match(raw))]
        # `[C12] Slow Clocks` below `C.2 Publications`
        bracketed = [(number, mark) for number, mark in marks if mark[0].lstrip()[0] in "[("]
        counted |= _numbers(marks, first, begins_anew) or _numbers(bracketed, first, begins_anew)
    return counted


def _numbers(
    marks: Sequence[tuple[int, re.Match[str]]], first: int, begins_anew: bool
) -> dict[int, tuple[re.Pattern[str], int]]:
    """The marks, with their patterns and numbers, by their lines, if most of them count."""
    marked = [(number, mark.re, _ordinal(mark[1])) for number, mark in marks]
    numbers: dict[int, tuple[re.Pattern[str], int]] = {}
    ordinals = [ordinal for *_, ordinal in marked]
    following = first or next(iter(ordinals), 0)
    # publications are counted from the newest down
    step = -1 if not first and ordinals[1:2] == [following - 1] else 1
    for number, pattern, ordinal in marked:
        if ordinal == following or (begins_anew and ordinal == 1):
            numbers[number] = (pattern, ordinal)
            following = ordinal + step
    return numbers if len(numbers) > max(1 if first else 2, 0.5 * len(marked)) else {}
