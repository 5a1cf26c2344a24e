"""Lists of links to papers and nothing else: arXiv ids, DOIs, addresses, and the days above them.

No title stands in them, so all of their papers have to be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.ingest import record
from sitegen.ingest.parser import Source
from sitegen.ingest.values import identifiers
from sitegen.model import Date, Digest, Entry, Facts, Link
from sitegen.text import dates

_MARK = re.compile(r"(?:[-*+•]|\d{1,4}[.)])\s+")
_LINK = re.compile(r"\[[^\[\]\s]{0,200}\]\((https?://[^\s()]+)\)")
"""A link of Markdown of one word, `[paper](https://…)`, that may be where it leads to."""
_SIGNS = "<>,;()[] \t\ufeff"
_LABELS = frozenset({"", "arxiv:", "doi:", "arxiv", "doi"})


def sniff(head: str) -> bool:
    papers: list[Facts] = []
    for line in head.split("\n"):
        listed = _papers(line)
        if listed is None:
            return False
        papers += listed
    return any(any(identifiers.names(facts)) for facts in papers)


def parse(text: str, source: Source) -> Digest:
    """Parse such a list."""
    entries = list(_entries(text.split("\n"), source))
    day = max((entry.listed for entry in entries), default="")
    return record.of_days(entries, day or source.day)


def _entries(lines: Iterable[str], source: Source) -> Iterator[Entry]:
    day: Date = ""
    seen: set[tuple[Facts, Date]] = set()
    for number, line in enumerate(lines, 1):
        papers = _papers(line)
        if papers is None:
            what = "this line of a list of links is no link to a paper"
            source.error("broken-record", what, number, excerpt=line[:200])
        if written := dates.find(line.strip(" #*:")):
            day = dates.resolve(written, source.hint)[0]
        for facts in papers or ():
            if (facts, day) not in seen:
                seen.add((facts, day))
                yield Entry(facts=facts, line=number, listed=day)


def _papers(line: str) -> list[Facts] | None:
    """The papers that a line leads to; none for a day or a heading, None for a line that says anything else.

    >>> [facts.arxiv or facts.doi for facts in _papers("- arXiv:2502.05795v2, <https://doi.org/10.1000/x>")]
    ['2502.05795', '10.1000/x']
    """
    line = _LINK.sub(r"\1", _MARK.sub("", line.strip(), count=1))
    if line.startswith("#") or dates.find(line.strip(" *:")):
        return []
    words = [word for part in line.split() if (word := part.strip(_SIGNS)).lower() not in _LABELS]
    papers = [facts for word in words if (facts := _facts(word))]
    return papers if len(papers) == len(words) else None


def _facts(word: str) -> Facts | None:
    arxiv = identifiers.find_arxiv(word) or identifiers.arxiv(word)[0]
    doi = "" if arxiv else identifiers.find_doi(word) or (identifiers.doi(word) if word.startswith("10.") else "")
    is_address = word.startswith(("http://", "https://"))
    if not arxiv and not doi and not is_address:
        return None
    return Facts(title="", arxiv=arxiv, doi=doi, links=() if arxiv or doi else (Link("project", word),))
