"""Whether a text is names of people.

`A. Lee, B. Cho and C. Roy et al.`, `Lee, A., & Cho, B.` and `张三、李四` are lists of names.
"""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.words import MOST_COMMON, common_share, people_share, words
from sitegen.ingest.values.people import OTHERS

YEAR_BEHIND = re.compile(
    r"[;,]\s*(?:[^\W\d_]{4,12} (?:of|at) )?[A-Z]\w{0,8}[A-Z]{2}\w{0,5}[ ’']{1,2}(?:19|20)?\d\d\b.*$"
    r"|[;,]\s*(?:\d{1,2}[-/.])?(?:19|20)\d\d[a-z]?\b.*$|\s(?:19|20)\d\d\W*$"
)
"""`(Ann Lee; 2023, presented by Cy Roy)`, `Ann Lee, Bo Cho 2024`, `Ann Lee, Findings of ACL 2024`."""
AROUND = "()（）:;,* "
"""Signs around names."""
ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
PLACE = re.compile(
    r"(?:,|\bat|\bof)?\s*[^,;]{0,40}\b(?:universi\w+|institut\w*|college|school|academ\w+|librar\w+|laborator\w+|labs|research|technolog\w+|poli?tec\w+|gmbh|inc|ltd|corp)\b[^,;]{0,40}",
    re.I,
)
CAPITALS = re.compile("[A-Z]{2}")
"""`KU Leuven`, `KIT`, `ICML`, behind names."""
_WORD = r"[^\W\d_a-z][\w'’.‐-]*"
_PAIR = rf"(?:[a-z'’]{{1,4}} ){{0,3}}{_WORD}(?: {_WORD}){{0,2}}, {_WORD}(?: (?:{_WORD}|[a-z]{{1,3}})){{0,3}}"
INVERTED = re.compile(rf"{_PAIR}(?: ?; ?{_PAIR})*(?: ?; (?:et al\.?|u\. ?a\.))?")
"""`Lee, Ann; van der Roy, Cy`"""
_LONG = 500
"""Characters of a line that is too long for a title and names."""


def are_people_with_places(text: str) -> bool:
    """Whether a text is names of people, each with where they work in parentheses.

    >>> are_people_with_places("Ann Lee (NITS), Bo Cho (KIT)"), are_people_with_places("Ann Lee (Oral)")
    (True, False)
    """
    count, share = people_share(text) if "(" in text and len(text) < _LONG else (0, 0.0)
    return share == 1 and count > 1


def are_people(text: str) -> bool:
    """Whether a text is names of people, and not a title in capitals.

    >>> are_people("Ann Lee, Bo Cho"), are_people("Boosting Models Through Context")
    (True, False)
    """
    return people_share(text)[1] == 1 and common_share(words(text.lower())) < MOST_COMMON


def are_names(text: str) -> bool:
    """Whether a chunk lists nothing but names, with what stands in parentheses and a year behind them.

    >>> are_names("Lee, A."), are_names("Ann Lee (KIT), Bo Cho 2025"), are_names("Show 3 more")
    (True, True, False)
    """
    listed = YEAR_BEHIND.sub("", ASIDE.sub("", text).strip(AROUND).lstrip("."))
    return bool(INVERTED.fullmatch(OTHERS.sub("", listed))) or people_share(listed)[1] == 1
