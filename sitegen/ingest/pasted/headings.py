"""Titles that the file marks as such: Markdown headings, numbers, bullets, bold type, labels, links.

A mark is taken off only where the file uses it for its titles throughout, so that a title that merely begins with `#`
keeps it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import structs

from sitegen.ingest.pasted.marks import is_badge
from sitegen.ingest.pasted.style import wrapped_width
from sitegen.ingest.read.lines import Line
from sitegen.ingest.values.links import trimmed

_LONG = 300
_MARKED = 7
"""The level of titles that are marked otherwise than as headings."""
_TITLE_MARKS = (
    ("heading", re.compile(r"(#{1,6})\s+(.*?)\s*#*")),
    (
        "label",
        re.compile(r"(?:\*\*)?(title|(?:论文|原文|英文)?标题|题目)(?:\*\*)?\s*[:：](?:\*\*)?\s*(.+)", re.IGNORECASE),
    ),
    ("number", re.compile(r"(?:\*\*|__)?[\[#【]?(\d{1,3})(?:[.)\]:]\s+|[】、]\s*|\ufe0f?\u20e3\s*)(.+)")),
    ("bold", re.compile(r"(\*\*|__)(.+?)(?:\*\*|__)[:.]?")),
    ("bullet", re.compile(r"([-*•+▪◦])\s+(.+)")),
)
_SUMMARY = re.compile(
    r"(?:[^\w\s*]{1,3}\s*)?(?:\*\*)?(?:abstract|summary|(?:论文)?摘要|简介)(?:\*\*)?\s*(?:[:：]|—|–|\.\s*—)(?:\*\*)?\s*(?=\S)",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r">\s+(?=\S.{40})")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)


def with_headings(found: list[Line]) -> list[Line]:
    """Lines whose title marks are read, where the file uses one kind of mark for its titles throughout."""
    long = _paragraphs(found)
    for kind, mark in _TITLE_MARKS:
        marked = {
            line.number: match for line in found if len(line.text) < _LONG and (match := mark.fullmatch(line.text))
        }
        enough = max(1 if kind in ("heading", "label") else 2, 0.5 * long)
        if len(marked) >= enough and _is_style(kind, list(marked.values()), found):
            return _unnumbered([_titled(line, kind, marked.get(line.number)) for line in found])
    return found


def without_labels(found: list[Line]) -> list[Line]:
    """Lines without what stands before abstracts throughout: 'Abstract:', or the mark of a Markdown quotation."""
    long = _paragraphs(found)
    for label in (_SUMMARY, _QUOTATION):
        labelled = sum(bool(label.match(line.text)) for line in found)
        if labelled and labelled >= 0.5 * long:
            found = [structs.replace(line, text=label.sub("", line.text, count=1)) for line in found]
    return found


def without_links(found: list[Line]) -> list[Line]:
    """Lines that are Markdown links and nothing else, `[PDF](…) | [Code](…)`, as their labels."""
    wrapped = wrapped_width(found)
    # in wrapped text a link may stand on a line of its own by chance
    return [_unlinked_line(line) if "](" in line.text and (line.gap or not wrapped) else line for line in found]


def _unlinked_line(line: Line) -> Line:
    label, addresses = unlinked(line.text)
    is_link = line.text == f"[{label}]({line.text[len(label) + 3 : -1]})" and len(addresses) == 1
    if not is_link and not is_badge(label):
        return line
    return structs.replace(line, text=label.strip() or line.text, links=line.links + addresses)


def _unnumbered(found: list[Line]) -> list[Line]:
    """Headings without their numbers, where they are counted through."""
    number = dict(_TITLE_MARKS)["number"]
    counted = {line.number: match for line in found if line.heading and (match := number.fullmatch(line.text))}
    if len(counted) < 2 or not _is_style("number", list(counted.values()), found):
        return found
    return [structs.replace(line, text=counted[line.number][2]) if line.number in counted else line for line in found]


def _paragraphs(found: list[Line]) -> int:
    """Long lines, or where there are none runs of five and more lines."""
    count = run = 0
    for line in found:
        run = 1 if line.gap else run + 1
        count += run == 5
    return sum(len(line.text) > _LONG for line in found) or count


def _is_style(kind: str, matches: list[re.Match[str]], found: list[Line]) -> bool:
    if kind == "number":
        numbers = [int(match[1]) for match in matches]
        return numbers[0] in (0, 1) and all(0 <= after - before <= 1 for before, after in pairwise(numbers))
    if kind == "bullet":
        # a bullet before everything is a way of pasting lists, not a mark of titles
        signs = {match[1] for match in matches}
        if len(signs) > 1 or any(len(line.text) >= _LONG and line.text[:1] in signs for line in found):
            return False
        listed = sum(one.text[:1] in signs and two.text[:1] in signs for one, two in pairwise(found))
        return listed < 0.5 * len(matches) or not any(len(line.text) >= _LONG for line in found)
    return True


def _titled(line: Line, kind: str, match: re.Match[str] | None) -> Line:
    if match is None:
        if kind != "heading" and (heading := _TITLE_MARKS[0][1].fullmatch(line.text)):
            return structs.replace(line, text=heading[2], heading=len(heading[1]))
        return line
    text = re.sub(r"^(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)$", "", match[2].strip())
    text, addresses = unlinked(text)
    text = re.sub(r"^(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)$", "", text.strip())
    level = len(match[1]) if kind == "heading" else _MARKED
    return structs.replace(line, text=text, heading=level, links=line.links + addresses)


def unlinked(text: str) -> tuple[str, tuple[str, ...]]:
    """A Markdown text with its links replaced by their labels and without its pictures, and the addresses."""
    addresses: list[str] = []

    def label(link: re.Match[str]) -> str:
        if link[0].startswith("!"):
            return ""
        addresses.append(trimmed(link[2]) if link[2].startswith("http") else link[2])
        return link[1]

    return (_LINK.sub(label, text), tuple(addresses)) if "](" in text else (text, ())
