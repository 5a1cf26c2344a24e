"""Lines of tags and values: RIS, MEDLINE (nbib), Web of Science (ISI), refer (EndNote's `%A`).

A line begins with its tag, what follows without one goes on with it, and a record begins at a certain tag. Files from
the wild lack the spaces behind `ER  -` or all line breaks, repeat tags, begin in the middle and hold blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from sitegen.ingest.read.characters import clean

_LONGEST = 200_000

Values: TypeAlias = tuple[tuple[str, str], ...]


class Lines(Struct, frozen=True, kw_only=True):
    """How a format parts lines and records."""

    tag: str
    """Pattern of a line with its tag in the first group and its value in another."""
    first: frozenset[str]
    """Tags that begin a record."""
    last: frozenset[str] = frozenset()
    """Tags that end one."""
    blank_ends: bool = False
    """Whether a blank line ends a record."""
    inner: str = ""
    """Pattern of the space before a tag in a text that has lost its line breaks, whose first line has several."""


def records(text: str, lines: Lines) -> Iterator[tuple[Values, int]]:
    """The tags and values of each record, and the line where it starts."""
    pattern = re.compile(lines.tag)
    values: list[tuple[str, list[str]]] = []
    start, is_begun = 1, False
    for number, line in _parts(text, lines):
        match = pattern.fullmatch(line.lstrip("\ufeff \t") if not values else line)
        tag = match[1].strip().upper() if match else ""
        ends = tag in lines.last or (lines.blank_ends and not line.strip())
        # a lone title may stand above the tag that should begin the record
        begins = tag in lines.first and is_begun and len(values) > 1
        if values and (ends or begins):
            yield _cleaned(values), start
            values, is_begun = [], False
        if match and tag not in lines.last:
            if not values:
                start = number
            values.append((tag, ["".join(part or "" for part in match.groups()[1:]).strip()]))
            is_begun = is_begun or tag not in lines.first
        elif values and not match:
            values[-1][1].append(line.strip())
    if values:
        yield _cleaned(values), start


def _parts(text: str, lines: Lines) -> Iterator[tuple[int, str]]:
    """The lines, and what would be lines with line breaks; where a record's first tag has two spaces, all have."""
    first = text.lstrip("\ufeff \t\n").partition("\n")[0]
    inner = re.compile(lines.inner if lines.inner and len(re.findall(lines.inner, first)) > 1 else "\n")
    are_wide = False
    for number, line in enumerate(text.split("\n"), 1):
        parts: list[list[str]] = []
        for part in inner.split(line):
            is_wide, tag = part[2:4] == "  ", part[:2]
            are_wide = is_wide if tag in lines.first else are_wide
            if parts and are_wide and not is_wide and tag not in lines.last:
                parts[-1].append(part)
            else:
                parts.append([part])
        yield from ((number, " ".join(part)) for part in parts)


def _cleaned(values: list[tuple[str, list[str]]]) -> Values:
    return tuple((tag, clean("\n".join(parts)[:_LONGEST].strip())) for tag, parts in values)
