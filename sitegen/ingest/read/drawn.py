"""Tables drawn with lines around their cells, as text browsers, databases and reStructuredText show them.

    +--------------+---------+
    | Slow Clocks: | Ann Lee |
    | Planning     |         |      | Slow Clocks: Planning | Ann Lee |
    +--------------+---------+

A cell may go over several lines where each row has a rule below it, or a number in its first column. Tables of AsciiDoc
and those in columns of fixed widths become such rows as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sitegen.ingest.read import Numbered, asciidoc, barred, fixed_width
from sitegen.ingest.read.wrapped import words

_RULE = re.compile(r"\s*(?:[+┌├└╔╠╚┏┣┗╭╰][-=+─━═┬┼┴╦╬╩┳╋┻╪╞┿]{3,}[+┐┤┘╗╣╝┓┫┛╮╯])\s*")
_DOUBLE = re.compile(r"\s*\|\|.*\|\|\s*")
"""A head of Confluence or Trac, `|| Title || Authors ||`."""
_ROW = re.compile(r"\s*\|(?:.*\|)?\s*")
_SIDES = str.maketrans("│┃║", "|||")
_FEWEST = 4
"""Rules of a table that has one below each row: above, below the head, and below two rows."""


def rows(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which the rows of drawn tables are one each, between bars; the rules are left out."""
    lines = [(number, line.replace("||", "|") if _DOUBLE.fullmatch(line) else line) for number, line in lines]
    lines = fixed_width.rows(list(asciidoc.rows(lines)))
    if sum(bool(_RULE.fullmatch(line)) for _, line in lines) < _FEWEST:
        return list(lines)
    plain = ((number, "" if _RULE.fullmatch(line) else line.translate(_SIDES)) for number, line in lines)
    blocks = groupby(plain, lambda row: bool(_ROW.fullmatch(row[1])))
    return [row for is_row, block in blocks for row in (_joined(block) if is_row else block)]


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
        yield lines[start][0], barred(map(words, zip(*cells[start:end], strict=True)))
