"""Addresses that stand apart from the words that lead to them: below the text, in footnotes, in a wrapped line."""

from __future__ import annotations

import re
from functools import partial

from sitegen.ingest.read import Numbered
from sitegen.ingest.read.labelled_links import with_addresses

_LYNX_REFERENCE = re.compile(
    r"^\s{0,6}(?:(\d{1,4})\.|\[(?:fn:|\^)?(\d{1,4})\]:?)\s+<?((?:https?|ftp)://[^\s<>]+)>?\s*$"
)
_MAIL_MARK = re.compile(r"(?<=\S)\s*\[(?:fn:|\^)?(\d{1,4})\](?=[\s\[]|$)")
"""Behind words, where newsletters have their numbers."""
_LYNX_MARK = re.compile(r"\[(\d{1,4})\](?=\S)(?!\(https?:|:\s)")
_READER_MARK = re.compile(r"\[(?!\d{1,3}\])((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,2000})\]\[\d+\]")
"""As browsers' views for reading number links, `[Slow Clocks][12]`; `[3][4]` are two notes."""
_FEWEST_READ, _LONGEST_READ = 3, 4000
"""Lines with such marks, and characters of one."""
_OPEN_WORDS, _OPEN_ADDRESS = re.compile(r"\[[^\[\]]{1,300}$"), re.compile(r"\]\((?:https?://|/)[^()\s]{1,1500}$")
"""The ends of lines amid the words of a link, and amid its address."""
_WRAPPED_LINK = 5
"""Lines of a link at most."""
_NOTE_MARK = re.compile(r"(?<=\S)\s?\[\^[\w.-]{1,40}\](?!:)")
"""Where a footnote of Markdown is referred to, `Slow Clocks.[^1]`."""


def with_references(rows: list[Numbered]) -> list[Numbered]:
    """A text browser's page, or a newsletter, with its numbered or labelled addresses put where their marks stand."""
    rows = with_addresses(_with_whole_links(rows))
    if sum("][" in raw for _, raw in rows[:2000]) >= _FEWEST_READ:
        rows = [(number, _without_reader_marks(raw)) for number, raw in rows]
    marks = sum(len(_LYNX_MARK.findall(raw)) for _, raw in rows[:2000])
    places = {ref[1] or ref[2]: ref[3] for _, raw in rows if (ref := _LYNX_REFERENCE.match(raw))}
    behind = sum(mark in places for _, raw in rows for mark in _MAIL_MARK.findall(raw)) if places else 0
    if places and max(marks, behind) > 1:
        rows = [(number, "" if _LYNX_REFERENCE.match(raw) else raw) for number, raw in rows]
        put = partial(_MAIL_MARK.sub, partial(_addressed, places)) if behind > marks else partial(_referred, places)
        rows = [(number, put(raw)) for number, raw in rows]
    return [(number, _NOTE_MARK.sub("", raw)) for number, raw in rows]


def _with_whole_links(rows: list[Numbered]) -> list[Numbered]:
    """The lines, each with all of a link that begins in it: `[Slow Clocks of`, `the World](/slow-`, `clocks)`."""
    whole: list[Numbered] = []
    end = 0
    for at, (number, raw) in enumerate(rows):
        if at < end:
            continue
        end, joined = at + 1, raw
        for _, below in rows[at + 1 : at + _WRAPPED_LINK]:
            if not (_is_open(joined) and below.strip()):
                break
            end += 1
            joined = joined.rstrip() + ("" if _OPEN_ADDRESS.search(joined) else " ") + below.strip()
        is_whole = "](" in joined and not _is_open(joined)
        whole.append((number, joined if is_whole else raw))
        end = end if is_whole else at + 1
    return whole


def _is_open(raw: str) -> bool:
    """Whether a link begins in a line and does not end there."""
    return "[" in raw and bool(_OPEN_WORDS.search(raw) or _OPEN_ADDRESS.search(raw))


def _addressed(places: dict[str, str], mark: re.Match[str]) -> str:
    return f" {places[mark[1]]}" if mark[1] in places else mark[0]


def _referred(places: dict[str, str], raw: str) -> str:
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
    if len(raw) <= _LONGEST_READ and "][" in raw:
        # pictures are links within links
        for _ in range(2):
            raw = _READER_MARK.sub(r"\1", raw)
    return re.sub(r"^\s*\]\[\d+\]\s*$|^\s*\[\s*$", "", raw)
