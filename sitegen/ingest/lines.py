"""Pasted text as lines, freed of what the way of pasting put around them.

Mail quoting, a reader's reference numbers, and the marks of Markdown are taken off only where the file as a whole
shows them, so that a title that merely begins with `#` keeps it.
"""

from __future__ import annotations

import re

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


_QUOTE = re.compile(r"(?:>\s?)+|(?:\|\s)+")
_REFERENCE = re.compile(r"\]\[\d+\]")
_BLANK = re.compile(r"[\s\u200b\u2060\ufeff]*")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)


def lines(text: str) -> list[Line]:
    """The lines of a plain text."""
    raw = text.split("\n")
    raw = _unquoted(raw)
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
    return _without_margin(result)


def _unquoted(raw: list[str]) -> list[str]:
    """Without the marks of mail quoting, where most lines carry them."""
    written = [line for line in raw if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in written)
    if not written or quoted < 0.6 * len(written):
        return raw
    return [_QUOTE.sub("", line.lstrip(), count=1) if line.lstrip().startswith(">") else line for line in raw]


def _without_references(line: str) -> str:
    """A line of a page saved by a text browser, `### [Title][32]`, without link brackets and numbers."""
    for _ in range(3):
        line = re.sub(r"\[\s*((?:[^\[\]]|\[[^\[\]]*\](?!\[))*?)\s*\]\[\d+\]", r"\1", line)
    return re.sub(r"^\s*(?:\]\[\d+\]|\[)\s*$", "", re.sub(r"^\[[^\[\]]+\]\s+(?=\S)", "", line))


def _without_margin(found: list[Line]) -> list[Line]:
    margin = min((line.indent for line in found), default=0)
    return [structs.replace(line, indent=line.indent - margin) for line in found] if margin else found


# --- the marks of Markdown ---------------------------------------------------------------------------------------

_TITLE_MARKS = {
    "heading": _HEADING,
    "number": re.compile(r"(?:\*\*)?(\d{1,3})[.)]\s+(.+?)(?:\*\*)?"),
    "bullet": re.compile(r"([-*•+])\s+(.+)"),
    "bold": re.compile(r"(\*\*|__)(.+?)(?:\*\*|__)[:.]?"),
}
_LONG = 300


def with_headings(found: list[Line]) -> list[Line]:
    """Lines whose title marks are read, where the file uses one kind of mark for its titles throughout."""
    if any(line.heading for line in found):
        return found
    long = sum(len(line.text) > _LONG for line in found) or _wrapped_paragraphs(found)
    for kind, mark in _TITLE_MARKS.items():
        marked = [(line, match) for line in found if (match := mark.fullmatch(line.text)) and len(line.text) < _LONG]
        enough = max(1 if kind == "heading" else 2, 0.5 * long)
        if len(marked) < enough or not _is_style(kind, [match for _, match in marked], found):
            continue
        level = {line.number: len(match[1]) if kind == "heading" else 1 for line, match in marked}
        return [_stripped(line, mark, level[line.number]) if line.number in level else line for line in found]
    return found


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
        return numbers[0] in (0, 1) and all(0 <= after - before <= 1 for before, after in zip(numbers, numbers[1:]))
    if kind == "bullet":
        # a bullet before everything is a way of pasting lists, not a mark of titles
        return len({match[1] for match in matches}) == 1 and not any(
            _TITLE_MARKS["bullet"].fullmatch(line.text) for line in found if len(line.text) >= _LONG
        )
    return True


def _stripped(line: Line, mark: re.Pattern[str], level: int) -> Line:
    match = mark.fullmatch(line.text)
    text = match[2] if match else line.text
    bold = _TITLE_MARKS["bold"].fullmatch(text)
    text, addresses = unlinked(bold[2] if bold else text)
    return structs.replace(line, text=text.strip(), heading=level, links=line.links + addresses)


def unlinked(text: str) -> tuple[str, tuple[str, ...]]:
    """A Markdown text with its links replaced by their labels, and the addresses."""
    addresses: list[str] = []

    def label(link: re.Match[str]) -> str:
        addresses.append(trimmed(link[2]) if link[2].startswith("http") else link[2])
        return "" if link[0].startswith("!") else link[1]

    return (_LINK.sub(label, text), tuple(addresses)) if "](" in text else (text, ())
