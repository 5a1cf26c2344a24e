"""Labels by the place of a line in its entry, or of a part in its line, in lists whose entries are all alike.

Pages and programs write every entry alike: two lines below each `Share` stands a title, or right above each `⇧ 900
Likes`; the third line of each paragraph is a summary. What is so in most entries is so in those where it looks like
something else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.regular_lists import are_names, is_other, labels_of, rows_of, size_of
from sitegen.ingest.plaintext.words import field, is_date, people_share
from sitegen.text import dates

_FEWEST = 3
_SHARE = 0.65
_FARTHEST = 6
"""Lines behind a mark that are counted from it."""
_SENTENCE, _LONGEST_TITLE = 50, 250
"""Characters."""
_SHORTEST_TITLE = 4
"""Words."""

_NUMBER = re.compile(
    r"(?<![\d:])\d[\d.,]*k?(?![\d:])|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.I
)
"""Any but the times of messages, each of which may say something else; months too."""

_WORK = re.compile(
    r"\b(?:universit\w*|institut\w*|college|school|academy|laborator\w+|labs?|gmbh|inc|student|professor|scientist|"
    r"engineer|researcher|ph\.?d|postdoc)\b",
    re.I,
)
"""Where people work, and as what."""

Place = tuple[str, int]
"""The words of a mark without their numbers, empty for a blank line, and how many lines below it a line stands; -1 for
the line above the mark."""


def with_regular_places(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with titles and sentences where most entries of the list have them."""
    corrected = list(labels)
    rows = [*rows_of(chunks), range(len(chunks), len(chunks))]
    marks = _marks(lines, chunks, rows[:-1])
    others = {mark for row, mark in zip(rows, marks, strict=False) if corrected[row.start] == "O"}
    for row, mark in zip(rows, marks, strict=False):
        if mark in others and mark and set(labels_of(corrected, row)) == {"t"}:
            # no title goes on with what stands below others too
            corrected[row.start : row.stop] = "O" * len(row)
    for (mark, steps), members in _places(lines, chunks, rows[:-1], marks).items():
        label, count = Counter(corrected[rows[at].start] for at in members).most_common(1)[0]
        if label not in "TS" or count < _FEWEST or count < _SHARE * len(members):
            continue
        usual = [rows[at] for at in members if corrected[rows[at].start] == label]
        behind = _usually_behind(usual, corrected)
        is_alone = all("S" not in (*corrected[row.stop : row.stop + 1], corrected[row.start - 1]) for row in usual)
        last = len(rows) - 1
        for before, at, after in zip([-1, *members], members, [*members[1:], last], strict=False):
            row = rows[at]
            found = set(labels_of(corrected, row))
            # an entry begins with a mark, or ends with it
            entry = range(row.start, rows[after].start) if steps > 0 else range(rows[before + 1].start, row.stop)
            above = range(rows[max(0, at - steps - bool(mark))].start, row.start)
            has_title = bool(set(labels_of(corrected, entry)) & set("TJ"))
            is_below = "T" in labels_of(corrected, above)
            if label == "T" and mark and not has_title and _may_be_title(chunks, row, found):
                size = max(1, len(row) - behind)
                corrected[row.start : row.start + size] = "T" + "t" * (size - 1)
            if label == "S" and is_alone and is_below and found <= set("OTt") and _is_sentence(chunks, row):
                corrected[row.start : row.stop] = "S" * len(row)
    return corrected


