"""How the lines of a text are laid out: margins, blank lines, the column at which they are wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from sitegen.ingest.plaintext.words import CAPITALS, PLACE, are_people, field, people_share
from sitegen.ingest.values.people import ANY_AND
from sitegen.text import dates
from sitegen.text.calendar_names import WEEKDAYS


class Line(Struct):
    """One line with something on it."""

    text: str
    """Without indentation and marks; inline markup is Markdown's."""
    number: int
    """In the source, from 1."""
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    marker: str = ""
    """Kind of list mark: `-` for bullets, `1` for numbers, `[1]` for references, `x` for boxes to tick."""
    ordinal: int = 0
    """The number in the mark."""
    level: int = 0
    """Level of a heading; 0 for any other line."""
    mark: str = ""
    """The list mark as it stands in the text, for a line that turns out to go on with a sentence."""
    quote: int = 0
    """Depth of mail quoting."""


_WEEKDAY = re.compile(r"([^\W\d_]{2,14})\.?(?::| [–—-])\s+(?=\S)")
_MONTH_ALONE = re.compile(r"([^\W\d_]{3,10})\.?(?: (?:19|20)\d\d)?(?:,? ?\([^\W\d_]{2,12}\))?")
"""What a numbered day has behind its number, `5. Januar 2026 (Montag)`, and not `5. March 2023 Floods`."""
WIDEST = 130
"""Columns; longer lines are not wrapped."""
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,500}\)")
_LINK_END = re.compile(r"\]\([^()\s]{1,500}\)$")
_ONE_NAME = re.compile(r"[,;|·•\[]")
_MOST_LINES = 8
"""Of an item; longer ones have an abstract."""
_LAST_NAME = re.compile(r"(?:\s[|·•]|[,;&]|\band)[^,;&|·•]*$")
_BETWEEN_NAMES = re.compile(r"\s*[|·•]\s*|[,;]\s*(?:(?:and|und|et|y|&)\s+)?|\s+(?:and|und|et|y|&)\s+")
_OPEN = re.compile(rf"[^,;] {ANY_AND}$")
"""The end of a line of names before its last one."""
_LAST = re.compile(rf"{ANY_AND} ([^,;&]{{3,60}})")
"""The last name, below the others: `and Cy Roy`."""
_PLACED = re.compile(r"([^():,;]{3,50}) \(([^():;]{2,100}), (?P<country>[^():;,]{2,40})\)")
_AFFILIATED = re.compile(r"([^;,]{3,60}); ([^;]{3,100})(?P<country>)")
_GIVEN_AND_FAMILY = re.compile(r"[^\W\d_a-z][^\W\d_]{2,} [^\W\d_a-z][^\W\d_]{2,}$")
_FEWEST, _MOSTLY = 3, 0.6
"""Items of a list that is wrapped, and the share of them that go on in a second line."""


def with_days(text_lines: list[Line]) -> list[Line]:
    """The lines; a number that is a day's is no item's, `5. Januar 2026`."""
    for line in text_lines:
        month = _MONTH_ALONE.fullmatch(line.text) if line.ordinal else None
        if month and dates.month_number(month[1]):
            line.text, line.mark, line.marker, line.ordinal = f"{line.mark}{line.text}", "", "", 0
    return text_lines


def without_weekdays(text_lines: list[Line]) -> list[Line]:
    """The lines, without the days of a week before the papers that are read on them: `Mon: Slow Clocks`, `Di – …`."""
    marks = [(line, mark) for line in text_lines if (mark := _WEEKDAY.match(line.text)) and mark[1].lower() in WEEKDAYS]
    for line, mark in marks if len({mark[1] for _, mark in marks}) > 1 else ():
        line.text = line.text[mark.end() :]
    return text_lines


def wrap_width(text_lines: Sequence[Line]) -> int:
    """The column that the longer lines of a text come near; where it is no wrapped text, more than any title has."""
    # links are longer than what their page showed
    shown = (line for line in text_lines if len(line.text) <= WIDEST and "](" not in line.text)
    lengths = sorted(len(line.text) + line.indent for line in shown)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def single_spaced(text_lines: list[Line]) -> list[Line]:
    """Without the blank line that some pages put under every line, of wrapped sentences too."""
    gaps = [line.gap for line in text_lines[1:]]
    inside = sum(line.text[:1].islower() for line in text_lines)
    if len(gaps) < 8 or gaps.count(0) > 0.05 * len(gaps) or inside < 0.3 * len(text_lines) or max(gaps) < 2:
        return text_lines
    for line in text_lines:
        line.gap //= 2
    return text_lines


def whole_names(text_lines: list[Line]) -> list[Line]:
    """The lines, with names joined of which the last went on in the next line: `Ann Lee | Bo` above `Cho`.

    Or each has its place and a line, `Ann Lee (KIT, Germany)`, `Ann Lee; Example University`.
    """
    text_lines = _names_in_one_line(text_lines)
    joined = text_lines[:1]
    for line in text_lines[1:]:
        above = joined[-1]
        shown = _LINK.sub(r"\1", above.text)
        is_below = not (line.gap or line.marker or line.level or above.level or field(line.text))
        if is_below and len(shown) <= WIDEST and _are_cut(above.text, shown, line.text):
            above.text = _with_rest(above.text, line.text)
        else:
            joined.append(line)
    return joined


