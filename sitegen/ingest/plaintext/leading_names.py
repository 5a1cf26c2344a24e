"""Titles behind names: after a colon or a year, in quotation marks or italics, or as in the other entries of a list.

`Lee, Ann; Cho, Bo: Slow Clocks.` and `Required: Lee et al., 2025. Slow Clocks.` are such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.citations import head_of_reference
from sitegen.ingest.plaintext.labels import rows_of, set_title
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.people import INVERTED, are_people
from sitegen.ingest.plaintext.words import common_share, field, people_share, words

_FEWEST, _SHARE = 3, 0.6
_YEAR = re.compile(r"\(?(?:(?<=\()[A-Z][\w'’-]{1,20} (?:[A-Z]\w{1,12} )?)?(?:19|20)\d\d[a-z]?\)?[:.]")
"""`2025.`, `(2025a):`, `(ACL 2018).`"""
_YEAR_AT_END = re.compile(r"\s*\((?:19|20)\d\d[a-z]?\)[.:]?$")
_LABEL = re.compile(r"\[[\w+-]{1,12}\]")
_CITED = re.compile(r"[^\W\d_][\w'’ -]{1,40}(?: et al\.?|,? (?:and|&|und|et|y|e) [^\W\d_][\w'’ -]{1,40}),?")
_WITH_OTHERS = re.compile(r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_][\w'’.-]*){0,3} (?:et al\.|u\. ?a\.|и др\.)")
_FAMILY = r"[^\W\d_a-z][\w'’-]+"
_FAMILIES = re.compile(rf"{_FAMILY}(?:, {_FAMILY})*(?:,? (?:and|&|und|et|y|e) {_FAMILY})?,")
"""`Lee, Cho and Roy,`"""
_BETWEEN = frozenset(("et", "al", "and", "und", "y", "e"))
_END = re.compile(r"[.,;][\"”»)]*$")
_OPENED, _QUOTED_END = re.compile(r"[\"“„]\S"), re.compile(r"[\"”“][.,]?$")
_ASKED = re.compile(r"[?!][\"”»)]*$")
_STYLED, _HALF = 0.6, 0.5
"""The shares of items whose titles are set apart, and of parts that look like names."""
_SHORTEST = 4
"""Words of a title that is none by its label."""
_MOST = 6
"""Chunks of a title."""


def with_titles_behind_names(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what stands behind names and a colon as titles, where several lines begin so."""
    corrected = list(labels)
    starts = [at for at in range(len(chunks) - 1) if _leads(chunks, labels, at)]
    if len(starts) < _FEWEST:
        return corrected
    for at, after in zip(starts, [*starts[1:], len(chunks)], strict=True):
        first = at + 2 if _YEAR.fullmatch(chunks[at + 1].text) else at + 1
        if first >= after:
            continue
        # who presents it is named before
        before = at - 1
        while before >= 0 and chunks[before].line == chunks[at].line:
            corrected[before] = "O"
            before -= 1
        corrected[at] = "A"
        last = _last_of_title(chunks, first, min(after, first + _MOST))
        set_title(corrected, range(first, last + 1))
    return corrected


