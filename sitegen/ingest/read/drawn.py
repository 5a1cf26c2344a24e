"""Tables drawn with lines around their cells, as text browsers, databases and reStructuredText show them.

    +--------------+---------+
    | Slow Clocks: | Ann Lee |
    | Planning     |         |      | Slow Clocks: Planning | Ann Lee |
    +--------------+---------+

A cell may go over several lines, where each row has a rule below it. So it may in columns without lines between them,
where a row has something in its first column, or blank lines around it, as Pandoc writes them:

    Title                 Authors
    --------------------- -------
    Slow Clocks: Planning Ann Lee
    at the Pace of Maps
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

_RULE = re.compile(r"\s*(?:[+┌├└╔╠╚┏┣┗╭╰][-=+─━═┬┼┴╦╬╩┳╋┻╪╞┿]{3,}[+┐┤┘╗╣╝┓┫┛╮╯])\s*")
_DOUBLE = re.compile(r"\s*\|\|.*\|\|\s*")
_WIDTHS = re.compile(r"^\[.*\bcols\s?=\s?[\"']?([^\"'\]]{1,80})")
_WIDTH = re.compile(r"(\d{1,2})\*[^,;]*|[^,;]+")
"""A column of AsciiDoc, or several, `3*`."""
_CELL = re.compile(r"(?:^|(?<=\s))\|")
_COLUMNS = re.compile(r"\s*(?:-+\s{1,4})+-+\s*|\s*(?:=+\s{1,4})+=+\s*")
"""The rule below the head of a table in columns, which shows where each begins."""
_SOLID = re.compile(r"\s*-{3,}\s*")
_ROW = re.compile(r"\s*\|(?:.*\|)?\s*")
_SIDES = str.maketrans("│┃║", "|||")
_WORDS = (
    "after|against|and|at|between|by|for|from|in|of|on|the|to|using|via|with|without|und|der|des|für|von|de|du|del|et|la"
    "|para|pour|y"
)
JOINING = re.compile(rf"\s(?:{_WORDS}|{_WORDS.upper()})(?: \([^()]{{1,20}}\))?$")
"""What no title ends with: `Clocks of the Moon and (3200)`, `SLOW CLOCKS FOR`."""
_FEWEST = 4
"""Rules of a table that has one below each row: above, below the head, and below two rows."""

Numbered = tuple[int, str]
"""A line and its number in the source."""


def rows(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of drawn tables are one each, between bars; the rules are left out."""
    # Confluence and Trac have two bars between the cells of a head
    lines = [(number, line.replace("||", "|") if _DOUBLE.fullmatch(line) else line) for number, line in lines]
    lines = _in_columns(list(_of_asciidoc(lines)))
    if sum(bool(_RULE.fullmatch(line)) for _, line in lines) < _FEWEST:
        return list(lines)
    plain = ((number, "" if _RULE.fullmatch(line) else line.translate(_SIDES)) for number, line in lines)
    blocks = groupby(plain, lambda row: bool(_ROW.fullmatch(row[1])))
    return [row for is_row, block in blocks for row in (_joined(block) if is_row else block)]


def _of_asciidoc(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, of which the rows of AsciiDoc's tables, whose cells may have lines of their own, are one each."""
    block: list[Numbered] = []
    width = 0
    for number, line in lines:
        if not block and (named := _WIDTHS.search(line)):
            width = sum(int(count or 1) for count in _WIDTH.findall(named[1]))
        is_edge = line.strip() == "|==="
        if not block and not is_edge:
            yield number, line
        elif block and is_edge:
            cells = list(_asciidoc_cells(block[1:]))
            first = next((at for at, _ in cells), 0)
            count = width or sum(at == first for at, _ in cells)
            for at in range(0, len(cells), count or 1):
                words = (" ".join(filter(None, parts)) for _, parts in cells[at : at + count])
                yield cells[at][0], f"| {' | '.join(words)} |"
            block, width = [], 0
        else:
            block.append((number, line))
    yield from block


def _asciidoc_cells(block: Sequence[Numbered]) -> Iterator[tuple[int, list[str]]]:
    """The parts of each cell, which goes on until the next one begins, with the number of its first line."""
    start, parts = 0, list[str]()
    for number, line in block:
        rest, *cells = _CELL.split(line)
        parts.append(rest.strip())
        for cell in cells:
            if start:
                yield start, parts
            start, parts = number, [cell.strip()]
    if start:
        yield start, parts


def _in_columns(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of tables in columns of fixed widths are one each, between bars."""
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
    return block[0][0], f"| {' | '.join(_words(column).replace('|', chr(92) + '|') for column in columns)} |"


def goes_on(line: str) -> bool:
    """Whether a line ends as no title does, `Slow Clocks for`, `Slow Clocks:`."""
    return line.endswith((":", "–", "—", "-", "&")) or bool(JOINING.search(line))


def _joined(block: Iterable[Numbered]) -> Iterator[Numbered]:
    lines = list(block)
    cells = [line.strip()[1:-1].split("|") for _, line in lines]
    if len({len(parts) for parts in cells}) > 1:
        yield from lines
        return
    # where rows are numbered they may have no rules between them
    firsts = [parts[0].strip() for parts in cells]
    numbered = [at for at, first in enumerate(firsts) if first.isdecimal()]
    starts = numbered if len(numbered) == sum(map(bool, firsts)) > 1 and numbered[0] == 0 else [0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start][0], f"| {' | '.join(map(_words, zip(*cells[start:end], strict=True)))} |"


def _words(parts: Sequence[str]) -> str:
    """The words of a cell. A line that ends though the next word has room in it ends something, such as a title.

    None does that ends as no title does, `Slow Clocks for`. An empty line ends a paragraph.
    """
    words = above = ""
    room = 0
    is_apart = False
    for part in parts:
        text = part.strip()
        if not text:
            is_apart = bool(words)
            continue
        is_end = is_apart or (len(text.split()[0]) < room and not goes_on(above))
        words += "<br>" if words and is_end else " "
        words, above, is_apart = words + text, text, False
        # what is free behind the words, but for a margin as before them
        room = len(part.lstrip()) - len(part.rstrip())
    return words.strip()
