"""Pasted text as lines, freed of what the way of pasting put around them.

Mail quoting, a reader's reference numbers, and the marks of Markdown are taken off only where the file as a whole
shows them, so that a title that merely begins with `#` keeps it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct, structs

from sitegen.ingest.links import trimmed


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


# --- marks of titles ---------------------------------------------------------------------------------------------

_LONG = 300
_MARKED = 7
"""The level of titles that are marked otherwise than as headings."""
_TITLE_MARKS = (
    ("heading", re.compile(r"(#{1,6})\s+(.*?)\s*#*")),
    ("label", re.compile(r"(?:\*\*)?(title)(?:\*\*)?\s*:(?:\*\*)?\s*(.+)", re.IGNORECASE)),
    ("number", re.compile(r"(?:\*\*|__)?[\[#]?(\d{1,3})[.)\]:]\s+(.+)")),
    ("bold", re.compile(r"(\*\*|__)(.+?)(?:\*\*|__)[:.]?")),
    ("bullet", re.compile(r"([-*•+▪◦])\s+(.+)")),
)
_SUMMARY = re.compile(
    r"(?:\*\*)?(?:abstract|summary|tl;?dr)(?:\*\*)?\s*(?::|—|–|\.\s*—)(?:\*\*)?\s*(?=\S)", re.IGNORECASE
)
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)


def with_headings(found: list[Line]) -> list[Line]:
    """Lines whose title marks are read, where the file uses one kind of mark for its titles throughout."""
    long = sum(len(line.text) > _LONG for line in found) or _wrapped_paragraphs(found)
    for kind, mark in _TITLE_MARKS:
        marked = {
            line.number: match for line in found if len(line.text) < _LONG and (match := mark.fullmatch(line.text))
        }
        enough = max(1 if kind in ("heading", "label") else 2, 0.5 * long)
        if len(marked) >= enough and _is_style(kind, list(marked.values()), found):
            return _unnumbered([_titled(line, kind, marked.get(line.number)) for line in found])
    return found


def _unnumbered(found: list[Line]) -> list[Line]:
    """Headings without their numbers, where they are counted through."""
    number = dict(_TITLE_MARKS)["number"]
    counted = {line.number: match for line in found if line.heading and (match := number.fullmatch(line.text))}
    if len(counted) < 2 or not _is_style("number", list(counted.values()), found):
        return found
    return [structs.replace(line, text=counted[line.number][2]) if line.number in counted else line for line in found]


def _wrapped_paragraphs(found: list[Line]) -> int:
    """Runs of five and more lines."""
    count = run = 0
    for line in found:
        run = 1 if line.gap else run + 1
        count += run == 5
    return count


def _is_style(kind: str, matches: list[re.Match[str]], found: list[Line]) -> bool:
    if kind == "number":
        numbers = [int(match[1]) for match in matches]
        return numbers[0] in (0, 1) and all(0 <= after - before <= 1 for before, after in pairwise(numbers))
    if kind == "bullet":
        # a bullet before everything is a way of pasting lists, not a mark of titles
        signs = {match[1] for match in matches}
        return len(signs) == 1 and not any(len(line.text) >= _LONG and line.text[:1] in signs for line in found)
    return True


def _titled(line: Line, kind: str, match: re.Match[str] | None) -> Line:
    if match is None:
        if kind != "heading" and (heading := _TITLE_MARKS[0][1].fullmatch(line.text)):
            return structs.replace(line, text=heading[2], heading=len(heading[1]))
        return structs.replace(line, text=_SUMMARY.sub("", line.text, count=1)) if kind == "label" else line
    text = re.sub(r"^(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)$", "", match[2].strip())
    text, addresses = unlinked(text)
    text = re.sub(r"^(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)$", "", text.strip())
    level = len(match[1]) if kind == "heading" else _MARKED
    return structs.replace(line, text=text, heading=level, links=line.links + addresses)


def unlinked(text: str) -> tuple[str, tuple[str, ...]]:
    """A Markdown text with its links replaced by their labels, and the addresses."""
    addresses: list[str] = []

    def label(link: re.Match[str]) -> str:
        addresses.append(trimmed(link[2]) if link[2].startswith("http") else link[2])
        return "" if link[0].startswith("!") else link[1]

    return (_LINK.sub(label, text), tuple(addresses)) if "](" in text else (text, ())