def with_regular_days(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the day of a list on each line that is set and written as one that is: `*** 2025-05-01 Thu`."""
    corrected = list(labels)
    forms = {row.start: _form(lines[chunks[row.start].line]) for row in rows_of(chunks) if len(row) == 1}
    days = {form for at, form in forms.items() if labels[at] == "D" and "0" in form[-1]}
    # a heading that is a day, like others
    headed = Counter(form for at, form in forms.items() if form[0] and _is_day(chunks[at].text))
    days |= {form for form, count in headed.items() if count > 1}
    for at, form in forms.items():
        if form in days and labels[at] == "O":
            corrected[at] = "D"
    return corrected


def _is_day(text: str) -> bool:
    span = dates.find(text)
    return span is not None and is_date(text) and bool(dates.resolve(span, "")[0])


def with_bare_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title in each of several lines that hold nothing else, and that nobody had to wrap."""
    corrected = list(labels)
    run: list[range] = []
    for row in [*rows_of(chunks), range(len(chunks), len(chunks))]:
        line = lines[chunks[row.start].line] if row else Line("", 0)
        is_bare = bool(row) and set(labels_of(labels, row)) <= set("Tt") and not (line.marker or line.level)
        is_missed = bool(run and row) and set(labels_of(labels, row)) == {"O"} and _may_be_title(chunks, row, {"O"})
        if (is_bare and labels[row.start] == "T") or ((is_bare or is_missed) and run and not line.gap):
            run = [row] if line.gap else [*run, row]
            continue
        while run and labels[run[-1].start] == "O":
            run.pop()
        texts = [lines[chunks[bare.start].line].text for bare in run]
        if len(run) > _FEWEST and _are_whole(texts, [labels[bare.start] != "T" for bare in run]):
            for bare in run:
                corrected[bare.start : bare.stop] = "T" + "t" * (len(bare) - 1)
        run = []
    return corrected


def _are_whole(texts: Sequence[str], goes_on: Sequence[bool]) -> bool:
    """Whether lines are titles each: most of those that seem to go on from the line above had room in it."""
    width = max(map(len, texts))
    had_room = [
        len(above) + len(below.split(" ", 1)[0]) < width
        for (above, below), is_rest in zip(pairwise(texts), goes_on[1:], strict=True)
        if is_rest
    ]
    are_titles = all(text[:1].isupper() and text[-1] not in ":,-–—" and len(text.split()) > 2 for text in texts)
    return are_titles and 2 * sum(had_room) > len(had_room)


def _form(line: Line) -> tuple[int, str, int, bool, str]:
    """How a line is set, and what it is written with: letters, figures, signs."""
    shape = re.sub(r"\d", "0", re.sub(r"[^\W\d_]+", "a", line.text))
    return line.level, line.marker, line.indent, line.gap > 0, shape


def with_linked_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title before the link of each item, where most items of the list that have one are titled."""
    corrected = list(labels)
    items = [
        row for row in rows_of(chunks) if lines[chunks[row.start].line].marker and any(chunks[at].url for at in row)
    ]
    untitled = [row for row in items if "L" in labels_of(labels, row) and set(labels_of(labels, row)) <= set("OLVG")]
    if 2 * len(untitled) < len(items):
        for row in untitled:
            before = range(row.start, next(at for at in row if labels[at] == "L"))
            words = [at for at in before if labels[at] == "O" and _may_name_paper(chunks[at].text)]
            if words:
                corrected[max(words, key=lambda at: len(chunks[at].text))] = "T"
    return corrected


def _may_name_paper(text: str) -> bool:
    return text[:1] not in "([（" and len(text.split()) > 1 and not is_date(text) and not field(text)


def with_listed_people(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the names below `Speakers` as authors, each of which has a line below that says who that is."""
    corrected = list(labels)
    rows = list(rows_of(chunks))
    for at, row in enumerate(rows):
        if len(row) > 1 or field(chunks[row.start].text) != "authors":
            continue
        below = at + 1
        while below + 1 < len(rows) and _is_introduced(chunks, corrected, rows[below], rows[below + 1]):
            corrected[rows[below].start] = "A"
            below += 2
    return corrected


def _is_introduced(chunks: Sequence[Chunk], labels: Sequence[str], person: range, place: range) -> bool:
    is_name = len(person) == 1 and people_share(chunks[person.start].text) == (1, 1.0)
    return is_name and labels[person.start] in "AO" and bool(_WORK.search(chunks[place.start].text))


def with_regular_columns(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with names where most lines that are parted alike have them: `09:10 | a title | Ann Lee`.

    Names set in bold one by one are names together: `**Ann Lee**, **Bo Cho**`.
    """
    corrected = list(labels)
    alike: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
    for row in rows_of(chunks):
        parts = [at for at in row if labels[at] != "t"]
        alike[tuple(chunks[at].before for at in parts)].append(parts)
    for rows in alike.values():
        for column in zip(*rows, strict=True):
            titled = sum(labels[at] == "T" for at in column)
            for at in column if column[0] != rows[0][0] and titled >= max(_FEWEST, _SHARE * len(column)) else ():
                is_title = labels[at] in "OS" and _may_be_title(chunks, range(at, at + 1), {labels[at]})
                corrected[at] = "T" if is_title else corrected[at]
        rows = [parts for parts in rows if any(corrected[at] == "T" for at in parts)]
        for column in zip(*rows, strict=True):
            places = [at for at in column if labels[at] in "AGVMO"]
            named = sum(labels[at] == "A" for at in places)
            for at in places if named >= max(_FEWEST, _SHARE * len(places)) else ():
                corrected[at] = "A" if are_names(chunks[at].text) else corrected[at]
    for row in rows_of(chunks):
        before = ""
        for at in row:
            if before == "A" and labels[at] == "O" and chunks[at].before == "m" and are_names(chunks[at].text):
                corrected[at] = "A"
            before = corrected[at] if chunks[at].text.strip(",; ") else before
    return corrected


def _marks(lines: Sequence[Line], chunks: Sequence[Chunk], rows: Sequence[range]) -> list[str]:
    """The words of each row without their numbers, if the text repeats them; else nothing."""
    texts = [_NUMBER.sub("0", lines[chunks[row.start].line].text) for row in rows]
    often = Counter(texts)
    return [text if often[text] >= _FEWEST else "" for text in texts]


def _places(
    lines: Sequence[Line], chunks: Sequence[Chunk], rows: Sequence[range], marks: Sequence[str]
) -> dict[Place, list[int]]:
    """The rows at each place."""
    places: dict[Place, list[int]] = defaultdict(list)
    mark, steps = "", _FARTHEST
    for at, row in enumerate(rows):
        line = lines[chunks[row.start].line]
        if marks[at]:
            if at and steps:
                places[marks[at], -1].append(at - 1)
            mark, steps = marks[at], 0
            continue
        mark, steps = ("", 1) if line.gap else (mark, steps + 1)
        if steps <= _FARTHEST:
            places[mark, steps].append(at)
    return places


def _may_be_title(chunks: Sequence[Chunk], row: range, found: set[str]) -> bool:
    text = " ".join(chunks[at].text for at in row)
    is_phrase = len(text) <= _LONGEST_TITLE and len(text.split()) >= _SHORTEST_TITLE
    first = chunks[row.start]
    return is_phrase and found <= set("OtSVG") and not is_other(first) and not field(first.text)


def _is_sentence(chunks: Sequence[Chunk], row: range) -> bool:
    return size_of(chunks, row) >= _SENTENCE and not any(chunks[at].url or field(chunks[at].text) for at in row)


def _usually_behind(rows: Sequence[range], labels: Sequence[str]) -> int:
    """How many chunks mostly stand behind a title in its row."""
    behind = Counter(sum(label not in "Tt" for label in labels_of(labels, row)) for row in rows)
    return behind.most_common(1)[0][0]


def with_whole_titles(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a word and a colon before a title as its beginning, where other titles begin their lines.

    `POINTS: Improving Your Model` has a name of its own; `Required: ` stands before more than one title.
    """
    corrected = list(labels)
    titles = [at for at, label in enumerate(labels) if label == "T"]
    first = sum(chunks[at].before == "n" for at in titles)
    often = Counter(re.sub(r"\d+", "0", chunk.text) for chunk in chunks)
    for at in titles if first > _SHARE * len(titles) else ():
        above, title = chunks[at - 1], chunks[at]
        is_beside = at > 0 and above.line == title.line and above.before == "n" and title.before == ":"
        is_name = is_beside and labels[at - 1] == "O" and not above.url and not re.search(r"\d", above.text)
        if is_name and often[above.text] == 1 and (not field(above.text) or above.text.isupper()):
            corrected[at - 1 : at + 1] = "Tt"
    return corrected
