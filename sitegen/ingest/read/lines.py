"""Pasted text as lines, freed of what the way of pasting put around them.

Mail quoting, a text browser's reference numbers and doubled line ends are taken off only where the file as a whole
shows them, so that a title that merely begins with `>` keeps it.
"""

from __future__ import annotations

import re

from msgspec import Struct, structs


class Line(Struct, frozen=True):
    """One line with something on it."""

    text: str
    """Without its indentation and trailing white space."""
    number: int
    """In the source, from 1."""
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    heading: int = 0
    """Level of a heading in Markdown or HTML; 0 for any other line."""
    links: tuple[str, ...] = ()
    """Addresses the line is linked to, where the source has markup."""


_QUOTE = re.compile(r"(?:>\s?)+")
_REFERENCE = re.compile(r"\]\[\d+\]")
_BLANK = re.compile(r"[\s\u200b\u2060\ufeff]*")


def lines(text: str) -> list[Line]:
    """The lines of a plain text."""
    raw = _unquoted(text.split("\n"))
    if len(_REFERENCE.findall(text)) >= 3:
        raw = [_without_references(line) for line in raw]
    result: list[Line] = []
    gap = 0
    for number, line in enumerate(raw, 1):
        if _BLANK.fullmatch(line):
            gap += 1
            continue
        line = line.expandtabs(4)
        bare = line.strip()
        result.append(Line(bare, number, gap, len(line) - len(line.lstrip())))
        gap = 0
    return _single_spaced(_without_margin(result))


def _unquoted(raw: list[str]) -> list[str]:
    """Without the marks of mail quoting, where most lines carry them."""
    written = [line for line in raw if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in written)
    if not written or quoted < 0.6 * len(written):
        return raw
    return [_QUOTE.sub("", line.lstrip(), count=1) if line.lstrip().startswith(">") else line for line in raw]


def _without_references(line: str) -> str:
    """A line of a page saved by a text browser, `### [Title][32]`, without link brackets and numbers."""
    for _ in range(3 if len(line) < 2000 else 0):
        line = re.sub(r"\[\s*((?:[^\[\]]|\[[^\[\]]*\](?!\[))*?)\s*\]\[\d+\]", r"\1", line)
    return re.sub(r"^\s*(?:\]\[\d+\]|\[)\s*$", "", re.sub(r"^\[[^\[\]]+\]\s+(?=\S)", "", line))


def _without_margin(found: list[Line]) -> list[Line]:
    margin = min((line.indent for line in found), default=0)
    return [structs.replace(line, indent=line.indent - margin) for line in found] if margin else found


def _single_spaced(found: list[Line]) -> list[Line]:
    """Without the blank line that some pages put under every line, of wrapped sentences too."""
    gaps = [line.gap for line in found[1:]]
    inside = sum(line.text[:1].islower() for line in found)
    if len(gaps) < 8 or gaps.count(0) > 0.05 * len(gaps) or inside < 0.3 * len(found) or max(gaps) < 2:
        return found
    return [structs.replace(line, gap=line.gap // 2) for line in found]
