"""Addresses that stand apart from the words that lead to them: in text browsers' lists of references, or in the next
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile, zip_longest

from sitegen.ingest.plaintext.people import CAPITALS, are_names, are_people
from sitegen.ingest.read.drawn import Numbered
from sitegen.ingest.read.labelled_links import with_addresses

_LONGEST_NOTE = 500
"""Characters of names, which stand again wherever they are referred to."""
_LYNX_REFERENCE = re.compile(
    r"^\s{0,6}(?:(\d{1,4})\.|\[(?:fn:|\^)?(\d{1,4})\]:?)\s+<?((?:https?|ftp)://[^\s<>]+)>?\s*$"
)
_MAIL_MARK = re.compile(r"(?<=\S)\s*\[(?:fn:|\^)?(\d{1,4})\](?=[\s\[]|$)")
"""Behind words, where newsletters have their numbers."""
_LYNX_MARK = re.compile(r"\[(\d{1,4})\](?=\S)(?!\(https?:|:\s)")
_FEWEST, _MOSTLY = 3, 0.8
"""Lines with several numbers of links, and the share of such numbers that count on."""
_NOTE = re.compile(r"\s{0,3}\[\^([\w.-]{1,40})\]:\s+(?!<?https?://\S+$)(?=\S)")
_NOTE_MARK = re.compile(r"\s?\[\^([\w.-]{1,40})\](?!:)")
"""A footnote of Markdown, `[^1]: Ann Lee, 2025.`, and where it is referred to, `Slow Clocks.[^1]`."""
_WORD_NOTE, _WORD_MARK = re.compile(r"\s{0,3}\[(\d{1,3})\]\s+(?=\S)"), re.compile(r"(?<=[\w)?!”»\"])\[(\d{1,3})\]$")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[-*•])\s")
_WHERE = re.compile(r"https?://\S+|(?:arXiv:\s?|doi:\s?)?\b(?:\d{4}\.\d{4,5}|10\.\d{4,9}/\S+)|\b(?:19|20)\d\d\b", re.I)
"""The address or the year of a paper."""
_CITED = re.compile(
    r"^(\W*(?:\d+[.)\]]\s+)?)([^\W\d_][\w'’-]+(?:, [^\W\d_a-z][\w'’-]+){0,4}"
    r"(?P<others>,? (?:&|and|und|et|y) [^\W\d_a-z][\w'’-]+|,? et\.? al\.?|\+)?),? "
    r"\(?((?:19|20)\d\d[a-z]?)\)?(?::|[,.](?= [\"“'‘])| [–—-])? "
    r"(?:(?=[^\W\d_a-z]|(?P<quoted>[\"“]))|['‘](?P<title>\S.{6,400}?)['’](?=[.,;:]?(?:\s|$)))"
)
"""`Lee & Cho 2025 Slow Clocks`, `Lee et al., 2025, "Slow Clocks"`, `Lee+ 2025: Slow Clocks`, `Lee 2025 'Clocks'`"""
_SEVERAL = re.compile(r" al\.?$|\+$")
_CUT_SCHEME, _HOST = re.compile(r"\bhttps?://(?:www\.)?\s*$"), re.compile(r"\s*[\w-]+(?:\.[\w-]+)+(?:/|\s*$)")
_LONE_NUMBER, _LAST_NUMBER = re.compile(r"\s*\[(\d{1,4})\]\s*"), re.compile(r"\S\s+\[(\d{1,4})\]\s*$")
_READER_MARK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,2000})\]\[\d+\]")


def with_whole_links(rows: Sequence[Numbered]) -> list[Numbered]:
    """Links on one line each, whose address stands in the next, or goes on there as Mastodon shows it: `https://`.

    The number of a link that had no room stands alone, above a blank line; those before or behind it had room.
    """
    joined: list[Numbered] = []
    last = {int(mark[1]) for _, raw in rows if (mark := _LAST_NUMBER.search(raw))}
    above = ""
    for (number, raw), (_, below) in zip_longest(rows, rows[1:], fillvalue=(0, "")):
        is_rest = bool(_CUT_SCHEME.search(above) and _HOST.match(raw))
        if above.strip() and not below.strip() and (lone := _LONE_NUMBER.fullmatch(raw)):
            is_rest = not last.isdisjoint({int(lone[1]) - 1, int(lone[1]) + 1})
        if is_rest or (raw.lstrip().startswith("http") and above.rstrip().endswith("](")):
            joined[-1] = (joined[-1][0], above.rstrip() + raw.strip())
            above = ""
        else:
            joined.append((number, raw))
            above = raw
    return joined


def with_references(rows: list[Numbered]) -> list[Numbered]:
    """A text browser's page, or a newsletter, with its numbered or labelled addresses put where their marks stand."""
    rows = _with_marked_years(list(_with_notes(list(_with_marked_notes(with_addresses(rows))))))
    found = [_LYNX_MARK.findall(raw) for _, raw in rows[:2000]]
    marks = sum(map(len, found))
    reader_marks = sum("][" in raw for _, raw in rows[:2000])
    if reader_marks >= 3:
        rows = [(number, _without_reader_marks(raw)) for number, raw in rows]
    places = {ref[1] or ref[2]: ref[3] for _, raw in rows if (ref := _LYNX_REFERENCE.match(raw))}
    behind = sum(mark in places for _, raw in rows for mark in _MAIL_MARK.findall(raw)) if places else 0
    if not places and _are_of_browser(found):
        return [(number, _LYNX_MARK.sub("", raw)) for number, raw in rows]
    if max(marks, behind) < 2 or not places:
        return rows
    remaining = [(number, "" if _LYNX_REFERENCE.match(raw) else raw) for number, raw in rows]
    if behind > marks:
        return [(number, _MAIL_MARK.sub(partial(_addressed, places), raw)) for number, raw in remaining]
    return [(number, _referred(raw, places)) for number, raw in remaining]