def _names_in_one_line(text_lines: list[Line]) -> list[Line]:
    """The lines, of which those with a name each and where it works are one; behind `;` without where."""
    blocks: list[list[tuple[Line, re.Match[str] | None]]] = []
    for line in text_lines:
        mark = _AFFILIATED.fullmatch(line.text) or _PLACED.fullmatch(line.text)
        above = blocks[-1][-1][1] if blocks else None
        if mark and above and above.re == mark.re and not (line.gap or line.marker):
            blocks[-1].append((line, mark))
        else:
            blocks.append([(line, mark)])
    for block in blocks:
        marks = [mark for _, mark in block if mark]
        known = [people_share(mark[1]) == (1, 1) and bool(mark["country"] or PLACE.search(mark[2])) for mark in marks]
        if len(marks) > 1 and 2 * sum(known) >= len(marks):
            block[0][0].text = ", ".join(mark[0] if mark["country"] else mark[1] for mark in marks)
            del block[1:]
    return [line for block in blocks for line, _ in block]


def _are_cut(above: str, shown: str, line: str) -> bool:
    """Whether names go on in the next line.

    Args:
        shown: the line above without addresses of links.
    """
    if above.endswith(" et") and line.startswith("al."):
        return True
    last = _LAST.fullmatch(line)
    is_open = bool(_OPEN.search(shown)) and are_people(line)
    is_open = is_open or bool(last and are_people(last[1])) or line == "et al."
    return (is_open or _is_rest(shown, _LINK.sub(r"\1", line))) and _are_names(shown)


def _is_rest(above: str, line: str) -> bool:
    """Whether a line is the rest of the last of several names, of which the one above has the first word.

    >>> _is_rest("Ann Lee | Bo", "Cho, Cy Roy"), _is_rest("Ann Lee, Bo Cho", "Cy Roy")
    (True, False)
    >>> _is_rest("Ann Lee, Bo von", "der Cho"), _is_rest("Wrist Watches and Attention", "Bob Ray")
    (True, False)
    >>> _is_rest("Ann Lee, Bo Cho, Mohammad", "Javad Dousti"), _is_rest("Ann Lee, Bo Cho, Mary Ann", "Roy and Cy Roy.")
    (True, True)
    """
    *others, last = _BETWEEN_NAMES.split(above)
    line, *after = _BETWEEN_NAMES.split(line)
    # `Mary Ann` before `Roy, Cy Dee`, behind names of two words and before another
    is_amid = len(others) > 1 and all(" " in name for name in others) and are_people("".join(after[:1]))
    is_family = " " not in line and is_amid
    is_open = bool(last) and (" " not in last or last.rpartition(" ")[2].islower() or is_family)
    # `Bob Ray` is a name, above which a title may stand, `Wrist Watches and Attention`
    is_whole = len(others) == 1 and " " not in last and bool(_GIVEN_AND_FAMILY.match(line))
    is_open = is_open and not is_whole and not CAPITALS.search(last)
    return is_open and any(" " in name for name in others) and people_share(f"{last} {line}") == (1, 1.0)


def _with_rest(names: str, rest: str) -> str:
    """Names with what follows in the next line; the last name is a link as a whole: `[Bo](https://…)`, `Cho, Cy`."""
    end = _LINK_END.search(names)
    if not end:
        return f"{names} {rest}"
    last = _ONE_NAME.split(rest)[0].rstrip()
    return f"{names[: end.start()]} {last}{end[0]}{rest[len(last) :]}"


def _are_names(text: str) -> bool:
    """Whether a line is names of people, but for the last, which may go on in the next line."""
    return are_people(_LAST_NAME.sub("", text).replace(" | ", ", "))


def whole_items(text_lines: list[Line]) -> list[Line]:
    """The lines, with those of a list's items joined that were parted only because the text is wrapped.

    1. A title that has no room in
       a line, A. Lee, B. Cho
       DOI: 10.1000/1

    has two lines then: nothing kept the last one from standing in the one above.
    """
    items: list[list[Line]] = []
    is_open = False
    for line in text_lines:
        if line.marker not in ("", "rule"):
            items.append([line])
            is_open = True
        elif is_open and not (line.marker or line.gap or line.level) and _may_belong(line, items[-1][0]):
            items[-1].append(line)
        else:
            is_open = False
    kinds = Counter(item[0].marker for item in items)
    long = [item for item in items if len(item) > 1]
    often = Counter(item[0].marker for item in long)
    long = [item for item in long if often[item[0].marker] >= max(_FEWEST, _MOSTLY * kinds[item[0].marker])]
    width = max((_width(line) for item in long for line in item), default=WIDEST + 1)
    breaks = [pair for item in long for pair in pairwise(item)]
    if width > WIDEST or max(map(len, long)) > _MOST_LINES or not all(_is_forced(*pair, width) for pair in breaks):
        return text_lines
    for item in long:
        item[0].text = " ".join(line.text for line in item)
    inside = {id(below) for _, below in breaks}
    return [line for line in text_lines if id(line) not in inside]


def _is_forced(above: Line, below: Line, width: int) -> bool:
    """Whether a line has no room for the first word of the next; names may have a line of their own."""
    is_full = _width(above) + len(below.text.partition(" ")[0]) >= width
    return is_full and (above.text.endswith((",", ";")) or not are_people(below.text))


def _may_belong(line: Line, first: Line) -> bool:
    """Whether a line may be of the item above, by its margin; blank lines between items tell as well."""
    return line.indent > first.indent or (line.indent == first.indent and first.gap > 0)


def _width(line: Line) -> int:
    return line.indent + len(line.mark) + len(line.text)
