"""Digests with a heading for each paper and labelled lines below it.

```
### 1. [The Curse of Depth](https://arxiv.org/abs/2502.05795)

**Authors**: Wenfang Sun, Xinyuan Song
**Category**: cs.LG

#### Abstract
…
```

Below a paper may stand anything: a machine's summary with headings, lists and tables of its own. So a heading counts as
a paper's only where it links to one, or continues the numbering of the headings before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.ingest.digests import bold
from sitegen.ingest.digests.row import Row
from sitegen.ingest.digests.told import FOLDED, NUMBER, Told, is_paper, links_of, read
from sitegen.ingest.pasted.headings import unlinked
from sitegen.ingest.read import html, html_tables

_HEADING = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
_NUMBERED_RULE = re.compile(r"-{3,}\s+(\d{1,3}\.\s.*)")
_FENCE = re.compile(r"\s*(```|~~~)")
_SUMMARY = re.compile(
    r"(?:<details[^<>]*>\s*)?<summary[^<>]*>\s*(?:<(?:b|strong|h\d)>)?(.+?)(?:</(?:b|strong|h\d)>)?\s*</summary>", re.I
)
_ANCHOR = re.compile(r"<a\s[^<>]*?href=[\"']?(https?://[^\s\"'<>]+)[^<>]*>\s*([^<>\[\]]*?)\s*</a>", re.IGNORECASE)
_LOOSE_LINK = re.compile(r"(\*\*|__)\[([^\[\]]+)\]\1(?=\(https?://)")
"""A link with its words in bold type set wrongly: `**[Title]**(…)`."""
_WRAPPED_LINK = re.compile(r"(?m)^(.{0,40}\[[^\[\]\n]{5,300})\n[ \t]+([^\[\]\n]{1,300}\]\(https?://[^\n]*)$")
"""A link whose words go on in the next line; the lines behind it keep their numbers."""
_LONGEST = 3000
_WIDEST_GAP = 3


def rows(text: str) -> list[Row]:
    """The lines of a digest in Markdown or HTML, with their headings."""
    if html.is_html(text[:20_000]):
        lines = [Row(line.number, line.text, line.heading, line.links, True) for line in html.lines(text)]
        return lines + [Row(number, row) for number, row in (html_tables.rows(text) if "<th" in text else ())]
    found: list[Row] = []
    fence = ""
    for number, line in enumerate(_WRAPPED_LINK.sub(r"\1 \2\n", text).split("\n"), 1):
        line = _LOOSE_LINK.sub(r"[\2]", line) if "](" not in line and len(line) < _LONGEST else line
        if "<a " in line and len(line) < _LONGEST:
            line = _ANCHOR.sub(r"[\2](\1)", line)
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        heading = _HEADING.fullmatch(line) if not fence and line.startswith("#") and len(line) < _LONGEST else None
        folded = _SUMMARY.fullmatch(line.strip()) if not fence and len(line) < _LONGEST else None
        ruled = _NUMBERED_RULE.fullmatch(line) if line.startswith("---") and len(line) < _LONGEST else None
        if heading:
            found.append(Row(number, heading[2], len(heading[1])))
        elif folded:
            found.append(Row(number, folded[1], FOLDED))
        elif ruled:
            # a title between rules goes on until the second one
            found.append(Row(number, ruled[1], 1))
        else:
            found.append(Row(number, line.rstrip()))
    return list(_with_ruled_titles(found))


def papers(found: Sequence[Row]) -> list[Told]:
    """The papers of a digest with headings, or titles in bold type; empty where it has none."""
    heads = _heads(found)
    if not heads:
        found = bold.opened(found, is_paper)
        heads = _heads(found)
    ends = [*heads[1:], len(found)] if heads else []
    return [read(found[start:end]) for start, end in zip(heads, ends, strict=True)]


def beside(found: Sequence[Row], papers: Sequence[Told]) -> list[Row]:
    """The rows of no paper's section: those above the first, and those below headings of a higher rank."""
    heads = {paper.line for paper in papers}
    outside: list[Row] = []
    level = 0
    for row in found:
        if row.number in heads:
            if not row.level:
                return []
            level = row.level
        elif 0 < row.level < level:
            level = 0
        if not level:
            outside.append(row)
    return outside


def _with_ruled_titles(found: Sequence[Row]) -> Iterator[Row]:
    place = 0
    while place < len(found):
        row = found[place]
        if row.level == 1 and NUMBER.match(row.text) and not row.text.endswith("---"):
            following = [later.text for later in found[place + 1 : place + 4]]
            last = next((n for n, text in enumerate(following) if text.endswith("---") and text.strip("-").strip()), -1)
            if last >= 0:
                row = Row(row.number, " ".join([row.text, *following[: last + 1]]), 1)
                place += last + 1
        place += 1
        yield Row(row.number, row.text.removesuffix("---").strip(), row.level, row.addresses) if row.level else row


def _heads(found: Sequence[Row]) -> list[int]:
    """Places of the headings that are papers' titles."""
    headings = [(place, row) for place, row in enumerate(found) if row.level and row.text]
    linked = [(place, row) for place, row in headings if any(map(is_paper, _addresses(row)))]
    if linked:
        levels = [row.level for _, row in linked]
        level = max(sorted(set(levels)), key=levels.count)
        return [place for place, row in linked if row.level == level]
    best: list[int] = []
    for level in sorted({row.level for _, row in headings}):
        counted: list[int] = []
        last = 0
        for place, row in headings:
            number = NUMBER.match(row.text)
            # an editor who drops a paper leaves a gap
            if row.level == level and number and last < int(number[1]) <= last + 1 + _WIDEST_GAP * bool(last):
                counted.append(place)
                last = int(number[1])
        best = max(best, counted, key=len)
    return max([best, *_heads_above_links(found, headings)], key=len)


def _heads_above_links(found: Sequence[Row], headings: Sequence[tuple[int, Row]]) -> Iterator[list[int]]:
    """For each level the headings that have a line of links to a paper right below them."""
    ends = [*(place for place, _ in headings[1:]), len(found)] if headings else []
    linked = [
        (place, row.level)
        for (place, row), end in zip(headings, ends, strict=True)
        # what is indented is told of an item of a list
        if any(
            is_paper(url)
            for below in _first_lines(found[place + 1 : end])
            if not below.text.startswith((" ", "\t"))
            for url in links_of(below)
        )
    ]
    for level in sorted({level for _, level in linked}):
        heads = [place for place, known in linked if known == level]
        # one in ten may be without, but a page's sections are no papers
        if len(heads) > 1 and len(heads) >= 0.9 * sum(row.level == level for _, row in headings):
            yield heads


def _first_lines(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows[:8] if row.text.strip()][:3]


def _addresses(row: Row) -> tuple[str, ...]:
    return row.addresses + unlinked(row.text)[1]
