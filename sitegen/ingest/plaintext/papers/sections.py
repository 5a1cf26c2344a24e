"""The sections that papers of a text stand in, which become topics: `Robotics` of `## Robotics (3)`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.items import Text, unmarked
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.words import field, is_furniture
from sitegen.ingest.values import vocabulary
from sitegen.text.tokens import STOP_WORDS

_AROUND = re.compile(r"\s*[(（]\s*\d[^()（）]*[)）]\s*$|^\W+")
"""What stands around the name of a section, `## 🤖 Robotics (3)`."""
_RANK = re.compile(rf"{vocabulary.any_of('rank')}\W*", re.IGNORECASE)
"""Sections that say how good papers are, rather than what they are about."""
_NO_NAME = re.compile(r"[\W\d_]*|.*://.*")
_WORD, _BEGINNING = re.compile(r"[^\W\d_]{3,}"), 5
"""Words that may say what papers are about, and how many of their letters other forms of them share."""
_OF_ALL = STOP_WORDS | {
    "about",
    "article",
    "articles",
    "more",
    "new",
    "one",
    "over",
    "paper",
    "papers",
    "results",
    "work",
}
"""What abstracts of anything are written with."""
_LONGEST = 80
"""Characters of the name of a topic."""
_MOSTLY = 0.5
_FEWEST = 2
"""Where a text has one section, it is the list."""


def sections(text: Text, listed: Sequence[Paper]) -> list[str]:
    """The name of the section that each paper stands in; empty where that says nothing of it, or a text has one.

    A section is a heading with a paper before the next heading. `Coffee` and `Carried over` are headings as well, so
    the papers themselves have to speak of what is to be their topic, if they have abstracts.
    """
    titles = [paper.title.first for paper in listed]
    noise = {chunk.line for chunk in text.labelled("O")}.difference(titles)
    heads = [place for place, line in enumerate(text.lines) if line.level and place in noise]
    names: list[str] = []
    for place, after in pairwise([*heads, len(text.lines)]):
        papers = listed[bisect_left(titles, place) : bisect_left(titles, after)]
        name = _AROUND.sub("", unmarked(text.lines[place].text)) if papers else ""
        names.append(name if name and _is_topic(name, papers) else "")
    if len(set(filter(None, names))) < _FEWEST:
        return [""] * len(listed)
    return [names[at - 1] if (at := bisect_left(heads, title)) else "" for title in titles]


def _is_topic(name: str, papers: Sequence[Paper]) -> bool:
    if (
        len(name) > _LONGEST
        or _RANK.fullmatch(name)
        or _NO_NAME.fullmatch(name)
        or is_furniture(name)
        or field(name) == "abstract"
    ):
        return False
    texts = [" ".join([paper.title.text, paper.text("S")]).lower() for paper in papers]
    words = [word[:_BEGINNING] for word in _WORD.findall(name.lower()) if word not in _OF_ALL]
    with_abstracts = sum("S" in paper.fields for paper in papers)
    speak = sum(any(re.search(rf"(?<![a-z]){word}", text) for word in words) for text in texts)
    return with_abstracts < _MOSTLY * len(papers) or speak >= _MOSTLY * len(papers)
