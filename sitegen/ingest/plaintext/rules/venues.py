"""Where papers came out, as the first words of a line or a sentence say: `In Proceedings of the Ninth Workshop`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.items import Text, entries_of
from sitegen.ingest.plaintext.lines.layout import WIDEST, wrap_width
from sitegen.ingest.read.wrapped import JOINING

_OPENS = re.compile(
    r"(?:(?i:in:?) +(?:the )?)?(?i:proc(?:\.|eedings) (?:of|der|de)\b|findings of|transactions (?:of|on)\b|advances in|"
    r"actes d(?:e|u|es)\b|(?:[\w-]+ ){0,3}journal of|lecture notes in).{3,}"
    r"|(?i:in:?) +(?=\S*[A-Z]{2})(?:[\w@-]+ ){1,4}(?:19|20)\d\d\b.*"
)
_ENDS = re.compile(r"\W*(?:(?:19|20)\d\d\b|\d|pp?\.|pages|vol\b|doi|https?:|10\.)", re.IGNORECASE)
"""What stands behind a venue: year, volume, pages, address."""
_STOPS = (".", *"0123456789")
"""What a full line ends with that ends a venue too."""
_LONGEST = 12
"""Chunks of the name of a venue."""
_MOSTLY = 0.5
"""The share of papers that have a venue where it may stand apart from title and names."""


def venues(text: Text) -> None:
    """The words that open a venue, and those that go on with it, are where the paper above them came out."""
    entries = [[text.chunks[at] for at in places] for places in entries_of(text.chunks)]
    opened = [list(_openings(entry)) for entry in entries]
    width = wrap_width(text.lines)
    is_usual = sum(map(bool, opened)) > _MOSTLY * len(entries)
    for entry, places in zip(entries, opened, strict=True):
        for at in places[:1]:
            lines = text.lines[entry[0].line + 1 : entry[at].line + 1]
            if not any(line.level or (line.gap and not is_usual) for line in lines):
                _label(text, entry[at : at + _LONGEST], width)


def _openings(entry: list[Chunk]) -> Iterator[int]:
    return (at for at, chunk in enumerate(entry) if at and chunk.label in "OV" and _OPENS.fullmatch(chunk.text))


def _label(text: Text, chunks: list[Chunk], width: int) -> None:
    """Label the chunk that opens a venue, and those that go on with it in its line and, if it is wrapped, below."""
    chunks[0].label, words = "V", ""
    for above, chunk in pairwise(chunks):
        words += f" {above.text}"
        is_cut = words.count("(") > words.count(")") or words.endswith("-") or bool(JOINING.search(words))
        if chunk.line == above.line:
            goes_on = is_cut or chunk.before in "(:"
        else:
            line = text.lines[above.line]
            is_full = width <= WIDEST and line.indent + len(line.text) + len(chunk.text.split()[0]) >= width
            is_cut = is_cut or (is_full and not above.text.endswith(_STOPS)) or chunk.label == "V"
            goes_on = is_cut and chunk.line == above.line + 1
        if not goes_on or chunk.label not in "OV" or _ENDS.match(chunk.text):
            return
        chunk.label = "V"
