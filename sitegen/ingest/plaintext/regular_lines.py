"""Titles, names and addresses by how likely they are and how other lines are: items of a list, talks, headings.

Each of the `RULES` corrects the labels of a text, in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.layout import GOES_ON
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.regular_lists import TIME, are_names, entries_of, is_other
from sitegen.ingest.plaintext.words import field
from sitegen.ingest.values.identifiers import find_arxiv, find_doi

_SHARE = 0.6
_LIKELY = 0.5
"""The probability of a title from which on a line is rather one than not."""
_DASHES = ("—", "–", "-", "--")
_FEWEST_SAID = 6
"""Words."""
_FEWEST, _FEWEST_TALKS = 2, 3
"""Lines that are the same by chance."""


def linked_items(text: Text) -> None:
    """What stands before an address in an item of a list is its title, where most such items have a title.

    (ICML) Slow Clocks of the World [arXiv]
    """
    items = [row for row in rows_of(text.chunks) if text.lines[row[0].line].marker]
    linked = [row for row in items if "L" in labels_of(row)]
    titled = sum("T" in labels_of(row) for row in linked)
    for row in linked if titled >= max(_FEWEST, _SHARE * len(linked)) else ():
        at = labels_of(row).index("L")
        is_free = at > 0 and set(labels_of(row)) <= set("OLV") and row[at - 1].label == "O"
        if is_free and not (is_other(row[at - 1]) or field(row[at - 1].text)) and row[at - 1].text[0].isupper():
            row[at - 1].label = "T"


def lone_addresses(text: Text) -> None:
    """The one address of a paper that stands with a title which has no other is that paper's."""
    for entry in entries_of(text.chunks):
        chunks = text.chunks[entry.start : entry.stop]
        if "L" not in labels_of(chunks):
            papers = {_identifier(chunk.url) for chunk in chunks} - {""}
            for chunk in chunks if len(papers) == 1 else ():
                if chunk.label == "O" and _identifier(chunk.url):
                    chunk.label = "L"


def _identifier(url: str) -> str:
    return find_arxiv(url) or find_doi(url)


def open_titles(text: Text) -> None:
    """A title that ends its line with a word that ends none goes on in the next one, and in those in small letters.

    Slow Clocks of the World and
    Small Maps
    """
    is_open = False
    for above, row in pairwise(rows_of(text.chunks)):
        line = text.lines[row[0].line]
        is_below = not (line.gap or line.marker or line.level) and row[-1].text[-1] not in ".:"
        last = above[-1].text
        ends_open = above[-1].label in "Tt" and last[-1].isalpha() and bool(GOES_ON.search(last))
        goes_on = ends_open or (is_open and row[0].text[0].islower())
        is_open = is_below and set(labels_of(row)) <= set("SO") and goes_on
        for chunk in row if is_open else ():
            chunk.label, chunk.odds = "t", above[-1].odds


def likely_titles(text: Text) -> None:
    """What is likelier a title than not is one if it stands alone, above people, or between people and a title.

    A heading is told by other headings.
    """
    rows = rows_of(text.chunks)
    gaps = [text.lines[row[0].line].gap for row in rows] + [1]
    for at, row in enumerate(rows):
        is_heading = text.lines[row[0].line].level > 0
        if row[0].title_odds > _LIKELY and set(labels_of(row)) == {"O"} and gaps[at] and not is_heading:
            below = rows[at + 1] if not gaps[at + 1] else []
            if not below or (set(labels_of(below)) <= set("OA") and are_people(text.lines[below[0].line].text)):
                row[0].label = "T"
                relabel(row[1:], "O", "t")
                relabel(below, "O", "A")
        if is_heading and labels_of(row[:2]) == "OT" and row[0].text.endswith(":"):
            # in a heading, a name and a colon before a title are its own
            row[0].label, row[1].label = "T", "t"
        for names, before, title in zip(row, row[1:], row[2:], strict=False):
            if before.title_odds > _LIKELY and before.label + title.label == "OT" and are_names(names.text):
                names.label, before.label, title.label = "A", "T", "t"


def explained_titles(text: Text) -> None:
    """What goes on behind a dash in small letters is said of a paper, where it is so behind most titles.

    Slow Clocks of the World — shows that clocks are slow.
    """
    titled = [row for row in rows_of(text.chunks) if "T" in labels_of(row)]
    said = [_behind_dash(text, row) for row in titled]
    if sum(map(bool, said)) >= max(_FEWEST, _SHARE * len(titled)):
        relabel(chain(*said), "t", "S")


def _behind_dash(text: Text, row: Sequence[Chunk]) -> Sequence[Chunk]:
    """The chunks of a title from the first one behind a dash that is no heading: in small letters or with a count."""
    line = text.lines[row[0].line].text
    dashed = (
        at
        for at in range(1, len(row))
        if line[row[at - 1].end : row[at].start].strip("*_ ") in _DASHES and not row[at].text[0].isupper()
    )
    at = next(dashed, len(row))
    rest = list(takewhile(lambda chunk: chunk.label == "t", row[at:]))
    return rest if _words_of(rest) >= _FEWEST_SAID else []


def _words_of(chunks: Sequence[Chunk]) -> int:
    return sum(len(chunk.text.split()) for chunk in chunks)


def names_before_talks(text: Text) -> None:
    """Names between the time and the title of talks are authors, where several talks begin so.

    9.30   Ann Lee. Slow Clocks of the World
    10.00  Bo Cho and Cy Roy. Small Maps
    """
    talks = [row for row in rows_of(text.chunks) if len(row) > 2 and _is_talk(*row[:3])]
    are_known = any(labels_of(row[1:3]) == "AT" for row in talks)
    for row in talks if are_known and len(talks) >= _FEWEST_TALKS else ():
        if set(labels_of(row)) <= set("OATt"):
            row[1].label, row[2].label = "A", "T"
            for chunk in row[3:]:
                chunk.label = "t" if chunk.label == "T" else chunk.label


def _is_talk(hour: Chunk, names: Chunk, title: Chunk) -> bool:
    """Whether three chunks are a time, names and something else."""
    are_named = names.text.endswith(".") and are_names(names.text)
    return bool(TIME.fullmatch(hour.text)) and are_named and not are_people(title.text)


def regular_headings(text: Text) -> None:
    """A heading is a title if names stand below it, as below most headings of its level, of which another is one."""
    rows = rows_of(text.chunks)
    levels = [text.lines[row[0].line].level for row in rows]
    headings = [at for at, level in enumerate(levels) if level]
    sections = [[*chain(*rows[at:end])] for at, end in pairwise([*headings, len(rows)])]
    for level in sorted(set(levels) - {0}):
        alike = [section for section in sections if text.lines[section[0].line].level == level]
        named = [section for section in alike if "A" in labels_of(section)]
        are_usual = any(section[0].label == "T" for section in named) and len(named) > _SHARE * len(alike)
        for section in named if are_usual else ():
            if "T" not in labels_of(section) and not is_other(section[0]):
                heading = [chunk for chunk in section if chunk.line == section[0].line]
                relabel(heading[:1], "O", "T")
                relabel(heading[1:], "O", "t")


RULES = (
    likely_titles,
    open_titles,
    explained_titles,
    linked_items,
    names_before_talks,
    regular_headings,
    lone_addresses,
)
