"""A paper's words as every format hands them in: repaired, parted into spans, with the links found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sitegen.ingest.parser import Source
from sitegen.ingest.values import links, vocabulary
from sitegen.model import Link, Repair, RichText
from sitegen.text import tex

_ANNOUNCED = re.compile(r"\s*arXiv:(\S+)\s+Announce Type:\s*([\w-]+)(?:\s+Abstract:\s*|\s*$)", re.IGNORECASE)
_NONE = re.compile(rf"\W*(?:{vocabulary.any_of('no_abstract')}|{vocabulary.any_of('read_on')})\W*", re.IGNORECASE)
"""What stands where an abstract would, `[No abstract available]`, and the link below a part of one, `Read on →`."""
_CUT_OFF = re.compile(rf"(?:(?<=…)|(?<=\.\.\.))[\s\[(]*{vocabulary.any_of('read_on')}\W*$", re.IGNORECASE)
"""The button behind the part of an abstract that a page shows: `… Expand`, `... Show more`."""
_CALLED = re.compile(r"abstract\s*[:：.]\s+", re.IGNORECASE)
"""What may be copied with an abstract: `Abstract: We show …`."""
_COPYRIGHT = re.compile(
    r"(?:(?<=[.!?…)\]])\s*|^)(?:Copyright\s*)?©\s?(?:Copyright\s)?(?:(?:19|20)\d\d\b|The Authors?)"
    r"(?:(?!\b(?:we|that|show|study|present|propose)\b)[^©]){0,200}$",
    re.IGNORECASE,
)
"""Whose an abstract is, which publishers put at its end: `… than before. © 2024 The Authors.`; no sentence is there."""
_SHOWN_ADDRESS = re.compile(
    r"\[((?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\[\]()\s]*+)?)\]\(((?:https?://)?\1/?)\)", re.IGNORECASE
)
"""A link in Markdown that shows its address: `[x.io/y](x.io/y)`."""
_WRAPPED = 100
"""Lines longer than this are not wrapped by a program, so a line end after them ends a paragraph."""


def title(text: str, source: Source) -> tuple[str, tuple[Repair, ...]]:
    """A title as plain text on one line, in which math keeps its TeX."""
    repaired = tex.repair(_one_line(text), source.repair_skip, source.repair)
    return repaired.text, repaired.repairs


def abstract(paragraphs: Sequence[str], source: Source) -> tuple[tuple[RichText, ...], tuple[Repair, ...]]:
    """An abstract's paragraphs as spans, without whose it is; line breaks within a paragraph become spaces."""
    bare = (_COPYRIGHT.sub("", line) if "©" in line else line for line in map(_one_line, paragraphs))
    lines = [line for line in bare if line and not _NONE.fullmatch(line)]
    lines = [_SHOWN_ADDRESS.sub(r"\2", line) if "](" in line else line for line in lines]
    lines[:1] = [_CALLED.sub("", line, count=1) if _CALLED.match(line) else line for line in lines[:1]]
    lines[-1:] = [_CUT_OFF.sub("", line) for line in lines[-1:]]
    repaired = [tex.repair(line, source.repair_skip, source.repair) for line in lines]
    return tuple(part.spans for part in repaired), tuple(repair for part in repaired for repair in part.repairs)


def text(paragraphs: Iterable[RichText]) -> str:
    """The characters of an abstract, its paragraphs parted by a blank line."""
    return "\n\n".join("".join(span.text for span in spans) for spans in paragraphs)


def links_in(paragraphs: Iterable[RichText]) -> tuple[Link, ...]:
    return links.distinct(link for spans in paragraphs for link in links.found("".join(span.text for span in spans)))


def of_pubmed(title: str) -> str:
    """A title without the full stop that PubMed ends it with, and the brackets that it puts around a translated one.

    >>> of_pubmed("Slow clocks."), of_pubmed("[Slow clocks.]"), of_pubmed("Clocks of the U.S.")
    ('Slow clocks', 'Slow clocks', 'Clocks of the U.S.')
    """
    translated = re.fullmatch(r"\[(?!\d{4}\.\d)(.*)\]\.?", title)
    return re.sub(r"(?<=[\w)])(?<!\.\w)(?<!\bal)\.$", "", translated[1] if translated else title)


def announced(summary: str) -> tuple[str, str]:
    """The abstract and the announce type of a summary in arXiv's feeds.

    >>> announced("arXiv:2502.05795v1 Announce Type: new Abstract: We show …"), announced("We show …")
    (('We show …', 'new'), ('We show …', ''))
    """
    match = _ANNOUNCED.match(summary)
    return (summary[match.end() :], match[2].lower()) if match else (summary, "")


def _one_line(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    # a no-break space is a space the author chose, and stays
    return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of an abstract: parted by blank lines, by an indented first line as arXiv does, or by line ends
    where lines are too long to be wrapped.
    """
    text = text.strip("\n")
    if "\n" not in text:
        return [text] if text.strip() else []
    depth = len(text) - len(text.lstrip(" \t"))
    lines = text.split("\n")
    # arXiv indents the first paragraph too, or has lost just that indentation
    depth = 0 if depth == 2 and not lines[1].startswith("  ") else depth
    is_wrapped = sum(len(line) > _WRAPPED for line in lines) < 0.5 * len(lines)
    blocks: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        starts = not line.strip() or len(line) - len(line.lstrip()) >= depth + 2
        if starts or (number and not is_wrapped and len(lines[number - 1]) > _WRAPPED):
            blocks.append([])
        if line.strip():
            blocks[-1].append(line.strip())
    return _unbroken(" ".join(part) for part in blocks if part)


def _unbroken(parts: Iterable[str]) -> list[str]:
    """Paragraphs without a break in a displayed formula, whose lines are indented too."""
    whole: list[str] = []
    for part in parts:
        before = whole[-1] if whole else ""
        if before.count("\\begin{") > before.count("\\end{") or before.count("$$") % 2:
            whole[-1] = f"{before} {part}"
        else:
            whole.append(part)
    return whole
