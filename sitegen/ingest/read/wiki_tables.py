"""Tables of MediaWiki as rows of Markdown; a cell that goes over several rows is repeated in each.

>>> table = ["{|", "! Day !! Paper", "|-", "| rowspan=2 | 1 May || [[Clocks]]", "|-", "| ''Maps''", "|}"]
>>> [row for _, row in as_markdown(list(enumerate(table, 1)))]
['| Day | Paper |', '|---|', '| 1 May | Clocks |', '| 1 May | *Maps* |']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from sitegen.ingest.read import Numbered, barred, wiki

_START, _END = re.compile(r"\s*:*\{\|"), re.compile(r"\s*\|\}")
_ATTRIBUTES = re.compile(r"\s*(?:[\w-]+\s?=\s?(?:\"[^\"]*\"|'[^']*'|[^\s|\"'=]+)(?:\s+|(?=\|)))+\|(?!\|)")
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?(\d{1,2})")
_UNSEEN = (re.compile(r"<!--.{0,2000}?-->|\[\[(?:File|Image|Datei|Fichier|Archivo):[^\[\]]*\]\]", re.I), "")
"""Comments and pictures."""
_MARKS = (_UNSEEN, *wiki.LINKS, wiki.BOLD, wiki.ITALIC)


class _Cell(Struct):
    lines: list[str]
    rows: int = 1
    columns: int = 1
    is_head: bool = False


def as_markdown(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, of which those of tables are rows with bars, below the first of each a rule."""
    if not any(_START.match(line) for _, line in lines):
        return list(lines)
    shown: list[Numbered] = []
    table: list[Numbered] | None = None
    for number, line in lines:
        if table is None and _START.match(line):
            table = []
        elif table is None:
            shown.append((number, line))
        elif _END.match(line):
            shown += _rows(table)
            table = None
        else:
            table.append((number, line))
    # the beginning of a text ends within a table
    return [*shown, *(_rows(table) if table else ())]


def _rows(table: Sequence[Numbered]) -> Iterator[Numbered]:
    """The rows of a table, each with the line of its first cell; of several heads the last, which says most."""
    rows: list[tuple[int, list[_Cell]]] = []
    for number, line in table:
        text = line.strip()
        if text.startswith("|-") or not rows:
            rows.append((number, []))
        if text.startswith(("|-", "|+")):
            continue
        if text.startswith(("|", "!")):
            is_head = text[0] == "!"
            rows[-1] = rows[-1] if rows[-1][1] else (number, [])
            parts = re.split(r"\|\||!!" if is_head else r"\|\|", text[1:])
            rows[-1][1].extend(_cell(part, is_head=is_head) for part in parts)
        elif rows[-1][1] and text:
            rows[-1][1][-1].lines.append(_plain(text))
    below: dict[int, _Cell] = {}
    shown = [(number, _with_cells_above(cells, below), cells[0].is_head) for number, cells in rows if cells]
    heads = len(list(takewhile(lambda row: row[2], shown))) or 1
    for at, (number, texts, _) in enumerate(shown[heads - 1 :]):
        yield number, barred(texts)
        if not at:
            yield number, "|---|"


def _cell(written: str, *, is_head: bool) -> _Cell:
    attributes = _ATTRIBUTES.match(written)
    spans = {kind: int(count) for kind, count in _SPAN.findall(attributes[0])} if attributes else {}
    text = _plain(written[attributes.end() :] if attributes else written)
    return _Cell([text], max(1, spans.get("row", 1)), max(1, spans.get("col", 1)), is_head)


def _plain(text: str) -> str:
    for pattern, by in _MARKS:
        text = pattern.sub(by, text)
    return text.strip()


def _with_cells_above(cells: Sequence[_Cell], below: dict[int, _Cell]) -> list[str]:
    """The texts of a row, with those of cells above that go on in it; `below` holds these by their column."""
    texts: list[str] = []
    for cell in [*cells, None]:
        while above := below.get(len(texts)):
            above.rows -= 1
            if not above.rows:
                del below[len(texts)]
            texts.append("<br>".join(above.lines))
        if cell and cell.rows > 1:
            below[len(texts)] = _Cell(cell.lines, cell.rows - 1)
        texts += ["<br>".join(cell.lines), *[""] * (cell.columns - 1)] if cell else []
    return texts