def _are_of_browser(marks: Sequence[Sequence[str]]) -> bool:
    """Whether numbers before the words of lines count on, several in a line: `[5]pdf [6]bib` above `[7]Slow Clocks`.

    So a text browser counts links, whose addresses were not copied.
    """
    numbers = [int(mark) for line in marks for mark in line]
    counting = sum(below == above + 1 for above, below in pairwise(numbers))
    return counting >= max(_FEWEST, _MOSTLY * len(numbers)) and sum(len(line) > 1 for line in marks) >= _FEWEST


def _with_marked_notes(rows: Sequence[Numbered]) -> Iterator[Numbered]:
    """The footnotes of Word at the end of a text that say who has written a title, `Slow Clocks[1]`, as of Markdown.

    In sentences such numbers are of what they cite. A title begins a paragraph or an item, or stands beside another,
    and has no names below it.
    """
    end = len(rows) - len(list(takewhile(lambda row: not row[1].strip() or _WORD_NOTE.match(row[1]), reversed(rows))))
    notes = [(at, note) for at in range(end, len(rows)) if (note := _WORD_NOTE.match(rows[at][1]))]
    told = {note[1]: at for at, note in notes if _says_who(note.string[note.end() :])}
    shown = [raw.strip() for _, raw in rows] if told else []
    titles = {
        at: mark[1]
        for at, (above, raw, below) in enumerate(zip(["", *shown], shown, [*shown[1:], ""], strict=False))
        if (mark := _WORD_MARK.search(raw)) and mark[1] in told and not are_names(below)
        if not above or any(map(_WORD_MARK.search, (above, below))) or _ITEM.match(raw)
    }
    marked = {told[mark]: mark for mark in titles.values()}
    for at, (number, raw) in enumerate(rows):
        if at in titles:
            yield number, f"{raw.rstrip().removesuffix(f'[{titles[at]}]')}[^{titles[at]}]"
        else:
            yield number, _WORD_NOTE.sub(f"[^{marked[at]}]: ", raw, count=1) if at in marked else raw


def _with_notes(rows: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines without marks of footnotes, of which those that only say who and where stand below what they are of."""
    notes = {note[1]: raw[note.end() :] for _, raw in rows if (note := _NOTE.match(raw))}
    brief = {mark for mark, words in notes.items() if _says_who(words)}
    for number, raw in rows:
        note = _NOTE.match(raw)
        if not note or note[1] not in brief:
            yield number, _NOTE_MARK.sub(lambda mark: "" if mark[1] in notes else mark[0], raw)
            yield from ((number, notes[mark]) for mark in dict.fromkeys(_NOTE_MARK.findall(raw)) if mark in brief)


def _says_who(note: str) -> bool:
    return len(note) <= _LONGEST_NOTE and are_people(_WHERE.sub("", note).strip(" .,;:()<>"))


def _with_marked_years(rows: list[Numbered]) -> list[Numbered]:
    """The lines with signs behind their years, if most are as `Lee & Cho 2025 Slow Clocks`, and some have `et al.`

    Or most have other names before titles in quotation marks, of which single ones become double.
    """
    cited = [mark for _, raw in rows if (mark := _CITED.match(raw))]
    quoted = {mark[2] for mark in cited if (mark["quoted"] or mark["title"]) and not CAPITALS.search(mark[2])}
    alone = sum(not mark["others"] for mark in cited) - len(quoted)
    fewest = max(_FEWEST, 2 * alone, sum(bool(raw.strip()) for _, raw in rows) // 2 + 1)
    # titles begin with `Maps & Rooms 2025 ` as well, and may have names below
    if len(cited) < fewest or not (quoted or any(_SEVERAL.search(mark[2]) for mark in cited)):
        return rows
    return [(number, _CITED.sub(_with_colon, raw)) for number, raw in rows]


def _with_colon(cited: re.Match[str]) -> str:
    """Names and a year with a colon, if there are no parentheses: `Lee & Cho (2025): `."""
    if cited["title"]:
        return cited.expand(r"\1\2 (\4): “\g<title>”")
    return cited[0] if cited[0].endswith(") ") else cited.expand(r"\1\2 (\4): ")


def _addressed(places: dict[str, str], mark: re.Match[str]) -> str:
    return f" {places[mark[1]]}" if mark[1] in places else mark[0]


def _referred(raw: str, places: dict[str, str]) -> str:
    parts = _LYNX_MARK.split(raw)
    if len(parts) == 1:
        return raw
    text = parts[0]
    for number, words in zip(parts[1::2], parts[2::2], strict=True):
        link = re.match(r"(\S(?:.*\S)?)(\s*)$", words, re.S)
        url = places.get(number)
        # what follows the mark to the next one, or to a gap in the line, is linked
        end = len(re.split(r"\s{2,}", words)[0].rstrip(" ,;|[(·"))
        text += f"[{words[:end]}]({url}){words[end:]}" if url and link else words
    return text


def _without_reader_marks(raw: str) -> str:
    if len(raw) > 4000 or "][" not in raw:
        return re.sub(r"^\s*\[\s*$", "", raw)
    for _ in range(2):
        raw = _READER_MARK.sub(r"\1", raw)
    return re.sub(r"^\s*\]\[\d+\]\s*$|^\s*\[\s*$", "", raw)
