"""Citations and tables of wikis as the lines that a reader would see.

>>> list(rows([(1, "* {{cite journal |last1=Lee |first1=Ann |title=Slow Clocks |year=2025 |doi=10.1000/1}}")]))
[(1, '* **Slow Clocks**, Ann Lee. 2025. doi:10.1000/1')]

A table of MediaWiki is one of Markdown, with cells over all columns as lines of their own:

>>> table = ["{|", "! Paper !! Authors", "|-", "| ''Slow Clocks''", "| [[User:Ann|Ann Lee]]", "|}"]
>>> [row for _, row in rows(list(enumerate(table)))]
['| Paper | Authors |', '| --- | --- |', "| ''Slow Clocks'' | Ann Lee |"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby

from sitegen.ingest.read.drawn import Numbered

_OPEN = re.compile(r"\{\{\s*cit(?:e|ation)\b[^{}]*$", re.I)
_CITATION = re.compile(r"\{\{\s*cit(?:e|ation)\b[^{}|]{0,40}\|([^{}]{1,4000})\}\}", re.I)
_HEADING = re.compile(r"(={2,6}) (.{1,200}) \1$")
_DOKUWIKI_FIRST = 4
"""Signs of a first heading, which in DokuWiki are the more the higher it is; others begin with two."""
_DOKUWIKI_BREAK = re.compile(r"(?<=\S) *\\\\(?: +|$)")
_LONGEST = 40
"""Lines of a citation; one that is open for longer was never closed."""
_MOST_AUTHORS = 100
_TABLE, _TABLE_END = "{|", "|}"
_ROW, _CAPTION = "|-", "|+"
_CELLS = re.compile(r"\|\||!!")
_ATTRIBUTES = re.compile(r"(?:\s*[\w-]{1,20}\s?=\s?(?:\"[^\"]{0,200}\"|[\w%-]{1,40}))+\s*\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_IDENTIFIER = re.compile(r"\{\{(doi|arxiv)\|([^{}|]{4,200})\}\}", re.I)
_FOOTNOTE = re.compile(r"<ref\b[^<>]{0,200}/>|<ref\b[^<>]{0,200}>[^<>]{0,500}</ref>", re.I)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,300}\}\}")
_VENUES = ("journal", "conference", "book-title", "booktitle", "work", "publisher")
_ADDRESSES = (("doi", "doi:"), ("arxiv", "arXiv:"), ("eprint", "arXiv:"), ("url", ""))


def rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, with each citation in one of them, as its title, names, place, year and addresses.

    DokuWiki ends lines within an item by two backslashes, and parts the cells of a table's head by `^`.
    """
    if first := next(filter(None, (_HEADING.match(line) for _, line in lines)), None):
        lines = [(number, part) for number, line in lines for part in _parts(_with_bars(line))]
        if len(first[1]) >= _DOKUWIKI_FIRST:
            lines = [(number, _HEADING.sub(_as_markdown, line)) for number, line in lines]
    if any(line.startswith(_TABLE) for _, line in lines):
        lines = list(_with_tables(lines))
    parts: list[Numbered] = []
    for numbered in lines:
        parts.append(numbered)
        whole = " ".join(line for _, line in parts)
        if _OPEN.search(whole) and len(parts) < _LONGEST:
            continue
        yield from [(parts[0][0], _CITATION.sub(_shown, whole))] if "}}" in whole else parts
        parts = []
    yield from parts


def _as_markdown(heading: re.Match[str]) -> str:
    """A heading of DokuWiki with a sign for each level: `===== Slow Clocks =====` is of the second."""
    return f"{'#' * (7 - len(heading[1]))} {heading[2]}"


def _parts(line: str) -> list[str]:
    """What two backslashes part: lines, but those of a cell stay in their row."""
    return [_DOKUWIKI_BREAK.sub(" · ", line)] if line.startswith("|") else _DOKUWIKI_BREAK.split(line)


def _with_bars(line: str) -> str:
    return line.replace("^", "|") if line.startswith("^") and line.rstrip().endswith("^") else line


def _with_tables(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, with tables as those of Markdown."""
    table: list[Numbered] = []
    for number, line in lines:
        if table and line.startswith(_TABLE_END):
            yield from _table(table[1:])
            table = []
        elif table or line.startswith(_TABLE):
            table.append((number, line))
        else:
            yield number, line
    # one that was never closed is none
    yield from table


def _table(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    is_first = True
    for is_edge, group in groupby(lines, lambda line: line[1].startswith((_ROW, _CAPTION))):
        row = list(group)
        if is_edge:
            yield from ((number, line.removeprefix(_CAPTION)) for number, line in row if line.startswith(_CAPTION))
            continue
        cells = list(map(_cell, _cells(row)))
        yield row[0][0], f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cells)
        if is_first and len(cells) > 1 and row[0][1].startswith("!"):
            yield row[0][0], "|" + " --- |" * len(cells)
            is_first = False


def _cells(lines: Sequence[Numbered]) -> list[str]:
    """The cells of a row as they are written, in one line or in several."""
    cells: list[list[str]] = []
    for _, line in lines:
        if line.startswith(("|", "!")):
            cells.extend([part] for part in _CELLS.split(line[1:]))
        elif cells:
            cells[-1].append(line)
    return [" ".join(parts) for parts in cells]


def _cell(text: str) -> str:
    text = _FOOTNOTE.sub("", text)
    shown = _LINK.sub(r"\1", _BREAK.sub(", ", _ATTRIBUTES.sub("", text, count=1) if "=" in text else text))
    return " ".join(unescape(_TEMPLATE.sub("", _IDENTIFIER.sub(r"\1:\2", shown))).replace("|", "/").split())


def _shown(citation: re.Match[str]) -> str:
    pairs = (part.partition("=") for part in citation[1].split("|"))
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    title = fields.get("title")
    if not title:
        return citation[0]
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    addresses = [sign + fields[name] for name, sign in _ADDRESSES if fields.get(name)]
    names = ", ".join(_names(fields))
    year = fields.get("year") or fields.get("date", "")
    behind = [part for part in (", ".join(filter(None, (venue, year))), *addresses) if part]
    return ". ".join([f"**{title}**" + (f", {names}" if names else ""), *behind])


def _names(fields: dict[str, str]) -> Iterator[str]:
    if together := fields.get("authors") or fields.get("vauthors") or fields.get("author"):
        yield together
    for number in ("", *map(str, range(1, _MOST_AUTHORS))):
        family = fields.get(f"last{number}") or fields.get(f"author{number}" if number else "", "")
        if not family:
            if number not in ("", "1"):
                return
            continue
        yield f"{fields.get(f'first{number}', '')} {family}".strip()