def with_quoted_titles(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what is in quotation marks behind names as a title, in lines without one, where others are so.

    `A. Lee, "Slow Clocks: a survey," Astron. J. 7 (2025)` is how physicists cite.
    """
    corrected = list(labels)
    quoted = [run for row in rows_of(chunks) if (run := _quotation(chunks, row))]
    titled = [run for run in quoted if labels[run.start] == "T"]
    for run in quoted if len(titled) >= _FEWEST else ():
        if are_people(chunks[run.start - 1].text) or _FAMILIES.fullmatch(chunks[run.start - 1].text):
            corrected[run.start - 1] = "A"
            set_title(corrected, run)
    return corrected


def with_titles_below_names(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what stands behind the names with which an item or paragraph begins as a title, as elsewhere."""
    corrected = list(labels)
    times = Counter(chunk.text for chunk in chunks)
    titled, untitled = 0, []
    for row in rows_of(chunks):
        line, last = lines[chunks[row.start].line], row.start
        names = chunks[last].text
        is_head = bool(head_of_reference(f"{names} {chunks[last + 1].text}" if last + 1 < len(chunks) else names))
        is_first = line.gap or line.marker or not last or is_head
        if not is_first or labels[last] not in "AO" or times[names] > 1:
            continue
        if not (is_head or are_people(_YEAR_AT_END.sub("", names).rstrip(",."))):
            continue
        while last + 1 < min(row.start + _MOST, len(chunks)) and labels[last + 1] == "A":
            last += 1
        title = last + 1
        title += title < len(chunks) and bool(_YEAR.fullmatch(chunks[title].text))
        if title < len(chunks) and chunks[title].line - chunks[last].line < 2 and not lines[chunks[title].line].gap:
            titled += labels[title] == "T"
            is_title = labels[title] == "T" and labels[row.start] == "O" and chunks[title].line == chunks[last].line
            is_untitled = labels[title] == "O" and len(chunks[title].text.split()) >= _SHORTEST
            if is_title or (is_untitled and not field(chunks[title].text)):
                untitled.append((row.start, title))
    for first, title in untitled if titled >= max(_FEWEST, len(untitled)) else ():
        corrected[first], corrected[title] = "A", "T"
    return corrected


def with_styled_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what is set apart right behind the names of an item as its title, where most items have it.

    `- Lee, A., Cho, B., *Slow Clocks*, Example Letters, 2007` is how lists of publications set titles.
    """
    corrected = list(labels)
    items = [row for row in rows_of(chunks) if lines[chunks[row.start].line].marker not in ("", "rule")]
    styled = [(row.start, at) for row in items if (at := _styled(lines, chunks, labels, row.start))]
    texts = {chunks[at].text for _, at in styled}
    is_usual = len(styled) >= max(_FEWEST, _STYLED * len(items)) and len(texts) == len(styled)
    if is_usual and all(len(text.split()) > 1 for text in texts):
        for first, at in styled:
            corrected[first:at] = "A" * (at - first)
            corrected[at] = "T"
    return corrected


def _styled(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str], start: int) -> int:
    """The first chunk of an item in italics behind nothing but names; 0 without."""
    for at in range(start, min(start + _MOST, len(chunks))):
        line = lines[chunks[at].line]
        is_title = at > start and labels[at - 1] in "Tt" and not are_people(chunks[at - 1].text)
        if at > start and (is_title or (chunks[at].before == "n" and (line.gap or line.marker))):
            return 0
        if "i" in chunks[at].style:
            return at if at > start else 0
        names = chunks[at].text.strip(" .,:;")
        # of `Lee, A., Cho, B.` every other part looks like a name
        if chunks[at].style not in ("", "b") or chunks[at].url or people_share(names)[1] < _HALF:
            return 0
    return 0


def _quotation(chunks: Sequence[Chunk], row: range) -> range | None:
    """The first chunks of a row, behind others, that are in quotation marks; all up to its end where these go on."""
    for start in row[1:]:
        if _OPENED.match(chunks[start].text):
            end = next((at for at in row[start - row.start :] if _QUOTED_END.search(chunks[at].text)), None)
            end = row[-1] if end is None else end
            return range(start, end + 1) if end - start < _MOST else None
    return None


def _is_label(chunks: Sequence[Chunk], at: int) -> bool:
    return at >= 0 and bool(_LABEL.fullmatch(chunks[at].text)) and chunks[at].line == chunks[at + 1].line


def _leads(chunks: Sequence[Chunk], labels: Sequence[str], at: int) -> bool:
    """Whether a chunk is names at the beginning of a line, with a colon or a year and a colon behind them."""
    text, has_year = chunks[at].text, bool(_YEAR.fullmatch(chunks[at + 1].text))
    is_cited = bool(_CITED.fullmatch(text)) or (has_year and labels[at + 2 : at + 3] == ["T"] and are_people(text))
    if has_year and chunks[at].before in ("n", ":", "t") and is_cited:
        # `Learning and Planning, 2025` is a title
        return common_share([word for word in words(text.lower()) if word not in _BETWEEN]) < 1
    is_first = chunks[at].before == "n" or _is_label(chunks, at - 1)
    is_open = has_year or text.endswith((":", "："))
    if not (is_first and is_open) or chunks[at].url or chunks[at + 1].url:
        return False
    named = text.rstrip(" :：")
    is_line = chunks[at + 1].before == "n" and " " in named and are_people(named)
    is_certain = bool(INVERTED.fullmatch(named) or _WITH_OTHERS.fullmatch(named))
    return is_certain or is_line or (labels[at] == "A" and people_share(named)[1] >= _SHARE)


def _last_of_title(chunks: Sequence[Chunk], first: int, stop: int) -> int:
    """The chunk with which a title ends, by its punctuation, or because an address follows."""
    for at in range(first, stop):
        text = chunks[at].text
        behind = chunks[at + 1] if at + 1 < stop else None
        if behind is None or behind.url not in ("", chunks[at].url) or _END.search(text) or behind.before in ("t", "d"):
            return at
        # a question is followed by its subtitle, or by where it was asked: `What Is Time? NeurIPS 2025`
        if (_ASKED.search(text) or behind.before == "(") and re.search(r"\d", behind.text):
            return at
    return first
