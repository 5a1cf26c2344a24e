"""Tables in columns of fixed widths, as Pandoc and reStructuredText write them, with a rule below the head.

    Title                 Authors
    --------------------- -------
    Slow Clocks: Planning Ann Lee
                          Bo Cho
    Maps of Moons         Cy Day

A row begins with what stands in its first column, or behind a blank line where there are such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from sitegen.ingest.read import Numbered, barred
from sitegen.ingest.read.wrapped import words

_COLUMNS = re.compile(r"\s*(?:-+\s{1,4})+-+\s*|\s*(?:=+\s{1,4})+=+\s*")
"""The rule below the head of a table in columns, which shows where each begins."""
_SOLID = re.compile(r"\s*-{3,}\s*")
"""A rule over all columns."""


def rows(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of tables are one each, between bars."""
    shown: list[Numbered] = []
    head = at = 0
    while at < len(lines):
        number, line = lines[at]
        starts = [mark.start() for mark in re.finditer("[-=]+", line)] if _COLUMNS.fullmatch(line) else []
        body = _body(lines, at, starts) if starts and head else []
        if body and all(_fits(above, starts) for _, above in shown[-head:]):
            blocks = [shown[-head:], *_row_blocks(body, starts)]
            shown[-head:] = [_row(block, starts) for block in blocks]
            head, at = 0, at + 1 + len(body)
        else:
            head = head + 1 if line.strip() and not starts and not _SOLID.fullmatch(line) else 0
            shown.append((number, line))
            at += 1
    return shown


def _body(lines: Sequence[Numbered], rule: int, starts: Sequence[int]) -> list[Numbered]:
    """The lines of a table below the rule of its head: to one like it or over all columns, or to an empty line."""
    body: list[Numbered] = []
    for at in range(rule + 1, len(lines)):
        number, line = lines[at]
        if _SOLID.fullmatch(line) or line.strip() == lines[rule][1].strip():
            return body
        if _COLUMNS.fullmatch(line) or not _fits(line, starts):
            break
        body.append((number, line))
    return list(takewhile(lambda numbered: bool(numbered[1].strip()), body))


def _fits(line: str, starts: Sequence[int]) -> bool:
    """Whether no word of a line goes over the beginning of a column."""
    return all(line[start - 1 : start] in ("", " ") for start in starts[1:])


def _row_blocks(body: Sequence[Numbered], starts: Sequence[int]) -> Iterator[list[Numbered]]:
    """The lines of each row: what empty lines part, or what begins in the first column."""
    are_parted = any(not line.strip() for _, line in body)
    block: list[Numbered] = []
    for number, line in body:
        begins = not line.strip() if are_parted else bool(line[starts[0] : starts[1]].strip())
        if begins and block:
            yield block
            block = []
        if line.strip():
            block.append((number, line))
    if block:
        yield block


def _row(block: Sequence[Numbered], starts: Sequence[int]) -> Numbered:
    ends = [*starts[1:], None]
    columns = ([line[start:end] for _, line in block] for start, end in zip(starts, ends, strict=True))
    return block[0][0], barred(map(words, columns))
