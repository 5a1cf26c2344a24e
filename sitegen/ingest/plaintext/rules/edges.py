"""Where titles and names begin and end in lines that go on below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.words import CAPITALS, are_people, common_share, field, is_label, is_volume, words
from sitegen.ingest.read.wrapped import JOINING
from sitegen.ingest.validation import FRONT_MATTER
from sitegen.ingest.values.people import ANY_AND

_FEWEST, _MOSTLY = 2, 0.6
"""How many lines, and which share of them, have a title where all have."""
_SURE = 0.9
"""From this probability on a title stays one that is not where the others are."""
_MOST_LINES = 3
"""Of a title, besides its first."""
_CITED = re.compile(r"\(([^()\d]+?),? (?:19|20)\d\d[a-z]?\)")
"""`(Lee, Cho, Roy 2024)`"""
_FAMILY = re.compile(r"[^\W\d_a-z][\w'’-]+")
_OPENING, _CLOSING = '"“„«', tuple('"“”»')
_REST = re.compile(r"(?:across|and|at|beyond|between|for|from|in|of|on|through|to|towards?|under|via|without) \D{2,60}")
"""`in Small Rooms`"""
_WRAPPED = 45
"""Characters of a line that may go on below."""
_ACRONYM = re.compile(r"\(([A-Z]{2,8})\)\.?")
"""`(SCW)`"""
_INITIAL = re.compile(rf"(?:{ANY_AND} )?(?:[^\W\d_a-z]\.[\s-]?)+")


def initials(text: Text) -> None:
    """The initials of a name whose rest stands in the next line are no title: `A. Lee, B. Cho, and C.`"""
    for above, chunk, below in zip(text.chunks, text.chunks[1:], text.chunks[2:], strict=False):
        if above.label + chunk.label + below.label == "ATA" and _INITIAL.fullmatch(chunk.text):
            chunk.label, chunk.odds = "A", max(chunk.odds, above.odds)


def titles_below_names(text: Text) -> None:
    """Right below names that end with a colon stands a title, as below most: `Ann Lee:` above `Slow Clocks. 1-8`."""
    rows = pairwise(rows_of(text.chunks))
    announced = [(lead, below) for lead, below in rows if _announces(text.lines[lead[0].line].text)]
    if sum(below[0].label == "T" for _, below in announced) >= max(_FEWEST, _MOSTLY * len(announced)):
        for lead, below in announced:
            relabel(lead, labels_of(lead), "A")
            below[0].label, below[0].odds = "T", max(below[0].odds, _MOSTLY)


def _announces(line: str) -> bool:
    return line.endswith(":") and are_people(line[:-1])


def titles_above_names(text: Text) -> None:
    """The paragraph above `Author:` is a title, where most of these have one there, and what is likely none is none."""
    rows = [*rows_of(text.chunks)]
    apart = (at for at, row in enumerate(rows) if at and text.lines[row[0].line].gap)
    named = [at for at in apart if rows[at][0].text.endswith(":") and field(rows[at][0].text) == "authors"]
    often = Counter(line.text for line in text.lines)
    above = [_paragraph_to(at - 1, rows, text.lines, often) for at in named]
    above = [chunks for chunks in above if not any(is_label(chunk.text) for chunk in chunks)]
    titled = sum("T" in labels_of(chunks) for chunks in above)
    if titled < max(_FEWEST, _MOSTLY * len(named), _MOSTLY * labels_of(text.chunks).count("T")):
        return
    is_none = False
    for chunk in text.chunks:
        is_none = (chunk.label == "T" and chunk.odds < _SURE) or (chunk.label == "t" and is_none)
        relabel([chunk] if is_none else (), "Tt", "O")
    for chunks in above:
        if "T" in labels_of(chunks) or FRONT_MATTER.fullmatch(chunks[0].text) or not words(chunks[0].text):
            continue
        relabel(chunks, "O", "t")
        chunks[0].label, chunks[0].odds = "T", max(chunks[0].odds, _MOSTLY)


def _paragraph_to(
    end: int, rows: Sequence[Sequence[Chunk]], lines: Sequence[Line], often: Mapping[str, int]
) -> list[Chunk]:
    """The chunks of the last lines of a paragraph up to one, but those that stand there often, as buttons do."""
    start = end
    above = (lines[row[0].line] for row in reversed(rows[max(0, end - _MOST_LINES) : end]))
    while (line := next(above, None)) and not lines[rows[start][0].line].gap and often[line.text] == 1:
        start -= 1
    return list(chain.from_iterable(rows[start : end + 1]))


def open_titles(text: Text) -> None:
    """A title goes on in the line below a word that joins others, and in one that begins with such a word.

    Slow Clocks of the
    World (Lee, 2024)
    """
    for row, below in pairwise(rows_of(text.chunks)):
        line, after = text.lines[row[0].line], text.lines[below[0].line]
        if row[-1].label not in "Tt" or not _is_next(after) or "T" in labels_of(below[1:]):
            continue
        # names are those of authors, whatever word is above them
        is_free = below[0].label in "OTt" or (below[0].label == "A" and not are_people(after.text))
        goes_on = JOINING.search(line.text, 0, row[-1].end) or (len(line.text) >= _WRAPPED and _is_rest(after.text))
        if is_free and goes_on and not field(below[0].text):
            below[0].label, below[0].odds = "t", row[-1].odds


def _is_rest(line: str) -> bool:
    """Whether a line is the last words of a title: `in Small Rooms`, but not `in Proceedings`, `of KDD 2024`."""
    return bool(_REST.fullmatch(line)) and not is_volume(line)


def _is_next(line: Line) -> bool:
    """Whether a line goes on with what is in the one above."""
    return not (line.gap or line.marker or line.level)


def acronyms(text: Text) -> None:
    """An acronym of a title behind it is its end: `Slow Clocks of the World (SCW)`."""
    for title, chunk in pairwise(text.chunks):
        short = _ACRONYM.fullmatch(chunk.text) if title.label in "Tt" and chunk.line == title.line else None
        if short and chunk.label == "O":
            initials = (word[0].upper() for word in words(title.text))
            # each letter is looked for behind the one before
            if all(letter in initials for letter in short[1]):
                chunk.label, chunk.odds = "t", title.odds


def addresses(text: Text) -> None:
    """An address behind a title is no part of it, as Outlook's text has it: `Slow Clocks<https://…>`."""
    relabel((chunk for chunk in text.labelled("t") if chunk.url == chunk.text), "t", "L")


