"""Where titles end: in the line below, by the room in lines, words that end none or open quotation marks, or before
where papers came out and what tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.citations import MEDIUM
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines.layout import Line, is_amid
from sitegen.ingest.plaintext.names import names
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.rules.regular_lists import is_other
from sitegen.ingest.plaintext.rules.sentences import is_prose, joined
from sitegen.ingest.plaintext.words import field, is_furniture, words
from sitegen.ingest.read.drawn import JOINING
from sitegen.text import dates

_FEWEST, _USUAL = 2, 0.6
_FEW_CAPITALS, _SHORT_WORD = 0.4, 3
"""The share of words with capitals below which a line is written otherwise than a title that has more than usual."""
_LONG, _REMARK, _HALF = 3, 4, 0.5
"""Words of a title, of what tells of it, and the share of these in small letters."""
_SOURCED = re.compile(
    r"(?:\[arXiv:[^\[\]]{1,40}\](?:\([^()]{1,99}\))?|\bdoi:\S{1,99}|,(?: \w{1,20})? (?:19|20)\d\d)\W{0,3}$",
    re.IGNORECASE,
)
"""An identifier behind a title, or the year of a source, but not `(May 2025)`."""
_STOPS, _MEDIUM = ".?!", re.compile(MEDIUM)
_MOST_LINES = 3
"""Lines that a quotation goes on in."""
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", "《": "》", "「": "」", "『": "』"}
"""What closes a quotation, by what opens it."""
_VOLUME = re.compile(r"\b(?:[Vv]ol|[Nn]o|pp)\. ?\d|\b\d{1,4} ?\(\d{1,4}\)[,:] ?\d")
"""`Clock Letters, vol. 12 (3), pp. 1-9`, `Clock Letters 12(3), 1-9`."""
_TITLE_END = re.compile(r"[.?!][\"”»]?$")
_SOURCE = re.compile(r"(?:(?:of|the|and|for|in|on|vol\.|no\.|pp?\.|[^\W_a-zß-ÿ]\S*|[&(]\S*)(?: |$)){1,12}(?<=[.,])")
"""Where something came out, without words in small letters: `University of Ulm.`, `Clock Letters, 12(3),`."""
_DATED = re.compile(
    r", (?:Volume \d{1,4}(?:, (?:Issue|Part) \w{1,4})?,|(?:[^,\d]{1,40} )?(?:\d{1,2} )?(?P<month>[^\W\d_]{3,9})\.?)"
    r" (?:19|20)\d\d(?:, (?:(?:Article )?\d{4,7}|Pages \d{1,5}[–-]\d{1,5}))?$"
)
"""`Clock Letters, Available online 1 May 2025`, `Clock Letters, Volume 12, May 2025, 102577`, `…, Article 102577`."""


def told_titles(text: Text) -> None:
    """A title in bold ends before words that tell of it, as in most items: `**Slow Clocks of Ulm** - why they wait`.

    A word in bold may be the first part of a title, `**ClockNet** - Telling the Time`, and capitals tell of a journal.
    A subtitle has names or a source behind or below it, or an address if what is in bold is a topic.
    """
    rows = rows_of(text.chunks)
    items = [row for row in rows if row[0].label == "T" and "b" in row[0].style]
    are_by = any(row in items and below[0].label in "AV" for row, below in pairwise(rows))
    are_by = are_by or any(_SOURCED.search(text.lines[row[0].line].text) for row in items)
    heads = [list(takewhile(lambda chunk: "b" in chunk.style, row)) for row in items]
    behind = [row[len(head) :] for row, head in zip(items, heads, strict=True)]
    are_long = [sum(len(chunk.text.split()) for chunk in head) >= _LONG for head in heads]
    are_parted = [bool(rest) and (rest[0].before in "d(" or bool(rest[0].url)) for rest in behind]
    tails = [list(dropwhile(lambda chunk: not _may_tell(chunk), rest)) for rest in behind]
    told = [chunk for tail in tails for chunk in tail if _may_tell(chunk)]
    said = words(" ".join(chunk.text for chunk in told))
    is_usual = min(sum(are_long), sum(are_parted)) >= max(_FEWEST, _USUAL * len(items))
    is_usual = is_usual and sum(map(str.islower, said)) > _HALF * len(said) and not any(map(_names_or_leads, tails))
    is_usual = is_usual and not are_by
    if is_usual and len(said) > _REMARK * len(items):
        relabel(told, "AOt", "S")


def _may_tell(chunk: Chunk) -> bool:
    is_free = chunk.label in "Ot" or (chunk.label == "A" and chunk.text[0].islower())
    return is_free and any(map(str.isalpha, chunk.text)) and not (chunk.url or is_other(chunk))


def _names_or_leads(tail: Sequence[Chunk]) -> bool:
    """Whether words behind a title name people, or are an aside of theirs, or themselves a title before its address."""
    text = "".join(chunk.text for chunk in tail)
    is_title = any(chunk.url for chunk in tail) and not text[:1].islower()
    is_by = text.startswith(("by ", "(by ")) or text.count("(") != text.count(")")
    is_by = is_by or any(chunk.label == "A" and chunk.text[0].isupper() for chunk in tail)
    return is_title or is_by or any(are_people(part) for chunk in tail for part in chunk.text.strip("()").split(","))


def wrapped_titles(text: Text) -> None:
    """A title goes on in the line below if there was no room for the next word: the widest title shows how much is.

    Where most titles end with a stop it goes on up to one; else none may have had room, as on printed pages. None goes
    on in a remark.
    """
    rows = rows_of(text.chunks)
    pairs = [(row, below) for row, below in pairwise(rows) if row[-1].label in "Tt"]
    above_names = {row[0].line: text.lines[below[0].line] for row, below in pairwise(rows) if below[0].label == "A"}
    width = max((len(text.lines[row[0].line].text) for row, _ in pairs), default=0)
    ends = [row[-1].text[-1] for row, below in pairs if below[0].label != "t"]
    has_stops = sum(end in _STOPS for end in ends) >= max(_FEWEST, _USUAL * len(ends))
    breaks = []
    for row, below in pairs:
        above, line = text.lines[row[0].line], text.lines[below[0].line]
        by = above_names.get(below[0].line)
        if not (by and by.indent >= line.indent) and _is_remark(row, below, above, line):
            relabel(below, "t", "O")
            continue
        is_title = has_stops or set(labels_of(row)) <= {"T", "t"}
        if is_title and _is_free(below, line.text) and not (line.gap or line.marker or line.level):
            has_room = len(above.text) + len(line.text.partition(" ")[0]) < width
            is_forced = not (has_room or is_other(below[0]) or field(below[0].text))
            breaks.append((row, below, above, line, is_forced))
    are_own = len({line.text for *_, line, _ in breaks}) == len(breaks) >= _FEWEST
    are_forced = are_own and all(is_forced for *_, is_forced in breaks)
    is_usual = are_forced and any(is_amid(above, line) for *_, above, line, _ in breaks)
    for row, below, above, line, is_forced in breaks:
        is_end = is_forced and above.text[-1] not in _STOPS and line.text[-1] in _STOPS
        if len(set(labels_of(below))) == 1 and (is_end if has_stops else is_usual):
            for chunk in below:
                chunk.label, chunk.odds = "t", max(row[0].odds, chunk.odds * (chunk.label == "t"))


def _is_remark(row: Sequence[Chunk], below: Sequence[Chunk], above: Line, line: Line) -> bool:
    """Whether words set in below a title tell something of it: they have no capitals, where most of its own have.

    Slow Clocks of the World
        clashes with my own talk
    """
    is_set_in = line.indent > above.indent and {*labels_of(below)} == {"t"}
    is_open = above.text[-1] in ":,;&-–—" or JOINING.search(above.text) or field(row[0].text)
    first = line.text.partition(" ")[0]
    goes_on = is_open or (first != "the" and JOINING.search(f" {first}"))
    return is_set_in and not goes_on and _capitals(above.text) > _USUAL > _FEW_CAPITALS > _capitals(line.text)


def _capitals(line: str) -> float:
    """The share of words with capitals among those that have some in titles; what is usual if there are few."""
    words = [word for word in line.split() if len(word) > _SHORT_WORD and word[0].isalpha()]
    told = [word for word in words if not JOINING.search(f" {word}")]
    return sum(word[0].isupper() for word in told) / len(told) if len(told) >= _FEWEST else _USUAL


def _is_free(row: Sequence[Chunk], line: str) -> bool:
    """Whether nothing of a paper but its title may stand in a line; what only looks like names is free, too."""
    is_listed = "," in line or are_people(line.strip("()"))
    return not _VOLUME.search(line) and ({*labels_of(row)} <= {*"Ot"} or (labels_of(row) == "A" and not is_listed))


def dated_lines(text: Text) -> None:
    """No title goes on in the line below if that ends with a day there in most entries: `Clock Letters, 1 May 2025`."""
    rows = rows_of(text.chunks)
    pairs = [(above, row) for above, row in pairwise(rows) if above[-1].label in "Tt" and row[0].label in "tO"]
    below = [row for above, row in pairs if not JOINING.search(text.lines[above[0].line].text)]
    marks = [(row, _DATED.search(text.lines[row[0].line].text)) for row in below]
    dated = [row for row, mark in marks if mark and (not mark["month"] or dates.month_number(mark["month"]))]
    for row in dated if len(dated) >= max(_FEWEST, _USUAL * sum("T" in labels_of(row) for row in rows)) else ():
        relabel(row, "tO", "P")


def open_titles(text: Text) -> None:
    """A title goes on in the line below amid its quotation marks, behind a word that joins others, or to a mark, `[C]`.

    So does one that goes on in the line below that.

    “Slow Clocks of the
    World” (Lee, 2024)
    """
    title = ""
    rows = rows_of(text.chunks)
    # as other titles have them behind
    has_marks = any(one.label in "Tt" and _MEDIUM.match(text.lines[one.line].text, one.end) for one in text.chunks)
    for at, (row, below) in enumerate(pairwise(rows)):
        line, after = text.lines[row[0].line], text.lines[below[0].line]
        start = next((chunk.start for chunk in reversed(row) if chunk.label == "T"), 0)
        is_amid = labels_of([*row[-2:], below[0]]) in ("TVt", "tVt") and JOINING.fullmatch(f" {row[-1].text}")
        relabel(row[-1:] if is_amid else (), "V", "t")
        title = line.text[start:] if "T" in labels_of(row) else f"{title} {line.text}" if row[-1].label == "t" else ""
        if not title or row[-1].label not in "Tt" or not _is_next(after) or "T" in labels_of(below[1:]):
            continue
        is_open = title[0] in _CLOSING and not set(_CLOSING[title[0]]) & set(title[1:])
        ahead = list(takewhile(lambda other: _is_next(text.lines[other[0].line]), rows[at + 1 : at + 1 + _MOST_LINES]))
        quoted = _rest_of_quotation([chunk for other in ahead for chunk in other], title[0]) if is_open else ()
        # names are those of authors, whatever word is above them
        is_free = below[0].label in "OTt" or (below[0].label == "A" and not are_people(after.text))
        ends = bool(has_marks and line.text[-1] not in _STOPS and _MEDIUM.match(after.text, below[0].end))
        joins = is_free and (ends or bool(JOINING.search(line.text, 0, row[-1].end)))
        goes_on = labels_of(below) + labels_of(ahead[1] if ahead[1:] else [])[:1] == "Ot"
        joins = joins or (goes_on and not (is_other(below[0]) or is_furniture(after.text)))
        for chunk in quoted or below[:joins]:
            if quoted or not field(chunk.text):
                chunk.label, chunk.odds = "t", row[-1].odds


def quoted_titles(text: Text) -> None:
    """A title ends with its quotation, where most are quoted, before names in the line below."""
    rests = []
    starts = [at for at, chunk in enumerate(text.chunks) if chunk.label == "T"]
    for start in starts:
        title = text.chunks[start]
        whole = [title, *takewhile(lambda chunk: chunk.label == "t", text.chunks[start + 1 :])]
        closing = tuple(_CLOSING.get(title.text[0], ""))
        ends = [at for at, chunk in enumerate(whole) if closing and chunk.text.rstrip(",.;:").endswith(closing)]
        rests += [whole[ends[0] :]] if ends else []
    for last, *rest in rests if len(rests) >= max(_FEWEST, _USUAL * len(starts)) else ():
        listed = names(joined(rest)) if rest and rest[0].line > last.line else []
        relabel(rest if len(listed) > 1 and are_people(", ".join(listed)) else (), "t", "A")


def _is_next(line: Line) -> bool:
    """Whether a line goes on with what is in the one above."""
    return not (line.gap or line.marker or line.level)


def _rest_of_quotation(ahead: Sequence[Chunk], opening: str) -> Sequence[Chunk]:
    """The chunks up to the end of a quotation, if they are nothing else and none begins within it; else none."""
    closing = _CLOSING[opening]
    at = next((at for at, chunk in enumerate(ahead, 1) if set(closing) & set(chunk.text)), 0)
    is_end = bool(at) and ahead[at - 1].text.rstrip(",.;:").endswith(tuple(closing))
    is_one = opening in closing or not any(opening in chunk.text for chunk in ahead[:at])
    return ahead[:at] if is_end and is_one and set(labels_of(ahead[:at])) <= {*"OtS"} else ()


def sources(text: Text) -> None:
    """Between a title behind names and sentences of its line stands where it came out: `“Slow.” Maps, 12. We wait.`"""
    for row in rows_of(text.chunks):
        start = labels_of(row).find("T") + 1
        ends = [at for at in range(start, len(row)) if row[at].label != "t" or _TITLE_END.search(row[at - 1].text)]
        behind = row[ends[0] :] if start and ends and row[0].label == "A" else []
        source = list(takewhile(lambda chunk: bool(_SOURCE.fullmatch(chunk.text)), behind))
        said = behind[len(source) :]
        are_sentences = is_prose(joined(said))
        if source and said and {*labels_of(said)} <= {*"St"} and ("t" not in labels_of(said) or are_sentences):
            relabel(source, "AOSt", "V")
            relabel(said, "t", "S")


RULES = (told_titles, dated_lines, wrapped_titles, open_titles, quoted_titles)
