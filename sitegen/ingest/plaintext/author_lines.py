"""Authors by the lines that names stand in, whatever the rest of the list has.

Each of the `RULES` corrects the labels of a text, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.people import are_people, is_rest
from sitegen.ingest.plaintext.regular_lists import FIRST_AUTHOR, YEAR
from sitegen.ingest.plaintext.words import field, people_share

_AND = re.compile(r"(?:and|und|et|y|e|&) ")
_PAGES, _DIGIT = re.compile(r"\b\d{1,5}[–-]\d{2,5}\b"), re.compile(r"\d")


def names_below_field(text: Text) -> None:
    """Names in lines of their own below the word `Authors`, alone in its line, are authors."""
    is_below = False
    for first, *others in rows_of(text.chunks):
        is_named = is_below and not others and are_people(first.text)
        if is_named and first.label == "O":
            first.label = "A"
        is_below = is_named or (not others and field(first.text) == "authors")


def names_in_lines(text: Text) -> None:
    """In a line with names other parts are names too, as they follow them; pages and journals are none."""
    chunks = text.chunks
    for chunk in chunks:
        if chunk.label == "A" and _PAGES.search(chunk.text):
            chunk.label = "O"
    for above, row in pairwise([[], *rows_of(chunks)]):
        is_behind = set(labels_of(above)) == {"A"} and above[-1].text.endswith(".")
        if is_behind and labels_of(row).startswith("AO") and YEAR.fullmatch(row[1].text):
            # `Phys Rev E.` before `2007`
            row[0].label = "V"
        elif labels_of(above[:-1]).strip("A") == "" and labels_of(row) == "O" and _goes_on(above, row[0].text):
            above[-1].label = row[0].label = "A"
        elif labels_of(row).rstrip("O") == "A" and _is_list(" ".join(chunk.text for chunk in row)):
            # `Ann Lee, B.` before `C. Cho`
            for chunk in row:
                chunk.label = "A"
        for chunk in row if row[0].label == "A" else ():
            # `Ann Lee (Example University), Bo Cho`
            if chunk.label == "O" and chunk.text.startswith(",") and are_people(chunk.text.strip(" ,")):
                chunk.label = "A"
        for chunk, others in pairwise(row):
            # `**Ann Lee**, Bo Cho`
            if chunk.label in "OT" and others.label == "A" and others.text.startswith(",") and are_people(chunk.text):
                chunk.label = "A"


def names_over_lines(text: Text) -> None:
    """Names in brackets that a margin breaks are authors: `Slow Clocks (Lee et` above `al.)`."""
    for above, below in pairwise(text.chunks):
        is_open = above.text[0] == "(" and ")" not in above.text and below.text[-1] == ")" and "(" not in below.text
        if is_open and below.line == above.line + 1 and {above.label, below.label} <= {"O", "A"}:
            listed = f"{above.text[1:]} {below.text[:-1]}"
            if FIRST_AUTHOR.fullmatch(listed) or are_people(listed):
                above.text, above.label, below.label = f"({listed})", "A", "O"


def _goes_on(names: Sequence[Chunk], text: str) -> bool:
    """Whether names go on in the line below: `and Cy Roy`, or the family name of the last one."""
    last = _AND.match(text)
    if last and labels_of(names[-1:]) == "A":
        return are_people(text[last.end() :])
    return len(names) > 1 and is_rest(" | ".join(name.text for name in names), text)


def _is_list(text: str) -> bool:
    """Whether a whole line is names, without a year or pages behind them."""
    return people_share(text)[1] == 1 and not _DIGIT.search(text)


RULES = (names_below_field, names_in_lines, names_over_lines)
