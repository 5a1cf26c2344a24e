"""What surrounds the papers on a pasted page: its header, its footer, and the marks of all its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.pasted.marks import Mark, is_organisation, mark, may_be_people
from sitegen.ingest.pasted.style import LONG, title_level, wrapped_width
from sitegen.ingest.read.lines import Line

_HEADER = 12
"""Lines that a page's header takes at most, navigation aside."""
_LABELLED = ("votes", "comments", "names", "submitter")
"""Kinds that no wrapped sentence goes on with where they have their label."""
_BY = re.compile(r"by ([A-Z@]\S*(?: \S+){0,3})")


def marked(found: Sequence[Line]) -> list[Mark | None]:
    """For each line what it is apart from title and abstract, judged with the lines around it."""
    width = wrapped_width(found)
    marks: list[Mark | None] = []
    for place, line in enumerate(found):
        known = mark(found, place)
        before = found[place - 1] if place else None
        is_labelled = known is not None and known.kind in _LABELLED and ":" in line.text.replace("：", ":")
        follows = before is not None and not line.gap and marks[place - 1] is None and not is_labelled
        if known and before and follows and _continues(before, line, width):
            known = None
        if known is None and is_organisation(found, place):
            known = Mark("noise")
        if known is None and 0 < place < _HEADER and all(marks) and (name := _BY.fullmatch(line.text)):
            # below nothing but a page's header it is the list's, elsewhere it may be a paper's
            known = Mark("curator", name[1])
        marks.append(known)
    return _with_sections(found, _with_people(found, marks))


def _with_people(found: Sequence[Line], marks: list[Mark | None]) -> list[Mark | None]:
    """Lines that look like names are names where the file shows them above its abstracts throughout."""
    people = [marks[place] is None and may_be_people(line.text) for place, line in enumerate(found)]
    abstracts = [place for place, line in enumerate(found) if place > 1 and len(line.text) >= LONG]
    above = sum(people[place - 1] and not found[place - 1].heading for place in abstracts)
    if above < 2 or above < 0.6 * len(abstracts):
        return marks
    return [
        Mark("people", line.text) if is_one else known for line, known, is_one in zip(found, marks, people, strict=True)
    ]


def _with_sections(found: Sequence[Line], marks: list[Mark | None]) -> list[Mark | None]:
    """Headings of another level than the titles' are the page's sections."""
    level = title_level(found, marks)
    return [
        Mark("header") if known is None and line.heading and line.heading != level else known
        for line, known in zip(found, marks, strict=True)
    ]


def _continues(before: Line, line: Line, width: int) -> bool:
    """Whether a line is the rest of a wrapped one: a number or a word like 'Models' there is a part of the sentence."""
    if line.indent > before.indent:
        return True
    word = line.text.split(" ", 1)[0]
    return bool(width) and (len(before.text) + 1 + len(word) > width or before.text.endswith((" at", ":", ",")))


_ANCHORS = ("get trending", "subscribe", "daily papers", "trending papers", "your daily")


def header_end(found: Sequence[Line], marks: Sequence[Mark | None]) -> int:
    """The place after the last line that can only be a page's header, of those before the first abstract."""
    end = 0
    for place, (line, known) in enumerate(zip(found, marks, strict=True)):
        if known is None and len(line.text) >= LONG:
            break
        if known and (known.kind == "curator" or (known.kind == "header" and line.text.lower().startswith(_ANCHORS))):
            end = place + 1
    return end


def footer_start(found: Sequence[Line], marks: Sequence[Mark | None]) -> int:
    """The place of a footer's first line, where most lines after the last abstract lead elsewhere; else the end.

    A footer's own lines, 'Back to Articles', would be papers without abstracts otherwise.
    """
    last = max(
        (place for place, line in enumerate(found) if marks[place] is None and len(line.text) >= LONG), default=-1
    )
    links = [place for place in range(last + 1, len(found)) if (known := marks[place]) and known.value == "navigation"]
    if last < 0 or len(links) < 3:
        return len(found)
    return links[0] if 2 * len(links) >= len(found) - links[0] else len(found)
