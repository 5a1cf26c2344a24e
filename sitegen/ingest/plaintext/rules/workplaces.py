"""People beside where they work, in lines of their own: which is the name, and what is no title.

Each of the `RULES` corrects the labels of a text, in this order.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.people import ASIDE, are_people, are_people_with_places

_ACRONYM = re.compile(r"[A-Z]{3}|\b(?:KU|TU|UC|UT)\b")


def people_before_titles(text: Text) -> None:
    """Who works where, alone in a line, is no title, and below one begins: `Ann Lee (Example University)`."""
    rows = rows_of(text.chunks)
    for row, below in pairwise([*rows, [Chunk("", -1)]]):
        line = text.lines[row[0].line].text
        if labels_of(row) in ("T", "t") and are_people_with_places(line) and are_people(ASIDE.sub("", line)):
            relabel(below[:1], "t", "T")
            row[0].label = "A"


def places_above_names(text: Text) -> None:
    """A place alone in a line right above several names is none of them: `ETH Zurich` above `Ann Lee, Bo Cho`.

    Two other capitals may be initials: `AB Lee`.
    """
    for row, below in pairwise(rows_of(text.chunks)):
        is_place = len(row) == 1 and "," not in row[0].text and bool(_ACRONYM.search(row[0].text))
        if is_place and row[0].label + below[0].label == "AA" and "," in below[0].text:
            row[0].label = "O"


RULES = (people_before_titles, places_above_names)
