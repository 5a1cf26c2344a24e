"""Titles and votes that look like anything else, known by their place.

Where a list goes title, abstract, title, abstract, the one line between two abstracts is a title, even if it reads
`1984`; where numbers stand above titles, each is votes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines import Line
from sitegen.ingest.plaintext.words import field, is_date

_FEWEST = 2
_COUNT = re.compile(r"\d[\d,.]{0,6}k?")
_SHARE = 0.6


def regular(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, made as regular as most of the text is."""
    labels = with_regular_votes(chunks, with_regular_titles(lines, chunks, labels))
    return with_a_title(lines, chunks, with_regular_days(lines, chunks, labels))


def with_regular_titles(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with a title above each abstract if most abstracts have one and nothing else above them."""
    blocks = _blocks(lines, chunks)
    kinds = [_kind(chunks, labels, block) for block in blocks]
    above = [at - 1 for at, kind in enumerate(kinds) if kind == "S" and at and kinds[at - 1] != "S"]
    regular = [at for at in above if kinds[at] == "T" and (not at or kinds[at - 1] == "S")]
    between = [at for at in above if not at or kinds[at - 1] == "S"]
    made = list(labels)
    if len(regular) < _FEWEST or len(regular) < _SHARE * len(above):
        return made
    for at in between:
        if kinds[at] == "?":
            made[blocks[at].start] = "T"
            made[blocks[at].start + 1 : blocks[at].stop] = "t" * (len(blocks[at]) - 1)
    return made


def with_regular_votes(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with each number above a title as votes where the others are; and below titles likewise."""
    made = list(labels)
    counts = [at for at, chunk in enumerate(chunks) if _COUNT.fullmatch(chunk.text) and labels[at] in "NCO"]
    for step in (1, -1):
        beside = [at for at in counts if 0 <= at + step < len(made) and labels[at + step] in "Tt"]
        if sum(labels[at] == "N" for at in beside) > _SHARE * max(len(beside), labels.count("N")):
            for at in beside:
                made[at] = "N"
    if "N" in made:
        # the other number of such pages stands below abstracts
        for at in counts:
            if at and made[at] == "O" and made[at - 1] == "S":
                made[at] = "C"
    return made


def with_regular_days(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with each day alone on a line as the day of a list, if one that is set like it is."""
    alone = [
        at
        for at, chunk in enumerate(chunks)
        if labels[at] in "DO"
        and (not at or chunks[at - 1].line != chunk.line)
        and (at + 1 == len(chunks) or chunks[at + 1].line != chunk.line)
        and is_date(chunk.text)
    ]
    forms = {_form(lines, chunks[at]) for at in alone if labels[at] == "D"}
    made = list(labels)
    for at in alone:
        if _form(lines, chunks[at]) in forms:
            made[at] = "D"
    return made


def _form(lines: Sequence[Line], chunk: Chunk) -> tuple[int, str, str, str]:
    line = lines[chunk.line]
    return line.level, line.marker, chunk.style, re.sub(r"\w", "0", chunk.text)[:4]


def with_a_title(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with the line above the only abstract as its title where the text has no other."""
    made = list(labels)
    if "S" not in made or "T" in made or "J" in made:
        return made
    for at in range(made.index("S") - 1, -1, -1):
        chunk = chunks[at]
        is_first = not at or chunks[at - 1].line != chunk.line
        if is_first and made[at] == "O" and " " in chunk.text and not is_date(chunk.text) and not field(chunk.text):
            end = next((after for after in range(at, len(chunks)) if chunks[after].line != chunk.line), len(chunks))
            made[at:end] = ["T", *"t" * (end - at - 1)]
            break
    return made


def _blocks(lines: Sequence[Line], chunks: Sequence[Chunk]) -> list[range]:
    """The places of the chunks of each paragraph, or of each line of a text without blank ones."""
    has_gaps = sum(line.gap > 0 for line in lines[1:]) > 0.2 * len(lines)
    starts = [
        at
        for at, chunk in enumerate(chunks)
        if not at or (chunks[at - 1].line != chunk.line and (lines[chunk.line].gap or not has_gaps))
    ]
    return [range(start, end) for start, end in pairwise([*starts, len(chunks)])]


def _kind(chunks: Sequence[Chunk], labels: Sequence[str], block: range) -> str:
    """`S` an abstract, `T` a title alone, `?` one line of anything else that may be a title, empty for the rest."""
    within = labels[block.start : block.stop]
    if within.count("S") > 0.5 * len(within):
        return "S"
    if chunks[block.start].line != chunks[block.stop - 1].line and within.count("T") != 1:
        return ""
    if within[0] == "T" and set(within) <= {"T", "t"}:
        return "T"
    return "" if set(within) & set("ALUJK") else "?"
