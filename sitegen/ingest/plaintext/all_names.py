"""Names by where they stand: below and beside other names, behind pictures that mark fields, linked as others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.labels import clear, rows_of
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.people import MORE_AUTHORS, WITH_VENUE, WITH_YEAR, are_people
from sitegen.ingest.plaintext.words import OTHERS, field, people_share
from sitegen.ingest.values import links

_PICTURE = re.compile("[\u2190-\u21ff\u2300-\u27bf\U0001f000-\U0001faff]")
_MARKS_OF_NAMES, _MARKS_OF_REMARKS = frozenset("👥👤✍🧑👩👨"), frozenset("💬💭🗣")
_EMOJI = "\ufe0f"
"""Makes a picture of the sign before."""
_LAST_NAME = re.compile(r"(?:&|and) [^\W\d_a-z]\S*(?: [^\W\d_]\S*){1,3}")
_LAST_OF_MORE = re.compile(r"\+\d+ (?:more )?authors|\.\.\.|…")
"""What Semantic Scholar, and Springer, have above the last of several names."""
# a number of two figures is in no name, nor are pages: `S. 12–20`
_NUMBER, _PAGES = re.compile(r"\d\d"), re.compile(r"\b\d{1,5}[–-]\d{2,5}\b")
_SHARE = 0.6
_SEVERAL = 3
"""Names that are no end of a title."""


def with_all_names(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with what only its place tells to be names, and nothing that its place tells to be none."""
    labels = [
        "O" if label == "A" and _PAGES.search(chunk.text) else label
        for chunk, label in zip(chunks, labels, strict=True)
    ]
    labels = _with_marked_fields(lines, chunks, _with_names_and_venues(chunks, labels))
    return _with_last_names(chunks, _with_names_beside(lines, chunks, labels))


def _with_marked_fields(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """Names begin at their picture, and a remark at another is none: `✍️ Ann Lee, Bo Cho`, `💬 Worth it.`"""
    corrected = list(labels)
    for row in rows_of(chunks):
        text, mark = chunks[row.start].text, _PICTURE.match(lines[chunks[row.start].line].text)
        if mark and mark[0] in _MARKS_OF_REMARKS and labels[row.start] in "tAS":
            clear(corrected, row, "tAS")
        elif mark and mark[0] in _MARKS_OF_NAMES and labels[row.start] in "tO":
            are_names = people_share(text.lstrip(mark[0] + _EMOJI))[1] >= _SHARE
            corrected[row.start] = "A" if are_names else labels[row.start]
    return corrected


def _with_names_and_venues(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """Names right behind a title may stand in parentheses with the venue: `(Ann Lee, Bo Cho, EMNLP 2023)`."""
    corrected = list(labels)
    for at in range(1, len(chunks)):
        is_behind, text = labels[at - 1] in "Tt" and labels[at] in "OV", chunks[at].text
        placed = (WITH_VENUE.fullmatch(text) or WITH_YEAR.fullmatch(text)) if is_behind else None
        if placed and are_people(OTHERS.sub("", placed[1])):
            corrected[at] = "A"
    return corrected


def _with_names_beside(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """A name beside names is one: behind bars, or linked to the same site."""
    corrected = list(labels)
    folders = {_folder(chunk) for chunk, label in zip(chunks, labels, strict=True) if label == "A"} - {""}
    for row in rows_of(chunks):
        are_parted = len(row) > 1 and {chunks[at].before for at in row[1:]} == {"t"}
        if are_parted and corrected[row.start] == "A" and all(are_people(chunks[at].text) for at in row):
            # `Ann Lee | Bo Cho | Cy van Roy`
            corrected[row.start : row.stop] = "A" * len(row)
        linked = {_site(chunks[at]) for at in row if corrected[at] == "A"} - {""}
        is_below = row.start > 0 and corrected[row.start - 1] in "Tt" and not lines[chunks[row.start].line].gap
        for at in row:
            is_there = _site(chunks[at]) in linked or (is_below and _folder(chunks[at]) in folders)
            is_linked = corrected[at] == "L" and is_there
            if is_linked and are_people(chunks[at].text):
                corrected[at] = "A"
    return corrected


def _site(chunk: Chunk) -> str:
    """The host that a chunk is linked to; empty without one."""
    parts = links.urlsplit_or_none(chunk.url)
    return parts[0] if parts else ""


def _folder(chunk: Chunk) -> str:
    """The host and the first part of the path that a chunk is linked to, `arxiv.org/search`; empty without both."""
    parts = links.urlsplit_or_none(chunk.url)
    folder, slash, _ = parts[1].lstrip("/").partition("/") if parts else ("", "", "")
    return f"{parts[0]}/{folder}" if parts and slash else ""


def _with_last_names(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The last of names that stand below each other or were wrapped is one."""
    corrected = list(labels)
    below = [labels[row.start] for above, row in pairwise(rows_of(chunks)) if labels[above.stop - 1] in "Tt"]
    are_below = below.count("A") > _SHARE * len(below)
    for above, row in pairwise(rows_of(chunks)):
        first, before = chunks[row.start], corrected[above.stop - 1]
        if labels[row.start] == "t" and (
            (are_below and len(row) == 1 and are_people(MORE_AUTHORS.sub(",", first.text)))
            or (len(row) == 1 and are_people(first.text) and people_share(first.text)[0] >= _SEVERAL)
        ):
            corrected[row.start] = "A"
        elif _LAST_OF_MORE.fullmatch(chunks[above.start].text) and labels[above.start - 1] + labels[row.start] == "AO":
            corrected[row.start] = "A" if len(row) == 1 and are_people(first.text) else "O"
        elif before + labels[row.start] == "AO":
            is_apart = first.text[-1] in ":：" or field(first.text)
            if len(row) == 1 and _LAST_NAME.fullmatch(first.text) and not is_apart and not _NUMBER.search(first.text):
                corrected[row.start] = "A"
    return corrected
