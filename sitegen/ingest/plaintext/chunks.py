"""Lines cut into chunks, at whatever may part a title from its authors or an abstract from what stands before it.

Too many cuts do no harm, because the labeller says which chunks go on.

>>> from sitegen.ingest.plaintext.lines import lines
>>> [chunk.text for chunk in chunks(lines([(1, "1. **The Curse of Depth** — Ann Lee, Bo Cho. arXiv:2502.05795")]))]
['The Curse of Depth', 'Ann Lee, Bo Cho.', 'arXiv:2502.05795']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from sitegen.ingest.plaintext.citations import BEFORE_MEDIUM, head_of_reference
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.words import (
    are_people,
    are_people_with_places,
    common_share,
    ends_sentence,
    people_share,
    words,
)
from sitegen.text import addresses

SHORTEST_STAMP = 12
"""Characters of what stands before a message and has its day, not only its time."""


class Chunk(Struct):
    """A piece of a line that belongs to one field as a whole."""

    text: str
    line: int
    """Place of its line."""
    style: str = ""
    """Of its words: `b` bold, `i` italic, `c` code, `a` linked, in this order."""
    url: str = ""
    before: str = "n"
    """What parts it from the chunk before: `n` a line's end, `t` a tab or a bar, `w` a wide space, `d` a dash, `.` the
    end of a sentence, `:`, `(`, `q` a quotation mark, `b` the space before `by`, `m` a change of markup, `u` an address
    beside it, `s` the time before a message."""
    start: int = 0
    """Where it begins in its line."""
    end: int = 0
    label: str = ""
    """What it is (`labeller`)."""
    odds: float = 1.0
    """The probability of its label."""
    title_odds: float = 0.0
    """The probability that it opens a paper."""


_LINK = (
    r"\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,400})\]"
    r"\(\s{0,3}<?(?P<url>[^()\s<>]{0,1500}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500}){0,3})>?(?:\s+[\"'][^\"']{0,300}[\"'])?\s{0,3}\)"
)
_URL = (
    rf"<?(?P<plain>(?:https?://|(?<![\w./@-])(?:www\.|doi\.org/10\.|dx\.doi\.org/|arxiv\.org/(?:abs|pdf)/|openreview\.net/|aclanthology\.org/"
    rf"|(?:www\.)?github\.com/|huggingface\.co/|hf\.co/)){addresses.LETTERS})>?"
)
_ID = (
    r"(?P<id>(?<![\w/.])(?:(?:arXiv:\s?(?:arXiv:)?|(?:CoRR,?\s)?abs/)(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
    r"(?:\s\[[\w.-]+\])?|(?:doi|DOI):?\s?10\.\d{4,9}/[^\s<>⟨⟩\"{}|\\^]{2,200}|10\.\d{4,9}/[^\s<>⟨⟩\"{}|\\^]{2,200}"
    r"|\d{4}\.\d{5}(?:v\d)?(?![\w.])))"
)
_MARK = (
    r"(?P<mark>\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|(?<![\w_$}])_{1,3}(?=[^\W_]|\()|(?<=[^\s_$}])_{1,3}(?![\w{])|`{1,3}|~~|==(?=\S)"
    r"|</?(?:b|strong|i|em|u|mark|kbd|code|span|font|sub|sup|cite|small|a|o:p|img)\b[^<>]{0,300}>|<br\s*/?>)"
)
# what each alternative begins with, so that most places of a text are passed over at once
_TOKEN = re.compile(rf"(?=[\[<hwdaogc\d*_`~=])(?:{_LINK}|{_URL}|{_ID}|{_MARK})", re.I)
_PARTING = re.compile(
    r"(?=[\t|｜¦┃│—·•∙⋅/.!?。！？；:：(（)）\"“„«「『《”»」』》’,;\[]|\s(?:[^a-zA-Z0-9]|(?:by|von|par|por|di)\s|de\s)|by\s)"
    r"(?:(?P<t>\t+|\s*(?<!\\)[|｜¦┃│]+\s*|\s{4,}(?=\S))|(?P<w>\s{2,}(?=\S))"
    r"|(?P<d>\s+(?=[△▽])|\s+(?:[—–―−-]{1,3}|->|→|>|::|//|~)\s+|(?<=\w)—(?=\w)|(?<=[^\s:/])//(?=[^\W\d_])|\s*[·•∙⋅]\s*|\s+/\s+|(?:\s?\.){5,}\s*)"
    r"|(?P<s>[.!?][\"”’»)\]*]{0,3}\s+(?=[\w\"“‘«(\[])|[。！？；]\s*)"
    r"|(?P<c>:\s+|：\s*|(?<=^Title):(?=\S)|(?<=^Authors):(?=\S)|(?<=^Abstract):(?=\S)"
    r"|:(?=[\u3000-\u9fff])|(?<=[\u3400-\u9fff]):(?=[A-Z]))"
    r"|(?P<o>\s+[(（](?=[^()（）]{1,200}[)）]|[^()（）]{0,120}$)|\s+\[(?=[^\W\d_a-z][^\[\]]{1,60} et al\.?\])"
    r"|(?<=[^\s(])（)"
    r"|(?P<e>(?<=[^\s(])[)）](?=[\s.,:;]|$)[.,:;]?\s*)"
    r"|(?P<p>\s+(?:[\"“„「『‘](?=\S)|«\s?|»(?=[^\s.,:;]))|(?<=[^\s《])(?=《))"
    r"|(?P<q>’(?=[,.]\s)[,.]\s*|(?:(?<=\S)[\"”“」』«]|\s?»)[.,:;]?(?=\s)\s*|(?<=[,.?!])[\"”»」』]\s*|》\s*)"
    r"|(?P<b>(?:\s+|(?<=\.org)|(?<=[a-z])(?=by\s[^/]{3,500}\s/\s\d{1,2}[a-z]{1,3}$))(?=(?:by|von|par|por|di)\s+[A-ZÄÖÜÉ])"
    r"|(?<=,)\s+(?=de\s+[A-ZÄÖÜÉ]))"
    r"|(?P<k>;\s+(?=(?:In|Proceedings)\s)|,\s+(?=[Ii]n(?::\s|\s+(?:Proc|Adv|Find|Trans|Intern|Conf))|arXiv"
    r"|doi|DOI|(?<!\d,\s)(?:19|20)\d\d\b(?![–—-](?:19|20)\d\d\b|–\d\d\b)|pp?\.\s?\d|vol\.|no\.\s?\d"
    r"|[A-Z][\w-]+ (?:19|20)\d\d\)|(?=[\w-]*[A-Z]{2})[A-Z][\w-]+ (?:19|20)\d\d(?=\s*(?:[\].,;]|$))))"
    rf"|(?P<i>{BEFORE_MEDIUM}))"
)
_BEFORE = {"o": "(", "e": "(", "c": ":", "p": "q", **dict.fromkeys("sik", ".")}
"""What `Chunk.before` calls them."""
_CLOCK = r"\d{1,2}(?:[:：.h]| h )\d\d(?::\d\d)?(?:\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?))?"
_STAMP = re.compile(
    r"(?:\[[^\[\]\n]{0,12}\d{1,2}[:.h]\d\d[^\[\]\n]{0,14}\]"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?))?"
    rf"|(?:(?:at|um|à|a las|às|alle|ore|om|kl\.|klo|o)\s)?{_CLOCK}(?:\s?(?:Uhr|h)\b)?"
    rf"(?:\s?(?:[–—-]|to|bis)\s?{_CLOCK})?(?=[\s|,:–—-]|$)\W?)[\s–—-]*"
)
"""When a message was sent or a talk begins."""
_LOGGED = re.compile(
    r"[\[(]?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2})[\])]?:?\s+(?=[^\W\d][\w'’,:+*.-]*\s+(?:\S+\s+){2})"
)
"""A day that a line of a log begins with."""
_NICKNAME = re.compile(r"[^\W\d_a-z][\w'’-]* [\"“][^\W\d_a-z][^\W\d_]{1,11}[\"”] [^\W\d_a-z]")
"""`Hai "Helen" Li`."""
_DAY_BEFORE, _YEAR_BEHIND = re.compile(r"(?:^|\s)\d{1,2} [^\W\d_]{3,9}$"), re.compile(r"(?:19|20)\d\d\b")
"""`13 March, 2025`"""
_FAMILY = re.compile(r"\w+ [^\s,;]+(?:[,;]|$| (?:and|und|et|e|&) )")
"""`von Roy`, which ends a name behind a given name, and `di Ann Lee` does not."""
_LONG, _NEAR = 500, 260
_Piece = tuple[str, str, str, str, int]


def chunks(text_lines: Sequence[Line]) -> list[Chunk]:
    """All chunks of a text, in order."""
    cut: list[Chunk] = []
    for number, line in enumerate(text_lines):
        start = len(cut)
        for text, style, url, before, offset in _line_chunks(line.text):
            bare = text.strip()
            if bare in (":", "：") and len(cut) > start:
                # `**Authors**:` is the same as `**Authors:**`
                cut[-1].text += bare
                cut[-1].end = offset + len(text.rstrip())
            elif bare.strip("*_`~|"):
                offset += len(text) - len(text.lstrip())
                cut.append(
                    Chunk(bare, number, style, url, before if len(cut) > start else "n", offset, offset + len(bare))
                )
    return cut


def rows_of(pieces: Sequence[Chunk]) -> list[list[Chunk]]:
    """The chunks of each line."""
    return [list(row) for _, row in groupby(pieces, attrgetter("line"))]


def labels_of(pieces: Iterable[Chunk]) -> str:
    """The labels of chunks, a letter each: `TtA`."""
    return "".join(piece.label for piece in pieces)


def relabel(pieces: Iterable[Chunk], labels: str, label: str) -> None:
    """Gives chunks with some labels another."""
    for piece in pieces:
        piece.label = label if piece.label in labels else piece.label


def _line_chunks(text: str) -> Iterator[_Piece]:
    if "](" not in text and "//" not in text and len(text) > _LONG * 40:
        # nothing but prose is that long
        text = text[: _LONG * 40]
    stamp = _STAMP.match(text)
    before, position = "n", 0
    if stamp and stamp.end() < len(text):
        yield stamp[0], "s", "", "n", 0
        before, position = "s", stamp.end()
    elif day := _LOGGED.match(text):
        yield day[0], "", "", "n", 0
        before, position = "w", day.end()
    styles = dict.fromkeys("bic", False)
    for token in _TOKEN.finditer(text, position):
        if token.start() > position:
            yield from _cut(text[position : token.start()], _style_name(styles), before, len(text), position)
        position = token.end()
        if token["words"] is not None:
            words = re.sub(r"\*\*|__|`", "", token["words"]).strip(" *")
            style = "b" if "**" in token["words"] else ""
            inside = token.start("words") + max(0, token["words"].find(words))
            yield from _cut(words, _style_name(styles) + style + "a", "m", len(text), inside, token["url"])
            before = "m"
        elif token["plain"] or token["id"]:
            address = token["plain"] or token["id"]
            before = "u"
            if addresses.is_cut_off(address):
                # it leads nowhere, and those of several papers may be cut off at the same place
                continue
            url = addresses.trimmed(address)
            yield url, _style_name(styles), url, "u", token.start("plain" if token["plain"] else "id")
        else:
            _switch(styles, token[0])
            before = "m"
    if position < len(text):
        yield from _cut(text[position:], _style_name(styles), before, len(text), position)


def _style_name(styles: dict[str, bool]) -> str:
    return "".join(name for name, on in styles.items() if on)


def _switch(styles: dict[str, bool], mark: str) -> None:
    """Turns a style on or off."""
    tag = re.match(r"<(/?)(\w+)", mark)
    if tag:
        name = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "code": "c", "kbd": "c"}.get(
            tag[2].lower(), ""
        )
        if name:
            styles[name] = not tag[1]
    elif mark[0] in "*_":
        if len(mark) > 1:
            styles["b"] = not styles["b"]
        if len(mark) != 2:
            styles["i"] = not styles["i"]
    elif mark[0] == "`":
        styles["c"] = not styles["c"]


def _cut(text: str, style: str, before: str, length: int, offset: int, url: str = "") -> Iterator[_Piece]:
    """A run of one style, cut where its punctuation may part fields."""
    if are_people_with_places(text):
        yield text, style, url, before, offset
        return
    start = head_of_reference(text) if before in "ns" else 0
    if start:
        yield text[:start], style, url, before, offset
        before = "w"
    for mark in _PARTING.finditer(text, start):
        kind = mark.lastgroup or "n"
        if not _parts(text, mark, kind, start, length, offset):
            continue
        cut = mark.end() if kind not in "sec" else mark.start() + len(mark[0].rstrip())
        if kind in "op":
            cut = mark.start()
        piece = text[start : mark.start() if kind in "tdwi" else cut]
        if piece.strip():
            yield piece, style, url, before, offset + start
        before, start = _BEFORE.get(kind, kind), mark.end() if kind in "tdwi" else cut
    if text[start:].strip():
        yield text[start:], style, url, before, offset + start


def _parts(text: str, mark: re.Match[str], kind: str, start: int, length: int, offset: int) -> bool:
    """Whether punctuation may part two fields where it stands."""
    at = offset + mark.start()
    if kind in "td":
        return length < _LONG or at < _NEAR or kind == "t" or length - at < _NEAR
    if kind == "b":
        # `Thinking Faster by Writing Less`
        ahead = text[mark.end() : mark.end() + _NEAR]
        count, share = people_share(ahead)
        *names, last = text[start : mark.start()].split(", ")
        if ahead.startswith(("von", "di")) and _FAMILY.match(ahead) and are_people(", ".join(names) or last):
            # `Ann Lee, Bo von Roy`
            return False
        return count * share > 1 or common_share(words(ahead.lower())[1:2]) == 0
    if kind == "s":
        return ends_sentence(text, mark)
    if kind in "pq" and _NICKNAME.search(text[max(0, mark.start() - 16) : mark.end() + 16]):
        return False
    if kind == "k" and _DAY_BEFORE.search(text[max(0, mark.start() - 16) : mark.start()]):
        return not _YEAR_BEHIND.match(text, mark.end())
    if kind == "c":
        return mark.start() - start < 160 and at < _NEAR
    if length > _LONG and not (at < _NEAR or length - at < _NEAR):
        return False
    if kind == "o":
        ahead = text[mark.end() :]
        aside = re.split(r"[()（）]", ahead[:200])[0]
        rest = ahead[len(aside) + 1 :]
        return bool(re.search(r"[\d,@/&，、；]| and | et al|^by |[^.]\.$", aside)) or not rest.strip()
    return True