def quoted_titles(text: Text) -> None:
    """What is said before a title in quotation marks is no part of it: `+1, and also this one: "Slow Clocks"`."""
    for row in rows_of(text.chunks):
        titled = [chunk for chunk in row if chunk.label in "Tt"]
        start = next((at for at, chunk in enumerate(titled) if at and chunk.text[0] in _OPENING), 0)
        if start and titled[-1].text.endswith(_CLOSING) and "L" in labels_of(row):
            lead = " ".join(chunk.text for chunk in titled[:start])
            is_said = lead[:1].islower() or lead.startswith("+1") or (lead.endswith(":") and lead[1:].islower())
            if is_said and common_share(words(lead.lower())) >= _SURE:
                titled[start].label, titled[start].odds = "T", titled[0].odds
                relabel(titled[:start], "Tt", "O")


def citations_behind(text: Text) -> None:
    """Names in parentheses with a year are authors, `(Lee, Cho 2024)`, and anything else behind a quotation a venue."""
    cited: list[tuple[str, list[Chunk]]] = []
    for row in rows_of(text.chunks):
        for mark in _CITED.finditer(text.lines[row[0].line].text):
            before = [chunk for chunk in row if chunk.start < mark.start()]
            behind = [chunk for chunk in row[len(before) :] if chunk.start < mark.end()]
            if _are_families(mark[1]):
                cited.append((mark[1], behind))
            elif before and before[-1].text.rstrip(",.").endswith(_CLOSING):
                relabel(behind, "t", "V")
    # two words once may be a place
    if len(cited) > 1 or any("A" in labels_of(chunks) or names.count(",") > 1 for names, chunks in cited):
        relabel(chain.from_iterable(chunks for _, chunks in cited), "TtOV", "A")


def _are_families(listed: str) -> bool:
    """Whether words are names of people, or family names alone, and not a place of publication behind some."""
    names = re.split(r",? (?:&|and) |, ", listed)
    are_names = all(are_people(name) or (_FAMILY.fullmatch(name) and not CAPITALS.search(name)) for name in names)
    return are_names and not common_share(words(names[-1].lower()))


RULES = (
    initials,
    titles_below_names,
    titles_above_names,
    open_titles,
    acronyms,
    addresses,
    quoted_titles,
    citations_behind,
)
